//! A record's picture, and paths to files.

use super::super::Reference;
use super::super::record::Image;
use super::super::reference::names_host_alone;
use super::table::Field;
use super::value::is_address;
use crate::diagnostics::{Code, Located};
use crate::locale::Text;
use crate::paths::SourcePath;

/// Reads `image`.
pub(super) fn image(field: Field<'_>) -> Option<Image> {
    field.table(|table| {
        let src = table.require("src", source);
        let alt = table.read("alt", Field::localized).unwrap_or_else(Text::empty);
        let credit = table.read("credit", Field::plain);
        Some(Image { src: src?, alt, credit })
    })?
}

/// Reads the path of a captured text: from the site's root, or beside the file where it begins with
/// a dot.
pub(super) fn captured_text(field: Field<'_>) -> Option<Located<String>> {
    let written = field.text()?;
    let path = if written.value.starts_with("./") || written.value.starts_with("../") {
        field.scope.path.join(&written.value)
    } else {
        SourcePath::new(&written.value)
    };
    match path {
        Some(path) => Some(Located::new(path.as_str().to_owned(), written.range)),
        None => {
            leaves_site(field, &written.value);
            None
        }
    }
}

fn source(field: Field<'_>) -> Option<Located<Reference>> {
    let written = field.text()?;
    let src = written.value.as_str();
    let reference = if is_data(src) {
        let message = "this picture is written into the text";
        field.report(field.finding(Code::DataPicture, message).help("save it as a file beside this one"));
        return None;
    } else if is_address(src, &["https://", "http://"]) {
        let message = "this picture of another host is not shown on pages of the site";
        let help = "save it as a file beside this one, if its licence allows that; as it is, it only stands in \
                    previews elsewhere";
        field.report(field.finding(Code::ForeignPicture, message).help(help));
        Reference::Address(src.into())
    } else if src.trim().is_empty() {
        field
            .report(field.finding(Code::WrongType, "`src` must be the path of a picture, not an empty text"));
        return None;
    } else if names_host_alone(src) || has_scheme(src) {
        let message = format!("`src` is an address that is not allowed: `{src}`");
        let help = "write the path of a file beside this one, or an address that begins with `https://`";
        field.report(field.finding(Code::DangerousLink, message).help(help));
        return None;
    } else if src.starts_with('/') {
        Reference::Site(src.into())
    } else if let Some(path) = field.scope.path.join(src) {
        Reference::File(path)
    } else {
        leaves_site(field, src);
        return None;
    };
    Some(Located::new(reference, written.range))
}

fn leaves_site(field: Field<'_>, path: &str) {
    let message = format!("the path `{path}` leaves the site");
    field.report(field.finding(Code::OutsideSite, message).help("put the file into the site's folder"));
}

fn is_data(src: &str) -> bool {
    src.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// Whether a scheme stands before the first slash (RFC 3986, 3.1).
fn has_scheme(src: &str) -> bool {
    src.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}
