//! What texts become, seen from outside.

use super::*;
use crate::config::{Html, Limits, Markdown};
use crate::diagnostics::Located;
use crate::document::record::TranscriptSpeaker;
use crate::document::{Annotation, Class, Excerpt, Form, Mode, Reference};

fn settings() -> ParseSettings {
    ParseSettings {
        languages: vec![Language::new("en").expect("is a tag")],
        content: "content".into(),
        markdown: Markdown { wikilinks: false, bare_names: false, smart: false, html: Html::Text },
        limits: Limits { file_bytes: 5_000_000, nesting: 20, events: 100_000, expansion: 50 },
    }
}

fn parse_with(text: &str, settings: &ParseSettings, transcript: Option<&Transcript>) -> (Body, Diagnostics) {
    let path = SourcePath::new("content/articles/a.md").expect("stays inside");
    let defaults = Defaults::default();
    let anchors = BTreeMap::new();
    let context = Context {
        path: &path,
        settings,
        language: &settings.languages[0],
        kind: Kind::Article,
        defaults: &defaults,
        transcript,
        anchors: &anchors,
    };
    parse_body(text, 0..text.len(), &context)
}

fn parse(text: &str) -> (Body, Diagnostics) {
    parse_with(text, &settings(), None)
}

/// The body without findings.
fn body(text: &str) -> Body {
    let (body, diagnostics) = parse(text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    body
}

fn print<'p>(body: &Body, pieces: impl IntoIterator<Item = &'p Piece>) -> String {
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Html(html) => html.to_string(),
            Piece::LinkStart(link) => format!("<a {:?}>", body.links[*link as usize].reference),
            Piece::LinkEnd(_) => "</a>".into(),
            Piece::NoteMark(note, mark) => format!("^{note}.{mark}^"),
            Piece::Picture(picture) => format!("<img {}>", body.pictures[*picture as usize].alt),
            Piece::Word(word) => format!("({word})"),
            Piece::Fault(text) => format!("!{text}!"),
            Piece::Id(_)
            | Piece::Anchor(_)
            | Piece::Permalink(_)
            | Piece::SpanStart(_)
            | Piece::SpanEnd(_) => String::new(),
        })
        .collect()
}

/// The pieces as HTML without ids.
fn html(text: &str) -> String {
    let body = parse(text).0;
    print(&body, &body.pieces)
}

fn codes(text: &str) -> Vec<(&'static str, &str)> {
    parse(text)
        .1
        .iter()
        .map(|found| (found.code.as_str(), &text[found.primary.clone().expect("has a place").range]))
        .collect()
}

fn only(text: &str) -> Annotation {
    let mut body = body(text);
    assert_eq!(body.annotations.len(), 1, "{text}");
    body.annotations.remove(0)
}

fn ids(references: &[Located<Reference>]) -> Vec<String> {
    references
        .iter()
        .map(|reference| match &reference.value {
            Reference::Id { id, .. } => id.to_string(),
            Reference::Name { name, .. } => format!("[{name}]"),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn forms_are_printed() {
    for (text, expected) in [
        ("a *b* `c`\n\n- d\n", "<p>a <em>b</em> <code>c</code></p>\n<ul>\n<li>d</li>\n</ul>\n"),
        ("# A {#x .y}\n", "<h1 class=\"y\">A</h1>\n"),
        ("[a]{.says by=b} c", "<p><span class=\"says\">a</span> c</p>\n"),
        (
            "::: {.says by=b}\nx\n\n- y\n:::\n",
            "<div class=\"says\">\n<p>x</p>\n<ul>\n<li>y</li>\n</ul>\n</div>\n",
        ),
        (
            "- a\n  ::: note\n  b\n  :::\n",
            "<ul>\n<li>a\n<div class=\"note\">\n<p>b</p>\n</div>\n</li>\n</ul>\n",
        ),
        (
            "> Yes.\n> — [M](@m), 2025 {at=c}\n",
            "<blockquote class=\"says\">\n<p>Yes.\n</p>\n<footer>— <a Id { id: m, anchor: None }>M</a>, 2025</footer>\n</blockquote>\n",
        ),
        (
            "> [!NOTE]\n> a\n",
            "<div class=\"alert alert-note\">\n<p class=\"alert-title\">(alert-note)</p>\n<p>a</p>\n</div>\n",
        ),
        (
            "|a|b|\n|:-|-|\n|1|2|\n",
            "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"align-left\">a</th><th>b</th></tr></thead><tbody>\n<tr><td class=\"align-left\">1</td><td>2</td></tr>\n</tbody></table></div>\n",
        ),
        ("![a](b.png \"c\")", "<figure><img a><figcaption>c</figcaption></figure>\n"),
        (
            "a[^1]\n\n[^1]: b\n",
            concat!(
                "<p>a^0.1^</p>\n<section class=\"notes\">\n<h2>(notes-heading)</h2>\n<ol>\n<li>\n<p>b ",
                "<a class=\"note-back\" href=\"#fn-1-1\" aria-label=\"(note-back)\">\u{21a9}\u{fe0e}</a></p>\n</li>\n</ol>\n</section>\n",
            ),
        ),
        (
            "`[a]{.says}` and\n\n    ::: {.x}\n",
            "<p><code>[a]{.says}</code> and</p>\n<pre><code>::: {.x}\n</code></pre>\n",
        ),
        (
            "```\n::: {.x}\n[a]{.b}\n# c {#d}\n```\n",
            "<pre><code>::: {.x}\n[a]{.b}\n# c {#d}\n</code></pre>\n",
        ),
        (
            "[Kir S][] [sic] [x]{.y}",
            "<p><a Name { name: \"Kir S\", style: Explicit }>Kir S</a> [sic] <span class=\"y\">x</span></p>\n",
        ),
        ("a <!-- b --> c", "<p>a  c</p>\n"),
        ("[a](x]{.b}y) `c`", "<p><a File(\"content/articles/x]{.b}y\")>a</a> <code>c</code></p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn findings_have_their_place() {
    for (text, expected) in [
        ("[a]{.says on=b frm=c}", vec![("unknown-key", "frm")]),
        ("[a]{.say by=b}", vec![("malformed-annotation", ".say")]),
        ("[a] {.says by=b}", vec![("malformed-annotation", "{.says by=b}")]),
        ("[a]{by=b}", vec![("malformed-annotation", "by")]),
        ("[a]{.says date=x}", vec![("bad-date", "x")]),
        ("[a]{.says stance=suports by=b}", vec![("wrong-type", "suports")]),
        ("[a]{.says by=b c}", vec![("malformed-annotation", "c")]),
        ("[a *b]{.says by=c} d*", vec![("malformed-annotation", "]{.says by=c}")]),
        ("[a](/b){.says by=c}", vec![("malformed-annotation", "{.says by=c}")]),
        ("![a [b]{.says by=c}](d.png)", vec![("malformed-annotation", "{.says by=c}")]),
        ("|a|\n|-|\n|b|[c]{.says by=d}|", vec![("vanishing-text", "[c]{.says by=d}")]),
        ("a]{.says by=c}", vec![("malformed-annotation", "]{.says by=c}")]),
        ("[a][r]{.says by=e}\n\n[r]: /x\n", vec![("malformed-annotation", "{.says by=e}")]),
        ("\\[a\\]{.says by=b}", vec![("escaped-span", "\\]{.says by=b}")]),
        ("::: {.says by=b}\na\n", vec![("malformed-annotation", "::: {.says by=b}")]),
        ("a\n\n:::\n", vec![("malformed-annotation", ":::")]),
        (
            "> ::: {.x}\n> a\n\n:::\n",
            vec![("malformed-annotation", "::: {.x}"), ("malformed-annotation", ":::")],
        ),
        ("::: a b\n", vec![]),
        ("::: says by=b\n", vec![("malformed-annotation", "says by=b")]),
        ("::: {.list}\na\n:::\n", vec![("malformed-annotation", ".list")]),
        ("[a](javascript:b)", vec![("dangerous-link", "javascript:b")]),
        ("![a](data:b)", vec![("data-picture", "data:b")]),
        ("<b>a</b>", vec![("raw-html", "<b>"), ("raw-html", "</b>")]),
        ("<div>\na\n</div>\n", vec![("raw-html", "<div>\na\n</div>")]),
        ("[KS]: No.\n", vec![("vanishing-text", "[KS]: No.")]),
        ("a\n\n[^b]: c\n", vec![("vanishing-text", "[^b]")]),
        ("[a]{.says by=\u{201c}b\u{201d}}", vec![("curly-quotes", "\u{201c}b\u{201d}")]),
        ("[a]{#x} [b]{#x}", vec![("duplicate-id", "#x")]),
        ("[a]{#p-1a2b3c4d}", vec![("bad-id", "#p-1a2b3c4d")]),
        ("[a](@b \"at=c rol=host\")", vec![("unknown-key", "rol")]),
        ("[a]{.says by=B}", vec![("bad-id", "B")]),
        ("[a]{.says by=none}", vec![("speaker-missing", "none")]),
        ("`a]{.says` [b]{.x y=`", vec![("malformed-annotation", "`")]),
        ("# a {.says by=b}", vec![("malformed-annotation", ".says")]),
        ("`[a]{.say b}`\n\n    ::: x y\n", vec![]),
        ("> - [a]{.says by=b} {c}", vec![]),
        ("> [a\n> — [b](@c)]{.x}", vec![("malformed-annotation", "[a\n> — [b](@c)]")]),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn permalinks_do_not_move_with_annotations() {
    let plain = body("Keir Starmer said that *he* would go.").passages[0].permalink.clone();
    for text in [
        "[Keir Starmer](@keir-starmer) said that *he* would go.",
        "[[Keir Starmer][] said that *he* would\ngo.]{.says by=x on=y}",
        "Keir Starmer said that he would go.[^1]\n\n[^1]: x",
        "- Keir Starmer said that he would go.",
        "::: {.says by=x}\n> [Keir Starmer]{#a} said that he would go\\.\n:::",
    ] {
        assert_eq!(body(text).passages[0].permalink, plain, "{text}");
    }
}

#[test]
fn passages_alike_differ_and_know_their_place() {
    let body = body("# A\n\nYes.\n\nNo.\n\nYes.\n\n- a\n  - b\n- c\n\n|h|i|\n|-|-|\n|1|2|\n");
    let permalinks: BTreeSet<_> = body.passages.iter().map(|passage| &passage.permalink).collect();
    assert_eq!(permalinks.len(), body.passages.len());
    let texts: Vec<_> = body.passages.iter().map(|passage| &*passage.text).collect();
    assert_eq!(texts, ["A", "Yes.", "No.", "Yes.", "a", "b", "c", "h i", "1 2"]);
    assert_eq!(body.passages[0].own_id.as_deref(), Some("a"));
    assert_eq!(body.passages[1].heading, Some(0));
    let excerpt = |passage: usize| match &body.passages[passage].excerpt {
        Excerpt::Ranges(ranges) => ranges
            .iter()
            .map(|r| print(&body, &body.pieces[r.start as usize..r.end as usize]))
            .collect::<String>(),
        Excerpt::Pieces(pieces) => print(&body, pieces),
    };
    assert_eq!(excerpt(1), "Yes.");
    assert_eq!(excerpt(4), "a");
    assert_eq!(excerpt(8), "h: 1; i: 2");
    assert!(body.anchors.is_sorted());
}

#[test]
fn statements_take_what_is_nearer() {
    let text = "# A {on=t1 at=e1}\n\n::: {.context on=t2}\n[a [b]{.says on=t3 stance=opposes}]{.says by=x stance=supports}\n:::\n\n[c]{.holds by=y}\n";
    let body = body(text);
    let [outer, inner, held] = &body.annotations[..] else { panic!("three annotations") };
    assert_eq!(
        (ids(&outer.on), ids(&inner.on), ids(&held.on)),
        (vec!["t2".into()], vec!["t3".into()], vec!["t1".into()])
    );
    assert!(inner.refines && inner.outer == Some(0));
    assert_eq!(ids(&inner.by), ["x"]);
    assert!(inner.at.is_some() && held.at.is_none());
    assert_eq!(outer.class, Class::Says);
}

#[test]
fn quotations_name_their_speakers() {
    let quotation = only("> Yes.\n>\n> — [A B](@a) and [C](@c) at the [talks](@t), 2025 {on=x}\n");
    assert_eq!(quotation.form, Form::Quotation);
    assert_eq!(quotation.mode, Mode::Direct);
    assert_eq!(ids(&quotation.by), ["a", "c"]);
    assert_eq!(ids(&quotation.on), ["x"]);
    assert_eq!(&*quotation.text, "Yes.");
    assert!(body("> — [A](@a)\n").annotations.is_empty());
    assert!(body("> Yes.\n> — nobody\n").annotations.is_empty());
    assert_eq!(ids(&only("> Yes.\n> -- [A B][]\n").by), ["[A B]"]);
}

#[test]
fn notes_are_sources_of_what_stands_before() {
    let body = body("[a]{.says by=x} and [b]{.says by=y}[^1] c[^2]\n\n[^1]: [S](@s \"p. 2\")\n[^2]: d[^1]\n");
    assert_eq!(body.annotations[0].note, None);
    assert_eq!(body.annotations[1].note, Some(0));
    let link = body.notes[0].source_link.expect("opens with a link");
    assert_eq!(body.links[link as usize].loc.as_deref(), Some("p. 2"));
    assert_eq!(body.notes[0].marks.len(), 2);
    assert_eq!(body.passages.iter().filter(|passage| passage.note.is_some()).count(), 2);
}

#[test]
fn event_sections_reach_to_the_next_heading() {
    let event = only("## The call {#call .event status=planned}\n\nOne.\n\nTwo.\n\n## B\n\nThree.\n");
    assert_eq!(event.form, Form::Section);
    assert_eq!(&*event.text, "One. Two.");
    assert_eq!(event.heading.as_deref(), Some("The call"));
    assert_eq!(event.own_id.expect("has an id").value.as_str(), "call");
    assert_eq!(event.passages, 1..3);
}

fn transcript() -> Transcript {
    let label = |label: &str| Located::new(label.to_owned(), 0..0);
    let id = |id: &str| Reference::Id { id: crate::document::Id::new(id).expect("is an id"), anchor: None };
    Transcript {
        at: None,
        speakers: vec![
            (label("KS"), TranscriptSpeaker::Participant(Located::new(id("keir"), 0..0))),
            (label("EM"), TranscriptSpeaker::Participant(Located::new(id("manu"), 0..0))),
            (label("Q"), TranscriptSpeaker::Nobody),
        ],
    }
}

#[test]
fn transcripts_are_cut_into_turns() {
    let text = "KS: One.\n\nTwo. {stance=opposes on=x}\n\nQ: Why?\n\n**KS, EM:** Three.\n\n[Pause]\n\nFour.\n\n[M](@m): Five.\n\n## H\n\nSix.\n";
    let (body, diagnostics) = parse_with(text, &settings(), Some(&transcript()));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let turns: Vec<_> = body.annotations.iter().map(|turn| (ids(&turn.by), &*turn.text)).collect();
    let by = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        turns,
        [(by(&["keir"]), "One. Two."), (by(&["keir", "manu"]), "Three."), (by(&["m"]), "Five.")]
    );
    assert_eq!(body.annotations[0].stance, Some(crate::document::Stance::Opposes));
    assert!(body.links[0].attribution);
    let printed = print(&body, &body.pieces);
    assert!(
        printed.starts_with("<div class=\"turn\">\n<p>KS: One.</p>\n<p>Two.</p>\n</div>\n<p>Q: Why?</p>\n"),
        "{printed}"
    );
}

#[test]
fn unknown_labels_are_told() {
    let (_, diagnostics) = parse_with("XY: One.\n", &settings(), Some(&transcript()));
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::LabelUnknown]);
}

#[test]
fn inline_texts_hold_no_blocks() {
    let settings = settings();
    let path = SourcePath::new("content/articles/a.md").expect("stays inside");
    let (defaults, anchors) = (Defaults::default(), BTreeMap::new());
    let context = Context {
        path: &path,
        settings: &settings,
        language: &settings.languages[0],
        kind: Kind::Article,
        defaults: &defaults,
        transcript: None,
        anchors: &anchors,
    };
    for (text, expected, plain) in [
        ("1. April *b*", "1. April <em>b</em>", "1. April b"),
        ("# [a](@b)", "# <a>a</a>", "# a"),
        ("_a_ {.b}", "<em>a</em> {.b}", "a {.b}"),
        ("", "", ""),
    ] {
        let inline = parse_inline(text, 5..9, &context).0;
        let printed: String = inline
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Html(html) => html.to_string(),
                Piece::LinkStart(_) => "<a>".into(),
                Piece::LinkEnd(_) => "</a>".into(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!((&*printed, &*inline.text), (expected, plain), "{text}");
    }
}

#[test]
fn limits_end_in_one_paragraph() {
    let text = "> ".repeat(30) + "a";
    let (body, diagnostics) = parse(&text);
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TooDeep]);
    assert_eq!(body.passages.len(), 1);
}

#[test]
fn carriage_returns_change_nothing() {
    let text = "# A {#x}\n\n::: {.says by=b}\n[a\nb]{.x\nlang=nl} c\n:::\n\n> Yes.\n> — [M](@m) {on=y}\n";
    let crlf = text.replace('\n', "\r\n");
    let permalinks = |text: &str| -> Vec<Box<str>> {
        body(text).passages.iter().map(|passage| passage.permalink.clone()).collect()
    };
    assert_eq!(html(text), html(&crlf));
    assert_eq!(permalinks(text), permalinks(&crlf));
}

#[test]
fn bare_names_count_where_the_site_says_so() {
    let mut settings = settings();
    settings.markdown.bare_names = true;
    let text = "[Kir S] and [b](@c [Kir S]) [[Kir S] said \"[Kir S]\"]{.says} [\"[Kir S]\"]{.says} [sic] [1]\n\n> Yes [Kir S].\n> — [Kir S]\n";
    let (body, _) = parse_with(text, &settings, None);
    let names = body.links.iter().filter(|link| matches!(link.reference, Reference::Name { .. }));
    assert_eq!(names.count(), 5);
    assert_eq!(ids(&body.annotations[2].by), ["[Kir S]"]);
}

#[test]
fn wikilinks_are_read_where_the_site_says_so() {
    let text = "[[keir|Sir Keir]] said.";
    let mut settings = settings();
    settings.markdown.wikilinks = true;
    let (with, _) = parse_with(text, &settings, None);
    assert_eq!(
        print(&with, &with.pieces),
        "<p><a Name { name: \"keir\", style: Wikilink }>Sir Keir</a> said.</p>\n"
    );
    assert_eq!(with.passages[0].permalink, body(text).passages[0].permalink);
}

#[test]
fn wikilinks_may_have_anchors() {
    let mut settings = settings();
    settings.markdown.wikilinks = true;
    for (text, reference) in [
        ("[[keir#a]]", "Id { id: keir, anchor: Some(\"a\") }"),
        ("[[keir#What is next|x]]", "Id { id: keir, anchor: Some(\"what-is-next\") }"),
        ("[[#A]]", "Anchor(\"a\")"),
        ("[[Sir Keir#a]]", "Name { name: \"Sir Keir#a\", style: Wikilink }"),
        ("|a|\n|-|\n|[[keir\\|x]]|", "Name { name: \"keir\", style: Wikilink }"),
    ] {
        let (body, _) = parse_with(text, &settings, None);
        assert_eq!(format!("{:?}", body.links[0].reference), reference, "{text}");
    }
}

#[test]
fn smart_punctuation_is_printed_and_hashed_as_written() {
    let mut settings = settings();
    settings.markdown.smart = true;
    let (smart, _) = parse_with("a... b --- c &acE;", &settings, None);
    assert_eq!(smart.passages[0].text, "a… b — c \u{223e}\u{333}".into());
    assert_eq!(smart.passages[0].permalink, body("a... b --- c &acE;").passages[0].permalink);
}

#[test]
fn links_do_not_nest() {
    assert_eq!(html("[<https://a.b>](/c)"), "<p><a Site(\"/c\")>https://a.b</a></p>\n");
}

#[test]
fn in_a_table_the_row_is_looked_at() {
    let statement = only("|who|what|\n|-|-|\n|[A](@a)|[yes]{.says on=b}|\n");
    assert_eq!(statement.mentions, [0]);
    assert_eq!(&*statement.text, "yes");
}

#[test]
fn defaults_and_old_permalinks_come_from_the_front_matter() {
    let settings = settings();
    let path = SourcePath::new("content/articles/a.md").expect("stays inside");
    let at = Reference::Id { id: crate::document::Id::new("talks").expect("is an id"), anchor: None };
    let defaults = Defaults { at: Some(Located::new(at, 0..0)), ..Defaults::default() };
    let text = "+++\n+++\n[Yes.]{.says by=x}";
    let permalink = body(&text[8..]).passages[0].permalink.to_string();
    let anchors = BTreeMap::from([
        ("p-00000000".to_owned(), Located::new(permalink, 0..0)),
        ("p-00000001".to_owned(), Located::new("p-00000002".to_owned(), 1..2)),
    ]);
    let context = Context {
        path: &path,
        settings: &settings,
        language: &settings.languages[0],
        kind: Kind::Article,
        defaults: &defaults,
        transcript: None,
        anchors: &anchors,
    };
    let (body, diagnostics) = parse_body(text, 8..text.len(), &context);
    assert!(body.annotations[0].at.is_some());
    assert_eq!(body.annotations[0].range, 8..26);
    assert!(body.pieces.contains(&Piece::Anchor("p-00000000".into())));
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::BrokenAnchor]);
}

#[test]
fn safe_html_is_kept_where_the_site_says_so() {
    let mut settings = settings();
    settings.markdown.html = Html::Sanitize;
    let (body, diagnostics) =
        parse_with("a <b>c <i>d</b> *e <u>f* g\n\n<div onclick=x>h</div>\n", &settings, None);
    assert!(diagnostics.is_empty());
    assert_eq!(
        print(&body, &body.pieces),
        "<p>a <b>c <i>d <em>e <u>f</u></em> g</i></b></p>\n<div>h</div>\n"
    );
}

#[test]
fn modes_are_settled() {
    for (text, mode) in [
        ("[\"Yes\"]{.says by=a}", Mode::Direct),
        ("[*\u{201e}Ja\u{201c}*]{.says by=a}", Mode::Direct),
        ("[He said \"yes\"]{.says by=a}", Mode::Indirect),
        ("[\"Yes\"]{.says by=a mode=reported}", Mode::Reported),
    ] {
        assert_eq!(only(text).mode, mode, "{text}");
    }
}
