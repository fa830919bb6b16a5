//! The one grammar of attributes: `{.class #id key=value key="two words"}`.
//!
//! Goes in: the file's text and the byte of a `{` (or, for a link's title, the pairs alone). Comes
//! out: what was written, each part with its place, or one [`Problem`]. It knows nothing of classes
//! and keys; `classes` and `statement` do.

use crate::diagnostics::Located;
use crate::text::is_combining_mark;
use std::ops::Range;

/// Attributes as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// From `{` to `}`, both included.
    pub range: Range<usize>,
    /// `#id`, without the mark; the range has it.
    pub id: Option<Located<String>>,
    /// Classes in order, without the dot; the ranges have it.
    pub classes: Vec<Located<String>>,
    /// `key=value` in order; no key stands twice.
    pub pairs: Vec<Pair>,
    /// Values that stand in typographic quotes.
    pub curly: Vec<Range<usize>>,
}

/// `key=value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Left of `=`.
    pub key: Located<String>,
    /// Right of it, without quotes; the range is that of what stands between them.
    pub value: Located<String>,
}

/// Why attributes cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
}

impl Attributes {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Located<String>> {
        self.pairs.iter().find(|pair| pair.key.value == key).map(|pair| &pair.value)
    }
}

/// More pairs than anybody writes; keeps the look-up of doubled keys short.
const MOST_PARTS: usize = 64;

/// Reads attributes out of one text. It remembers which quotes are never closed, so that a text
/// full of them is not read over and over.
pub struct Grammar<'a> {
    text: &'a str,
    /// A closing quote and the stretch in which there is none.
    unclosed: Vec<(char, Range<usize>)>,
    /// Bytes that were read in vain.
    wasted: usize,
}

impl<'a> Grammar<'a> {
    /// Makes a reader of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, unclosed: Vec::new(), wasted: 0 }
    }

    /// Whether a group of attributes begins at the `{` at byte `start`: `.class`, `#id` or `key=`
    /// must follow.
    pub fn begins(&self, start: usize) -> bool {
        let Some(inside) = self.text.get(start + 1..) else { return false };
        let inside = inside.trim_start_matches([' ', '\t']);
        let mut characters = inside.chars();
        match characters.next() {
            Some('.') => characters.next().is_some_and(begins_class),
            Some('#') => characters.next().is_some_and(in_id),
            Some(first) if first.is_alphabetic() => {
                let key = inside.chars().take(64).take_while(|c| in_key(*c)).map(char::len_utf8).sum();
                inside[key..].starts_with('=')
            }
            _ => false,
        }
    }

    /// Reads the group that begins at the `{` at byte `start`. `limit` is the end of what may be
    /// read; `quotes` says how many `>` a continued line may begin with.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn group(&mut self, start: usize, limit: usize, quotes: usize) -> Result<Attributes, Problem> {
        // A text full of beginnings must not be read over and over.
        if self.wasted > self.text.len().saturating_mul(16).saturating_add(65_536) {
            return Err(problem("too many attributes before these are malformed", start..start + 1));
        }
        let mut reader = Reader { grammar: self, at: start + 1, limit, quotes, braces: true };
        let read = reader.parts(start);
        let end = reader.at;
        if read.is_err() {
            self.wasted += end - start;
        }
        read.map(|attributes| Attributes { range: start..end, ..attributes })
    }
}

/// Reads the pairs of a link's title: `at=leaders-call role=host`. The text stands at byte `base`
/// of the file; where it was written with escapes, `whole` is the place for everything.
///
/// # Errors
/// The first thing that is wrong.
pub fn title(text: &str, base: usize, whole: Option<Range<usize>>) -> Result<Attributes, Problem> {
    let mut grammar = Grammar::new(text);
    let mut reader = Reader { grammar: &mut grammar, at: 0, limit: text.len(), quotes: 0, braces: false };
    let move_to = |range: &mut Range<usize>| {
        *range = whole.clone().unwrap_or(range.start + base..range.end + base);
    };
    let mut attributes = reader.parts(0).map_err(|mut problem| {
        move_to(&mut problem.range);
        problem
    })?;
    attributes.range = 0..text.len();
    move_to(&mut attributes.range);
    attributes.id.iter_mut().for_each(|id| move_to(&mut id.range));
    attributes.classes.iter_mut().for_each(|class| move_to(&mut class.range));
    for pair in &mut attributes.pairs {
        move_to(&mut pair.key.range);
        move_to(&mut pair.value.range);
    }
    attributes.curly.iter_mut().for_each(move_to);
    Ok(attributes)
}

/// Whether a link's title holds attributes: it has a word followed by `=` outside quotes at the
/// beginning of a part.
pub fn title_has_pairs(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('=').is_some_and(|(key, _)| {
            key.chars().next().is_some_and(char::is_alphabetic) && key.chars().all(in_key)
        })
    })
}

fn begins_class(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '_' | '-')
}

fn in_class(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-') || is_combining_mark(character)
}

fn in_id(character: char) -> bool {
    in_class(character) || matches!(character, ':' | '.')
}

fn in_key(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// The quotes that may close what `open` opens; `None` where it opens nothing.
fn closers(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '\'' => Some(&['\'']),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' => {
            Some(&['\u{201d}', '\u{201c}', '\u{bb}', '"'])
        }
        '\u{2018}' | '\u{2019}' | '\u{201a}' => Some(&['\u{2019}', '\u{2018}', '\'']),
        _ => None,
    }
}

struct Reader<'g, 'a> {
    grammar: &'g mut Grammar<'a>,
    at: usize,
    limit: usize,
    quotes: usize,
    /// Whether a `}` ends it; a title ends with its text.
    braces: bool,
}

impl<'a> Reader<'_, 'a> {
    fn rest(&self) -> &'a str {
        self.grammar.text.get(self.at..self.limit).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character at `at` as a place.
    fn here(&self) -> Range<usize> {
        self.at..self.at + self.peek().map_or(0, char::len_utf8)
    }

    fn parts(&mut self, start: usize) -> Result<Attributes, Problem> {
        let mut attributes = Attributes::default();
        loop {
            if !self.space() {
                return Err(unclosed(start));
            }
            let begin = self.at;
            match self.peek() {
                None if self.braces => return Err(unclosed(start)),
                None => return Ok(attributes),
                Some('}') if self.braces => {
                    self.at += 1;
                    return Ok(attributes);
                }
                Some('.') => attributes.classes.push(self.marked(in_class, "a class", begin)?),
                Some('#') => {
                    let id = self.marked(in_id, "an id", begin)?;
                    if attributes.id.is_some() {
                        return Err(problem("an annotation has one id", id.range));
                    }
                    attributes.id = Some(id);
                }
                Some(_) => self.pair(&mut attributes)?,
            }
            if attributes.classes.len() + attributes.pairs.len() > MOST_PARTS {
                return Err(problem(format!("more than {MOST_PARTS} attributes"), begin..self.at));
            }
        }
    }

    /// Skips white space and line breaks; false where the paragraph ends.
    fn space(&mut self) -> bool {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
            if self.peek() != Some('\n') {
                return true;
            }
            if !self.line_break() {
                return false;
            }
        }
    }

    /// Skips a line break and what a continued line begins with; false where a blank line follows.
    fn line_break(&mut self) -> bool {
        self.at += 1;
        let mut quotes = self.quotes;
        while let Some(character) = self.peek() {
            match character {
                ' ' | '\t' => self.at += 1,
                '>' if quotes > 0 => {
                    quotes -= 1;
                    self.at += 1;
                }
                '\n' | '\r' => return false,
                _ => return true,
            }
        }
        false
    }

    /// Reads what stands behind `.` or `#`.
    fn marked(
        &mut self,
        fits: fn(char) -> bool,
        what: &str,
        begin: usize,
    ) -> Result<Located<String>, Problem> {
        self.at += 1;
        let word: String = self.rest().chars().take_while(|c| fits(*c)).collect();
        self.at += word.len();
        let ends_well = self.peek().is_none_or(|c| c.is_whitespace() || matches!(c, '}' | '.' | '#'));
        if word.is_empty() || !ends_well {
            let range = if ends_well { begin..self.at } else { self.here() };
            return Err(problem(format!("{what} is made of letters, digits, `-` and `_`"), range));
        }
        Ok(Located::new(word, begin..self.at))
    }

    fn pair(&mut self, attributes: &mut Attributes) -> Result<(), Problem> {
        let begin = self.at;
        let key: String = self.rest().chars().take_while(|c| in_key(*c)).collect();
        self.at += key.len();
        if key.is_empty() {
            return Err(problem("here `.class`, `#id` or `key=value` must stand", self.here()));
        }
        if self.peek() != Some('=') {
            return Err(problem(format!("`{key}` must be followed by `=` and a value"), begin..self.at));
        }
        let key = Located::new(key, begin..self.at);
        self.at += 1;
        let value = self.value(&key, attributes)?;
        if attributes.get(&key.value).is_some() {
            return Err(problem(format!("`{}` is set twice", key.value), key.range));
        }
        attributes.pairs.push(Pair { key, value });
        Ok(())
    }

    fn value(
        &mut self,
        key: &Located<String>,
        attributes: &mut Attributes,
    ) -> Result<Located<String>, Problem> {
        match self.peek() {
            Some(open) if closers(open).is_some() => self.quoted(open, attributes),
            _ => self.bare(key),
        }
    }

    fn bare(&mut self, key: &Located<String>) -> Result<Located<String>, Problem> {
        let begin = self.at;
        for character in self.rest().chars() {
            let ends = character.is_whitespace() || (self.braces && character == '}');
            if ends {
                break;
            }
            if matches!(character, '{' | '}' | '`') || closers(character).is_some() {
                let message = format!("a value without quotes holds no `{character}`");
                return Err(problem(message, self.here()));
            }
            self.at += character.len_utf8();
        }
        if begin == self.at {
            return Err(problem(format!("`{}` has no value", key.value), key.range.clone()));
        }
        Ok(Located::new(self.grammar.text[begin..self.at].to_owned(), begin..self.at))
    }

    fn quoted(&mut self, open: char, attributes: &mut Attributes) -> Result<Located<String>, Problem> {
        let opening = self.here();
        let closing = closers(open).unwrap_or(&[]);
        if self.grammar.unclosed.iter().any(|(quote, stretch)| *quote == open && stretch.contains(&self.at)) {
            return Err(problem("this quote is not closed", opening));
        }
        self.at = opening.end;
        let mut value = String::new();
        while let Some(character) = self.peek() {
            let begin = self.at;
            if character == '\n' {
                if !self.line_break() {
                    break;
                }
                value.push(' ');
                continue;
            }
            self.at += character.len_utf8();
            if closing.contains(&character) && self.closes(open) {
                if !open.is_ascii() || !character.is_ascii() {
                    attributes.curly.push(opening.start..self.at);
                }
                return self.after_quote(Located::new(value, opening.end..begin));
            }
            match (character, self.peek()) {
                ('\\', Some(next)) if next == '\\' || closing.contains(&next) => {
                    self.at += next.len_utf8();
                    value.push(next);
                }
                ('\r', _) => {}
                _ => value.push(character),
            }
        }
        self.grammar.unclosed.push((open, opening.start..self.at));
        Err(problem("this quote is not closed", opening))
    }

    /// Whether the quote just read ends the value: a typographic apostrophe within a word does not.
    fn closes(&self, open: char) -> bool {
        open.is_ascii() || self.peek().is_none_or(|c| c.is_whitespace() || c == '}')
    }

    fn after_quote(&self, value: Located<String>) -> Result<Located<String>, Problem> {
        match self.peek() {
            Some(c) if !(c.is_whitespace() || (self.braces && c == '}')) => {
                Err(problem("a space must follow the quote", self.here()))
            }
            _ => Ok(value),
        }
    }
}

fn problem(message: impl Into<String>, range: Range<usize>) -> Problem {
    Problem { message: message.into(), range }
}

fn unclosed(start: usize) -> Problem {
    problem("these attributes are not closed with `}`", start..start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Attributes, String> {
        Grammar::new(text).group(0, text.len(), 1).map_err(|problem| problem.message)
    }

    fn values(text: &str) -> Vec<(String, String)> {
        read(text).expect("is well formed").pairs.into_iter().map(|p| (p.key.value, p.value.value)).collect()
    }

    #[test]
    fn reads_classes_ids_and_values() {
        let attributes = read("{.says #x-1 by=keir on=\"a b\"} rest").expect("is well formed");
        assert_eq!(attributes.range, 0..29);
        assert_eq!(attributes.classes[0].value, "says");
        assert_eq!(attributes.id.as_ref().expect("has an id").value, "x-1");
        assert_eq!(attributes.get("on").expect("has on").value, "a b");
        assert_eq!(attributes.get("on").expect("has on").range, 24..27);
    }

    #[test]
    fn values_may_hold_escapes_and_line_breaks() {
        assert_eq!(
            values("{a=\"x \\\"y\\\"\"\n> b=c}"),
            [("a".into(), "x \"y\"".into()), ("b".into(), "c".into())]
        );
        assert_eq!(values("{a='x \"y'}"), [("a".into(), "x \"y".into())]);
        assert_eq!(values("{a=\"one\n> two\"}"), [("a".into(), "one two".into())]);
    }

    #[test]
    fn typographic_quotes_are_taken_and_told() {
        let attributes =
            read("{as=\u{2018}the farmer\u{2019}s union\u{2019} b=\u{201c}c\u{201d}}").expect("is read");
        assert_eq!(attributes.curly.len(), 2);
        assert_eq!(attributes.get("b").expect("has b").value, "c");
    }

    #[test]
    fn what_is_malformed_says_so() {
        for (text, message) in [
            ("{.says by=a", "these attributes are not closed with `}`"),
            ("{.says\n\nby=a}", "these attributes are not closed with `}`"),
            ("{a=\"b}", "this quote is not closed"),
            ("{a=b a=c}", "`a` is set twice"),
            ("{a=}", "`a` has no value"),
            ("{.a b}", "`b` must be followed by `=` and a value"),
            ("{a=b`c}", "a value without quotes holds no ``"),
        ] {
            assert!(
                read(text).expect_err("is malformed").starts_with(message.trim_end_matches('`')),
                "{text}"
            );
        }
    }

    #[test]
    fn only_what_looks_like_attributes_begins() {
        for (text, begins) in [
            ("{.a}", true),
            ("{#a}", true),
            ("{a=b}", true),
            ("{ .a}", true),
            ("{...}", false),
            ("{a}", false),
            ("{}", false),
        ] {
            assert_eq!(Grammar::new(text).begins(0), begins, "{text}");
        }
    }
}
