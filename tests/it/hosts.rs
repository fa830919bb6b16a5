//! What hosts are given beside the pages, and pages as a host or a disk answers them.

use crate::cli::briefing;
use crate::folder::Folder;
use crate::support::{Built, build_folder, read, settings};
use briefing::build::{BuildCache, Silent, build};
use briefing::output::Memory;
use predicates::str::contains;
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::path::Path;

const BASE_URL: &str = "base_url = \"https://example.org/news/\"\n";

/// A site in two languages, with an article in both, one in the first alone, and old addresses.
fn site(more: &str) -> Folder {
    let site = Folder::new();
    site.write("site.toml", format!("[site]\ntitle = \"Desk\"\nlanguages = [\"en\", \"nl\"]\n{more}"));
    site.write("content/participants/ann-lee.md", "---\nname: Ann Lee\nkind: person\n---\n");
    let call = "---\ntitle: The call\ndate: 2025-03-15\nredirect_from: [/old/call]\n---\n\n[Ann Lee](@ann-lee) spoke.\n";
    site.write("content/articles/call.md", call);
    site.write("content/articles/call.nl.md", "---\ntitle: Het gesprek\n---\n\n[Ann Lee](@ann-lee) sprak.\n");
    site.write(
        "content/articles/alone.md",
        "---\ntitle: Alone\ndate: 2025-03-15T23:00-05:00\n---\n\nText.\n",
    );
    site
}

fn text(built: &Built, path: &str) -> String {
    let bytes = built.files.get(path).unwrap_or_else(|| panic!("`{path}` is not made:\n{}", built.report));
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn values(html: &str, selector: &str, attribute: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let selector = Selector::parse(selector).unwrap();
    let found = document.select(&selector).filter_map(|element| element.value().attr(attribute));
    found.map(str::to_owned).collect()
}

#[test]
fn the_sitemap_holds_every_page_and_no_other() {
    let built = build_folder(site(BASE_URL).path());
    let sitemap = text(&built, "sitemap.xml");
    let listed: BTreeSet<String> = sitemap
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap().replace("https://example.org/news/", ""))
        .collect();
    let pages: BTreeSet<String> = built
        .files
        .keys()
        .filter(|path| !path.starts_with("old/"))
        .filter_map(|path| path.strip_suffix("index.html"))
        .map(str::to_owned)
        .collect();
    assert_eq!(listed, pages);
    let entry = |path: &str| {
        let start = sitemap.find(&format!("<loc>https://example.org/news/{path}</loc>")).unwrap();
        sitemap[start..].split("</url>").next().unwrap().to_owned()
    };
    assert!(entry("articles/call/").contains("<lastmod>2025-03-15</lastmod>"));
    assert!(entry("articles/alone/").contains("<lastmod>2025-03-15</lastmod>"), "the day that is written");
    assert!(!entry("participants/ann-lee/").contains("lastmod"));
    assert!(!entry("articles/alone/").contains("xhtml:link"), "it has no translation");
    // The page itself says the same of its translations.
    let page = text(&built, "nl/articles/call/index.html");
    for href in values(&page, "link[rel=alternate]", "href") {
        assert!(entry("nl/articles/call/").contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(text(&built, "robots.txt").contains("Sitemap: https://example.org/news/sitemap.xml\n"));
}

#[test]
fn without_an_address_there_is_no_sitemap() {
    let site = site("");
    let built = build_folder(site.path());
    assert!(!built.files.contains_key("sitemap.xml"));
    assert!(!text(&built, "robots.txt").contains("Sitemap"));
    briefing(site.path(), &["build"]).assert().code(0).stderr(contains("the sitemap are left out"));
}

#[test]
fn an_old_address_leads_on_without_a_host() {
    for (more, canonical) in [("", None), (BASE_URL, Some("https://example.org/news/articles/call/"))] {
        let built = build_folder(site(more).path());
        let page = text(&built, "old/call/index.html");
        assert_eq!(values(&page, "html", "lang"), ["en"]);
        assert_eq!(values(&page, "meta[name=robots]", "content"), ["noindex"]);
        assert_eq!(values(&page, "meta[http-equiv=refresh]", "content"), ["0; url=../../articles/call/"]);
        assert_eq!(values(&page, "main a", "href"), ["../../articles/call/"]);
        let canonical: Vec<String> = canonical.into_iter().map(str::to_owned).collect();
        assert_eq!(values(&page, "link[rel=canonical]", "href"), canonical);
    }
}

#[test]
fn files_for_hosts_are_there_and_those_of_the_site_come_first() {
    let site = site(BASE_URL);
    site.write("static/_headers", "/x\n  X-Own: 1\n");
    site.write("static/_redirects", "/feed /articles/ 302\n");
    let built = build_folder(site.path());
    assert_eq!(text(&built, ".nojekyll"), "");
    assert_eq!(
        text(&built, "_redirects"),
        "/feed /articles/ 302\n\n/news/old/call /news/articles/call/ 301\n"
    );
    let headers = text(&built, "_headers");
    assert!(headers.starts_with("/x\n  X-Own: 1\n\n/news/*\n  Content-Security-Policy: default-src 'none';"));
    let theme: Vec<&String> = built.files.keys().filter(|path| path.starts_with("theme/")).collect();
    assert!(theme.len() > 1);
    for path in theme {
        let rule = format!("\n/news/{path}\n  Cache-Control: public, max-age=31536000, immutable\n");
        assert!(headers.contains(&rule), "{path}");
    }
    for name in ["robots.txt", "404.html", "sitemap.xml", "CNAME"] {
        site.write(&format!("static/{name}"), format!("own {name}"));
    }
    let built = build_folder(site.path());
    for name in ["robots.txt", "404.html", "sitemap.xml", "CNAME"] {
        assert_eq!(text(&built, name), format!("own {name}"), "{}", built.report);
    }
}

#[test]
fn what_a_site_sends_with_every_file_is_not_sent_twice() {
    let site = site(BASE_URL);
    let own = "/*\n  Content-Security-Policy: default-src *\n/news/theme/*\n  Cache-Control: no-cache\n";
    site.write("static/_headers", own);
    let built = build_folder(site.path());
    let expected = format!("{own}\n/news/*\n  X-Content-Type-Options: nosniff\n");
    assert_eq!(text(&built, "_headers"), expected);
}

#[test]
fn the_page_for_what_is_not_found_works_at_any_address() {
    for (more, start) in [("", "/"), (BASE_URL, "/news/")] {
        let built = build_folder(site(more).path());
        let page = text(&built, "404.html");
        let mut addresses = values(&page, "[href]", "href");
        addresses.extend(values(&page, "[src]", "src"));
        let inner: Vec<&String> = addresses.iter().filter(|address| !address.starts_with('#')).collect();
        assert!(inner.len() > 5);
        for address in inner {
            assert!(address.starts_with(start), "{address}");
            let path = address[start.len()..].split('#').next().unwrap();
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.into()
            };
            assert!(built.files.contains_key(&file), "{address} leads to {file}");
        }
    }
}

#[test]
fn of_static_nothing_hidden_left_over_or_secret_is_published() {
    let site = site("");
    let left_out = [
        ".env",
        ".git/config",
        ".DS_Store",
        "a.txt~",
        ".a.txt.swp",
        "a.txt.swp",
        "#a.txt#",
        ".#a.txt",
        "4913",
        "id_rsa",
        "id_rsa.pub",
        "server.pem",
        "Server.KEY",
        "deep/.htpasswd",
        "deep/.well-known/x",
    ];
    for name in left_out {
        site.write(&format!("static/{name}"), "secret");
    }
    for name in [".well-known/security.txt", "a.txt", "_x/y.txt"] {
        site.write(&format!("static/{name}"), "open");
    }
    let built = build_folder(site.path());
    for name in left_out {
        assert!(!built.files.contains_key(name), "{name}");
    }
    for name in [".well-known/security.txt", "a.txt", "_x/y.txt"] {
        assert_eq!(text(&built, name), "open");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_key_does_not_publish_it() {
    let site = site("");
    site.write("content/articles/id_rsa", "secret");
    std::os::unix::fs::symlink("id_rsa", site.path().join("content/articles/notes.txt")).unwrap();
    site.write(
        "content/articles/noted.md",
        "---\ntitle: Noted\ndate: 2025-03-15\n---\n\nSee [these](notes.txt).\n",
    );
    let built = build_folder(site.path());
    assert!(built.report.contains("error[bad-file-name]: the file name `id_rsa`"), "{}", built.report);
    assert!(built.files.values().all(|bytes| &bytes[..] != b"secret"));
}

/// Every link of every page of this repository's own site leads to a file: by its name where pages are
/// read from disk, by the folder's where a host answers.
#[test]
fn every_relative_link_leads_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = read(root);
    let old = "---\ntitle: Moved\ndate: 2025-03-15\nredirect_from: [/a/b/c.html, /old]\n---\n\nText.\n";
    for file_links in [true, false] {
        let mut config = (*example.settings.as_ref().unwrap().config).clone();
        config.build.file_links = file_links;
        let mut sources = example.sources.clone();
        let path = briefing::paths::SourcePath::new("content/articles/moved.md").unwrap();
        sources.insert(briefing::source::Source::from_text(path, old));
        let sink = Memory::new();
        build(&settings(config), &sources, &mut BuildCache::new(), &sink, &Silent).unwrap();
        let files = sink.into_files();
        let names: BTreeSet<&str> = files.keys().map(|path| path.as_str()).collect();
        assert!(names.contains("a/b/c.html") && names.contains("old/index.html"));
        let mut count = 0;
        for (path, bytes) in files.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
            // It is answered at any address, so that its links are no relative ones.
            if path.as_str() == "404.html" {
                continue;
            }
            for link in links(&String::from_utf8_lossy(bytes)) {
                let target = resolved(path.as_str(), &link);
                let answered = if file_links { target.clone() } else { as_a_host(&target) };
                assert!(names.contains(&*answered), "{path}: `{link}` leads to `{answered}`");
                count += 1;
            }
        }
        assert!(count > 1_000, "{count}");
    }
}

/// The relative links of a page, without query and fragment.
fn links(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let holders = Selector::parse("[href], [src], meta[http-equiv=refresh]").unwrap();
    let mut links: Vec<String> = document
        .select(&holders)
        .filter_map(|element| {
            let value = |name| element.value().attr(name);
            let address = value("href").or(value("src"));
            address.or_else(|| Some(value("content")?.split_once("url=")?.1)).map(str::to_owned)
        })
        .collect();
    links.retain(|link| !link.starts_with('#') && !link.starts_with("mailto:") && !link.contains("://"));
    links.iter().map(|link| link.split(['?', '#']).next().unwrap().to_owned()).collect()
}

/// The file or folder that a link on a page means.
fn resolved(page: &str, link: &str) -> String {
    assert!(!link.starts_with('/'), "`{link}` on `{page}` holds only at the root of a host");
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    for segment in link.split('/') {
        match segment {
            "." => {}
            ".." => assert!(segments.pop().is_some(), "`{link}` on `{page}` leaves the site"),
            _ => segments.push(segment),
        }
    }
    briefing::paths::percent_decoded(&segments.join("/")).into_owned()
}

fn as_a_host(target: &str) -> String {
    if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target.to_owned() }
}

#[cfg(unix)]
#[test]
fn everybody_may_read_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["077", "000"] {
        let site = site(BASE_URL);
        site.write("static/files/a.txt", "x");
        std::fs::set_permissions(site.path().join("static/files/a.txt"), PermissionsExt::from_mode(0o600))
            .unwrap();
        let program = env!("CARGO_BIN_EXE_briefing");
        let script = format!("umask {umask}; exec '{program}' build");
        assert_cmd::Command::new("sh").current_dir(site.path()).args(["-c", &script]).assert().code(0);
        let mut folders = vec![site.path().join("public")];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
                let expected = if path.is_dir() { 0o755 } else { 0o644 };
                let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
                assert_eq!(mode, expected, "{}", path.display());
                count += 1;
                folders.extend(path.is_dir().then_some(path));
            }
        }
        assert!(count > 20);
    }
}

#[test]
fn no_page_asks_anything_of_another_host() {
    let site = site(BASE_URL);
    let far = "---\ntitle: Far\ndate: 2025-03-15\nimage: {src: \"https://example.net/cover.png\"}\n---\n\n\
                ![A map](https://example.net/map.png)\n";
    site.write("content/articles/far.md", far);
    let built = build_folder(site.path());
    let page = text(&built, "articles/far/index.html");
    assert!(page.contains("<a href=\"https://example.net/map.png\""), "a link is no request");
    assert_eq!(values(&page, "meta[property='og:image']", "content"), ["https://example.net/cover.png"]);
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        let mut asked = values(&html, "[src], [srcset], [poster], [data]", "src");
        asked.extend(values(&html, "link[rel=stylesheet], link[rel=icon]", "href"));
        for address in asked {
            assert!(!address.contains("//"), "{path} asks for {address}");
        }
    }
}
