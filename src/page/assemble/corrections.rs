//! `/corrections/`: every correction, with a link to the place; rows of updates and corrections for
//! other pages.

use super::Assembler;
use super::cards::article_fields;
use super::timeline::year_id;
use crate::address::List;
use crate::document::record::{Amendment, ArticleFields};
use crate::index::Entry;
use crate::page::row::{self, Row};
use crate::page::view::Corrections;
use crate::page::view::corrections::CorrectionGroup;
use crate::page::view::row::AmendmentRow;
use crate::text::escape;

/// Which of an article's two lists an amendment stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmendmentKind {
    /// Of `updates`: something was added.
    Update,
    /// Of `corrections`: a mistake was repaired.
    Correction,
}

impl AmendmentKind {
    /// The word for it, for classes and keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Correction => "correction",
        }
    }

    fn of(self, article: &ArticleFields) -> &[Amendment] {
        match self {
            Self::Update => &article.updates,
            Self::Correction => &article.corrections,
        }
    }
}

impl Assembler<'_> {
    /// All corrections, newest first, or a part of them.
    pub fn corrections(&self) -> Corrections {
        let heading = self.heading_of_part(&self.say("corrections-title"));
        let mut groups: Vec<CorrectionGroup> = Vec::new();
        for row in self.rows(List::Corrections).iter().rev() {
            let Row::Correction { article, place } = row else { continue };
            let Some(amendment) = self.amendment_row(article, *place, AmendmentKind::Correction) else {
                continue;
            };
            let (id, heading) = match row::time(row.date()) {
                None => ("site-undated".to_owned(), self.say("part-undated")),
                Some((year, _)) => (year_id(year), self.locale.year(year)),
            };
            match groups.iter_mut().find(|group| group.id == id) {
                Some(group) => group.rows.push(amendment),
                None => groups.push(CorrectionGroup { id, heading, rows: vec![amendment] }),
            }
        }
        groups.sort_by_key(|group| group.id == "site-undated");
        Corrections {
            shell: self.shell(&heading, None),
            heading,
            note_html: Some(self.corrections_note()),
            groups,
            parts: self.list_parts(List::Corrections),
        }
    }

    /// How corrections are made: in a sentence, with a link to the publisher's policy where it has one.
    fn corrections_note(&self) -> String {
        let intro = escape(&self.say("corrections-intro"));
        let mut policies = self.site.config.publisher.policies.keys().zip(&self.site.policies);
        let policy = policies.find(|(key, _)| *key == "corrections").map(|(_, reference)| reference);
        let href = policy.and_then(|reference| self.target_href(&self.target(reference), None));
        match href {
            Some(href) => {
                format!(
                    "{intro} <a href=\"{}\">{}</a>",
                    escape(&href),
                    escape(&self.say("policy-corrections"))
                )
            }
            None => intro,
        }
    }

    /// An update or correction as other pages than the article's own show it, by its place in the
    /// article's list; `None` where the list has no such place.
    pub fn amendment_row(&self, article: &Entry, place: usize, kind: AmendmentKind) -> Option<AmendmentRow> {
        let base = kind.of(article.article()?).get(place)?;
        let version = article.chosen(self.language);
        let own = version.and_then(|version| Some((version, kind.of(article_fields(version)?).get(place)?)));
        let text = match (own, article.base()) {
            (Some((version, amendment)), _) => self.inline_of(&amendment.text, article.no, version),
            (None, Some(version)) => self.inline_of(&base.text, article.no, version),
            (None, None) => return None,
        };
        let at = own.and_then(|(_, amendment)| amendment.at.as_ref()).or(base.at.as_ref());
        // A version may lack the place that the record names.
        let at = at.map(|at| at.value.trim_start_matches('#'));
        let at = at.filter(|at| version.is_some_and(|version| version.document.body.has_anchor(at)));
        Some(AmendmentRow {
            kind: self.label("change", kind.word()),
            date: self.located_date(base.date.as_ref()),
            text,
            article: Some(self.place(article.no, at)),
            href: None,
        })
    }
}
