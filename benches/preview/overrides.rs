//! What a site may replace of what the program carries, each with a word put into it.

/// A template that is carried.
#[derive(Clone, Copy)]
pub struct Template {
    /// Where a site has its own.
    pub path: &'static str,
    pub carried: &'static str,
    /// Behind the beginning of its main part, or before its end.
    place: &'static str,
}

const MAIN: &str = "{% block main -%}\n";

/// The template of articles.
pub const ARTICLE: Template = Template {
    path: "templates/article.html",
    carried: include_str!("../../templates/article.html"),
    place: MAIN,
};

/// Those that are overridden.
pub const TEMPLATES: [Template; 3] = [
    ARTICLE,
    Template {
        path: "templates/participant.html",
        carried: include_str!("../../templates/participant.html"),
        place: MAIN,
    },
    Template {
        path: "templates/base.html",
        carried: include_str!("../../templates/base.html"),
        place: "</body>",
    },
];

/// Where a site has its own stylesheet.
pub const STYLE_PATH: &str = "static/theme/briefing.css";
/// The one that is carried.
pub const STYLE: &str = include_str!("../../static/theme/briefing.css");

impl Template {
    /// With a paragraph of one word.
    pub fn with(self, word: &str) -> String {
        let Self { carried, place, .. } = self;
        carried.replacen(place, &format!("{place}<p>{word}</p>\n"), 1)
    }
}

/// The stylesheet with a rule for a class.
pub fn style_with(class: &str) -> String {
    format!("{STYLE}\n.{class} {{ color: red; }}\n")
}
