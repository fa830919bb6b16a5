//! The pages of a live build, as the preview server asks for them.
//!
//! They can be asked for as soon as what they are made of is ready; what only the plan can tell waits for
//! it. An edition whose plan was given up sends whoever waits on to the one after it.

use crate::build::{HeldBack, Pages, Provisional};
use crate::paths::{OutputPath, UrlPath};
use crate::serve::{self, Body, NotYet, Served};
use crate::theme;
use crate::tree::{Cell, OutputTree};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many pages that somebody asked for keep their bytes.
const KEPT: usize = 500;
/// How long it is waited for a plan.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the page for what is not found stands.
const NOT_FOUND: &str = "/404.html";

/// The pages of one live build.
pub(super) struct LivePages {
    provisional: Provisional,
    held: Vec<HeldBack>,
    /// What stands in place of pages that cannot be made: the last edition whose pages all could be.
    last_good: Option<Arc<LivePages>>,
    planned: Mutex<Plan>,
    decided: Condvar,
    waiting: AtomicUsize,
    asked: Mutex<VecDeque<Arc<Cell>>>,
}

/// What became of the plan.
enum Plan {
    /// It is being made.
    Awaited,
    /// Here it is.
    Made(Arc<OutputTree>),
    /// It was given up for a newer edition.
    Superseded(Arc<LivePages>),
}

impl LivePages {
    pub(super) fn new(
        provisional: Provisional,
        held: Vec<HeldBack>,
        last_good: Option<Arc<LivePages>>,
    ) -> Self {
        Self {
            provisional,
            held,
            last_good,
            planned: Mutex::new(Plan::Awaited),
            decided: Condvar::new(),
            waiting: AtomicUsize::new(0),
            asked: Mutex::default(),
        }
    }

    pub(super) fn provisional(&self) -> &Provisional {
        &self.provisional
    }

    fn pages(&self) -> &Arc<Pages> {
        self.provisional.pages()
    }

    /// The same without what it would fall back to, to be fallen back to.
    pub(super) fn as_last_good(&self, tree: &Arc<OutputTree>) -> Self {
        let provisional = Provisional::new(self.pages().clone(), tree.clone());
        let good = Self::new(provisional, Vec::new(), None);
        good.settle(tree.clone());
        good
    }

    /// Answers from the plan from now on.
    pub(super) fn settle(&self, tree: Arc<OutputTree>) {
        *self.plan() = Plan::Made(tree);
        self.decided.notify_all();
    }

    /// Sends those who wait for the plan on to another edition.
    pub(super) fn supersede(&self, next: &Arc<LivePages>) {
        let mut plan = self.plan();
        if matches!(*plan, Plan::Awaited) {
            *plan = Plan::Superseded(next.clone());
            self.decided.notify_all();
        }
    }

    /// Whether somebody waits for the plan.
    pub(super) fn is_awaited(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// The tree, once it is planned.
    pub(super) fn tree(&self) -> Option<Arc<OutputTree>> {
        match &*self.plan() {
            Plan::Made(tree) => Some(tree.clone()),
            Plan::Awaited | Plan::Superseded(_) => None,
        }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the plan is made; gives the edition that has one.
    fn decided(&self) -> Option<(Arc<OutputTree>, Option<Arc<LivePages>>)> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let waits = |plan: &mut Plan| matches!(plan, Plan::Awaited);
        let waited = self.decided.wait_timeout_while(self.plan(), PATIENCE, waits);
        let (plan, _) = waited.unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        match &*plan {
            Plan::Made(tree) => Some((tree.clone(), None)),
            Plan::Awaited => None,
            Plan::Superseded(next) => {
                let next = next.clone();
                drop(plan);
                let (tree, further) = next.decided()?;
                Some((tree, Some(further.unwrap_or(next))))
            }
        }
    }

    fn page(&self, cell: &Arc<Cell>) -> Option<Served> {
        let filled = cell.get(&**self.pages());
        if !filled.diagnostics.is_empty()
            && let Some(last) = self.last_good.as_ref().and_then(|last| last.at_planned(&cell.page.path))
        {
            return Some(Served { version: Some(self.version_of(cell)), ..last });
        }
        let bytes = cell.bytes(&**self.pages());
        self.remember(cell);
        let version = Some(self.version_of(cell));
        Some(Served { path: cell.page.path.output(), body: Body::Bytes(bytes), version })
    }

    /// What an edition that is planned holds.
    fn at_planned(&self, address: &UrlPath) -> Option<Served> {
        let tree = self.tree()?;
        self.at_tree(&tree, address)
    }

    fn at_tree(&self, tree: &OutputTree, address: &UrlPath) -> Option<Served> {
        if let Some(cell) = tree.cells.get(address) {
            return self.page(cell);
        }
        if let Some(file) = tree.files.get(address) {
            return Some(file_of(&file.path, Body::Bytes(file.bytes.clone())));
        }
        let copy = tree.copies.get(address)?;
        Some(file_of(&copy.path, Body::Disk(copy.disk.clone())))
    }

    fn version_of(&self, cell: &Cell) -> String {
        cell.prints(&**self.pages()).content.hex()
    }

    /// Keeps the bytes of what was asked for last, and lets go of others.
    fn remember(&self, cell: &Arc<Cell>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|known| !Arc::ptr_eq(known, cell));
        asked.push_back(cell.clone());
        if asked.len() > KEPT
            && let Some(oldest) = asked.pop_front()
        {
            oldest.drop_bytes();
        }
    }
}

/// A file that is no page of ours: where it is one by its name, a tab that shows it loads it anew.
fn file_of(path: &OutputPath, body: Body) -> Served {
    Served { path: path.clone(), body, version: None }
}

impl serve::Pages for LivePages {
    fn at(&self, address: &UrlPath) -> Result<Option<Served>, NotYet> {
        if let Some(tree) = self.tree() {
            return Ok(self.at_tree(&tree, address));
        }
        if let Some(cell) = self.provisional.cell(address) {
            return Ok(self.page(&cell));
        }
        let theme = self.pages().theme().files().find(|file| UrlPath::new(file.path.as_str()) == *address);
        // A page that was just loaded may name an asset that an edit has replaced: by its name, which bears
        // its hash, it is what it was.
        let replaced = || self.provisional.file_before(address).filter(|file| theme::is_asset(&file.path));
        if let Some(file) = theme.or_else(replaced) {
            return Ok(Some(file_of(&file.path, Body::Bytes(file.bytes.clone()))));
        }
        // What is only copied is the same file still.
        if let Some(copy) = self.provisional.copy_before(address) {
            return Ok(Some(file_of(&copy.path, Body::Disk(copy.disk.clone()))));
        }
        match self.decided().ok_or(NotYet)? {
            (tree, None) => Ok(self.at_tree(&tree, address)),
            (tree, Some(next)) => Ok(next.at_tree(&tree, address)),
        }
    }

    fn not_found(&self) -> Option<Served> {
        self.at(&UrlPath::new(NOT_FOUND)).ok().flatten()
    }

    /// Without a plan, and without one before, nobody knows: a tab that loads its page anew waits for it.
    fn not_found_version(&self) -> Option<String> {
        self.version(&UrlPath::new(NOT_FOUND))
    }

    fn held_back(&self, address: &UrlPath) -> Option<String> {
        let folder = UrlPath::new(&format!("{}/", address.as_str().trim_end_matches('/')));
        let held = self.held.iter().find(|held| held.addresses.contains(&folder))?;
        let why = match &held.until {
            Some(until) => format!("is under embargo until {until}"),
            None => "is a draft; `briefing serve --drafts` shows drafts".to_owned(),
        };
        Some(format!("`{}` would stand here, but it {why}.", held.file))
    }

    /// Before the first plan only some pages are.
    fn is_known(&self, address: &UrlPath) -> bool {
        let provisional = &self.provisional;
        self.tree().is_some() || !provisional.is_first() || provisional.cell(address).is_some()
    }

    fn version(&self, address: &UrlPath) -> Option<String> {
        match self.tree() {
            Some(tree) => tree.cells.get(address).map(|cell| self.version_of(cell)),
            None => match self.provisional.cell(address) {
                Some(cell) => Some(self.version_of(&cell)),
                // Until the plan says otherwise it is what it was.
                None => Some(self.provisional.before(address)?.known_prints()?.content.hex()),
            },
        }
    }

    fn redirects(&self) -> Option<Arc<str>> {
        let address = UrlPath::new("/_redirects");
        // Until the plan says otherwise the rules are what they were.
        let bytes = match self.tree() {
            Some(tree) => tree.files.get(&address)?.bytes.clone(),
            None => self.provisional.file_before(&address)?.bytes.clone(),
        };
        String::from_utf8(bytes.to_vec()).ok().map(Arc::from)
    }
}

/// A site that nothing can be made of yet.
pub(super) struct NoPages;

/// What is shown in place of its pages; the findings come with the script of the preview.
const NO_PAGES: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Nothing to show yet</title></head>\
    <body><h1>Nothing to show yet</h1><p>The site cannot be built. As soon as it can, it stands here.</p>\
    </body></html>\n";

impl serve::Pages for NoPages {
    fn at(&self, _address: &UrlPath) -> Result<Option<Served>, NotYet> {
        Ok(None)
    }

    fn not_found(&self) -> Option<Served> {
        let path = OutputPath::new("404.html")?;
        let body = Body::Bytes(NO_PAGES.as_bytes().into());
        Some(Served { path, body, version: Some("nothing".to_owned()) })
    }

    fn version(&self, _address: &UrlPath) -> Option<String> {
        None
    }

    fn redirects(&self) -> Option<Arc<str>> {
        None
    }
}
