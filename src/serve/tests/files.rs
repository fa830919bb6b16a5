//! Conditions, parts, and files on the disk.

use super::*;

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let preview = Preview::of(Site::default().page("/", "x", "1"));
    let tag = preview.get("/").header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let reply = Request::get("/").header("If-None-Match", &known).send(preview.port);
        assert_eq!((reply.status, reply.body.len()), (304, 0), "{known}");
        assert_eq!(reply.header("etag"), tag);
    }
    let reply = Request::get("/").header("If-None-Match", "\"other\"").send(preview.port);
    assert_eq!(reply.status, 200);
    preview.server.publish(Site::default().page("/", "x", "2").edition(2));
    let reply = Request::get("/").header("If-None-Match", &tag).send(preview.port);
    assert_eq!(reply.status, 200, "what is sent is another page with another version");
}

#[test]
fn a_head_has_the_length_alone() {
    let preview = Preview::of(Site::default().page("/", "x", "1").not_found("y", "1"));
    for path in ["/", "/none", "/.briefing/preview.js"] {
        let (got, head) = (preview.get(path), Request::new("HEAD", path).send(preview.port));
        assert_eq!((head.status, head.body.len()), (got.status, 0), "{path}");
        assert_eq!(head.header("content-length"), got.body.len().to_string(), "{path}");
    }
}

#[test]
fn parts_are_sent_of_files_and_of_what_is_here() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    let film: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
    std::fs::write(&path, &film).unwrap();
    let preview = Preview::of(Site::default().disk("/film.mp4", path).file("/a.txt", "0123456789"));
    let part = |path, range: &str| Request::get(path).header("Range", range).send(preview.port);

    let reply = part("/a.txt", "bytes=2-4");
    assert_eq!((reply.status, reply.text()), (206, "234"));
    assert_eq!(reply.header("content-range"), "bytes 2-4/10");
    let reply = part("/film.mp4", "bytes=70000-");
    assert_eq!((reply.status, &reply.body[..]), (206, &film[70_000..]));
    assert_eq!(reply.header("content-type"), "video/mp4");
    let reply = part("/film.mp4", "bytes=200000-");
    assert_eq!((reply.status, reply.header("content-range")), (416, "bytes */200000"));
    let whole = part("/film.mp4", "bytes=0-1,4-5");
    assert_eq!((whole.status, whole.header("content-length")), (200, "200000"));
    assert_eq!(whole.body, film);
}

#[test]
fn a_part_of_another_content_is_not_sent() {
    let preview = Preview::of(Site::default().file("/a.txt", "0123456789"));
    let tag = preview.get("/a.txt").header("etag").to_owned();
    let status = |condition: &str| {
        let request = Request::get("/a.txt").header("Range", "bytes=0-1");
        request.header("If-Range", condition).send(preview.port).status
    };
    assert_eq!(status(&tag), 206);
    assert_eq!(status("\"other\""), 200);
    assert_eq!(status("Wed, 21 Oct 2015 07:28:00 GMT"), 200);
}

#[test]
fn a_file_that_changes_has_another_tag_and_one_that_goes_is_not_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, "one").unwrap();
    let preview = Preview::of(Site::default().disk("/a.pdf", path.clone()));
    let first = preview.get("/a.pdf");
    assert_eq!((first.text(), preview.get("/a.pdf").header("etag")), ("one", first.header("etag")));
    std::fs::write(&path, "two").unwrap();
    let second = preview.get("/a.pdf");
    assert_eq!(second.text(), "two");
    assert_ne!(second.header("etag"), first.header("etag"));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(preview.get("/a.pdf").status, 404);
}

/// As what unpacks an archive does, or a copy that keeps times.
#[cfg(unix)]
#[test]
fn a_file_whose_time_is_set_back_has_another_tag() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let write = |text: &str| {
        std::fs::write(&path, text).unwrap();
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    };
    let preview = Preview::of(Site::default().disk("/a.pdf", path.clone()));
    write("one");
    let first = preview.get("/a.pdf");
    write("two");
    let second = preview.get("/a.pdf");
    assert_eq!((first.text(), second.text()), ("one", "two"));
    assert_ne!(second.header("etag"), first.header("etag"));
}
