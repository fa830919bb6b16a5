//! Related briefings: those that share events, topics and participants with an article.
//!
//! Only records that stand in few articles tell two articles from all others; looking at the rest
//! would cost much and say little.

use super::SiteIndex;
use super::facts::{Facts, Target};
use super::number::{DocumentNo, RecordNo};
use crate::date::Date;
use crate::document::Kind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

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

/// Which events, topics and participants articles name.
pub(super) type RecordsOfArticles = BTreeMap<RecordNo, BTreeSet<RecordNo>>;

/// The records that the articles name whose documents these are.
pub(super) fn records_of_articles(index: &SiteIndex, documents: &BTreeSet<DocumentNo>) -> RecordsOfArticles {
    let facts = documents.iter().filter_map(|no| index.facts.get(no.index())?.as_ref());
    let articles: BTreeSet<RecordNo> = facts.filter_map(|facts| facts.record).collect();
    articles
        .into_par_iter()
        .filter(|no| index.entry(*no).is_some_and(|entry| entry.kind() == Kind::Article))
        .map(|no| (no, records_of(index, no)))
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
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

/// Brings related briefings up to date around the articles whose records differ from `before`.
pub(super) fn update(
    index: &mut SiteIndex,
    settled: &BTreeSet<DocumentNo>,
    united: &BTreeSet<RecordNo>,
    before: &RecordsOfArticles,
) {
    let after = records_of_articles(index, settled);
    let all = all_records(index, &after);
    let mut articles_of: HashMap<RecordNo, Vec<RecordNo>> = HashMap::new();
    for (article, records) in &all {
        for record in records {
            articles_of.entry(*record).or_default().push(*article);
        }
    }
    let mut reached: BTreeSet<RecordNo> = BTreeSet::new();
    for article in before.keys().chain(after.keys()) {
        let (old, new) = (before.get(article), after.get(article));
        // What a list is ordered by can differ too where the article itself was united anew.
        let changed: Vec<RecordNo> = match (old, new) {
            (Some(old), Some(new)) if !united.contains(article) => {
                // A record that was united anew may be of another kind now.
                let anew = old.intersection(new).filter(|record| united.contains(record));
                old.symmetric_difference(new).chain(anew).copied().collect()
            }
            _ => old.into_iter().chain(new).flatten().copied().collect(),
        };
        if !changed.is_empty() || old.is_none() || new.is_none() {
            reached.insert(*article);
        }
        for record in changed {
            reached.extend(articles_of.get(&record).into_iter().flatten());
        }
    }
    let found: Vec<(RecordNo, Vec<Related>)> = reached
        .into_par_iter()
        .map_init(
            || Tally::new(index),
            |tally, article| {
                let found =
                    all.get(&article).map(|records| nearest(index, tally, article, records, &articles_of));
                (article, found.unwrap_or_default())
            },
        )
        .collect();
    for (article, related) in found {
        if related.is_empty() {
            index.related.remove(&article);
        } else {
            index.related.insert(article, Arc::new(related));
        }
    }
}

/// The records of all articles; those of `fresh` need not be gathered again.
fn all_records(index: &SiteIndex, fresh: &RecordsOfArticles) -> RecordsOfArticles {
    let articles: Vec<RecordNo> = index
        .register
        .entries()
        .filter(|entry| entry.kind() == Kind::Article)
        .map(|entry| entry.no)
        .collect();
    articles
        .into_par_iter()
        .map(|no| (no, fresh.get(&no).cloned().unwrap_or_else(|| records_of(index, no))))
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

/// Counts what articles share with one article: a place for each record, so that counting takes no
/// search. Cleared by whoever used it.
struct Tally {
    shared: Vec<[u32; 3]>,
    touched: Vec<RecordNo>,
}

impl Tally {
    fn new(index: &SiteIndex) -> Self {
        Self { shared: vec![[0; 3]; index.uses.len()], touched: Vec::new() }
    }

    fn add(&mut self, article: RecordNo, kind: usize) {
        let shared = &mut self.shared[article.index()];
        if *shared == [0; 3] {
            self.touched.push(article);
        }
        shared[kind] += 1;
    }

    fn take(&mut self) -> Vec<Related> {
        let shared = &mut self.shared;
        let take =
            |article: RecordNo| Related { article, shared: std::mem::take(&mut shared[article.index()]) };
        self.touched.drain(..).map(take).collect()
    }
}

fn nearest(
    index: &SiteIndex,
    tally: &mut Tally,
    article: RecordNo,
    records: &BTreeSet<RecordNo>,
    articles_of: &HashMap<RecordNo, Vec<RecordNo>>,
) -> Vec<Related> {
    for record in records {
        let Some(kind) = weight_of(index, *record) else { continue };
        let others = articles_of.get(record).map(Vec::as_slice).unwrap_or_default();
        if others.len() > COMMON {
            continue;
        }
        for other in others.iter().filter(|other| **other != article) {
            tally.add(*other, kind);
        }
    }
    let mut related = tally.take();
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
