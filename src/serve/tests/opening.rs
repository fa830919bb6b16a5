//! Opening sources in an editor.

use super::*;

/// A site with one source, an editor that writes down what it is called with, and a preview of it.
struct Desk {
    preview: Preview,
    root: tempfile::TempDir,
}

impl Desk {
    fn new(command: Option<&str>) -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("content")).unwrap();
        std::fs::write(root.path().join("content/a.md"), "").unwrap();
        let preview = Preview::rooted(root.path().to_owned(), Limits::default());
        let mut site = Site::default();
        site.editor = command.map(str::to_owned);
        preview.server.publish(site.edition(1));
        Self { preview, root }
    }

    fn request(&self, body: &str) -> Request {
        let origin = format!("http://localhost:{}", self.preview.port);
        Request::new("POST", "/.briefing/open").header("Origin", &origin).body(body)
    }

    fn status(&self, body: &str) -> u16 {
        let token = &self.preview.server.state.token;
        self.request(body).header("X-Briefing-Token", token).send(self.preview.port).status
    }
}

const PLACE: &str = r#"{"file":"content/a.md","line":3,"column":7}"#;

#[cfg(unix)]
#[test]
fn the_editor_is_called_with_the_place() {
    let desk = Desk::new(Some(
        r#"/bin/sh -c 'printf "%s\n" "$@" > part && mv part called' e {file}:{line} "{column} x""#,
    ));
    assert_eq!(desk.status(PLACE), 204);
    let called = desk.root.path().join("called");
    wait_for("the editor to write", || called.exists());
    let file = desk.root.path().join("content/a.md");
    assert_eq!(std::fs::read_to_string(called).unwrap(), format!("{}:3\n7 x\n", file.display()));
}

#[test]
fn without_the_token_or_an_origin_nothing_is_opened() {
    let desk = Desk::new(Some("true"));
    let token = desk.preview.server.state.token.clone();
    let send = |request: Request| request.send(desk.preview.port).status;
    assert_eq!(send(desk.request(PLACE)), 403, "no token");
    assert_eq!(send(desk.request(PLACE).header("X-Briefing-Token", "0")), 403, "another token");
    let bare = || Request::new("POST", "/.briefing/open").header("X-Briefing-Token", &token).body(PLACE);
    assert_eq!(send(bare()), 403, "no origin");
    assert_eq!(send(bare().header("Origin", "http://localhost:1")), 403, "another origin");
    assert_eq!(send(bare().header("Origin", "null")), 403);
}

#[test]
fn only_sources_that_are_there_are_opened() {
    let desk = Desk::new(Some("true"));
    assert_eq!(desk.status(r#"{"file":"content/b.md"}"#), 404);
    for path in ["../x", "/etc/passwd", "content/../../x"] {
        assert_eq!(desk.status(&format!("{{\"file\":\"{path}\"}}")), 403, "{path}");
    }
    for body in ["{}", "x", r#"{"file":1}"#, r#"{"file":"content/a.md","line":-1}"#] {
        assert_eq!(desk.status(body), 400, "{body}");
    }
    assert_eq!(desk.status(&format!("{{\"file\":\"{}\"}}", "a".repeat(20_000))), 413);
}

#[test]
fn an_editor_that_cannot_be_called_is_told_of() {
    assert_eq!(Desk::new(None).status(PLACE), 404);
    assert_eq!(Desk::new(Some("e 'open")).status(PLACE), 500);
    let desk = Desk::new(Some("/nowhere/editor"));
    let token = &desk.preview.server.state.token;
    let reply = desk.request(PLACE).header("X-Briefing-Token", token).send(desk.preview.port);
    assert_eq!(reply.status, 500);
    let why = "o editor was opened: `serve.editor` in `site.toml` names `/nowhere/editor`, which cannot be";
    assert!(reply.text().contains(why), "{}", reply.text());
    let notice = desk.preview.notices.recv_timeout(DEADLINE).unwrap();
    assert!(notice.contains(why), "{notice}");
}
