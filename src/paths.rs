//! Kinds of path that cannot be mixed up or leave their root.
//!
//! All three are made of segments joined by `/`, in NFC as far as the program makes them; none
//! holds a `..`, an empty segment or a backslash that means anything.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Where an input stands, relative to the site's root: `content/articles/call.en.md`.
///
/// What the program carries inside stands under `builtin:`, so that a message can name it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// An address within the site, from its root, always beginning with `/`: `/participants/x/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

/// Where a file of the output stands, relative to the output folder: `participants/x/index.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// One file to be written.
#[derive(Clone, Debug)]
pub struct OutputFile {
    /// Where it is to stand.
    pub path: OutputPath,
    /// What is to stand in it.
    pub bytes: Arc<[u8]>,
    /// Permalinks that stand in it, sorted; empty but for pages of records.
    pub permalinks: Vec<String>,
}

impl SourcePath {
    /// Makes a path of a root-relative one with `/` between its segments; `.` and empty segments
    /// are dropped and `..` takes the segment before it away. `None` where it leaves the root.
    pub fn new(path: &str) -> Option<Self> {
        normalize(path).map(|path| Self(path.into()))
    }

    /// The path as it stands in messages.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What stands before the last segment, without the slash; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path that `relative` means when it is written in this file; `None` where it leaves the
    /// root.
    pub fn join(&self, relative: &str) -> Option<Self> {
        Self::new(&format!("{}/{relative}", self.folder()))
    }

    /// What stands behind `folder/`; `None` where this path is not below `folder`.
    pub fn below<'a>(&'a self, folder: &str) -> Option<&'a str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

fn normalize(path: &str) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            _ => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

impl UrlPath {
    /// Makes an address of one from the site's root; the leading slash is added where missing.
    pub fn new(path: &str) -> Self {
        if path.starts_with('/') { Self(path.into()) } else { Self(format!("/{path}").into()) }
    }

    /// The address, with its leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a host answers this address with.
    pub fn output(&self) -> OutputPath {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            OutputPath(format!("{path}index.html").into())
        } else {
            OutputPath(path.into())
        }
    }

    /// The way from this page to `target` as a relative reference, percent-encoded where needed.
    /// A page refers to itself as `./`.
    pub fn relative_to(&self, target: &Self) -> String {
        let from: Vec<&str> = self.folder_segments();
        let (folder, file) = target.0.rsplit_once('/').unwrap_or(("", &target.0));
        let to: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let mut way = "../".repeat(from.len() - common);
        for segment in &to[common..] {
            way.push_str(&encode_segment(segment));
            way.push('/');
        }
        way.push_str(&encode_segment(file));
        if way.is_empty() {
            way.push_str("./");
        } else if !way.starts_with('.') && way.split('/').next().is_some_and(|s| s.contains(':')) {
            way.insert_str(0, "./");
        }
        way
    }

    /// The address percent-encoded, for what must be absolute.
    pub fn encoded(&self) -> String {
        self.0.split('/').map(encode_segment).collect::<Vec<_>>().join("/")
    }

    fn folder_segments(&self) -> Vec<&str> {
        let folder = self.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        folder.split('/').filter(|segment| !segment.is_empty()).collect()
    }
}

/// Decodes `%C3%A9` in a part of an address; what is no UTF-8 then stays as it is (RFC 3986, 2.1).
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let value = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(value.unwrap_or(bytes[at]));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Percent-encodes what may not stand in a segment of an address (RFC 3986, 3.3, with letters of
/// all scripts encoded as UTF-8).
fn encode_segment(segment: &str) -> String {
    let mut encoded = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte) {
            encoded.push(byte as char);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// How long a name may be in UTF-8, in bytes. Systems hold 255; what the program adds to a name while
/// it writes, and what hosts and archives add, must fit in too.
pub const LONGEST_NAME: usize = 100;

/// What keeps some system from holding a file or folder of that name, for a person: `ends in a dot`.
/// The rules are those of Windows, which are the narrowest (Naming Files, Paths, and Namespaces).
pub fn unholdable(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST_NAME {
        return Some("is longer than 100 bytes in UTF-8");
    }
    if name.ends_with('.') {
        return Some("ends in a dot");
    }
    if name.ends_with(' ') {
        return Some("ends in a space");
    }
    if name.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c)) {
        return Some("holds a character that no file of Windows may (`<>:\"|?*\\` and control characters)");
    }
    is_device(name).then_some("is the name of a device on Windows")
}

/// `CON`, `nul.txt`: a device whatever stands behind the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or(stem.strip_prefix("LPT"));
    let mut digits = number.unwrap_or_default().chars();
    matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

impl OutputPath {
    /// Makes a path below the output folder; `None` where it would leave it or is empty.
    pub fn new(path: &str) -> Option<Self> {
        normalize(path).filter(|path| !path.is_empty()).map(|path| Self(path.into()))
    }

    /// The path, relative to the output folder.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! show {
    ($($kind:ident),*) => {$(
        impl fmt::Display for $kind {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
        impl fmt::Debug for $kind {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{:?}", &self.0)
            }
        }
    )*};
}
show!(SourcePath, UrlPath, OutputPath);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_its_root() {
        assert_eq!(SourcePath::new("a/../../b"), None);
        assert_eq!(SourcePath::new("./a//b/../c").expect("stays inside").as_str(), "a/c");
        let file = SourcePath::new("content/articles/x.md").expect("stays inside");
        assert_eq!(
            file.join("../participants/y.md").expect("stays inside").as_str(),
            "content/participants/y.md"
        );
        assert_eq!(file.join("../../../y.md"), None);
    }

    #[test]
    fn names_that_some_system_cannot_hold_are_known() {
        for name in [
            "CON",
            "con",
            "nul.txt",
            "Aux .x",
            "com1",
            "LPT9.tar.gz",
            "COM²",
            "a.",
            "a ",
            "a:b",
            "a\u{7}",
            "w?",
        ] {
            assert!(unholdable(name).is_some(), "{name:?}");
        }
        for name in ["console", "com", "com10", "nul-txt", ".well-known", "a.b", "été", "a'b", " a"] {
            assert_eq!(unholdable(name), None, "{name:?}");
        }
        assert_eq!(unholdable(&"é".repeat(50)), None);
        assert!(unholdable(&"é".repeat(51)).is_some());
    }

    #[test]
    fn relative_references_work_from_any_depth() {
        let relative = |from: &str, to: &str| UrlPath::new(from).relative_to(&UrlPath::new(to));
        assert_eq!(relative("/", "/"), "./");
        assert_eq!(relative("/en/", "/"), "../");
        assert_eq!(relative("/a/b/", "/a/c/"), "../c/");
        assert_eq!(relative("/a/", "/a/c/"), "c/");
        assert_eq!(relative("/404.html", "/a/"), "a/");
        assert_eq!(relative("/a/", "/x.css"), "../x.css");
        assert_eq!(
            relative("/a/", "/участники/"),
            "../%D1%83%D1%87%D0%B0%D1%81%D1%82%D0%BD%D0%B8%D0%BA%D0%B8/"
        );
    }
}
