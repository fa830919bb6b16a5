//! The site that is edited while it is shown: two languages, every kind of record, and a picture. Nothing
//! is found in it.

use crate::folder::Folder;
use crate::incremental::example;

pub const ARTICLE: &str = "content/articles/first.md";
pub const ARTICLE_TEXT: &str = example::FIRST;
/// Its address.
pub const PAGE: &str = "/articles/first/";

pub const PICTURE: &str = "content/articles/house/house.svg";
pub const PICTURE_TEXT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>\n";

/// What the example is found to lack, on purpose; here it would hide what the edits are found to do.
const CHECKS: &str = "\n[checks]\nannotation-missing = \"off\"\naccounts-contradict = \"off\"\n";

/// Writes the site into a folder.
pub fn site() -> Folder {
    let folder = Folder::new();
    for (path, text) in example::FILES {
        folder.write(path, text);
    }
    folder.write("site.toml", configuration());
    folder.write(
        "content/articles/house/index.md",
        article("The house", "[Ann Lee][] lives here.\n\n![A house](house.svg)\n"),
    );
    folder.write(PICTURE, PICTURE_TEXT);
    folder
}

/// The text of `site.toml`.
pub fn configuration() -> String {
    format!("{}{CHECKS}", example::SITE)
}

/// An article.
pub fn article(title: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2025-03-25\nsources = [\"src-a\"]\n+++\n{body}")
}

/// The article that most tests edit, with one text more.
pub fn with(words: &str) -> String {
    ARTICLE_TEXT.replace("## The plan", &format!("{words}\n\n## The plan"))
}
