//! Links and pictures during the walk: what they point at, and what their titles say.

use super::attributes;
use super::classes::{Site, settle};
use super::links;
use super::walk::Walk;
use crate::diagnostics::Code;
use crate::document::annotation::MentionAttributes;
use crate::document::{Link, Picture, Piece, Reference};
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

impl<'w> Walk<'w, '_> {
    pub(super) fn start_link(
        &mut self,
        index: usize,
        link_type: LinkType,
        destination: &str,
        title: &str,
        label: &str,
    ) -> Option<u32> {
        let definition = self.definition(label);
        let range = links::destination_range(self.items, index, self.source, link_type, definition);
        let read = match link_type {
            LinkType::WikiLink { .. } => Ok(links::wikilink(destination)),
            LinkType::Email => Ok(Reference::Address(format!("mailto:{destination}").into())),
            _ => links::read(destination, self.context.path, &self.context.settings.content),
        };
        match read {
            Ok(reference) => {
                let is_mention = matches!(reference, Reference::Id { .. } | Reference::Path { .. });
                let link = self.begin_link(reference, range);
                if is_mention && attributes::title_has_pairs(title) {
                    let attributes = self.title_attributes(index, title);
                    self.links[link as usize].attributes = attributes.map(Box::new);
                } else if !title.is_empty() {
                    self.links[link as usize].title = Some(title.into());
                }
                Some(link)
            }
            Err(refusal) => {
                self.refuse(refusal, range);
                None
            }
        }
    }

    /// The definition of a label; most links have none.
    fn definition(&self, label: &str) -> Option<&'w super::events::Definition> {
        if label.is_empty() {
            return None;
        }
        self.labels.get(&crate::text::fold_name(label)).map(|index| &self.events.definitions[*index])
    }

    pub(super) fn refuse(&mut self, refusal: links::Refusal, range: Range<usize>) {
        let mut diagnostic = self.report.diagnostic(refusal.code, refusal.message, range);
        diagnostic.help = refusal.help.map(str::to_owned);
        self.report.push(diagnostic);
    }

    fn title_attributes(&mut self, index: usize, title: &str) -> Option<MentionAttributes> {
        let whole = self.items[index].range.clone();
        let base = links::title_range(self.source, &whole, title);
        let read = match base {
            Some(base) => attributes::title(title, base, None),
            None => attributes::title(title, 0, Some(whole)),
        };
        match read {
            Ok(attributes) => {
                settle(&attributes, Site::Title, &mut self.report)?;
                Some(self.values().mention(&attributes))
            }
            Err(problem) => {
                self.report.malformed(&problem);
                None
            }
        }
    }

    /// A wikilink: permalinks hash it as it was written, without its brackets.
    pub(super) fn wikilink(&mut self, index: usize, leaf: usize, link: Option<u32>, start: usize) -> usize {
        let item = &self.items[index];
        let hashed = self.passages[leaf].hashed.len();
        let mut at = index + 1;
        while at < item.other {
            at = self.inline_step(at);
        }
        self.inline.depth = self.inline.depth.saturating_sub(1);
        self.inline.links.pop();
        self.passages[leaf].hashed.truncate(hashed);
        self.passages[leaf].hashed.push_str(&self.source[item.range.clone()]);
        if let Some(link) = link {
            self.end_link(link, leaf, start);
        }
        item.other + 1
    }

    /// Reads a picture; `None`, and its text printed, where it leads nowhere.
    pub(super) fn picture(&mut self, index: usize, leaf: usize) -> Option<u32> {
        let item = &self.items[index];
        let Event::Start(Tag::Image { link_type, dest_url, title, id }) = &item.event else { return None };
        let mut alt = String::new();
        for inner in &self.items[index + 1..item.other] {
            match &inner.event {
                Event::Text(text) | Event::Code(text) => {
                    alt.push_str(&self.mask.restore(text, self.source, &inner.range));
                    self.tell_suspects(&inner.range);
                    self.tell_groups_in_alt(&inner.range);
                    if matches!(inner.event, Event::Text(_)) {
                        self.tell_comments(&inner.range);
                    }
                }
                Event::InlineHtml(html) => alt.push_str(&self.html_in_alt(html, &inner.range)),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        let alt = super::passage::plain(&alt);
        let definition = self.definition(id);
        let range = links::destination_range(self.items, index, self.source, *link_type, definition);
        let is_data =
            dest_url.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
        let read = if is_data {
            let diagnostic = self
                .report
                .diagnostic(Code::DataPicture, "a picture is written into the text", range.clone())
                .help("save it as a file beside the text and link to that");
            self.report.push(diagnostic);
            None
        } else {
            match links::read_picture(dest_url, self.context.path, &self.context.settings.content) {
                Ok(reference) => Some(reference),
                Err(refusal) => {
                    self.refuse(refusal, range.clone());
                    None
                }
            }
        };
        let reference = match read {
            None => {
                self.say(leaf, &alt, &alt);
                return None;
            }
            Some(Reference::Address(address)) => {
                let link = self.foreign_picture(leaf, &address, &alt, range);
                if let Some(link) = link.filter(|_| !title.is_empty()) {
                    self.links[link as usize].title = Some(Box::from(&**title));
                }
                return None;
            }
            Some(reference) => reference,
        };
        self.passages[leaf].plain.push_str(&alt);
        self.passages[leaf].hashed.push_str(&alt);
        let number = u32::try_from(self.pictures.len()).expect("a body has fewer than 2^32 pictures");
        let title = (!title.is_empty()).then(|| Box::from(&**title));
        self.pictures.push(Picture { reference, range, alt: alt.into(), title });
        Some(number)
    }

    /// Prints a picture that stands at another host as a link: no page asks anything of another host. Within
    /// a link its text alone is printed. Gives the link.
    fn foreign_picture(&mut self, leaf: usize, address: &str, alt: &str, range: Range<usize>) -> Option<u32> {
        let message = "a picture of another host is shown as a link to it";
        let diagnostic = self
            .report
            .diagnostic(Code::ForeignPicture, message, range.clone())
            .help("save it as a file beside the text, if its licence allows that, and name that");
        self.report.push(diagnostic);
        let printed = if alt.is_empty() { address } else { alt };
        if !self.inline.links.is_empty() || !self.inline.names.is_empty() {
            self.say(leaf, printed, alt);
            return None;
        }
        let start = self.passages[leaf].plain.len();
        let link = self.begin_link(Reference::Address(address.into()), range);
        self.say(leaf, printed, alt);
        self.end_link(link, leaf, start);
        Some(link)
    }

    /// Reports annotations in a picture's text, which has no room for them.
    fn tell_groups_in_alt(&mut self, range: &Range<usize>) {
        for cover in self.mask.covers(range) {
            if cover.start >= range.start && self.told.insert(cover.start) {
                let message = "a picture's text holds no attributes";
                self.report.say(Code::MalformedAnnotation, message, cover);
            }
        }
    }

    pub(super) fn begin_link(&mut self, reference: Reference, range: Range<usize>) -> u32 {
        let link = u32::try_from(self.links.len()).expect("a body has fewer than 2^32 links");
        let (passage, annotation) = (self.frame().leaf, self.innermost());
        self.links.push(Link {
            reference,
            range,
            text: "".into(),
            title: None,
            attributes: None,
            passage,
            annotation,
            attribution: self.inline.attribution,
            loc: None,
        });
        self.writer.piece(Piece::LinkStart(link));
        link
    }

    pub(super) fn end_link(&mut self, link: u32, leaf: usize, start: usize) {
        self.links[link as usize].text = super::passage::plain(&self.passages[leaf].plain[start..]).into();
        self.writer.piece(Piece::LinkEnd(link));
    }
}
