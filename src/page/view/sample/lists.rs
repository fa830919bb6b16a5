//! Sample views of lists and of pages that are no record's.

use super::super::articles::ArticleGroup;
use super::super::changes::*;
use super::super::corrections::CorrectionGroup;
use super::super::events::EventGroup;
use super::super::participants::*;
use super::super::row::*;
use super::super::shared::{NavGroup, Parts, RecordLink};
use super::super::sources::SourceGroup;
use super::super::topics::TopicRow;
use super::super::*;
use super::pieces::*;

/// All of them.
pub(super) fn all() -> Vec<View> {
    let (heading, note) = ("A list".to_string(), Some("63 in all".to_string()));
    vec![
        View::Home(Box::new(Home {
            shell: shell("home", "/"),
            heading: heading.clone(),
            summary_html: Some("Who said <em>what</em>.".into()),
            body: Some(html("<p id=\"p-0a2b3c4d\">Welcome.</p>")),
            articles: vec![card(), card(), card()],
            articles_more: Some(link("/articles/", "All briefings")),
            coming: vec![event_row()],
            coming_more: Some(link("/events/", "All events")),
            statements: section("site-statements", "Latest statements", vec![row()]),
            changes: vec![change()],
            changes_more: Some(link("/changes/", "All changes")),
            participants: vec![noted(starmer(), "12"), noted(macron(), "9")],
            participants_note: Some("mentioned most from 15 December 2024 to 15 March 2025".into()),
            participants_more: Some(link("/participants/", "All participants")),
            topics: vec![topic_row()],
            topics_more: Some(link("/topics/", "All topics")),
        })),
        View::Articles(Box::new(Articles {
            shell: shell("articles", "/articles/"),
            heading: heading.clone(),
            note: note.clone(),
            years: parts().links,
            groups: vec![ArticleGroup {
                id: "site-2025-03".into(),
                heading: "March 2025".into(),
                articles: vec![card()],
            }],
            parts: Some(Parts { label: "Parts of this list".into(), ..parts() }),
        })),
        View::Participants(Box::new(Participants {
            shell: shell("participants", "/participants/"),
            heading: heading.clone(),
            note: note.clone(),
            attendance: Some(link("/attendance/", "Who was where")),
            groups: vec![RegisterGroup {
                id: "site-letter-1".into(),
                heading: "S".into(),
                rows: vec![RegisterRow {
                    participant: noted(starmer(), "person"),
                    role: Some("Prime Minister".into()),
                    aliases: vec![text("Sir Keir"), dutch("Kir")],
                    counts: Some("12 statements".into()),
                }],
            }],
            kinds: vec![RegisterKind {
                id: "site-kind-person".into(),
                heading: "Persons".into(),
                links: vec![starmer(), macron()],
            }],
            figure: Some(figure("site-figure-company")),
            parts: Some(parts()),
        })),
        View::Events(Box::new(Events {
            shell: shell("events", "/events/"),
            heading: heading.clone(),
            note: note.clone(),
            attendance: Some(link("/attendance/", "Who was where")),
            coming: vec![event_row()],
            groups: vec![EventGroup {
                id: "site-2025".into(),
                heading: "2025".into(),
                rows: vec![event_row()],
            }],
            parts: Some(parts()),
        })),
        View::Topics(Box::new(Topics {
            shell: shell("topics", "/topics/"),
            heading: heading.clone(),
            note: note.clone(),
            rows: vec![topic_row()],
            parts: Some(parts()),
        })),
        View::Attendance(Box::new(Attendance {
            shell: shell("attendance", "/events/"),
            heading: heading.clone(),
            note: note.clone(),
            table: Some(attendance_table()),
            parts: Some(parts()),
        })),
        View::Positions(Box::new(Positions {
            shell: shell("positions", "/positions/"),
            heading: heading.clone(),
            note: note.clone(),
            positions: matrix(),
        })),
        View::Timeline(Box::new(Timeline {
            shell: shell("timeline", "/timeline/"),
            heading: heading.clone(),
            note: note.clone(),
            narrow: vec![NavGroup { heading: "By topic".into(), links: parts().links }],
            groups: timeline_groups(),
            parts: Some(parts()),
        })),
        View::Statements(Box::new(Statements {
            shell: shell("statements", "/statements/"),
            heading: heading.clone(),
            note: note.clone(),
            statements: section("site-statements", "Statements", vec![row(), mention()]),
        })),
        View::Changes(Box::new(Changes {
            shell: shell("changes", "/changes/"),
            heading: heading.clone(),
            note: note.clone(),
            groups: vec![ChangeGroup { id: "site-2025-03-15".into(), date: day(), rows: change_rows() }],
            parts: Some(parts()),
        })),
        View::Sources(Box::new(Sources {
            shell: shell("sources", "/sources/"),
            heading: heading.clone(),
            note: note.clone(),
            groups: vec![SourceGroup {
                id: "site-publisher-1".into(),
                heading: "No 10".into(),
                rows: vec![source_row()],
            }],
            parts: Some(parts()),
        })),
        View::Corrections(Box::new(Corrections {
            shell: shell("corrections", "/corrections/"),
            heading: heading.clone(),
            note_html: Some("We <em>say</em> so.".into()),
            groups: vec![CorrectionGroup {
                id: "site-2025".into(),
                heading: "2025".into(),
                rows: vec![AmendmentRow { href: None, ..amendment() }],
            }],
            parts: Some(parts()),
        })),
        View::Page(Box::new(Page {
            shell: shell("page", ""),
            heading: heading.clone(),
            lang: Some("nl".into()),
            summary: Some(html("About us.")),
            image: image(),
            contents: contents(),
            body: html(&body()),
        })),
        View::Redirect(Box::new(Redirect {
            shell: shell("redirect", ""),
            heading: heading.clone(),
            text: "The new address is:".into(),
            target: RecordLink {
                href: Some("/articles/a-call/".into()),
                name: "A call".into(),
                ..RecordLink::default()
            },
        })),
        View::NotFound(Box::new(NotFound {
            shell: shell("not-found", ""),
            heading,
            text: "It may have moved.".into(),
            links: vec![link("/", "Home")],
        })),
        View::ListPart(Box::new(ListPart {
            shell: shell("list-part", "/statements/"),
            list: "said".into(),
            heading: "What Keir Starmer said, 2025".into(),
            note,
            back: link("/participants/keir-starmer/#site-said", "Keir Starmer"),
            groups: vec![RowGroup { heading: None, date: None, rows: vec![row(), mention()] }],
            attendance: attendance(),
            parts: Some(parts()),
            ..ListPart::default()
        })),
    ]
}

fn topic_row() -> TopicRow {
    TopicRow {
        topic: troops(),
        question: Some(text("Should troops go?")),
        summary: Some(html("Who would <em>send</em> them.")),
        counts: Some("5 briefings, 12 statements".into()),
    }
}

fn change_rows() -> Vec<ChangeRow> {
    vec![
        ChangeRow { kind: label("statement", "New statement"), passage: Some(row()), ..ChangeRow::default() },
        ChangeRow { kind: label("stance", "Changed stance"), stance: Some(change()), ..ChangeRow::default() },
        ChangeRow {
            kind: label("event", "Event"),
            status: Some(StatusChange {
                subject: record("event", "leaders-call", "Leaders’ call"),
                text: "planned → cancelled".into(),
                facts: vec![fact("topics", "on", vec![troops()])],
                place: Some(place("p-1a2b3c4d")),
            }),
            ..ChangeRow::default()
        },
        ChangeRow {
            kind: label("correction", "Correction"),
            amendment: Some(AmendmentRow { href: None, ..amendment() }),
            ..ChangeRow::default()
        },
    ]
}
