//! The preview server: shows what was built, and tells open tabs what changed.
//!
//! Goes in: editions ([`Edition`]), each one build's pages behind a trait. Comes out: answers to browsers
//! of this machine, and which of the open pages changed. The server knows nothing of building, and asks
//! an edition for nothing but what a browser asks for. It has a runtime with threads of its own.
//!
//! * [`Server::start`] takes the port; requests wait for the first edition, for a minute at the most.
//! * [`Server::publish`] lets an edition stand, compares the pages that tabs show with those that they
//!   have, and tells the tabs.
//! * [`Server::findings`] tells what was found later.
//!
//! A request passes `guard` (`Host`, `Sec-Fetch-Site`; what is refused gets `403`), then goes to `events`,
//! `opening`, or `site`, which answers as a host would. The script that a page gets, from `preview/`, is
//! put in by `inject` as the page is sent.

mod answer;
mod connections;
mod disk;
mod edition;
mod editor;
mod events;
mod guard;
mod inject;
mod kinds;
mod listen;
mod messages;
mod opening;
mod range;
mod redirects;
mod request_path;
mod routes;
mod site;
mod state;
mod tabs;
#[cfg(test)]
mod tests;

pub use edition::{Body, Edition, Finding, Findings, NotYet, Pages, Place, Served, Shown};
pub use listen::{Port, StartError};

use crate::paths::UrlPath;
use listen::Listening;
use state::{Limits, Standing, State};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// How many threads answer; what takes long is done on others.
const THREADS: usize = 2;
/// How many pages are made at once.
const MAKING: usize = 16;
/// How long a page that is being made may take when the server ends.
const FAREWELL: Duration = Duration::from_millis(300);

/// How a server is to run.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// The host to listen on, in place of the loopback addresses: a name or an address.
    pub host: Option<String>,
    /// The port.
    pub port: Port,
    /// Further names by which the server may be asked, with or without a port.
    pub allowed_hosts: Vec<String>,
    /// The site's root, below which sources are opened in an editor.
    pub root: PathBuf,
    /// Who is told of what tabs ask for and cannot be done, in lines for a terminal.
    pub notices: Option<Sender<String>>,
}

/// What telling the tabs came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The open pages that changed, each once, sorted.
    pub changed: Vec<UrlPath>,
}

/// A server that runs until it is stopped or dropped.
pub struct Server {
    state: Arc<State>,
    host: Option<String>,
    port: u16,
    moved_from: Option<u16>,
    /// Held while an edition is compared with what tabs have.
    publishing: Mutex<()>,
    /// Taken away when the server ends.
    runtime: Option<Runtime>,
}

impl Server {
    /// Takes the port and starts to answer.
    ///
    /// # Errors
    /// Where the port is in use, the host is not known, or the system refuses.
    pub fn start(settings: ServerSettings) -> Result<Self, StartError> {
        Self::start_with(settings, Limits::default())
    }

    fn start_with(settings: ServerSettings, limits: Limits) -> Result<Self, StartError> {
        let Listening { sockets, port, moved_from } =
            listen::listen(settings.host.as_deref(), settings.port)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(THREADS)
            .max_blocking_threads(MAKING)
            .thread_name("preview")
            .enable_all()
            .build()
            .map_err(StartError::Threads)?;
        let state = Arc::new(State::new(&settings, limits));
        serve(&runtime, &state, sockets).map_err(StartError::Threads)?;
        let (host, runtime) = (settings.host, Some(runtime));
        Ok(Self { state, host, port, moved_from, publishing: Mutex::default(), runtime })
    }

    /// The address of the site, below a path with a slash at both ends: `http://localhost:4400/briefing/`.
    pub fn address(&self, prefix: &str) -> String {
        format!("http://{}:{}{prefix}", listen::name(self.host.as_deref()), self.port)
    }

    /// The port that was preferred, where it was in use and another one was taken.
    pub fn moved_from(&self) -> Option<u16> {
        self.moved_from
    }

    /// Lets an edition stand from now on, and tells the tabs: of the build, of pages and a stylesheet that
    /// changed, of its findings. Returns when the events are in the streams.
    pub fn publish(&self, edition: Edition) -> Sent {
        let _publishing = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let findings = Arc::clone(&edition.findings);
        let standing = Arc::new(Standing::new(edition));
        self.state.tabs.between(|| self.state.replace(Arc::clone(&standing)));
        let pages = &*standing.edition.pages;
        let versions: BTreeMap<UrlPath, String> = self
            .open_pages()
            .into_iter()
            .filter(|page| pages.is_known(page))
            .map(|page| {
                let version = site::shown_version(pages, &page);
                (page, version)
            })
            .collect();
        self.state.tabs.tell(findings);
        Sent { changed: self.state.tabs.publish(&standing, &versions) }
    }

    /// Tells the tabs of later findings on the edition that stands, where they are others than before.
    pub fn findings(&self, findings: Arc<Findings>) {
        self.state.tabs.tell(findings);
    }

    /// The pages that tabs show now, each once, sorted. A tab that is hidden does not count.
    pub fn open_pages(&self) -> Vec<UrlPath> {
        self.state.tabs.pages().into_iter().collect()
    }

    /// Whether a page is being made for a request right now, so that other work should give way.
    pub fn is_asked(&self) -> bool {
        self.state.is_asked()
    }

    /// Stops within a second; streams and downloads end where they are.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.state.tabs.clear();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(FAREWELL);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Serves all sockets from one table of routes.
fn serve(runtime: &Runtime, state: &Arc<State>, sockets: Vec<TcpListener>) -> std::io::Result<()> {
    let routes = routes::routes(Arc::clone(state));
    let places = Arc::new(Semaphore::new(state.limits.connections));
    let _inside = runtime.enter();
    for socket in sockets {
        socket.set_nonblocking(true)?;
        let socket = tokio::net::TcpListener::from_std(socket)?;
        runtime.spawn(connections::serve(socket, routes.clone(), Arc::clone(&places), state.limits));
    }
    Ok(())
}
