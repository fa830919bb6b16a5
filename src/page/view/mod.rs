//! What templates get: one struct for each kind of page, finished.
//!
//! A view holds strings and HTML under the names that a template uses; nothing is left to look up
//! or to decide. What all kinds share is in [`shared`], [`row`] and the files named after a piece.
//!
//! - An `href` is an address within the site from its root, percent-encoded, with its fragment
//!   (`/participants/x/#p-1a2b3c4d`), or one outside it. `html::finish` makes the former relative.
//! - A field that ends in `html`, and a `body`, is finished HTML; all others are plain text that
//!   the template escapes.
//! - An `id` is the theme's own and begins with `site-`, but for those of authors and permalinks.
//! - `lang` is there only where it is not the page's.
//! - Wherever a stance is shown, its evidence line is in the same struct.
//!
//! It must not name the index, nor hold anything that a template should not print.

pub mod article;
pub mod articles;
pub mod attendance;
pub mod changes;
pub mod corrections;
pub mod event;
pub mod events;
pub mod figure;
pub mod home;
pub mod list_part;
pub mod not_found;
pub mod participant;
pub mod participants;
pub mod plain_page;
pub mod positions;
pub mod redirect;
pub mod row;
#[cfg(test)]
pub(crate) mod sample;
pub mod shared;
pub mod shell;
pub mod source;
pub mod sources;
pub mod stance;
pub mod statements;
pub mod timeline;
pub mod topic;
pub mod topics;
pub mod words;

pub use article::Article;
pub use articles::Articles;
pub use attendance::Attendance;
pub use changes::Changes;
pub use corrections::Corrections;
pub use event::Event;
pub use events::Events;
pub use home::Home;
pub use list_part::ListPart;
pub use not_found::NotFound;
pub use participant::Participant;
pub use participants::Participants;
pub use plain_page::Page;
pub use positions::Positions;
pub use redirect::Redirect;
pub use shell::{Shell, Site};
pub use source::Source;
pub use sources::Sources;
pub use statements::Statements;
pub use timeline::Timeline;
pub use topic::Topic;
pub use topics::Topics;

use serde::Serialize;

/// A page's view, of any kind. It serializes as the struct within.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `/`.
    Home(Box<Home>),
    /// `/articles/` and its years and parts.
    Articles(Box<Articles>),
    /// `/articles/<id>/`.
    Article(Box<Article>),
    /// `/participants/` and its parts.
    Participants(Box<Participants>),
    /// `/participants/<id>/`.
    Participant(Box<Participant>),
    /// `/events/` and its parts.
    Events(Box<Events>),
    /// `/events/<id>/`.
    Event(Box<Event>),
    /// `/topics/` and its parts.
    Topics(Box<Topics>),
    /// `/topics/<id>/`.
    Topic(Box<Topic>),
    /// `/positions/` and its parts.
    Positions(Box<Positions>),
    /// `/attendance/` and its parts.
    Attendance(Box<Attendance>),
    /// `/timeline/`, its parts, and those by topic and kind.
    Timeline(Box<Timeline>),
    /// `/statements/`.
    Statements(Box<Statements>),
    /// `/changes/` and its months.
    Changes(Box<Changes>),
    /// `/sources/` and its parts.
    Sources(Box<Sources>),
    /// `/sources/<id>/`.
    Source(Box<Source>),
    /// `/corrections/`.
    Corrections(Box<Corrections>),
    /// `/<slug>/`.
    Page(Box<Page>),
    /// An old address of a record.
    Redirect(Box<Redirect>),
    /// `/404.html`.
    NotFound(Box<NotFound>),
    /// A part of a long list of passages: `/statements/2025/2/`, `/participants/<id>/said/2025/`.
    ListPart(Box<ListPart>),
}

impl View {
    /// The name of the template that shows this kind of page: `article.html`.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Articles(_) => "articles.html",
            Self::Article(_) => "article.html",
            Self::Participants(_) => "participants.html",
            Self::Participant(_) => "participant.html",
            Self::Events(_) => "events.html",
            Self::Event(_) => "event.html",
            Self::Topics(_) => "topics.html",
            Self::Topic(_) => "topic.html",
            Self::Positions(_) => "positions.html",
            Self::Attendance(_) => "attendance.html",
            Self::Timeline(_) => "timeline.html",
            Self::Statements(_) => "statements.html",
            Self::Changes(_) => "changes.html",
            Self::Sources(_) => "sources.html",
            Self::Source(_) => "source.html",
            Self::Corrections(_) => "corrections.html",
            Self::Page(_) => "page.html",
            Self::Redirect(_) => "redirect.html",
            Self::NotFound(_) => "404.html",
            Self::ListPart(_) => "list_part.html",
        }
    }
}
