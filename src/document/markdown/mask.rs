//! Covers what is ours in a body before it is parsed as CommonMark.
//!
//! Goes in: the file's text and where its body stands. Comes out: a text of the same length in which
//! every attribute group is filler and every `:::` line a thematic break, with the list of what was
//! covered and where. Nothing is decided by the covered bytes; a cover is known by its range. Code
//! is covered like anything else and put back by offset (see [`Mask::restore`]).

use super::attributes::{Attributes, Grammar, Problem};
use super::stray;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Where a covered group of attributes stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Right behind a `]`.
    Span,
    /// At the end of a heading.
    Heading,
    /// At the end of a line that may be a quotation's attribution or the end of a turn.
    Line,
}

/// A covered group.
#[derive(Debug)]
pub struct Group {
    /// Where it stands.
    pub stand: Stand,
    /// What it says.
    pub attributes: Attributes,
}

/// A covered `:::` line.
#[derive(Debug)]
pub struct Fence {
    /// From the first colon to the end of what stands there.
    pub range: Range<usize>,
    /// What an opening fence says; `None` for a closing one.
    pub attributes: Option<Attributes>,
}

/// A body with its annotations covered. All ranges are bytes of the file, all lists sorted.
#[derive(Debug)]
pub struct Mask {
    /// The covered body, as long as the body.
    pub text: String,
    /// Groups.
    pub groups: Vec<Group>,
    /// Fences.
    pub fences: Vec<Fence>,
    /// What looks like ours and is malformed; left uncovered, and reported only where it turns out
    /// not to be code.
    pub suspects: Vec<Problem>,
}

/// Covers the body that stands in `range` of `source`, but for the groups that begin at one of
/// `skip`.
pub fn cover(source: &str, range: Range<usize>, turns: bool, skip: &BTreeSet<usize>) -> Mask {
    let mut cover = Cover {
        source,
        end: range.end,
        skip,
        turns,
        grammar: Grammar::new(source),
        groups: Vec::new(),
        fences: Vec::new(),
        suspects: Vec::new(),
    };
    let mut at = range.start;
    while at < range.end {
        at = cover.line(at);
    }
    let text = cover.text(range.clone());
    let Cover { groups, fences, mut suspects, mut grammar, .. } = cover;
    suspects.sort_by_key(|suspect| suspect.range.start);
    let strays = stray::find(source, range, &mut grammar, &|group| {
        let at = group.start;
        // What stands behind a bracket and is lifted is told where its `[` is missed.
        let is_told = skip.contains(&at) && source[..at].ends_with(']');
        let first = suspects.partition_point(|suspect| suspect.range.start < at);
        let is_suspect = suspects.get(first).is_some_and(|suspect| suspect.range.start < group.end);
        is_told || is_suspect || is_covered(&groups, &fences, at)
    });
    suspects.extend(strays);
    suspects.sort_by_key(|suspect| suspect.range.start);
    Mask { text, groups, fences, suspects }
}

struct Cover<'a> {
    source: &'a str,
    end: usize,
    skip: &'a BTreeSet<usize>,
    turns: bool,
    grammar: Grammar<'a>,
    groups: Vec<Group>,
    fences: Vec<Fence>,
    suspects: Vec<Problem>,
}

/// A line without what containers put before it.
struct Line {
    /// Where its content begins.
    content: usize,
    /// Where it ends, the line break left out.
    end: usize,
    /// Where the next one begins.
    next: usize,
    /// How many `>` stand before the content.
    quotes: usize,
}

impl<'a> Cover<'a> {
    fn read_line(&self, start: usize) -> Line {
        let bytes = self.source.as_bytes();
        let next =
            bytes[start..self.end].iter().position(|b| *b == b'\n').map_or(self.end, |at| start + at + 1);
        let end = start + self.source[start..next].trim_end_matches(['\n', '\r']).len();
        let mut content = start;
        let mut quotes = 0;
        while content < end && matches!(bytes[content], b' ' | b'\t' | b'>') {
            quotes += usize::from(bytes[content] == b'>');
            content += 1;
        }
        Line { content, end, next, quotes }
    }

    /// Covers what begins on the line at `start`; gives the place to go on from.
    fn line(&mut self, start: usize) -> usize {
        let line = self.read_line(start);
        if self.source[line.content..line.end].starts_with(":::")
            && let Some(next) = self.fence(&line)
        {
            return next;
        }
        let mut trailing = self.trailing_group(&line);
        let stop = trailing.as_ref().map_or(line.end, |group| group.attributes.range.start);
        let mut at = line.content;
        while let Some(found) = self.source[at..stop].find(']') {
            at += found + 1;
            if let Some(end) = self.span_group(at, line.quotes) {
                at = end;
                if end > line.end {
                    return end;
                }
            }
        }
        let Some(group) = trailing.take() else { return line.next };
        let end = group.attributes.range.end;
        self.groups.push(group);
        line.next.max(end)
    }

    /// Reads a group behind the `]` that ends at byte `at`; gives the group's end.
    fn span_group(&mut self, at: usize, quotes: usize) -> Option<usize> {
        let behind = &self.source[at..self.end];
        if !behind.starts_with('{') {
            self.distant_group(at, quotes);
            self.link_group(at, quotes);
            return None;
        }
        if !self.grammar.begins(at) || self.skip.contains(&at) {
            return None;
        }
        match self.grammar.group(at, self.end, quotes) {
            Ok(attributes) => {
                let end = attributes.range.end;
                self.groups.push(Group { stand: Stand::Span, attributes });
                Some(end)
            }
            Err(problem) => {
                self.suspects.push(problem);
                None
            }
        }
    }

    /// Notices `] {.says}`: white space between bracket and attributes of ours.
    fn distant_group(&mut self, at: usize, quotes: usize) {
        let behind = &self.source[at..self.end];
        let space = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        if space == 0 || space > 8 || !behind[space..].starts_with('{') || !self.grammar.begins(at + space) {
            return;
        }
        if let Ok(attributes) = self.grammar.group(at + space, self.end, quotes)
            && attributes.classes.iter().any(|class| super::classes::is_near_ours(&class.value))
        {
            let message = "attributes must follow the bracket at once, without a space".to_owned();
            self.suspects.push(Problem { message, range: attributes.range });
        }
    }

    /// Notices `[a](b){.says}`: attributes of ours behind a link.
    fn link_group(&mut self, at: usize, quotes: usize) {
        let Some(behind) = self.source[at..self.end].strip_prefix('(') else { return };
        // A text full of `](` must not be searched over and over.
        let mut line = behind.bytes().take(500).take_while(|b| *b != b'\n');
        let Some(length) = line.position(|b| b == b')') else { return };
        let at = at + length + 2;
        if !self.source[at..self.end].starts_with('{') || !self.grammar.begins(at) {
            return;
        }
        if let Ok(attributes) = self.grammar.group(at, self.end, quotes)
            && attributes.classes.iter().any(|class| super::classes::is_near_ours(&class.value))
        {
            let message = "a link takes no attributes of ours: put it in brackets, `[[…](…)]{…}`".to_owned();
            self.suspects.push(Problem { message, range: attributes.range });
        }
    }

    /// Reads a `:::` line; gives the place behind it where it is a fence.
    fn fence(&mut self, line: &Line) -> Option<usize> {
        if self.skip.contains(&line.content) {
            let message = "a `:::` line cannot stand here: it is within a paragraph or raw HTML".to_owned();
            self.suspects.push(Problem { message, range: line.content..line.end });
            return None;
        }
        let text = &self.source[line.content..line.end];
        let colons = text.len() - text.trim_start_matches(':').len();
        let said = text[colons..].trim();
        if said.is_empty() {
            self.fences.push(Fence { range: line.content..line.content + colons, attributes: None });
            return Some(line.next);
        }
        let at = line.content + colons + (text[colons..].len() - text[colons..].trim_start().len());
        let read = if said.starts_with('{') {
            self.grammar.group(at, self.end, line.quotes)
        } else {
            match word_of_fence(said, at) {
                // A line of text that happens to begin with colons; but not where the braces of an
                // annotation seem to be forgotten.
                Err(_) if !names_our_class(said) => return None,
                read => read,
            }
        };
        match read {
            Ok(attributes) => self.opening_fence(line, attributes),
            Err(problem) => {
                self.suspects.push(problem);
                None
            }
        }
    }

    fn opening_fence(&mut self, line: &Line, attributes: Attributes) -> Option<usize> {
        let last = self.read_line(attributes.range.end);
        let rest = &self.source[attributes.range.end..last.end];
        if !rest.trim().trim_start_matches(':').is_empty() {
            let begin = attributes.range.end + (rest.len() - rest.trim_start().len());
            self.suspects.push(Problem {
                message: "nothing may follow the attributes of a `:::` line".into(),
                range: begin..begin + rest.trim().len(),
            });
            return None;
        }
        let end = attributes.range.end + rest.trim_end().len();
        self.fences.push(Fence { range: line.content..end, attributes: Some(attributes) });
        Some(last.next)
    }

    /// Finds a group that ends a heading, an attribution or a turn.
    fn trailing_group(&mut self, line: &Line) -> Option<Group> {
        let text = &self.source[line.content..line.end];
        if !text.contains('{') {
            return None;
        }
        let stand = self.stand(line)?;
        let mut from = 0;
        while let Some(found) = text[from..].find('{') {
            let offset = from + found;
            from = offset + 1;
            let at = line.content + offset;
            let apart = offset == 0 || text[..offset].ends_with([' ', '\t']);
            if !apart || self.skip.contains(&at) || !self.grammar.begins(at) {
                continue;
            }
            match self.grammar.group(at, self.end, line.quotes) {
                Ok(attributes) if self.ends_line(attributes.range.end, stand) => {
                    return Some(Group { stand, attributes });
                }
                // The problem is only ours to tell where no group of a span may begin here.
                Err(problem) if stand == Stand::Heading => self.suspects.push(problem),
                _ => {}
            }
        }
        None
    }

    fn ends_line(&self, at: usize, stand: Stand) -> bool {
        let rest = self.source[at..self.end].split('\n').next().unwrap_or("").trim();
        rest.is_empty() || (stand == Stand::Heading && rest.bytes().all(|b| b == b'#'))
    }

    /// What the line may be, as far as its own look says.
    fn stand(&self, line: &Line) -> Option<Stand> {
        let text = &self.source[line.content..line.end];
        if is_atx_heading(without_list_markers(text)) || self.is_underlined(line) {
            Some(Stand::Heading)
        } else if begins_with_dash(text) || self.turns {
            Some(Stand::Line)
        } else {
            None
        }
    }

    fn is_underlined(&self, line: &Line) -> bool {
        if line.next >= self.end {
            return false;
        }
        let next = self.read_line(line.next);
        let rule = self.source[next.content..next.end].trim_end();
        !rule.is_empty() && (rule.bytes().all(|b| b == b'=') || rule.bytes().all(|b| b == b'-'))
    }

    /// Writes the covered text.
    fn text(&self, range: Range<usize>) -> String {
        let mut bytes = self.source.as_bytes()[range.clone()].to_vec();
        for group in &self.groups {
            let filler = if group.stand == Stand::Span { b'x' } else { b' ' };
            fill(&mut bytes, range.start, &group.attributes.range, filler);
        }
        for fence in &self.fences {
            fill(&mut bytes, range.start, &fence.range, b' ');
            let at = fence.range.start - range.start;
            bytes[at..at + 3].fill(b'*');
        }
        String::from_utf8(bytes).expect("whole characters were replaced with ASCII")
    }
}

/// Whether a byte is covered. Groups and fences are sorted and do not overlap.
fn is_covered(groups: &[Group], fences: &[Fence], at: usize) -> bool {
    let group = groups.partition_point(|group| group.attributes.range.start <= at).checked_sub(1);
    let fence = fences.partition_point(|fence| fence.range.start <= at).checked_sub(1);
    group.is_some_and(|group| groups[group].attributes.range.contains(&at))
        || fence.is_some_and(|fence| fences[fence].range.contains(&at))
}

/// Whether a line begins with the word of one of our classes.
fn names_our_class(said: &str) -> bool {
    let word = said.trim_start_matches('.').split(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| super::classes::OURS.contains(&word))
}

/// `::: word` is `::: {.word}`.
fn word_of_fence(said: &str, at: usize) -> Result<Attributes, Problem> {
    let word = said.trim_end_matches(':').trim_end();
    let range = at..at + word.len();
    let fits = word.chars().next().is_some_and(char::is_alphabetic)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !fits {
        let message = "a `:::` line holds attributes in braces, one word, or nothing".to_owned();
        return Err(Problem { message, range });
    }
    let classes = vec![crate::diagnostics::Located::new(word.to_owned(), range.clone())];
    Ok(Attributes { range, classes, ..Attributes::default() })
}

/// Fills a range but for line breaks and what stands at the beginning of continued lines.
fn fill(bytes: &mut [u8], base: usize, range: &Range<usize>, filler: u8) {
    let mut beginning = false;
    for byte in &mut bytes[range.start - base..range.end - base] {
        match *byte {
            b'\n' | b'\r' => beginning = true,
            b' ' | b'\t' | b'>' if beginning => {}
            _ => {
                beginning = false;
                *byte = filler;
            }
        }
    }
}

fn without_list_markers(mut text: &str) -> &str {
    loop {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = match digits {
            0 => text.strip_prefix(['-', '+', '*']),
            1..=9 => text[digits..].strip_prefix(['.', ')']),
            _ => None,
        };
        match rest {
            Some(rest) if rest.starts_with([' ', '\t']) => text = rest.trim_start_matches([' ', '\t']),
            _ => return text,
        }
    }
}

fn is_atx_heading(text: &str) -> bool {
    let rest = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

/// Whether a line begins as a quotation's attribution does.
pub fn begins_with_dash(text: &str) -> bool {
    text.starts_with(['\u{2014}', '\u{2013}']) || text.starts_with("--")
}

impl Mask {
    /// Every covered range that touches `range`, in order.
    pub fn covers(&self, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let groups = self.groups.partition_point(|group| group.attributes.range.end <= range.start);
        let fences = self.fences.partition_point(|fence| fence.range.end <= range.start);
        let end = range.end;
        let mut ranges: Vec<Range<usize>> = self.groups[groups..]
            .iter()
            .map(|group| &group.attributes.range)
            .take_while(|covered| covered.start < end)
            .chain(self.fences[fences..].iter().map(|fence| &fence.range).take_while(|c| c.start < end))
            .cloned()
            .collect();
        ranges.sort_by_key(|covered| covered.start);
        ranges.into_iter()
    }

    /// The text of code or raw HTML as it was written. `text` is what the parser gave for `range`;
    /// what is not covered comes back as it is.
    pub fn restore<'t>(&self, text: &'t str, source: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        if self.covers(range).next().is_none() {
            return Cow::Borrowed(text);
        }
        let written = &source[range.clone()];
        if written.len() == text.len() {
            return Cow::Borrowed(written);
        }
        // A code span: without its backticks, line breaks as spaces, one space at each end away.
        let inner = written.trim_matches('`').replace("\r\n", " ").replace('\n', " ");
        let padded = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
        let inner = if padded { inner[1..inner.len() - 1].to_owned() } else { inner };
        Cow::Owned(inner)
    }

    /// The group that begins at byte `at`.
    pub fn group_at(&self, at: usize) -> Option<usize> {
        self.groups.binary_search_by_key(&at, |group| group.attributes.range.start).ok()
    }

    /// The fence that begins at byte `at`.
    pub fn fence_at(&self, at: usize) -> Option<usize> {
        self.fences.binary_search_by_key(&at, |fence| fence.range.start).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(text: &str) -> String {
        cover(text, 0..text.len(), false, &BTreeSet::new()).text
    }

    #[test]
    fn groups_and_fences_are_covered_in_place() {
        for (text, expected) in [
            ("[a]{.b} c", "[a]xxxx c"),
            ("[a]{b} c", "[a]{b} c"),
            ("# A {#b}\n", "# A     \n"),
            ("A {#b}\n===\n", "A     \n===\n"),
            ("> -- [A](@a) {at=b}\n", "> -- [A](@a)       \n"),
            ("> ::: {.b}\n> x\n> :::", "> ***     \n> x\n> ***"),
            ("::: note\n", "***     \n"),
            ("[a]{.b\né=c}", "[a]xxx\nxxxxx"),
            ("> [a]{.b\n> é=c}", "> [a]xxx\n> xxxxx"),
        ] {
            assert_eq!(covered(text), expected, "{text}");
            assert_eq!(covered(text).len(), text.len());
        }
    }

    #[test]
    fn malformed_groups_stay_and_are_suspects() {
        let text = "[a]{.b c} [d] {.says by=e}\n::: {.x} y\n";
        let mask = cover(text, 0..text.len(), false, &BTreeSet::new());
        assert_eq!(mask.text, text);
        assert_eq!(mask.suspects.len(), 3);
    }
}
