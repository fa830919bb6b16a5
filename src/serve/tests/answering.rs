//! Pages, redirects, what is not found, and who may ask.

use super::*;

fn site() -> Site {
    Site::default()
        .page("/", "<body>home</body>", "h1")
        .page("/a/", "<p>a</p></body>", "a1")
        .page("/café/", "é", "c1")
        .file("/theme/a.1a2b3c4d.css", "a{}")
        .file("/plain.html", "<body></body>")
        .not_found("<p>none</p></body>", "n1")
}

#[test]
fn a_page_has_the_script_and_says_how_long_it_is() {
    let reply = Preview::of(site()).get("/a/");
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.text(),
        "<p>a</p><script src=\"/.briefing/preview.js\" data-page=\"/a/\" data-version=\"a1\" defer>\
         </script></body>"
    );
    assert_eq!(reply.header("content-length"), reply.body.len().to_string());
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(reply.header("cache-control"), "no-cache");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert!(reply.header("content-security-policy").starts_with("default-src 'none'; script-src 'self';"));
    assert!(reply.header("etag").starts_with('"'), "strong");
    assert_eq!(reply.header("access-control-allow-origin"), "");
}

#[test]
fn other_files_are_sent_as_they_are() {
    let preview = Preview::of(site());
    let style = preview.get("/theme/a.1a2b3c4d.css");
    assert_eq!((style.text(), style.header("content-type")), ("a{}", "text/css; charset=utf-8"));
    assert_eq!(style.header("content-security-policy"), "");
    assert_eq!(preview.get("/plain.html").text(), "<body></body>", "no page of the build");
}

#[test]
fn addresses_are_decoded_and_an_index_is_its_folder() {
    let preview = Preview::of(site());
    assert!(preview.get("/caf%C3%A9/").text().contains("data-page=\"/café/\""));
    assert_eq!(preview.get("/a/index.html").body, preview.get("/a/").body);
    assert!(preview.get("/?x=1").text().starts_with("<body>home"));
}

#[test]
fn a_folder_without_its_slash_leads_to_it() {
    let preview = Preview::of(site());
    let reply = preview.get("/a?x=1&y");
    assert_eq!((reply.status, reply.header("location")), (301, "/a/?x=1&y"));
    assert_eq!(preview.get("/caf%C3%A9").header("location"), "/caf%C3%A9/");
}

#[test]
fn what_is_not_there_is_told_by_the_sites_page() {
    let preview = Preview::of(site());
    let reply = preview.get("/b/");
    assert_eq!(reply.status, 404);
    assert!(reply.text().starts_with("<p>none</p><script src="), "{}", reply.text());
    assert!(reply.text().contains("data-page=\"/b/\" data-version=\"nothing n1\""), "{}", reply.text());
    assert!(reply.header("content-security-policy").starts_with("default-src"));
    let bare = Preview::of(Site::default()).get("/");
    assert_eq!((bare.status, bare.header("content-type")), (404, "text/plain; charset=utf-8"));
}

#[test]
fn no_path_leads_out() {
    let preview = Preview::of(site());
    for path in [
        "/../x",
        "/%2e%2e/x",
        "/..%2fx",
        "/%2E%2E%5cx",
        "//etc/passwd",
        "/a/%00",
        "/a/..",
        "/%ff",
        "/a%5c",
        "/%252e%252e/x",
        "/.briefing/x",
        "/.briefing/../a/",
        "/.briefing%2fevents",
    ] {
        let reply = preview.get(path);
        assert!([400, 404].contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.header("location").starts_with("//"), "{path}");
    }
}

#[test]
fn only_reading_is_allowed() {
    let preview = Preview::of(site());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "X"] {
        let reply = Request::new(method, "/a/").send(preview.port);
        assert_eq!((reply.status, reply.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    let reply = Request::new("POST", "/.briefing/preview.js").send(preview.port);
    assert_eq!((reply.status, reply.header("allow")), (405, "GET,HEAD"));
    let reply = preview.get("/.briefing/open");
    assert_eq!((reply.status, reply.header("allow")), (405, "POST"));
}

#[test]
fn rules_of_the_host_come_before_files() {
    let rules = "/old /a/ 301\n/a/ /moved/ 302\n/x/* /y/:splat?z 307\n";
    let preview = Preview::of(site().redirects(rules));
    let lead = |path| {
        let reply = preview.get(path);
        (reply.status, reply.header("location").to_owned())
    };
    assert_eq!(lead("/old?q"), (301, "/a/?q".to_owned()));
    assert_eq!(lead("/a/"), (302, "/moved/".to_owned()), "a page that leads on stands there too");
    assert_eq!(lead("/x/b/c?q"), (307, "/y/b/c?z".to_owned()));
}

#[test]
fn a_site_below_a_path_is_only_there() {
    let mut site = site().redirects("/news/old /news/a/ 301\n/old /news/b/ 301\n");
    site.prefix = Some("/news/".to_owned());
    let preview = Preview::of(site);
    let lead = |path| {
        let reply = preview.get(path);
        (reply.status, reply.header("location").to_owned())
    };
    assert_eq!(lead("/"), (302, "/news/".to_owned()));
    assert_eq!(lead("/news"), (301, "/news/".to_owned()));
    assert_eq!(lead("/news/a"), (301, "/news/a/".to_owned()));
    assert_eq!(lead("/news/old"), (301, "/news/a/".to_owned()));
    assert_eq!(lead("/old"), (301, "/news/b/".to_owned()));
    assert_eq!(lead("/a/"), (404, String::new()));
    assert!(preview.get("/news/a/").text().contains("data-page=\"/a/\""));
    assert_eq!(preview.server.address("/news/"), format!("http://localhost:{}/news/", preview.port));
}

#[test]
fn other_sites_get_nothing() {
    let preview = Preview::of(site());
    let status = |name, value| Request::get("/a/").header(name, value).send(preview.port).status;
    assert_eq!(status("Host", "evil.example"), 403);
    assert_eq!(status("Host", "127.0.0.1"), 200);
    assert_eq!(status("Sec-Fetch-Site", "cross-site"), 403);
    assert_eq!(status("Sec-Fetch-Site", "same-site"), 403);
    assert_eq!(status("Sec-Fetch-Site", "same-origin"), 200);
    let script = Request::get("/.briefing/preview.js").header("Sec-Fetch-Site", "cross-site");
    assert_eq!(script.send(preview.port).status, 403);
    let link = Request::get("/a/").header("Sec-Fetch-Site", "cross-site");
    assert_eq!(link.header("Sec-Fetch-Mode", "navigate").send(preview.port).status, 200);
    let events = Request::get("/.briefing/events?page=/&version=").header("Origin", "http://localhost:1");
    assert_eq!(events.send(preview.port).status, 403);
}

#[test]
fn the_scripts_own_files_have_types_and_tags() {
    let preview = Preview::of(site());
    for (path, kind) in [
        ("/.briefing/preview.js", "text/javascript; charset=utf-8"),
        ("/.briefing/preview.css", "text/css; charset=utf-8"),
    ] {
        let reply = preview.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (200, kind));
        assert!(!reply.header("etag").is_empty() && !reply.body.is_empty());
    }
}

#[test]
fn a_page_that_cannot_be_made_is_an_error_of_that_page_alone() {
    struct Broken;
    impl Pages for Broken {
        fn at(&self, address: &UrlPath) -> Result<Option<Served>, NotYet> {
            assert_ne!(address.as_str(), "/a/", "a defect");
            Ok(None)
        }
        fn not_found(&self) -> Option<Served> {
            None
        }
        fn version(&self, _: &UrlPath) -> Option<String> {
            None
        }
        fn redirects(&self) -> Option<Arc<str>> {
            None
        }
    }
    let preview = Preview::empty(Limits::default());
    let edition = Edition { pages: Arc::new(Broken), ..Site::default().edition(1) };
    preview.server.publish(edition);
    assert_eq!(preview.get("/a/").status, 500);
    assert_eq!(preview.get("/b/").status, 404);
    assert!(!preview.server.is_asked());
}
