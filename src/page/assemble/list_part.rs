//! Parts of long lists: of all statements, and of the lists of one record.

use super::Assembler;
use crate::address::{List, Part, What};
use crate::document::Kind;
use crate::locale::Argument;
use crate::page::row::Row;
use crate::page::view::ListPart;
use crate::page::view::articles::ArticleCard;
use crate::page::view::events::EventRow;
use crate::page::view::row::RowGroup;
use crate::page::view::shared::Link;
use crate::page::view::timeline::TimelineGroup;

impl Assembler<'_> {
    /// A part of `/statements/` or of one of a record's lists.
    pub fn list_part(&self) -> ListPart {
        let list = match &self.key.what {
            What::RecordList(_, _, list) => *list,
            _ => List::Statements,
        };
        let heading = self.heading_of_part(&self.list_heading(list));
        let rows = self.rows(list);
        ListPart {
            shell: self.shell(&heading, None),
            list: list.folder().to_owned(),
            heading,
            note: self.shown_note(list, "list-count"),
            back: self.back(list),
            groups: self.passage_groups(list, rows),
            attendance: rows
                .iter()
                .rev()
                .filter_map(|row| match row {
                    Row::Attendance { event, attendee } => Some(self.attendance_row(event, attendee)),
                    _ => None,
                })
                .collect(),
            articles: self.article_rows(rows),
            events: self.listed_events(list, rows),
            timeline: self.listed_timeline(list, rows),
            parts: self.list_parts(list),
        }
    }

    /// "Keir Starmer: said", "Statements".
    fn list_heading(&self, list: List) -> String {
        let What::RecordList(_, id, _) = &self.key.what else { return self.say("statements-title") };
        let name = self.named(id).map_or_else(|| id.to_string(), |no| self.link(no).name);
        let list = self.list_name(list);
        let arguments = [("name", Argument::Text(&name)), ("list", Argument::Text(&list))];
        self.locale.say_with("list-of-record", &arguments)
    }

    /// The page that the list belongs to, at the list.
    fn back(&self, list: List) -> Link {
        match &self.key.what {
            What::RecordList(kind, id, _) => {
                let page = self.page_href(What::Record(*kind, id.clone()), Part::Whole);
                let text = self.named(id).map_or_else(|| id.to_string(), |no| self.link(no).name);
                Link { href: format!("{page}#{}", section_id(*kind, list)), text }
            }
            what => Link { href: self.page_href(what.clone(), Part::Whole), text: self.say("part-newest") },
        }
    }

    fn passage_groups(&self, list: List, rows: &[Row]) -> Vec<RowGroup> {
        match list {
            List::Timeline => Vec::new(),
            List::Mentioned => self.groups_by_article(rows),
            _ => self.plain_group(rows),
        }
    }

    /// Articles, newest first; other rows are left out.
    pub fn article_rows(&self, rows: &[Row]) -> Vec<ArticleCard> {
        let rows = rows.iter().rev();
        rows.filter_map(|row| match row {
            Row::Article(article) => Some(self.article_card(article)),
            _ => None,
        })
        .collect()
    }

    fn listed_events(&self, list: List, rows: &[Row]) -> Vec<EventRow> {
        if list == List::Timeline { Vec::new() } else { self.event_rows(rows.iter().rev()) }
    }

    fn listed_timeline(&self, list: List, rows: &[Row]) -> Vec<TimelineGroup> {
        if list == List::Timeline { self.timeline_groups(rows) } else { Vec::new() }
    }
}

/// The anchor of a list's section on its record's page.
fn section_id(kind: Kind, list: List) -> String {
    match (kind, list) {
        (_, List::Briefings) => "site-articles".to_owned(),
        (Kind::Event, List::Events) => "site-parts".to_owned(),
        (_, list) => format!("site-{}", list.folder()),
    }
}
