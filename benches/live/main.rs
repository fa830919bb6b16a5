//! Measures how long it takes from an edit to the page that shows it, in the real program.
//!
//! `cargo bench --bench live -- [--articles 1000,10000] [--edits 30] [--folder DIR] [--languages en]
//! [--program PATH]`
//!
//! For each size a site is generated and served. It prints how long the first page takes from the start of
//! the process, and for each kind of edit how long it takes from just before the file is written until
//! somebody who asks again and again is answered with what was written (`shown`), and until an open tab is
//! told to load it (`told`). Whatever takes long is only told; it ends with 1 where an edit is not answered
//! at all. A folder that is given is kept, with all edits undone, and used again.

#![allow(clippy::print_stdout, reason = "it reports to whoever started it")]

mod kinds;
mod measure;
mod report;
mod site;

#[allow(dead_code, reason = "the generator's own command line")]
#[path = "../../examples/generate.rs"]
mod generate;

#[allow(dead_code, reason = "the endurance run's part")]
#[path = "../preview/mod.rs"]
mod preview;

use generate::Random;
use measure::{Bench, Measured};
use preview::flags::{Flag, flags, number};
use preview::http::Client;
use preview::program::Program;
use preview::tab::url;
use preview::{Result, said};
use site::Site;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How often the program is started.
const STARTS: usize = 3;
/// How long a first page may take.
const PATIENCE: Duration = Duration::from_secs(120);

struct Options {
    articles: Vec<usize>,
    edits: usize,
    folder: Option<PathBuf>,
    languages: Vec<String>,
    program: PathBuf,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(error) => {
            println!("{error}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options(arguments: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options {
        articles: vec![1000],
        edits: 30,
        folder: None,
        languages: vec!["en".to_owned()],
        program: env!("CARGO_BIN_EXE_briefing").into(),
    };
    for Flag { name, value } in flags(arguments)? {
        match name.as_str() {
            "--articles" => {
                options.articles = value.split(',').map(|size| number(&name, size)).collect::<Result<_>>()?;
            }
            "--edits" => options.edits = number(&name, &value)?,
            "--folder" => options.folder = Some(value.into()),
            "--languages" => options.languages = value.split(',').map(str::to_owned).collect(),
            "--program" => options.program = value.into(),
            _ => return Err(format!("`{name}` is not known")),
        }
    }
    Ok(options)
}

/// Measures one size after the other.
fn run(options: &Options) -> Result<()> {
    let passing = match options.folder {
        Some(_) => None,
        None => Some(tempfile::tempdir().map_err(said("no folder can be made"))?),
    };
    let folder = passing.as_ref().map(tempfile::TempDir::path).or(options.folder.as_deref());
    let folder = folder.ok_or("there is no folder")?;
    for articles in &options.articles {
        measure(options, folder, *articles)?;
    }
    Ok(())
}

fn measure(options: &Options, folder: &Path, articles: usize) -> Result<()> {
    let site = Site::generate(folder, articles, &options.languages)?;
    let kinds = kinds::kinds(&site)?;
    let (program, times) = start(&options.program, &site)?;
    println!("\n{articles} articles ({}), {}", options.languages.join(", "), report::starts(&times));
    println!("{}", report::HEAD);
    let mut bench = Bench::new(&site, &program, Random::new(1, 6));
    for kind in &kinds {
        let measured = bench.measure(kind, options.edits).map_err(|error| {
            format!("{}: {error}; the program said last:\n{}", kind.name, program.take_lines().join("\n"))
        })?;
        println!("{}", report::row(kind.name, &measured));
        tell(&measured);
    }
    site.is_whole()
}

/// What the program found: with that, it had more to do than to show an edit.
fn tell(measured: &Measured) {
    for line in &measured.findings {
        println!("  it said: {line}");
    }
}

/// Starts the program some times, and asks for a page; the last one goes on.
fn start(path: &Path, site: &Site) -> Result<(Program, Vec<Duration>)> {
    let mut times = Vec::new();
    loop {
        let start = Instant::now();
        let program = Program::serve(path, &site.root, &["--timings"])?;
        first_page(&program, site, start)?;
        times.push(start.elapsed());
        if times.len() == STARTS {
            return Ok((program, times));
        }
    }
}

/// Asks until an article is answered as it is written.
fn first_page(program: &Program, site: &Site, start: Instant) -> Result<()> {
    let mut client = Client::new(program.port);
    let (page, title) = (url("/", &site.page_of(&site.article)), site.title_of(&site.article)?);
    while start.elapsed() < PATIENCE {
        let answer = client.get(&page)?;
        if answer.status == 200 && answer.text().contains(&title) {
            return Ok(());
        }
    }
    Err(format!("`{page}` was not answered:\n{}", program.take_lines().join("\n")))
}
