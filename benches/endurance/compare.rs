//! Compares what is served, what is written and what tabs show with a clean build of the folder.

use super::folder::OUTPUT;
use super::site::Site;
use super::visitors::{Seen, Visitors};
use crate::preview::files::{Files, files};
use crate::preview::http::{Answer, Client};
use crate::preview::tab::{Page, url, without_script};
use crate::preview::{Result, said};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How long it may take until all is equal.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

/// What is compared, and what is known of earlier comparisons.
pub struct Comparing {
    pub program: PathBuf,
    /// Where the clean build goes.
    pub clean: PathBuf,
    pub port: u16,
    /// The pages that there were at some time, by their addresses within the site.
    pub known: BTreeSet<String>,
}

/// What came of it.
pub struct Compared {
    /// What differs still when it was waited for long enough.
    pub differences: Vec<String>,
    /// How long it took until all was equal.
    pub took: Duration,
    /// How many files were compared.
    pub files: usize,
}

impl Comparing {
    /// Compares all; the site is whole.
    pub fn compare(&mut self, site: &Site, visitors: Option<&Visitors>) -> Result<Compared> {
        let clean = self.build(&site.folder.root)?;
        let start = Instant::now();
        let mut differences = self.served(&clean, &site.prefix, start)?;
        let output = || differing_files(&clean, &site.folder.root.join(OUTPUT));
        differences.extend(polled(start, output)?);
        if let Some(visitors) = visitors {
            let mut client = Client::new(self.port);
            let mut tabs = || differing_tabs(&mut client, &site.prefix, &visitors.seen());
            differences.extend(polled(start, &mut tabs)?);
        }
        self.known.extend(clean.keys().filter_map(|path| page(path)));
        Ok(Compared { differences, took: start.elapsed(), files: clean.len() })
    }

    fn build(&self, root: &Path) -> Result<Files> {
        // It need not be there.
        let _ = std::fs::remove_dir_all(&self.clean);
        let built = Command::new(&self.program)
            .args(["build", "--color", "never", "--root"])
            .arg(root)
            .arg("--output")
            .arg(&self.clean)
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .map_err(said("a clean build"))?;
        if !built.status.success() {
            let said = String::from_utf8_lossy(&built.stderr).into_owned();
            let errors: Vec<&str> = said.split("\n\n").filter(|part| part.starts_with("error")).collect();
            return Err(format!("what should be whole is not:\n{}\n{}", errors.join("\n"), built.status));
        }
        files(&self.clean, "")
    }

    /// What is served otherwise than it was built. It is over when all is equal in one go.
    fn served(&self, clean: &Files, prefix: &str, start: Instant) -> Result<Vec<String>> {
        let mut client = Client::new(self.port);
        let paths: Vec<&String> = clean.keys().filter(|path| !path.starts_with(".briefing/")).collect();
        loop {
            let mut differing = Vec::new();
            for path in &paths {
                differing.extend(differing_answer(&mut client, clean, prefix, path)?.map(|_| *path));
            }
            let gone = polled(start, || self.not_gone(&mut client, clean, prefix))?;
            if differing.is_empty() {
                return Ok(gone);
            }
            let differences = polled(start, || {
                let found = differing.iter().map(|path| differing_answer(&mut client, clean, prefix, path));
                Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
            })?;
            if !differences.is_empty() {
                return Ok(differences.into_iter().chain(gone).collect());
            }
        }
    }

    /// Pages of earlier that are answered though they are no more.
    fn not_gone(&self, client: &mut Client, clean: &Files, prefix: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let is_gone = |address: &&String| !clean.contains_key(&file(address));
        for address in self.known.iter().filter(is_gone).take(200) {
            let answer = client.get(&url(prefix, address))?;
            if !matches!(answer.status, 404 | 301) {
                found.push(format!("`{address}` is gone, and is answered with {}", answer.status));
            }
        }
        Ok(found)
    }
}

/// Looks again and again until nothing is found.
fn polled(start: Instant, mut look: impl FnMut() -> Result<Vec<String>>) -> Result<Vec<String>> {
    loop {
        let found = look()?;
        if found.is_empty() || start.elapsed() > PATIENCE {
            return Ok(found);
        }
        std::thread::sleep(PAUSE);
    }
}

/// The address of a page that stands in a file.
fn page(path: &str) -> Option<String> {
    let folder = path.strip_suffix("index.html")?;
    (folder.is_empty() || folder.ends_with('/')).then(|| format!("/{folder}"))
}

/// The file that a page stands in.
fn file(address: &str) -> String {
    format!("{}index.html", address.trim_start_matches('/'))
}

/// How a file is answered otherwise than it was built.
fn differing_answer(client: &mut Client, clean: &Files, prefix: &str, path: &str) -> Result<Option<String>> {
    let address = page(path).unwrap_or_else(|| format!("/{path}"));
    let answer = client.get(&url(prefix, &address))?;
    Ok(match answer {
        Answer { status: 301, location: Some(to), .. } => {
            let text = String::from_utf8_lossy(&clean[path]);
            let inside = to.strip_prefix(prefix.trim_end_matches('/')).unwrap_or(&to);
            let leads = text.contains("http-equiv=\"refresh\"") && clean.contains_key(&file(inside));
            (!leads).then(|| format!("`{address}` leads to `{to}`"))
        }
        Answer { status: 200 | 404, body, .. } => {
            let (served, _) = without_script(&body);
            differing(&clean[path], &served).map(|place| format!("`{address}` is served otherwise: {place}"))
        }
        Answer { status, .. } => Some(format!("`{address}` is answered with {status}")),
    })
}

/// Files that are written otherwise than by a clean build, the lock aside.
fn differing_files(clean: &Files, output: &Path) -> Result<Vec<String>> {
    let written = files(output, "")?;
    let paths: BTreeSet<&String> = clean.keys().chain(written.keys()).collect();
    let differs =
        |path: &&&String| clean.get(**path) != written.get(**path) && path.as_str() != ".briefing/lock";
    let say = |path: &String| match (clean.get(path), written.get(path)) {
        (Some(clean), Some(written)) => {
            format!("`{path}` is written otherwise: {}", differing(clean, written).unwrap_or_default())
        }
        (_, written) => {
            format!("`{path}` is written {}", if written.is_some() { "still" } else { "no more" })
        }
    };
    Ok(paths.iter().filter(differs).map(|path| say(path)).collect())
}

/// Tabs that show something else than what they would if they were opened now.
fn differing_tabs(client: &mut Client, prefix: &str, tabs: &[Seen]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for tab in tabs {
        let Some(now) = Page::load(client, prefix, &tab.address)? else { continue };
        let address = &tab.address;
        if now.version != tab.version {
            found.push(format!("a tab shows `{address}` as it was"));
        } else if let Some(place) = differing(&without_hashes(&now.bytes), &without_hashes(&tab.bytes)) {
            found.push(format!("a tab shows `{address}` otherwise in the same version: {place}"));
        }
        if tab.findings != "nothing" {
            found.push(format!("a tab on `{address}` shows findings: {}", tab.findings));
        }
    }
    Ok(found)
}

/// A page without the hashes in the names of assets: a style is put into its place without loading it.
fn without_hashes(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let is_hash = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = text.split('.').filter(|part| !is_hash(part)).collect();
    parts.join(".").into_bytes()
}

/// The first line in which two texts differ.
fn differing(wanted: &[u8], is: &[u8]) -> Option<String> {
    if wanted == is {
        return None;
    }
    let [wanted, is] = [wanted, is].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let line = wanted.lines().zip(is.lines()).take_while(|(a, b)| a == b).count();
    let at =
        |text: &str| -> String { text.lines().nth(line).unwrap_or("(the end)").chars().take(400).collect() };
    Some(format!("line {}\n    built: {}\n       is: {}", line + 1, at(&wanted), at(&is)))
}
