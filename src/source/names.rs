//! What a file's name says about it: passed over, left out, or of use.
//!
//! Goes in: a name. Comes out: yes or no. Nothing here looks at the disk.

use crate::paths::SourcePath;

/// Whether a file is what an editor leaves behind: `x~`, `.x.swp`, `.#x`, `#x#`, Vim's `4913`.
pub fn is_editor_leftover(name: &str) -> bool {
    name.ends_with('~')
        || [".swp", ".swo", ".swx"].iter().any(|ending| name.ends_with(ending))
        || name.starts_with(".#")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
}

/// Whether a file or folder is passed over without a word.
pub(super) fn is_passed_over(name: &str) -> bool {
    name.starts_with(['.', '_']) || is_editor_leftover(name)
}

/// Whether a file looks like a private key, which nobody means to publish.
pub fn looks_like_key(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("id_rsa") || name.ends_with(".pem") || name.ends_with(".key")
}

/// Whether a file of that name under `content/` is a text.
pub(super) fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    matches!(ending.as_str(), "md" | "toml" | "ftl")
}

/// Whether a file of `static/` is a text that ours are added to.
pub(super) fn is_host_text(path: &SourcePath) -> bool {
    matches!(path.below("static"), Some("_headers" | "_redirects"))
}

/// Whether a file of `static/theme/` is a text: it may stand in place of one that is carried.
pub(super) fn is_theme_text(path: &SourcePath) -> bool {
    let name = path.below("static/theme").unwrap_or_default();
    [".css", ".js", ".svg"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        for name in ["a.md~", ".a.md.swp", ".#a.md", "#a.md#", "4913", "_draft", ".git"] {
            assert!(is_passed_over(name), "{name}");
        }
        for name in ["a.md", "#", "49130", "swp", "a_b", "#1.md"] {
            assert!(!is_passed_over(name), "{name}");
        }
        for name in ["id_rsa", "id_rsa.pub", "a.pem", "A.KEY"] {
            assert!(looks_like_key(name), "{name}");
        }
        assert!(!looks_like_key("monkey"));
        assert!(is_text("A.MD") && is_text("x.toml") && !is_text("md") && !is_text("x.png"));
    }
}
