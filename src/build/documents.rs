//! Parses all sources below the content folder, those alone that are new or have changed.

use super::cache::{BuildCache, Parsed};
use crate::config::Config;
use crate::config::ParseSettings;
use crate::diagnostics::Diagnostics;
use crate::document::place::{self, Place};
use crate::document::{self, Document, Id, Kind, inherit};
use crate::locale::Language;
use crate::paths::SourcePath;
use crate::source::{Source, SourceSet};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// All documents, in the order of their paths, with what is wrong with each.
pub fn parse(
    config: &Config,
    sources: &SourceSet,
    cache: &mut BuildCache,
) -> (Vec<Arc<Document>>, Diagnostics) {
    let settings = config.parse_settings();
    let fingerprint = settings.fingerprint();
    let content: Vec<&Arc<Source>> =
        sources.iter().filter(|source| source.path.below(&settings.content).is_some()).collect();
    let firsts = first_versions(&content, &settings);
    let parse = |source: &Arc<Source>, first: Option<&Document>| {
        let taken = first.and_then(inherit::fingerprint);
        let settings_and_first = taken.map_or(fingerprint, |taken| fingerprint.with(taken));
        let known = cache.parsed.get(&source.path);
        let kept = known.filter(|parsed| parsed.hash == source.hash && parsed.settings == settings_and_first);
        kept.cloned().unwrap_or_else(|| {
            let (document, diagnostics) = document::parse(source, &settings, first);
            let document = document.map(Arc::new);
            Parsed { hash: source.hash, settings: settings_and_first, document, diagnostics }
        })
    };
    let (translations, others): (Vec<&Arc<Source>>, Vec<&Arc<Source>>) =
        content.into_iter().partition(|source| firsts.contains_key(&source.path));
    let mut parsed: BTreeMap<SourcePath, Parsed> =
        others.par_iter().map(|source| (source.path.clone(), parse(source, None))).collect();
    let translated: Vec<(SourcePath, Parsed)> = translations
        .par_iter()
        .map(|source| {
            let first = parsed.get(&firsts[&source.path]).and_then(|first| first.document.as_deref());
            (source.path.clone(), parse(source, first))
        })
        .collect();
    parsed.extend(translated);
    let mut diagnostics = Diagnostics::new();
    let mut documents = Vec::new();
    for parsed in parsed.values() {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
        documents.extend(parsed.document.clone());
    }
    cache.parsed = parsed.into_iter().collect();
    (documents, diagnostics)
}

/// Of each translation of an article the file of its first version.
fn first_versions(content: &[&Arc<Source>], settings: &ParseSettings) -> HashMap<SourcePath, SourcePath> {
    let rank = |language: &Language| settings.languages.iter().position(|other| other == language);
    let mut versions: BTreeMap<Id, Vec<(Option<usize>, &SourcePath)>> = BTreeMap::new();
    for source in content {
        if let Ok(Some(Place::Record { kind: Kind::Article, id, language })) =
            place::of(&source.path, settings)
        {
            versions.entry(id).or_default().push((rank(&language), &source.path));
        }
    }
    let mut firsts = HashMap::new();
    for mut versions in versions.into_values() {
        versions.sort();
        let (_, first) = versions[0];
        firsts.extend(versions[1..].iter().map(|(_, path)| ((*path).clone(), first.clone())));
    }
    firsts
}
