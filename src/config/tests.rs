//! What `site.toml` means, and what is said about its mistakes.

use super::*;
use crate::diagnostics::{Code, Diagnostics};
use crate::paths::SourcePath;

fn read(text: &str) -> (Option<Config>, Diagnostics) {
    parse(&SourcePath::new("site.toml").unwrap(), text)
}

/// Reads a file without mistakes.
fn config(text: &str) -> Config {
    let (config, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    config.expect("it is TOML")
}

/// The findings as (code, bytes that they point at, suggestion).
fn findings(text: &str) -> Vec<(Code, String, Option<String>)> {
    let (config, diagnostics) = read(text);
    assert!(config.is_some());
    let finding = |diagnostic: crate::diagnostics::Diagnostic| {
        let range = diagnostic.primary.expect("all have a place").range;
        (
            diagnostic.code,
            text[range].to_owned(),
            diagnostic.suggestion.map(|suggestion| suggestion.replacement),
        )
    };
    diagnostics.into_iter().map(finding).collect()
}

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

#[test]
fn a_title_is_enough() {
    let config = config("[site]\ntitle = \"Briefings\"\n");
    assert_eq!(config.site.title, Text::one(language("en"), "Briefings".into()));
    assert_eq!(config.site.languages, [language("en")]);
    assert_eq!((&*config.build.output, &*config.build.content), ("public", "content"));
    assert_eq!(config.serve.port, 4400);
    assert_eq!(config.limits, Limits { file_bytes: 5_000_000, nesting: 100, events: 100_000, expansion: 50 });
    let markdown = Markdown { wikilinks: false, bare_names: false, smart: false, html: Html::Text };
    assert_eq!(config.markdown, markdown);
    assert!(config.checks.is_empty() && config.menu.is_empty() && !config.complete);
}

const WHOLE: &str = r##"
[site]
title = "Briefings"
description = { nl = "Wie zei wat", en = "Who said what" }
languages = ["nl", "en"]
base_url = "https://Example.org/b"
as_of = 2025-04-01
accent = "#048"
logo = "logo.svg"
license = { name = "CC BY 4.0", url = "https://creativecommons.org/licenses/by/4.0/" }

[publisher]
name = "Desk"
url = "https://example.org"
logo = "https://example.org/logo.png"
policies = { ethics = "@method", unnamed_sources = "https://example.org/u" }

[[menu]]
title = { nl = "Standpunten", en = "Positions" }
to = "/positions/"

[[menu]]
title = "Over"
to = "@about"

[footer]
text = "Zie [de werkwijze](@method)"

[markdown]
wikilinks = true
names = "bare"
smart = true
html = "sanitize"

[build]
output = "../out"
file_links = true
content = "./texts/"
drafts = true

[languages]
complete = true

[languages.en]
said-on = "said on { $date }"

[serve]
port = 8080
editor = "code -g {file}:{line}"

[limits]
file_bytes = 1_000
nesting = 10

[checks]
raw-html = "error"
name-unknown = "off"
"##;

#[test]
fn every_table_is_read() {
    let config = config(WHOLE);
    let nl = language("nl");
    assert_eq!(config.site.title.get(&nl).map(String::as_str), Some("Briefings"));
    assert_eq!(config.site.description.get(&language("en")).map(String::as_str), Some("Who said what"));
    assert_eq!(config.site.base_url.as_deref(), Some("https://example.org/b/"));
    assert_eq!(config.site.as_of.expect("given").value.written(), "2025-04-01");
    assert_eq!(config.site.accent.as_deref(), Some("#004488"));
    assert_eq!(config.site.logo.expect("given").value, "logo.svg");
    assert_eq!(config.site.license.expect("given").name, "CC BY 4.0");
    assert_eq!(config.publisher.policies.keys().collect::<Vec<_>>(), ["ethics", "unnamed_sources"]);
    assert_eq!(
        config.menu.iter().map(|entry| &*entry.to.value).collect::<Vec<_>>(),
        ["/positions/", "@about"]
    );
    let footer = config.footer.get(&nl).expect("in the first language");
    assert_eq!(&WHOLE[footer.range.clone()], "\"Zie [de werkwijze](@method)\"");
    let markdown = Markdown { wikilinks: true, bare_names: true, smart: true, html: Html::Sanitize };
    assert_eq!(config.markdown, markdown);
    assert_eq!((&*config.build.output, &*config.build.content), ("../out", "texts"));
    assert!(config.build.file_links && config.build.drafts && config.complete);
    assert_eq!(config.strings[&language("en")]["said-on"].value, "said on { $date }");
    assert_eq!(config.serve.port, 8080);
    assert_eq!(config.limits, Limits { file_bytes: 1000, nesting: 10, events: 100_000, expansion: 50 });
    let checks = BTreeMap::from([(Code::RawHtml, Check::Error), (Code::NameUnknown, Check::Off)]);
    assert_eq!(config.checks, checks);
}

#[test]
fn what_is_no_toml_gives_nothing() {
    let (config, diagnostics) = read("[site]\ntitle = Briefings\n");
    assert!(config.is_none());
    let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::Configuration]);
}

#[test]
fn a_title_must_be_there() {
    assert_eq!(findings(""), [(Code::MissingKey, String::new(), None)]);
    let missing = findings("[site]\nlanguages = [\"en\"]\n");
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].0, Code::MissingKey);
}

#[test]
fn each_mistake_is_found_at_its_place() {
    use Code::{BadDate, MissingKey, OutsideSite, UnknownKey, WrongType};
    for (text, code, place, suggestion) in [
        ("[biuld]\ndrafts = true", UnknownKey, "biuld", Some("build")),
        ("[build]\ndraft = true", UnknownKey, "draft", Some("drafts")),
        ("[build]\nzzz = true", UnknownKey, "zzz", None),
        ("build = 1", WrongType, "1", None),
        ("[build]\ndrafts = \"yes\"", WrongType, "\"yes\"", None),
        ("[build]\ncontent = \"../x\"", OutsideSite, "\"../x\"", None),
        ("[build]\ncontent = \"/x\"", OutsideSite, "\"/x\"", None),
        ("[build]\ncontent = \".\"", WrongType, "\".\"", None),
        ("[markdown]\nnames = \"all\"", WrongType, "\"all\"", None),
        ("[serve]\nport = 70000", WrongType, "70000", None),
        ("[serve]\nport = \"1\"", WrongType, "\"1\"", None),
        ("[limits]\nnesting = 0", WrongType, "0", None),
        ("[checks]\nraw-htm = \"off\"", UnknownKey, "raw-htm", Some("raw-html")),
        ("[checks]\nraw-html = \"on\"", WrongType, "\"on\"", None),
        ("[languages]\ncomplet = true", UnknownKey, "complet", Some("complete")),
        ("[languages]\nnl = \"x\"", WrongType, "\"x\"", None),
        ("[languages.nl]\nx = 1", WrongType, "1", None),
        ("[menu]\ntitle = \"x\"", WrongType, "[menu]", None),
        ("[[menu]]\ntitle = \"x\"", MissingKey, "[[menu]]", None),
        ("[footer]\ntext = { dutch = \"x\" }", UnknownKey, "dutch", None),
        ("[publisher]\nurl = \"example.org\"", WrongType, "\"example.org\"", None),
        ("[publisher.policies]\nethic = \"@a\"", UnknownKey, "ethic", Some("ethics")),
        ("[publisher]\nlogo = \"../x.svg\"", OutsideSite, "\"../x.svg\"", None),
    ] {
        let text = format!("site = {{ title = \"x\" }}\n{text}\n");
        let suggestion = suggestion.map(str::to_owned);
        assert_eq!(findings(&text), [(code, place.to_owned(), suggestion)], "{text}");
    }
    for (key, code, place) in [
        ("languages = []", WrongType, "[]"),
        ("languages = \"en\"", WrongType, "\"en\""),
        ("languages = [\"english\"]", WrongType, "\"english\""),
        ("languages = [\"en\", \"EN\"]", WrongType, "\"EN\""),
        ("as_of = \"2025-02-30\"", BadDate, "\"2025-02-30\""),
        ("as_of = \"2025-03\"", BadDate, "\"2025-03\""),
        ("as_of = true", WrongType, "true"),
        ("base_url = \"/b/\"", WrongType, "\"/b/\""),
        ("accent = \"red\"", WrongType, "\"red\""),
        ("accent = \"#ff0\"", WrongType, "\"#ff0\""),
        ("description = \" \"", WrongType, "\" \""),
        ("license = { title = \"x\" }", MissingKey, "{ title = \"x\" }"),
    ] {
        let text = format!("[site]\ntitle = \"x\"\n{key}\n");
        assert_eq!(findings(&text), [(code, place.to_owned(), None)], "{text}");
    }
}

#[test]
fn all_mistakes_are_found_in_one_run() {
    let text = "[site]\ntitel = \"x\"\naccent = 1\n[build]\ndrafts = 1\n";
    let codes: Vec<Code> = findings(text).into_iter().map(|finding| finding.0).collect();
    assert_eq!(codes, [Code::MissingKey, Code::UnknownKey, Code::WrongType, Code::WrongType]);
}

#[test]
fn an_accent_that_is_too_light_says_its_contrast() {
    let (_, diagnostics) = read("[site]\ntitle = \"x\"\naccent = \"#f2a27a\"\n");
    let message = &diagnostics.iter().next().expect("one").message;
    assert!(message.starts_with("`site.accent` has a contrast of 1.9"), "{message}");
}

#[test]
fn an_address_of_the_command_line_takes_the_place_of_the_sites() {
    let text = "[site]\ntitle = \"x\"\nbase_url = \"https://a.org/\"\n";
    let own = config(text);
    let other = config(text).set_base_url("https://b.org/x").expect("an address");
    assert_eq!(other.site.base_url.as_deref(), Some("https://b.org/x/"));
    assert_ne!(own.fingerprint, other.fingerprint);
    assert!(own.set_base_url("b.org").expect_err("no address").starts_with("must be an absolute address"));
}

#[test]
fn settings_differ_only_where_documents_are_read_otherwise() {
    let fingerprint = |text: &str| config(text).parse_settings().fingerprint();
    let plain = fingerprint("[site]\ntitle = \"x\"\n");
    assert_eq!(plain, fingerprint("[site]\ntitle = \"y\"\naccent = \"#048\"\n"));
    assert_ne!(plain, fingerprint("[site]\ntitle = \"x\"\nlanguages = [\"nl\"]\n"));
    assert_ne!(plain, fingerprint("[site]\ntitle = \"x\"\n[markdown]\nsmart = true\n"));
}

#[test]
fn only_what_can_be_seen_on_pages_tells_them_apart() {
    let shown = |rest: &str| config(&format!("[site]\ntitle = \"x\"\n{rest}")).shown();
    let plain = shown("");
    for unseen in [
        "# a remark\n",
        "[serve]\nport = 4500\n",
        "[checks]\nunknown-reference = \"off\"\n",
        "[build]\noutput = \"out\"\n",
    ] {
        assert_eq!(plain, shown(unseen), "{unseen}");
    }
    for seen in [
        "description = \"y\"\n",
        "accent = \"#004488\"\n",
        "base_url = \"https://a.org/\"\n",
        "as_of = 2025-03-15\n",
        "logo = \"a.svg\"\n",
        "license = { name = \"CC BY 4.0\" }\n",
        "[publisher]\nname = \"y\"\n",
        "[publisher.policies]\nethics = \"https://a.org/\"\n",
        "[[menu]]\ntitle = \"y\"\nto = \"/timeline/\"\n",
        "[footer]\ntext = \"y\"\n",
        "[markdown]\nsmart = true\n",
        "[limits]\nnesting = 20\n",
        "[build]\nfile_links = true\n",
        "[languages.en]\nskip_link = \"y\"\n",
    ] {
        assert_ne!(plain, shown(seen), "{seen}");
    }
}

#[test]
fn the_example_site_has_no_mistakes() {
    config(include_str!("../../site.toml"));
}
