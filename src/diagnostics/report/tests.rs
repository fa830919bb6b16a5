use super::*;
use crate::diagnostics::Code;
use crate::paths::SourcePath;
use std::ops::Range;

fn path(name: &str) -> SourcePath {
    SourcePath::new(name).unwrap()
}

fn span(name: &str, range: Range<usize>) -> Span {
    Span { file: path(name), range }
}

fn sources(files: &[(&str, &str)]) -> SourceMap {
    let mut sources = SourceMap::default();
    for (name, text) in files {
        sources.insert(path(name), (*text).into());
    }
    sources
}

fn plain(diagnostic: Diagnostic, files: &[(&str, &str)]) -> String {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    render(&diagnostics, &sources(files), Color::Never)
}

#[test]
fn a_finding_looks_as_the_style_guide_says() {
    let text = format!("{}[Keir Starmer](@kier-starmer) chaired the call.\n", "\n".repeat(11));
    let at = text.find("@kier").unwrap();
    let report = plain(
        Diagnostic::new(
            Code::UnknownReference,
            "no record has the id `kier-starmer`",
            span("content/articles/call.en.md", at..at + 13),
        )
        .did_you_mean(Some("keir-starmer".into())),
        &[("content/articles/call.en.md", &text)],
    );
    assert_eq!(
        report,
        "error[unknown-reference]: no record has the id `kier-starmer`
  --> content/articles/call.en.md:12:16
   |
12 | [Keir Starmer](@kier-starmer) chaired the call.
   |                ^^^^^^^^^^^^^ did you mean `keir-starmer`?
"
    );
}

#[test]
fn further_places_and_help_are_shown() {
    let report = plain(
        Diagnostic::new(Code::DuplicateId, "two records have the id `x`", span("b.md", 3..5))
            .label("again here")
            .also(span("a.md", 0..2), "first here")
            .also(span("b.md", 0..2), "see this")
            .help("choose another id"),
        &[("a.md", "aa\n"), ("b.md", "bb\ncc\n")],
    );
    assert_eq!(
        report,
        "error[duplicate-id]: two records have the id `x`
 --> b.md:2:1
  |
1 | bb
  | -- see this
2 | cc
  | ^^ again here
  |
 ::: a.md:1:1
  |
1 | aa
  | -- first here
  |
  = help: choose another id
"
    );
}

#[test]
fn a_finding_without_a_place_is_header_and_help() {
    let report = plain(
        Diagnostic::without_place(Code::Configuration, "there is no `site.toml`").help("make one"),
        &[],
    );
    assert_eq!(report, "error[configuration]: there is no `site.toml`\n |\n = help: make one\n");
}

#[test]
fn a_whole_file_or_an_unknown_text_is_its_path() {
    let whole = Diagnostic::new(Code::FrontMatter, "no front matter", span("a.md", 0..0));
    assert_eq!(plain(whole, &[("a.md", "x")]), "error[front-matter]: no front matter\n--> a.md:1:1\n");
    let unknown = Diagnostic::new(Code::NotUtf8, "no text", span("b.md", 3..5));
    assert_eq!(plain(unknown, &[]), "error[not-utf8]: no text\n--> b.md\n");
    let labelled = Diagnostic::new(Code::NotUtf8, "no text", span("b.md", 3..5))
        .label("here")
        .also(span("c.md", 0..0), "and here");
    assert_eq!(
        plain(labelled, &[]),
        "error[not-utf8]: no text\n--> b.md\n::: c.md: and here\n = note: here\n"
    );
}

#[test]
fn a_long_paragraph_is_cut_around_the_place_and_keeps_its_column() {
    let text = format!("{}[x](@y){}\n", "é ".repeat(2500), " w".repeat(2500));
    let at = text.find("@y").unwrap();
    let report =
        plain(Diagnostic::new(Code::UnknownReference, "no", span("a.md", at..at + 2)), &[("a.md", &text)]);
    assert!(report.contains("--> a.md:1:5005\n"), "{report}");
    assert!(report.lines().all(|line| line.chars().count() < 230), "{report}");
    let lines: Vec<&str> = report.lines().collect();
    let column = |line: &str, what: char| line.chars().position(|character| character == what).unwrap();
    assert_eq!(column(lines[3], '@'), column(lines[4], '^'), "{report}");
}

#[test]
fn places_far_apart_on_one_line_come_apart() {
    let text = format!("ab{}cd", " ".repeat(3000));
    let report = plain(
        Diagnostic::new(Code::DuplicateId, "no", span("a.md", 3002..3004)).also(span("a.md", 0..2), "here"),
        &[("a.md", &text)],
    );
    assert!(report.contains("--> a.md:1:3003\n") && report.contains("::: a.md:1:1\n"), "{report}");
}

#[test]
fn line_ends_of_windows_do_not_count() {
    let text = "one\r\ntwo @x\r\n";
    let report = plain(Diagnostic::new(Code::UnknownReference, "no", span("a.md", 9..11)), &[("a.md", text)]);
    assert_eq!(report, "error[unknown-reference]: no\n --> a.md:2:5\n  |\n2 | two @x\n  |     ^^\n");
}

#[test]
fn what_a_terminal_would_obey_is_not_written() {
    let text = "a\u{1b}[31m\u{9b}31m\u{202e}b\u{10fffd}c";
    let report = plain(
        Diagnostic::new(Code::BadId, "bad `\u{1b}[0m`", span("a.md", 0..text.len())).help("\u{9b}x"),
        &[("a.md", text)],
    );
    assert!(!report.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{10fffd}']), "{report}");
    assert!(report.contains("--> a.md:1:1\n"), "{report}");
}

#[test]
fn colours_are_written_only_where_asked_for() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::new(Code::RawHtml, "raw", span("a.md", 0..1)));
    let sources = sources(&[("a.md", "<b>")]);
    let colored = render(&diagnostics, &sources, Color::Always);
    assert!(colored.contains("\u{1b}[") && colored.contains("a.md:1:1"), "{colored}");
    assert!(!render(&diagnostics, &sources, Color::Never).contains('\u{1b}'));
    assert_eq!(render(&Diagnostics::new(), &sources, Color::Never), "");
}

#[test]
fn no_text_and_no_place_makes_it_panic() {
    let marks = "\u{301}".repeat(300);
    let wide = "漢字かな".repeat(200);
    let texts = [
        "",
        "\n",
        "\r\n",
        "\r",
        "\t\t\tx",
        "e\u{301}\u{200b}",
        "שלום עולם\n",
        "a\n\n\nb",
        "\u{feff}x",
        &marks,
        &wide,
        "　　　　　　　　　　　　　　　　　　　　　　　　x",
        "ة\u{64b}\r\r\n\u{2028}",
    ];
    for text in texts {
        let ends =
            [0, 1, 2, 3, 5, 8, text.len() / 2, text.len().saturating_sub(1), text.len(), text.len() + 9];
        for start in ends {
            for end in ends {
                let diagnostic = Diagnostic::new(Code::BadId, "no", span("a.md", start..end))
                    .label("here")
                    .also(span("a.md", end..start), "there")
                    .also(span("a.md", start..start), "")
                    .also(span("b.md", 1..2), "elsewhere");
                assert!(plain(diagnostic, &[("a.md", text)]).contains("a.md"));
            }
        }
    }
}
