//! Settles the references of one document, and says what is wrong with them.

use super::entry::Entry;
use super::facts::Target;
use super::number::RecordNo;
use super::register::{Register, Resolution};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Located, Span};
use crate::document::reference::NameStyle;
use crate::document::{Document, Kind, Link, Reference};
use crate::text;
use std::ops::Range;
use std::sync::Arc;

/// Resolves one document's references against the register.
pub struct Resolver<'a> {
    document: &'a Document,
    entry: Option<&'a Arc<Entry>>,
    register: &'a Register,
    /// What was found wrong so far.
    pub diagnostics: Diagnostics,
}

impl<'a> Resolver<'a> {
    /// Begins with a document, which is a version of `entry`.
    pub fn new(document: &'a Document, entry: Option<&'a Arc<Entry>>, register: &'a Register) -> Self {
        Self { document, entry, register, diagnostics: Diagnostics::new() }
    }

    /// What a link or name reference means.
    pub fn link(&mut self, link: &Link) -> Target {
        if let Reference::Name { name, style } = &link.reference {
            return self.name(name, *style, &link.reference, &link.range);
        }
        if let Resolution::Held { .. } = self.register.resolve(&link.reference) {
            self.held_link(&link.range);
            return Target::Held;
        }
        self.target(&link.reference, &link.range)
    }

    /// What any other reference means that stands at `range`.
    pub fn target(&mut self, reference: &Reference, range: &Range<usize>) -> Target {
        match self.register.resolve(reference) {
            Resolution::Record { no, old } => {
                if old {
                    self.old_reference(no, range);
                }
                self.check_anchor(no, reference, range);
                Target::Record { no, anchor: anchor(reference) }
            }
            Resolution::Held { .. } => {
                self.held(range);
                Target::Held
            }
            Resolution::Unknown | Resolution::Ambiguous(_) => {
                self.unknown(reference, range);
                Target::Fault
            }
            Resolution::Other => match reference {
                Reference::Anchor(anchor) => {
                    self.check_own_anchor(anchor, range);
                    Target::Anchor(anchor.clone())
                }
                Reference::File(path) => Target::File(path.clone()),
                Reference::Site(address) => Target::Site(address.clone()),
                Reference::Address(address) => Target::Address(address.clone()),
                _ => Target::Fault,
            },
        }
    }

    fn name(&mut self, name: &str, style: NameStyle, reference: &Reference, range: &Range<usize>) -> Target {
        match self.register.resolve(reference) {
            Resolution::Record { no, old } => {
                if old {
                    self.old_reference(no, range);
                }
                Target::Record { no, anchor: None }
            }
            Resolution::Held { .. } => {
                self.held_link(range);
                Target::Held
            }
            Resolution::Ambiguous(bearers) => {
                let mut ids: Vec<&str> = bearers
                    .iter()
                    .filter_map(|no| self.register.entry(*no))
                    .map(|entry| entry.id().as_str())
                    .collect();
                ids.sort_unstable();
                let ids: Vec<String> = ids.into_iter().map(|id| format!("`@{id}`")).collect();
                let message = format!("`{name}` is the name of {}", ids.join(" and of "));
                let help = format!("say which one is meant: `[{name}](@id)`");
                self.report(Diagnostic::new(Code::NameAmbiguous, message, self.span(range)).help(help));
                Target::AsWritten
            }
            Resolution::Unknown | Resolution::Other => {
                self.unknown_name(name, style, range);
                Target::AsWritten
            }
        }
    }

    fn unknown_name(&mut self, name: &str, style: NameStyle, range: &Range<usize>) {
        // A weak alias is no near miss of itself: bare, it is text.
        let is_other = |near: &String| text::fold_name(near) != text::fold_name(name);
        let near = self.register.nearest_name(name).filter(is_other);
        if style == NameStyle::Bare && near.is_none() {
            return;
        }
        let message = format!("no participant, event or topic is called `{name}`");
        let mut diagnostic = Diagnostic::new(Code::NameUnknown, message, self.span(range));
        diagnostic = match near {
            Some(near) => diagnostic.did_you_mean(Some(near)),
            None => diagnostic.help("add it as a name or alias of a record, or name the record: `[…](@id)`"),
        };
        self.report(diagnostic);
    }

    fn unknown(&mut self, reference: &Reference, range: &Range<usize>) {
        let span = self.span(range);
        let diagnostic = match reference {
            Reference::Id { id, .. } => {
                let near = self.register.nearest_id(id.as_str());
                Diagnostic::new(Code::UnknownReference, format!("no record has the id `{id}`"), span)
                    .did_you_mean(near)
            }
            Reference::Path { path, .. } => {
                Diagnostic::new(Code::UnknownReference, format!("no record stands at `{path}`"), span)
            }
            _ => Diagnostic::new(Code::UnknownReference, "this leads to more than one record", span),
        };
        self.report(diagnostic);
    }

    fn old_reference(&mut self, no: RecordNo, range: &Range<usize>) {
        let Some(entry) = self.register.entry(no) else { return };
        let message = format!("this {} is now called `{}`", entry.kind().word(), entry.id());
        let help = format!("write `@{}`", entry.id());
        self.report(Diagnostic::new(Code::OldReference, message, self.span(range)).help(help));
    }

    /// A reference in an attribute or in front matter.
    fn held(&mut self, range: &Range<usize>) {
        let message = "this names a record that is held back, so it is left out here";
        let help = "it counts when the record is published";
        self.report(Diagnostic::new(Code::HeldReference, message, self.span(range)).help(help));
    }

    fn held_link(&mut self, range: &Range<usize>) {
        let message = "this names a record that is held back, so only the text is shown";
        self.report(
            Diagnostic::new(Code::HeldReference, message, self.span(range))
                .help("the link appears when the record is published"),
        );
    }

    /// A place in a record's own text must be there; places that the theme makes are checked on the
    /// finished page.
    fn check_anchor(&mut self, no: RecordNo, reference: &Reference, range: &Range<usize>) {
        let (Some(anchor), Some(entry)) = (anchor(reference), self.register.entry(no)) else { return };
        if has_anchor(entry, &anchor) || anchor.starts_with("site-") {
            return;
        }
        let message = format!("`{}` has no place `#{anchor}`", entry.id());
        let near = nearest_anchor(entry, &anchor);
        let mut diagnostic = Diagnostic::new(Code::BrokenAnchor, message, self.span(range));
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("there is `#{near}`"));
        }
        self.report(diagnostic);
    }

    /// Reports an anchor of this document's page that is not there.
    pub fn check_own_anchor(&mut self, anchor: &str, range: &Range<usize>) {
        let found = self.document.body.has_anchor(anchor);
        if found || anchor.starts_with("site-") || self.entry.is_none() {
            return;
        }
        let message = format!("this page has no place `#{anchor}`");
        let mut diagnostic = Diagnostic::new(Code::BrokenAnchor, message, self.span(range));
        if let Some(near) = self.entry.and_then(|entry| nearest_anchor(entry, anchor)) {
            diagnostic = diagnostic.help(format!("there is `#{near}`"));
        }
        self.report(diagnostic);
    }

    /// The record that a reference names, of whatever kind.
    pub fn record(&mut self, reference: &Located<Reference>) -> Option<RecordNo> {
        match self.target(&reference.value, &reference.range) {
            Target::Record { no, .. } => Some(no),
            _ => None,
        }
    }

    /// The record that a reference names, where it is of the right kind.
    pub fn of_kind(&mut self, reference: &Located<Reference>, kind: Kind) -> Option<RecordNo> {
        let no = self.record(reference)?;
        self.check_kind(no, kind, &reference.range).then_some(no)
    }

    /// The participant that a reference names.
    pub fn participant(&mut self, reference: &Located<Reference>) -> Option<RecordNo> {
        self.of_kind(reference, Kind::Participant)
    }

    /// The event that a reference names.
    pub fn event(&mut self, reference: &Located<Reference>) -> Option<RecordNo> {
        self.of_kind(reference, Kind::Event)
    }

    /// The participants that references name, in order, each once.
    pub fn participants(&mut self, references: &[Located<Reference>]) -> Vec<RecordNo> {
        self.all_of_kind(references, Kind::Participant)
    }

    /// The records of one kind that references name, in order, each once.
    pub fn all_of_kind(&mut self, references: &[Located<Reference>], kind: Kind) -> Vec<RecordNo> {
        let mut found = Vec::new();
        for reference in references {
            if let Some(no) = self.of_kind(reference, kind)
                && !found.contains(&no)
            {
                found.push(no);
            }
        }
        found
    }

    /// Whether a record is a participant; reported at `range` where it is not.
    pub fn is_participant(&mut self, no: RecordNo, range: &Range<usize>) -> bool {
        self.check_kind(no, Kind::Participant, range)
    }

    /// Whether a record is of a kind, without a word where it is not.
    pub fn is(&self, no: RecordNo, kind: Kind) -> bool {
        self.register.entry(no).is_some_and(|entry| entry.kind() == kind)
    }

    /// The register that is looked up in.
    pub fn register(&self) -> &'a Register {
        self.register
    }

    fn check_kind(&mut self, no: RecordNo, kind: Kind, range: &Range<usize>) -> bool {
        let Some(entry) = self.register.entry(no) else { return false };
        if entry.kind() == kind {
            return true;
        }
        let message = format!("`{}` is {}, and {} is wanted here", entry.id(), a(entry.kind()), a(kind));
        self.report(Diagnostic::new(Code::WrongKind, message, self.span(range)));
        false
    }

    /// The place in this document.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span { file: self.document.path.clone(), range: range.clone() }
    }

    /// Adds a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

fn a(kind: Kind) -> String {
    let article = if matches!(kind, Kind::Article | Kind::Event) { "an" } else { "a" };
    format!("{article} {}", kind.word())
}

fn anchor(reference: &Reference) -> Option<Arc<str>> {
    match reference {
        Reference::Id { anchor, .. } | Reference::Path { anchor, .. } => anchor.clone(),
        Reference::Site(address) => address.split_once('#').map(|(_, anchor)| anchor.into()),
        _ => None,
    }
}

/// Whether a version of a record has a place of that name in its text.
pub fn has_anchor(entry: &Entry, anchor: &str) -> bool {
    entry.versions.iter().any(|version| version.document.body.has_anchor(anchor))
}

fn nearest_anchor(entry: &Entry, anchor: &str) -> Option<String> {
    let own = entry.versions.iter().flat_map(|version| &version.document.body.own_anchors);
    crate::text::nearest(anchor, own.map(|(id, _)| &**id)).map(str::to_owned)
}
