//! Changes in the front matter of records, and in `site.toml`.

/// Puts a line behind the first line of a text, in place of those of the front matter that begin alike;
/// an empty line only takes those away.
pub fn with_line(text: &str, start: &str, line: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().skip(1).position(|line| matches!(*line, "+++" | "---"));
    let mut front = end.map_or(lines.len(), |end| end + 1);
    lines.retain(|line| {
        let is_in_front = front > 0;
        front = front.saturating_sub(1);
        !(is_in_front && line.starts_with(start))
    });
    if !line.is_empty() {
        lines.insert(1, line);
    }
    lines.join("\n") + "\n"
}

/// A participant with another name. The one that it had becomes an alias, since texts use it.
pub fn renamed(participant: &str, name: &str) -> String {
    let value = |key: &str| participant.lines().find_map(|line| line.strip_prefix(key));
    let old = value("name = ").unwrap_or_default();
    let aliases = value("aliases = [").map_or_else(|| format!("[{old}]"), |more| format!("[{old}, {more}"));
    let text = with_line(participant, "aliases =", &format!("aliases = {aliases}"));
    with_line(&text, "name =", &format!("name = \"{name}\""))
}

/// A configuration with another title of the site, the same in all its languages.
pub fn titled(configuration: &str, languages: &[impl AsRef<str>], title: &str) -> String {
    let title = |language: &_| format!("{} = \"{title}\"", AsRef::<str>::as_ref(language));
    let titles: Vec<String> = languages.iter().map(title).collect();
    with_line(configuration, "title =", &format!("title = {{{}}}", titles.join(", ")))
}
