//! Arguments, progress, printing, exit codes; one file per command.

mod build;
mod check;
mod completions;
mod exit;
mod explain;
mod files;
mod init;
mod live;
mod load;
mod new;
mod progress;
mod report;
mod serve;
mod signals;
mod starter;

use crate::document::Kind;
use crate::document::annotation::ParticipantKind;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs the program with the arguments that it was started with.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Where standard error is closed nobody can be told.
            let _ = error.print();
            return if error.use_stderr() { exit::Exit::Usage.into() } else { ExitCode::SUCCESS };
        }
    };
    let exit = match &arguments.command {
        Command::Init(options) => init::run(options),
        Command::New(options) => new::run(options),
        Command::Build(options) => build::run(options),
        Command::Serve(options) => serve::run(options),
        Command::Check(options) => check::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Completions { shell } => completions::run(*shell),
    };
    exit.into()
}

/// Static briefing sites: every name, statement, position and event linked to the sentence that it
/// came from.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, about, long_about = None, color = ColorChoice::Auto)]
#[command(after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a small site that builds, ready for its author.
    Init(InitOptions),
    /// Makes the file of a record, every key explained.
    New(NewOptions),
    /// Builds the site and writes it to the output folder.
    Build(BuildOptions),
    /// Shows the site in a browser, and every change to it as it is saved.
    Serve(ServeOptions),
    /// Reports everything that is wrong, and writes nothing.
    Check(SiteOptions),
    /// Says what a page is made of, or which pages a file is in.
    Explain(ExplainOptions),
    /// Prints a script by which a shell completes commands and flags.
    Completions {
        /// The shell that the script is for.
        shell: clap_complete::Shell,
    },
}

/// What stands below the list of commands.
const AFTER_HELP: &str = "\
Begin with `briefing init DIR`, and in that folder `briefing serve`.

Exit codes: 0 fine, 1 something in the content or a template, 2 usage or configuration,
3 the environment (disk, permissions), 130 and 143 ended by a signal.";

/// What all commands on a site take.
#[derive(Debug, Default, Args)]
pub(crate) struct SiteOptions {
    /// The site's folder: the one that holds `site.toml`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The site's own address, in place of `site.base_url`.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The time from which embargoes count: a day or a date-time with offset. Else
    /// `SOURCE_DATE_EPOCH`, else the current time.
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// Publishes drafts too.
    #[arg(long)]
    drafts: bool,
    /// The manifest of an earlier build, whose permalinks are to lead somewhere still; else that in
    /// the output folder.
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// Treats warnings as errors.
    #[arg(long)]
    strict: bool,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Whether there are colours.
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
    /// Prints findings alone.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Says more: how many files were read, and from when embargoes count.
    #[arg(short, long)]
    verbose: bool,
    /// Says how long each stage took.
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    #[command(flatten)]
    site: SiteOptions,
    /// The folder to write to, in place of `build.output`; relative to where the command is run.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// How long to wait where another build writes to that folder.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    wait: u64,
    /// Stays, and builds again whenever something changes.
    #[arg(long)]
    watch: bool,
    /// With `--watch`: looks twice a second for changes, where the system tells of none.
    #[arg(long, requires = "watch")]
    poll: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    #[command(flatten)]
    site: SiteOptions,
    /// The host to listen on, in place of this machine alone: a name or an address.
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// The port; without it `serve.port`, or the next one that is free.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// A further name by which the preview may be asked for, such as that of a tunnel; may be repeated.
    #[arg(long, value_name = "HOST")]
    allowed_host: Vec<String>,
    /// Opens the site in a browser.
    #[arg(long)]
    open: bool,
    /// Looks twice a second for changes, where the system tells of none.
    #[arg(long)]
    poll: bool,
    /// Writes the site to this folder as well.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    /// The folder of the new site: one that is empty, or is not there yet.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The site's name; without it "Our briefings", in the main language.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Its languages, the main one first, such as `en,nl`; without it `en`. The texts are Dutch for `nl`,
    /// and English for all others.
    #[arg(long, value_name = "LANGS")]
    lang: Option<String>,
    /// The time that dates are taken from: a day or a date-time with offset. Else
    /// `SOURCE_DATE_EPOCH`, else the current time.
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewOptions {
    /// What kind of record it is.
    #[arg(value_enum, value_name = "RECORD")]
    record: RecordWord,
    /// Its id: letters, digits and `-`, in lower case; the file bears it.
    id: String,
    /// Its title or name; without it the words of the id.
    #[arg(long, visible_alias = "name", value_name = "TEXT")]
    title: Option<String>,
    /// What kind of participant it is; without it a person.
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<ParticipantWord>,
    /// The language of the file; without it the site's first. Where the record is there in another
    /// language, the file is its translation.
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Writes YAML in place of TOML.
    #[arg(long)]
    yaml: bool,
    /// The site's folder: the one that holds `site.toml`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The time that an article's date is taken from: a day or a date-time with offset. Else
    /// `SOURCE_DATE_EPOCH`, else the current time.
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

/// Kinds of record, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RecordWord {
    Article,
    Participant,
    Event,
    Topic,
    Source,
    Page,
}

impl RecordWord {
    fn kind(self) -> Kind {
        match self {
            RecordWord::Article => Kind::Article,
            RecordWord::Participant => Kind::Participant,
            RecordWord::Event => Kind::Event,
            RecordWord::Topic => Kind::Topic,
            RecordWord::Source => Kind::Source,
            RecordWord::Page => Kind::Page,
        }
    }
}

/// Kinds of participant, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ParticipantWord {
    Person,
    Organization,
    Country,
    Group,
}

impl ParticipantWord {
    fn kind(self) -> ParticipantKind {
        match self {
            ParticipantWord::Person => ParticipantKind::Person,
            ParticipantWord::Organization => ParticipantKind::Organization,
            ParticipantWord::Country => ParticipantKind::Country,
            ParticipantWord::Group => ParticipantKind::Group,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    /// A record (`ada-lee`, `@ada-lee`), a page's address (`/participants/ada-lee/`, also with
    /// `site.base_url` before it), or a file of the site.
    #[arg(value_name = "REF|URL|FILE")]
    what: String,
    /// The site's folder: the one that holds `site.toml`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The time from which embargoes count: a day or a date-time with offset. Else
    /// `SOURCE_DATE_EPOCH`, else the current time.
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// Reads the site as it is with its drafts.
    #[arg(long)]
    drafts: bool,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t = Lines::Human)]
    format: Lines,
}

/// How lines are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lines {
    /// In columns, for people.
    Human,
    /// One JSON object a line.
    Json,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, on standard error.
    #[default]
    Human,
    /// One JSON object a line, on standard output.
    Json,
    /// One SARIF 2.1.0 document, on standard output.
    Sarif,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum When {
    #[default]
    Auto,
    Always,
    Never,
}
