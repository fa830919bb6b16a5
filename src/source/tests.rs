use super::*;
use crate::diagnostics::Code;
use std::fs;
use std::path::Path;

fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn scanned(root: &Path) -> Scan {
    scan(root, &ScanSettings::default()).unwrap()
}

fn paths(scan: &Scan) -> Vec<&str> {
    scan.sources.iter().map(|source| source.path.as_str()).collect()
}

fn content<'a>(scan: &'a Scan, path: &str) -> &'a Content {
    &scan.sources.get(&SourcePath::new(path).unwrap()).unwrap().content
}

#[test]
fn what_belongs_to_the_site_is_found() {
    let root = site(&[
        ("site.toml", b""),
        ("README.md", b""),
        ("content/articles/2025/call.md", b"x"),
        ("content/articles/2025/map.png", b"x"),
        ("content/sources.toml", b""),
        ("templates/page.html", b""),
        ("static/_headers", b""),
        ("static/a.md", b""),
        ("public/index.html", b""),
    ]);
    let scan = scanned(root.path());
    assert_eq!(
        paths(&scan),
        [
            "content/articles/2025/call.md",
            "content/articles/2025/map.png",
            "content/sources.toml",
            "site.toml",
            "static/_headers",
            "static/a.md",
            "templates/page.html"
        ]
    );
    assert!(matches!(content(&scan, "content/articles/2025/map.png"), Content::File { length: 1, .. }));
    assert!(matches!(content(&scan, "static/a.md"), Content::File { .. }));
    assert!(matches!(content(&scan, "templates/page.html"), Content::Text(_)));
    assert!(scan.diagnostics.is_empty() && scan.left_out.is_empty());
}

#[test]
fn hidden_files_leftovers_and_the_output_are_passed_over() {
    let root = site(&[
        ("content/.git/x.md", b""),
        ("content/_drafts/x.md", b""),
        ("content/a.md~", b""),
        ("content/.a.md.swp", b""),
        ("content/.#a.md", b""),
        ("content/#a.md#", b""),
        ("content/4913", b""),
        ("content/out/x.md", b""),
        ("content/more/x.md", b""),
        ("content/a.md", b""),
    ]);
    let settings = ScanSettings {
        output: Some("content/out".into()),
        ignored: vec![root.path().join("content/more")],
        ..ScanSettings::default()
    };
    let scan = scan(root.path(), &settings).unwrap();
    assert_eq!(paths(&scan), ["content/a.md"]);
    assert!(scan.left_out.is_empty());
}

#[test]
fn what_static_leaves_out_is_named() {
    let root = site(&[
        ("static/.well-known/security.txt", b""),
        ("static/.well-known/.x", b""),
        ("static/.git/config", b""),
        ("static/deep/.well-known/x", b""),
        ("static/id_rsa", b""),
        ("static/x.pem", b""),
        ("static/x.css~", b""),
        ("static/x.css", b""),
    ]);
    let scan = scanned(root.path());
    assert_eq!(paths(&scan), ["static/.well-known/security.txt", "static/x.css"]);
    let left_out: Vec<&str> = scan.left_out.iter().map(SourcePath::as_str).collect();
    assert_eq!(
        left_out,
        [
            "static/.git",
            "static/.well-known/.x",
            "static/deep/.well-known",
            "static/id_rsa",
            "static/x.css~",
            "static/x.pem"
        ]
    );
}

#[test]
fn texts_lose_their_mark_and_must_be_utf8() {
    let root = site(&[("content/a.md", b"\xef\xbb\xbfone\r\n"), ("content/b.md", b"ab\xff")]);
    let scan = scanned(root.path());
    assert!(matches!(content(&scan, "content/a.md"), Content::Text(text) if &**text == "one\r\n"));
    assert!(matches!(content(&scan, "content/b.md"), Content::NotUtf8 { offset: 2 }));
    let path = SourcePath::new("content/a.md").unwrap();
    assert_eq!(scan.sources.get(&path).unwrap().hash, ContentHash::of(b"\xef\xbb\xbfone\r\n"));
    assert_eq!(scan.sources.source_map().text(&path), Some("one\r\n"));
}

#[test]
fn paths_are_in_one_normal_form() {
    let root = site(&[("content/e\u{301}.md", b"x")]);
    assert_eq!(paths(&scanned(root.path())), ["content/é.md"]);
}

#[test]
fn two_names_of_one_form_are_reported() {
    let root = site(&[("content/topics/e\u{301}.md", b"x"), ("content/topics/é.md", b"y")]);
    let scan = scanned(root.path());
    // Where the system itself takes the two for one, there is nothing to report.
    if fs::read_dir(root.path().join("content/topics")).unwrap().count() == 2 {
        let found: Vec<_> = scan.diagnostics.iter().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, Code::DuplicateOutput);
        assert_eq!(found[0].primary.as_ref().unwrap().file.as_str(), "content/topics/é.md");
    }
}

#[test]
fn a_missing_root_is_an_error_that_names_it() {
    let error = scan(Path::new("/nowhere/at/all"), &ScanSettings::default()).unwrap_err();
    assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_followed_inside_the_site_only() {
        let outside = site(&[("secret.md", b"s"), ("folder/x.md", b"s")]);
        let root =
            site(&[("content/a.md", b"a"), ("shared/b.md", b"b"), ("static/x", b""), (".key.pem", b"")]);
        let link = |target: &Path, path: &str| symlink(target, root.path().join(path)).unwrap();
        link(&root.path().join("shared"), "content/in");
        link(&outside.path().join("secret.md"), "content/out.md");
        link(&outside.path().join("folder"), "content/outer");
        link(&root.path().join("content"), "content/loop");
        link(Path::new("itself"), "content/itself");
        link(Path::new("nowhere.md"), "content/dangling.md");
        link(Path::new("user@host.123"), "content/.#a.md");
        link(Path::new("../.key.pem"), "static/innocent.txt");
        let scan = scanned(root.path());
        assert_eq!(paths(&scan), ["content/a.md", "content/in/b.md", "static/x"]);
        let reported: Vec<String> = scan
            .diagnostics
            .iter()
            .map(|diagnostic| {
                assert_eq!(diagnostic.code, Code::OutsideLink);
                format!("{} {}", diagnostic.primary.as_ref().unwrap().file, diagnostic.message)
            })
            .collect();
        assert_eq!(
            reported,
            [
                "content/dangling.md the symbolic link leads nowhere",
                "content/itself the symbolic link leads nowhere",
                "content/out.md the symbolic link leaves the site's folder and is not followed",
                "content/outer the symbolic link leaves the site's folder and is not followed",
            ]
        );
        assert_eq!(scan.left_out.len(), 1);
    }

    #[test]
    fn a_content_folder_outside_the_site_is_not_read() {
        let outside = site(&[("a.md", b"")]);
        let root = site(&[("site.toml", b"")]);
        symlink(outside.path(), root.path().join("content")).unwrap();
        let scan = scanned(root.path());
        assert_eq!(paths(&scan), ["site.toml"]);
        assert_eq!(scan.diagnostics.iter().count(), 1);
    }

    #[test]
    fn a_name_that_is_no_utf8_is_reported() {
        let root = site(&[("content/a.md", b"")]);
        fs::write(root.path().join("content").join(OsStr::from_bytes(b"b\xff.md")), "x").unwrap();
        let scan = scanned(root.path());
        assert_eq!(paths(&scan), ["content/a.md"]);
        assert_eq!(scan.diagnostics.iter().next().unwrap().code, Code::NotUtf8);
    }

    #[test]
    fn what_is_no_file_is_not_opened() {
        let root = site(&[("content/a.md", b"")]);
        std::os::unix::net::UnixListener::bind(root.path().join("content/socket.md")).unwrap();
        assert_eq!(paths(&scanned(root.path())), ["content/a.md"]);
    }
}

#[test]
fn a_text_that_is_too_large_is_not_held() {
    let root = site(&[("site.toml", b"x = 1"), ("content/a.md", b"four"), ("content/b.md", b"three")]);
    let scan = scan(root.path(), &ScanSettings { text_bytes: 4, ..ScanSettings::default() }).unwrap();
    assert!(matches!(content(&scan, "content/a.md"), Content::Text(_)));
    assert!(matches!(content(&scan, "content/b.md"), Content::TooLarge { length: 5, limit: 4 }));
    assert_eq!(
        scan.sources.get(&SourcePath::new("content/b.md").unwrap()).unwrap().hash,
        ContentHash::of(b"three")
    );
    // The file that gives the limit is not held to it.
    assert!(matches!(content(&scan, "site.toml"), Content::Text(_)));
}
