//! The place of a finding, opened in the author's editor.

use super::overlay::{part, text};
use super::process::Browser;
use super::serving::Preview;
use super::site::{CALL, CALL_PAGE, break_call, site};
use crate::folder::Folder;

/// A program in the place of an editor: writes what it is called with.
const EDITOR: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" > opened.part && mv opened.part opened.txt\n";

/// A site whose editor is a command.
fn site_with(editor: &str) -> Folder {
    let site = site();
    let configuration = "[site]\ntitle = \"Desk\"\nlanguages = [\"en\"]\n";
    site.write("site.toml", format!("{configuration}[serve]\neditor = \"{editor}\"\n"));
    site
}

#[cfg(unix)]
#[test]
fn a_place_opens_in_the_editor() {
    let (site, browser) = (site_with("sh editor.sh --goto {file}:{line}:{column}"), Browser::start());
    site.write("editor.sh", EDITOR);
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    break_call(&site, &page);
    page.click(&part("button.place"));
    let opened = site.path().join("opened.txt");
    super::connection::wait(|| opened.exists(), || "nothing was opened".to_owned());
    let file = site.path().canonicalize().unwrap().join(CALL);
    let arguments = std::fs::read_to_string(opened).unwrap();
    assert_eq!(arguments, format!("--goto\n{}:3:1\n", file.display()));
    assert_eq!(page.evaluate(&text(".said")), "");
}

#[test]
fn an_editor_that_is_not_there_is_said_beside_the_place() {
    let (site, browser) = (site_with("no-such-editor-anywhere"), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    break_call(&site, &page);
    page.click(&part("button.place"));
    page.wait_for(&format!("{}.startsWith('No editor was opened')", text(".said")));
}

#[test]
fn without_an_editor_a_place_is_text() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    break_call(&site, &page);
    assert_eq!(page.evaluate(&format!("{}.localName", part(".place"))), "code");
}
