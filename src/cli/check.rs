//! `briefing check`: reports everything that is wrong, and writes nothing.

use super::SiteOptions;
use super::build::{add_findings, say_held, say_timings};
use super::exit::Exit;
use super::load;
use super::progress::{Quiet, Watch};
use super::report::{Printer, counted};
use crate::build;
use crate::paths::OutputFile;
use crate::tree::{CopiedFile, Sink};
use std::io;

/// Takes everything and keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _file: &OutputFile) -> io::Result<()> {
        Ok(())
    }

    fn take_copy(&self, _file: &CopiedFile) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn run(options: &SiteOptions) -> Exit {
    let printer = Printer::new(options);
    match check(options, &printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn check(options: &SiteOptions, printer: &Printer) -> Result<Exit, Exit> {
    let watch = Watch::new(if options.quiet { Quiet::Yes } else { Quiet::No });
    let mut loaded = load::load(options, None, printer)?;
    let built = build::build(&loaded.settings, &loaded.scan.sources, &mut loaded.cache, &Nowhere, &watch);
    watch.finish();
    let mut build = built.map_err(|error| printer.environment(&error))?;
    add_findings(&mut build, &loaded, options);
    printer.diagnostics(&build.diagnostics, &build.sources)?;
    say_held(&build, printer);
    printer.say(&counted(&build.diagnostics));
    say_timings(&watch, options, printer);
    Ok(if build.diagnostics.has_errors() { Exit::Content } else { Exit::Success })
}
