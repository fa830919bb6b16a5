//! Small pieces that many views hold: links, dates, texts in another language, pictures.

use serde::Serialize;

/// A link without more to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// A link in a navigation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
    /// What stands behind it, such as a count in words.
    pub note: Option<String>,
    /// Whether it is the page that it stands on.
    pub current: bool,
}

/// A navigation with a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NavGroup {
    /// What it is a navigation of; names it for those who hear the page.
    pub heading: String,
    /// Never empty.
    pub links: Vec<NavLink>,
}

/// A record's name, with a link where the record has a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RecordLink {
    /// `None` for a name without a page (`by=none`, an organization as text).
    pub href: Option<String>,
    /// The name, with its disambiguation where that is needed.
    pub name: String,
    /// The name's language.
    pub lang: Option<String>,
    /// `person`, `organization`, `country`, `group`, `event`, `topic`, `article`, `source`; empty for
    /// what is no record.
    pub kind: String,
    /// What is said of it here: a role as printed, a date, a count.
    pub note: Option<String>,
    /// The note's language, where it is not that of the page.
    pub note_lang: Option<String>,
}

/// A date in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DateView {
    /// "around 15 March 2025".
    pub words: String,
    /// The value for `<time datetime>`, where HTML has one.
    pub value: Option<String>,
    /// Where it comes from, if it is inferred: "date of the briefing".
    pub note: Option<String>,
}

/// A plain text with its language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LocalText {
    /// Plain.
    pub text: String,
    /// Its language.
    pub lang: Option<String>,
}

/// Finished HTML with its language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LocalHtml {
    /// Finished.
    pub html: String,
    /// Its language.
    pub lang: Option<String>,
    /// `ltr` or `rtl` where it runs against the page.
    pub dir: Option<String>,
}

/// A word of a closed list, such as a status or a genre.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Label {
    /// The word in the page's language.
    pub word: String,
    /// The word of the format, for the class `tag-…`: `planned`.
    pub class: String,
}

/// A fact as a label and what it leads to: "to", "through", "on", "at".
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fact {
    /// Its key, for the class `fact-…`: `to`, `through`, `topics`.
    pub class: String,
    /// "to", "through", in the page's language.
    pub label: String,
    /// Never empty.
    pub links: Vec<RecordLink>,
}

/// A place in a page: an account, a mention, an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlaceLink {
    /// Lands on the passage or statement itself.
    pub href: String,
    /// The title of the page that it stands in.
    pub title: String,
    /// The title's language.
    pub lang: Option<String>,
    /// The date of that page.
    pub date: Option<DateView>,
}

/// Places with what they have to do with a passage: "also in", "answers a statement of …".
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlaceFact {
    /// Its key, for the class `fact-…`: `also-in`, `answers`, `answered-by`.
    pub class: String,
    /// "also in", in the page's language.
    pub label: String,
    /// Never empty.
    pub places: Vec<PlaceLink>,
}

/// Where something is known from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceLink {
    /// The source's page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The title's language.
    pub lang: Option<String>,
    /// Publisher and date, in words.
    pub note: Option<String>,
    /// Page or time code.
    pub loc: Option<String>,
}

/// A picture of a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImageView {
    /// Its address.
    pub src: String,
    /// Alternative text; may be empty.
    pub alt: String,
    /// "Picture: A. N.".
    pub credit: Option<String>,
}

/// How a page is cited.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CiteView {
    /// Title, site, date and address as plain text.
    pub text: String,
    /// The same as Markdown.
    pub markdown: String,
}

/// A way through the parts of a long list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Parts {
    /// What it is a way through: "Statements by year"; unlike any other label on the page.
    pub label: String,
    /// The parts, in order; never empty.
    pub links: Vec<NavLink>,
    /// The part before this one.
    pub previous: Option<Link>,
    /// The part behind this one.
    pub next: Option<Link>,
}

/// A piece of a table of contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ContentsEntry {
    /// `#heading`.
    pub href: String,
    /// The heading's text.
    pub text: String,
    /// Headings below it.
    pub children: Vec<ContentsEntry>,
}
