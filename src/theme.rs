//! The theme: carried templates and assets, and what the site replaces of them.
//!
//! In: the site's inputs (`templates/**`, `static/theme/**`) and its accent. Out: templates as texts
//! with names, assets under hashed names as files to be written, and the two fingerprints that
//! pages take part of. A site's file of the same name replaces the carried one, an identical one is
//! no replacement. It must not parse templates (`render`), nor read anything but the source set.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::{ContentHash, Fingerprint};
use crate::paths::{OutputFile, OutputPath, SourcePath, UrlPath};
use crate::source::{Content, SourceSet};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a site's own templates stand.
const TEMPLATES: &str = "templates";
/// Where a site's own versions of carried assets stand.
const ASSETS: &str = "static/theme";
/// The stylesheet, which the site's accent goes into.
const STYLESHEET: &str = "briefing.css";
/// The script that runs before a page is shown; all others wait for the page.
const EARLY_SCRIPT: &str = "colours.js";

#[derive(RustEmbed)]
#[folder = "templates/"]
struct CarriedTemplates;

#[derive(RustEmbed)]
#[folder = "static/theme/"]
struct CarriedAssets;

/// Whose a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The program carries it.
    Carried,
    /// The site brings it.
    Site,
}

/// One template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its name, relative to `templates/`: `article.html`.
    pub name: String,
    /// Whose it is.
    pub origin: Origin,
    /// Its text.
    pub text: Arc<str>,
    /// Its path as messages name it; a carried one stands under `builtin:`.
    pub path: SourcePath,
}

/// Templates and assets of a site.
#[derive(Clone, Debug)]
pub struct Theme {
    templates: Vec<Template>,
    assets: BTreeMap<String, OutputFile>,
    templates_fingerprint: Fingerprint,
    assets_fingerprint: Fingerprint,
}

impl Theme {
    /// Joins what is carried with what the site replaces. `accent` is a colour as `#rgb` or
    /// `#rrggbb`; anything else is passed over (`config` reports it).
    ///
    /// A replacement that is no text (where the carried one is) is a diagnostic, and the carried
    /// one stays.
    pub fn new(sources: &SourceSet, accent: Option<&str>) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let templates = join_templates(sources, &mut diagnostics);
        let assets = join_assets(sources, accent, &mut diagnostics);
        let templates_fingerprint = templates.iter().fold(Fingerprint::default(), |sum, template| {
            let origin = if template.origin == Origin::Site { "user" } else { "builtin" };
            sum.with_text(origin).with_text(&template.name).with_text(&template.text)
        });
        let assets_fingerprint =
            assets.values().fold(Fingerprint::default(), |sum, file| sum.with_text(file.path.as_str()));
        (Self { templates, assets, templates_fingerprint, assets_fingerprint }, diagnostics)
    }

    /// All templates, carried ones first, each by name. A carried one stays even where the site
    /// replaces it, so that the site's can extend it.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// The assets under their hashed names, sorted by name.
    pub fn files(&self) -> impl Iterator<Item = &OutputFile> {
        self.assets.values()
    }

    /// The address of a carried asset, with its hash: `briefing.css` gives
    /// `/theme/briefing.1a2b3c4d.css`. `None` where there is none of that name.
    pub fn asset(&self, name: &str) -> Option<UrlPath> {
        self.assets.get(name).map(|file| UrlPath::new(file.path.as_str()))
    }

    /// The addresses of the scripts that wait for the page, sorted by name.
    pub fn scripts(&self) -> Vec<UrlPath> {
        self.assets
            .iter()
            .filter(|(name, _)| name.ends_with(".js") && *name != EARLY_SCRIPT)
            .map(|(_, file)| UrlPath::new(file.path.as_str()))
            .collect()
    }

    /// Whether an input is one of the theme's assets, and so is not copied with `static/`.
    pub fn owns(path: &SourcePath) -> bool {
        path.below(ASSETS).is_some_and(|name| CarriedAssets::get(name).is_some())
    }

    /// Whether a theme may be made of an input.
    pub fn takes(path: &SourcePath) -> bool {
        path.below(TEMPLATES).is_some() || path.below(ASSETS).is_some()
    }

    /// The fingerprint of all templates.
    pub fn templates_fingerprint(&self) -> Fingerprint {
        self.templates_fingerprint
    }

    /// The fingerprint of the assets' hashed names.
    pub fn assets_fingerprint(&self) -> Fingerprint {
        self.assets_fingerprint
    }
}

fn join_templates(sources: &SourceSet, diagnostics: &mut Diagnostics) -> Vec<Template> {
    let mut carried = carried_templates();
    let own = sources.0.values().filter_map(|source| {
        let name = source.path.below(TEMPLATES).filter(|name| name.ends_with(".html"))?;
        let Content::Text(text) = &source.content else {
            diagnostics.push(not_text(&source.path, &source.content));
            return None;
        };
        let replaces = carried.get(name).is_none_or(|carried| *carried.text != **text);
        replaces.then(|| Template {
            name: name.to_owned(),
            origin: Origin::Site,
            text: text.clone(),
            path: source.path.clone(),
        })
    });
    let own: Vec<Template> = own.collect();
    let mut templates: Vec<Template> = std::mem::take(&mut carried).into_values().collect();
    templates.extend(own);
    templates
}

fn carried_templates() -> BTreeMap<String, Template> {
    CarriedTemplates::iter()
        .map(|name| {
            let file = CarriedTemplates::get(&name).expect("a name that was listed is there");
            let text = std::str::from_utf8(&file.data).expect("carried templates are UTF-8").into();
            let path = SourcePath::new(&format!("builtin:{TEMPLATES}/{name}")).expect("stays inside");
            (name.to_string(), Template { name: name.into_owned(), origin: Origin::Carried, text, path })
        })
        .collect()
}

fn join_assets(
    sources: &SourceSet,
    accent: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, OutputFile> {
    CarriedAssets::iter()
        .map(|name| {
            let file = CarriedAssets::get(&name).expect("a name that was listed is there");
            let path = SourcePath::new(&format!("{ASSETS}/{name}")).expect("stays inside");
            let mut bytes =
                own_asset(sources, &path, &file.data, diagnostics).unwrap_or_else(|| file.data.into_owned());
            if name == STYLESHEET {
                bytes.extend_from_slice(accent_rules(accent).as_bytes());
            }
            let output = OutputPath::new(&hashed_name(&name, &bytes)).expect("is below `theme`");
            (name.into_owned(), OutputFile { path: output, bytes: bytes.into(), permalinks: Vec::new() })
        })
        .collect()
}

/// The site's own version of an asset, where it has one that differs.
fn own_asset(
    sources: &SourceSet,
    path: &SourcePath,
    carried: &[u8],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let source = sources.0.get(path)?;
    if source.hash == ContentHash::of(carried) {
        return None;
    }
    let Content::Text(text) = &source.content else {
        diagnostics.push(not_text(path, &source.content));
        return None;
    };
    Some(text.as_bytes().to_vec())
}

fn not_text(path: &SourcePath, content: &Content) -> Diagnostic {
    if let Content::TooLarge { length, limit } = content {
        let span = Span { file: path.clone(), range: 0..0 };
        let message = format!("`{path}` has {length} bytes, more than the limit of {limit}");
        return Diagnostic::new(Code::TooLarge, message, span).help("see `limits.file_bytes` in `site.toml`");
    }
    let offset = if let Content::NotUtf8 { offset } = content { *offset } else { 0 };
    let span = Span { file: path.clone(), range: offset..offset };
    Diagnostic::new(Code::NotUtf8, format!("`{path}` is no UTF-8 text"), span)
        .help("save it as UTF-8; templates, stylesheets, scripts and icons of the theme are texts")
}

/// Rules that set the site's accent, also for readers who choose light or dark; in the dark it is
/// lightened, so that it stays legible.
fn accent_rules(accent: Option<&str>) -> String {
    let Some(accent) = accent.filter(|accent| is_hex_colour(accent)) else {
        return String::new();
    };
    let lightened = format!("color-mix(in oklab,{accent} 45%,#fff)");
    format!(
        ":root{{--accent:{accent}}}\n\
         @media (prefers-color-scheme:dark){{:root{{--accent:{lightened}}}}}\n\
         @media screen{{[data-theme=light]{{--accent:{accent}}}[data-theme=dark]{{--accent:{lightened}}}}}\n"
    )
}

fn is_hex_colour(colour: &str) -> bool {
    colour.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// Whether a file of the output is an asset of a theme, under its hashed name.
pub fn is_asset(path: &OutputPath) -> bool {
    path.as_str().starts_with("theme/")
}

/// `briefing.css` to `theme/briefing.1a2b3c4d.css`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = ContentHash::of(bytes).short();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("theme/{stem}.{hash}.{extension}"),
        None => format!("theme/{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn site(files: &[(&str, &str)]) -> SourceSet {
        let sources = files.iter().map(|(path, text)| {
            let path = SourcePath::new(path).unwrap();
            let hash = ContentHash::of(text.as_bytes());
            (path.clone(), Arc::new(Source { path, hash, content: Content::Text((*text).into()) }))
        });
        SourceSet(sources.collect())
    }

    fn theme(files: &[(&str, &str)]) -> Theme {
        let (theme, diagnostics) = Theme::new(&site(files), None);
        assert!(diagnostics.is_empty());
        theme
    }

    fn carried(name: &str) -> String {
        carried_templates()[name].text.to_string()
    }

    #[test]
    fn a_site_without_a_theme_gets_the_carried_one() {
        let theme = theme(&[]);
        assert!(theme.templates().iter().all(|template| template.origin == Origin::Carried));
        let stylesheet = theme.asset(STYLESHEET).unwrap();
        assert!(stylesheet.as_str().starts_with("/theme/briefing."), "{stylesheet}");
        assert!(theme.files().any(|file| file.path == stylesheet.output()));
        assert_eq!(theme.asset("none.css"), None);
    }

    #[test]
    fn an_identical_file_is_no_replacement() {
        let (plain, text) = (theme(&[]), carried("base.html"));
        let same = theme(&[("templates/base.html", &text)]);
        assert_eq!(plain.templates().len(), same.templates().len());
        assert_eq!(plain.templates_fingerprint(), same.templates_fingerprint());
    }

    #[test]
    fn a_template_of_the_site_stands_beside_the_carried_one() {
        let (plain, own) = (theme(&[]), theme(&[("templates/base.html", "mine")]));
        assert_eq!(own.templates().iter().filter(|template| template.name == "base.html").count(), 2);
        assert_ne!(plain.templates_fingerprint(), own.templates_fingerprint());
        assert_eq!(plain.assets_fingerprint(), own.assets_fingerprint());
    }

    #[test]
    fn an_asset_of_the_site_changes_its_name() {
        let (plain, own) = (theme(&[]), theme(&[("static/theme/briefing.css", "a{}")]));
        assert_ne!(plain.asset(STYLESHEET), own.asset(STYLESHEET));
        assert_ne!(plain.assets_fingerprint(), own.assets_fingerprint());
        let file = own.files().find(|file| file.path.as_str().ends_with(".css")).unwrap();
        assert_eq!(&*file.bytes, b"a{}");
    }

    #[test]
    fn one_script_comes_early_and_the_others_wait() {
        let theme = theme(&[]);
        let early = theme.asset(EARLY_SCRIPT).unwrap();
        assert!(theme.scripts().iter().any(|script| script.as_str().contains("briefing.")));
        assert!(!theme.scripts().contains(&early));
    }

    #[test]
    fn colours_that_are_chosen_are_those_of_the_system() {
        let file = CarriedAssets::get(STYLESHEET).unwrap();
        let style = String::from_utf8(file.data.into_owned()).unwrap();
        let colours = |begin: &str| -> Vec<String> {
            let rule = style.split_once(begin).unwrap_or_else(|| panic!("no `{begin}`")).1;
            let rule = rule.split_once('}').unwrap().0;
            let properties = rule.split([';', '\n']).map(str::trim);
            properties
                .filter(|text| text.starts_with("--") && text.contains('#'))
                .map(str::to_owned)
                .collect()
        };
        let system = ["\n  :root {", "@media (prefers-color-scheme: dark) {\n    :root {"].map(colours);
        let chosen =
            ["[data-theme=\"light\"]:where(:root) {", "[data-theme=\"dark\"]:where(:root) {"].map(colours);
        assert_eq!(chosen, system);
        assert!(system.iter().all(|colours| colours.len() > 5), "{system:?}");
    }

    #[test]
    fn only_carried_names_are_owned() {
        let owns = |path: &str| Theme::owns(&SourcePath::new(path).unwrap());
        assert!(owns("static/theme/briefing.css"));
        assert!(!owns("static/theme/font.woff2"));
        assert!(!owns("static/briefing.css"));
    }

    #[test]
    fn an_accent_is_a_colour_and_nothing_else() {
        assert!(accent_rules(Some("#0a5")).contains("--accent:#0a5"));
        assert_eq!(accent_rules(Some("red}body{display:none")), "");
        assert_eq!(accent_rules(None), "");
    }
}
