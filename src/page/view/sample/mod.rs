//! Views with every field filled, for tests of templates.

mod lists;
mod pieces;
mod records;

use super::*;

pub(crate) use pieces::site;

/// One view of each kind, filled.
pub(crate) fn filled() -> Vec<View> {
    let mut views = lists::all();
    views.extend(records::all());
    views
}

/// One view of each kind that holds nothing but its shell.
pub(crate) fn empty() -> Vec<View> {
    vec![
        View::Home(Box::default()),
        View::Articles(Box::default()),
        View::Article(Box::default()),
        View::Participants(Box::default()),
        View::Participant(Box::default()),
        View::Events(Box::default()),
        View::Event(Box::default()),
        View::Topics(Box::default()),
        View::Topic(Box::default()),
        View::Positions(Box::default()),
        View::Attendance(Box::default()),
        View::Timeline(Box::default()),
        View::Statements(Box::default()),
        View::Changes(Box::default()),
        View::Sources(Box::default()),
        View::Source(Box::default()),
        View::Corrections(Box::default()),
        View::Page(Box::default()),
        View::Redirect(Box::default()),
        View::NotFound(Box::default()),
        View::ListPart(Box::default()),
    ]
}
