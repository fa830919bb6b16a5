//! Sample views of pages of records.

use super::super::article::WhoEntry;
use super::super::event::{AttendeeGroup, AttendeeRow, EventChangeRow, PlaceView};
use super::super::participant::RoleRow;
use super::super::participant::{Identifier, PositionsSection};
use super::super::row::*;
use super::super::shared::Parts;
use super::super::stance::PositionTrail;
use super::super::*;
use super::pieces::*;

/// All of them.
pub(super) fn all() -> Vec<View> {
    vec![article(), participant(), event(), topic(), source_page()]
}

fn article() -> View {
    View::Article(Box::new(Article {
        shell: shell("article", "/articles/"),
        topics: vec![troops()],
        genre: Some(label("analysis", "Analysis")),
        heading: "Leaders agree to “keep the pressure on”".into(),
        summary_html: Some("Twenty-six leaders met by video.".into()),
        byline: Some("by A. Writer and B. Editor".into()),
        published: day(),
        updated: Some(date("16 March 2025", "2025-03-16")),
        as_of: Some(date("As of 15 March 2025", "2025-03-15")),
        next_update: Some(vague()),
        image: image(),
        key_points: vec!["Troops <em>may</em> follow.".into(), "Sanctions will.".into()],
        contents: contents(),
        body: body(),
        known: vec!["Who was there.".into()],
        unknown: vec!["Who pays.".into()],
        timeline: entries("article"),
        who: vec![WhoEntry {
            participant: noted(starmer(), "person"),
            role: Some("Prime Minister of the United Kingdom".into()),
            summary: Some(html("Host of the call.")),
            href: "#p-1a2b3c4d".into(),
            note: Some("named 5 times".into()),
        }],
        sources: vec![source_row(), source_row()],
        history: vec![AmendmentRow { article: None, ..amendment() }],
        related: vec![card(), card()],
        cite: cite(),
    }))
}

fn participant() -> View {
    let trail = PositionTrail {
        id: "site-position-troops".into(),
        topic: troops(),
        question: Some("Should troops go?".into()),
        latest: cell(),
        trail: vec![row()],
        more: Some(link("/participants/keir-starmer/said/2025/", "The whole trail")),
    };
    View::Participant(Box::new(Participant {
        shell: shell("participant", "/participants/"),
        name: text("Keir Starmer"),
        disambiguation: Some(text("prime minister")),
        kind: label("person", "Person"),
        classification: Some(text("Politician")),
        image: image(),
        summary: Some(html("Prime minister of the <em>United Kingdom</em>.")),
        aliases: vec![text("Sir Keir"), dutch("Kir Starmer")],
        roles_now: vec![role(Some(date("since 5 July 2024", "2024-07-05")))],
        roles_before: vec![role(None)],
        memberships: vec![RoleRow { title: text(""), ..role(None) }],
        members: vec![macron()],
        parent: Some(record("organization", "labour", "Labour")),
        children: vec![macron()],
        identifiers: vec![Identifier {
            label: "Wikidata".into(),
            value: "Q6383803".into(),
            href: Some("https://www.wikidata.org/wiki/Q6383803".into()),
        }],
        links: vec![link("https://o.example/", "His page")],
        body: Some(html("<p id=\"p-0a2b3c4d\">A profile.</p>")),
        contents: vec![nav("#site-said", "Said", "63"), nav("#site-positions", "Positions", "2")],
        said: section("site-said", "Said", vec![row(), row()]),
        said_for: section("site-said-for", "Said for it", vec![row()]),
        positions: Some(PositionsSection {
            id: "site-positions".into(),
            heading: "Positions".into(),
            trails: vec![trail],
        }),
        did: section("site-did", "Did", vec![PassageRow { stance: None, kind: "act".into(), ..row() }]),
        attended: Some(AttendanceSection {
            id: "site-attended".into(),
            heading: "Attended".into(),
            note: Some("1 event".into()),
            rows: attendance(),
            more: Some(link("/participants/keir-starmer/attended/2025/", "All")),
            parts: Some(Parts { label: "Attended by year".into(), ..parts() }),
        }),
        mentioned: section("site-mentioned", "Mentioned in", vec![mention()]),
        others: section("site-others", "What others say", vec![row()]),
        timeline: timeline_section(),
        appears_with: vec![noted(macron(), "12 passages, 3 events")],
        appears_with_figure: Some(figure("site-figure-appears-with")),
        sources: vec![source_row()],
        sources_note: Some("the newest 20 of 312".into()),
        cite: cite(),
    }))
}

fn event() -> View {
    View::Event(Box::new(Event {
        shell: shell("event", "/events/"),
        name: dutch("Leidersoverleg"),
        classification: Some("video conference".into()),
        date: Some(vague()),
        status: label("held", "held"),
        place: Some(PlaceView {
            name: text("London"),
            country: Some(record("country", "united-kingdom", "United Kingdom")),
            online: Some("online".into()),
            coordinates: Some("51.50, −0.13".into()),
        }),
        topics: vec![troops()],
        summary: Some(html("A call.")),
        body: Some(html("<p id=\"p-0a2b3c4d\">A description.</p>")),
        contents: vec![nav("#site-accounts", "Accounts", "2")],
        attendees_heading: "Who was there".into(),
        attendees: vec![AttendeeGroup {
            role: label("absent", "Did not come"),
            rows: vec![AttendeeRow {
                participant: macron(),
                notes: vec!["expected".into()],
                facts: vec![fact("represented-by", "represented by", vec![starmer()])],
                places: vec![place("p-1a2b3c4d")],
            }],
        }],
        changes: vec![EventChangeRow {
            date: Some(day()),
            status: Some(label("postponed", "postponed")),
            text: html("Moved by a day."),
            place: Some(place("s-1a2b3c4d")),
        }],
        accounts: section("site-accounts", "Accounts", vec![row()]),
        said: section("site-said", "Said there", vec![row()]),
        did: section("site-did", "Done there", vec![row()]),
        mentioned: section("site-mentioned", "Mentioned in", vec![mention()]),
        parent: Some(record("event", "talks", "Talks")),
        children: vec![event_row()],
        before: Some(noted(record("event", "summit", "Summit"), "2 March 2025")),
        after: Some(record("event", "next-call", "Next call")),
        articles: vec![card()],
        articles_parts: None,
        children_parts: None,
        sources: vec![source_row()],
        cite: cite(),
    }))
}

fn topic() -> View {
    View::Topic(Box::new(Topic {
        shell: shell("topic", "/topics/"),
        name: text("Troops on the ground"),
        question: Some(dutch("Moeten er troepen komen?")),
        summary: Some(html("Who would send them.")),
        as_of: Some(date("As of 15 March 2025", "2025-03-15")),
        next_update: Some(vague()),
        body: Some(html("<p id=\"p-0a2b3c4d\">Background.</p>")),
        contents: vec![nav("#site-positions", "Positions", "2")],
        positions: Some(matrix()),
        statements: section("site-statements", "Statements", vec![row()]),
        did: section("site-did", "What was done", vec![row()]),
        timeline: timeline_section(),
        mentioned: section("site-mentioned", "Mentioned in", vec![mention()]),
        articles: vec![card()],
        articles_parts: None,
        sources: vec![source_row()],
        cite: cite(),
    }))
}

fn source_page() -> View {
    View::Source(Box::new(Source {
        shell: shell("source", "/sources/"),
        title: dutch("Persbericht"),
        publisher: Some("No 10".into()),
        url: Some("https://gov.example/release?a=1&b=2".into()),
        archive: Some("https://archive.example/x".into()),
        date: Some(day()),
        retrieved: Some(vague()),
        language: Some("Dutch".into()),
        note: Some("Since taken down.".into()),
        body: Some(html("<p id=\"p-0a2b3c4d\">More on it.</p>")),
        cited: section("site-cited", "What rests on it", vec![row()]),
        events: vec![event_row()],
        events_parts: None,
        mentioned: None,
        articles: vec![card()],
        articles_parts: None,
        cite: cite(),
    }))
}
