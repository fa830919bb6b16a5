//! The tabs that are open, what each shows, and what they are told.
//!
//! Goes in: tabs as they come and go, editions, versions, findings. Comes out: events in the streams of the
//! tabs. Nothing waits here: a tab that does not take its events is let go, and asks again by itself.

use super::edition::Findings;
use super::messages;
use super::state::Standing;
use crate::paths::UrlPath;
use axum::body::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// How many events may wait for a tab.
const WAITING: usize = 64;

/// All open tabs.
#[derive(Default)]
pub(super) struct Tabs(Mutex<Open>);

#[derive(Default)]
struct Open {
    /// The number of the next tab.
    next: u64,
    tabs: BTreeMap<u64, Tab>,
    /// What new tabs are told.
    findings: Arc<Findings>,
}

struct Tab {
    page: UrlPath,
    /// Of what the tab shows, or is about to load.
    version: String,
    /// The number of the edition that the version was last compared with.
    compared: u64,
    sender: Sender<Bytes>,
}

/// A tab that just came.
pub(super) struct Entered {
    /// Its number.
    pub number: u64,
    /// Its events.
    pub events: Receiver<Bytes>,
}

impl Tabs {
    /// Adds a tab, which shows a version of a page. `hello` makes its first event from the findings; no
    /// edition comes to stand meanwhile.
    pub fn enter(&self, page: UrlPath, version: String, hello: impl FnOnce(&Findings) -> Bytes) -> Entered {
        let (sender, events) = channel(WAITING);
        let mut open = self.open();
        let number = open.next;
        open.next += 1;
        let tab = Tab { page, version, compared: 0, sender };
        if tab.told(hello(&open.findings)) {
            open.tabs.insert(number, tab);
        }
        Entered { number, events }
    }

    /// Takes a tab away.
    pub fn leave(&self, number: u64) {
        self.open().tabs.remove(&number);
    }

    /// Ends all streams.
    pub fn clear(&self) {
        self.open().tabs.clear();
    }

    /// The pages that are open, each once, sorted.
    pub fn pages(&self) -> BTreeSet<UrlPath> {
        self.open().tabs.values().map(|tab| tab.page.clone()).collect()
    }

    /// Lets an edition stand, by `replace`, between two tabs that come.
    pub fn between(&self, replace: impl FnOnce()) {
        let _open = self.open();
        replace();
    }

    /// Tells one tab where its page has another version in an edition.
    pub fn compare(&self, number: u64, standing: &Standing, version: &str) {
        let mut open = self.open();
        let Some(tab) = open.tabs.get_mut(&number) else { return };
        if tab.takes(standing.edition.number, version) {
            let event = messages::changed(standing, &tab.page);
            if !tab.told(event) {
                open.tabs.remove(&number);
            }
        }
    }

    /// Tells all tabs of an edition; `versions` are those of the pages that were open. Returns the pages
    /// that changed, sorted.
    pub fn publish(&self, standing: &Standing, versions: &BTreeMap<UrlPath, String>) -> Vec<UrlPath> {
        let mut open = self.open();
        let number = standing.edition.number;
        let mut stale = BTreeSet::new();
        for (of, tab) in &mut open.tabs {
            if versions.get(&tab.page).is_some_and(|version| tab.takes(number, version)) {
                stale.insert(*of);
            }
        }
        let changed: BTreeSet<UrlPath> = stale.iter().map(|of| open.tabs[of].page.clone()).collect();
        open.tabs.retain(|of, tab| {
            // Another tab may show an older version of the same page.
            let is_current = !stale.contains(of);
            let pages: Vec<&UrlPath> =
                changed.iter().filter(|page| !(is_current && **page == tab.page)).collect();
            tab.told(messages::build(standing, &pages))
        });
        changed.into_iter().collect()
    }

    /// Tells all tabs of findings, where they are others than before.
    pub fn tell(&self, findings: Arc<Findings>) {
        let mut open = self.open();
        if open.findings == findings {
            return;
        }
        let event = messages::findings(&findings);
        open.findings = findings;
        open.tabs.retain(|_, tab| tab.told(event.clone()));
    }

    /// Whether every tab was compared with an edition since it came.
    #[cfg(test)]
    pub fn are_compared(&self) -> bool {
        self.open().tabs.values().all(|tab| tab.compared > 0)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tab {
    /// Takes what its page's version is in an edition; whether it is another one than before. An edition
    /// that is older than one that was compared already says nothing.
    fn takes(&mut self, edition: u64, version: &str) -> bool {
        if edition < self.compared {
            return false;
        }
        self.compared = edition;
        let is_another = self.version != version;
        if is_another {
            version.clone_into(&mut self.version);
        }
        is_another
    }

    /// Hands it an event; whether it takes any.
    fn told(&self, event: Bytes) -> bool {
        self.sender.try_send(event).is_ok()
    }
}
