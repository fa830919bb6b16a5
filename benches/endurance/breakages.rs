//! What breaks a site on disk; what it should be stays known.

use super::site::Site;
use crate::preview::Result;
use crate::preview::files::name;

type Breakage = fn(&mut Site) -> Result<String>;

const BREAKAGES: &[Breakage] = &[
    front_matter,
    unknown_id,
    unknown_id,
    half_typed,
    template,
    configuration,
    no_configuration,
    half_written,
    half_written,
    empty,
    no_text,
    participant_is_gone,
    participant_is_renamed,
    folder_is_away,
    twice,
    folder_for_file,
    clash,
    misplaced,
];

/// Breaks one thing, and says which.
pub fn break_something(site: &mut Site) -> Result<String> {
    let breakage = *site.random.pick(BREAKAGES);
    breakage(site)
}

/// Writes an article otherwise than it should be.
fn spoil_article(site: &mut Site, spoil: impl Fn(&str) -> String) -> Result<String> {
    let path = site.any_article()?;
    let text = spoil(&site.folder.text(&path)?);
    site.spoil(&path, text.as_bytes())?;
    Ok(path)
}

fn front_matter(site: &mut Site) -> Result<String> {
    let broken =
        *site.random.pick(&["+++\ntitle = \"", "+++\ntitle = [1\n", "no front matter\n", "---\na: b: c\n"]);
    let path = spoil_article(site, |text| text.replacen("+++\n", broken, 1))?;
    Ok(format!("front matter of {path}"))
}

fn unknown_id(site: &mut Site) -> Result<String> {
    let path = spoil_article(site, |text| format!("{text}\n\n[Somebody](@nobody-knows) spoke.\n"))?;
    Ok(format!("unknown id in {path}"))
}

fn half_typed(site: &mut Site) -> Result<String> {
    let path = spoil_article(site, |text| format!("{text}\n\n[It was said.]{{.says by=nob stance=\n"))?;
    Ok(format!("half a mark in {path}"))
}

fn template(site: &mut Site) -> Result<String> {
    let path = *site.random.pick(&["templates/article.html", "templates/base.html", "templates/topic.html"]);
    let text = *site.random.pick(&["{% if %}", "{% extends \"nothing.html\" %}", "{{ nothing.at.all }}", ""]);
    site.spoil(path, text.as_bytes())?;
    Ok(format!("{path} is `{text}`"))
}

fn configuration(site: &mut Site) -> Result<String> {
    let text = *site.random.pick(&[
        "[site",
        "",
        "[site]\ntitle = 1\n",
        "[site]\ntitle = \"A\"\nlanguages = [\"x y\"]\n",
    ]);
    site.spoil("site.toml", text.as_bytes())?;
    Ok(format!("site.toml is `{text}`"))
}

fn no_configuration(site: &mut Site) -> Result<String> {
    site.folder.delete("site.toml");
    Ok("site.toml is gone".to_owned())
}

fn half_written(site: &mut Site) -> Result<String> {
    let path = site.any("", "")?;
    let bytes = site.folder.whole.get(&path).cloned().unwrap_or_default();
    let length = site.random.below(bytes.len() + 1);
    site.spoil(&path, &bytes[..length])?;
    Ok(format!("{length} bytes of {path}"))
}

fn empty(site: &mut Site) -> Result<String> {
    let path = site.any("", "")?;
    site.spoil(&path, b"")?;
    Ok(format!("nothing in {path}"))
}

fn no_text(site: &mut Site) -> Result<String> {
    let path = site.any("content/", "")?;
    site.spoil(&path, b"+++\ntitle = \"\xff\xfe\"\n+++\n\0\x80")?;
    Ok(format!("no text in {path}"))
}

fn participant_is_gone(site: &mut Site) -> Result<String> {
    let path = site.any("content/participants/", ".md")?;
    site.folder.delete(&path);
    Ok(format!("{path} is gone"))
}

fn participant_is_renamed(site: &mut Site) -> Result<String> {
    let (path, number) = (site.any("content/participants/", ".md")?, site.number());
    site.folder.move_away(&path, &path.replace(".md", &format!("-{number}.md")));
    Ok(format!("{path} has another id"))
}

fn folder_is_away(site: &mut Site) -> Result<String> {
    let number = site.number();
    let path = site.any("content/", "")?;
    let depth = 1 + site.random.below(path.matches('/').count());
    let from: Vec<&str> = path.split('/').take(depth).collect();
    let from = from.join("/");
    let to = *site.random.pick(&["away", "content/_away", ".away"]);
    let to = if depth == 1 { format!("away-{number}") } else { format!("{to}-{number}") };
    site.folder.move_away(&from, &to);
    Ok(format!("{from} is moved to {to}"))
}

/// A record that is there already.
fn twice(site: &mut Site) -> Result<String> {
    let (path, number) = (site.any("content/articles/", ".md")?, site.number());
    let bytes = site.folder.whole.get(&path).cloned().unwrap_or_default();
    let copy = format!("content/articles/copy-{number}/{}", name(&path));
    site.spoil(&copy, &bytes)?;
    Ok(format!("{copy} is a copy"))
}

/// A folder where a file should be.
fn folder_for_file(site: &mut Site) -> Result<String> {
    let path = site.any("content/", ".md")?;
    site.spoil(&format!("{path}/inside.txt"), b"inside")?;
    Ok(format!("{path} is a folder"))
}

/// A file where a page should be.
fn clash(site: &mut Site) -> Result<String> {
    let path = *site.random.pick(&["static/topics/index.html", "static/articles", "static/en/index.html"]);
    site.spoil(path, b"<p>A page.</p>")?;
    Ok(format!("{path} is in the way"))
}

fn misplaced(site: &mut Site) -> Result<String> {
    let number = site.number();
    site.spoil(&format!("content/stray-{number}.md"), b"Where does this belong?\n")?;
    Ok("a file in the wrong folder".to_owned())
}
