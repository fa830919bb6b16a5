//! The interface strings that carried templates print themselves: `{{ words.article_key_points }}`.
//!
//! A word that depends on data (a count, a date, a name) is never among them: it is a finished
//! string in its view. A template sees a key with `_` in place of `-`.

use crate::locale::Locale;
use std::collections::BTreeMap;

/// The locale's keys, sorted.
pub const KEYS: &[&str] = &[
    "article-contents",
    "article-first-mention",
    "article-history",
    "article-key-points",
    "article-known",
    "article-published",
    "article-related",
    "article-sources",
    "article-timeline",
    "article-to-place",
    "article-topics",
    "article-unknown",
    "article-updated",
    "article-who",
    "event-after",
    "event-before",
    "event-changes",
    "event-date-unknown",
    "event-parent",
    "event-parts",
    "event-topics",
    "event-when",
    "event-where",
    "events-coming",
    "fact-source",
    "home-changed",
    "home-coming",
    "home-newest",
    "home-topics",
    "home-who-matters",
    "language-switch",
    "list-all-by-year",
    "list-empty",
    "list-next",
    "list-previous",
    "list-separator",
    "nav-breadcrumb",
    "nav-label",
    "page-cite",
    "participant-aliases",
    "participant-appears-with",
    "participant-links",
    "participant-members",
    "participant-memberships",
    "participant-parent",
    "participant-parts",
    "participant-role-now",
    "participant-roles-before",
    "participants-letters",
    "passage-cite-markdown",
    "passage-cite-plain",
    "position-none",
    "position-participant",
    "position-trail",
    "skip-link",
    "source-address",
    "source-archive",
    "source-articles",
    "source-date",
    "source-events",
    "source-language",
    "source-note",
    "source-publisher",
    "source-retrieved",
    "statement-original",
    "timeline-permalink",
    "topic-articles",
    "topic-positions",
];

/// Says all of them in one language, under the names that templates use.
pub fn words(locale: &Locale) -> BTreeMap<String, String> {
    KEYS.iter().map(|key| (key.replace('-', "_"), locale.say(key))).collect()
}
