//! Streams of events: who is told what.

use super::client::Events;
use super::site::finding;
use super::*;

fn pages(a: &str, b: &str) -> Site {
    Site::default().page("/a/", "a", a).page("/b/", "b", b)
}

#[test]
fn a_tab_is_greeted_with_all_that_it_needs() {
    let mut site = pages("1", "1");
    site.prefix = Some("/news/".to_owned());
    site.style = Some("/theme/s.1a2b3c4d.css".to_owned());
    site.editor = Some("e".to_owned());
    site.findings = Findings { shown: Shown::Bar, list: vec![finding("<i>\n\"x\"")] };
    let preview = Preview::of(site);
    let mut tab = Events::of(preview.port, "/a/", "1");
    assert_eq!(tab.line("retry: "), "500");
    let hello = tab.expect("hello");
    let token = &preview.server.state.token;
    let start = format!(
        r#"{{"build":1,"token":"{token}","editor":true,"style":"/news/theme/s.1a2b3c4d.css","findings":"#
    );
    assert!(hello.starts_with(&start), "{hello}");
    let list = r#"{"shown":"bar","list":[{"severity":"error","code":"unknown-reference","#.to_owned()
        + r#""message":"<i>\n\"x\"","place":{"file":"content/a.md","line":3,"column":7},"#
        + r#""excerpt":"3 | <b>\n  | ^","help":null,"text":"error: <i>\n\"x\""}]}}"#;
    assert!(hello.ends_with(&list), "{hello}");
    assert_eq!(preview.server.open_pages(), [UrlPath::new("/a/")]);
}

#[test]
fn a_tab_hears_of_its_own_page_when_it_changed() {
    let preview = Preview::of(pages("1", "1"));
    let mut a = Events::of(preview.port, "/a/", "1");
    let mut b = Events::of(preview.port, "/b/", "1");
    a.expect("hello");
    b.expect("hello");
    wait_for("the tabs to be compared", || preview.server.state.tabs.are_compared());
    let sent = preview.server.publish(pages("2", "1").edition(2));
    assert_eq!(sent.changed, [UrlPath::new("/a/")]);
    let build = r#"{"build":2,"changed":["/a/"],"style":null}"#;
    assert_eq!((a.expect("build"), b.expect("build")), (build.to_owned(), build.to_owned()));
    let sent = preview.server.publish(pages("2", "1").edition(3));
    assert!(sent.changed.is_empty(), "it was told once");
    assert_eq!(a.expect("build"), r#"{"build":3,"changed":[],"style":null}"#);
}

#[test]
fn a_new_stylesheet_is_no_change_of_a_page() {
    let preview = Preview::of(pages("1", "1"));
    let mut tab = Events::of(preview.port, "/a/", "1");
    tab.expect("hello");
    let mut site = pages("1", "1");
    site.style = Some("/theme/s.00000000.css".to_owned());
    assert!(preview.server.publish(site.edition(2)).changed.is_empty());
    assert_eq!(tab.expect("build"), r#"{"build":2,"changed":[],"style":"/theme/s.00000000.css"}"#);
}

#[test]
fn a_tab_that_comes_back_with_an_old_version_is_told_at_once() {
    let preview = Preview::of(pages("2", "1"));
    let mut tab = Events::of(preview.port, "/a/", "1");
    tab.expect("hello");
    assert_eq!(tab.expect("changed"), r#"{"build":1,"changed":["/a/"],"style":null}"#);
}

#[test]
fn a_page_that_comes_and_goes_changes_what_a_tab_shows() {
    let preview = Preview::of(Site::default().not_found("none", "n1"));
    let mut tab = Events::of(preview.port, "/a/", "nothing n1");
    tab.expect("hello");
    let publish = |number, site: Site| preview.server.publish(site.edition(number)).changed;
    assert!(publish(2, Site::default().not_found("none", "n1")).is_empty());
    assert_eq!(publish(3, pages("1", "1")), [UrlPath::new("/a/")]);
    assert_eq!(publish(4, Site::default().not_found("none", "n1")), [UrlPath::new("/a/")]);
    assert_eq!(publish(5, Site::default().not_found("none", "n2")), [UrlPath::new("/a/")]);
}

#[test]
fn findings_are_told_when_they_are_others() {
    let preview = Preview::of(pages("1", "1"));
    let mut tab = Events::of(preview.port, "/a/", "1");
    tab.expect("hello");
    let broken = Findings { shown: Shown::Overlay, list: vec![finding("broken")] };
    let mut site = pages("1", "1");
    site.findings = broken.clone();
    preview.server.publish(site.edition(2));
    assert!(tab.expect("findings").starts_with(r#"{"shown":"overlay","list":[{"#));
    tab.expect("build");
    preview.server.findings(Arc::new(broken));
    preview.server.findings(Arc::new(Findings::default()));
    assert_eq!(tab.expect("findings"), r#"{"shown":"nothing","list":[]}"#);
    preview.server.findings(Arc::new(Findings { shown: Shown::Bar, list: vec![finding("later")] }));
    tab.expect("findings");
    let mut late = Events::of(preview.port, "/b/", "1");
    assert!(late.expect("hello").contains("later"));
}

#[test]
fn a_tab_that_closes_is_forgotten() {
    let preview = Preview::of(pages("1", "1"));
    let mut tab = Events::of(preview.port, "/a/", "1");
    tab.expect("hello");
    drop(tab);
    wait_for("the tab to be gone", || preview.server.open_pages().is_empty());
}

#[test]
fn a_stream_shows_that_it_lives() {
    let limits = Limits { ping: Duration::from_millis(20), ..Limits::default() };
    let preview = Preview::empty(limits);
    preview.server.publish(pages("1", "1").edition(1));
    let mut tab = Events::of(preview.port, "/a/", "1");
    assert_eq!((tab.line(": "), tab.line(": ")), ("ping".to_owned(), "ping".to_owned()));
}

#[test]
fn what_names_no_page_opens_no_stream() {
    let preview = Preview::of(pages("1", "1"));
    for query in ["", "?page=%2Fa%2F", "?version=1", "?page=a&version=1", "?page=%2F..%2F&version=1"] {
        assert_eq!(preview.get(&format!("/.briefing/events{query}")).status, 400, "{query}");
    }
}

#[test]
fn eight_tabs_are_served_at_once() {
    let preview = Preview::of(pages("1", "1"));
    let mut tabs: Vec<Events> = (0..8).map(|_| Events::of(preview.port, "/a/", "1")).collect();
    tabs.iter_mut().for_each(|tab| drop(tab.expect("hello")));
    assert!(preview.get("/a/").text().starts_with('a'));
    preview.server.publish(pages("2", "1").edition(2));
    tabs.iter_mut().for_each(|tab| drop(tab.expect("build")));
}

#[test]
fn stopping_ends_streams_and_does_not_wait_for_pages() {
    let site = pages("1", "1").page("/slow/", "s", "1");
    let gate = Arc::clone(&site.gate);
    let preview = Preview::of(site);
    let mut tab = Events::of(preview.port, "/a/", "1");
    tab.expect("hello");
    let _slow = Request::get("/slow/").open(preview.port, "close");
    wait_for("the page to be asked for", || preview.server.is_asked());
    let start = Instant::now();
    preview.server.stop();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert!(tab.is_over());
    gate.open();
}
