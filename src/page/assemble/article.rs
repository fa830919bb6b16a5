//! `/articles/<id>/`: a briefing.

use super::Assembler;
use super::cards::article_fields;
use super::record::is_of_the_site;
use crate::address::List;
use crate::date::{Date, SortKey};
use crate::document::record::{Amendment, ArticleFields};
use crate::document::{Inline, Kind};
use crate::index::{Entry, Facts, RecordNo, Related, Version, timeline};
use crate::page::row::Row;
use crate::page::view::Article;
use crate::page::view::article::WhoEntry;
use crate::page::view::articles::ArticleCard;
use crate::page::view::row::AmendmentRow;
use crate::page::view::shared::Label;
use crate::page::view::timeline::TimelineEntry;
use crate::page::visitor::Counts;
use std::cmp::Reverse;

impl Assembler<'_> {
    /// A briefing's page.
    pub fn article(&self) -> Article {
        let entry = self.own();
        let fields = entry.article().expect("an article's page is told an article");
        let version = entry.chosen(self.language).expect("an article has a version");
        let own = article_fields(version).unwrap_or(fields);
        let heading = self.own_name().text;
        let image = self.image(entry);
        let inline = |text: &Inline| self.inline_of(text, entry.no, version).html;
        let all = |texts: &[Inline]| -> Vec<String> { texts.iter().map(inline).collect() };
        Article {
            shell: self.shell_with_picture(&heading, None, image.as_ref()),
            topics: self.links(&self.records_of(&fields.topics, Kind::Topic)),
            genre: entry.card.genre.map(|genre| self.label("genre", genre.as_str())),
            summary_html: own.summary.as_ref().map(inline),
            byline: self.byline(&fields.authors),
            published: self.date_or_unknown(entry.card.date.as_ref()),
            updated: self.located_date(fields.updated.as_ref()),
            as_of: self.phrased_date("article-as-of", fields.as_of.as_ref()),
            next_update: self.phrased_date("article-next-update", fields.next_update.as_ref()),
            image: image.filter(is_of_the_site),
            key_points: all(&own.key_points),
            contents: self.contents(own.toc.or(fields.toc)),
            body: self.own_body().map(|body| body.html).unwrap_or_default(),
            known: all(&own.known),
            unknown: all(&own.unknown),
            timeline: self.mini_timeline(),
            who: self.who(),
            sources: self.source_rows(),
            history: self.history(entry, fields, version),
            related: self.inputs.related.iter().filter_map(|related| self.related(related)).collect(),
            cite: self.cite(&heading, entry.card.date.as_ref()),
            heading,
        }
    }

    fn byline(&self, authors: &[String]) -> Option<String> {
        (!authors.is_empty()).then(|| self.say_text("article-by", "authors", &self.locale.list(authors)))
    }

    /// The article's events and dated acts, oldest first.
    fn mini_timeline(&self) -> Vec<TimelineEntry> {
        let mut rows: Vec<&Row> = self.rows(List::Timeline).iter().collect();
        rows.sort_by_cached_key(|row| match row {
            Row::Event { event, .. } => Some(timeline::order_of_event(event)),
            Row::Statement(row) => Some(timeline::order_of_statement(&row.statement)),
            _ => None,
        });
        rows.into_iter().filter_map(|row| self.timeline_entry(row)).collect()
    }

    /// The participants that it names, in the order in which it first does.
    fn who(&self) -> Vec<WhoEntry> {
        let Some(facts) = self.inputs.facts.as_deref() else { return Vec::new() };
        let named = self.inputs.counts.iter();
        named
            .filter_map(|(no, counts)| Some(self.who_entry(self.inputs.outlines.get(no)?, *counts, facts)))
            .collect()
    }

    fn who_entry(&self, participant: &Entry, counts: Counts, facts: &Facts) -> WhoEntry {
        let no = participant.no;
        let date = self.own().card.date.as_ref();
        WhoEntry {
            participant: self.link_with_text(no, self.what_they_are(participant)),
            role: self.role_on(participant, date).or_else(|| printed_role(facts, no)),
            summary: participant
                .participant()
                .and_then(|fields| self.summary_of(participant, &fields.summary)),
            href: first_place(facts, no).unwrap_or_else(|| self.href(no)),
            note: self
                .tally(&[("count-named-passages", counts.passages), ("count-statements", counts.statements)]),
        }
    }

    /// Updates and corrections, newest first; a text that the version lacks is the record's own.
    fn history(&self, entry: &Entry, fields: &ArticleFields, version: &Version) -> Vec<AmendmentRow> {
        let own = article_fields(version).unwrap_or(fields);
        let updates = amendments(&fields.updates, &own.updates).map(|pair| (pair, "update"));
        let corrections = amendments(&fields.corrections, &own.corrections).map(|pair| (pair, "correction"));
        let mut rows: Vec<(Option<SortKey>, AmendmentRow)> = updates
            .chain(corrections)
            .map(|((base, own), class)| {
                let date = base.date.as_ref().map(|date| &date.value);
                let shown = if own.is_some() { Some(version) } else { entry.base() };
                let text = &own.unwrap_or(base).text;
                let row = AmendmentRow {
                    kind: Label { word: self.say(&format!("change-{class}")), class: class.to_owned() },
                    date: date.map(|date| self.date(date)),
                    text: match shown {
                        Some(version) => self.inline_of(text, entry.no, version),
                        None => self.inline_html(text, self.language),
                    },
                    article: None,
                    href: own.and_then(|own| self.own_anchor(own)).or_else(|| self.own_anchor(base)),
                };
                (date.map(Date::sort_key), row)
            })
            .collect();
        rows.sort_by_key(|(date, _)| Reverse(*date));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The place of an amendment, where the text that is shown has it.
    fn own_anchor(&self, amendment: &Amendment) -> Option<String> {
        let anchor = amendment.at.as_ref()?.value.trim_start_matches('#');
        let anchors = &self.inputs.facts.as_deref()?.document.body.anchors;
        anchors.iter().any(|other| **other == *anchor).then(|| format!("#{anchor}"))
    }

    fn related(&self, related: &Related) -> Option<ArticleCard> {
        let article = self.inputs.outlines.get(&related.article)?;
        let [events, topics, participants] = related.shared.map(|count| count as usize);
        let reason = self.tally(&[
            ("related-events", events),
            ("related-topics", topics),
            ("related-participants", participants),
        ]);
        Some(ArticleCard { reason, ..self.article_card(article) })
    }
}

/// Amendments of the record, each with the version's words for it.
fn amendments<'b>(
    base: &'b [Amendment],
    own: &'b [Amendment],
) -> impl Iterator<Item = (&'b Amendment, Option<&'b Amendment>)> {
    base.iter().enumerate().map(|(place, amendment)| (amendment, own.get(place)))
}

/// The role in which a text names a speaker, where it says one.
fn printed_role(facts: &Facts, participant: RecordNo) -> Option<String> {
    let own = facts.statements.iter().filter(|statement| statement.by == [participant]);
    let mut roles = own.filter_map(|statement| statement.annotation().as_.as_ref());
    roles.next().map(ToString::to_string)
}

/// The first place in which a text names a participant.
fn first_place(facts: &Facts, participant: RecordNo) -> Option<String> {
    let body = &facts.document.body;
    let own = || facts.postings.iter().filter(|(no, _)| *no == participant).map(|(_, posting)| posting);
    let passage = own().find_map(|posting| posting.passage).map(|passage| {
        let passage = &body.passages[passage as usize];
        passage.own_id.as_deref().unwrap_or(&passage.permalink)
    });
    let annotation =
        || own().find_map(|posting| body.annotations[posting.annotation? as usize].permalink.as_deref());
    passage.or_else(annotation).map(|anchor| format!("#{anchor}"))
}
