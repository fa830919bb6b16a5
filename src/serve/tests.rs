//! The server as browsers see it, over real sockets.

mod answering;
mod client;
mod files;
mod limits;
mod opening;
mod site;
mod streams;

use super::*;
use crate::paths::OutputPath;
use client::{Reply, Request};
use site::Site;
use std::sync::mpsc::Receiver;
use std::time::Instant;

/// How long anything may take in a test.
const DEADLINE: Duration = Duration::from_secs(20);

/// A server with an edition, on a port of its own.
struct Preview {
    server: Server,
    port: u16,
    /// What it says to the terminal.
    notices: Receiver<String>,
}

impl Preview {
    /// Starts one that shows a site.
    fn of(site: Site) -> Self {
        let preview = Self::empty(Limits::default());
        preview.server.publish(site.edition(1));
        preview
    }

    /// Starts one that has nothing to show yet.
    fn empty(limits: Limits) -> Self {
        Self::rooted(PathBuf::from("."), limits)
    }

    fn rooted(root: PathBuf, limits: Limits) -> Self {
        let (sender, notices) = std::sync::mpsc::channel();
        let (port, notices_to) = (Port::Asked(0), Some(sender));
        let settings =
            ServerSettings { host: None, port, allowed_hosts: Vec::new(), root, notices: notices_to };
        let server = Server::start_with(settings, limits).unwrap();
        let port = server.port;
        Self { server, port, notices }
    }

    fn get(&self, path: &str) -> Reply {
        Request::get(path).send(self.port)
    }
}

/// Waits until something holds.
#[track_caller]
fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < DEADLINE, "waited in vain for: {what}");
        std::thread::yield_now();
    }
}
