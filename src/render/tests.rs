use super::*;
use crate::digest::ContentHash;
use crate::source::{Content, Source, SourceSet};

fn theme(files: &[(&str, &str)]) -> Theme {
    let sources = files.iter().map(|(name, text)| {
        let path = SourcePath::new(&format!("templates/{name}")).unwrap();
        let hash = ContentHash::of(text.as_bytes());
        (path.clone(), Arc::new(Source { path, hash, content: Content::Text((*text).into()) }))
    });
    Theme::new(&SourceSet(sources.collect()), None).0
}

/// The findings as `path:bytes: message (help)`.
fn faults(files: &[(&str, &str)]) -> Vec<String> {
    match Renderer::new(&theme(files)) {
        Ok(_) => Vec::new(),
        Err(diagnostics) => diagnostics.iter().map(show).collect(),
    }
}

fn show(diagnostic: &Diagnostic) -> String {
    let place = diagnostic
        .primary
        .as_ref()
        .map_or("nowhere".into(), |span| format!("{}:{}-{}", span.file, span.range.start, span.range.end));
    let help = diagnostic.help.as_deref().map_or(String::new(), |help| format!(" ({help})"));
    format!("{place}: {}{help}", diagnostic.message)
}

#[derive(Serialize)]
struct Sample {
    title: &'static str,
}

fn render(files: &[(&str, &str)], template: &str) -> Result<String, String> {
    let shared = SharedContext::new(&Site::default(), &BTreeMap::new());
    Renderer::new(&theme(files))
        .expect("the templates can be loaded")
        .render(template, &Sample { title: "a < b" }, &shared)
        .map_err(|diagnostic| show(&diagnostic))
}

#[test]
fn carried_templates_load() {
    assert_eq!(faults(&[]), Vec::<String>::new());
}

#[test]
fn text_is_escaped_unless_it_is_finished() {
    assert_eq!(render(&[("x.html", "{{ title }} {{ title | safe }}")], "x.html").unwrap(), "a &lt; b a < b");
}

#[test]
fn all_templates_that_cannot_be_parsed_are_reported() {
    let found = faults(&[("a.html", "{{ title"), ("b.html", "{% if %}")]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("templates/a.html:"), "{found:?}");
    assert!(found[1].starts_with("templates/b.html:"), "{found:?}");
}

#[test]
fn an_unknown_filter_is_found_at_its_place() {
    let text = "<p>é\n{{ title | shout }}";
    let found = faults(&[("a.html", text)]);
    let start = text.find("shout").unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(&format!("templates/a.html:{start}-{}", start + 5)), "{found:?}");
}

#[test]
fn a_template_that_extends_itself_is_told_how_to_extend_the_carried_one() {
    let found = faults(&[("article.html", "{% extends \"article.html\" %}")]);
    assert_eq!(
        found,
        ["templates/article.html:12-24: `article.html` extends itself \
          (say `{% extends \"builtin/article.html\" %}` to extend the carried template)"]
    );
}

#[test]
fn a_missing_parent_is_found_at_its_place() {
    let found = faults(&[("a.html", "{% extends \"bass.html\" %}")]);
    assert_eq!(
        found,
        ["templates/a.html:12-21: there is no template `bass.html` to extend (did you mean `base.html`)"]
    );
}

#[test]
fn an_unknown_field_is_found_at_its_place() {
    let error = render(&[("x.html", "<p>{{ titel }}</p>")], "x.html").unwrap_err();
    assert!(error.starts_with("templates/x.html:6-11: "), "{error}");
}

#[test]
fn a_template_of_the_site_extends_the_carried_one() {
    let own = "{% extends \"builtin/404.html\" %}{% block main %}mine {{ super() }}{% endblock %}";
    assert_eq!(faults(&[("404.html", own)]), Vec::<String>::new());
}

#[test]
fn a_component_of_the_site_replaces_the_carried_one() {
    let files = [
        ("own.html", "{% component text(t) %}own{% endcomponent text %}"),
        ("x.html", "{{ <text t={title} /> }}"),
    ];
    assert_eq!(render(&files, "x.html").unwrap(), "own");
}

#[test]
fn endless_output_ends_in_a_message() {
    let long = "long ".repeat(10_000);
    let loops = format!("{{% for a in range(end=9000) %}}{long}{{% endfor %}}");
    let error = render(&[("x.html", &loops)], "x.html").unwrap_err();
    assert_eq!(
        error,
        "nowhere: `x.html` writes more than 64 MB for one page (look for a loop within a loop over the same list)"
    );
}

#[test]
fn a_renderer_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Renderer>();
    shared::<SharedContext>();
}
