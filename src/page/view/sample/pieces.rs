//! The pieces that sample views share.

use super::super::articles::ArticleCard;
use super::super::attendance::*;
use super::super::events::EventRow;
use super::super::figure::{FigureLine, FigureName, FigureView};
use super::super::participant::RoleRow;
use super::super::row::*;
use super::super::shared::*;
use super::super::shell::{Alternate, LanguageLink, PublisherView};
use super::super::stance::*;
use super::super::timeline::{TimelineEntry, TimelineGroup, TimelineSection};
use super::super::{Shell, Site};

/// What all sample pages share.
pub(crate) fn site() -> Site {
    Site {
        title: "Leaders & calls".into(),
        description: "Who said what".into(),
        lang: "en".into(),
        dir: "ltr".into(),
        home_href: "/".into(),
        logo: None,
        menu: vec![
            link("/articles/", "Briefings"),
            link("/participants/", "Participants"),
            link("/events/", "Events"),
            link("/positions/", "Positions"),
            link("/timeline/", "Timeline"),
        ],
        footer_html: Some("Made <em>by hand</em>.".into()),
        publisher: Some(PublisherView {
            text: "Published by The desk".into(),
            href: Some("https://desk.example/".into()),
        }),
        policies: vec![link("/ethics/", "Ethics")],
        license: Some(link("https://creativecommons.org/licenses/by/4.0/", "Licence: CC BY 4.0")),
        stylesheet: "/theme/briefing.css".into(),
        icon: "/theme/icon.svg".into(),
        early_script: "/theme/colours.js".into(),
        scripts: vec!["/theme/file-links.js".into()],
        generator: "briefing 0.1.0".into(),
    }
}

pub(super) fn shell(kind: &str, section: &str) -> Shell {
    Shell {
        kind: kind.into(),
        title: format!("A {kind} – Leaders & calls"),
        description: "A page \"of a kind\".".into(),
        section: section.into(),
        breadcrumbs: vec![link("/", "Home"), link(section, "List")],
        as_of: Some("As of 15 March 2025".into()),
        languages: vec![
            LanguageLink {
                href: "/".into(),
                name: "English".into(),
                lang: "en".into(),
                current: true,
                note: None,
            },
            LanguageLink {
                href: "/nl/".into(),
                name: "Nederlands".into(),
                lang: "nl".into(),
                current: false,
                note: Some("Not in Dutch: go to the home page".into()),
            },
        ],
        canonical: Some("https://own.example/x/".into()),
        alternates: vec![Alternate { lang: "nl".into(), href: "https://own.example/nl/".into() }],
        picture: Some("https://own.example/x.png".into()),
        hidden: matches!(kind, "not-found" | "redirect"),
        extra: None,
    }
}

pub(super) fn link(href: &str, text: &str) -> Link {
    Link { href: href.into(), text: text.into() }
}

pub(super) fn nav(href: &str, text: &str, note: &str) -> NavLink {
    NavLink { href: href.into(), text: text.into(), note: Some(note.into()), current: false }
}

pub(super) fn record(kind: &str, id: &str, name: &str) -> RecordLink {
    let folder = match kind {
        "event" | "topic" | "article" | "source" => kind,
        _ => "participant",
    };
    RecordLink {
        href: Some(format!("/{folder}s/{id}/")),
        name: name.into(),
        lang: None,
        kind: kind.into(),
        note: None,
        note_lang: None,
    }
}

pub(super) fn starmer() -> RecordLink {
    record("person", "keir-starmer", "Keir Starmer")
}

pub(super) fn macron() -> RecordLink {
    record("person", "emmanuel-macron", "Emmanuel Macron")
}

pub(super) fn troops() -> RecordLink {
    record("topic", "troops", "Troops on the ground")
}

pub(super) fn noted(record: RecordLink, note: &str) -> RecordLink {
    RecordLink { note: Some(note.into()), ..record }
}

pub(super) fn unnamed() -> RecordLink {
    RecordLink { name: "EU diplomat".into(), note: Some("unnamed".into()), ..RecordLink::default() }
}

pub(super) fn date(words: &str, value: &str) -> DateView {
    DateView { words: words.into(), value: Some(value.into()), note: None }
}

pub(super) fn day() -> DateView {
    date("15 March 2025", "2025-03-15")
}

pub(super) fn vague() -> DateView {
    DateView {
        words: "between 17 and 21 March 2025".into(),
        value: None,
        note: Some("date of the briefing".into()),
    }
}

pub(super) fn label(class: &str, word: &str) -> Label {
    Label { class: class.into(), word: word.into() }
}

pub(super) fn html(html: &str) -> LocalHtml {
    LocalHtml { html: html.into(), lang: None, dir: None }
}

pub(super) fn text(text: &str) -> LocalText {
    LocalText { text: text.into(), lang: None }
}

pub(super) fn dutch(words: &str) -> LocalText {
    LocalText { text: words.into(), lang: Some("nl".into()) }
}

pub(super) fn fact(class: &str, label: &str, links: Vec<RecordLink>) -> Fact {
    Fact { class: class.into(), label: label.into(), links }
}

pub(super) fn place(anchor: &str) -> PlaceLink {
    PlaceLink {
        href: format!("/articles/call/#{anchor}"),
        title: "Leaders agree to “keep the pressure on”".into(),
        lang: None,
        date: Some(day()),
    }
}

fn places(class: &str, label: &str, anchors: &[&str]) -> PlaceFact {
    let places = anchors.iter().map(|anchor| place(anchor)).collect();
    PlaceFact { class: class.into(), label: label.into(), places }
}

pub(super) fn source() -> SourceLink {
    SourceLink {
        href: "/sources/no10/".into(),
        title: "Press release".into(),
        lang: None,
        note: Some("No 10, 15 March 2025".into()),
        loc: Some("p. 2".into()),
    }
}

pub(super) fn stance(class: &str, word: &str) -> StanceWord {
    StanceWord { class: class.into(), word: word.into() }
}

pub(super) fn cell() -> StanceCell {
    StanceCell {
        stance: stance("conditional", "conditional"),
        evidence: EvidenceLine {
            text: "3 statements, 2 to 15 March 2025, own words; last on 15 March 2025".into(),
            cautions: vec!["order unclear".into()],
        },
        href: "/participants/keir-starmer/#site-position-troops".into(),
        changed: Some("changed since 3 March 2025: undecided before".into()),
        through: Some(fact("through", "through", vec![macron()])),
    }
}

pub(super) fn row() -> PassageRow {
    PassageRow {
        kind: "statement".into(),
        excerpt: html(
            "The prime minister said that <a class=\"mention\" href=\"/topics/troops/\">troops</a> \
             would only go “with a <em>backstop</em>”.",
        ),
        language_label: None,
        date: Some(day()),
        speakers: vec![noted(starmer(), "as prime minister"), unnamed()],
        mode: Some("in their own words".into()),
        stance: Some(stance("conditional", "conditional")),
        status: Some(label("disputed", "disputed")),
        facts: vec![
            fact("to", "to", vec![macron()]),
            fact("topics", "on", vec![troops()]),
            fact("event", "at", vec![record("event", "leaders-call", "Leaders’ call")]),
        ],
        original: Some(dutch("met een achtervang")),
        place: place("s-1a2b3c4d"),
        places: vec![
            places("also-in", "also in", &["s-2a2b3c4d"]),
            places("answers", "answers a statement of Emmanuel Macron", &["s-3a2b3c4d"]),
            places("answered-by", "answered by", &["s-4a2b3c4d", "s-5a2b3c4d"]),
        ],
        sources: vec![source(), source()],
    }
}

pub(super) fn mention() -> PassageRow {
    PassageRow {
        kind: "mention".into(),
        excerpt: LocalHtml {
            html: "<p>دعا الرئيس إلى وقف إطلاق النار.</p>".into(),
            lang: Some("ar".into()),
            dir: Some("rtl".into()),
        },
        language_label: Some("in Arabic".into()),
        place: place("p-1a2b3c4d"),
        ..PassageRow::default()
    }
}

pub(super) fn parts() -> Parts {
    Parts {
        label: "By year".into(),
        links: vec![
            NavLink { current: true, ..nav("/statements/2025/", "2025", "63") },
            nav("/statements/2024/", "2024", "12"),
        ],
        previous: Some(link("/statements/2024/", "2024")),
        next: Some(link("/statements/2025/2/", "2025, part 2")),
    }
}

pub(super) fn section(id: &str, heading: &str, rows: Vec<PassageRow>) -> Option<Section> {
    let article = RowGroup {
        heading: Some(record("article", "call", "Leaders agree to “keep the pressure on”")),
        date: Some(day()),
        rows: rows.clone(),
    };
    Some(Section {
        id: id.into(),
        heading: heading.into(),
        note: Some("63 in all, the newest 20 here".into()),
        groups: vec![RowGroup { heading: None, date: None, rows }, article],
        more: Some(link("/participants/keir-starmer/said/2025/", "All 63 statements")),
        parts: Some(Parts { label: format!("{heading} by year"), ..parts() }),
    })
}

pub(super) fn card() -> ArticleCard {
    ArticleCard {
        href: "/articles/call/".into(),
        title: "Leaders agree to “keep the pressure on”".into(),
        lang: None,
        language_label: Some("in Dutch".into()),
        summary: Some(html("Twenty-six leaders met <em>by video</em> and spoke of troops.")),
        date: day(),
        updated: Some(date("16 March 2025", "2025-03-16")),
        genre: Some(label("analysis", "Analysis")),
        topics: vec![troops()],
        reason: Some("same event: Leaders’ call".into()),
    }
}

pub(super) fn event_row() -> EventRow {
    EventRow {
        event: noted(record("event", "leaders-call", "Leaders’ call"), "video conference"),
        date: Some(day()),
        status: Some(label("planned", "planned")),
        place: Some("London, United Kingdom".into()),
        summary: Some(html("A call.")),
        participants: vec![starmer(), macron()],
    }
}

pub(super) fn entry(id: &str, precision: &str, date: DateView) -> TimelineEntry {
    TimelineEntry {
        id: format!("site-t-{id}"),
        kind: if precision == "range" { "act".into() } else { "event".into() },
        date,
        precision: precision.into(),
        gap: (precision == "vague").then(|| "two years later".into()),
        title: record("event", id, "Leaders’ call"),
        status: Some(label("postponed", "postponed")),
        place: Some("London".into()),
        text: Some(html("Leaders <strong>met</strong>.")),
        participants: vec![starmer(), macron()],
        topics: Some(fact("topics", "on", vec![record("topic", "troops", "Troops")])),
        accounts: vec![place("s-6a2b3c4d")],
    }
}

pub(super) fn entries(prefix: &str) -> Vec<TimelineEntry> {
    vec![
        entry(&format!("{prefix}-a"), "exact", day()),
        entry(&format!("{prefix}-b"), "vague", vague()),
        entry(&format!("{prefix}-c"), "range", date("11 to 14 March 2025", "2025-03-11")),
    ]
}

pub(super) fn timeline_groups() -> Vec<TimelineGroup> {
    let group = |id: &str, folded| TimelineGroup {
        id: format!("site-{id}"),
        heading: id.into(),
        note: Some("3 events".into()),
        folded,
        entries: entries(id),
    };
    vec![group("2024", true), group("2025", false)]
}

pub(super) fn timeline_section() -> Option<TimelineSection> {
    Some(TimelineSection {
        id: "site-timeline".into(),
        heading: "Timeline".into(),
        groups: timeline_groups(),
        more: Some(link("/timeline/", "The whole timeline")),
    })
}

pub(super) fn source_row() -> SourceRow {
    SourceRow {
        href: "/sources/no10/".into(),
        title: text("Press release"),
        publisher: Some("No 10".into()),
        date: Some(day()),
        url: Some("https://gov.example/release?a=1&b=2".into()),
        archive: Some("https://archive.example/x".into()),
        note: Some("3 statements rest on it".into()),
    }
}

pub(super) fn amendment() -> AmendmentRow {
    AmendmentRow {
        kind: label("correction", "Correction"),
        date: Some(day()),
        text: html("The call was on <em>Saturday</em>."),
        article: Some(place("p-1a2b3c4d")),
        href: Some("#p-1a2b3c4d".into()),
    }
}

pub(super) fn change() -> StanceChange {
    StanceChange {
        participant: starmer(),
        topic: troops(),
        date: Some(day()),
        from: stance("undecided", "undecided"),
        from_date: Some(date("2 March 2025", "2025-03-02")),
        to: cell(),
    }
}

pub(super) fn matrix() -> MatrixPart {
    let line = |participant, cells| MatrixRow { participant, cells };
    MatrixPart {
        matrix: Some(MatrixView {
            caption: "Latest known stances".into(),
            columns: vec![troops(), record("topic", "ceasefire", "Ceasefire")],
            rows: vec![line(starmer(), vec![Some(cell()), None]), line(macron(), vec![None, Some(cell())])],
        }),
        parts: Some(Parts { label: "Parts of the table".into(), ..parts() }),
        topics: vec![nav("/positions/", "Topics A to M", "12")],
    }
}

pub(super) fn image() -> Option<ImageView> {
    Some(ImageView {
        src: "/articles/call/call.png".into(),
        alt: "A screen".into(),
        credit: Some("Picture: A. N.".into()),
    })
}

pub(super) fn cite() -> Option<CiteView> {
    Some(CiteView {
        text: "“A call”, Leaders & calls, 15 March 2025, https://own.example/x/".into(),
        markdown: "[A call](https://own.example/x/), Leaders & calls, 15 March 2025".into(),
    })
}

pub(super) fn contents() -> Vec<ContentsEntry> {
    let below = ContentsEntry { href: "#money".into(), text: "Money".into(), children: Vec::new() };
    vec![ContentsEntry { href: "#troops".into(), text: "Troops".into(), children: vec![below] }]
}

pub(super) fn role(date: Option<DateView>) -> RoleRow {
    RoleRow {
        title: text("Prime Minister"),
        organization: Some(record("country", "united-kingdom", "United Kingdom")),
        on_behalf_of: Some(fact("for", "for", vec![record("organization", "labour", "Labour")])),
        area: Some(dutch("Londen")),
        date,
    }
}

pub(super) fn attendance() -> Vec<AttendanceRow> {
    vec![AttendanceRow {
        event: record("event", "leaders-call", "Leaders’ call"),
        date: Some(day()),
        status: Some(label("postponed", "postponed")),
        role: label("host", "host"),
        notes: vec!["remotely".into()],
        facts: vec![fact("represented-by", "represented by", vec![macron()])],
        places: vec![place("p-1a2b3c4d")],
    }]
}

pub(super) fn body() -> String {
    "<p id=\"p-1a2b3c4d\"><a class=\"mention\" href=\"/participants/keir-starmer/\">Kir Starmer</a> hosted a \
     call of twenty-six leaders, who agreed that “the ball is in Russia’s court”.\
     <a class=\"permalink\" href=\"#p-1a2b3c4d\" aria-label=\"Link to this passage\">#</a></p>\n\
     <h2 id=\"troops\">Troops</h2>\n<p id=\"p-2a2b3c4d\">He <a href=\"https://o.example/\">said</a> more.</p>\n\
     <blockquote><p id=\"s-1a2b3c4d\">We will keep increasing the pressure.</p></blockquote>\n\
     <h3 id=\"money\">Money</h3>\n<p id=\"p-3a2b3c4d\">None.</p>"
        .into()
}

pub(super) fn attendance_table() -> AttendanceTable {
    let cell = AttendanceCell {
        href: "/articles/call/#p-1a2b3c4d".into(),
        role: label("host", "Host"),
        notes: vec!["remotely".into()],
        facts: vec![fact("represented-by", "represented by", vec![macron()])],
    };
    AttendanceTable {
        caption: "Participants by event".into(),
        columns: vec![
            AttendanceColumn {
                event: record("event", "call", "Call"),
                date: Some(day()),
                status: Some(label("planned", "planned")),
            },
            AttendanceColumn { event: record("event", "summit", "Summit"), date: None, status: None },
        ],
        rows: vec![AttendanceLine { participant: starmer(), cells: vec![Some(cell), None] }],
    }
}

pub(super) fn figure(id: &str) -> FigureView {
    let name = |participant: RecordLink, y| FigureName {
        label: participant.name.clone(),
        participant,
        anchor: "start".into(),
        x: 20,
        y,
        dot_x: 8,
        dot_y: y - 5,
    };
    let own = RecordLink { href: None, ..starmer() };
    FigureView {
        id: id.into(),
        title: "Who appears with whom".into(),
        width: 340,
        height: 56,
        lines: vec![FigureLine {
            path: "M8 14C8 42 8 42 8 42".into(),
            thickness: 2,
            title: "Keir Starmer and Emmanuel Macron: 2 passages".into(),
        }],
        names: vec![name(own, 19), name(noted(macron(), "2 passages"), 47)],
    }
}
