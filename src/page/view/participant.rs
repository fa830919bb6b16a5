//! `/participants/<id>/`: all that is known of one participant, and from where.

use super::figure::FigureView;
use super::row::{AttendanceSection, Section, SourceRow};
use super::shared::{
    CiteView, DateView, Fact, ImageView, Label, Link, LocalHtml, LocalText, NavLink, RecordLink,
};
use super::shell::Shell;
use super::stance::PositionTrail;
use super::timeline::TimelineSection;
use serde::Serialize;

/// A role or membership.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleRow {
    /// What they are there; empty for a plain membership.
    pub title: LocalText,
    /// Where.
    pub organization: Option<RecordLink>,
    /// On whose behalf: "for".
    pub on_behalf_of: Option<Fact>,
    /// For which area.
    pub area: Option<LocalText>,
    /// From when to when.
    pub date: Option<DateView>,
}

/// A number or code that names the participant elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Identifier {
    /// "Wikidata".
    pub label: String,
    /// The code.
    pub value: String,
    /// Where it leads, if that is known.
    pub href: Option<String>,
}

/// Positions, topic by topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PositionsSection {
    /// `site-positions`.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Never empty.
    pub trails: Vec<PositionTrail>,
}

/// A participant's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Participant {
    /// What stands around it.
    pub shell: Shell,
    /// The name.
    pub name: LocalText,
    /// What sets it apart from others of that name.
    pub disambiguation: Option<LocalText>,
    /// Person, organization, country or group.
    pub kind: Label,
    /// What kind of organization or group.
    pub classification: Option<LocalText>,
    /// A picture.
    pub image: Option<ImageView>,
    /// The summary; inline HTML.
    pub summary: Option<LocalHtml>,
    /// Other names.
    pub aliases: Vec<LocalText>,
    /// Roles that last on `as_of`.
    pub roles_now: Vec<RoleRow>,
    /// Roles that ended before, or begin later.
    pub roles_before: Vec<RoleRow>,
    /// What they are a member of.
    pub memberships: Vec<RoleRow>,
    /// Who is a member of it, or holds a role in it.
    pub members: Vec<RecordLink>,
    /// What it is a part of.
    pub parent: Option<RecordLink>,
    /// What is a part of it.
    pub children: Vec<RecordLink>,
    /// Codes elsewhere.
    pub identifiers: Vec<Identifier>,
    /// Pages elsewhere.
    pub links: Vec<Link>,
    /// The profile.
    pub body: Option<LocalHtml>,
    /// The sections that follow, with their counts.
    pub contents: Vec<NavLink>,
    /// What they said, newest first.
    pub said: Option<Section>,
    /// What others said for it.
    pub said_for: Option<Section>,
    /// Their positions.
    pub positions: Option<PositionsSection>,
    /// What they did.
    pub did: Option<Section>,
    /// Where they were.
    pub attended: Option<AttendanceSection>,
    /// Passages that name them, by article.
    pub mentioned: Option<Section>,
    /// What others say of them or to them.
    pub others: Option<Section>,
    /// Their own timeline.
    pub timeline: Option<TimelineSection>,
    /// With whom they share passages and events; the count is the link's note.
    pub appears_with: Vec<RecordLink>,
    /// The same as a picture, where they are three or more.
    pub appears_with_figure: Option<FigureView>,
    /// What all of that rests on; where it is much, what the newest of it does.
    pub sources: Vec<SourceRow>,
    /// How many sources there are, where not all are shown.
    pub sources_note: Option<String>,
    /// How the page is cited.
    pub cite: Option<CiteView>,
}
