//! What every record takes.

use super::super::record::Common;
use super::table::{Field, Table};
use crate::diagnostics::{Code, Located};
use crate::paths::{self, UrlPath};
use crate::text;
use std::collections::BTreeMap;

/// Reads the keys that every record takes.
pub(super) fn read(table: &mut Table<'_>) -> Common {
    Common {
        slug: table.read("slug", slug),
        redirect_from: table.read_all("redirect_from", old_address),
        was: table.read_all("was", Field::id),
        anchors: table.read("anchors", anchors).unwrap_or_default(),
        draft: table.read_gate("draft", Field::boolean),
        publish_after: table.read_gate("publish_after", Field::instant),
        allow: table.read_all("allow", check),
        extra: table.read("extra", |field| Some(field.node.clone())),
    }
}

fn slug(field: Field<'_>) -> Option<Located<String>> {
    let written = field.text()?;
    let slug = written.value.as_str();
    let reason = if slug.trim().is_empty() {
        "is empty"
    } else if slug == "." || slug == ".." {
        "means a folder"
    } else if slug.contains(|c: char| c == '/' || c == '\\' || c.is_control()) {
        "holds more than one segment of a path"
    } else {
        return slug_for_all_systems(field, written);
    };
    let message = format!("the slug `{slug}` {reason}");
    field.report(field.finding(Code::WrongType, message).help("write one segment of a path: `leaders-call`"));
    None
}

/// The slug in NFC, where every system can hold a folder of that name, and a host shows it.
fn slug_for_all_systems(field: Field<'_>, written: Located<String>) -> Option<Located<String>> {
    let slug = text::nfc(&written.value);
    let hidden = slug.starts_with('.').then_some("begins with a dot, which hosts do not show");
    let Some(problem) = paths::unholdable(&slug).or(hidden) else {
        return Some(Located { value: slug, ..written });
    };
    let message = format!("the slug `{slug}` {problem}");
    field.report(
        field.finding(Code::BadId, message).help("every system must be able to hold a folder of that name"),
    );
    None
}

fn old_address(field: Field<'_>) -> Option<Located<String>> {
    let written = field.text()?;
    let address = written.value.as_str();
    if address.split('/').any(|segment| segment == "..") {
        field.report(field.finding(Code::OutsideSite, format!("the old address `{address}` holds `..`")));
        return None;
    }
    if address.starts_with('/') && !address.starts_with("//") {
        return old_address_for_all_systems(field, written);
    }
    let mended = (!address.contains(':')).then(|| format!("/{}", address.trim_start_matches('/')));
    let message = format!("the old address `{address}` must begin with one `/`");
    field.report(field.finding(Code::WrongType, message).did_you_mean(mended));
    None
}

/// An old address where a page can stand that leads on.
fn old_address_for_all_systems(field: Field<'_>, written: Located<String>) -> Option<Located<String>> {
    let path = paths::percent_decoded(&written.value);
    let problem = if written.value.contains('#') {
        Some("holds a `#`, which no host is ever asked for")
    } else if path.split('/').any(|part| part.starts_with('.')) {
        Some("begins with a dot, which hosts do not show")
    } else {
        UrlPath::new(&path).output().as_str().split('/').find_map(paths::unholdable)
    };
    let Some(problem) = problem else { return Some(written) };
    let message = format!("a part of the old address `{}` {problem}", written.value);
    let help =
        "only an address at which a file can stand leads on; leave this one out, or redirect it at the host";
    field.report(field.finding(Code::BadId, message).help(help));
    None
}

fn anchors(field: Field<'_>) -> Option<BTreeMap<String, Located<String>>> {
    let table = field.open_table()?;
    let anchors = table.all().filter_map(|field| {
        let old = field.key.strip_prefix('#').unwrap_or(field.key);
        let new = field.anchor()?;
        // HTML Living Standard, 3.2.6: an id holds at least one character and no white space.
        if old.is_empty() || old.contains(|c: char| c.is_whitespace() || c.is_control()) {
            let message = format!("the old anchor `{old}` is empty or holds white space");
            field.report(field.finding(Code::WrongType, message).help("write it as `p-1a2b3c4d`"));
            return None;
        }
        Some((old.to_owned(), new))
    });
    Some(anchors.collect())
}

fn check(field: Field<'_>) -> Option<Located<String>> {
    let written = field.text()?;
    let codes = || Code::ALL.iter().map(|code| code.as_str());
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str() == written.value) {
        if !code.is_fixed() {
            return Some(written);
        }
        let message = format!("`{code}` cannot be allowed: such a site cannot be built, or not safely");
        field.report(field.finding(Code::WrongType, message));
        return None;
    }
    let near = text::nearest(&written.value, codes()).map(str::to_owned);
    let message = format!("no check is called `{}`", written.value);
    field.report(field.finding(Code::UnknownKey, message).did_you_mean(near));
    None
}
