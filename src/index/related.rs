//! Related briefings: those that share events, topics and participants with an article.
//!
//! Only records that stand in few articles tell two articles from all others; looking at the rest
//! would cost much and say little.

use super::SiteIndex;
use super::facts::{Facts, Target};
use super::number::RecordNo;
use crate::date::Date;
use crate::document::Kind;
use std::collections::{BTreeSet, HashMap};

/// A record that stands in more articles than this says nothing about which are related.
const COMMON: usize = 200;
/// How many related briefings an article has at the most.
const MOST: usize = 5;
/// What a shared event, topic and participant weigh.
const WEIGHTS: [u32; 3] = [8, 4, 1];

/// A related briefing and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related {
    /// The other article.
    pub article: RecordNo,
    /// Shared events, topics and participants: how many of each.
    pub shared: [u32; 3],
}

/// Briefings related to an article, nearest first; none where the record is no article.
pub(super) fn of(index: &SiteIndex, article: RecordNo) -> Vec<Related> {
    if !is_article(index, article) {
        return Vec::new();
    }
    let mut shared: HashMap<RecordNo, [u32; 3]> = HashMap::new();
    for record in records_of(index, article) {
        let Some(kind) = weight_of(index, record) else { continue };
        for other in articles_of(index, record).unwrap_or_default() {
            if other != article {
                shared.entry(other).or_default()[kind] += 1;
            }
        }
    }
    nearest(index, shared.into_iter().map(|(article, shared)| Related { article, shared }).collect())
}

fn is_article(index: &SiteIndex, no: RecordNo) -> bool {
    index.entry(no).is_some_and(|entry| entry.kind() == Kind::Article)
}

/// The articles that name a record; `None` where there are so many that they say nothing.
fn articles_of(index: &SiteIndex, record: RecordNo) -> Option<BTreeSet<RecordNo>> {
    let documents = &index.uses(record)?.articles;
    if documents.len() > COMMON * index.settings.languages.len().max(1) {
        return None;
    }
    let told_in = documents.iter().filter_map(|document| index.facts(*document).record);
    let articles: BTreeSet<RecordNo> = told_in.collect();
    (articles.len() <= COMMON).then_some(articles)
}

/// Events, topics and participants that any version of an article names.
fn records_of(index: &SiteIndex, article: RecordNo) -> BTreeSet<RecordNo> {
    let Some(entry) = index.entry(article) else { return BTreeSet::new() };
    let versions = entry.versions.iter().filter_map(|version| index.facts_of(&version.document.path));
    let mut records: BTreeSet<RecordNo> = versions.flat_map(|facts| named(facts)).collect();
    records.retain(|no| *no != article && weight_of(index, *no).is_some());
    records
}

fn named(facts: &Facts) -> Vec<RecordNo> {
    let links = facts.targets.iter().filter_map(|target| match target {
        Target::Record { no, .. } => Some(*no),
        _ => None,
    });
    let statements = facts.statements.iter().flat_map(|statement| statement.records());
    links.chain(statements).chain(facts.fields.iter().map(|(no, _)| *no)).collect()
}

fn weight_of(index: &SiteIndex, no: RecordNo) -> Option<usize> {
    match index.entry(no)?.kind() {
        Kind::Event => Some(0),
        Kind::Topic => Some(1),
        Kind::Participant => Some(2),
        _ => None,
    }
}

fn nearest(index: &SiteIndex, mut related: Vec<Related>) -> Vec<Related> {
    // Only those that weigh as much as the last that is shown are put in order.
    let mut weights: Vec<u32> = related.iter().map(Related::weight).collect();
    if weights.len() > MOST {
        let (_, least, _) = weights.select_nth_unstable_by(MOST - 1, |a, b| b.cmp(a));
        let least = *least;
        related.retain(|related| related.weight() >= least);
    }
    related.sort_by(|a, b| {
        let (card_a, card_b) = (index.card(a.article), index.card(b.article));
        let date = |card: &super::Card| card.date.as_ref().map(Date::sort_key);
        b.weight()
            .cmp(&a.weight())
            .then_with(|| date(card_b).cmp(&date(card_a)))
            .then_with(|| card_a.id.cmp(&card_b.id))
    });
    related.truncate(MOST);
    related
}

impl Related {
    fn weight(&self) -> u32 {
        self.shared.iter().zip(WEIGHTS).map(|(count, weight)| count * weight).sum()
    }
}
