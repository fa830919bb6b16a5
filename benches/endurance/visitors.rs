//! Who looks at the preview meanwhile: tabs that stay open on a page, and readers who ask for many.

use super::site::Site;
use crate::generate::Random;
use crate::preview::Result;
use crate::preview::http::Client;
use crate::preview::stream::{Heard, Stream};
use crate::preview::tab::{Page, url};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const TABS: usize = 4;
const READERS: usize = 2;
/// How long a tab asks for a page before it goes to another one.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many troubles are kept.
const KEPT: usize = 20;

/// Tabs and readers; they go when this is stopped.
pub struct Visitors {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

/// What all of them share.
pub struct Shared {
    port: u16,
    prefix: Mutex<String>,
    /// The pages that there were at some time, by their addresses within the site.
    addresses: Mutex<Vec<String>>,
    tabs: Vec<Mutex<Option<Seen>>>,
    troubles: Mutex<Vec<String>>,
    /// Whether tabs stay where they are.
    stay: AtomicBool,
    stops: AtomicBool,
    /// How many answers there were, and how many events.
    pub answers: AtomicU64,
    pub events: AtomicU64,
}

/// What a tab shows.
#[derive(Clone)]
pub struct Seen {
    pub address: String,
    pub version: String,
    pub bytes: Arc<[u8]>,
    /// How findings are shown: `nothing`, `bar`, `overlay`.
    pub findings: String,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Visitors {
    /// Lets them come.
    pub fn start(port: u16, addresses: Vec<String>, seed: u64) -> Self {
        let shared = Arc::new(Shared {
            port,
            prefix: Mutex::new("/".to_owned()),
            addresses: Mutex::new(addresses),
            tabs: (0..TABS).map(|_| Mutex::default()).collect(),
            troubles: Mutex::default(),
            stay: AtomicBool::default(),
            stops: AtomicBool::default(),
            answers: AtomicU64::default(),
            events: AtomicU64::default(),
        });
        let visitor = |number: usize| {
            let shared = shared.clone();
            let random = Random::new(seed, 1000 + number as u64);
            std::thread::spawn(move || match number.checked_sub(TABS) {
                None => shared.show(number, random),
                Some(_) => shared.read(random),
            })
        };
        let threads = (0..TABS + READERS).map(visitor).collect();
        Self { shared, threads }
    }

    /// Tells where the site stands now, and whether tabs are to stay where they are.
    pub fn settle(&self, site: &Site, stay: bool) {
        lock(&self.shared.prefix).clone_from(&site.prefix);
        self.shared.stay.store(stay, Ordering::Relaxed);
    }

    /// Tells which pages there were.
    pub fn tell(&self, addresses: Vec<String>) {
        *lock(&self.shared.addresses) = addresses;
    }

    /// What the tabs show now.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.tabs.iter().filter_map(|tab| lock(tab).clone()).collect()
    }

    /// What went wrong since this was last asked for.
    pub fn take_troubles(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.shared.troubles))
    }

    /// How many answers and events there were.
    pub fn counts(&self) -> (u64, u64) {
        let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
        (count(&self.shared.answers), count(&self.shared.events))
    }

    /// Sends them away.
    pub fn stop(self) {
        self.shared.stops.store(true, Ordering::Relaxed);
        for thread in self.threads {
            // One that panicked has said so.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn stops(&self) -> bool {
        self.stops.load(Ordering::Relaxed)
    }

    fn trouble(&self, trouble: String) {
        let mut troubles = lock(&self.troubles);
        if troubles.len() < KEPT && !self.stops() {
            troubles.push(trouble);
        }
    }

    fn any_address(&self, random: &mut Random) -> String {
        random.pick(&lock(&self.addresses)).clone()
    }

    /// Asks for one page after the other.
    fn read(&self, mut random: Random) {
        let mut client = Client::new(self.port);
        while !self.stops() {
            let address = self.any_address(&mut random);
            let asked = url(&lock(&self.prefix).clone(), &address);
            match client.get(&asked) {
                Ok(answer) if matches!(answer.status, 200 | 301 | 302 | 404) => {
                    self.answers.fetch_add(1, Ordering::Relaxed);
                }
                Ok(answer) => self.trouble(format!("`{asked}` is answered with {}", answer.status)),
                Err(error) => self.trouble(error),
            }
            std::thread::sleep(Duration::from_millis(random.below(40) as u64));
        }
    }

    /// Shows one page after the other, each for a while, and follows what becomes of it.
    fn show(&self, number: usize, mut random: Random) {
        let mut client = Client::new(self.port);
        while !self.stops() {
            let address = self.any_address(&mut random);
            let end = Instant::now() + Duration::from_millis(500 + random.below(15_000) as u64);
            if let Err(error) = self.follow(number, &mut client, &address, end) {
                self.trouble(format!("a tab on `{address}`: {error}"));
                std::thread::sleep(Duration::from_millis(200));
            }
            *lock(&self.tabs[number]) = None;
        }
    }

    fn follow(&self, number: usize, client: &mut Client, address: &str, end: Instant) -> Result<()> {
        let Some(mut page) = self.load(client, address)? else { return Ok(()) };
        let mut stream = page.listen(self.port)?;
        let mut findings = "unknown".to_owned();
        while !self.stops() && (Instant::now() < end || self.stay.load(Ordering::Relaxed)) {
            match stream.next(Duration::from_millis(50)) {
                Heard::Event(event) => {
                    self.events.fetch_add(1, Ordering::Relaxed);
                    let told = match event.name.as_str() {
                        "hello" => event.data["findings"]["shown"].as_str(),
                        "findings" => event.data["shown"].as_str(),
                        _ => None,
                    };
                    if let Some(told) = told {
                        told.clone_into(&mut findings);
                    }
                    if event.changes(address) {
                        let Some(loaded) = self.load(client, address)? else { return Ok(()) };
                        (page, stream) = self.listen(loaded)?;
                    }
                }
                Heard::Nothing => {}
                // A browser asks again by itself.
                Heard::End => (page, stream) = self.listen(page)?,
            }
            *lock(&self.tabs[number]) = Some(Seen {
                address: page.address.clone(),
                version: page.version.clone(),
                bytes: page.bytes.as_slice().into(),
                findings: findings.clone(),
            });
        }
        Ok(())
    }

    fn listen(&self, page: Page) -> Result<(Page, Stream)> {
        let stream = page.listen(self.port)?;
        Ok((page, stream))
    }

    /// Loads a page; `None` where there is nothing that a tab could stay on, such as a redirect.
    fn load(&self, client: &mut Client, address: &str) -> Result<Option<Page>> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE && !self.stops() {
            let prefix = lock(&self.prefix).clone();
            if let Some(page) = Page::load(client, &prefix, address)? {
                return Ok(Some(page));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(None)
    }
}
