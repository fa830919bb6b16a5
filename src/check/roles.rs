//! Roles that their bearer did not hold on that date.

use super::attributes_of;
use crate::date::Date;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Located, Span};
use crate::document::record::Role;
use crate::index::{Entry, SiteIndex, StatementUse, Uses};
use crate::text;

/// Checks one participant: what statements and lists of attendees print as its role (`as`), where
/// the participant's record has a role of that title.
pub(super) fn check(index: &SiteIndex, participant: &Entry, uses: &Uses) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let Some((fields, base)) = participant.participant().zip(participant.base()) else { return diagnostics };
    if fields.roles.iter().all(|role| role.date.is_none()) {
        return diagnostics;
    }
    let mut compare = |as_: &str, date: &Date, span: Span| {
        if let Some(dated) = not_held(&fields.roles, as_, date) {
            let message =
                format!("by its record `{}` was not `{as_}` on `{}`", participant.id(), date.written());
            let held = Span { file: base.document.path.clone(), range: dated.range.clone() };
            diagnostics.push(
                Diagnostic::new(Code::RoleNotHeld, message, span)
                    .also(held, "the role is dated so")
                    .help("mend the dates of the role, the date here, or what stands in `as`"),
            );
        }
    };
    for (statement, _) in uses.statements.iter().filter(|(_, way)| *way == StatementUse::By) {
        if let (Some(as_), Some(date)) = (&statement.annotation().as_, &statement.date) {
            compare(as_, date, attributes_of(statement));
        }
    }
    for said in uses.attendance.iter().filter(|said| said.participant == participant.no) {
        let Some(date) = &index.card(said.event).date else { continue };
        let file = &index.facts(said.said_in.0).document.path;
        for (_, as_) in said.as_.iter() {
            compare(as_, date, Span { file: file.clone(), range: said.place.clone() });
        }
    }
    diagnostics
}

/// The dates of a role of that title, where no role of that title has dates in which `date` may fall.
fn not_held<'a>(roles: &'a [Role], as_: &str, date: &Date) -> Option<&'a Located<Date>> {
    let as_ = text::fold_name(as_);
    let titled =
        || roles.iter().filter(|role| role.title.iter().any(|(_, title)| text::fold_name(title) == as_));
    let holds = |role: &Role| role.date.as_ref().is_none_or(|dates| dates.value.may_coincide(date));
    if titled().any(holds) {
        return None;
    }
    titled().find_map(|role| role.date.as_ref())
}
