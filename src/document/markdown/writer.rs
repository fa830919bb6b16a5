//! Pieces as they are written, before permalinks are known.
//!
//! A place where ids will stand is a [`Draft::Id`] or [`Draft::Anchors`]; `assemble` fills it in.

use crate::document::Piece;

/// What bears permalinks: indices of drafts, not of the finished body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A passage.
    Passage(u32),
    /// An annotation.
    Annotation(u32),
}

/// A piece, or a place for ids.
#[derive(Clone, Debug)]
pub enum Draft {
    /// Finished.
    Piece(Piece),
    /// The id that is shown.
    Id(Target),
    /// All further ids.
    Anchors(Target),
    /// The visible permalink of a passage's draft, where it has one.
    Permalink(u32),
}

/// Writes drafts; HTML that follows HTML becomes one piece.
#[derive(Debug, Default)]
pub struct Writer {
    drafts: Vec<Draft>,
    html: String,
    /// Whether something was written and its last byte is no line break.
    within_line: bool,
}

impl Writer {
    /// Writes finished HTML.
    pub fn html(&mut self, html: &str) {
        self.html.push_str(html);
        if let Some(last) = html.bytes().last() {
            self.within_line = last != b'\n';
        }
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        // Most text is plain ASCII without anything to escape.
        let plain = |b: u8| matches!(b, b'\n' | b' '..=b'~') && !matches!(b, b'&' | b'<' | b'>' | b'"');
        if text.bytes().all(plain) {
            self.html(text);
        } else {
            self.html(&crate::text::escape(text));
        }
    }

    /// Begins a line where none has begun.
    pub fn line(&mut self) {
        if self.within_line {
            self.html("\n");
        }
    }

    /// Writes something other than HTML.
    pub fn draft(&mut self, draft: Draft) {
        self.flush();
        self.drafts.push(draft);
        self.within_line = true;
    }

    /// Writes a piece other than HTML.
    pub fn piece(&mut self, piece: Piece) {
        self.draft(Draft::Piece(piece));
    }

    /// The index of the draft that is written next.
    pub fn mark(&mut self) -> u32 {
        self.flush();
        u32::try_from(self.drafts.len()).expect("a body has fewer than 2^32 pieces")
    }

    /// Takes back what was just written, if it was that.
    pub fn take_back(&mut self, html: &str) -> bool {
        let ends = self.html.ends_with(html);
        if ends {
            self.html.truncate(self.html.len() - html.len());
        }
        ends
    }

    /// All drafts.
    pub fn finish(mut self) -> Vec<Draft> {
        self.flush();
        self.drafts
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.drafts.push(Draft::Piece(Piece::Html(std::mem::take(&mut self.html).into())));
        }
    }
}
