//! Opens a source in the author's editor, at the place of a finding.
//!
//! Goes in: a command as it is configured, and a place as a tab sends it. Comes out: a process, which is
//! not waited for. The file has to be one below the site's root; no shell is asked, and a path is always
//! a whole one, so that an editor cannot take it for an option.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A place in a file to be opened.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub(super) struct Target {
    /// Relative to the site's root, with `/` between its folders.
    pub file: String,
    /// From 1.
    #[serde(default = "first")]
    pub line: usize,
    /// From 1.
    #[serde(default = "first")]
    pub column: usize,
}

fn first() -> usize {
    1
}

/// Why nothing was opened.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The path leads, or could lead, out of the site.
    Path,
    /// There is no such file.
    Missing,
    /// The command cannot be read.
    Command,
    /// The program cannot be started.
    Start { program: String, error: io::Error },
}

/// Starts a command for a file below `root`, which is found with `{file}`, `{line}` and `{column}` in it.
///
/// # Errors
/// Where the file is not below the root or not there, or the command cannot be run.
pub(super) fn open(command: &str, root: &Path, target: &Target) -> Result<(), Refusal> {
    let file = inside(root, &target.file)?;
    let arguments = arguments(command, &file, target).ok_or(Refusal::Command)?;
    let (program, arguments) = arguments.split_first().ok_or(Refusal::Command)?;
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Refusal::Start { program: program.to_string_lossy().into_owned(), error })?;
    // An editor may stay open for hours. How it ends is its own matter, but somebody has to take note.
    std::thread::spawn(move || {
        let _ = child.wait();
    });
    Ok(())
}

/// The whole path of a file below a root.
fn inside(root: &Path, file: &str) -> Result<PathBuf, Refusal> {
    let is_plain = |segment: &str| !segment.is_empty() && segment != "." && segment != "..";
    let strange = |character: char| character.is_control() || character == '\\';
    if !file.split('/').all(is_plain) || file.contains(strange) {
        return Err(Refusal::Path);
    }
    let missing = |_| Refusal::Missing;
    let root = std::path::absolute(root).map_err(missing)?;
    let path = root.join(file);
    // What a drive letter of Windows, or a symbolic link, makes of it.
    let (real_root, real) = (root.canonicalize().map_err(missing)?, path.canonicalize().map_err(missing)?);
    if !real.starts_with(&real_root) {
        return Err(Refusal::Path);
    }
    if real.is_file() { Ok(path) } else { Err(Refusal::Missing) }
}

/// The program and its arguments; `None` where a quote is not closed.
fn arguments(command: &str, file: &Path, target: &Target) -> Option<Vec<std::ffi::OsString>> {
    let words = words(command)?;
    let names_file = words.iter().any(|word| word.contains("{file}"));
    let mut arguments: Vec<_> = words.iter().map(|word| filled(word, file, target)).collect();
    if !names_file && !arguments.is_empty() {
        arguments.push(file.into());
    }
    Some(arguments)
}

/// Splits a command at its spaces, those in quotes excepted.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in command.chars() {
        match quote {
            Some(end) if character == end => quote = None,
            Some(_) => word.get_or_insert_default().push(character),
            None if character == '"' || character == '\'' => {
                word.get_or_insert_default();
                quote = Some(character);
            }
            None if character.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// Puts the place into a word; what is put in is not looked at again.
fn filled(word: &str, file: &Path, target: &Target) -> std::ffi::OsString {
    let mut filled = std::ffi::OsString::new();
    let mut rest = word;
    while let Some(at) = rest.find('{') {
        filled.push(&rest[..at]);
        rest = &rest[at..];
        if let Some(behind) = rest.strip_prefix("{file}") {
            filled.push(file);
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix("{line}") {
            filled.push(target.line.to_string());
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix("{column}") {
            filled.push(target.column.to_string());
            rest = behind;
        } else {
            filled.push("{");
            rest = &rest[1..];
        }
    }
    filled.push(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(file: &str) -> Target {
        Target { file: file.to_owned(), line: 3, column: 7 }
    }

    fn split(command: &str) -> Option<Vec<String>> {
        let arguments = arguments(command, Path::new("/site/a {line}.md"), &target("x"))?;
        Some(arguments.into_iter().map(|word| word.into_string().unwrap()).collect())
    }

    #[test]
    fn a_command_is_split_and_filled_once() {
        let file = "/site/a {line}.md";
        assert_eq!(split("code -g {file}:{line}:{column}").unwrap(), ["code", "-g", "/site/a {line}.md:3:7"]);
        assert_eq!(split("'/opt/my editor' \"+{line}\"").unwrap(), ["/opt/my editor", "+3", file]);
        assert_eq!(split("e --empty='' {x} {file}").unwrap(), ["e", "--empty=", "{x}", file]);
        assert_eq!(split("e '' {file}").unwrap(), ["e", "", file]);
        assert_eq!(split(r"C:\e.exe $(x); {file}").unwrap(), [r"C:\e.exe", "$(x);", file]);
        assert_eq!(split("e 'open").as_deref(), None);
        assert!(split("").unwrap().is_empty());
    }

    #[test]
    fn only_files_of_the_site_are_opened() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("site");
        std::fs::create_dir_all(root.join("content")).unwrap();
        std::fs::write(root.join("content/a.md"), "").unwrap();
        std::fs::write(outer.path().join("secret"), "").unwrap();
        assert_eq!(inside(&root, "content/a.md").unwrap(), root.join("content/a.md"));
        for path in ["../secret", "content/../../secret", "/etc/passwd", "", "./a", "content\\a.md", "a\0"] {
            assert!(matches!(inside(&root, path), Err(Refusal::Path)), "{path}");
        }
        for path in ["content", "content/b.md", "content/a.md/x"] {
            assert!(matches!(inside(&root, path), Err(Refusal::Missing)), "{path}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outer.path(), root.join("out")).unwrap();
            assert!(matches!(inside(&root, "out/secret"), Err(Refusal::Path)));
        }
    }
}
