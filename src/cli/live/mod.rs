//! A site that is built again and again, as it is edited: what `serve` and `build --watch` share.
//!
//! 1. It waits until something may have changed ([`crate::watch`]), and looks ([`inputs`]).
//! 2. What pages are made of is brought up to date, and the tabs are told ([`edition`]): from here on
//!    whoever asks for a page gets it as it is now.
//! 3. All else is done when nobody waits ([`idle`]), and given up when there is something newer.
//!
//! Correctness does not rest on the watch: some time after the last edit everything is looked at, and now
//! and then where there is none.

mod edition;
mod findings;
mod idle;
mod inputs;
mod round;
mod session;
mod shared;
mod workers;
mod writing;

pub(crate) use inputs::Clock;
pub(super) use writing::is_busy;

use super::SiteOptions;
use super::report::Printer;
use crate::build::Permalinks;
use crate::serve::Server;
use crate::watch::{Bell, Method, Watcher};
use inputs::Inputs;
use session::{Session, watch_settings};
use shared::Shared;
use std::io;
use std::path::Path;
use workers::Workers;

/// What a live build is asked for.
pub(crate) struct LiveOptions<'a> {
    pub(crate) site: &'a SiteOptions,
    /// The output folder of the command line.
    pub(crate) output: Option<&'a Path>,
    /// Whether the output folder is written to.
    pub(crate) writes: Writes,
    pub(crate) method: Method,
    pub(crate) clock: Clock,
    pub(crate) previous: Permalinks,
    /// The port of the configuration that a server began with, where it went by that.
    pub(crate) port: Option<u16>,
}

/// Whether a live build writes to the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writes {
    Output,
    Nothing,
}

/// Builds until it is told to stop, through the bell that `started` is given.
///
/// # Errors
/// What the system says where it cannot even begin.
pub(crate) fn run(
    options: &LiveOptions<'_>,
    printer: &Printer,
    server: Option<&Server>,
    started: impl FnOnce(Bell),
) -> io::Result<()> {
    let shared = Shared::new(options.site, printer, server);
    let workers = Workers::start()?;
    let mut inputs = Inputs::new(options);
    // What is wrong with the configuration is said by the first look.
    let _ = inputs.read_configuration();
    let watched = watch_settings(options, &inputs, Vec::new());
    let watcher = Watcher::start(watched.clone())?;
    started(watcher.bell());
    let (jobs, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let (shared, workers) = (&shared, &workers);
        scope.spawn(move || idle::work(&waiting, shared, workers));
        let mut session = Session::new(options, inputs, (watcher, watched), shared, jobs);
        session.run();
    });
    Ok(())
}
