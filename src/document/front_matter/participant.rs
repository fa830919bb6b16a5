//! Fields of participants.

use super::super::annotation::ParticipantKind;
use super::super::record::{Alias, InlineText, Membership, ParticipantFields, Role, WebLink};
use super::picture;
use super::table::{Field, Table};
use crate::data::Value;
use crate::locale::Text;

/// Reads a participant's own keys.
pub(super) fn read(table: &mut Table<'_>) -> ParticipantFields {
    ParticipantFields {
        name: text(table, "name"),
        disambiguation: text(table, "disambiguation"),
        kind: table.read("kind", |field| field.word(ParticipantKind::WORDS, ParticipantKind::from_word)),
        classification: text(table, "classification"),
        sort_name: table.read("sort_name", Field::plain),
        aliases: table.read_all("aliases", alias),
        roles: table.read_all("roles", role),
        memberships: table.read_all("memberships", membership),
        parent: table.read("parent", Field::reference),
        identifiers: table.read("identifiers", identifiers).unwrap_or_default(),
        links: table.read_all("links", link),
        summary: table.read("summary", Field::localized_inline).unwrap_or_else(InlineText::empty),
        image: table.read("image", picture::image),
    }
}

/// A text by language; empty where the key is not set.
pub(super) fn text(table: &mut Table<'_>, key: &'static str) -> Text {
    table.read(key, Field::localized).unwrap_or_else(Text::empty)
}

fn alias(field: Field<'_>) -> Option<Alias> {
    let Value::Table(_) = field.node.value else {
        return Some(Alias { name: field.text()?, lang: None, weak: false });
    };
    field.table(|table| {
        let name = table.require("name", Field::text);
        let lang = table.read("lang", Field::language);
        let weak = table.read("weak", Field::boolean).unwrap_or_default();
        Some(Alias { name: name?, lang, weak })
    })?
}

fn role(field: Field<'_>) -> Option<Role> {
    field.table(|table| Role {
        title: text(table, "title"),
        organization: table.read("organization", Field::party),
        on_behalf_of: table.read("on_behalf_of", Field::reference),
        area: text(table, "area"),
        date: table.read("date", Field::date),
    })
}

fn membership(field: Field<'_>) -> Option<Membership> {
    field.table(|table| {
        let organization = table.require("organization", Field::party);
        let role = text(table, "role");
        let date = table.read("date", Field::date);
        Some(Membership { organization: organization?, role, date })
    })?
}

fn identifiers(field: Field<'_>) -> Option<Vec<(String, String)>> {
    let identifiers = field.open_table()?.all();
    Some(identifiers.filter_map(|field| Some((field.key.to_owned(), field.plain()?))).collect())
}

fn link(field: Field<'_>) -> Option<WebLink> {
    field.table(|table| {
        let title = text(table, "title");
        let url = table.require("url", Field::link_address);
        Some(WebLink { title, url: url? })
    })?
}
