//! What is said of a site once all its pages are made, and what takes its whole index.

use super::{Ready, links, orphans, permalinks};
use crate::check::{CheckSettings, Known, Translations, check};
use crate::config::{Check, Config};
use crate::diagnostics::{Code, Diagnostics};
use crate::tree::OutputTree;

/// A site whose pages are made.
pub struct Finished<'a> {
    /// What they were made of.
    pub ready: &'a Ready,
    /// The tree; its cells are filled.
    pub tree: &'a OutputTree,
    /// What was found until now.
    pub diagnostics: Diagnostics,
}

/// Looks the whole index over for what authors may have overlooked. `known` is what the last look left.
pub fn look_over(ready: &Ready, known: &mut Known) -> Diagnostics {
    let config = &ready.settings.config;
    let settings = CheckSettings { translations: translations(config), captured: ready.captured.clone() };
    ready.with_places(check(&ready.index, &settings, known))
}

/// Compares links with anchors, and permalinks with those of an earlier build; gives all that was found,
/// judged.
pub fn finish(finished: &Finished<'_>) -> Diagnostics {
    let Finished { ready, tree, diagnostics } = finished;
    let mut diagnostics = diagnostics.clone();
    let Some(pages) = ready.pages() else { return ready.judge(diagnostics) };
    for filled in tree.cells.values().filter_map(|cell| cell.peek()) {
        diagnostics.extend(filled.diagnostics.iter().cloned());
    }
    // Where two pages want one address, the links to one of them lead to the other.
    if !diagnostics.iter().any(|diagnostic| diagnostic.code == Code::DuplicateOutput) {
        let found = links::check_pages(tree, &pages.index, &pages.site);
        diagnostics.extend(links::new_findings(ready.with_places(found), &diagnostics));
    }
    diagnostics.extend(orphans::check(tree, &pages.index, &pages.site));
    // What a mistake takes away comes back when it is mended.
    diagnostics = ready.judge(diagnostics);
    if !diagnostics.has_errors() && !ready.settings.previous.is_empty() {
        diagnostics.extend(permalinks::lost(&permalinks::Comparison {
            previous: &ready.settings.previous,
            held: &ready.split.addresses,
            tree,
            index: &pages.index,
            site: &pages.site,
            texts: &ready.texts(),
        }));
    }
    diagnostics
}

/// Whether every record is to have all languages: `languages.complete`, or the check switched on.
fn translations(config: &Config) -> Translations {
    let asked = matches!(config.checks.get(&Code::TranslationMissing), Some(Check::Warning | Check::Error));
    if config.complete || asked { Translations::Complete } else { Translations::Optional }
}
