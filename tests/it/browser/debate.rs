//! A site with something to compare and long lists: a debate on a quay and a tax.

use super::page::Page;
use crate::folder::Folder;
use std::fmt::Write;

/// The article in which most of it is said.
pub const DEBATE_PAGE: &str = "/articles/debate/";

/// Those who take part: handle, name, what else is known of them.
const PARTICIPANTS: &[(&str, &str, &str)] = &[
    ("ann-lee", "Ann Lee", "kind: person\nsummary: Chairs the harbour board."),
    ("bo-ray", "Bo Ray", "kind: person\naliases: [Robert Réaumur]"),
    ("cas-dunn", "Cas Dunn", "kind: person"),
    ("dee-fox", "Dee Fox", "kind: person"),
    ("eve-gil", "Eve Gil", "kind: person"),
    ("fay-hunt", "Fay Hunt", "kind: person"),
    ("harbour-board", "Harbour Board", "kind: organization"),
    ("old-town", "Old Town", "kind: organization"),
    ("north-side", "North Side", "kind: group"),
];

/// Who takes which stance on what.
const STANCES: &[(&str, &str, &str)] = &[
    ("ann-lee", "quay", "supports"),
    ("ann-lee", "tax", "supports"),
    ("bo-ray", "quay", "opposes"),
    ("bo-ray", "tax", "supports"),
    ("cas-dunn", "quay", "supports"),
    ("dee-fox", "tax", "doubts"),
];

/// A site on disk.
pub fn debate() -> Folder {
    let site = Folder::new();
    site.write("site.toml", "[site]\ntitle = \"Desk\"\nlanguages = [\"en\"]\n");
    for (id, name, more) in PARTICIPANTS {
        site.write(&format!("content/participants/{id}.md"), format!("---\nname: {name}\n{more}\n---\n"));
    }
    for (id, name) in [("quay", "The quay"), ("tax", "The tax")] {
        site.write(&format!("content/topics/{id}.md"), format!("---\nname: {name}\n---\n"));
    }
    site.write("content/articles/debate.md", article());
    site.write("content/articles/minutes.md", minutes());
    site
}

fn article() -> String {
    let mut text = "---\ntitle: The debate\ndate: 2025-03-15\ntopics: [quay]\n---\n\
                    See the [minutes](@minutes). [Ann Lee](@ann-lee) opened, [Bo Ray](@bo-ray) answered \
                    on [the quay](@quay).\n"
        .to_owned();
    for (place, (who, topic, stance)) in STANCES.iter().enumerate() {
        let day = place + 1;
        let annotation = format!(".says by={who} on={topic} stance={stance} date=2025-03-{day:02}");
        write!(text, "\n[Somebody spoke, as number {day}.]{{{annotation}}}\n").unwrap();
    }
    for day in 10..14 {
        write!(text, "\n[Somebody spoke at length.]{{.says by=eve-gil date=2025-03-{day}}}\n").unwrap();
    }
    text
}

/// Acts and events of three years.
fn minutes() -> String {
    let mut text = "---\ntitle: The minutes\ndate: 2025-03-16\n---\n".to_owned();
    for year in 2022..2025 {
        for day in 1..=6 {
            let topic = if year == 2023 { "quay" } else { "tax" };
            let who = if (year, day) == (2022, 1) { "cas-dunn" } else { "dee-fox" };
            write!(text, "\n[Something was signed.]{{.did by={who} on={topic} date={year}-05-{day:02}}}\n")
                .unwrap();
        }
        write!(text, "\n[Something was built.]{{.event date={year}}}\n").unwrap();
    }
    text
}

/// An expression for the element that a selector finds.
pub fn one(selector: &str) -> String {
    format!("document.querySelector('{selector}')")
}

/// Those of the elements that a selector finds which are shown.
pub fn shown(selector: &str) -> String {
    format!("[...document.querySelectorAll('{selector}')].filter((element) => element.checkVisibility())")
}

/// What a reader types into a field or chooses in a list of the page.
pub fn choose(page: &Page<'_>, field: &str, value: &str) {
    page.wait_for(&one(field));
    page.evaluate(&format!(
        "(() => {{ const field = {}; field.value = '{value}'; ['input', 'change'].forEach((kind) => \
         field.dispatchEvent(new Event(kind, {{ bubbles: true }}))); }})()",
        one(field)
    ));
}
