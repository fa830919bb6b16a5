//! Code, raw HTML and figures.

use super::sanitize;
use super::walk::Walk;
use super::writer::Target;
use crate::config::Html;
use crate::diagnostics::Code;
use crate::document::{PassageKind, Piece};
use pulldown_cmark::{CodeBlockKind, Event, Tag};

impl Walk<'_, '_> {
    /// Writes a code block as it was written.
    pub(super) fn code_block(&mut self, index: usize, kind: &CodeBlockKind<'_>) {
        self.writer.line();
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        if language.is_empty() {
            self.writer.html("<pre><code>");
        } else {
            self.writer.html(&format!("<pre><code class=\"language-{}\">", crate::text::escape(language)));
        }
        for item in &self.items[index + 1..self.items[index].other] {
            if let Event::Text(text) = &item.event {
                let text = self.mask.restore(text, self.source, &item.range);
                self.writer.text(&text);
            }
        }
        self.writer.html("</code></pre>\n");
    }

    /// Writes a block of raw HTML: as text, or what is safe of it. Comments are left out.
    pub(super) fn html_block(&mut self, index: usize) {
        let mut html = String::new();
        for item in &self.items[index + 1..self.items[index].other] {
            if let Event::Html(text) | Event::Text(text) = &item.event {
                html.push_str(&self.mask.restore(text, self.source, &item.range));
            }
        }
        let range = self.items[index].range.clone();
        if let Some(at) = sanitize::open_comment(&self.source[range.clone()]) {
            self.tell_comment(range.start + at);
        }
        let html = sanitize::without_comments(&html);
        if html.trim().is_empty() {
            return;
        }
        self.writer.line();
        match self.context.settings.markdown.html {
            Html::Sanitize => {
                let clean = sanitize::block(&html);
                self.writer.html(&clean);
                self.writer.line();
            }
            Html::Text => {
                let range = self.items[index].range.clone();
                let start = range.start;
                let end = start + self.source[range].trim_end().len();
                self.tell_raw(start..end);
                self.writer.html("<p>");
                self.writer.text(html.trim());
                self.writer.html("</p>\n");
            }
        }
    }

    /// Reports comments that begin within text and are not closed there, which makes them text.
    pub(super) fn tell_comments(&mut self, range: &std::ops::Range<usize>) {
        let source = self.source;
        let Some(text) = source.get(range.clone()) else { return };
        for (at, _) in text.match_indices('<') {
            let at = range.start + at;
            let slashes = source[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
            let behind = source[at..].strip_prefix("<!--");
            // `<!-->` and `<!--->` are empty comments, though not every parser says so.
            let opens = behind.is_some_and(|behind| !behind.starts_with('>') && !behind.starts_with("->"));
            if opens && slashes % 2 == 0 {
                self.tell_comment(at);
            }
        }
    }

    fn tell_comment(&mut self, at: usize) {
        let message = "this comment is not closed in the block that it begins in";
        let found = self.report.diagnostic(Code::CommentNotClosed, message, at..at + "<!--".len()).help(
            "close it with `-->`, with no empty line before that where it begins within text; \
             if no comment is meant, write `\\<!--`",
        );
        self.report.push(found);
    }

    fn tell_raw(&mut self, range: std::ops::Range<usize>) {
        let diagnostic = self
            .report
            .diagnostic(Code::RawHtml, "raw HTML is shown as text", range)
            .help("write Markdown, or set `markdown.html = \"sanitize\"` in `site.toml`");
        self.report.push(diagnostic);
    }

    /// Writes raw HTML within text. Permalinks do not hash it.
    pub(super) fn inline_html(&mut self, index: usize, leaf: usize, html: &str) {
        let range = self.items[index].range.clone();
        let html = self.mask.restore(html, self.source, &range).into_owned();
        if sanitize::without_comments(&html).is_empty() {
            return;
        }
        if self.context.settings.markdown.html == Html::Text {
            self.tell_raw(range);
            self.say(leaf, &html, "");
            return;
        }
        match sanitize::inline_tag(&html) {
            Some(sanitize::InlineTag::Void(name)) => self.writer.html(&format!("<{name}>")),
            Some(sanitize::InlineTag::Open(name)) => {
                self.writer.html(&format!("<{name}>"));
                let depth = self.inline.depth;
                self.inline.html.push((name, depth));
            }
            Some(sanitize::InlineTag::Close(name)) => {
                let depth = self.inline.depth;
                if self.inline.html.last() == Some(&(name, depth)) {
                    self.inline.html.pop();
                    self.writer.html(&format!("</{name}>"));
                }
            }
            None => {}
        }
    }

    /// Raw HTML in a picture's text: text, or nothing where it is kept elsewhere.
    pub(super) fn html_in_alt(&mut self, html: &str, range: &std::ops::Range<usize>) -> String {
        let html = self.mask.restore(html, self.source, range);
        let is_text = self.context.settings.markdown.html == Html::Text;
        if !is_text || sanitize::without_comments(&html).is_empty() {
            return String::new();
        }
        self.tell_raw(range.clone());
        html.into_owned()
    }

    /// Closes kept HTML elements that were opened at `depth` or deeper.
    pub(super) fn close_html_tags(&mut self, depth: usize) {
        while let Some((name, _)) = self.inline.html.pop_if(|(_, opened)| *opened >= depth) {
            self.writer.html(&format!("</{name}>"));
        }
    }

    /// Writes a picture with a title that stands alone in its paragraph as a figure; gives the item
    /// to go on with.
    pub(super) fn figure(&mut self, index: usize) -> Option<usize> {
        let end = self.items[index].other;
        let Event::Start(Tag::Image { title, .. }) = &self.items.get(index + 1)?.event else { return None };
        if title.is_empty() || self.items[index + 1].other + 1 != end {
            return None;
        }
        self.writer.line();
        self.push_frame("</figure>\n");
        let passage = self.begin_passage(PassageKind::Paragraph, index);
        self.open_tag("<figure", Target::Passage(passage));
        let leaf = self.enter_inline(index + 1);
        if let Some(picture) = self.picture(index + 1, leaf) {
            self.writer.piece(Piece::Picture(picture));
        }
        self.leave_inline();
        self.writer.html("<figcaption>");
        self.writer.text(title);
        self.writer.html("</figcaption>");
        self.pop_frame();
        Some(end + 1)
    }
}
