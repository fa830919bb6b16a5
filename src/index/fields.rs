//! References that stand in front matter.

use super::facts::{Field, FieldUse};
use super::number::{DocumentNo, RecordNo};
use super::register::{Register, Resolution};
use super::resolve::Resolver;
use crate::diagnostics::Located;
use crate::document::record::{Image, Party};
use crate::document::{Document, Fields, Inline, Kind, Record, Reference};

/// Settles what a document's front matter refers to, and reports what leads nowhere. Of a
/// translation only its texts are looked at; the fields are the base version's.
pub fn settle(
    no: DocumentNo,
    document: &Document,
    is_base: bool,
    register: &Register,
    resolver: &mut Resolver<'_>,
) -> Vec<(RecordNo, FieldUse)> {
    let mut uses = Vec::new();
    for record in &document.records {
        for inline in inlines(record) {
            for link in &inline.links {
                resolver.link(link);
            }
        }
        for place in amended_places(record) {
            resolver.target(&Reference::Anchor(place.value.trim_start_matches('#').into()), &place.range);
        }
        let from = register.by_id(record.id.as_str()).map(|entry| entry.no);
        if let (true, Some(from)) = (is_base, from) {
            let mut settler = Settler { from, document: no, resolver, uses: &mut uses };
            settler.record(record);
        }
    }
    uses.sort();
    uses.dedup();
    uses
}

/// The places that updates and corrections name.
fn amended_places(record: &Record) -> impl Iterator<Item = &Located<String>> {
    let article = match &record.fields {
        Fields::Article(article) => Some(article),
        _ => None,
    };
    let amendments =
        article.into_iter().flat_map(|article| article.updates.iter().chain(&article.corrections));
    amendments.filter_map(|amendment| amendment.at.as_ref())
}

struct Settler<'a, 'b> {
    from: RecordNo,
    document: DocumentNo,
    resolver: &'a mut Resolver<'b>,
    uses: &'a mut Vec<(RecordNo, FieldUse)>,
}

impl Settler<'_, '_> {
    fn record(&mut self, record: &Record) {
        match &record.fields {
            Fields::Article(article) => {
                self.all(&article.topics, Kind::Topic, Field::Topic);
                self.all(&article.sources, Kind::Source, Field::Source);
                self.resolver.all_of_kind(&article.defaults.on, Kind::Topic);
                self.resolver.all_of_kind(&article.defaults.src, Kind::Source);
                self.one_checked(article.defaults.at.as_ref());
                for speaker in &article.defaults.for_ {
                    self.resolver.participant(&speaker.0);
                    self.resolver.participants(&speaker.1);
                }
            }
            Fields::Participant(participant) => {
                for role in &participant.roles {
                    self.party(role.organization.as_ref(), Field::RoleOrganization);
                    self.one(role.on_behalf_of.as_ref(), Kind::Participant, Field::RoleFor);
                }
                for membership in &participant.memberships {
                    self.party(Some(&membership.organization), Field::Membership);
                }
                self.one(participant.parent.as_ref(), Kind::Participant, Field::Parent);
            }
            Fields::Event(event) => {
                self.all(&event.topics, Kind::Topic, Field::Topic);
                self.all(&event.sources, Kind::Source, Field::Source);
                self.one(event.parent.as_ref(), Kind::Event, Field::Parent);
                self.party(event.place.as_ref().and_then(|place| place.country.as_ref()), Field::Country);
            }
            Fields::Topic(_) | Fields::Source(_) | Fields::Page(_) | Fields::Home(_) => {}
        }
    }

    fn all(&mut self, references: &[Located<Reference>], kind: Kind, field: Field) {
        for no in self.resolver.all_of_kind(references, kind) {
            self.add(no, field);
        }
    }

    fn one(&mut self, reference: Option<&Located<Reference>>, kind: Kind, field: Field) {
        if let Some(no) = reference.and_then(|reference| self.resolver.of_kind(reference, kind)) {
            self.add(no, field);
        }
    }

    /// `defaults.at` uses nothing by itself, but must be an event.
    fn one_checked(&mut self, reference: Option<&Located<Reference>>) {
        if let Some(reference) = reference {
            self.resolver.event(reference);
        }
    }

    /// An id, or a text where no record has that id: only what was written with `@` must be one.
    fn party(&mut self, party: Option<&Party>, field: Field) {
        let Some(party) = party else { return };
        if let Some(no) = party_record(party, self.resolver.register()) {
            self.add(no, field);
        } else if let Some(reference) = &party.reference
            && (party.certain
                || matches!(self.resolver.register().resolve(reference), Resolution::Held { .. }))
        {
            self.resolver.participant(&Located::new(reference.clone(), party.text.range.clone()));
        }
    }

    fn add(&mut self, no: RecordNo, field: Field) {
        if no != self.from {
            self.uses.push((no, FieldUse { from: self.from, document: self.document, field }));
        }
    }
}

/// The participant that a party is, where it is one that is published.
pub fn party_record(party: &Party, register: &Register) -> Option<RecordNo> {
    match register.resolve(party.reference.as_ref()?) {
        Resolution::Record { no, .. } => {
            register.entry(no).filter(|entry| entry.kind() == Kind::Participant).map(|entry| entry.no)
        }
        _ => None,
    }
}

/// All inline Markdown of a record's front matter, in a fixed order.
pub fn inlines(record: &Record) -> Vec<&Inline> {
    match &record.fields {
        Fields::Article(article) => article
            .summary
            .iter()
            .chain(&article.key_points)
            .chain(&article.known)
            .chain(&article.unknown)
            .chain(article.updates.iter().chain(&article.corrections).map(|amendment| &amendment.text))
            .collect(),
        Fields::Participant(fields) => fields.summary.iter().map(|(_, inline)| inline).collect(),
        Fields::Event(fields) => fields
            .summary
            .iter()
            .map(|(_, inline)| inline)
            .chain(fields.changes.iter().map(|change| &change.text))
            .collect(),
        Fields::Topic(fields) => fields.summary.iter().map(|(_, inline)| inline).collect(),
        Fields::Page(fields) | Fields::Home(fields) => fields.summary.iter().collect(),
        Fields::Source(_) => Vec::new(),
    }
}

/// Everything that a record's front matter refers to as a record, as written.
pub fn references(record: &Record) -> Vec<&Reference> {
    let mut references: Vec<&Reference> =
        inlines(record).into_iter().flat_map(|inline| &inline.links).map(|link| &link.reference).collect();
    match &record.fields {
        Fields::Article(article) => {
            references.extend(values(&article.topics));
            references.extend(values(&article.sources));
            references.extend(values(&article.defaults.src));
            references.extend(values(&article.defaults.on));
            references.extend(article.defaults.at.iter().map(|at| &at.value));
            for (speaker, behalf) in &article.defaults.for_ {
                references.push(&speaker.value);
                references.extend(values(behalf));
            }
        }
        Fields::Participant(participant) => {
            for role in &participant.roles {
                references.extend(role.organization.iter().filter_map(|party| party.reference.as_ref()));
                references.extend(role.on_behalf_of.iter().map(|other| &other.value));
            }
            references
                .extend(participant.memberships.iter().filter_map(|m| m.organization.reference.as_ref()));
            references.extend(participant.parent.iter().map(|parent| &parent.value));
        }
        Fields::Event(event) => {
            references.extend(values(&event.topics));
            references.extend(values(&event.sources));
            references.extend(event.parent.iter().map(|parent| &parent.value));
            let country = event.place.as_ref().and_then(|place| place.country.as_ref());
            references.extend(country.and_then(|party| party.reference.as_ref()));
            for attendee in &event.attendees {
                references.push(&attendee.participant.value);
                references.extend(attendee.on_behalf_of.iter().map(|other| &other.value));
                references.extend(values(&attendee.represented_by));
            }
        }
        Fields::Topic(_) | Fields::Source(_) | Fields::Page(_) | Fields::Home(_) => {}
    }
    references
}

fn values(references: &[Located<Reference>]) -> impl Iterator<Item = &Reference> {
    references.iter().map(|reference| &reference.value)
}

/// The picture of a record, where it has one.
pub fn image(record: &Record) -> Option<&Image> {
    match &record.fields {
        Fields::Article(fields) => fields.image.as_ref(),
        Fields::Participant(fields) => fields.image.as_ref(),
        Fields::Page(fields) | Fields::Home(fields) => fields.image.as_ref(),
        Fields::Event(_) | Fields::Topic(_) | Fields::Source(_) => None,
    }
}
