//! Pieces of text to HTML: whole bodies, front-matter fields, and excerpts.

use super::Assembler;
use crate::address;
use crate::document::record::Amendment;
use crate::document::reference::NameStyle;
use crate::document::{Annotation, Body, Excerpt, Fields, Inline, Link, Note, Piece, Reference};
use crate::index::{Facts, RecordNo, Target, Version};
use crate::locale::{Argument, Language, Localized};
use crate::page::view::shared::LocalHtml;
use crate::paths::SourcePath;
use crate::text::{self, escape};
use std::ops::Range;

/// How long an excerpt of a block may be, in characters, before it is cut at a sentence's end.
const EXCERPT_LENGTH: usize = 600;

/// How many bytes a passage may have and still be shown whole where it is shown as an excerpt: more than
/// any paragraph that is written to be read. Each of its annotations shows it, so that without a bound
/// lists would grow with the square of its length.
const LONGEST_PASSAGE: usize = 8_000;

/// Where pieces are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In their own text.
    Home,
    /// Elsewhere: without ids and note marks, pictures as their alternative text.
    Excerpt,
}

impl Assembler<'_> {
    /// A document's whole body.
    pub fn body(&self, facts: &Facts) -> Option<LocalHtml> {
        let body = &facts.document.body;
        if body.pieces.is_empty() {
            return None;
        }
        let mut html = String::new();
        let printer = self.printer(facts, Place::Home);
        printer.print(&body.pieces, None, &mut html);
        Some(self.local_html(html, &facts.document.language))
    }

    /// A front-matter field of the page's own record.
    pub fn inline(&self, inline: &Inline) -> String {
        self.owned_inline(inline, self.inputs.facts.as_deref().and_then(owner))
    }

    /// A front-matter field of a version of any record: files that it leads to lie beside that
    /// record's page.
    pub fn inline_of(&self, inline: &Inline, record: RecordNo, version: &Version) -> LocalHtml {
        let html = self.owned_inline(inline, Some((record, &version.document.path)));
        self.local_html(html, &version.language)
    }

    fn owned_inline(&self, inline: &Inline, owner: Option<(RecordNo, &SourcePath)>) -> String {
        let mut html = String::new();
        let targets: Vec<Target> = inline.links.iter().map(|link| self.target(&link.reference)).collect();
        let printer = Printer {
            assembler: self,
            links: &inline.links,
            targets: &targets,
            body: None,
            facts: None,
            owner,
            place: Place::Excerpt,
        };
        printer.print(&inline.pieces, None, &mut html);
        html
    }

    /// A front-matter field of a version in `language`.
    pub fn inline_html(&self, inline: &Inline, language: &Language) -> LocalHtml {
        self.local_html(self.inline(inline), language)
    }

    /// A front-matter field by language.
    pub fn localized_inline(&self, field: &Localized<Inline>) -> Option<LocalHtml> {
        self.pick(field).map(|(language, inline)| self.inline_html(inline, language))
    }

    /// What a reference in front matter, menu or footer means.
    pub fn target(&self, reference: &Reference) -> Target {
        self.inputs.targets.get(reference).cloned().unwrap_or_else(|| match reference {
            Reference::Anchor(anchor) => Target::Anchor(anchor.clone()),
            Reference::File(path) => Target::File(path.clone()),
            Reference::Site(address) => Target::Site(address.clone()),
            Reference::Address(address) => Target::Address(address.clone()),
            _ => Target::Fault,
        })
    }

    /// A passage as it is shown elsewhere.
    pub fn passage(&self, facts: &Facts, passage: u32) -> LocalHtml {
        self.marked_passage(facts, passage, None)
    }

    /// A passage as it is shown elsewhere, with the text of one span marked.
    pub fn marked_passage(&self, facts: &Facts, passage: u32, span: Option<u32>) -> LocalHtml {
        let body = &facts.document.body;
        let text = &body.passages[passage as usize].text;
        if text.len() > LONGEST_PASSAGE {
            let text = span.map_or(text, |span| &body.annotations[span as usize].text);
            return self.local_html(beginning(text, EXCERPT_LENGTH), &facts.document.language);
        }
        let mut html = String::new();
        let printer = self.printer(facts, Place::Excerpt);
        match &body.passages[passage as usize].excerpt {
            Excerpt::Ranges(ranges) => {
                for range in ranges {
                    printer.print(&body.pieces[as_usize(range)], span, &mut html);
                }
            }
            Excerpt::Pieces(pieces) => printer.print(pieces, span, &mut html),
        }
        self.local_html(html.trim().to_owned(), &facts.document.language)
    }

    /// The excerpt of an annotation: of a span its passage with the span marked; of a block its
    /// passages, cut at a sentence's end where they are long.
    pub fn annotation(&self, facts: &Facts, annotation: u32) -> LocalHtml {
        let body = &facts.document.body;
        let said = &body.annotations[annotation as usize];
        let language = said.lang.as_ref().unwrap_or(&facts.document.language);
        let passages = said.passages.clone();
        if passages.len() == 1 && is_span(said) {
            let excerpt = self.marked_passage(facts, passages.start, Some(annotation));
            return excerpt;
        }
        let mut html = String::new();
        let mut length = 0;
        let count = passages.len();
        for passage in passages {
            let text = &body.passages[passage as usize].text;
            let inner = if length + text.chars().count() > EXCERPT_LENGTH {
                beginning(text, EXCERPT_LENGTH.saturating_sub(length))
            } else {
                self.passage(facts, passage).html
            };
            html.push_str(&if count > 1 { format!("<p>{inner}</p>") } else { inner });
            length += text.chars().count();
            if length > EXCERPT_LENGTH {
                break;
            }
        }
        if html.is_empty() {
            html = beginning(&said.text, EXCERPT_LENGTH);
        }
        self.local_html(html, language)
    }

    /// Finished HTML with its language, where that is not the page's.
    pub fn local_html(&self, html: String, language: &Language) -> LocalHtml {
        let against = language.is_right_to_left() != self.language.is_right_to_left();
        let dir = against.then(|| if language.is_right_to_left() { "rtl" } else { "ltr" }.to_owned());
        LocalHtml { html, lang: self.lang(language), dir }
    }

    fn printer<'b>(&'b self, facts: &'b Facts, place: Place) -> Printer<'b> {
        let body = &facts.document.body;
        Printer {
            assembler: self,
            links: &body.links,
            targets: &facts.targets,
            body: Some(body),
            facts: Some(facts),
            owner: owner(facts),
            place,
        }
    }

    /// The address that a target leads to; `None` where there is nothing to lead to. `owner` is the
    /// record in whose text it stands and the file of that text: files are copied beside its page.
    pub fn target_href(&self, target: &Target, owner: Option<(RecordNo, &SourcePath)>) -> Option<String> {
        match target {
            Target::Record { no, anchor: Some(anchor) } => Some(self.place_href(*no, anchor)),
            Target::Record { no, anchor: None } => Some(self.href(*no)),
            Target::Held | Target::AsWritten | Target::Fault => None,
            Target::Anchor(anchor) => Some(format!("#{anchor}")),
            Target::File(path) => owner.map(|(record, document)| {
                let page = address::of_card(self.card(record), self.language, self.site.languages());
                address::of_file(&page, document, path).encoded()
            }),
            Target::Site(address) => Some(address.to_string()),
            Target::Address(address) => Some(address.to_string()),
        }
    }
}

/// The record in whose text something stands, and the file of that text.
fn owner(facts: &Facts) -> Option<(RecordNo, &SourcePath)> {
    Some((facts.record?, &facts.document.path))
}

impl Assembler<'_> {
    /// The mark of a place that an update or correction of the article names; it leads to the history.
    fn amendment_mark(&self, id: &str) -> Option<String> {
        let record = self.inputs.record.as_ref()?;
        let base = record.article()?;
        let Fields::Article(own) = &record.chosen(self.language)?.record().fields else { return None };
        // A version may name places of its own text; else those of the record hold for it too.
        let names = |base: &[Amendment], own: &[Amendment]| {
            let own_place = |place: usize| own.get(place).and_then(|amendment| amendment.at.as_ref());
            let mut places =
                base.iter().enumerate().map(|(place, base)| own_place(place).or(base.at.as_ref()));
            places.any(|at| at.is_some_and(|at| at.value.trim_start_matches('#') == id))
        };
        let key = match () {
            () if names(&base.corrections, &own.corrections) => "change-correction",
            () if names(&base.updates, &own.updates) => "change-update",
            () => return None,
        };
        Some(format!("<a class=\"amended\" href=\"#site-history\">{}</a> ", escape(&self.say(key))))
    }
}

/// The first sentences of a text as HTML, up to that in which `limit` characters are reached; of a
/// sentence without end its first words.
fn beginning(text: &str, limit: usize) -> String {
    let (kept, cut) = text::cut_at_sentence(text, limit);
    if kept.len() > LONGEST_PASSAGE {
        return escape(&text::cut_at_word(kept, EXCERPT_LENGTH));
    }
    format!("{}{}", escape(kept), if cut { " …" } else { "" })
}

fn is_span(annotation: &Annotation) -> bool {
    matches!(annotation.form, crate::document::Form::Span)
}

/// Makes plain text of a span whose tag was just printed; its id stays, since others may lead there.
fn without_class(html: &mut String) {
    const CLASS: &str = " class=\"";
    let Some(at) = html.rfind("<span class=\"").map(|tag| tag + "<span".len()) else { return };
    let value = at + CLASS.len();
    if let Some(length) = html[value..].find('"') {
        html.replace_range(at..=value + length, "");
    }
}

fn as_usize(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Prints pieces.
struct Printer<'a> {
    assembler: &'a Assembler<'a>,
    links: &'a [Link],
    targets: &'a [Target],
    body: Option<&'a Body>,
    /// The document's own word on what its annotations are; `None` for front matter.
    facts: Option<&'a Facts>,
    owner: Option<(RecordNo, &'a SourcePath)>,
    place: Place,
}

impl Printer<'_> {
    fn print(&self, pieces: &[Piece], marked: Option<u32>, html: &mut String) {
        // What says that this place was amended, until the tag that bears its id is closed.
        let mut amended: Option<String> = None;
        for piece in pieces {
            match piece {
                Piece::Html(text) => match amended.take().zip(text.split_once('>')) {
                    Some((mark, (before, after))) => html.push_str(&format!("{before}>{mark}{after}")),
                    None => html.push_str(text),
                },
                Piece::Fault(text) => html.push_str(text),
                Piece::Id(id) if self.place == Place::Home => {
                    amended = self.assembler.amendment_mark(id);
                    html.push_str(&format!(" id=\"{}\"", escape(id)));
                }
                Piece::Anchor(ids) if self.place == Place::Home => {
                    for id in ids.split_whitespace() {
                        html.push_str(&format!("<span id=\"{}\"></span>", escape(id)));
                        html.push_str(&self.assembler.amendment_mark(id).unwrap_or_default());
                    }
                }
                Piece::Id(_) | Piece::Anchor(_) => {}
                Piece::Permalink(passage) => self.permalink(*passage as usize, html),
                Piece::LinkStart(link) => self.link_start(*link as usize, html),
                Piece::LinkEnd(link) => self.link_end(*link as usize, html),
                Piece::SpanStart(span) if !self.is_stated(*span) => without_class(html),
                Piece::SpanStart(span) if Some(*span) == marked => html.push_str("<mark>"),
                Piece::SpanEnd(span) if Some(*span) == marked => html.push_str("</mark>"),
                Piece::SpanStart(_) | Piece::SpanEnd(_) => {}
                Piece::NoteMark(note, mark) => self.note_mark(*note, *mark, html),
                Piece::Picture(picture) => self.picture(*picture as usize, html),
                Piece::Word(key) => html.push_str(&escape(&self.assembler.say(key))),
            }
        }
    }

    /// Whether an annotation says something: not where all of its speakers are held back.
    fn is_stated(&self, annotation: u32) -> bool {
        self.facts.is_none_or(|facts| facts.statement(annotation).is_some())
    }

    fn link_start(&self, link: usize, html: &mut String) {
        let (target, link) = (&self.targets[link], &self.links[link]);
        match self.assembler.target_href(target, self.owner) {
            // A place on the page of the text is no place on a page that shows an excerpt of it.
            Some(_) if self.place == Place::Excerpt && matches!(target, Target::Anchor(_)) => {}
            Some(href) => {
                let title = link.title.as_ref().map(|title| format!(" title=\"{}\"", escape(title)));
                let class = match target {
                    Target::Record { no, .. } => {
                        let kind = super::links::kind_class(self.assembler.card(*no));
                        format!(" class=\"mention mention-{kind}\"")
                    }
                    _ => String::new(),
                };
                html.push_str(&format!("<a{class} href=\"{}\"{}>", escape(&href), title.unwrap_or_default()));
            }
            None if *target == Target::AsWritten => {
                html.push_str(brackets(&link.reference).0);
                html.push_str(&piped_name(link));
            }
            None if *target == Target::Fault => html.push_str("<span class=\"fault\">"),
            None => {}
        }
    }

    fn link_end(&self, link: usize, html: &mut String) {
        let (target, link) = (&self.targets[link], &self.links[link]);
        match self.assembler.target_href(target, self.owner) {
            Some(_) if self.place == Place::Excerpt && matches!(target, Target::Anchor(_)) => {}
            Some(_) => html.push_str("</a>"),
            None if *target == Target::AsWritten => html.push_str(brackets(&link.reference).1),
            None if *target == Target::Fault => html.push_str("</span>"),
            None => {}
        }
    }

    /// The visible permalink of a passage, in its own text alone.
    fn permalink(&self, passage: usize, html: &mut String) {
        let (Place::Home, Some(body)) = (self.place, self.body) else { return };
        let passage = &body.passages[passage];
        let id = passage.own_id.as_deref().unwrap_or(&passage.permalink);
        let label = self.assembler.say("passage-permalink");
        html.push_str(&format!(
            " <a class=\"permalink\" href=\"#{}\" title=\"{label}\" aria-label=\"{label}\">#</a>",
            escape(id),
            label = escape(&label)
        ));
    }

    fn note_mark(&self, note: u32, mark: u32, html: &mut String) {
        let (Place::Home, Some(body)) = (self.place, self.body) else { return };
        let note = &body.notes[note as usize];
        let label = self
            .assembler
            .locale
            .say_with("note-mark", &[("number", Argument::Number(i64::from(note.number)))]);
        html.push_str(&format!(
            "<sup class=\"note-mark\"><a id=\"{}\" href=\"#{}\" aria-label=\"{}\">{}</a></sup>",
            escape(&Note::mark_id(note.number, mark)),
            escape(&Note::id(note.number)),
            escape(&label),
            note.number
        ));
    }

    fn picture(&self, picture: usize, html: &mut String) {
        let Some(picture) = self.body.and_then(|body| body.pictures.get(picture)) else { return };
        if self.place == Place::Excerpt {
            html.push_str(&escape(&picture.alt));
            return;
        }
        let target = self.assembler.target(&picture.reference);
        let src = self.assembler.target_href(&target, self.owner).unwrap_or_default();
        html.push_str(&format!(
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
            escape(&src),
            escape(&picture.alt)
        ));
    }
}

/// What stands before the text of a wikilink that has a text of its own: `name|`.
fn piped_name(link: &Link) -> String {
    match &link.reference {
        Reference::Name { name, style: NameStyle::Wikilink } if **name != *link.text => {
            format!("{}|", escape(name))
        }
        _ => String::new(),
    }
}

/// The brackets with which a name reference is written that means nothing.
fn brackets(reference: &Reference) -> (&'static str, &'static str) {
    match reference {
        Reference::Name { style: NameStyle::Explicit, .. } => ("[", "][]"),
        Reference::Name { style: NameStyle::Bare, .. } => ("[", "]"),
        Reference::Name { style: NameStyle::Wikilink, .. } => ("[[", "]]"),
        _ => ("", ""),
    }
}
