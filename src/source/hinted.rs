//! Looks at some paths alone, and takes all else over from the look before.
//!
//! Goes in: a look, and the paths at which something may have changed since. Comes out: the look as one at
//! everything would be now, or the answer that some paths do not suffice. They do where each input stands
//! under its very path, nothing is reported and no link is met: then what happens at one path changes what
//! is there and nothing else. What does not suffice is no error.

use super::find::{CONFIGURATION, Finder, Room, STATIC, TEMPLATES, is_without_effect};
use super::names::is_passed_over;
use super::reading::Reading;
use super::scanner::Last;
use crate::paths::SourcePath;
use crate::text::nfc;
use std::io;
use std::path::{Component, Path, PathBuf};

/// How many paths are looked at one by one; for more of them everything costs no more.
const MANY: usize = 1000;

/// A path that was asked for, as it is looked at.
struct Place {
    disk: PathBuf,
    path: SourcePath,
    room: Room,
    /// How many folders below the place where its room begins.
    depth: usize,
}

/// What is done about a path that was asked for.
enum Answer {
    /// It is no part of a site.
    Nothing,
    /// It is looked at.
    Look(Place),
    /// Everything must be looked at.
    TooLittle,
}

/// Brings a look up to date; `false`, and as it was, where that takes a look at everything.
///
/// # Errors
/// What the disk says, with the path; the look is as it was.
pub(super) fn look(last: &mut Last, reading: Reading<'_>) -> io::Result<bool> {
    let is_simple = last.is_plain && last.scan.diagnostics.is_empty() && has_rooms_apart(last);
    if !is_simple || reading.asked.len() > MANY {
        return Ok(false);
    }
    let mut places: Vec<Place> = Vec::new();
    for asked in reading.asked {
        match judge(last, asked) {
            Answer::Nothing => {}
            // In their order, what lies in a folder follows it.
            Answer::Look(place) if places.last().is_some_and(|known| place.disk.starts_with(&known.disk)) => {
            }
            Answer::Look(place) => places.push(place),
            Answer::TooLittle => return Ok(false),
        }
    }
    let mut finder = Finder {
        passed_over: last.passed_over.clone(),
        text_bytes: last.settings.text_bytes,
        ..Finder::new(last.root.clone())
    };
    for place in &places {
        finder.walk_part(&place.disk, place.depth, place.room)?;
    }
    if !finder.is_plain || !finder.scan.diagnostics.is_empty() {
        return Ok(false);
    }
    replace(last, &places, finder, reading)?;
    Ok(true)
}

/// Whether no room lies in another, so that a path tells its room.
fn has_rooms_apart(last: &Last) -> bool {
    let content = Path::new(&last.settings.content);
    let is_below_the_root = content.components().all(|part| matches!(part, Component::Normal(_)));
    let apart = |other: &str| !content.starts_with(other) && !Path::new(other).starts_with(content);
    is_below_the_root && [CONFIGURATION, TEMPLATES, STATIC].into_iter().all(apart)
}

/// Finds out whether what happens at a path is told by it alone.
fn judge(last: &Last, asked: &Path) -> Answer {
    let Ok(below) = asked.strip_prefix(&last.root) else { return Answer::TooLittle };
    let tops = [
        (CONFIGURATION, Room::Texts),
        (&*last.settings.content, Room::Content),
        (TEMPLATES, Room::Texts),
        (STATIC, Room::Static),
    ];
    let Some((top, room)) = tops.into_iter().find(|(top, _)| below.starts_with(top)) else {
        // A folder that a room stands in, or is.
        let holds_a_room = tops.iter().any(|(top, _)| Path::new(top).starts_with(below));
        return if holds_a_room { Answer::TooLittle } else { Answer::Nothing };
    };
    if last.passed_over.iter().any(|passed| asked.starts_with(passed)) {
        return Answer::Nothing;
    }
    let Some(path) = below.to_str().map(|_| segments(below)) else { return Answer::TooLittle };
    let depth = path.len() - Path::new(top).components().count();
    let inner = &path[path.len() - depth..];
    if inner.iter().any(|name| is_without_effect(name, room)) {
        return Answer::Nothing;
    }
    let is_strange = |name: &String| nfc(name) != *name || (room == Room::Static && is_passed_over(name));
    let Some(path) = SourcePath::new(&path.join("/")) else { return Answer::TooLittle };
    // The configuration, too, says more than what is at its path; it has a limit of its own.
    if depth == 0 || inner.iter().any(is_strange) || !stands_there(asked) {
        return Answer::TooLittle;
    }
    Answer::Look(Place { disk: asked.to_owned(), path, room, depth })
}

fn segments(path: &Path) -> Vec<String> {
    path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}

/// Whether a path, or the folder that it would stand in, is reached without a link and under the name
/// that it is asked by.
fn stands_there(path: &Path) -> bool {
    match path.canonicalize() {
        Ok(found) => found == path,
        // A link that leads nowhere is there.
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() => {
            path.parent().is_some_and(|folder| folder.canonicalize().is_ok_and(|found| found == folder))
        }
        Err(_) => false,
    }
}

/// Puts what was found in the places of what was there.
fn replace(last: &mut Last, places: &[Place], finder: Finder, reading: Reading<'_>) -> io::Result<()> {
    let mut gone = last.unsettled.clone();
    for place in places {
        let name = place.path.as_str();
        let inputs = last.seen.range(&place.path..).map(|(path, _)| path);
        let inputs = inputs.take_while(|path| path.as_str().starts_with(name));
        gone.extend(inputs.filter(|path| **path == place.path || path.below(name).is_some()).cloned());
    }
    let mut found = finder.found;
    let is_looked_at = |path: &SourcePath| {
        places.iter().any(|place| *path == place.path || path.below(place.path.as_str()).is_some())
    };
    // What was read while it may have been written is read again, whoever asks.
    let unsettled = last.unsettled.iter().filter(|path| !is_looked_at(path));
    found.extend(unsettled.filter_map(|path| last.seen.get(path)).map(|seen| seen.found.clone()));
    let read = reading.read(&found, &last.seen)?;
    for path in gone {
        last.forget(&path);
    }
    for seen in read {
        last.remember(seen);
    }
    last.scan.left_out.retain(|path| !is_looked_at(path));
    last.scan.left_out.extend(finder.scan.left_out);
    last.scan.left_out.sort();
    last.scan.left_out.dedup();
    Ok(())
}
