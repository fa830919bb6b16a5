//! Text without annotations is printed as pulldown-cmark's own writer prints it, both read by an
//! HTML parser, but for what the format names.

use super::{read, settings};
use briefing::diagnostics::Code;
use briefing::document::{Piece, Reference};
use proptest::prelude::*;
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

/// Parts of texts without annotations.
const PARTS: &[&str] = &[
    "a",
    "B c",
    "é",
    "😀",
    "\"",
    "'",
    "--",
    "...",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\t",
    "    ",
    "\r\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~ x y\n",
    "[",
    "]",
    "(c.pdf)",
    "](/d)",
    "![a](/i.png)",
    "![",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "3) ",
    "- [x] ",
    "- [ ] ",
    "# ",
    "## ",
    " #",
    "\n---\n",
    "\n===\n",
    "\n[r]: /u 't'\n",
    "[r]",
    "[r][]",
    "[x][r]",
    "<https://a.b>",
    "<b@c.d>",
    "<b>",
    "</b>",
    "<!-- c -->",
    "\n<div>\n",
    "</div>\n\n",
    "\n|a|b|\n|:-|-:|\n|",
    "|",
    "\\",
    "&amp;",
    "&#91;",
    "&nbsp;",
    "!?",
    ":",
    ";",
    "{a}",
    "{",
    "}",
    "{{ x }}",
    "{% y %}",
    "  \n",
    "\n***\n",
    "https://x.y/",
    ":::",
    "www.a.b",
    "\u{0}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_printed_as_commonmark(
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..30),
        choice in 0u8..8,
    ) {
        let text = parts.concat();
        if is_plain(&text)
            && let Some(ours) = ours(&text, choice & 4)
        {
            prop_assert_eq!(ours, theirs(&text, choice & 4), "{:?}", text);
        }
    }
}

#[test]
fn what_was_once_printed_otherwise() {
    for text in [
        "> <b>\n> a",
        "- <b>\n\t*",
        "[a",
        "a]",
        "`a [b` c]",
        "- a\n\n  b\n- c",
        "> a\n\nb",
        "![a [b] *c*](/i.png)",
        "a  \nb",
    ] {
        assert_eq!(ours(text, 0), Some(theirs(text, 0)), "{text:?}");
    }
}

/// Whether a text holds nothing that the format prints in its own way.
fn is_plain(text: &str) -> bool {
    let own = ["[^", ":::", "][]", "[!", "]{.", "]{#"];
    !own.iter().any(|own| text.contains(own))
}

/// Printed by us, a link without its address; `None` where one is refused.
fn ours(text: &str, choice: u8) -> Option<String> {
    let (body, diagnostics) = read(text, &settings(choice), None);
    let refused = [Code::DangerousLink, Code::BrokenLink, Code::OutsideSite, Code::MissingFile];
    if diagnostics.iter().any(|found| refused.contains(&found.code)) {
        return None;
    }
    let mut html = String::new();
    for piece in &body.pieces {
        match piece {
            Piece::Html(part) | Piece::Fault(part) => html.push_str(part),
            Piece::LinkStart(link) => {
                let link = &body.links[*link as usize];
                html.push_str(&match &link.reference {
                    Reference::Name { .. } => "[".to_owned(),
                    _ => format!("<a{}>", link.title.as_ref().map_or("", |_| " title")),
                });
            }
            Piece::LinkEnd(link) => match &body.links[*link as usize].reference {
                Reference::Name { .. } => html.push_str("][]"),
                _ => html.push_str("</a>"),
            },
            Piece::Picture(picture) => {
                let picture = &body.pictures[*picture as usize];
                html.push_str(&format!(
                    "<img alt=\"{}\">",
                    picture.alt.replace('&', "&amp;").replace('"', "&quot;")
                ));
            }
            _ => {}
        }
    }
    Some(normal(&html))
}

/// Printed by pulldown-cmark; what the format prints otherwise is put in its place.
fn theirs(text: &str, choice: u8) -> String {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_SMART_PUNCTUATION, choice & 4 != 0);
    let source: Vec<Event<'_>> = Parser::new_ext(text, options).collect();
    let mut events = Vec::new();
    let mut pictures: Vec<String> = Vec::new();
    let mut links = 0;
    let mut html_block: Option<String> = None;
    let mut alignments = Vec::new();
    let mut cell = 0;
    let mut head = false;
    for event in source {
        if !pictures.is_empty() {
            let alt = pictures.last_mut().unwrap();
            match event {
                Event::Text(part) | Event::Code(part) => alt.push_str(&part),
                Event::InlineHtml(part) if !part.starts_with("<!--") => alt.push_str(&part),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::Start(Tag::Image { .. }) => pictures.push(String::new()),
                Event::End(TagEnd::Image) => {
                    let alt = pictures.pop().unwrap();
                    match pictures.last_mut() {
                        Some(outer) => outer.push_str(&alt),
                        None => {
                            let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
                            let alt = alt.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
                            events.push(Event::InlineHtml(format!("<img alt=\"{alt}\">").into()));
                        }
                    }
                }
                _ => {}
            }
            continue;
        }
        match event {
            Event::Start(Tag::Image { .. }) => pictures.push(String::new()),
            Event::Start(Tag::HtmlBlock) => html_block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                // What stands before it on its lines (`>`, indents) is none of it.
                let written = without_comments(&html_block.take().unwrap_or_default());
                if !written.trim().is_empty() {
                    events.push(Event::Start(Tag::Paragraph));
                    events.push(Event::Text(written.trim().to_owned().into()));
                    events.push(Event::End(TagEnd::Paragraph));
                }
            }
            Event::Html(part) | Event::Text(part) if html_block.is_some() => {
                html_block.as_mut().unwrap().push_str(&part);
            }
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            Event::InlineHtml(html) => events.push(Event::Text(html)),
            // A link within a link is its text.
            Event::Start(Tag::Link { .. }) if links > 0 => links += 1,
            Event::End(TagEnd::Link) if links > 1 => links -= 1,
            Event::Start(Tag::Link { title, .. }) => {
                links = 1;
                let title = if title.is_empty() { "" } else { " title" };
                events.push(Event::InlineHtml(format!("<a{title}>").into()));
            }
            Event::End(TagEnd::Link) => {
                links = 0;
                events.push(Event::InlineHtml("</a>".into()));
            }
            Event::Start(Tag::Table(columns)) => {
                alignments = columns;
                events.push(Event::InlineHtml("<div class=\"table\" tabindex=\"0\"><table>".into()));
            }
            Event::End(TagEnd::Table) => events.push(Event::InlineHtml("</tbody></table></div>\n".into())),
            Event::Start(Tag::TableHead) => {
                (head, cell) = (true, 0);
                events.push(Event::InlineHtml("<thead><tr>".into()));
            }
            Event::End(TagEnd::TableHead) => {
                head = false;
                events.push(Event::InlineHtml("</tr></thead><tbody>".into()));
            }
            Event::Start(Tag::TableRow) => {
                cell = 0;
                events.push(Event::InlineHtml("<tr>".into()));
            }
            Event::End(TagEnd::TableRow) => events.push(Event::InlineHtml("</tr>".into())),
            Event::Start(Tag::TableCell) => {
                let class = match alignments[cell] {
                    Alignment::None => "",
                    Alignment::Left => " class=\"align-left\"",
                    Alignment::Center => " class=\"align-center\"",
                    Alignment::Right => " class=\"align-right\"",
                };
                let tag = if head { "th" } else { "td" };
                events.push(Event::InlineHtml(format!("<{tag}{class}>").into()));
            }
            Event::End(TagEnd::TableCell) => {
                cell += 1;
                events.push(Event::InlineHtml(if head { "</th>" } else { "</td>" }.into()));
            }
            // The box of a task says in words whether it is done.
            Event::TaskListMarker(done) => {
                let state = if done { "checked disabled" } else { "disabled" };
                let mark = format!("<input type=\"checkbox\" {state} aria-label=\"\">\n");
                events.push(Event::InlineHtml(mark.into()));
            }
            event => events.push(event),
        }
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    normal(&html.replace('\0', "\u{fffd}"))
}

/// Raw HTML is shown as text, but for its comments; one without an end reaches to that of the block.
fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    kept + rest
}

/// As an HTML parser reads it; white space between blocks does not count.
fn normal(html: &str) -> String {
    let html = scraper::Html::parse_fragment(html).html();
    let mut normal = String::new();
    for (number, part) in html.split('>').enumerate() {
        if number > 0 {
            normal.push('>');
        }
        normal.push_str(if part.trim().starts_with('<') { part.trim() } else { part });
    }
    normal.replace("\n<", "<").replace(">\n", ">").replace("<tbody></tbody>", "").trim().to_owned()
}
