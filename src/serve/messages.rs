//! What tabs are told, as server-sent events (HTML Standard, 9.2) with JSON in them.
//!
//! Goes in: an edition, findings, addresses. Comes out: the bytes of one event. Texts go in as they are;
//! the script builds nodes from them, never HTML.

use super::edition::{Findings, Shown};
use super::state::Standing;
use crate::data::json;
use crate::diagnostics::Severity;
use crate::paths::UrlPath;
use axum::body::Bytes;
use serde::Serialize;

/// A sign of life, which no script sees.
pub(super) const PING: Bytes = Bytes::from_static(b": ping\n\n");

#[derive(Serialize)]
struct Hello<'a> {
    build: u64,
    token: &'a str,
    editor: bool,
    style: Option<String>,
    findings: FindingsLine<'a>,
}

#[derive(Serialize)]
struct Build<'a> {
    build: u64,
    changed: Vec<&'a str>,
    style: Option<String>,
}

#[derive(Serialize)]
struct FindingsLine<'a> {
    shown: &'static str,
    list: Vec<FindingLine<'a>>,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    place: Option<PlaceLine<'a>>,
    excerpt: Option<&'a str>,
    help: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct PlaceLine<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

/// The first event of a stream, with how long a browser is to wait before it asks again.
pub(super) fn hello(standing: &Standing, token: &str, findings: &Findings) -> Bytes {
    let hello = event(
        "hello",
        &Hello {
            build: standing.edition.number,
            token,
            editor: standing.edition.editor.is_some(),
            style: style(standing),
            findings: line(findings),
        },
    );
    [b"retry: 500\n\n", &*hello].concat().into()
}

/// The page of the tab is another one by now than the one that it has.
pub(super) fn changed(standing: &Standing, page: &UrlPath) -> Bytes {
    event("changed", &build_line(standing, &[page]))
}

/// A build, with the addresses of those open pages that changed.
pub(super) fn build(standing: &Standing, changed: &[&UrlPath]) -> Bytes {
    event("build", &build_line(standing, changed))
}

/// Findings in place of those before.
pub(super) fn findings(findings: &Findings) -> Bytes {
    event("findings", &line(findings))
}

fn build_line<'a>(standing: &Standing, changed: &[&'a UrlPath]) -> Build<'a> {
    Build {
        build: standing.edition.number,
        changed: changed.iter().map(|page| page.as_str()).collect(),
        style: style(standing),
    }
}

fn style(standing: &Standing) -> Option<String> {
    standing.edition.style.as_deref().map(|address| standing.below_prefix(address))
}

/// JSON on one line has no line end that would end the event.
fn event(name: &str, data: &impl Serialize) -> Bytes {
    format!("event: {name}\ndata: {}\n\n", json::to_string(data)).into()
}

fn line(findings: &Findings) -> FindingsLine<'_> {
    let list = findings.list.iter().map(|finding| FindingLine {
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: &finding.code,
        message: &finding.message,
        place: finding.place.as_ref().map(|place| PlaceLine {
            file: &place.file,
            line: place.line,
            column: place.column,
        }),
        excerpt: finding.excerpt.as_deref(),
        help: finding.help.as_deref(),
        text: &finding.text,
    });
    let shown = match findings.shown {
        Shown::Nothing => "nothing",
        Shown::Bar => "bar",
        Shown::Overlay => "overlay",
    };
    FindingsLine { shown, list: list.collect() }
}
