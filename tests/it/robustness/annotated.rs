//! Generated annotations: reading never panics, places lie on character boundaries, HTML is balanced,
//! ids stand once, and every annotation is found again or reported.

use super::properties::{check_body, check_inline};
use super::{read, read_behind, read_inline, settings};
use briefing::diagnostics::{Code, Diagnostics};
use briefing::document::record::Transcript;
use briefing::document::{Body, Piece};
use proptest::prelude::*;

/// Parts that texts are made of: all that the grammar knows, whole and broken.
const PARTS: &[&str] = &[
    "a",
    "Keir Starmer",
    "é",
    "“",
    "”",
    "\"",
    "'",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "[",
    "]",
    "[",
    "]",
    "[",
    "(",
    ")",
    "![",
    "](@b)",
    "](c.png \"t\")",
    "](@b#c)",
    "](@b \"at=c role=host\")",
    "](<]{.x}>)",
    "{",
    "}",
    "]{.says by=a on=b}",
    "]{.holds by=a stance=opposes}",
    "]{.event #e date=2025-03}",
    "]{.did by=a with=\"b:host c\"}",
    "]{.x #y lang=nl}",
    "]{.says by=“a b”\n> at=c}",
    "]{.says by=a\n::: x}",
    "{#h .event date=2025}",
    " {on=b}",
    "\n{on=b}\n\n",
    "::: {.says by=a}\n",
    "\n::: {.context at=e}\n",
    "\n::: {.transcript}\n",
    ":::\n",
    "\n:::\n",
    "\n::: note\n",
    "    ::: {.says by=a}\n",
    "> ",
    "> ",
    "- ",
    "1. ",
    "- [ ] ",
    "# ",
    "\n# y\n",
    "## ",
    "\n---\n",
    "\n===\n",
    "— [A](@a), x {at=b}\n",
    "> — [A](@a)\n",
    "KS: ",
    "[Q][]: ",
    "[Q][]",
    "[^1]",
    "\n[^1]: ",
    "\n[r]: /u\n",
    "[r]",
    "[[A|b]]",
    "[[a#b c]]",
    "<b>",
    "</b>",
    "\n<div>\n",
    "<!--",
    "-->",
    "<https://a.b>",
    "\n|a|b|\n|-|:-|\n|",
    "\n|a|\n|-|\n|b|[c]{.says by=a}|\n",
    "|",
    "![a [b]{.says by=c}](d.png)",
    "\\",
    "&amp;",
    "&#91;",
    "\u{0}",
    "\u{202e}",
    "😀",
    "]{",
    "]{.",
    "]{a=\"",
    "] {.says}",
    "\\]{.says}",
    "=b}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_body(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40), choice in 0u8..16, lead in 0usize..3) {
        let text = parts.concat();
        let whole = Transcript { at: None, speakers: Vec::new() };
        let file = format!("{}{text}", "+++\n".repeat(lead));
        let transcript = (choice % 3 == 0).then_some(&whole);
        let (body, diagnostics) = read_behind(&file, lead * 4, &settings(choice), transcript);
        check(&file, &body, &diagnostics);
        let inline = read_inline(&text, &settings(choice));
        check_inline(&text, &inline);
    }

    #[test]
    fn any_characters_give_a_body(text in ".{0,200}") {
        let (body, diagnostics) = read(&text, &settings(0), None);
        check(&text, &body, &diagnostics);
    }
}

#[test]
fn what_once_went_wrong() {
    for (text, choice) in [
        ("![[]{.says by=a\n::: x}[Q][]]", 1),
        ("[<https://a.b>](@b)", 0),
        ("|a|\n|-|\n|b|[c]{.says by=a}|", 0),
        ("![a [b]{.says by=c}](d.png)", 0),
    ] {
        let (body, diagnostics) = read(text, &settings(choice), None);
        check(text, &body, &diagnostics);
    }
}

fn check(text: &str, body: &Body, diagnostics: &Diagnostics) {
    check_body(text, body, diagnostics);
    check_found(text, body, diagnostics);
}

/// What looks like an annotation is one, or stands in the text as written, or is reported.
fn check_found(text: &str, body: &Body, diagnostics: &Diagnostics) {
    let printed: String = body
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Html(html) | Piece::Fault(html) => html,
            _ => "",
        })
        .collect();
    for (at, _) in text.match_indices("]{.") {
        let group = at + 1;
        let found = body.annotations.iter().any(|annotation| annotation.attributes_range.contains(&group))
            || diagnostics.iter().any(|found| {
                let range = &found.primary.as_ref().unwrap().range;
                // Of two notes with one label the second is left out.
                found.code == Code::VanishingText
                    || range.start <= group + 1 && group <= range.end.max(range.start + 1)
            })
            || printed.contains("{.")
            || body.pictures.iter().any(|picture| picture.alt.contains("{."))
            // Classes of the author's own pass through.
            || !["{.says", "{.holds", "{.event", "{.did"].iter().any(|ours| text[group..].starts_with(ours))
            // What stands in a comment or behind a code block's opening says nothing.
            || line(&text[..group]).contains("```")
            || line(&text[..group]).contains("~~~")
            || text.contains("<!--");
        assert!(found, "{group} in {text:?}");
    }
}

/// The line that a text ends in.
fn line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}
