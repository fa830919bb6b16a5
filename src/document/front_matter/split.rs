//! Where front matter begins and ends.
//!
//! Goes in: a file's text. Comes out: the ranges of its front matter and body. It reads no value.

use std::ops::Range;

/// What the front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `---`; `...` may close it too, as Pandoc allows.
    Yaml,
}

/// A file cut in two.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// There is no front matter: all is body.
    None,
    /// Front matter without its fences, and what stands behind the line of the closing one.
    Closed { format: Format, front: Range<usize>, body: Range<usize> },
    /// Front matter in lines that end in a carriage return alone, which neither TOML nor YAML reads.
    CarriageReturns { format: Format },
    /// Front matter that nothing closes.
    Unclosed { format: Format },
}

impl Format {
    /// The line that opens and closes it.
    pub(super) fn fence(self) -> &'static str {
        match self {
            Format::Toml => "+++",
            Format::Yaml => "---",
        }
    }

    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Toml => "TOML",
            Format::Yaml => "YAML",
        }
    }

    fn is_closed_by(self, line: &str) -> bool {
        line == self.fence() || self == Format::Yaml && line == "..."
    }
}

/// Cuts a text into front matter and body. Spaces behind a fence and carriage returns are nothing.
pub(super) fn split(text: &str) -> Split {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return Split::None };
    for format in [Format::Toml, Format::Yaml] {
        let behind = first.strip_prefix(format.fence()).and_then(|rest| rest.strip_prefix('\r'));
        if behind.is_some_and(|rest| !rest.trim().is_empty()) {
            return Split::CarriageReturns { format };
        }
    }
    let format = match first.trim_end() {
        "+++" => Format::Toml,
        "---" => Format::Yaml,
        _ => return Split::None,
    };
    let start = first.len();
    let mut end = start;
    for line in lines {
        let after = end + line.len();
        if format.is_closed_by(line.trim_end()) {
            return Split::Closed { format, front: start..end, body: after..text.len() };
        }
        end = after;
    }
    Split::Unclosed { format }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_found() {
        let closed = |format, front, body| Split::Closed { format, front, body };
        for (text, expected) in [
            ("", Split::None),
            ("text\n+++\n", Split::None),
            ("++++\n+++\n", Split::None),
            ("+++\na = 1\n+++\nbody", closed(Format::Toml, 4..10, 14..18)),
            ("---\na: 1\n---\nbody", closed(Format::Yaml, 4..9, 13..17)),
            ("---\na: 1\n...\nbody", closed(Format::Yaml, 4..9, 13..17)),
            ("+++\r\na = 1\r\n+++\r\nbody", closed(Format::Toml, 5..12, 17..21)),
            ("--- \na: 1\n--- \n", closed(Format::Yaml, 5..10, 15..15)),
            ("+++\ra = 1\r+++\rbody", Split::CarriageReturns { format: Format::Toml }),
            ("---\r", Split::Unclosed { format: Format::Yaml }),
            ("- a\r- b", Split::None),
            ("+++\n+++", closed(Format::Toml, 4..4, 7..7)),
            ("+++\na = 1\n---\n", Split::Unclosed { format: Format::Toml }),
            ("---", Split::Unclosed { format: Format::Yaml }),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}
