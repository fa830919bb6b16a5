//! The site that is edited, and what is known of it: who and what there is, and how each file was first.

use super::folder::Folder;
use crate::generate::{self, Random, capitalized};
use crate::preview::files::{Files, folder_of, name, stem};
use crate::preview::{Result, said};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The languages, the main one first.
pub const LANGUAGES: [&str; 2] = ["nl", "en"];

/// A site that is edited again and again.
pub struct Site {
    pub folder: Folder,
    pub random: Random,
    /// Participants, topics and events by the stems of their files.
    pub participants: Vec<String>,
    pub topics: Vec<String>,
    /// The files as they were made, by their names without folders.
    pub first: Files,
    /// What was deleted, to come back.
    pub deleted: Vec<(String, Vec<u8>)>,
    /// Participants that have come since.
    pub guests: Vec<String>,
    /// When the last embargo ends.
    pub embargo: Option<SystemTime>,
    /// The path below which the site stands.
    pub prefix: String,
    count: usize,
}

impl Site {
    /// Writes a site of some hundred articles.
    pub fn generate(root: &Path, articles: usize, seed: u64) -> Result<Self> {
        generate::generate(&generate::Options {
            folder: root.to_path_buf(),
            articles,
            seed,
            words: 150,
            mentions: 10,
            languages: LANGUAGES.map(str::to_owned).to_vec(),
            participants: (articles / 2).max(20),
        })?;
        let folder = Folder::new(root.to_path_buf())?;
        let first = folder.whole.iter().map(|(path, bytes)| (name(path).to_owned(), bytes.clone())).collect();
        let stems = |start: &str| folder.below(start).iter().map(|path| stem(path).to_owned()).collect();
        let (participants, topics) = (stems("content/participants/"), stems("content/topics/"));
        Ok(Self {
            folder,
            random: Random::new(seed, 5),
            participants,
            topics,
            first,
            deleted: Vec::new(),
            guests: Vec::new(),
            embargo: None,
            prefix: "/".to_owned(),
            count: 0,
        })
    }

    /// A number that was not there before.
    pub fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// A word that was not there before.
    pub fn word(&mut self) -> String {
        format!("{}{}", capitalized(&self.random.word(3)), self.number())
    }

    /// One of the files below a path, as it begins and ends.
    pub fn any(&mut self, start: &str, end: &str) -> Result<String> {
        let mut paths = self.folder.below(start);
        paths.retain(|path| path.ends_with(end));
        if paths.is_empty() {
            return Err(format!("there is nothing below `{start}`"));
        }
        Ok(self.random.pick(&paths).clone())
    }

    /// One of the articles, in any language.
    pub fn any_article(&mut self) -> Result<String> {
        self.any("content/articles/", ".md")
    }

    /// The other versions of an article, and itself.
    pub fn versions(&self, path: &str) -> Vec<String> {
        let of = |path: &str| (folder_of(path).to_owned(), stem(path).to_owned());
        let mut versions = self.folder.below(folder_of(path));
        versions.retain(|other| of(other) == of(path));
        versions
    }

    /// Changes what a file should be.
    pub fn set(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Result<()> {
        self.folder.set(path, bytes, &mut self.random)
    }

    /// Writes a file on disk alone.
    pub fn spoil(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.folder.put(path, bytes, &mut self.random)
    }

    /// Mends all that is broken, and waits for the last embargo.
    pub fn mend(&mut self) -> Result<()> {
        self.folder.mend_all(&mut self.random)?;
        if let Some(end) = self.embargo.take() {
            let left = end.duration_since(SystemTime::now()).unwrap_or_default();
            std::thread::sleep(left + Duration::from_millis(100));
        }
        Ok(())
    }
}

/// A moment as front matter has it, in UTC.
pub fn moment(time: SystemTime) -> Result<String> {
    let seconds = time.duration_since(UNIX_EPOCH).map_err(said("the clock"))?.as_secs().cast_signed();
    let day = briefing::date::Day::from_number(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    let briefing::date::Day { year, month, day } = day;
    Ok(format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z"))
}
