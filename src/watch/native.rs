//! The system's watch: begins it, and says what its events mean.
//!
//! Goes in: the places to watch; events. Comes out: news for the bell, of paths of interest alone. What
//! the system has no words for on one platform (a write that is over, a rename) is taken for a change
//! that goes on. The disk is asked for nothing but whether what has come is a folder or a link.

use super::Hinted;
use super::bell::{Bell, News, Stage};
use super::places::Places;
use crate::source::is_editor_leftover;
use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::fs;
use std::io;
use std::path::Path;

/// A watch of the system.
pub(super) type Native = Box<dyn Watcher + Send>;

/// What begins one that watches nothing yet.
pub(super) type Starter = Box<dyn Fn(Bell) -> notify::Result<Native> + Send>;

/// Begins a watch that watches nothing yet.
///
/// # Errors
/// What the system says.
pub(super) fn start(bell: Bell) -> notify::Result<Native> {
    // A link may lead to a whole disk; what those lead to that count is found in `places`.
    let config = Config::default().with_follow_symlinks(false);
    let watcher = RecommendedWatcher::new(move |event| hear(&bell, event), config)?;
    Ok(Box::new(watcher))
}

/// Watches places.
///
/// # Errors
/// What the system says, but that a folder is gone by now: the folder above it tells of that.
pub(super) fn watch(mut native: Native, places: &Places) -> notify::Result<Native> {
    let flat = places.flat().map(|folder| (folder, RecursiveMode::NonRecursive));
    let deep = places.deep().map(|folder| (folder, RecursiveMode::Recursive));
    for (folder, mode) in flat.chain(deep) {
        match native.watch(folder, mode) {
            Err(error) if is_gone(&error) => {}
            outcome => outcome?,
        }
    }
    Ok(native)
}

/// Why the system does not watch, as a part of a sentence.
pub(super) fn reason(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (on Linux see `fs.inotify.max_user_watches`)".into()
        }
        notify::ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_OPEN) => {
            "the system allows no more watches (on Linux see `fs.inotify.max_user_instances`)".into()
        }
        _ => format!("the system does not watch the site's folders: {error}"),
    }
}

/// `EMFILE`, for which the standard library has no name; the same number on all Unixes.
const TOO_MANY_OPEN: i32 = 24;

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Hears an event of the system, and tells the bell what is of interest.
pub(super) fn hear(bell: &Bell, event: notify::Result<notify::Event>) {
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
            return bell.tell_of_trouble(reason(&error));
        }
        // What it could not tell may be anything.
        Err(_) => return bell.ring(Hinted::Everything),
    };
    let is_silent = matches!(event.kind, EventKind::Access(kind) if kind != WRITTEN);
    if event.need_rescan() || (event.paths.is_empty() && !is_silent) {
        return bell.ring(Hinted::Everything);
    }
    if is_silent {
        return;
    }
    let places = bell.places();
    let mut news = Vec::new();
    let mut has_moved_places = false;
    for (number, path) in event.paths.iter().enumerate() {
        if !places.is_of_interest(path) {
            continue;
        }
        let is_move = matches!(
            event.kind,
            EventKind::Any
                | EventKind::Create(_)
                | EventKind::Remove(_)
                | EventKind::Modify(ModifyKind::Any | ModifyKind::Name(_))
        );
        // Only what comes or goes is worth asking the disk about: there are many more writes.
        let data = if is_move { fs::symlink_metadata(path).ok() } else { None };
        let is_link = data.as_ref().is_some_and(fs::Metadata::is_symlink);
        has_moved_places |= is_move && (is_link || places.holds_a_place(path));
        let is_new_folder = data.is_some_and(|data| data.is_dir());
        news.push(News { path: path.clone(), stage: stage(&event, number), is_new_folder });
    }
    bell.tell(news);
    if has_moved_places {
        bell.tell_of_places();
    }
}

/// A file that was open for writing is closed.
const WRITTEN: AccessKind = AccessKind::Close(AccessMode::Write);

/// How far an event says that a change of one of its paths has come.
fn stage(event: &notify::Event, number: usize) -> Stage {
    let is_leftover = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        is_editor_leftover(&name)
    };
    match event.kind {
        // What an editor leaves beside a file is not what anybody waits for.
        _ if is_leftover(&event.paths[number]) => Stage::Aside,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Stage::Over,
        // Where it was, nothing is to come any more; unless an editor has put it aside to write it anew.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {
            if event.paths.last().is_some_and(|to| is_leftover(to)) { Stage::Begun } else { Stage::Over }
        }
        EventKind::Modify(ModifyKind::Metadata(_)) => Stage::Aside,
        _ => Stage::Begun,
    }
}
