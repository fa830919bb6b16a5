//! Fields of topics, sources, pages and the home page.

use super::super::record::{InlineText, PageFields, SourceFields, TopicFields};
use super::participant::text;
use super::picture;
use super::table::{Field, Table};

/// Reads a topic's own keys.
pub(super) fn topic(table: &mut Table<'_>) -> TopicFields {
    TopicFields {
        name: text(table, "name"),
        question: text(table, "question"),
        summary: table.read("summary", Field::localized_inline).unwrap_or_else(InlineText::empty),
        as_of: table.read("as_of", Field::date),
        next_update: table.read("next_update", Field::date),
    }
}

/// Reads a source's own keys.
pub(super) fn source(table: &mut Table<'_>) -> SourceFields {
    SourceFields {
        title: table.read("title", Field::plain),
        publisher: table.read("publisher", Field::plain),
        url: table.read("url", Field::web_address),
        archive: table.read("archive", Field::web_address),
        date: table.read("date", Field::date),
        retrieved: table.read("retrieved", Field::date),
        language: table.read("language", Field::language),
        note: table.read("note", Field::plain),
        text: table.read("text", picture::captured_text),
    }
}

/// Reads a page's own keys.
pub(super) fn page(table: &mut Table<'_>) -> PageFields {
    PageFields {
        toc: table.read("toc", Field::boolean),
        image: table.read("image", picture::image),
        ..home(table)
    }
}

/// Reads the home page's own keys.
pub(super) fn home(table: &mut Table<'_>) -> PageFields {
    PageFields {
        title: table.read("title", Field::plain),
        summary: table.read("summary", Field::inline),
        toc: None,
        image: None,
    }
}
