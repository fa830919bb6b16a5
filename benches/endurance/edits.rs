//! Edits after which a site is as whole as before.

use super::site::{LANGUAGES, Site, moment};
use crate::preview::Result;
use crate::preview::files::{folder_of, name, stem};
use crate::preview::front_matter::{renamed, titled, with_line};
use crate::preview::overrides::{self, TEMPLATES};
use std::time::{Duration, SystemTime};

/// Below the text of an article, before each paragraph that was added.
const ADDED: &str = "\n\nAdded ";
/// How many such paragraphs are kept.
const KEPT: usize = 3;

type Edit = fn(&mut Site) -> Result<String>;

const EDITS: &[Edit] = &[
    prose,
    prose,
    annotation,
    annotation,
    title,
    name_of_participant,
    draft,
    embargo,
    move_article,
    delete_article,
    restore_article,
    move_folder,
    template,
    style,
    configuration,
    address,
    asset,
    guest,
    farewell,
    date_of_event,
    topic,
    source,
    touch,
    burst,
];

/// Makes one edit, and says which.
pub fn edit(site: &mut Site) -> Result<String> {
    let edit = *site.random.pick(EDITS);
    edit(site)
}

/// Adds a paragraph below an article, and takes the oldest ones away.
fn add(site: &mut Site, path: &str, paragraph: &str) -> Result<()> {
    let text = site.folder.text(path)?;
    let mut parts = text.trim_end().split(ADDED);
    let body = parts.next().unwrap_or_default().to_owned();
    let added: Vec<&str> = parts.chain([paragraph]).collect();
    let kept = &added[added.len().saturating_sub(KEPT)..];
    let text = [body].into_iter().chain(kept.iter().map(|part| part.to_string()));
    let text = text.collect::<Vec<_>>().join(ADDED) + "\n";
    site.set(path, text)
}

fn prose(site: &mut Site) -> Result<String> {
    let (path, word) = (site.any_article()?, site.word());
    add(site, &path, &format!("{word} was said nowhere."))?;
    Ok(format!("prose of {path}"))
}

fn annotation(site: &mut Site) -> Result<String> {
    let (path, word) = (site.any_article()?, site.word());
    let by = site.random.pick(&site.participants).clone();
    let on = site.random.pick(&site.topics).clone();
    let stance = *site.random.pick(&["supports", "opposes", "doubts"]);
    add(site, &path, &format!("[{word} said so.]{{.says by={by} on={on} stance={stance} src=src-1}}"))?;
    Ok(format!("annotation by {by} in {path}"))
}

fn title(site: &mut Site) -> Result<String> {
    let (path, word) = (site.any_article()?, site.word());
    let text = with_line(&site.folder.text(&path)?, "title =", &format!("title = \"Title {word}\""));
    site.set(&path, text)?;
    Ok(format!("title of {path}"))
}

fn name_of_participant(site: &mut Site) -> Result<String> {
    let (path, word) = (site.any("content/participants/", ".md")?, site.word());
    let Some(first) = site.first.get(name(&path)).cloned() else { return touch(site) };
    let first = String::from_utf8_lossy(&first).into_owned();
    if site.random.below(3) == 0 {
        site.set(&path, first)?;
        return Ok(format!("first name of {path}"));
    }
    site.set(&path, renamed(&first, &format!("Named {word}")))?;
    Ok(format!("name of {path}"))
}

fn draft(site: &mut Site) -> Result<String> {
    let path = site.any_article()?;
    let text = site.folder.text(&path)?;
    let line = if text.contains("\ndraft = true\n") { "" } else { "draft = true" };
    site.set(&path, with_line(&text, "draft =", line))?;
    Ok(format!("draft ({line}) of {path}"))
}

fn embargo(site: &mut Site) -> Result<String> {
    let path = site.any("content/articles/", ".md")?;
    if path.ends_with(".en.md") {
        return prose(site);
    }
    let end = SystemTime::now() + Duration::from_secs(1 + site.random.below(3) as u64);
    let line = format!("publish_after = {}", moment(end)?);
    site.set(&path, with_line(&site.folder.text(&path)?, "publish_after =", &line))?;
    site.embargo = site.embargo.max(Some(end));
    Ok(format!("embargo of {path}"))
}

/// An article gets another id, and sometimes says which one it had.
fn move_article(site: &mut Site) -> Result<String> {
    let (path, number, leads) = (site.any_article()?, site.number(), site.random.below(2) == 0);
    let old = stem(&path).to_owned();
    let new = format!("moved-{number}");
    for version in site.versions(&path) {
        let to = format!("{}{}", folder_of(&version), name(&version).replacen(&old, &new, 1));
        site.folder.rename(&version, &to);
        let language = if to.ends_with(".en.md") { "/en" } else { "" };
        let line =
            if leads { format!("redirect_from = [\"{language}/articles/{old}/\"]") } else { String::new() };
        let text = with_line(&site.folder.text(&to)?, "redirect_from =", &line);
        site.set(&to, text)?;
    }
    Ok(format!("{path} is {new}"))
}

fn delete_article(site: &mut Site) -> Result<String> {
    if site.deleted.len() > 20 {
        return restore_article(site);
    }
    let path = site.any_article()?;
    for version in site.versions(&path) {
        if let Some(bytes) = site.folder.remove(&version) {
            site.deleted.push((version, bytes));
        }
    }
    Ok(format!("{path} is deleted"))
}

fn restore_article(site: &mut Site) -> Result<String> {
    for (path, bytes) in std::mem::take(&mut site.deleted) {
        // Guests that it tells of may have gone.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        site.set(&path, text.split(ADDED).next().unwrap_or_default().to_owned() + "\n")?;
    }
    Ok("what was deleted is back".to_owned())
}

fn move_folder(site: &mut Site) -> Result<String> {
    let path = site.any("content/", ".md")?;
    let folders: Vec<&str> = path.split('/').collect();
    if folders.len() < 4 {
        return burst(site);
    }
    let (from, kind) = (folders[..3].join("/"), folders[1]);
    let number = site.number();
    let deep = if site.random.below(2) == 0 { format!("deep-{number}/") } else { String::new() };
    let to = format!("content/{kind}/{deep}folder-{number}");
    site.folder.rename(&from, &to);
    Ok(format!("{from} is {to}"))
}

fn template(site: &mut Site) -> Result<String> {
    let template = *site.random.pick(&TEMPLATES);
    let path = template.path;
    if site.folder.whole.contains_key(path) && site.random.below(2) == 0 {
        site.folder.remove(path);
        return Ok(format!("{path} is gone"));
    }
    let word = site.word();
    site.set(path, template.with(&word))?;
    Ok(format!("template {path}"))
}

fn style(site: &mut Site) -> Result<String> {
    if site.random.below(3) == 0 && site.folder.remove(overrides::STYLE_PATH).is_some() {
        return Ok("the style is gone".to_owned());
    }
    let word = site.word();
    site.set(overrides::STYLE_PATH, overrides::style_with(&word))?;
    Ok("style".to_owned())
}

fn configuration(site: &mut Site) -> Result<String> {
    let word = site.word();
    let text = titled(&site.folder.text("site.toml")?, &LANGUAGES, &format!("Desk {word}"));
    site.set("site.toml", text)?;
    Ok("title of the site".to_owned())
}

/// The site's own address, or none.
fn address(site: &mut Site) -> Result<String> {
    let (line, prefix) = *site.random.pick(&[
        ("", "/"),
        ("base_url = \"https://example.org/\"", "/"),
        ("base_url = \"https://example.org/x/\"", "/x/"),
    ]);
    let text = with_line(&site.folder.text("site.toml")?, "base_url =", line);
    prefix.clone_into(&mut site.prefix);
    site.set("site.toml", text)?;
    Ok(format!("address of the site: {line}"))
}

fn asset(site: &mut Site) -> Result<String> {
    let (number, word) = (site.random.below(4), site.word());
    let path = format!("static/files/file-{number}.txt");
    if site.random.below(2) == 0 && site.folder.remove(&path).is_some() {
        return Ok(format!("{path} is gone"));
    }
    let length = 1 + site.random.below(40_000);
    site.set(&path, word.repeat(length))?;
    Ok(path)
}

/// A new participant, whom an article mentions.
fn guest(site: &mut Site) -> Result<String> {
    if site.guests.len() > 5 {
        return farewell(site);
    }
    let (number, word, article) = (site.number(), site.word(), site.any_article()?);
    let id = format!("guest-{number}");
    let text = format!("---\nname: Guest {word}\nkind: person\n---\nA guest.\n");
    site.set(&format!("content/participants/{id}.md"), text)?;
    add(site, &article, &format!("[Guest {word}](@{id}) came."))?;
    site.guests.push(id.clone());
    Ok(format!("{id} in {article}"))
}

/// A participant of those goes, and whatever mentions it.
fn farewell(site: &mut Site) -> Result<String> {
    let Some(id) = site.guests.pop() else { return guest(site) };
    let mention = format!("(@{id})");
    for path in site.folder.below("content/articles/") {
        let text = site.folder.text(&path)?;
        if text.contains(&mention) {
            let parts: Vec<&str> = text.split(ADDED).filter(|part| !part.contains(&mention)).collect();
            site.set(&path, parts.join(ADDED).trim_end().to_owned() + "\n")?;
        }
    }
    for path in site.folder.below("content/participants/") {
        if stem(&path) == id {
            site.folder.remove(&path);
        }
    }
    Ok(format!("{id} is gone"))
}

fn date_of_event(site: &mut Site) -> Result<String> {
    let (path, day) = (site.any("content/events/", ".md")?, 1 + site.random.below(28));
    let year = 2016 + site.random.below(9);
    let text = with_line(&site.folder.text(&path)?, "date =", &format!("date = \"{year}-03-{day:02}\""));
    site.set(&path, text)?;
    Ok(format!("date of {path}"))
}

fn topic(site: &mut Site) -> Result<String> {
    let (path, word) = (site.any("content/topics/", ".md")?, site.word());
    let line = format!("name: {{nl: \"Kwestie {word}\", en: \"Topic {word}\"}}");
    let text = with_line(&site.folder.text(&path)?, "name:", &line);
    site.set(&path, text)?;
    Ok(format!("name of {path}"))
}

fn source(site: &mut Site) -> Result<String> {
    let (path, word) = ("content/sources.toml", site.word());
    let text = site.folder.text(path)?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if let Some(line) = lines.iter_mut().find(|line| line.starts_with("title =")) {
        *line = format!("title = \"Source {word}\"");
    }
    site.set(path, lines.join("\n") + "\n")?;
    Ok(format!("a title in {path}"))
}

/// Written again as it is.
fn touch(site: &mut Site) -> Result<String> {
    let path = site.any("", "")?;
    let bytes = site.folder.whole.get(&path).cloned().unwrap_or_default();
    site.set(&path, bytes)?;
    Ok(format!("{path} is touched"))
}

/// Many files at once, as where another branch is checked out.
fn burst(site: &mut Site) -> Result<String> {
    let count = 10 + site.random.below(60);
    for _ in 0..count {
        prose(site)?;
    }
    Ok(format!("prose of {count} articles"))
}
