//! A suggestion as an edit of its source.
//!
//! A suggestion names what was meant (`ada-lee`), its place is what was written (`"@ada-le#vote"`).
//! What belongs to how it is written there stays: quotes, the sign before it, the anchor behind it.

use super::{Diagnostic, SourceMap};

impl Diagnostic {
    /// The text that takes the primary place's when the suggestion is followed. `None` where there is
    /// no suggestion, and where it is none of text: of a file's name, say.
    pub fn edit(&self, sources: &SourceMap) -> Option<String> {
        let replacement = &self.suggestion.as_ref()?.replacement;
        let span = self.primary.as_ref()?;
        let written = sources.text(&span.file)?.get(span.range.clone())?;
        let quote = ["\"", "'"].into_iter().find(|quote| {
            written.len() > 2 * quote.len() && written.starts_with(quote) && written.ends_with(quote)
        });
        let quote = quote.unwrap_or_default();
        let inner = &written[quote.len()..written.len() - quote.len()];
        let is_path = inner.contains('/') && !replacement.contains('/');
        if inner.is_empty() || is_path || inner.contains('\n') {
            return None;
        }
        let sign = ["@", "#"].into_iter().find(|sign| inner.starts_with(sign));
        let sign = sign.filter(|sign| !replacement.starts_with(sign)).unwrap_or_default();
        let anchor = inner[sign.len()..].find('#').map_or("", |at| &inner[sign.len() + at..]);
        let anchor = if replacement.contains('#') { "" } else { anchor };
        Some(format!("{quote}{sign}{replacement}{anchor}{quote}"))
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Code, Diagnostic, SourceMap, Span};
    use crate::paths::SourcePath;

    fn edit(written: &str, replacement: &str) -> Option<String> {
        let file = SourcePath::new("content/articles/a.md").unwrap();
        let mut sources = SourceMap::default();
        sources.insert(file.clone(), format!("é {written}").into());
        let range = "é ".len().."é ".len() + written.len();
        let diagnostic = Diagnostic::new(Code::UnknownReference, "none", Span { file, range });
        diagnostic.did_you_mean(Some(replacement.to_owned())).edit(&sources)
    }

    #[test]
    fn what_belongs_to_the_place_stays() {
        assert_eq!(edit("ad", "ada").as_deref(), Some("ada"));
        assert_eq!(edit("@ad#vote", "ada").as_deref(), Some("@ada#vote"));
        assert_eq!(edit("\"ad\"", "ada").as_deref(), Some("\"ada\""));
        assert_eq!(edit("'@ad'", "ada").as_deref(), Some("'@ada'"));
        assert_eq!(edit("#vot", "vote").as_deref(), Some("#vote"));
        assert_eq!(edit(".sayz", ".says").as_deref(), Some(".says"));
        assert_eq!(edit("/abuot/", "/about/").as_deref(), Some("/about/"));
    }

    #[test]
    fn what_is_no_text_is_not_edited() {
        assert_eq!(edit("", "ada"), None, "a file as a whole");
        assert_eq!(edit("../topics/rian.md", "rain"), None, "a path is not an id");
    }
}
