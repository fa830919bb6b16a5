//! Fields of articles.

use super::super::Reference;
use super::super::annotation::Genre;
use super::super::body::References;
use super::super::record::{Amendment, ArticleFields, Defaults};
use super::table::{Field, Table};
use super::{picture, transcript};
use crate::diagnostics::Located;

/// Reads an article's own keys.
pub(super) fn read(table: &mut Table<'_>) -> ArticleFields {
    ArticleFields {
        title: table.read("title", Field::text),
        summary: table.read("summary", Field::inline),
        date: table.read("date", Field::exact_date),
        updated: table.read("updated", Field::exact_date),
        authors: table.read_all("authors", Field::plain),
        genre: table.read("genre", |field| field.word(Genre::WORDS, Genre::from_word)),
        topics: table.read_all("topics", Field::reference),
        sources: table.read_all("sources", Field::reference),
        key_points: table.read_all("key_points", Field::inline),
        known: table.read_all("known", Field::inline),
        unknown: table.read_all("unknown", Field::inline),
        as_of: table.read("as_of", Field::exact_date),
        next_update: table.read("next_update", Field::date),
        updates: table.read_all("updates", amendment),
        corrections: table.read_all("corrections", amendment),
        defaults: table.read("defaults", defaults).unwrap_or_default(),
        transcript: table.read("transcript", transcript::read),
        image: table.read("image", picture::image),
        toc: table.read("toc", Field::boolean),
    }
}

fn amendment(field: Field<'_>) -> Option<Amendment> {
    field.table(|table| {
        let date = table.read("date", Field::exact_date);
        let text = table.require("text", Field::inline);
        let at = table.read("at", Field::anchor);
        Some(Amendment { date, text: text?, at })
    })?
}

fn defaults(field: Field<'_>) -> Option<Defaults> {
    field.table(|table| Defaults {
        at: table.read("at", Field::reference),
        date: table.read("date", Field::date),
        src: table.read("src", Field::references).unwrap_or_default(),
        on: table.read("on", Field::references).unwrap_or_default(),
        for_: table.read("for", on_behalf_of).unwrap_or_default(),
    })
}

fn on_behalf_of(field: Field<'_>) -> Option<Vec<(Located<Reference>, References)>> {
    let speakers = field.open_table()?.all();
    Some(speakers.filter_map(|field| Some((field.key_reference()?, field.references()?))).collect())
}
