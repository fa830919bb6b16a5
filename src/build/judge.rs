//! What of the findings is said: not those that the site or a file switches off, and not what only
//! follows from another one.

use super::documents::{Documents, Mark};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics};
use crate::paths::SourcePath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What of the findings on a site is said.
#[derive(Debug)]
pub(super) struct Judge {
    config: Arc<Config>,
    /// Codes that files switch off for themselves.
    allowed: BTreeMap<SourcePath, Vec<String>>,
}

impl Judge {
    /// Makes ready what `[checks]` and `allow` say.
    pub fn new(config: &Arc<Config>, documents: &Documents) -> Self {
        let mut allowed: BTreeMap<SourcePath, Vec<String>> = BTreeMap::new();
        for document in documents.marked(Mark::Allows) {
            for code in document.records.iter().flat_map(|record| &record.common.allow) {
                allowed.entry(document.path.clone()).or_default().push(code.value.clone());
            }
        }
        Self { config: config.clone(), allowed }
    }

    /// Gives each finding the severity that the site asks for, and drops those that are off, for the site
    /// or for the file that they are on.
    pub fn judge(&self, diagnostics: Diagnostics) -> Diagnostics {
        let mut judged = self.config.judge(diagnostics);
        judged.retain(|diagnostic| {
            let codes = diagnostic.primary.as_ref().and_then(|span| self.allowed.get(&span.file));
            let code = diagnostic.code;
            code.is_fixed()
                || !codes.is_some_and(|codes| codes.iter().any(|allowed| allowed == code.as_str()))
        });
        judged
    }
}

/// Drops what is only said because something else is wrong: keys that are missing from front matter
/// that cannot be read, or whose value was refused.
pub(super) fn without_consequences(mut diagnostics: Diagnostics) -> Diagnostics {
    let mut unreadable = BTreeSet::new();
    let mut bad_dates = BTreeSet::new();
    for diagnostic in diagnostics.iter() {
        let Some(span) = &diagnostic.primary else { continue };
        match diagnostic.code {
            Code::FrontMatter => unreadable.insert(span.file.clone()),
            Code::BadDate => bad_dates.insert(span.file.clone()),
            _ => false,
        };
    }
    if diagnostics.iter().any(|diagnostic| takes_away(diagnostic.code)) {
        diagnostics.retain(|diagnostic| !may_follow(diagnostic.code));
    }
    diagnostics.retain(|diagnostic| {
        let file = diagnostic.primary.as_ref().map(|span| &span.file);
        let is_said = |files: &BTreeSet<_>| file.is_some_and(|file| files.contains(file));
        diagnostic.code != Code::MissingKey
            || !(is_said(&unreadable) || diagnostic.message.ends_with("`date`") && is_said(&bad_dates))
    });
    diagnostics
}

/// Findings over which a record, a text or an annotation is not read, so that it seems to be missing.
fn takes_away(code: Code) -> bool {
    matches!(
        code,
        Code::NotUtf8
            | Code::FrontMatter
            | Code::MissingKey
            | Code::WrongType
            | Code::BadDate
            | Code::BadId
            | Code::UnknownLanguage
            | Code::DuplicateId
            | Code::UnknownReference
            | Code::WrongKind
            | Code::MisplacedFile
            | Code::SpeakerMissing
            | Code::MalformedAnnotation
            | Code::UnknownKey
            | Code::TooLarge
            | Code::TooDeep
    )
}

/// Findings that something is missing.
fn may_follow(code: Code) -> bool {
    matches!(
        code,
        Code::AnnotationMissing
            | Code::NeverMentioned
            | Code::NotAttending
            | Code::OrphanPage
            | Code::PlannedInPast
            | Code::SourceMissing
            | Code::TranslationMissing
    )
}
