//! One source to its records and body.
//!
//! 1. [`place`] reads kind, id and language from the path.
//! 2. [`front_matter`] reads the record's fields from TOML or YAML.
//! 3. [`markdown`] reads the annotated prose: pieces to print, passages, annotations, references as
//!    they were written.
//!
//! Pure: the same source and settings give the same value. Nothing is looked up in another file;
//! what a reference means is settled in `index`. Parsing never fails: what is wrong is a diagnostic,
//! and what can be read is kept.

pub mod annotation;
pub mod body;
pub mod front_matter;
pub mod id;
pub mod inherit;
pub mod markdown;
pub mod place;
pub mod record;
pub mod reference;

pub use annotation::{Annotation, Class, Form, Mode, Stance, StatementStatus};
pub use body::{Body, Excerpt, Heading, Inline, Link, Note, Passage, PassageKind, Picture, Piece};
pub use id::Id;
pub use record::{Fields, Kind, Record};
pub use reference::Reference;

use self::front_matter::Identity;
use self::place::Place;
use crate::config::ParseSettings;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::ContentHash;
use crate::locale::Language;
use crate::paths::SourcePath;
use crate::source::{Content, Source};

/// What one source holds.
#[derive(Debug)]
pub struct Document {
    /// The source.
    pub path: SourcePath,
    /// Hash of the source's bytes.
    pub hash: ContentHash,
    /// Hash of what stands before the body; of a file of many records, of all of it.
    pub front_matter: ContentHash,
    /// The language of this version.
    pub language: Language,
    /// Exactly one for a Markdown file; one for each table of `sources.toml`.
    pub records: Vec<Record>,
    /// The prose; empty for `sources.toml`.
    pub body: Body,
}

impl Document {
    /// The same file with other records and no prose: of a file of many records, those that are
    /// published.
    #[must_use]
    pub fn with_records(&self, records: Vec<Record>) -> Self {
        Self {
            path: self.path.clone(),
            hash: self.hash,
            front_matter: self.front_matter,
            language: self.language.clone(),
            records,
            body: Body::default(),
        }
    }

    /// Whether it is a file of many records (`sources.toml`).
    pub fn is_register(&self) -> bool {
        !reference::is_markdown_path(self.path.as_str())
    }
}

/// Parses one source. `None` where its path gives no record (`misplaced-file`, a bad id), and where
/// it is no text. `first` is the first version of the record that the source is a translation of: its
/// `defaults` and `transcript` hold for the translation's prose too.
pub fn parse(
    source: &Source,
    settings: &ParseSettings,
    first: Option<&Document>,
) -> (Option<Document>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let text = match &source.content {
        Content::Text(text) => Some(text),
        Content::NotUtf8 { .. } | Content::TooLarge { .. } => None,
        Content::File { .. } => return (None, diagnostics),
    };
    let place = match place::of(&source.path, settings) {
        Ok(Some(place)) => place,
        Ok(None) => return (None, diagnostics),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return (None, diagnostics);
        }
    };
    let Some(text) = text else {
        diagnostics.extend(unreadable(source));
        return (None, diagnostics);
    };
    let (document, diagnostics) = match place {
        Place::Record { kind, id, language } => {
            parse_version(source, text, settings, &Identity { kind, id, language }, first)
        }
        Place::Sources => parse_sources(source, text, settings),
    };
    (Some(document), diagnostics)
}

fn unreadable(source: &Source) -> Option<Diagnostic> {
    let at = |offset| Span { file: source.path.clone(), range: offset..offset };
    match source.content {
        Content::NotUtf8 { offset } => {
            let message = format!("this file is not UTF-8 from its byte {} on", offset + 1);
            Some(Diagnostic::new(Code::NotUtf8, message, at(offset)).help("save it as UTF-8"))
        }
        Content::TooLarge { length, limit } => {
            let message = format!("this text has {length} bytes, more than the limit of {limit}");
            let help = "divide it, or raise `limits.file_bytes` in `site.toml`";
            Some(Diagnostic::new(Code::TooLarge, message, at(0)).help(help))
        }
        Content::Text(_) | Content::File { .. } => None,
    }
}

fn parse_version(
    source: &Source,
    text: &str,
    settings: &ParseSettings,
    identity: &Identity,
    first: Option<&Document>,
) -> (Document, Diagnostics) {
    let (front_matter, mut diagnostics) = front_matter::parse(&source.path, text, settings, identity);
    let record = front_matter.record;
    let (defaults, transcript) = inherit::of(&record, first);
    let context = markdown::Context {
        path: &source.path,
        settings,
        language: &record.language,
        kind: record.kind,
        defaults: &defaults,
        transcript: transcript.as_ref(),
        anchors: &record.common.anchors,
    };
    let (body, found) = markdown::parse_body(text, front_matter.body.clone(), &context);
    diagnostics.extend(found);
    let document = Document {
        path: source.path.clone(),
        hash: source.hash,
        front_matter: ContentHash::of(&text.as_bytes()[..front_matter.body.start]),
        language: record.language.clone(),
        records: vec![record],
        body,
    };
    (document, diagnostics)
}

fn parse_sources(source: &Source, text: &str, settings: &ParseSettings) -> (Document, Diagnostics) {
    let (records, diagnostics) = front_matter::parse_register(&source.path, text, settings);
    let document = Document {
        path: source.path.clone(),
        hash: source.hash,
        front_matter: ContentHash::of(text.as_bytes()),
        language: settings.languages.first().expect("a site has a first language").clone(),
        records,
        body: Body::default(),
    };
    (document, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(content: Content) -> Source {
        let path = SourcePath::new("content/articles/x.md").unwrap();
        Source { path, hash: ContentHash::of(b""), content }
    }

    #[test]
    fn a_text_that_is_not_utf_8_is_an_error_at_its_byte() {
        let found = unreadable(&source(Content::NotUtf8 { offset: 7 })).unwrap();
        assert_eq!((found.code, found.primary.unwrap().range), (Code::NotUtf8, 7..7));
        assert!(unreadable(&source(Content::Text("".into()))).is_none());
    }

    #[test]
    fn sources_give_a_document_of_many_records() {
        let language = Language::new("nl").unwrap();
        let settings = ParseSettings {
            languages: vec![language.clone()],
            content: "content".into(),
            markdown: crate::config::Markdown {
                wikilinks: false,
                bare_names: false,
                smart: false,
                html: crate::config::Html::Text,
            },
            limits: crate::config::Limits { file_bytes: 1000, nesting: 10, events: 1000, expansion: 10 },
        };
        let source = Source::from_text(
            SourcePath::new("content/sources.toml").unwrap(),
            "[src-a]\ntitle = 'A'\n[src-b]\ntitle = 'B'\n",
        );
        let text = source.text().unwrap();
        let (document, diagnostics) = parse_sources(&source, text, &settings);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let ids: Vec<_> = document.records.iter().map(|record| record.id.as_str()).collect();
        assert_eq!(
            (ids, document.language, document.front_matter),
            (vec!["src-a", "src-b"], language, source.hash)
        );
    }
}
