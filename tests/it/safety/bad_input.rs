//! Input that is wrong, huge or odd: it is reported at its place with the exit code of content, within
//! seconds, and the output of the last good build stays as it was; or it is no mistake, and is built.

use crate::folder::Folder;
use assert_cmd::Command;
use std::time::{Duration, Instant};

const SITE: &str = "[site]\ntitle = 'Test'\n";
const ADA: &str = "+++\nname = 'Ada'\nkind = 'person'\n+++\n";
const HEAD: &str = "+++\ntitle = 'A'\ndate = 2025-03-15\n+++\n\n";

/// An unoptimised build of any of these takes a few seconds, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(60);

/// A small site that was built.
fn site() -> Folder {
    let site = Folder::new();
    site.write("site.toml", SITE);
    site.write("content/participants/ada.md", ADA);
    site.write("content/topics/peace.md", "+++\nname = 'Peace'\n+++\n");
    site.write("content/articles/good.md", format!("{HEAD}Words of [Ada][].\n"));
    let (code, said) = build(&site);
    assert_eq!(code, 0, "{said}");
    site
}

/// Builds; gives the exit code and what was said.
fn build(site: &Folder) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(site.path()).args(["build", "--now", "2025-04-01"]).env_remove("SOURCE_DATE_EPOCH");
    let begin = Instant::now();
    let output = command.output().unwrap();
    assert!(begin.elapsed() < PATIENCE, "it took {:?}", begin.elapsed());
    (output.status.code().expect("no signal ended it"), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The site with one more file is refused with this code at this place, and its output is untouched.
fn is_refused(path: &str, bytes: impl AsRef<[u8]>, code: &str, place: &str) {
    let site = site();
    site.write(path, bytes);
    check_refused(&site, code, place);
}

fn check_refused(site: &Folder, code: &str, place: &str) {
    let before = site.snapshot("public");
    let (exit, said) = build(site);
    let start: String = said.chars().take(2000).collect();
    assert_eq!(exit, 1, "{place}: {start}");
    assert!(said.contains(&format!("error[{code}]")), "{place}: {start}");
    assert!(said.contains(&format!("--> {place}")), "{place}: {start}");
    assert!(before == site.snapshot("public"), "{place}: the output was touched");
}

/// The site with one more article is built, and its page holds some words.
fn is_built(text: impl AsRef<[u8]>, words: &str) {
    let site = site();
    site.write("content/articles/odd.md", text);
    let (exit, said) = build(&site);
    assert_eq!(exit, 0, "{said}");
    let page = &site.files("public")["articles/odd/index.html"];
    assert!(String::from_utf8_lossy(page).contains(words), "{words}");
}

fn article(text: &str) -> String {
    format!("{HEAD}{text}\n")
}

#[test]
fn texts_that_cannot_be_read() {
    for (bytes, code, place) in [
        (&b"+++\ntitle = 'A'\n+++\n\nab\xffc\n"[..], "not-utf8", "odd.md"),
        (b"\xff\xfea\0b\0", "not-utf8", "odd.md"),
        (b"+++\ntitle = 'A'\n", "front-matter", "odd.md:1:1"),
        (b"---\ntitle: A\n+++\n", "front-matter", "odd.md:1:1"),
        (b"+++\ntitle = 'A\0'\n+++\n", "front-matter", "odd.md:2:11"),
        (b"+++\ntitle = 'A'\ndate = 2024-02-30\n+++\n", "front-matter", "odd.md:3:8"),
        (b"---\ntitle: A\ndate: 2024-02-30\n---\n", "bad-date", "odd.md:3:7"),
        (b"+++\rtitle = 'A'\rdate = 2025-03-15\r+++\r\rText.\r", "front-matter", "odd.md:1:4"),
        (b"", "missing-key", "odd.md"),
        (b"\n", "missing-key", "odd.md"),
    ] {
        is_refused("content/articles/odd.md", bytes, code, &format!("content/articles/{place}"));
    }
}

#[test]
fn names_and_ids_that_may_not_be() {
    let text = article("Text.");
    is_refused(
        "content/topics/ada.md",
        "+++\nname = 'Twice'\n+++\n",
        "duplicate-id",
        "content/topics/ada.md",
    );
    for name in ["CON", "a b", "a..b", "123", "none"] {
        let path = format!("content/articles/{name}.md");
        is_refused(&path, &text, "bad-id", &path);
    }
    is_refused("content/sources.toml", "['../x']\ntitle = 'X'\n", "bad-id", "content/sources.toml:1:2");
    let written = article("[a]{.says by=../x} [b](@../x)");
    is_refused("content/articles/odd.md", &written, "bad-id", "content/articles/odd.md:6:14");
    let slug = "+++\ntitle = 'A'\ndate = 2025-03-15\nslug = '../x'\n+++\n";
    is_refused("content/articles/odd.md", slug, "wrong-type", "content/articles/odd.md:4:8");
    let out = article("![x](../../../etc/passwd)");
    is_refused("content/articles/odd.md", out, "outside-site", "content/articles/odd.md:6:6");
}

#[cfg(unix)]
#[test]
fn what_only_some_systems_hold() {
    is_refused("content/articles/a\nb.md", article("Text."), "bad-id", "content/articles/a\u{fffd}b.md");
    // A link that leaves the site is not followed, and what refers to it finds nothing.
    let (site, outside) = (site(), Folder::new());
    outside.write("secret.png", "secret");
    std::os::unix::fs::symlink(outside.path(), site.path().join("content/articles/out")).unwrap();
    site.write("content/articles/odd.md", article("![x](out/secret.png)"));
    check_refused(&site, "missing-file", "content/articles/odd.md:6:6");
    let (_, said) = build(&site);
    assert!(said.contains("[outside-link]"), "{said}");
}

#[test]
fn a_folder_that_is_named_like_a_text_is_a_folder() {
    let site = site();
    site.write("content/articles/x.md/odd.md", article("Text."));
    assert_eq!(build(&site).0, 0);
    assert!(site.files("public").contains_key("articles/odd/index.html"));
    site.write("content/articles/to-it.md", article("[a](x.md)"));
    check_refused(&site, "unknown-reference", "content/articles/to-it.md:6:5");
}

#[test]
fn texts_and_lines_that_are_too_long() {
    let text = article(&"word ".repeat(1_200_000));
    is_refused("content/articles/odd.md", text, "too-large", "content/articles/odd.md");
    is_built(article(&"word ".repeat(600_000)), "word word");
    is_built(article(&"w".repeat(3_000_000)), "www");
}

#[test]
fn what_nests_or_repeats_without_end_ends_soon() {
    for (part, count) in [
        (">", 100_000),
        ("[", 100_000),
        ("> ", 100_000),
        ("1. ", 100_000),
        ("<", 100_000),
        ("x\n\n", 100_000),
        ("[^a]", 100_000),
    ] {
        let text = article(&part.repeat(count));
        is_refused("content/articles/odd.md", text, "too-deep", "content/articles/odd.md:");
    }
    let fences = article(&":::\n".repeat(10_000));
    is_refused("content/articles/odd.md", fences, "malformed-annotation", "content/articles/odd.md:6:1");
    for part in ["*", "_", "|", "`", "~", "&", "\\", "{", "-", "#", "\u{202e}", "\u{0}", "e\u{301}", "&#x26;"]
    {
        is_built(article(&part.repeat(100_000 / part.len())), "<main");
    }
}

#[test]
fn tables_and_notes_without_measure() {
    let table = format!("|{}\n|{}\n{}", "a|".repeat(1000), "-|".repeat(1000), "|x|\n".repeat(1000));
    is_refused("content/articles/odd.md", article(&table), "too-deep", "content/articles/odd.md:");
    let marks: String = (0..10_000).map(|note| format!("a[^{note}] ")).collect();
    let notes: String = (0..10_000).map(|note| format!("[^{note}]: note {note}\n")).collect();
    is_built(article(&format!("{marks}\n\n{notes}")), "note 9999");
}

#[test]
fn front_matter_without_measure() {
    let toml = |extra: String| format!("+++\ntitle = 'A'\ndate = 2025-03-15\n{extra}\n+++\n");
    let yaml = |extra: String| format!("---\ntitle: A\ndate: 2025-03-15\n{extra}\n---\n");
    let bomb: String = ('b'..='j')
        .zip('a'..)
        .map(|(name, before)| format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 10].join(", ")))
        .collect();
    for text in [
        toml(format!("extra = {}{}", "[".repeat(100_000), "]".repeat(100_000))),
        toml(format!("extra = {}1{}", "{a=".repeat(50_000), "}".repeat(50_000))),
        toml(format!("extra.{}b = 1", "a.".repeat(50_000))),
        yaml(format!("extra: {}", "[".repeat(100_000))),
        yaml(format!("extra: {}{}", "{a: ".repeat(50_000), "}".repeat(50_000))),
        yaml(format!("extra:\n  {}a", "- ".repeat(50_000))),
        yaml(format!("extra:\n{}", (1..1000).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>())),
        yaml(format!("extra:\n  a: &a [x, x, x, x]\n{bomb}")),
    ] {
        is_refused("content/articles/odd.md", text, "front-matter", "content/articles/odd.md:");
    }
    // Fifty thousand keys are compared with each other in no time.
    let keys: String = (0..50_000).map(|key| format!("  k{key}: 1\n")).collect();
    is_built(yaml(format!("extra:\n{keys}")) + "Text.\n", "Text.");
}

#[test]
fn annotations_without_measure() {
    // One paragraph: each of its statements would show all of it.
    let text = article(&"[word]{.says by=ada on=peace stance=supports} ".repeat(2000));
    let site = site();
    site.write("content/articles/odd.md", &text);
    let (exit, said) = build(&site);
    assert_eq!(exit, 0, "{said}");
    let largest = site.files("public").into_iter().filter(|(path, _)| !path.starts_with("articles/odd"));
    let largest = largest.map(|(path, bytes)| (bytes.len(), path)).max().unwrap();
    assert!(largest.0 < 200_000, "{largest:?}");
    let nested = "[x ".repeat(50) + &"]{.says by=ada}".repeat(50) + "\n\n";
    is_built(article(&nested.repeat(10)), "<main");
    let happenings: String =
        (0..500).map(|event| format!("[e{event}]{{.event #e-{event} date=2025-01-01}}\n\n")).collect();
    is_built(article(&happenings), "e499");
}

#[test]
fn marks_and_line_ends_of_other_systems_are_no_mistake() {
    let text = "\u{feff}".to_owned() + &article("Some *words*.\n\n> — [Ada](@ada)");
    is_built(text.replace('\n', "\r\n"), "<em>words</em>");
    is_built(article("one\rtwo\r\rthree *words*"), "<p");
    is_built(article("a\0b \u{1b}[31m \u{85}"), "a\u{fffd}b \u{fffd}[31m \u{fffd}");
    is_built(article("# A heading {onclick=\"alert(1)\" style=x .own #here}"), "id=\"here\"");
}
