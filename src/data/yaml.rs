//! YAML to a [`Node`].
//!
//! YAML 1.2 without what makes its meaning hard to see: tags, merge keys (`<<`) and a second
//! document are errors, and so is a key that stands twice. Aliases are followed, up to a limit.
//! `yes`, `NO`, `12:30` and dates are text; numbers keep what was written. An empty text is an
//! empty table.

use super::{DataError, Entry, Node, Value, hint};
use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StrInput, StructureStyle, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many values all aliases of a text may stand for together.
const ALIASED_VALUES: usize = 10_000;

/// How deep lists and tables may stand in each other.
const DEPTH: usize = 64;

/// Parses a YAML text.
///
/// # Errors
/// The first thing that YAML, or the rules above, do not allow; ranges are bytes of `text`.
pub fn parse(text: &str) -> Result<Node, DataError> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let parser = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader { text, parser, anchors: BTreeMap::new(), aliased: 0, depth: 0 };
    reader.document()
}

struct Reader<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    anchors: BTreeMap<usize, Node>,
    aliased: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Node, DataError> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(error("a second YAML document begins here", self.range(&span)));
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, &span)?),
            }
        }
        let nothing = || Node { value: Value::Null, range: 0..self.text.len() };
        let mut root = root.unwrap_or_else(nothing);
        if root.value == Value::Null {
            root.value = Value::Table(Vec::new());
        }
        Ok(root)
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, DataError> {
        let Some(next) = self.parser.next_event() else { return Ok(None) };
        next.map(Some).map_err(|scan_error| {
            let at = self.boundary(scan_error.marker().byte_offset().unwrap_or(0));
            let mut message = scan_error.info().replace('\n', ", ");
            if let Some(first) = message.get(..1) {
                message.replace_range(..1, &first.to_ascii_lowercase());
            }
            let end = self.boundary(self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8()));
            let help = hint::for_line(self.text, at, ':');
            DataError { message, range: at..end, help }
        })
    }

    /// The next event inside a list or table; the parser always closes what it opened.
    fn inner(&mut self) -> Result<(Event<'a>, Span), DataError> {
        let end = self.text.len();
        self.next()?.ok_or_else(|| error("the YAML text ends too early", end..end))
    }

    fn node(&mut self, event: Event<'a>, span: &Span) -> Result<Node, DataError> {
        let (anchor, node) = match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), span)?;
                let range = self.range(span);
                let value =
                    if style == ScalarStyle::Plain { plain(&value) } else { Value::Text(value.into_owned()) };
                (anchor, Node { value, range })
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), span)?;
                (anchor, self.list(style, span)?)
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), span)?;
                (anchor, self.table(style, span)?)
            }
            Event::Alias(target) => (0, self.alias(target, span)?),
            _ => return Err(error("something that is no YAML value", self.range(span))),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, target: usize, span: &Span) -> Result<Node, DataError> {
        let range = self.range(span);
        let node = self
            .anchors
            .get(&target)
            .ok_or_else(|| error("this alias stands within the value that it means", range.clone()))?;
        self.aliased += size(node);
        if self.aliased > ALIASED_VALUES {
            return Err(error("aliases make this text too large", range));
        }
        Ok(Node { value: node.value.clone(), range })
    }

    fn list(&mut self, style: StructureStyle, start: &Span) -> Result<Node, DataError> {
        self.enter(start)?;
        let mut range = self.range(start);
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            let (event, span) = self.inner()?;
            if event == Event::SequenceEnd {
                range.end = self.end(style, &span, range.start, nodes.last());
                self.depth -= 1;
                return Ok(Node { value: Value::List(nodes), range });
            }
            nodes.push(self.node(event, &span)?);
        }
    }

    fn table(&mut self, style: StructureStyle, start: &Span) -> Result<Node, DataError> {
        self.enter(start)?;
        let mut range = self.range(start);
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: BTreeMap<String, Range<usize>> = BTreeMap::new();
        loop {
            let (event, span) = self.inner()?;
            if event == Event::MappingEnd {
                range.end = self.end(style, &span, range.start, entries.last().map(|entry| &entry.node));
                self.depth -= 1;
                return Ok(Node { value: Value::Table(entries), range });
            }
            let (key, key_range) = self.key(event, &span)?;
            if let Some(first) = places.insert(key.clone(), key_range.clone()) {
                let above = self.text[first.start..key_range.start].matches('\n').count();
                return Err(DataError {
                    message: format!("the key `{key}` stands twice"),
                    range: key_range,
                    help: Some(match above {
                        0 => "it was first set on the same line".into(),
                        1 => "it was first set one line above".into(),
                        _ => format!("it was first set {above} lines above"),
                    }),
                });
            }
            let (event, span) = self.inner()?;
            let mut node = self.node(event, &span)?;
            if node.value == Value::Null && node.range.is_empty() {
                node.range = key_range.clone();
            }
            entries.push(Entry { key, key_range, node });
        }
    }

    fn key(&mut self, event: Event<'a>, span: &Span) -> Result<(String, Range<usize>), DataError> {
        let range = self.range(span);
        match event {
            Event::Scalar(key, style, _, tag) => {
                self.refuse_tag(tag.as_deref(), span)?;
                if key == "<<" && style == ScalarStyle::Plain {
                    return Err(error("merge keys (`<<`) are not read", range));
                }
                Ok((key.into_owned(), range))
            }
            _ => Err(DataError {
                message: "a key is a text".into(),
                range,
                help: Some("if `{…}` or `[…]` is meant as text, put it in quotes".into()),
            }),
        }
    }

    fn enter(&mut self, span: &Span) -> Result<(), DataError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(error("lists and tables stand too deep in each other", self.range(span)));
        }
        Ok(())
    }

    fn refuse_tag(&self, tag: Option<&Tag>, span: &Span) -> Result<(), DataError> {
        let Some(tag) = tag else { return Ok(()) };
        let range = span.tag_span().map_or_else(|| self.range(span), |tag_span| self.range(&tag_span));
        Err(DataError {
            message: format!("YAML tags are not read: `{}`", tag.original()),
            range,
            help: Some("put the value in quotes if the `!` belongs to it".into()),
        })
    }

    /// Where a list or table ends: a block's own end stands only before what comes next.
    fn end(&self, style: StructureStyle, span: &Span, start: usize, last: Option<&Node>) -> usize {
        match style {
            StructureStyle::Flow => self.range(span).end,
            StructureStyle::Block => last.map_or(start, |node| node.range.end),
        }
        .max(start)
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(0..0);
        let start = self.boundary(range.start);
        let end = self.boundary(range.end).max(start);
        start..start + self.text[start..end].trim_end().len()
    }

    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn error(message: impl Into<String>, range: Range<usize>) -> DataError {
    DataError { message: message.into(), range, help: None }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(nodes) => nodes.iter().map(size).sum(),
        Value::Table(entries) => entries.iter().map(|entry| size(&entry.node)).sum(),
        _ => 0,
    }
}

/// What an unquoted scalar is (YAML 1.2.2, 10.3.2, but for `Null` and `NULL`, which are names too).
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let written = || text.to_owned();
    if let Some(value) = integer(text) {
        return Value::Integer { value, written: written() };
    }
    if let Some(value) = float(text) {
        return Value::Float { value, written: written() };
    }
    Value::Text(written())
}

fn integer(text: &str) -> Option<i64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with(['+', '-']));
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok().filter(|_| !digits.starts_with(['+', '-']));
    }
    text.parse().ok()
}

fn float(text: &str) -> Option<f64> {
    match text.strip_prefix(['+', '-']).unwrap_or(text) {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => return Some(f64::NEG_INFINITY),
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY),
        _ => {}
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(f64::NAN);
    }
    // Rust reads `inf`, `nan` and the like as well, which YAML does not.
    let plausible = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    plausible.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        parse(text).unwrap().get("k").unwrap().value.clone()
    }

    #[test]
    fn plain_scalars_keep_what_was_written() {
        for text in ["NO", "yes", "on", "12:30", "2025-03-15", "1_000", "Null", "2025-03-20/..", "é", "1.2.3"]
        {
            assert_eq!(value(&format!("k: {text}")), Value::Text(text.into()), "{text}");
        }
        assert_eq!(value("k: 0123"), Value::Integer { value: 123, written: "0123".into() });
        assert_eq!(value("k: -0043"), Value::Integer { value: -43, written: "-0043".into() });
        assert_eq!(value("k: 1.10"), Value::Float { value: 1.1, written: "1.10".into() });
        assert_eq!(value("k: '1.10'"), Value::Text("1.10".into()));
        assert_eq!(value("k: True"), Value::Bool(true));
        assert_eq!(value("k: ~"), Value::Null);
        assert_eq!(value("k: |\n  a\n  b\n"), Value::Text("a\nb\n".into()));
    }

    #[test]
    fn keys_and_values_have_their_places() {
        let text = "é: \"ü\"\nlist:\n  - a\n  - b: 1\n    c: [x, y]\nempty:\nlast: end\n";
        let node = parse(text).unwrap();
        let Value::Table(entries) = &node.value else { panic!("a table") };
        let parts: Vec<_> = entries
            .iter()
            .map(|entry| (&text[entry.key_range.clone()], &text[entry.node.range.clone()]))
            .collect();
        assert_eq!(
            parts,
            [("é", "\"ü\""), ("list", "- a\n  - b: 1\n    c: [x, y]"), ("empty", "empty"), ("last", "end")]
        );
    }

    #[test]
    fn nothing_is_an_empty_table() {
        for text in ["", "\n", "# only a comment\n", "\n\n"] {
            assert_eq!(parse(text).unwrap().value, Value::Table(Vec::new()), "{text:?}");
        }
    }

    #[test]
    fn what_hides_its_meaning_is_refused() {
        for (text, message, at) in [
            ("k: !!str 1", "YAML tags are not read: `!!str`", 3..8),
            ("k: !x [1]", "YAML tags are not read: `!x`", 3..5),
            ("a: &a {x: 1}\nk:\n  <<: *a", "merge keys (`<<`) are not read", 18..20),
            ("k: 1\n---\nk: 2", "a second YAML document begins here", 5..8),
            ("k: 1\nk: 2", "the key `k` stands twice", 5..6),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((&*error.message, error.range), (message, at), "{text}");
        }
    }

    #[test]
    fn aliases_are_followed_but_do_not_explode() {
        assert_eq!(
            value("a: &a [x]\nk: *a"),
            Value::List(vec![Node { value: Value::Text("x".into()), range: 7..8 }])
        );
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            bomb.push_str(&format!(
                "a{level}: &a{level} [{}]\n",
                vec![format!("*a{}", level - 1); 10].join(", ")
            ));
        }
        assert!(parse(&bomb).is_err());
    }

    #[test]
    fn common_slips_come_with_help() {
        let help = |text: &str| parse(text).unwrap_err().help.unwrap_or_default();
        assert_eq!(help("by: @kier"), "put the reference in quotes, or leave the `@` out");
        assert_eq!(
            help("title: Call: leaders"),
            "put the text in quotes if it holds a character that means something in YAML"
        );
    }
}
