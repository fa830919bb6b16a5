//! Views to HTML by way of templates; the only user of Tera.
//!
//! In: a [`Theme`]'s templates, once; then for each page a view and what its language shares. Out: a
//! page's HTML, links still as addresses from the site's root (`html::finish` makes them relative).
//! Carried templates stand under `builtin/`, those of the site under `user/`; a name without a prefix
//! is the site's, else the carried one. What Tera finds wrong becomes a diagnostic with its place.
//! A template gets data and nothing else: no function is registered here.

mod fault;
mod limit;

use crate::diagnostics::{Diagnostic, Diagnostics, SourceMap};
use crate::page::view::Site;
use crate::paths::SourcePath;
use crate::theme::{Origin, Template, Theme};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use tera::{Context, Tera, Value};

/// More than any page of a list that is split can be; a template that writes more goes in circles.
const OUTPUT_LIMIT: usize = 64 << 20;

/// Templates, loaded and checked. `Send` and `Sync`; used from many threads at once.
#[derive(Debug)]
pub struct Renderer {
    tera: Tera,
    sources: Sources,
}

/// The texts of templates, by the names that Tera knows them under.
pub(crate) type Sources = BTreeMap<String, (SourcePath, Arc<str>)>;

/// What all pages of one language share: made once for each language.
#[derive(Clone, Debug)]
pub struct SharedContext {
    site: Value,
    words: Value,
}

impl SharedContext {
    /// Makes what templates see as `site` and `words`.
    pub fn new(site: &Site, words: &BTreeMap<String, String>) -> Self {
        Self { site: Value::from_serializable(site), words: Value::from_serializable(words) }
    }
}

impl Renderer {
    /// Loads a theme's templates.
    ///
    /// # Errors
    /// All faults of all templates that are found before anything is rendered.
    pub fn new(theme: &Theme) -> Result<Self, Diagnostics> {
        let sources: Sources = theme
            .templates()
            .iter()
            .map(|template| (tera_name(template), (template.path.clone(), template.text.clone())))
            .collect();
        let mut tera = empty();
        match tera.add_raw_templates(sources.iter().map(|(name, (_, text))| (name, text))) {
            Ok(()) => Ok(Self { tera, sources }),
            Err(error) => Err(fault::all(&sources, &error)),
        }
    }

    /// Renders a view with a template (`article.html`).
    ///
    /// # Errors
    /// What went wrong, with its place in the template; where no template bears the name, without.
    pub fn render(
        &self,
        template: &str,
        view: &impl Serialize,
        shared: &SharedContext,
    ) -> Result<String, Box<Diagnostic>> {
        let mut output = limit::Limited::new(OUTPUT_LIMIT);
        Context::from_serialize(view)
            .and_then(|mut context| {
                context.insert_value("site", shared.site.clone());
                context.insert_value("words", shared.words.clone());
                self.tera.render_to(template, &context, &mut output)
            })
            .map_err(|error| {
                Box::new(match output.is_full() {
                    true => limit::fault(template, OUTPUT_LIMIT),
                    false => fault::one(&self.sources, &error),
                })
            })?;
        Ok(output.into_string())
    }

    /// Whether there is a template of this name, carried or the site's.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// The texts that diagnostics point into.
    pub fn sources(&self) -> SourceMap {
        sources(self.sources.values().cloned())
    }
}

/// The texts that the diagnostics of [`Renderer::new`] point into.
pub fn template_sources(theme: &Theme) -> SourceMap {
    sources(theme.templates().iter().map(|template| (template.path.clone(), template.text.clone())))
}

fn sources(texts: impl Iterator<Item = (SourcePath, Arc<str>)>) -> SourceMap {
    let mut map = SourceMap::default();
    for (path, text) in texts {
        map.insert(path, text);
    }
    map
}

fn tera_name(template: &Template) -> String {
    match template.origin {
        Origin::Carried => format!("builtin/{}", template.name),
        Origin::Site => format!("user/{}", template.name),
    }
}

/// An engine without templates.
fn empty() -> Tera {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes(["user/", "builtin/"]).expect("no template is loaded yet");
    tera.set_escape_fn(|text: &str, output: &mut dyn Write| {
        output.write_all(crate::text::escape(text).as_bytes())
    });
    tera
}

#[cfg(test)]
mod carried_tests;
#[cfg(test)]
mod tests;
