//! A site that tries to break out of every place where a text goes: each page is read as a browser
//! reads it, and may hold no element, attribute or address that is not on a list.

use super::build;
use crate::support::Built;
use scraper::{Html, Node};
use std::collections::BTreeSet;

/// Tries to end whatever it stands in, and to begin something else.
const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>' onclick='alert(1)' \
    style='x' ]]>--><!--><svg onload=alert(1)></title></textarea></style>&lt;b&gt; &#60;u&#62; {{ 7*7 }} \
    {% raw %} </p></main></body> \u{2028}\u{2029}\u{202e}\u{2066}";

/// What no text may hold, and what HTML does not allow.
const CONTROLS: &str = "\u{0}\u{1}\u{7}\u{1b}[31m\u{7f}\u{85}";

/// The same without what a slug or file name cannot hold.
const HOSTILE_NAME: &str = "x' onclick='alert(1)' &lt;img src=x onerror=alert(1)&gt; &amp;";

/// Elements of the carried templates and of Markdown.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "b",
    "bdi",
    "blockquote",
    "body",
    "br",
    "caption",
    "circle",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "pre",
    "q",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
];

/// Attributes of the carried templates and of Markdown.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-current",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "charset",
    "checked",
    "class",
    "colspan",
    "content",
    "cx",
    "cy",
    "d",
    "datetime",
    "defer",
    "dir",
    "disabled",
    "fill",
    "height",
    "href",
    "hreflang",
    "id",
    "lang",
    "loading",
    "name",
    "open",
    "property",
    "r",
    "rel",
    "role",
    "rowspan",
    "scope",
    "src",
    "start",
    "stroke",
    "stroke-width",
    "tabindex",
    "text-anchor",
    "title",
    "type",
    "viewBox",
    "width",
    "x",
    "y",
];

/// The site. `{t:name}` becomes the hostile text behind its name as a TOML string, `{r:name}` the same
/// as it is, `{a:name}` as the value of an attribute.
const SITE: &[(&str, &str)] = &[
    (
        "site.toml",
        "[site]\ntitle = {t:site-title}\ndescription = {t:site-description}\nlanguages = ['en', 'ar']\n\
         base_url = 'https://example.org/x'\nlicense = {name = {t:license-name}, title = {t:license-title}}\n\
         [publisher]\nname = {t:publisher-name}\n[publisher.policies]\nethics = '@about'\n\
         [[menu]]\ntitle = {t:menu-title}\nto = '@about'\n[[menu]]\ntitle = 'Mail'\n\
         to = 'mailto:x@example.org?subject=\"><b onclick=x>'\n[footer]\ntext = {t:footer-text}\n\
         [markdown]\nhtml = 'MODE'\nwikilinks = true\nnames = 'bare'\n[checks]\nraw-html = 'off'\n",
    ),
    ("content/index.md", "+++\ntitle = {t:home-title}\nsummary = {t:home-summary}\n+++\n\n{r:home-body}\n"),
    (
        "content/pages/about.md",
        "+++\ntitle = {t:page-title}\nsummary = {t:page-summary}\n+++\n\n{r:page-body}\n",
    ),
    (
        "content/articles/talks/index.md",
        "+++\ntitle = {t:article-title}\nsummary = {t:article-summary}\ndate = 2025-03-15\nupdated = 2025-03-16\n\
         authors = [{t:article-author}]\ntopics = ['peace']\nsources = ['paper']\nkey_points = [{t:key-point}]\n\
         known = [{t:known}]\nunknown = [{t:unknown}]\nslug = {n:article-slug}\n\
         updates = [{date = 2025-03-16, text = {t:update-text}, at = '#place'}]\n\
         corrections = [{date = 2025-03-17, text = {t:correction-text}}]\n\
         image = {src = {f:.png}, alt = {t:image-alt}, credit = {t:image-credit}}\n\
         extra = {note = {t:extra}}\n\
         transcript = {at = 'call', speakers = {KS = 'ada', Crowd = {by = 'unnamed', as = {t:label-as}}}}\n+++\n\n\
         {r:body}\n\n# {r:heading}\n\n\
         [{r:span}]{.says by=ada on=peace stance=supports as=\"{a:as}\" loc=\"{a:loc}\" orig=\"{a:orig}\" \
         orig-lang=ar src=paper}\n\n\
         [{r:plain}]{.own #place lang=ar dir=rtl onclick=\"{a:onclick}\" style=\"{a:style}\" srcdoc=\"{a:srcdoc}\"}\n\n\
         [{r:event-text}]{.event #inline date=2025-03-14 with=\"ada bert:host\" place=\"{a:place}\"}\n\n\
         [x]{.says by=unnamed as=\"{a:unnamed-as}\" on=peace} [y]{.says by=none as=\"{a:none-as}\" on=peace}\n\n\
         [z]{.holds by=\"ada bert\" on=peace stance=opposes} [w]{.did by=ada date=2025-03-13 at=call}\n\n\
         ::: {.says by=bert on=peace stance=doubts}\n{r:block}\n:::\n\n\
         \
         > {r:quote}\n>\n> — [Ada](@ada), {r:attribution} {on=peace}\n\n\
         KS: {r:turn}\n\nCrowd: {r:turn-of-crowd}\n\n\
         | {r:head} | b |\n|---|:-:|\n| [{r:cell}]{.says by=ada} | c |\n\n\
         ![{r:alt}](picture.png '{q:caption}')\n\n![{r:alt-of-file}]({g:.png}) [a file]({g:.pdf})\n\n\
         [{r:link}](https://example.org/?a=\"><b>&amp;x='y' \"{q:link-title}\") <https://example.org/\"onclick=x>\n\n\
         [{r:mention}](@ada \"at=inline role=host as='{q:mention-as}'\") [Bert][] [[ada|{r:wikilink}]] [{r:name}][]\n\n\
         ```\"><script>{r:info}\n{r:code}\n```\n\n    {r:indented}\n\n`{r:code-span}`\n\n\
         A note.[^\"><b>]\n\n[^\"><b>]: [{r:note}](@paper \"{q:note-loc}\") {r:note-text}\n\n\
         - [x] {r:task}\n1. {r:item}\n\n<div onclick=x style=y><p id=z>{r:raw}</div>\n\n\
         a <b onclick=\"{b:inline}\">{r:inline-raw}</b> <iframe srcdoc=x> <a href=javascript:x>y</a>\n",
    ),
    (
        "content/articles/talks/index.ar.md",
        "+++\ntitle = {t:article-title-ar}\n+++\n\n[{r:span-ar}]{.says by=ada on=peace stance=supports} [x]{.own #place}\n",
    ),
    (
        "content/participants/ada.md",
        "+++\nname = {t:name}\nkind = 'person'\ndisambiguation = {t:disambiguation}\n\
         classification = {t:classification}\nsort_name = {t:sort-name}\nsummary = {t:participant-summary}\n\
         aliases = [{t:alias}, 'Ada', {name = {t:weak-alias}, weak = true, lang = 'ar'}]\n\
         roles = [{title = {t:role-title}, organization = {t:role-organization}, area = {t:role-area}, \
         date = '2024/..'}]\nmemberships = [{organization = {t:membership}, role = {t:membership-role}}]\n\
         identifiers = {wikidata = {t:identifier}, 'key\"><b>' = {t:identifier-of-key}}\n\
         links = [{title = {t:web-link}, url = 'https://example.org/\"onclick=alert(1)'}]\n+++\n\n{r:profile}\n",
    ),
    ("content/participants/bert.md", "+++\nname = 'Bert'\nkind = 'country'\nparent = 'ada'\n+++\n"),
    (
        "content/events/call.md",
        "+++\nname = {t:event-name}\ndate = 2025-03-15\nclassification = {t:event-kind}\n\
         place = {name = {t:place-name}, country = {t:place-country}, lat = 1, lon = 2}\ntopics = ['peace']\n\
         attendees = [{id = 'ada', role = 'host', as = {t:attendee-as}}, {id = 'bert', present = false}]\n\
         changes = [{date = 2025-03-12, text = {t:change-text}, status = 'postponed'}]\n\
         summary = {t:event-summary}\nsources = ['paper']\n+++\n\n{r:event-body}\n",
    ),
    (
        "content/topics/peace.md",
        "+++\nname = {t:topic-name}\nquestion = {t:topic-question}\nsummary = {t:topic-summary}\n+++\n\n{r:topic-body}\n",
    ),
    (
        "content/sources.toml",
        "[paper]\ntitle = {t:source-title}\npublisher = {t:source-publisher}\nnote = {t:source-note}\n\
         url = 'https://example.org/\"onclick=alert(1)'\narchive = 'https://example.org/<b>'\n",
    ),
];

#[test]
fn nothing_breaks_out_of_its_place() {
    for mode in ["text", "sanitize"] {
        let built = torture(mode);
        let mut search = Search { names: names(), seen: BTreeSet::new() };
        for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
            check_page(path, std::str::from_utf8(bytes).unwrap(), &mut search);
        }
        // What the site says does reach pages, or the test would show nothing.
        let absent: Vec<&String> = search.names.iter().filter(|name| !search.seen.contains(*name)).collect();
        assert_eq!(absent, UNSEEN, "with `{mode}`: these stand on no page");
    }
}

/// Texts that no page shows: sorting and templates of the site's own use them, nobody may see them, or
/// a browser would obey them.
const UNSEEN: &[&str] =
    &["extra", "license-name", "onclick", "site-description", "sort-name", "srcdoc", "style", "weak-alias"];

fn torture(mode: &str) -> Built {
    let pictures = [
        format!("content/articles/talks/{HOSTILE_NAME}.png"),
        "content/articles/talks/picture.png".into(),
        format!("content/articles/talks/{HOSTILE_NAME}.pdf"),
    ];
    let texts: Vec<(&str, String)> = SITE.iter().map(|(path, text)| (*path, written(text, mode))).collect();
    let mut files: Vec<(&str, &[u8])> = texts.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.extend(pictures.iter().map(|path| (path.as_str(), &b"x"[..])));
    let built = build(&files);
    let errors: Vec<&str> = built.report.split("\n\n").filter(|found| found.starts_with("error[")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(built.files.len() > 20, "{}", built.report);
    built
}

/// Puts the hostile texts in.
fn written(text: &str, mode: &str) -> String {
    let mut parts = text.split('{');
    let mut written = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let slot = part.split_once('}').filter(|(slot, _)| slot.as_bytes().get(1) == Some(&b':'));
        let Some((slot, rest)) = slot else {
            written.push('{');
            written.push_str(part);
            continue;
        };
        let (kind, name) = slot.split_once(':').expect("it was just looked for");
        let marked = format!("{name};{HOSTILE}");
        written.push_str(&match kind {
            "t" => toml(&(marked + CONTROLS)),
            "n" => toml(HOSTILE_NAME),
            "f" => toml(&format!("{HOSTILE_NAME}{name}")),
            "g" => percent_encoded(&format!("{HOSTILE_NAME}{name}")),
            "a" => format!("{marked}{CONTROLS}").replace('"', "\\\""),
            "q" => marked.replace(['"', '\''], "`").replace('=', ":"),
            _ => marked + CONTROLS,
        });
        written.push_str(rest);
    }
    written.replace("MODE", mode)
}

/// A file's name as the destination of a link.
fn percent_encoded(name: &str) -> String {
    name.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

/// A text as a basic string of TOML.
fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_ascii_graphic() || character == ' ' => quoted.push(character),
            _ => quoted.push_str(&format!("\\U{:08X}", u32::from(character))),
        }
    }
    quoted + "\""
}

/// The names of all places.
fn names() -> Vec<String> {
    let mut names = BTreeSet::new();
    for (_, text) in SITE {
        for kind in ["{t:", "{r:", "{a:", "{q:"] {
            names
                .extend(text.split(kind).skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())));
        }
    }
    names.into_iter().collect()
}

/// What was looked for on pages, and what was found.
struct Search {
    names: Vec<String>,
    seen: BTreeSet<String>,
}

fn check_page(path: &str, html: &str, search: &mut Search) {
    let page = Html::parse_document(html);
    let forbidden = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    assert_eq!(html.chars().find(forbidden), None, "{path}");
    for node in page.tree.nodes() {
        let texts: Vec<&str> = match node.value() {
            Node::Element(element) => {
                check_element(path, element);
                element.attrs().map(|(_, value)| value).collect()
            }
            Node::Comment(comment) => panic!("{path}: a comment: {:?}", &**comment),
            Node::Text(text) => vec![text],
            _ => Vec::new(),
        };
        for text in texts {
            let found = search.names.iter().filter(|name| text.contains(&format!("{name};")));
            search.seen.extend(found.cloned());
        }
    }
}

fn check_element(path: &str, element: &scraper::node::Element) {
    let name = element.name();
    assert!(ELEMENTS.contains(&name), "{path}: <{name}>");
    for (attribute, value) in element.attrs() {
        let is_word = name == "template" && attribute.starts_with("data-");
        assert!(is_word || ATTRIBUTES.contains(&attribute), "{path}: <{name} {attribute}={value:?}>");
        if matches!(attribute, "href" | "src") {
            check_address(path, value);
        }
    }
    if name == "script" {
        assert!(element.attr("src").is_some_and(|src| src.contains("theme/")), "{path}: a script");
    }
    if name == "meta" {
        assert_eq!(element.attr("http-equiv"), None, "{path}");
    }
}

/// As a browser resolves it, an address stays on the site or has a scheme that is allowed.
fn check_address(path: &str, address: &str) {
    let address: String = address.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    let is_allowed = scheme.is_none_or(|(scheme, _)| ["https", "http", "mailto", "tel"].contains(&scheme));
    assert!(is_allowed, "{path}: {address}");
    assert!(!address.starts_with("//") && !address.contains('\\'), "{path}: {address}");
}
