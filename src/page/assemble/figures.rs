//! Pictures of who appears with whom: their names, laid out by [`figure`].

use super::Assembler;
use crate::figure::{self, Anchor, Edge, Node, Picture};
use crate::index::RecordNo;
use crate::locale::Argument;
use crate::page::view::figure::{FigureLine, FigureName, FigureView};
use crate::page::view::shared::RecordLink;
use crate::page::visitor::Counts;
use std::collections::{BTreeSet, HashMap};

/// A picture is drawn of so many companions or more: fewer are told as soon as shown.
const FEWEST: usize = 3;

/// What a picture says of two who appear together.
struct Pair {
    between: (usize, usize),
    counts: Counts,
}

impl Assembler<'_> {
    /// The page's participant and its companions, by name, so that a picture hardly moves as counts grow.
    pub fn companions_figure(&self) -> Option<FigureView> {
        let mut companions: Vec<(RecordNo, Counts)> = self.inputs.counts.clone();
        if companions.len() < FEWEST {
            return None;
        }
        let own = self.own().no;
        companions.sort_by(|(a, _), (b, _)| self.by_name(*a, *b));
        let pairs: Vec<Pair> = (1..)
            .zip(&companions)
            .map(|(place, (_, counts))| Pair { between: (0, place), counts: *counts })
            .collect();
        let links = companions.iter().map(|(no, counts)| self.link_with(*no, self.shared(*counts)));
        let own_link = RecordLink { href: None, ..self.link(own) };
        let links: Vec<RecordLink> = std::iter::once(own_link).chain(links).collect();
        let title = self.say_text("figure-companions", "name", &links[0].name);
        Some(self.figure("site-figure-appears-with", title, links, &pairs, figure::tree))
    }

    /// Who of those that are named most appears with whom, by name.
    pub fn company_figure(&self) -> Option<FigureView> {
        let told = &self.inputs.pairs;
        let joined: BTreeSet<RecordNo> = told.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
        if joined.len() < FEWEST {
            return None;
        }
        let mut joined: Vec<RecordNo> = joined.into_iter().collect();
        joined.sort_by(|a, b| self.by_name(*a, *b));
        let places: HashMap<RecordNo, usize> = joined.iter().copied().zip(0..).collect();
        let pair = |(one, other, counts): &(RecordNo, RecordNo, Counts)| {
            let (one, other) = (places[one], places[other]);
            Pair { between: (one.min(other), one.max(other)), counts: *counts }
        };
        let pairs: Vec<Pair> = told.iter().map(pair).collect();
        let title = self.say("figure-company");
        Some(self.figure("site-figure-company", title, self.links(&joined), &pairs, figure::arcs))
    }

    fn figure(
        &self,
        id: &str,
        title: String,
        links: Vec<RecordLink>,
        pairs: &[Pair],
        layout: fn(&[Node], &[Edge]) -> Picture,
    ) -> FigureView {
        let nodes: Vec<Node> = links.iter().map(|link| Node { name: link.name.clone() }).collect();
        let edges: Vec<Edge> = pairs
            .iter()
            .map(|pair| Edge { between: pair.between, weight: pair.counts.passages + pair.counts.events })
            .collect();
        let picture = layout(&nodes, &edges);
        let picture = if self.language.is_right_to_left() { picture.mirrored() } else { picture };
        let lines = picture.lines.iter().zip(pairs).map(|(line, pair)| FigureLine {
            path: line.path(),
            thickness: line.thickness,
            title: self.title_of_pair(&links, pair),
        });
        let lines = lines.collect();
        let names = picture.names.into_iter().zip(links).map(|(name, participant)| FigureName {
            participant,
            label: name.label,
            anchor: if name.anchor == Anchor::Start { "start" } else { "end" }.to_owned(),
            x: name.at.x,
            y: name.at.y,
            dot_x: name.dot.x,
            dot_y: name.dot.y,
        });
        let (width, height) = (picture.width, picture.height);
        FigureView { id: id.to_owned(), title, width, height, lines, names: names.collect() }
    }

    /// "A and B: 4 passages, 2 events".
    fn title_of_pair(&self, links: &[RecordLink], pair: &Pair) -> String {
        let names = [pair.between.0, pair.between.1].map(|place| links[place].name.clone());
        let shared = self.shared(pair.counts).unwrap_or_default();
        let names = self.locale.list(&names);
        let arguments = [("name", Argument::Text(&names)), ("list", Argument::Text(&shared))];
        self.locale.say_with("list-of-record", &arguments)
    }

    /// What two share: "4 passages, 2 events".
    pub fn shared(&self, counts: Counts) -> Option<String> {
        self.tally(&[("count-passages", counts.passages), ("count-events", counts.events)])
    }
}
