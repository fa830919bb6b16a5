//! From drafts to a finished [`Body`]: permalinks are given out, ids put in their places, excerpts
//! and hashes made.

use super::annotate::AnnotationDraft;
use super::ids::Ids;
use super::passage::{PassageDraft, Permalinks, hashed, plain};
use super::report::Report;
use super::walk::Walk;
use super::writer::{Draft, Target};
use crate::diagnostics::{Code, Diagnostics, Located};
use crate::digest::ContentHash;
use crate::document::body::Place;
use crate::document::{Annotation, Body, Excerpt, Link, Passage, Picture, Piece};
use std::collections::BTreeMap;
use std::ops::Range;

/// The ids of what bears permalinks.
#[derive(Debug, Default)]
struct Shown {
    id: Option<Box<str>>,
    further: Vec<Box<str>>,
}

impl Shown {
    fn new(own: Option<Box<str>>, permalink: Option<&str>) -> Self {
        match (own, permalink) {
            (Some(own), permalink) => {
                Self { id: Some(own), further: permalink.map(Box::from).into_iter().collect() }
            }
            (None, permalink) => Self { id: permalink.map(Box::from), further: Vec::new() },
        }
    }

    /// Adds the old ids that the front matter keeps alive here.
    fn keep(&mut self, kept: &mut Kept<'_>) {
        let ids: Vec<Box<str>> = self.id.iter().chain(&self.further).cloned().collect();
        for id in ids {
            self.further.extend(kept.old.remove(&*id).into_iter().flatten().map(Box::from));
        }
    }

    fn all(&self) -> impl Iterator<Item = &Box<str>> {
        self.id.iter().chain(&self.further)
    }
}

/// Old permalinks by the new one.
struct Kept<'k> {
    old: BTreeMap<&'k str, Vec<&'k str>>,
}

/// Makes the body of what a walk gathered.
pub fn assemble(walk: Walk<'_, '_>) -> (Body, Diagnostics) {
    let Walk {
        context,
        writer,
        passages,
        annotations,
        mut links,
        pictures,
        headings,
        heads,
        notes,
        ids,
        mut report,
        ..
    } = walk;
    let texts: Vec<String> = passages.iter().map(|passage| hashed(&passage.hashed)).collect();
    let passage_links = passage_permalinks(&texts);
    let annotation_links = annotation_permalinks(&annotations, &texts);
    let mut kept = Kept { old: BTreeMap::new() };
    for (old, new) in context.anchors {
        kept.old.entry(&new.value).or_default().push(old);
    }
    let mut shown_passages: Vec<Shown> = passages
        .iter()
        .zip(&passage_links)
        .map(|(passage, link)| Shown::new(passage.own_id.clone(), link.as_deref()))
        .collect();
    let mut shown_annotations: Vec<Shown> = annotations
        .iter()
        .zip(&annotation_links)
        .map(|(draft, link)| match draft.annotation.form {
            crate::document::Form::Section => {
                Shown { id: None, further: link.as_deref().map(Box::from).into_iter().collect() }
            }
            _ => Shown::new(draft.shown.clone(), link.as_deref()),
        })
        .collect();
    shown_passages.iter_mut().chain(&mut shown_annotations).for_each(|shown| shown.keep(&mut kept));
    tell_lost(&kept, context.anchors, &mut report);

    let numbers = number_passages(&passage_links);
    let (pieces, map) = fill(writer.finish(), &shown_passages, &shown_annotations, &numbers);
    let number = |passage: Option<u32>| passage.and_then(|passage| numbers[passage as usize].ok());
    links.iter_mut().for_each(|link| link.passage = number(link.passage));
    let content = Content { pieces: &pieces, links: &links, pictures: &pictures, map: &map, heads: &heads };
    let mut body = Body {
        passages: passages
            .iter()
            .zip(&passage_links)
            .filter_map(|(draft, link)| link.as_ref().map(|link| content.passage(draft, link)))
            .collect(),
        ..Body::default()
    };
    body.annotations = finish_annotations(annotations, annotation_links, &numbers, body.passages.len());
    body.headings = headings;
    body.headings.iter_mut().for_each(|heading| heading.passage = number(heading.passage));
    body.notes = notes.list;
    body.notes.iter_mut().flat_map(|note| &mut note.marks).for_each(|mark| mark.0 = number(mark.0));
    let shown = shown_passages.iter().chain(&shown_annotations).flat_map(Shown::all);
    body.anchors = shown.chain(&ids.other).cloned().collect();
    body.anchors.sort_unstable();
    body.anchors.dedup();
    body.own_anchors = own_anchors(ids, &numbers);
    body.pieces = pieces;
    body.links = links;
    body.pictures = pictures;
    (body, report.finish())
}

/// Annotations with their permalinks, and passages by their final numbers.
fn finish_annotations(
    drafts: Vec<AnnotationDraft>,
    permalinks: Vec<Option<Box<str>>>,
    numbers: &[Result<u32, u32>],
    passages: usize,
) -> Vec<Annotation> {
    let at = |passage: u32| match numbers.get(passage as usize) {
        Some(Ok(number) | Err(number)) => *number,
        None => passages as u32,
    };
    let finish = |(draft, permalink): (AnnotationDraft, _)| Annotation {
        permalink,
        passages: at(draft.annotation.passages.start)..at(draft.annotation.passages.end),
        ..draft.annotation
    };
    drafts.into_iter().zip(permalinks).map(finish).collect()
}

/// Authors' ids, slugs and ids of notes with what bears them, sorted.
fn own_anchors(ids: Ids, numbers: &[Result<u32, u32>]) -> Vec<(Box<str>, Place)> {
    let place = |target: Target| match target {
        Target::Passage(passage) => numbers[passage as usize].map_or(Place::Other, Place::Passage),
        Target::Annotation(annotation) => Place::Annotation(annotation),
    };
    let mut anchors: Vec<_> = ids.own.into_iter().map(|(id, target)| (id, place(target))).collect();
    anchors.extend(ids.other.into_iter().map(|id| (id, Place::Other)));
    anchors.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    anchors
}

/// Reports old permalinks whose new one stands nowhere.
fn tell_lost(kept: &Kept<'_>, anchors: &BTreeMap<String, Located<String>>, report: &mut Report<'_>) {
    for old in kept.old.values().flatten() {
        if let Some(new) = anchors.get(*old) {
            let message = format!("`#{}` stands nowhere in this text", new.value);
            report.say(Code::BrokenAnchor, message, new.range.clone());
        }
    }
}

fn passage_permalinks(texts: &[String]) -> Vec<Option<Box<str>>> {
    let mut permalinks = Permalinks::new("p-");
    let mut before = "";
    texts
        .iter()
        .map(|text| {
            let permalink = permalinks.give(text, &[before]);
            if !text.is_empty() {
                before = text;
            }
            permalink
        })
        .collect()
}

fn annotation_permalinks(annotations: &[AnnotationDraft], texts: &[String]) -> Vec<Option<Box<str>>> {
    let mut permalinks = Permalinks::new("s-");
    annotations
        .iter()
        .map(|draft| {
            let first = draft.annotation.passages.start as usize;
            let before = texts[..first.min(texts.len())].iter().rev().find(|text| !text.is_empty());
            permalinks.give(&draft.hashed, &[&draft.by, before.map_or("", |text| text)])
        })
        .collect()
}

/// The number of each draft's passage: `Err` has that of the next one for a draft without text.
fn number_passages(links: &[Option<Box<str>>]) -> Vec<Result<u32, u32>> {
    let mut next = 0;
    links
        .iter()
        .map(|link| {
            if link.is_none() {
                return Err(next);
            }
            next += 1;
            Ok(next - 1)
        })
        .collect()
}

/// Puts ids in their places. The map has, for each draft, the piece that it became or that follows.
fn fill(
    drafts: Vec<Draft>,
    passages: &[Shown],
    annotations: &[Shown],
    numbers: &[Result<u32, u32>],
) -> (Vec<Piece>, Vec<u32>) {
    let mut pieces: Vec<Piece> = Vec::with_capacity(drafts.len());
    let mut map = Vec::with_capacity(drafts.len() + 1);
    let shown = |target: Target| match target {
        Target::Passage(passage) => &passages[passage as usize],
        Target::Annotation(annotation) => &annotations[annotation as usize],
    };
    for draft in drafts {
        map.push(pieces.len() as u32);
        match draft {
            Draft::Piece(piece) => pieces.push(piece),
            Draft::Id(target) => pieces.extend(shown(target).id.clone().map(Piece::Id)),
            Draft::Permalink(passage) => pieces.extend(numbers[passage as usize].ok().map(Piece::Permalink)),
            Draft::Anchors(target) => pieces.extend(shown(target).further.iter().cloned().map(Piece::Anchor)),
        }
    }
    map.push(pieces.len() as u32);
    (pieces, map)
}

/// What passages are made of.
struct Content<'c> {
    pieces: &'c [Piece],
    links: &'c [Link],
    pictures: &'c [Picture],
    map: &'c [u32],
    heads: &'c [Vec<String>],
}

/// Longest part of a column's head that an excerpt repeats, in characters.
const LONGEST_HEAD: usize = 80;

impl Content<'_> {
    fn passage(&self, draft: &PassageDraft, permalink: &str) -> Passage {
        let excerpt = if draft.kind == crate::document::PassageKind::Row {
            Excerpt::Pieces(self.row(draft))
        } else {
            Excerpt::Ranges(draft.ranges.iter().map(|range| self.range(range)).collect())
        };
        Passage {
            permalink: permalink.into(),
            own_id: draft.own_id.clone(),
            kind: draft.kind,
            text: plain(&draft.plain).into(),
            range: draft.range.clone(),
            hash: self.hash(&excerpt, permalink),
            excerpt,
            heading: draft.heading,
            note: draft.note,
        }
    }

    fn range(&self, drafts: &Range<u32>) -> Range<u32> {
        self.map[drafts.start as usize]..self.map[drafts.end as usize]
    }

    fn slice(&self, range: &Range<u32>) -> &[Piece] {
        &self.pieces[range.start as usize..range.end as usize]
    }

    /// A row as "head: cell; head: cell"; empty cells are left out.
    fn row(&self, draft: &PassageDraft) -> Vec<Piece> {
        let mut row = Vec::new();
        let none = Vec::new();
        let heads = draft.head.map_or(&none, |head| &self.heads[head]);
        for (column, cell) in draft.cells.iter().enumerate() {
            let cell = self.range(cell);
            let shown =
                |piece: &&Piece| !matches!(piece, Piece::Id(_) | Piece::Anchor(_) | Piece::NoteMark(..));
            let mut inside = self.slice(&cell).iter().filter(shown).peekable();
            if inside.peek().is_none() {
                continue;
            }
            let mut lead = if row.is_empty() { String::new() } else { "; ".to_owned() };
            if let Some(head) = heads.get(column).filter(|head| !head.is_empty()) {
                lead.push_str(&crate::text::escape(&crate::text::cut_at_word(head, LONGEST_HEAD)));
                lead.push_str(": ");
            }
            if !lead.is_empty() {
                row.push(Piece::Html(lead.into()));
            }
            row.extend(inside.cloned());
        }
        row
    }

    fn hash(&self, excerpt: &Excerpt, permalink: &str) -> ContentHash {
        let mut bytes = permalink.as_bytes().to_vec();
        match excerpt {
            Excerpt::Pieces(pieces) => self.add(pieces, &mut bytes),
            Excerpt::Ranges(ranges) => {
                ranges.iter().for_each(|range| self.add(self.slice(range), &mut bytes));
            }
        }
        ContentHash::of(&bytes)
    }

    fn add(&self, pieces: &[Piece], bytes: &mut Vec<u8>) {
        let mut put = |kind: u8, text: &str| {
            bytes.push(kind);
            bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        };
        for piece in pieces {
            match piece {
                Piece::Html(html) => put(0, html),
                Piece::LinkStart(link) => {
                    let link = &self.links[*link as usize];
                    put(1, &format!("{:?}", link.reference));
                    put(2, link.title.as_deref().unwrap_or(""));
                }
                Piece::LinkEnd(_) => put(3, ""),
                Piece::SpanStart(_) => put(4, ""),
                Piece::SpanEnd(_) => put(5, ""),
                Piece::Picture(picture) => put(6, &self.pictures[*picture as usize].alt),
                Piece::Word(word) => put(7, word),
                Piece::Fault(text) => put(8, text),
                Piece::Id(_) | Piece::Anchor(_) | Piece::NoteMark(..) | Piece::Permalink(_) => {}
            }
        }
    }
}
