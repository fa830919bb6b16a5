//! Requests that want what is not theirs.

use super::client;
use super::server::Server;
use super::site;

/// Text of files that are no part of the site's output.
const SECRETS: &[&str] = &["languages = [", "[Ann Lee][] hosted", "root:", "a secret"];

#[test]
fn no_path_leads_out_of_the_site() {
    let site = site::site();
    site.write("static/.hidden", "a secret\n");
    site.write(".env", "a secret\n");
    let server = Server::start(&site);
    for path in [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/..%2fsite.toml",
        "/..%5csite.toml",
        "/%252e%252e/site.toml",
        "/articles/../../site.toml",
        "/articles/first/../../../site.toml",
        "/.briefing/../site.toml",
        "/.briefing/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/site.toml",
        "/content/articles/first.md",
        "/static/info.txt",
        "/.hidden",
        "/.env",
        "/info.txt%00.html",
        "/file:///etc/passwd",
        "http://localhost/../../etc/passwd",
    ] {
        let reply = client::get(server.port, path, &[]);
        assert!(matches!(reply.status, 400 | 404), "`{path}` answers {}", reply.status);
        let found = SECRETS.iter().find(|secret| reply.text().contains(**secret));
        assert_eq!(found, None, "`{path}` answers\n{}", reply.text());
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_site() {
    let elsewhere = crate::folder::Folder::new();
    elsewhere.write("secret.txt", "a secret\n");
    let site = site::site();
    let server = Server::start(&site);
    server.program.hears(1, "pages, ready in");
    for name in ["secret.txt", "folder"] {
        let target = if name == "folder" { elsewhere.path().to_owned() } else { elsewhere.path().join(name) };
        std::os::unix::fs::symlink(target, site.path().join("static").join(name)).unwrap();
    }
    server.program.hears(1, "static/secret.txt");
    server.shows_nothing("/secret.txt");
    server.shows_nothing("/folder/secret.txt");
}

#[test]
fn other_sites_are_kept_out() {
    let site = site::site();
    let server = Server::start_with(&site, super::server::NOW, &["--allowed-host", "desk.example"]);
    let status = |path: &str, headers: &[(&str, &str)]| client::get(server.port, path, headers).status;
    assert_eq!(status("/", &[("Host", "evil.example")]), 403, "a name that leads here");
    assert_eq!(status("/", &[("Host", "desk.example")]), 200, "a name that was permitted");
    assert_eq!(status("/", &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")]), 403);
    assert_eq!(
        status("/", &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")]),
        200,
        "a link"
    );
    let events = "/.briefing/events?page=%2F&version=1";
    assert_eq!(status(events, &[("Origin", "http://evil.example")]), 403);
    let reply = client::get(server.port, "/", &[]);
    assert_eq!(reply.header("access-control-allow-origin"), "");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
}
