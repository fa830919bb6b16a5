//! `briefing serve`: shows the site in a browser, and every change to it as it is saved.

use super::ServeOptions;
use super::exit::Exit;
use super::live::{self, Clock, LiveOptions, Writes};
use super::load::{self, Unusable};
use super::report::Printer;
use super::signals::Signals;
use crate::build;
use crate::output::{Claim, OpenError, Stage};
use crate::serve::{Port, Server, ServerSettings, StartError};
use crate::watch::Method;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// The port where nothing says which.
const PORT: u16 = 4400;

pub(crate) fn run(options: &ServeOptions) -> Exit {
    let printer = Printer::new(&options.site);
    match serve(options, &printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn serve(options: &ServeOptions, printer: &Printer) -> Result<Exit, Exit> {
    let clock = load::given_clock(&options.site, printer)?.map_or(Clock::Running, Clock::Still);
    // The port is taken before anything is read: whoever opens the address waits for the site.
    let configured = configured(options, printer)?;
    if let Some(output) = &options.output {
        check_claim(output, printer)?;
    }
    let server = start(options, configured.port, printer)?;
    let address = server.address(&configured.prefix);
    if let Some(busy) = server.moved_from() {
        printer.say(&format!("port {busy} is in use, so that the preview has another one"));
    }
    printer.say_always(&format!("preview: {address}"));
    if let Some(host) = &options.host {
        printer.say(&format!("warning: whoever reaches this machine as `{host}` can read the site"));
    }
    if options.open {
        open(&address, printer);
    }
    let live = LiveOptions {
        site: &options.site,
        output: options.output.as_deref(),
        writes: if options.output.is_some() { Writes::Output } else { Writes::Nothing },
        method: if options.poll { Method::Polling } else { Method::Native },
        clock,
        previous: load::previous_permalinks(&options.site, options.output.as_deref(), printer)?,
        port: options.port.is_none().then_some(configured.port),
    };
    let mut signals = Ok(Signals::default());
    let ran = live::run(&live, printer, Some(&server), |bell| signals = Signals::stop(bell));
    server.stop();
    ran.and(signals).map(|signals| signals.exit()).map_err(|error| printer.environment(&error))
}

/// What the configuration says to the server before it starts.
struct Configured {
    port: u16,
    prefix: String,
}

/// A configuration that cannot be used yet is for the preview to show; a folder without one is no site.
fn configured(options: &ServeOptions, printer: &Printer) -> Result<Configured, Exit> {
    match load::read_configuration(&options.site) {
        Ok((config, _)) => {
            let output = load::output_folder(&options.site, options.output.as_deref(), &config);
            load::check_output(&options.site, &output, &config.build.content, printer)?;
            let prefix = build::prefix(config.site.base_url.as_deref());
            Ok(Configured { port: config.serve.port, prefix })
        }
        Err(Unusable::Findings(..)) => Ok(Configured { port: PORT, prefix: "/".to_owned() }),
        Err(Unusable::Missing(message)) => Err(printer.refuse(message)),
        Err(Unusable::Environment(error)) => Err(printer.environment(&error)),
    }
}

/// Prints what the server has to say, for as long as there is one.
fn notices(printer: Printer) -> Sender<String> {
    let (sender, notices) = std::sync::mpsc::channel::<String>();
    std::thread::spawn(move || notices.iter().for_each(|notice| printer.say(&notice)));
    sender
}

/// Refuses a folder that must not be written to; one that another build writes to now is waited for later.
fn check_claim(output: &Path, printer: &Printer) -> Result<(), Exit> {
    let claim = Claim { holder: std::process::id().to_string(), patience: Duration::ZERO };
    let claimed = match Stage::claim(output, &claim) {
        Ok(stage) => stage.abandon(),
        Err(OpenError::Refused(refused)) => return Err(printer.refuse(refused.to_string())),
        Err(OpenError::Io(error)) => Err(error),
    };
    match claimed {
        Err(error) if !live::is_busy(&error) => Err(printer.environment(&error)),
        _ => Ok(()),
    }
}

fn start(options: &ServeOptions, port: u16, printer: &Printer) -> Result<Server, Exit> {
    let settings = ServerSettings {
        host: options.host.clone(),
        port: options.port.map_or(Port::Preferred(port), Port::Asked),
        allowed_hosts: options.allowed_host.clone(),
        root: options.site.root.clone(),
        notices: Some(notices(printer.clone())),
    };
    Server::start(settings).map_err(|error| {
        printer.say_error(&error.to_string());
        match error {
            StartError::Host { .. } => Exit::Usage,
            _ => Exit::Environment,
        }
    })
}

/// Opens an address in a browser; where that cannot be done, the address was printed.
fn open(address: &str, printer: &Printer) {
    let (command, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("explorer", &[]),
        _ => ("xdg-open", &[]),
    };
    let quiet = std::process::Stdio::null;
    let spawned = std::process::Command::new(command)
        .args(before)
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    match spawned {
        Ok(mut child) => {
            // Somebody has to take note of its end.
            std::thread::spawn(move || child.wait());
        }
        Err(error) => printer.say(&format!("no browser could be opened: `{command}`: {error}")),
    }
}
