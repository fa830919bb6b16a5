//! What the parts of a running server share.
//!
//! The edition that stands, the tabs that are open, and what was set when the server started. The edition
//! is replaced as a whole: an answer is made from one edition from beginning to end.

use super::ServerSettings;
use super::disk::Tags;
use super::edition::Edition;
use super::guard::Guard;
use super::redirects::Rules;
use super::request_path;
use super::tabs::Tabs;
use crate::digest::ContentHash;
use crate::paths::{UrlPath, percent_decoded};
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How long the server waits, and for how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// A request for the first edition.
    pub first_edition: Duration,
    /// The server for the head of a request, and for the body of one.
    pub request: Duration,
    /// A stream of events between two signs of life.
    pub ping: Duration,
    /// How many connections there may be at once.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_edition: Duration::from_secs(60),
            request: Duration::from_secs(30),
            ping: Duration::from_secs(15),
            connections: 512,
        }
    }
}

/// An edition with what is made of it once.
pub(super) struct Standing {
    pub edition: Edition,
    pub rules: Rules,
    /// Below which path the site stands, decoded, with a slash at both ends.
    pub prefix: String,
}

impl Standing {
    /// Reads the rules of an edition.
    pub fn new(edition: Edition) -> Self {
        let rules = edition.pages.redirects().map(|text| Rules::parse(&text)).unwrap_or_default();
        let prefix = percent_decoded(&edition.prefix).into_owned();
        Self { edition, rules, prefix }
    }

    /// An encoded address within the site as a browser asks for it.
    pub fn below_prefix(&self, address: &str) -> String {
        let prefix = UrlPath::new(&self.prefix).encoded();
        format!("{prefix}{}", address.trim_start_matches('/'))
    }
}

/// What all requests share.
pub(super) struct State {
    pub guard: Guard,
    pub tabs: Tabs,
    pub tags: Tags,
    pub limits: Limits,
    /// What a tab must know to have a source opened: no other site can read it.
    pub token: String,
    /// Where the sources are.
    pub root: PathBuf,
    notices: Option<Sender<String>>,
    edition: watch::Sender<Option<Arc<Standing>>>,
    /// Below which paths the site stood before: there may be tabs that show it there.
    former: Mutex<BTreeSet<String>>,
    asked: Arc<AtomicUsize>,
}

/// A request that is being answered, until this is dropped.
pub(super) struct Asked(Arc<AtomicUsize>);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl State {
    /// Makes the state of a server that has no edition yet.
    pub fn new(settings: &ServerSettings, limits: Limits) -> Self {
        Self {
            guard: Guard::new(settings.host.as_deref(), &settings.allowed_hosts),
            tabs: Tabs::default(),
            tags: Tags::default(),
            limits,
            token: token(),
            root: settings.root.clone(),
            notices: settings.notices.clone(),
            edition: watch::Sender::new(None),
            former: Mutex::default(),
            asked: Arc::default(),
        }
    }

    /// Says something to whoever started the server.
    pub fn tell(&self, notice: String) {
        if let Some(notices) = &self.notices {
            // There may be nobody any more.
            let _ = notices.send(notice);
        }
    }

    /// The edition that stands; waits for the first one. `None` where there is none in time.
    pub async fn edition(&self) -> Option<Arc<Standing>> {
        let mut editions = self.edition.subscribe();
        let first = editions.wait_for(|edition| edition.is_some());
        let edition = tokio::time::timeout(self.limits.first_edition, first).await.ok()?.ok()?;
        edition.clone()
    }

    /// The edition that stands now.
    pub fn current(&self) -> Option<Arc<Standing>> {
        self.edition.borrow().clone()
    }

    /// Lets another edition stand.
    pub fn replace(&self, standing: Arc<Standing>) {
        if let Some(before) = self.current().filter(|before| before.prefix != standing.prefix) {
            self.former().insert(before.prefix.clone());
        }
        self.edition.send_replace(Some(standing));
    }

    /// What an address meant when the site stood below another path; the deepest path counts.
    pub fn formerly(&self, whole: &UrlPath) -> Option<UrlPath> {
        let former = self.former();
        let within = former.iter().filter_map(|prefix| request_path::within(prefix, whole));
        within.min_by_key(|address| address.as_str().len())
    }

    fn former(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.former.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request until what is returned is dropped.
    pub fn asked(&self) -> Asked {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Asked(Arc::clone(&self.asked))
    }

    /// Whether a request is being answered.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed) > 0
    }
}

/// A text that nobody can guess. The standard library has no source of random numbers; the keys of its
/// hash maps come from the system's.
fn token() -> String {
    let numbers = (0..4).map(|_| RandomState::new().build_hasher().finish());
    let bytes: Vec<u8> = numbers.flat_map(u64::to_le_bytes).collect();
    ContentHash::of(&bytes).hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_another_one() {
        assert_eq!(token().len(), 32);
        assert_ne!(token(), token());
    }
}
