//! `/`: what is new, what is coming, who matters now.

use super::Assembler;
use crate::address::{List, What};
use crate::document::record::PageFields;
use crate::document::{Fields, Kind};
use crate::index::{ChangeKind, Version};
use crate::page::row::Row;
use crate::page::view::Home;
use crate::page::view::row::Section;
use crate::page::view::shared::{Link, RecordLink};
use crate::page::view::stance::StanceChange;
use crate::text::escape;

impl Assembler<'_> {
    /// The home page.
    pub fn home(&self) -> Home {
        let version = self.inputs.record.as_ref().and_then(|record| record.chosen(self.language));
        let fields = version.and_then(page_fields);
        let heading = fields.and_then(|fields| fields.title.clone()).unwrap_or_else(|| self.site_title());
        let participants = self.who_matters();
        Home {
            shell: self.shell(&heading, self.home_description()),
            heading,
            summary_html: self.home_summary(fields),
            body: self.inputs.facts.as_deref().and_then(|facts| self.body(facts)),
            articles: self.article_rows(self.rows(List::Briefings)),
            articles_more: self.all_of(What::Register(Kind::Article), "all-articles"),
            coming: self.event_rows(self.rows(List::Coming).iter()),
            coming_more: self.all_of(What::Register(Kind::Event), "all-events"),
            statements: self.latest_statements(),
            changes: self.changed_stances(),
            changes_more: self.all_of(What::Changes, "all-changes"),
            participants_note: self.who_matters_note().filter(|_| !participants.is_empty()),
            participants,
            participants_more: self.all_of(What::Register(Kind::Participant), "all-participants"),
            topics: self.counted(Kind::Topic).map(|(topic, counts)| self.topic_row(topic, counts)).collect(),
            topics_more: self.all_of(What::Register(Kind::Topic), "all-topics"),
        }
    }

    fn all_of(&self, what: What, key: &str) -> Option<Link> {
        Some(Link { href: self.whole_href(what), text: self.say(key) })
    }

    /// The summary of `index.md`, else the site's description.
    fn home_summary(&self, fields: Option<&PageFields>) -> Option<String> {
        let own = fields.and_then(|fields| fields.summary.as_ref()).map(|summary| self.inline(summary));
        own.or_else(|| self.site_description().map(|text| escape(&text)))
    }

    fn site_description(&self) -> Option<String> {
        self.pick(&self.site.config.site.description).map(|(_, text)| text.clone())
    }

    /// The site's description, where `index.md` has no summary of its own.
    fn home_description(&self) -> Option<String> {
        let record = self.inputs.record.as_ref();
        match record.and_then(|record| self.summary(record)) {
            Some((_, summary)) if !summary.text.is_empty() => Some(summary.text.clone()),
            _ => self.site_description(),
        }
    }

    fn latest_statements(&self) -> Option<Section> {
        let more = self.all_of(What::Statements, "all-statements");
        let section = self.section(List::Statements)?;
        Some(Section { heading: self.say("home-statements"), more, ..section })
    }

    fn changed_stances(&self) -> Vec<StanceChange> {
        let rows = self.rows(List::Changes).iter().rev();
        rows.filter_map(|row| match row {
            Row::Change { change, .. } => match &change.kind {
                ChangeKind::Stance { participant, topic, from, to } => {
                    self.stance_change(*participant, *topic, from, to)
                }
                _ => None,
            },
            _ => None,
        })
        .collect()
    }

    /// Who is mentioned most of late, each with how often.
    fn who_matters(&self) -> Vec<RecordLink> {
        let counts = self.inputs.counts.iter().filter(|(_, counts)| counts.mentions > 0);
        counts
            .map(|(no, counts)| self.link_with(*no, Some(self.say_count("count-mentions", counts.mentions))))
            .collect()
    }

    fn who_matters_note(&self) -> Option<String> {
        let as_of = self.inputs.as_of.as_ref()?;
        Some(self.say_text("home-who-matters-note", "date", &self.locale.date(as_of)))
    }
}

fn page_fields(version: &Version) -> Option<&PageFields> {
    match &version.record().fields {
        Fields::Home(fields) => Some(fields),
        _ => None,
    }
}
