//! Tables: a row is a passage, its cells are joined.

use super::walk::Walk;
use super::writer::{Draft, Target};
use crate::diagnostics::Code;
use crate::document::PassageKind;
use pulldown_cmark::{Alignment, Tag, TagEnd};

/// An open table.
#[derive(Debug)]
pub struct TableState {
    alignments: Vec<Alignment>,
    in_head: bool,
    /// Which head it has among those that were read.
    head: usize,
    column: usize,
    /// The draft at which the open cell's text began, and the row's text before it.
    cell: (u32, usize),
    /// Links and annotations before the open row.
    links: usize,
    annotations: usize,
}

impl Walk<'_, '_> {
    /// Opens a table or a part of one.
    pub(super) fn start_table(&mut self, index: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Table(alignments) => {
                self.leave_inline();
                self.writer.line();
                self.writer.html("<div class=\"table\" tabindex=\"0\"><table>");
                self.heads.push(Vec::new());
                self.tables.push(TableState {
                    alignments: alignments.clone(),
                    in_head: true,
                    head: self.heads.len() - 1,
                    column: 0,
                    cell: (0, 0),
                    links: 0,
                    annotations: 0,
                });
            }
            Tag::TableHead | Tag::TableRow => self.start_row(index, matches!(tag, Tag::TableHead)),
            _ => self.start_cell(),
        }
    }

    fn table(&mut self) -> &mut TableState {
        self.tables.last_mut().expect("rows and cells stand in tables")
    }

    fn start_row(&mut self, index: usize, head: bool) {
        self.push_frame("");
        self.tell_cells_beyond_head(index);
        let passage = self.begin_passage(PassageKind::Row, index);
        let (links, annotations) = (self.links.len(), self.annotations.len());
        let table = self.table();
        table.in_head = head;
        table.column = 0;
        table.links = links;
        table.annotations = annotations;
        let number = table.head;
        self.passages[passage as usize].head = (!head).then_some(number);
        self.writer.html(if head { "<thead><tr" } else { "<tr" });
        self.writer.draft(Draft::Id(Target::Passage(passage)));
        self.writer.html(">");
    }

    /// Reports cells that the head has no column for: the parser leaves them out.
    fn tell_cells_beyond_head(&mut self, index: usize) {
        let row = &self.items[index];
        let last = &self.items[row.other - 1];
        let Some(beyond) = self.source.get(last.range.end..row.range.end) else { return };
        let is_edge = |c: char| c == '|' || c.is_whitespace();
        let text = beyond.trim_matches(is_edge);
        if last.range.end > row.range.start && !text.is_empty() {
            let start = last.range.end + beyond.len() - beyond.trim_start_matches(is_edge).len();
            let message = "the row has more cells than the table's head, so that these are not shown";
            let diagnostic = self
                .report
                .diagnostic(Code::VanishingText, message, start..start + text.len())
                .help("write `\\|` where it is text");
            self.report.push(diagnostic);
        }
    }

    fn start_cell(&mut self) {
        let leaf = self.frame().leaf.expect("a cell stands in a row");
        let table = self.table();
        let name = if table.in_head { "th" } else { "td" };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        let first = table.column == 0;
        self.writer.html(&format!("<{name}{class}>"));
        if first {
            self.writer.draft(Draft::Anchors(Target::Passage(leaf)));
        }
        let mark = self.writer.mark();
        let passage = &mut self.passages[leaf as usize];
        if !passage.plain.is_empty() {
            passage.plain.push(' ');
            passage.hashed.push(' ');
        }
        let before = passage.plain.len();
        self.table().cell = (mark, before);
        // The row's text is that of its cells: nothing else runs in it.
        self.frame().running = Some(mark);
    }

    /// Closes a table or a part of one.
    pub(super) fn end_table(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => {
                self.end_row();
                self.writer.html("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => {
                self.end_row();
                self.writer.html("</tr>\n");
            }
            _ => {
                self.tables.pop();
                self.writer.html("</tbody></table></div>\n");
            }
        }
    }

    fn end_cell(&mut self) {
        self.close_html_tags(0);
        let leaf = self.frame().leaf.expect("a cell stands in a row") as usize;
        let end = self.writer.mark();
        let (start, before) = self.table().cell;
        let (in_head, head) = (self.table().in_head, self.table().head);
        if in_head {
            let text = super::passage::plain(&self.passages[leaf].plain[before..]);
            self.heads[head].push(text);
        }
        self.passages[leaf].cells.push(start..end);
        self.write_permalink(leaf as u32);
        self.writer.html(if in_head { "</th>" } else { "</td>" });
        self.table().column += 1;
        self.frame().running = None;
    }

    fn end_row(&mut self) {
        let (links, annotations) = (self.table().links, self.table().annotations);
        let mentions = self.mentions(links);
        for draft in &mut self.annotations[annotations..] {
            draft.annotation.mentions.clone_from(&mentions);
        }
        self.pop_frame();
    }
}
