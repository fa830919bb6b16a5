//! `briefing`: annotated Markdown in, a linked briefing site out.
//!
//! Authors mark in ordinary Markdown who said, did or thinks what, and when. The program makes of it
//! a site of plain files, in which each name, statement, position and event leads to the sentence
//! that it came from. `README.md` and the manual in `docs/` tell how to use it; this page tells
//! how it is made, for those who want to change it.
//!
//! # From files to pages
//!
//! ```text
//! source::scan ─► SourceSet            what is on disk: path, hash, the content of texts
//!  ─► document::parse                  one file at a time, in parallel ─► Document
//!  ─► build::held                      drafts and embargoes are taken out here, before the index
//!  ─► SiteIndex::update                records, names, statements, attendance, timeline
//!  ─► page::plan                       every page: its key, address and fingerprint; none is made yet
//!  ─► OutputTree                       by address: a fingerprint, and a cell that is filled once
//!       page::inputs ─► page::assemble ─► View ─► render ─► html::finish ─► bytes, anchors, links
//!  ─► Sink                             output::Stage (a folder on disk) or output::Memory
//! ```
//!
//! Each arrow but the first and the last is a pure function. [`build::build`] puts them in order; the
//! command line ([`cli`]) reads the sources before it and commits the [`output::Stage`] after it.
//!
//! A preview takes the same steps one by one ([`cli`]'s `live`): [`watch`] says where something may have
//! changed, [`source::Scanner`] reads that alone, [`build::ready()`] brings the index up to date, and from
//! there on [`serve`] can answer with any page that stood before ([`build::Provisional`]). The plan of the
//! whole site, all other pages and the checks follow when nobody waits, and are given up when there is
//! something newer.
//! Stages do not stop at an author's mistake: they return a value and [`diagnostics::Diagnostics`],
//! so that one run reports everything. Where one of these is an error, nothing is written.
//!
//! [`build::survey()`] goes as far as the plan: it answers what a page sees, in lines that
//! [`page::listing`] makes of what a visitor is told, and which pages a file is in.
//!
//! # The modules, lowest first
//!
//! A module may use those above its own row, and no others.
//!
//! | module | what it is for | outside crates that it owns |
//! |---|---|---|
//! | [`text`] | normal forms, case folding, sentences, near words; the one place that escapes HTML | `unicode-*`, `icu_casemap`, `strsim` |
//! | [`data`] | TOML and YAML as nodes with their places; JSON in and out | `toml`, `granit-parser`, `serde_json` |
//! | [`digest`] | hashes of contents, and hashes made of hashes | `blake3`, `xxhash-rust` |
//! | [`paths`] | paths of sources, addresses and outputs, which cannot be mixed up or leave their root | |
//! | [`diagnostics`] | findings with place, severity and code; reports for people and programs | `annotate-snippets` |
//! | [`date`] | dates as authors write them (EDTF), their bounds and their order | `edtf-core` |
//! | [`locale`] | interface strings, dates in words, plurals, lists and alphabets by language | `icu_*`, `fluent-bundle` |
//! | [`config`] | `site.toml` as a typed value | |
//! | [`source`] | reads the inputs from disk, once or again and again | `walkdir`, `imbl` |
//! | [`document`] | one source to its records and body: front matter, annotated Markdown | `pulldown-cmark`, `ammonia` |
//! | [`index`] | what references mean, and everything that is counted or listed over the whole site | |
//! | [`check`] | what an author may have overlooked: missing sources, names that clash, roles out of date | |
//! | [`address`] | what a page is, and where it stands | |
//! | [`figure`] | layout of pictures, in whole numbers | |
//! | [`page`] | which pages there are, what each sees, and what it shows | |
//! | [`theme`] | carried templates and assets, and what a site replaces of them | `rust-embed` |
//! | [`html`] | the last pass over a page: relative links; anchors and links as data | `lol_html` |
//! | [`render`] | views to HTML by way of templates | `tera` |
//! | [`hosting`] | files that hosts read: headers, redirects, sitemap | |
//! | [`tree`] | addresses and cells, and who takes what they give | |
//! | [`build`] | the stages in order, caches, parallel loops, links against anchors | |
//! | [`output`] | writes a tree: what changed, whole or not at all |  |
//! | [`watch`] | tells when the inputs may have changed, and where | `notify` |
//! | [`serve`] | the preview server: answers from the pages of a build, tells open tabs what changed | `axum`, `hyper*`, `tokio` |
//! | [`cli`] | arguments, progress, printing, exit codes | `clap*`, `indicatif` |
//!
//! Serde's derives and rayon may be used anywhere.
//!
//! # What never is
//!
//! 1. Only [`source`], [`output`], [`watch`], [`serve`] and [`cli`] touch the operating system, and only
//!    [`cli`] prints.
//! 2. No clock, environment, random number, hash order, thread count or setting of the machine
//!    reaches a page. Equal inputs give equal bytes. The time of the build decides embargoes
//!    ([`build::Settings::now`]) and nothing else; "now" on a page is the site's `as_of`.
//! 3. A value is complete when it is made. No later stage fills in a field, and no order of calls is
//!    known only to a comment. A cell, which is computed when it is first asked for, is the exception.
//! 4. A template gets finished strings. It cannot reach into the index, and content is never run
//!    through the template engine.
//! 5. What a page sees is chosen in one place, [`page::inputs`], and [`page::assemble`] gets nothing
//!    else. So a page cannot depend on what its fingerprint does not know.
//! 6. What outlives a build is immutable and shared.
//! 7. Parsing never fails. Its findings are kept with its value, and shown again when it is reused.
//! 8. Held records are removed before the index is made; of them it knows only ids and names. Nothing
//!    after it can show a draft by accident.
//! 9. A built page carries no script of a preview, and no request to another host.
//!
//! # Who computes what
//!
//! * [`document`] works within one file: passages and their permalinks, annotations with what they
//!   inherit from headings and blocks, references as they are written. A [`document::Body`] is a list
//!   of pieces, in which each link is a slot with its place in the source.
//! * [`index`] settles what needs other files: which record a reference means, who speaks where the
//!   text leaves it open, which date an event gives to a statement, who was where, trails of stances,
//!   what changed from when to when, which briefings are related.
//! * [`page::plan()`] and [`page::inputs`] choose; [`page::assemble`] words: dates, evidence lines, lists.
//! * [`render`] and [`html`] know nothing of meaning. Links are addresses from the site's root until
//!   [`html::finish`] makes them relative to their page.
//! * [`build`] alone sees all pages at once. It checks links and anchors, and that no two outputs want
//!   one path.
//!
//! Records have numbers within one process ([`index::RecordNo`]). They enter no output, no order that a
//! reader sees and no hash that lasts; what leaves the index is ordered by date, id, language, place.
//!
//! # Incremental builds
//!
//! The promise: after any sequence of edits, a build with a [`build::BuildCache`] leaves the same
//! folder as one from nothing, byte for byte, removed files included. It is kept like this.
//!
//! * A document is parsed again only if its path, bytes or settings changed; it knows no other file.
//! * The index has one operation, an update; a clean build is an update from empty. References are
//!   looked up under the handle that was written (`@id`, a path, a name), so that a new, renamed or
//!   removed record finds just the documents that wrote that handle, whether it was known or not.
//! * Tables of the index and sets of sources are persistent maps: an update copies nothing that the edit
//!   does not reach, and what changed is found by comparing the two. Lists over the whole site (timeline,
//!   changes) are made when a page that shows them is asked for.
//! * Every page has a fingerprint over all that it sees, made when the page is asked for. The same code
//!   that gathers the inputs is run with a visitor that only hashes ([`page::visitor::Hashing`]), so the
//!   two cannot drift apart. What a cell held before is kept where the fingerprint is unchanged.
//!   Templates, theme and configuration are part of it.
//! * The cache holds only what can be computed again. To drop it costs time, nothing else.
//! * [`output::Stage`] compares each file with the one on disk, writes what differs beside its place,
//!   and renames when the whole build has succeeded. It deletes only what its own manifest names.
//!
//! # Where to put a change
//!
//! * **A check.** A line in [`diagnostics::Code`] with its default severity, which gives it a name for
//!   `[checks]` and `allow`. Report it where the fact is known: in [`document`] if one file suffices,
//!   in [`index`] if it takes others, in [`build`] if it takes pages. Then a case that shows the
//!   report; a code without a case is an error of the tests.
//! * **A page.** A variant of [`address::What`] with its path; a line in [`page::plan()`]; what it sees in
//!   [`page::inputs`]; its view in [`page::view`] and its making in [`page::assemble`]; a template of
//!   the view's name in `templates/`. Strings of the interface go into `src/locale/strings/`, in all
//!   languages that have a file there.
//! * **A date form.** Reading in [`date`] (which also turns it into bounds and an order), a
//!   [`date::Shape`] or [`date::Precision`] if there is none that fits, and its words in [`locale`].
//! * **A key of front matter or of `site.toml`.** A field of the record in [`document::record`] or of
//!   [`config::Config`], and its reading in `document::front_matter` or `config::parse`; what it means,
//!   with a value to try, in `starter/`, which `briefing new` and `briefing init` write from.
//! * **A command.** A file in `cli` and a variant of its `Command`; what it asks of a site comes from
//!   [`build`]. A test in `tests/it/commands/`.
//! * **A test case.** A folder; see below.
//!
//! # How it is tested
//!
//! Unit tests stand beside what they test. The rest is below `tests/`, mostly folders that one
//! function walks over, so that a case is added without code:
//!
//! * `tests/golden/<site>/`: a small whole site, and below `expected/` the outputs that it must have,
//!   byte for byte.
//! * `tests/diagnostics/<code>…/`: a site with something wrong, and the exact report.
//! * Edit scripts: each build with a cache is compared with one from nothing.
//! * `tests/it/live/`: the running program on a real file system; whatever happens to the files, the
//!   preview ends in the very pages that a clean build makes.
//! * Generated input: parsing never panics, places lie on character boundaries, and Markdown without
//!   annotations comes out as CommonMark has it. `fuzz/` checks the same for as long as one likes.
//! * `tests/it/safety/`: nothing breaks out of its place on a page, nothing that is held or in a comment
//!   leaves a trace, and no input, however wrong or huge, does more than end in a report.
//!
//! `.ci/run` sets everything up and runs all of it. `cargo run --example generate` writes a large
//! site to measure with.

pub mod address;
pub mod build;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod date;
pub mod diagnostics;
pub mod digest;
pub mod document;
pub mod figure;
pub mod hosting;
pub mod html;
pub mod index;
pub mod locale;
pub mod output;
pub mod page;
pub mod paths;
pub mod render;
pub mod serve;
pub mod source;
pub mod text;
pub mod theme;
pub mod tree;
pub mod watch;
