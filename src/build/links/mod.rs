//! Checks every link within the site: what authors write against the plan, before anything is
//! filled; what stands on pages against the anchors of pages ([`pages`]), once all are filled.

mod pages;
mod written;

pub use pages::{check_pages, new_findings};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Located, Span};
use crate::document::Reference;
use crate::index::register::Resolution;
use crate::index::{SiteIndex, Target};
use crate::page::Site;
use crate::paths::{SourcePath, UrlPath, percent_decoded};
use crate::text;
use crate::tree::OutputTree;
use std::ops::Range;

/// How many broken links of one build are given a suggestion: to look for one takes all addresses.
const SUGGESTIONS: usize = 20;

/// Checks addresses within the site, as authors write them, against what there will be.
pub fn check_addresses(tree: &OutputTree, index: &SiteIndex) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut suggestions = SUGGESTIONS;
    let paths = index.register().entries().flat_map(|entry| &entry.versions).map(|version| &version.document);
    for document in paths {
        let Some(facts) = index.facts_of(&document.path) else { continue };
        let links =
            document.body.links.iter().zip(&facts.targets).filter_map(|(link, target)| match target {
                Target::Site(address) => Some((&**address, &link.range)),
                _ => None,
            });
        let pictures = document.body.pictures.iter().filter_map(|picture| match &picture.reference {
            Reference::Site(address) => Some((&**address, &picture.range)),
            _ => None,
        });
        for (address, range) in links.chain(pictures) {
            let span = || Span { file: document.path.clone(), range: Range::clone(range) };
            diagnostics.extend(check_address(tree, address, &mut suggestions, span));
        }
    }
    diagnostics
}

/// Checks what menu, policies and footer of `site.toml` refer to.
pub fn check_configuration(tree: &OutputTree, index: &SiteIndex, site: &Site) -> Diagnostics {
    let file = SourcePath::new("site.toml").expect("a plain name stays inside");
    let menu = site.config.menu.iter().map(|entry| &entry.to).zip(&site.menu);
    let policies = site.config.publisher.policies.values().zip(&site.policies);
    let footer: Vec<(Located<String>, &Reference)> = site
        .footer
        .iter()
        .flat_map(|(_, inline)| &inline.links)
        .map(|link| (Located::new(written(&link.reference), link.range.clone()), &link.reference))
        .collect();
    let footer = footer.iter().map(|(written, reference)| (written, *reference));
    let mut diagnostics = Diagnostics::new();
    let mut suggestions = SUGGESTIONS;
    for (written, reference) in menu.chain(policies).chain(footer) {
        let span = Span { file: file.clone(), range: written.range.clone() };
        match index.register().resolve(reference) {
            Resolution::Unknown | Resolution::Ambiguous(_) => {
                let near = index.register().nearest_id(written.value.trim_start_matches('@'));
                let message = format!("no record is meant by `{}`", written.value);
                let near = near.map(|id| format!("@{id}"));
                diagnostics.push(Diagnostic::new(Code::UnknownReference, message, span).did_you_mean(near));
            }
            Resolution::Held { .. } => {
                let message = "this names a record that is held back, so it is left out";
                diagnostics.push(Diagnostic::new(Code::HeldReference, message, span));
            }
            Resolution::Record { .. } => {}
            Resolution::Other => {
                if let Reference::Site(address) = reference {
                    diagnostics.extend(check_address(tree, address, &mut suggestions, || span.clone()));
                }
            }
        }
    }
    diagnostics.extend(missing_logos(tree, site));
    diagnostics
}

/// Logos that are files of the site and not there.
fn missing_logos<'a>(tree: &'a OutputTree, site: &'a Site) -> impl Iterator<Item = Diagnostic> {
    let own = [&site.config.site.logo, &site.config.publisher.logo].into_iter().flatten();
    let here = own.filter(|logo| !logo.value.contains("://"));
    here.filter_map(|logo| {
        let path = UrlPath::new(logo.value.trim_start_matches("./").trim_start_matches('/'));
        let path = path.as_str().strip_prefix("/static").map_or(path.clone(), UrlPath::new);
        let span = Span {
            file: SourcePath::new("site.toml").expect("a plain name stays inside"),
            range: logo.range.clone(),
        };
        let message = format!("there is no file `static{path}`");
        (!tree.contains(&path)).then(|| Diagnostic::new(Code::MissingFile, message, span))
    })
}

/// A reference as an author may write it.
fn written(reference: &Reference) -> String {
    match reference {
        Reference::Id { id, .. } => format!("@{id}"),
        Reference::Path { path, .. } | Reference::File(path) => path.to_string(),
        Reference::Name { name, .. } => name.to_string(),
        Reference::Anchor(text) | Reference::Site(text) | Reference::Address(text) => text.to_string(),
    }
}

fn check_address(
    tree: &OutputTree,
    address: &str,
    suggestions: &mut usize,
    span: impl Fn() -> Span,
) -> Option<Diagnostic> {
    let path = UrlPath::new(&percent_decoded(address.split(['?', '#']).next().unwrap_or_default()));
    if tree.contains(&path) {
        return None;
    }
    let slashed = UrlPath::new(&format!("{path}/"));
    let near = if tree.contains(&slashed) {
        Some(slashed.to_string())
    } else if *suggestions > 0 {
        *suggestions -= 1;
        text::nearest(path.as_str(), tree.cells.keys().map(UrlPath::as_str)).map(str::to_owned)
    } else {
        None
    };
    Some(
        Diagnostic::new(Code::BrokenLink, format!("nothing stands at `{path}`"), span())
            .did_you_mean(near)
            .label("no such page or file"),
    )
}
