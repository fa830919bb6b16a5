//! Holds the sources to the architecture: who may use whom, who owns which crate, who touches the
//! operating system, who sees the index.
//!
//! Reads `src/**/*.rs` without comments, texts and tests. The tables below are the rules; a rule
//! that is to change is changed here first.

mod code;

use code::SourceFile;
use std::collections::{BTreeMap, BTreeSet};

/// The rooms, lowest first: a module may use those above its own row in this table, and no others.
const ROOMS: &[&str] = &[
    "text",
    "data",
    "digest",
    "paths",
    "diagnostics",
    "date",
    "locale",
    "config",
    "source",
    "document",
    "index",
    "check",
    "address",
    "figure",
    "page",
    "search",
    "export",
    "theme",
    "render",
    "html",
    "hosting",
    "tree",
    "build",
    "output",
    "watch",
    "serve",
    "cli",
];

/// Crates, as they are named in code, with the modules that may use them.
const CRATES: &[(&str, &[&str])] = &[
    ("ammonia", &["document"]),
    ("annotate_snippets", &["diagnostics"]),
    ("axum", &["serve"]),
    ("blake3", &["digest"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("edtf_core", &["date"]),
    ("fluent_bundle", &["locale"]),
    ("granit_parser", &["data"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("icu_calendar", &["locale"]),
    // Folding is what `text` is for; all else that knows languages is `locale`.
    ("icu_casemap", &["text"]),
    ("icu_collator", &["locale"]),
    ("icu_datetime", &["locale"]),
    ("icu_decimal", &["locale"]),
    ("icu_list", &["locale"]),
    ("icu_locale", &["locale"]),
    // Modules whose tables are kept from build to build.
    ("imbl", &["source", "index", "build", "cli"]),
    ("indicatif", &["cli"]),
    ("lol_html", &["html"]),
    ("notify", &["watch"]),
    ("pulldown_cmark", &["document"]),
    // Loops over many things alike run in parallel where the things are.
    ("rayon", &["source", "index", "page", "build", "cli"]),
    ("rust_embed", &["theme"]),
    // The derives and traits alone; the formats are `data`.
    ("serde", &["data", "diagnostics", "page", "render", "output", "serve", "cli"]),
    ("serde_json", &["data"]),
    ("signal_hook", &["cli"]),
    ("strsim", &["text"]),
    ("tera", &["render"]),
    ("tokio", &["serve"]),
    ("toml", &["data"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("walkdir", &["source"]),
    ("xxhash_rust", &["digest"]),
];

/// Dependencies that no code names: they are there for a feature of theirs (`icu_provider/sync` makes
/// formatters that threads can share).
const FEATURES_ALONE: &[&str] = &["icu_provider"];

/// Modules that may touch files.
const DISK: &[&str] = &["source", "output", "watch", "serve", "cli"];

/// The files, and the folder, of `page` and `export` that may name the index as a whole.
const SEE_THE_INDEX: &[&str] = &["inputs.rs", "plan.rs"];
const CHOICES: &str = "/inputs/";

/// Fails with all findings at once, each with the file that it is in.
#[track_caller]
fn assert_none(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}

fn row(room: &str) -> usize {
    let row = ROOMS.iter().position(|known| *known == room);
    row.unwrap_or_else(|| panic!("the module `{room}` has no row in the table of rooms"))
}

#[test]
fn every_module_has_its_row() {
    let rooms: BTreeSet<String> = code::all().iter().map(|file| file.room.clone()).collect();
    assert!(rooms.len() > 15, "the sources were found");
    for room in rooms {
        row(&room);
    }
}

#[test]
fn a_module_uses_only_what_stands_above_it() {
    let mut findings = Vec::new();
    for file in code::all() {
        for used in file.rooms_used() {
            if used != file.room && row(&used) > row(&file.room) {
                findings.push(format!("{}: `{}` may not use `{used}`", file.name, file.room));
            }
        }
    }
    assert_none("a module uses those above its own row in the table, and no others", findings);
}

#[test]
fn a_crate_is_used_by_its_owner_alone() {
    let mut findings = Vec::new();
    for file in code::all() {
        for (name, owners) in CRATES {
            if file.names_crate(name) && !owners.contains(&file.room.as_str()) {
                findings.push(format!("{}: `{name}` belongs to `{}`", file.name, owners.join("`, `")));
            }
        }
    }
    assert_none("each external crate is used in the modules that the table names", findings);
}

#[test]
fn every_dependency_is_in_the_table_and_in_use() {
    let manifest = std::fs::read_to_string(code::root().join("Cargo.toml")).unwrap();
    // Those of one system are dependencies too.
    let is_wanted = |head: &str| {
        head == "dependencies]" || head.starts_with("target.") && head.ends_with(".dependencies]")
    };
    let sections = manifest.split("\n[").filter_map(|section| section.split_once('\n'));
    let wanted = sections.filter(|(head, _)| is_wanted(head));
    let named = wanted
        .flat_map(|(_, lines)| lines.lines())
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name);
    let named: BTreeSet<String> = named.map(|name| name.trim().replace('-', "_")).collect();
    let known = CRATES.iter().map(|(name, _)| name).chain(FEATURES_ALONE);
    let known: BTreeSet<String> = known.map(|name| name.to_string()).collect();
    assert_eq!(named, known, "the table of crates names the dependencies of `Cargo.toml`");
    let files = code::all();
    let mut findings = Vec::new();
    for (name, owners) in CRATES {
        for owner in *owners {
            if !files.iter().any(|file| file.room == *owner && file.names_crate(name)) {
                findings.push(format!("`{owner}` does not use `{name}`"));
            }
        }
    }
    assert_none("the table names no module in vain", findings);
}

#[test]
fn only_inputs_and_plans_see_the_index() {
    let mut findings = Vec::new();
    for file in code::all().iter().filter(|file| ["page", "export"].contains(&file.room.as_str())) {
        let chooses = SEE_THE_INDEX.contains(&file.file_name()) || file.name.contains(CHOICES);
        if file.has_word("SiteIndex") && !chooses {
            findings.push(format!("{}: names `SiteIndex`", file.name));
        }
    }
    assert_none(
        "inside `page` and `export` only `inputs`, `inputs.rs` and `plan.rs` name the index",
        findings,
    );
}

#[test]
fn a_view_is_finished() {
    let mut findings = Vec::new();
    for file in code::all().iter().filter(|file| file.name.starts_with("src/page/view/")) {
        for room in ["index", "document", "address"] {
            if file.rooms_used().contains(room) {
                findings.push(format!("{}: uses `{room}`", file.name));
            }
        }
    }
    assert_none("a view is finished texts, with nothing left to look up", findings);
}

#[test]
fn nothing_below_the_command_line_prints_or_asks_the_machine() {
    const WORDS: &[&str] = &["print!", "println!", "eprint!", "eprintln!", "dbg!", "stdout", "stderr"];
    const PATHS: &[&str] =
        &["std::env", "SystemTime", "Instant", "std::process", "std::net", "RandomState", "thread_rng"];
    let mut findings = Vec::new();
    // The server and the watch have a clock and a network, and nothing that they make depends on it.
    for file in code::all().iter().filter(|file| !["cli", "serve", "watch"].contains(&file.room.as_str())) {
        for word in WORDS.iter().chain(PATHS) {
            if file.has_word(word) {
                findings.push(format!("{}: `{word}`", file.name));
            }
        }
    }
    assert_none("nothing below `cli` prints, or knows the time or the environment", findings);
}

#[test]
fn only_some_modules_touch_files() {
    let mut findings = Vec::new();
    for file in code::all().iter().filter(|file| !DISK.contains(&file.room.as_str())) {
        for word in ["std::fs", "fs::", "File::open", ".canonicalize(", ".read_dir(", ".exists("] {
            if file.has_word(word) {
                findings.push(format!("{}: `{word}`", file.name));
            }
        }
    }
    assert_none("only `source`, `output`, `watch`, `serve` and `cli` touch the disk", findings);
}

#[test]
fn rooms_are_listed_once() {
    let mut seen = BTreeMap::new();
    for room in ROOMS {
        assert!(seen.insert(room, ()).is_none(), "`{room}` has two rows");
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let text = "use crate::{date::Date, text};\nuse super::super::page;\n// use crate::cli;\n\
                fn f() { crate::paths::x(\"crate::serve\"); self::y() }\n\
                #[cfg(test)]\nmod tests { use crate::output; }\nuse std::{env, fs};\n";
    let file = SourceFile::new("src/build/fill.rs", text);
    let used: Vec<String> = file.rooms_used().into_iter().collect();
    assert_eq!(used, ["date", "page", "paths", "text"]);
    assert!(file.has_word("std::env") && file.has_word("std::fs") && !file.has_word("cli"));
}
