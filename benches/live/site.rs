//! The site that is edited, and which of its files are.

use crate::generate;
use crate::preview::files::{Files, files, stem};
use crate::preview::{Result, said};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// In a folder that was generated whole, and in which no edit is left: what generated it.
const MARK: &str = "generated-by";
const GENERATOR: &str = include_str!("../../examples/generate.rs");

const ARTICLES: &str = "content/articles/";
const PARTICIPANTS: &str = "content/participants/person/";

/// A generated site. Files are named by their paths from its root.
pub struct Site {
    pub root: PathBuf,
    pub languages: Vec<String>,
    /// An article from the middle of the site.
    pub article: String,
    /// The one with the latest date, which stands first on the pages of those whom it quotes.
    pub latest: String,
    /// The person whom texts mention most often, and an article that does.
    pub frequent: String,
    pub mentioning: String,
    /// The one whom they mention most rarely.
    pub rare: String,
    /// The id of a topic.
    pub topic: String,
    mark: PathBuf,
}

impl Site {
    /// Generates a site in a folder for its size and languages, unless it is there.
    pub fn generate(folder: &Path, articles: usize, languages: &[String]) -> Result<Self> {
        let folder = folder.join(format!("{articles}-{}", languages.join("-")));
        let (root, mark) = (folder.join("site"), folder.join(MARK));
        if fs::read_to_string(&mark).ok().as_deref() != Some(GENERATOR) {
            // It need not be there.
            let _ = fs::remove_dir_all(&folder);
            let root = root.to_str().ok_or("the folder's name is no text")?;
            let (articles, languages) = (articles.to_string(), languages.join(","));
            let arguments = [root, "--articles", &articles, "--languages", &languages];
            generate::generate(&generate::options(arguments.map(str::to_owned).to_vec())?)?;
        }
        let site = Self::choose(root, mark, languages)?;
        // Where this run is broken off, the folder is not used again.
        let _ = fs::remove_file(&site.mark);
        Ok(site)
    }

    fn choose(root: PathBuf, mark: PathBuf, languages: &[String]) -> Result<Self> {
        let content = Content(files(&root, "public")?);
        let articles = content.below(ARTICLES, languages);
        let nothing = || format!("there is nothing to edit in `{}`", root.display());
        let mentions = content.mentions(&articles);
        let by_count = |(_, count): &(&String, &usize)| **count;
        let persons = || mentions.iter().filter(|(path, _)| content.0.contains_key(*path));
        let (frequent, _) = persons().rev().max_by_key(by_count).ok_or_else(nothing)?;
        let (rare, _) = persons().min_by_key(by_count).ok_or_else(nothing)?;
        let mention = format!("(@{})", stem(frequent));
        let is_mentioning = |path: &&&String| content.text(path).contains(&mention);
        let topic = content.0.keys().find(|path| path.starts_with("content/topics/"));
        let latest = articles.iter().max_by_key(|path| content.date(path));
        Ok(Self {
            article: articles.get(articles.len() / 2).ok_or_else(nothing)?.to_string(),
            latest: latest.ok_or_else(nothing)?.to_string(),
            mentioning: articles.iter().find(is_mentioning).ok_or_else(nothing)?.to_string(),
            frequent: frequent.clone(),
            rare: rare.clone(),
            topic: stem(topic.ok_or_else(nothing)?).to_owned(),
            languages: languages.to_vec(),
            root,
            mark,
        })
    }

    /// Takes note that no edit is left.
    pub fn is_whole(&self) -> Result<()> {
        fs::write(&self.mark, GENERATOR).map_err(said(self.mark.display()))
    }

    /// A file as it stands.
    pub fn text(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.root.join(path)).map_err(said(path))
    }

    /// The title of an article; the generator writes nothing that would be escaped.
    pub fn title_of(&self, path: &str) -> Result<String> {
        let text = self.text(path)?;
        value(&text, "title = \"").map(str::to_owned).ok_or_else(|| format!("`{path}` has no title"))
    }

    /// Where the page of an article or a participant stands.
    pub fn page_of(&self, path: &str) -> String {
        let kind = path.split('/').nth(1).unwrap_or_default();
        format!("/{kind}/{}/", stem(path))
    }
}

/// What a value is after the beginning of its line, up to a quotation mark or the end of the line.
fn value<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let behind = text.lines().find_map(|line| line.strip_prefix(start))?;
    behind.split('"').next()
}

/// All files.
struct Content(Files);

impl Content {
    /// The paths of what is written in the main language.
    fn below(&self, start: &str, languages: &[String]) -> Vec<&String> {
        let is_other = |path: &str| languages.iter().any(|code| path.ends_with(&format!(".{code}.md")));
        self.0.keys().filter(|path| path.starts_with(start) && !is_other(path)).collect()
    }

    fn text(&self, path: &str) -> &str {
        self.0.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn date(&self, article: &str) -> &str {
        value(self.text(article), "date = ").unwrap_or_default()
    }

    /// How often articles mention each participant, by the path that it has if it is a person.
    fn mentions(&self, articles: &[&String]) -> BTreeMap<String, usize> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for article in articles {
            for mention in self.text(article).split("](@").skip(1) {
                let end = mention.find([')', ' ']).unwrap_or_default();
                *counts.entry(&mention[..end]).or_default() += 1;
            }
        }
        counts.into_iter().map(|(id, count)| (format!("{PARTICIPANTS}{id}.md"), count)).collect()
    }
}
