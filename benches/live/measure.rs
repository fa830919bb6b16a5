//! Makes edits, and measures how long each takes until it is seen.

use crate::generate::{Random, capitalized};
use crate::kinds::{Kind, ShownIn};
use crate::preview::http::Client;
use crate::preview::program::Program;
use crate::preview::stream::{Event, Heard, Stream};
use crate::preview::tab::{Page, url};
use crate::preview::{Result, said};
use crate::site::Site;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

/// How long an edit may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The shortest pause between two edits, and how much longer one may be, in ms.
const PAUSE: u64 = 200;
const MORE: usize = 500;

/// A site, the program that serves it, and who looks at it.
pub struct Bench<'a> {
    site: &'a Site,
    program: &'a Program,
    random: Random,
    client: Client,
    count: usize,
}

/// What was measured of a kind.
#[derive(Default)]
pub struct Measured {
    pub samples: Vec<Sample>,
    /// What the program says of its rounds: the parts of each, in ms.
    pub rounds: Vec<BTreeMap<String, f64>>,
    /// What it found, which should be nothing.
    pub findings: Vec<String>,
}

/// How long an edit took.
pub struct Sample {
    /// Until a page was answered that shows it.
    pub shown: Duration,
    /// Until an open tab was told.
    pub told: Duration,
}

impl<'a> Bench<'a> {
    pub fn new(site: &'a Site, program: &'a Program, random: Random) -> Self {
        Self { site, program, random, client: Client::new(program.port), count: 0 }
    }

    /// Makes edits of a kind, and undoes them.
    pub fn measure(&mut self, kind: &Kind, edits: usize) -> Result<Measured> {
        if kind.is_override {
            // Edits find the file there, as authors do but for the first time.
            self.write(kind, &kind.first)?;
        }
        self.program.rest();
        self.program.take_lines();
        let mut measured = Measured::default();
        let page = Page::load(&mut self.client, "/", &kind.page)?;
        let page = page.ok_or_else(|| format!("`{}` is no page of the preview", kind.page))?;
        let stream = page.listen(self.program.port)?;
        for _ in 0..edits {
            let word = self.word();
            measured.samples.push(self.edit(kind, &stream, &word)?);
            let pause = PAUSE + self.random.below(MORE + 1) as u64;
            std::thread::sleep(Duration::from_millis(pause));
            measured.take(self.program.take_lines());
        }
        self.program.rest();
        measured.take(self.program.take_lines());
        self.undo(kind)?;
        Ok(measured)
    }

    /// A word that was not there before.
    fn word(&mut self) -> String {
        self.count += 1;
        format!("{}{}", capitalized(&self.random.word(3)), self.count)
    }

    /// Makes one edit, and waits until it is shown and told.
    fn edit(&mut self, kind: &Kind, stream: &Stream, word: &str) -> Result<Sample> {
        let text = kind.with(word);
        // The connection is there, and what happened before is heard.
        let style = stylesheet(&self.look(&kind.page)?);
        while let Heard::Event(_) = stream.next(Duration::ZERO) {}
        let start = Instant::now();
        self.write(kind, &text)?;
        let (mut shown, mut told) = (None, None);
        while start.elapsed() < PATIENCE {
            let patience = shown.map_or(Duration::ZERO, |_| PATIENCE.saturating_sub(start.elapsed()));
            match stream.next(patience) {
                Heard::Event(event) if tells(&event, kind, style.as_deref()) => {
                    told = told.or(Some(event.at))
                }
                Heard::Event(_) | Heard::Nothing => {}
                Heard::End => return Err("the stream of events has ended".to_owned()),
            }
            if shown.is_none() && self.shows(kind, word, style.as_deref())? {
                shown = Some(start.elapsed());
            } else if shown.is_none() {
                // Whatever was told, it was not this edit.
                told = None;
            }
            if let (Some(shown), Some(told)) = (shown, told) {
                return Ok(Sample { shown, told: told.saturating_duration_since(start) });
            }
        }
        let what = if shown.is_some() { "told to an open tab" } else { "shown" };
        Err(format!("`{word}` in `{}` was not {what} at `{}`", kind.path, kind.page))
    }

    /// Whether a word is shown by now; `style` is the stylesheet before it was written.
    fn shows(&mut self, kind: &Kind, word: &str, style: Option<&str>) -> Result<bool> {
        let page = self.look(&kind.page)?;
        if kind.shown_in == ShownIn::Page {
            return Ok(page.contains(word));
        }
        // The one before is asked for by nobody who just loaded the page.
        match stylesheet(&page).filter(|address| Some(address.as_str()) != style) {
            Some(address) => Ok(self.look(&address)?.contains(word)),
            None => Ok(false),
        }
    }

    fn look(&mut self, address: &str) -> Result<String> {
        Ok(self.client.get(&url("/", address))?.text())
    }

    fn write(&self, kind: &Kind, text: &str) -> Result<()> {
        let path = self.site.root.join(&kind.path);
        if kind.is_override
            && let Some(folder) = path.parent()
        {
            fs::create_dir_all(folder).map_err(said(folder.display()))?;
        }
        fs::write(&path, text).map_err(said(path.display()))
    }

    /// Leaves everything as it was.
    fn undo(&self, kind: &Kind) -> Result<()> {
        if !kind.is_override {
            return self.write(kind, &kind.first);
        }
        let top = self.site.root.join(kind.path.split('/').next().unwrap_or_default());
        fs::remove_dir_all(&top).map_err(said(top.display()))
    }
}

/// Whether an event tells a tab of an edit; `style` is the stylesheet that it had.
fn tells(event: &Event, kind: &Kind, style: Option<&str>) -> bool {
    match kind.shown_in {
        ShownIn::Page => event.changes(&kind.page),
        ShownIn::Style => event.data["style"].as_str().is_some_and(|address| Some(address) != style),
    }
}

/// The address of the stylesheet that a page names.
fn stylesheet(page: &str) -> Option<String> {
    let link = page.split("<link rel=\"stylesheet\" href=\"").nth(1)?.split('"').next()?;
    Some(format!("/{}", link.trim_start_matches("../").trim_start_matches('/')))
}

impl Measured {
    /// Takes what the program has said.
    fn take(&mut self, lines: Vec<String>) {
        for line in lines {
            if let Some(parts) = parts(&line) {
                self.rounds.push(parts);
            } else if line.starts_with("error") || line.starts_with("warning") {
                self.findings.push(line);
            }
        }
    }
}

/// The parts of a round as `--timings` says them: "  wait 3.2, look 1.3, parse 0.0 ms".
fn parts(line: &str) -> Option<BTreeMap<String, f64>> {
    let mut parts = BTreeMap::new();
    for part in line.strip_prefix("  ")?.strip_suffix(" ms")?.split(", ") {
        let (name, time) = part.split_once(' ')?;
        *parts.entry(name.to_owned()).or_default() += time.parse::<f64>().ok()?;
    }
    Some(parts)
}
