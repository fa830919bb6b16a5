//! What comes of events, and of their end.

use super::*;
use notify::event::{AccessKind, AccessMode, CreateKind, Flag, ModifyKind, RenameMode};

fn closed() -> EventKind {
    EventKind::Access(AccessKind::Close(AccessMode::Write))
}

#[test]
fn a_write_that_goes_on_is_waited_for() {
    let mut site = Site::silent();
    site.hear(EventKind::Modify(ModifyKind::Any), &["content/x.md"]);
    site.hear(closed(), &["content/a/y.md"]);
    let Hint { first, last, paths } = site.hint();
    assert!(last - first >= Duration::from_millis(30), "{:?}", last - first);
    assert_eq!(paths, Hinted::Paths([site.path("content/a/y.md"), site.path("content/x.md")].into()));
}

#[test]
fn an_editor_that_puts_the_text_aside_is_waited_for() {
    let mut site = Site::silent();
    let renamed = |mode| EventKind::Modify(ModifyKind::Name(mode));
    site.hear(renamed(RenameMode::From), &["content/x.md"]);
    site.hear(renamed(RenameMode::To), &["content/x.md~"]);
    site.hear(renamed(RenameMode::Both), &["content/x.md", "content/x.md~"]);
    let Hint { first, last, .. } = site.hint();
    assert!(last - first >= Duration::from_millis(30), "{:?}", last - first);
}

#[test]
fn a_new_folder_is_told_of_once_more_since_files_may_be_in_it() {
    let mut site = Site::silent();
    site.hear(EventKind::Create(CreateKind::Folder), &["content/a"]);
    let Hint { first, last, paths } = site.hint();
    assert_eq!(paths, only(site.path("content/a")));
    // Where the first hint comes that late, on a machine that is busy, it is the second, too.
    if last - first < Duration::from_millis(50) {
        assert_eq!(site.hint().paths, only(site.path("content/a")));
    }
}

#[test]
fn a_hint_of_many_paths_is_one_at_everything() {
    let mut site = Site::silent();
    let paths = |count: usize| -> Hinted {
        Hinted::Paths((0..count).map(|number| site.path(&format!("content/{number}.md"))).collect())
    };
    let (many, more) = (paths(MANY_PATHS), paths(MANY_PATHS + 1));
    site.watcher.bell().ring(many.clone());
    assert_eq!(site.hint().paths, many);
    site.watcher.bell().ring(more);
    assert_eq!(site.hint().paths, Hinted::Everything);
}

#[test]
fn events_that_do_not_end_are_handed_out() {
    let mut site = Site::silent();
    let bell = site.watcher.bell();
    let path = site.path("content/x.md");
    let stop = std::sync::atomic::AtomicBool::new(false);
    let hint = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let event = Event::new(EventKind::Modify(ModifyKind::Any)).add_path(path.clone());
                native::hear(&bell, Ok(event));
                std::thread::yield_now();
            }
        });
        let hint = site.hint();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        hint
    });
    assert_eq!(hint.paths, only(path));
}

#[test]
fn an_overflow_is_a_hint_at_everything() {
    let mut site = Site::silent();
    let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    native::hear(&site.watcher.bell(), Ok(event));
    assert_eq!(site.hint().paths, Hinted::Everything);
}

#[test]
fn an_error_of_the_watch_is_a_hint_at_everything() {
    let mut site = Site::silent();
    native::hear(&site.watcher.bell(), Err(notify::Error::generic("broken")));
    assert_eq!(site.hint().paths, Hinted::Everything);
    assert_eq!(site.watcher.notice(), None);
}

#[test]
fn a_limit_of_the_system_is_noticed_and_polling_takes_its_place() {
    let folder = folder();
    let starter: Starter = Box::new(|_| Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
    let watcher = Watcher::start_by(settings(folder.path()), starter).unwrap();
    let mut site = Site { folder, watcher };
    let notice = site.watcher.notice().unwrap().to_string();
    assert!(notice.contains("max_user_watches") && notice.contains("500 ms"), "{notice}");
    assert_eq!(site.hint().paths, Hinted::Everything);
    assert_eq!(site.hint().paths, Hinted::Everything);
}

#[test]
fn a_limit_that_is_met_later_is_noticed_too() {
    let mut site = Site::silent();
    assert_eq!(site.watcher.notice(), None);
    native::hear(&site.watcher.bell(), Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
    assert_eq!(site.hint().paths, Hinted::Everything);
    assert!(site.watcher.notice().is_some());
    assert_eq!(site.hint().paths, Hinted::Everything);
}

#[test]
fn polling_that_is_asked_for_is_no_notice() {
    let folder = folder();
    let settings = WatchSettings { method: Method::Polling, ..settings(folder.path()) };
    let mut site = Site { watcher: Watcher::start(settings).unwrap(), folder };
    assert_eq!(site.watcher.notice(), None);
    assert_eq!(site.hint().paths, Hinted::Everything);
}

#[test]
fn the_bell_has_rung_until_the_hint_is_handed_out() {
    let mut site = Site::silent();
    let bell = site.watcher.bell();
    assert!(!bell.has_rung());
    bell.ring(only(site.path("content/x.md")));
    assert!(bell.has_rung());
    assert_eq!(site.hint().paths, only(site.path("content/x.md")));
    assert!(!bell.has_rung());
}

#[test]
fn a_deadline_ends_waiting() {
    let mut site = Site::silent();
    assert!(matches!(site.watcher.wait(Some(Instant::now())), Wake::Deadline));
}

#[test]
fn stopping_ends_waiting_for_ever() {
    let mut site = Site::silent();
    let bell = site.watcher.bell();
    std::thread::scope(|scope| {
        scope.spawn(|| bell.stop());
        assert!(matches!(site.watcher.wait(None), Wake::Stopped));
    });
    bell.ring(Hinted::Everything);
    assert!(matches!(site.watcher.wait(None), Wake::Stopped));
}
