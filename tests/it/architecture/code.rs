//! Sources as the rules of the architecture see them: without comments, texts and tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One file below `src/`.
pub struct SourceFile {
    /// Relative to the root: `src/page/plan.rs`.
    pub name: String,
    /// The top module that it belongs to.
    pub room: String,
    code: String,
    /// The `use` declarations and paths, one path each, groups taken apart.
    paths: BTreeSet<String>,
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `src/` that are no tests, but for `lib.rs` and `main.rs`, sorted.
pub fn all() -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.sort();
    let texts: Vec<(String, String)> = paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    let tests: Vec<String> = texts.iter().flat_map(|(name, text)| test_modules(name, text)).collect();
    let is_test = |name: &str| {
        let stem = name.trim_end_matches(".rs");
        tests.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/")))
    };
    texts
        .iter()
        .filter(|(name, _)| name != "src/lib.rs" && name != "src/main.rs" && !is_test(name))
        .map(|(name, text)| SourceFile::new(name, text))
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// Modules of a file that stand in files of their own and are tests, as paths without an ending.
fn test_modules(name: &str, text: &str) -> Vec<String> {
    let folder = module_folder(name);
    let code = without_comments_and_texts(text);
    let declared = code.split("#[cfg(test)]").skip(1).filter_map(|behind| {
        let (words, _) = behind.split_once([';', '{'])?;
        let is_declaration = behind[words.len()..].starts_with(';');
        let module = words.split_whitespace().skip_while(|word| *word != "mod").nth(1)?;
        is_declaration.then(|| format!("{folder}/{module}"))
    });
    declared.collect()
}

/// The folder in which the children of a file's module stand.
fn module_folder(name: &str) -> String {
    let stem = name.trim_end_matches(".rs");
    stem.strip_suffix("/mod").unwrap_or(stem).to_owned()
}

impl SourceFile {
    /// Reads a file that stands at `name`.
    pub fn new(name: &str, text: &str) -> Self {
        let code = without_tests(&without_comments_and_texts(text));
        let module = module_folder(name);
        let room = module.split('/').nth(1).unwrap_or_default().to_owned();
        let depth = module.split('/').count() - 1;
        let mut paths = BTreeSet::new();
        for start in path_starts(&code) {
            expand(&code[start..], String::new(), &mut paths);
        }
        let paths = paths.into_iter().map(|path| absolute(&path, depth)).collect();
        Self { name: name.to_owned(), room, code, paths }
    }

    /// The file's name alone.
    pub fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }

    /// The top modules that it names, its own too.
    pub fn rooms_used(&self) -> BTreeSet<String> {
        let inside = self.paths.iter().filter_map(|path| path.strip_prefix("crate::"));
        inside.filter_map(|path| path.split("::").next()).map(str::to_owned).collect()
    }

    /// Whether it names an external crate.
    pub fn names_crate(&self, name: &str) -> bool {
        self.paths.iter().any(|path| path.split("::").next() == Some(name))
    }

    /// Whether a word or a path stands in it, whole.
    pub fn has_word(&self, word: &str) -> bool {
        let is_whole = |at: usize| {
            let (before, behind) = (&self.code[..at], &self.code[at + word.len()..]);
            let goes_back = word.starts_with(is_name) && before.ends_with(is_name);
            let goes_on = word.ends_with(is_name) && behind.starts_with(is_name);
            !goes_back && !goes_on
        };
        self.code.match_indices(word).any(|(at, _)| is_whole(at))
            || self.paths.iter().any(|path| path == word || path.starts_with(&format!("{word}::")))
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Where paths of two names or more begin.
fn path_starts(code: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let name = before.trim_end_matches(is_name).len();
        // `::name` alone is a path from outside; behind a name or `>` it goes on.
        let goes_on = before[..name]
            .strip_suffix("::")
            .is_some_and(|path| path.ends_with(|character| is_name(character) || character == '>'));
        if name < at && !goes_on {
            starts.push(name);
        }
    }
    starts
}

/// Adds the path at the beginning of `code` to `paths`; of a group each of its paths. Returns what
/// stands behind it.
fn expand<'a>(code: &'a str, before: String, paths: &mut BTreeSet<String>) -> &'a str {
    let name_end = code.find(|character| !is_name(character)).unwrap_or(code.len());
    let (name, rest) = code.split_at(name_end);
    let path = if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") };
    let Some(behind) = rest.strip_prefix("::") else {
        paths.insert(path);
        return rest;
    };
    let Some(mut group) = behind.strip_prefix('{') else {
        if behind.starts_with(is_name) {
            return expand(behind, path, paths);
        }
        paths.insert(path);
        return behind;
    };
    while !group.is_empty() && !group.starts_with('}') {
        group = group.trim_start_matches(|character: char| character.is_whitespace() || character == ',');
        if group.starts_with(is_name) {
            group = expand(group, path.clone(), paths);
        }
        group =
            group.trim_start_matches(|character| character != ',' && character != '}' && character != '{');
    }
    group.strip_prefix('}').unwrap_or(group)
}

/// A path from the crate's root, where it begins with `super` often enough to get there. `depth` is
/// how many modules deep the file is.
fn absolute(path: &str, depth: usize) -> String {
    let names: Vec<&str> = path.split("::").collect();
    let ups = names.iter().take_while(|name| **name == "super").count();
    if ups > 0 && ups >= depth { format!("crate::{}", names[ups..].join("::")) } else { path.to_owned() }
}

/// The text with comments and what stands in quotes taken out.
fn without_comments_and_texts(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            code.push_str("\"\"");
            text_end(rest)
        } else if let Some(end) = raw_text_end(rest).filter(|_| !code.ends_with(is_name)) {
            code.push_str("\"\"");
            end
        } else if first == '\'' {
            character_end(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    code
}

/// The end of a text in double quotes.
fn text_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The end of a raw text (`r#"…"#`), if one begins here.
fn raw_text_end(text: &str) -> Option<usize> {
    let behind = text.strip_prefix('r')?;
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    let content = behind[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = content.find(&close)?;
    Some(1 + hashes + 1 + end + close.len())
}

/// The end of a character in quotes; 0 where it is a lifetime.
fn character_end(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((second, _))) => {
            text[second + 1..].find('\'').map_or(0, |end| second + 2 + end)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 0,
    }
}

/// The code with `#[cfg(test)]` items taken out.
fn without_tests(code: &str) -> String {
    let mut parts = code.split("#[cfg(test)]");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = match part.find([';', '{']) {
            Some(at) if part[at..].starts_with('{') => block_end(part, at),
            Some(at) => at + 1,
            None => part.len(),
        };
        kept.push_str(&part[end..]);
    }
    kept
}

/// The place behind the block that opens at `open`.
fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0usize;
    for (at, character) in code[open..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at + 1;
        }
    }
    code.len()
}
