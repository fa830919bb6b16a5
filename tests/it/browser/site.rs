//! The site that is edited under the eyes of a browser: two articles, of which one is long, and somebody
//! whom the long one names.

use super::overlay;
use super::page::Page;
use crate::folder::Folder;

/// The article that is edited.
pub const CALL: &str = "content/articles/call.md";
/// Its address.
pub const CALL_PAGE: &str = "/articles/call/";
/// Another article, which has nothing to do with it.
pub const VOTE: &str = "content/articles/vote.md";
pub const VOTE_PAGE: &str = "/articles/vote/";
/// Somebody whom the call's article names.
pub const ANN_PAGE: &str = "/participants/ann-lee/";

const FRONT_MATTER: &str = "---\ntitle: The call\ndate: 2025-03-15\n---\n";
/// Lines 2 and 3 say the same thing, which a reader of the file cannot make sense of.
const BROKEN_FRONT_MATTER: &str = "---\ntitle: The call\ntitle: Another\ndate: 2025-03-15\n---\n";

/// How many paragraphs the call's article has.
const PARAGRAPHS: usize = 60;

/// A site on disk.
pub fn site() -> Folder {
    let site = Folder::new();
    site.write("site.toml", "[site]\ntitle = \"Desk\"\nlanguages = [\"en\"]\n");
    site.write("content/participants/ann-lee.md", "---\nname: Ann Lee\nkind: person\n---\n");
    site.write(CALL, call(""));
    site.write(VOTE, vote("It was about the quay."));
    site
}

/// The call's article, with further text at its end.
pub fn call(end: &str) -> String {
    call_with("", end)
}

/// The call's article, with further text before and behind its own.
pub fn call_with(beginning: &str, end: &str) -> String {
    format!("{FRONT_MATTER}{}", body(beginning, end))
}

/// The same with a front matter that cannot be read.
pub fn broken_call(end: &str) -> String {
    format!("{BROKEN_FRONT_MATTER}{}", body("", end))
}

/// Breaks the call's article and waits until a tab says so.
pub fn break_call(site: &Folder, page: &Page<'_>) {
    site.write(CALL, broken_call(""));
    page.wait_for(&overlay::is_open());
}

/// The other article.
pub fn vote(text: &str) -> String {
    format!("---\ntitle: The vote\ndate: 2025-03-16\n---\n{text}\n")
}

fn body(beginning: &str, end: &str) -> String {
    let paragraphs = (1..=PARAGRAPHS).map(|number| format!("\n\nParagraph {number} of the minutes."));
    let long: String = paragraphs.collect();
    format!("{beginning}\n\n[Ann Lee](@ann-lee) spoke.{long}\n\n{end}\n")
}
