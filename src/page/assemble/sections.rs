//! Lists as sections of a page, and the ways through their parts.

use super::Assembler;
use crate::address::{List, Part, What};
use crate::locale::Argument;
use crate::page::parts;
use crate::page::row::Row;
use crate::page::view::row::{AttendanceSection, RowGroup, Section};
use crate::page::view::shared::{Link, NavLink, Parts};
use crate::page::visitor::ListInputs;

impl Assembler<'_> {
    /// A list that the page sees, if it has rows.
    pub fn list(&self, list: List) -> Option<&ListInputs> {
        self.inputs.lists.get(&list).filter(|inputs| inputs.shape.total > 0 || !inputs.rows.is_empty())
    }

    /// A list's rows that the page sees, oldest first.
    pub fn rows(&self, list: List) -> &[Row] {
        self.inputs.lists.get(&list).map(|inputs| inputs.rows.as_slice()).unwrap_or_default()
    }

    /// A list of passages as a section: its heading is the interface string `section-<list>`, its
    /// anchor `site-<list>`.
    pub fn section(&self, list: List) -> Option<Section> {
        let inputs = self.list(list)?;
        let groups = if list == List::Mentioned {
            self.groups_by_article(&inputs.rows)
        } else {
            self.plain_group(&inputs.rows)
        };
        self.section_of(list, groups)
    }

    /// A section of groups already made.
    pub fn section_of(&self, list: List, groups: Vec<RowGroup>) -> Option<Section> {
        let inputs = self.list(list)?;
        if groups.is_empty() {
            return None;
        }
        let shown: usize = groups.iter().map(|group| group.rows.len()).sum();
        Some(Section {
            id: format!("site-{}", list.folder()),
            heading: self.say(&format!("section-{}", list.folder())),
            note: self.count_note(inputs, shown),
            groups,
            more: None,
            parts: self.list_parts(list),
        })
    }

    /// A list of attendance as a section.
    pub fn attendance_section(&self) -> Option<AttendanceSection> {
        let inputs = self.list(List::Attended)?;
        let rows: Vec<_> = inputs
            .rows
            .iter()
            .rev()
            .filter_map(|row| match row {
                Row::Attendance { event, attendee } => Some(self.attendance_row(event, attendee)),
                _ => None,
            })
            .collect();
        Some(AttendanceSection {
            id: format!("site-{}", List::Attended.folder()),
            heading: self.say("section-attended"),
            note: self.count_note(inputs, rows.len()),
            rows,
            more: None,
            parts: self.list_parts(List::Attended),
        })
    }

    /// "the newest 20 of 312", where not all are shown.
    fn count_note(&self, inputs: &ListInputs, shown: usize) -> Option<String> {
        self.newest_note(shown, inputs.shape.total)
    }

    /// "the newest 20 of 312", for a list that does not stand whole.
    pub fn newest_note(&self, shown: usize, total: usize) -> Option<String> {
        let arguments =
            [("shown", Argument::Number(shown as i64)), ("count", Argument::Number(total as i64))];
        (total > parts::WHOLE).then(|| self.locale.say_with("list-newest", &arguments))
    }

    /// A page's heading, with the part that it shows: "Timeline, 2025, part 2".
    pub fn heading_of_part(&self, heading: &str) -> String {
        if self.key.part == Part::Whole {
            return heading.to_owned();
        }
        let name = match self.key.part {
            Part::Number(number) => self.say_count("part-number", number as usize),
            part => self.part_name(part),
        };
        let arguments = [("title", Argument::Text(heading)), ("part", Argument::Text(&name))];
        self.locale.say_with("part-of-list", &arguments)
    }

    /// The way through the parts of a list; `None` where it stands whole.
    pub fn list_parts(&self, list: List) -> Option<Parts> {
        let shape = &self.list(list)?.shape;
        if shape.parts.is_empty() {
            return None;
        }
        let what = match &self.key.what {
            What::Record(kind, id) => What::RecordList(*kind, id.clone(), list),
            what => what.clone(),
        };
        let links = shape
            .parts
            .iter()
            .rev()
            .map(|(part, count)| NavLink {
                href: self.page_href(what.clone(), *part),
                text: self.part_name(*part),
                note: (*count > 0).then(|| self.locale.number(*count as i64)),
                current: *part == self.key.part,
            })
            .collect();
        Some(self.parts_navigation(self.say(&format!("parts-{}", list.folder())), links))
    }

    /// The way through the numbered parts of a register or matrix, of which the first is the page
    /// itself; `None` where there is but one.
    pub fn numbered_parts(&self, list: List) -> Option<Parts> {
        let count = self.inputs.lists.get(&list)?.shape.parts.len() as u32;
        if count < 2 {
            return None;
        }
        let part_of = |number: u32| if number == 1 { Part::Whole } else { Part::Number(number) };
        let links: Vec<NavLink> = (1..=count)
            .map(|number| NavLink {
                href: self.key_href(&self.key.part(part_of(number))),
                text: self.locale.number(i64::from(number)),
                note: None,
                current: self.key.part == part_of(number),
            })
            .collect();
        Some(self.parts_navigation(self.say(&format!("parts-{}", list.folder())), links))
    }

    /// A navigation through parts, with the neighbours of the one that is shown: what stands before it
    /// in the list is newer.
    pub fn parts_navigation(&self, label: String, links: Vec<NavLink>) -> Parts {
        let place = links.iter().position(|link| link.current);
        let neighbour = |place: Option<usize>| {
            let link = links.get(place?)?;
            Some(Link { href: link.href.clone(), text: link.text.clone() })
        };
        let previous = neighbour(place.and_then(|place| place.checked_sub(1)));
        let next = neighbour(place.map(|place| place + 1));
        Parts { label, links, previous, next }
    }

    /// "2025", "2025, part 2", "March 2025", "date unknown".
    pub fn part_name(&self, part: Part) -> String {
        let (name, number) = match part {
            Part::Whole => return self.say("part-newest"),
            Part::Number(number) => return self.locale.number(i64::from(number)),
            Part::Year(Some(year), number) => (self.locale.year(year), number),
            Part::Year(None, number) => (self.say("part-undated"), number),
            Part::Month(year, month, number) => (self.locale.month(year, month), number),
        };
        if number < 2 {
            return name;
        }
        let arguments = [("name", Argument::Text(&name)), ("number", Argument::Number(i64::from(number)))];
        self.locale.say_with("part-numbered", &arguments)
    }
}
