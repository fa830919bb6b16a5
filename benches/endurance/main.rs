//! Edits and breaks a site for a long time while it is served and written, and compares again and again
//! with a clean build.
//!
//! `cargo bench --bench endurance -- [--minutes 1] [--seed 1] [--articles 200] [--folder DIR]
//! [--program PATH]`
//!
//! After each 20 steps everything is mended; then what is served, what is written to the output folder
//! and what open tabs show must be what `briefing build` makes of the folder. It ends with 1 where
//! something differs. The folder is emptied at the start, and left for whoever looks for a reason.

#![allow(clippy::print_stdout, reason = "it reports to whoever started it")]

mod breakages;
mod compare;
mod edits;
mod folder;
mod site;
mod visitors;

#[allow(dead_code, reason = "the generator's own command line")]
#[path = "../../examples/generate.rs"]
mod generate;

#[allow(dead_code, reason = "the benchmark's part")]
#[path = "../preview/mod.rs"]
mod preview;

use compare::{Compared, Comparing};
use preview::flags::{Flag, flags, number};
use preview::program::Program;
use preview::{Result, said};
use site::Site;
use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use visitors::Visitors;

/// How many steps there are from one comparison to the next.
const STEPS: usize = 20;
/// How many steps are told where something differs.
const TOLD: usize = 2 * STEPS;

struct Options {
    minutes: f64,
    seed: u64,
    articles: usize,
    folder: PathBuf,
    program: PathBuf,
}

/// What has happened so far.
#[derive(Default)]
struct Report {
    steps: usize,
    comparisons: usize,
    differences: usize,
    slowest: Duration,
    files: usize,
    latest: VecDeque<String>,
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
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options(arguments: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options {
        minutes: 1.0,
        seed: 1,
        articles: 200,
        folder: std::env::temp_dir().join("briefing-endurance"),
        program: env!("CARGO_BIN_EXE_briefing").into(),
    };
    for Flag { name, value } in flags(arguments)? {
        match name.as_str() {
            "--minutes" => options.minutes = number(&name, &value)?,
            "--seed" => options.seed = number(&name, &value)?,
            "--articles" => options.articles = number(&name, &value)?,
            "--folder" => options.folder = value.into(),
            "--program" => options.program = value.into(),
            _ => return Err(format!("`{name}` is not known")),
        }
    }
    Ok(options)
}

/// Runs as long as was asked for; returns how much differed.
fn run(options: &Options) -> Result<usize> {
    let root = options.folder.join("site");
    // It need not be there.
    let _ = std::fs::remove_dir_all(&root);
    let site = Site::generate(&root, options.articles, options.seed)?;
    let output = root.join(folder::OUTPUT);
    let output = output.to_str().ok_or("the folder's name is no text")?;
    let program = Program::serve(&options.program, &root, &["--output", output])?;
    println!("process {}, port {}, folder {}", program.id(), program.port, root.display());
    let comparing = Comparing {
        program: options.program.clone(),
        clean: options.folder.join("clean"),
        port: program.port,
        known: BTreeSet::new(),
    };
    let mut endurance = Endurance { site, program, comparing, report: Report::default() };
    endurance.compare(None)?;
    let addresses = endurance.comparing.known.iter().cloned().collect();
    let visitors = Visitors::start(endurance.program.port, addresses, options.seed);
    let memory = endurance.endure(Duration::from_secs_f64(options.minutes * 60.0), &visitors)?;
    let (answers, events) = visitors.counts();
    visitors.stop();
    let Endurance { mut program, mut report, .. } = endurance;
    println!(
        "{} steps, {} comparisons of {} files, the slowest in {:.1} s; {answers} answers, {events} events",
        report.steps,
        report.comparisons,
        report.files,
        report.slowest.as_secs_f64()
    );
    if let (Some(early), Some(late), Some(threads)) = (memory, resident(&program), program.status("Threads"))
    {
        println!("memory after a tenth {early:.1} MB, at the end {late:.1} MB; {threads} threads");
    }
    if !program.runs() {
        report.differences += 1;
        println!("the process {} has ended", program.id());
    }
    println!("{} differences", report.differences);
    Ok(report.differences)
}

/// A run.
struct Endurance {
    site: Site,
    program: Program,
    comparing: Comparing,
    report: Report,
}

impl Endurance {
    /// Edits, breaks, mends and compares; returns the memory after a tenth of the time.
    fn endure(&mut self, whole: Duration, visitors: &Visitors) -> Result<Option<f64>> {
        let start = Instant::now();
        let (mut minute, mut memory) = (1, None);
        while start.elapsed() < whole {
            for _ in 0..STEPS {
                self.report.step(step(&mut self.site)?);
                visitors.settle(&self.site, false);
                let random = &mut self.site.random;
                let longest = *random.pick(&[1, 10, 50, 200, 600]);
                std::thread::sleep(Duration::from_millis(random.below(longest) as u64));
            }
            self.site.mend()?;
            visitors.settle(&self.site, true);
            self.compare(Some(visitors))?;
            self.report.trouble(visitors.take_troubles());
            visitors.tell(self.comparing.known.iter().cloned().collect());
            visitors.settle(&self.site, false);
            if memory.is_none() && start.elapsed() >= whole / 10 {
                memory = resident(&self.program);
            }
            if start.elapsed() >= Duration::from_secs(60) * minute {
                minute = u32::try_from(start.elapsed().as_secs() / 60).map_err(said("too long"))? + 1;
                self.report.say(start.elapsed(), &self.program);
            }
        }
        Ok(memory)
    }

    fn compare(&mut self, visitors: Option<&Visitors>) -> Result<()> {
        let compared = self.comparing.compare(&self.site, visitors)?;
        self.report.take(compared, &self.program);
        Ok(())
    }
}

/// Makes one step, and says which.
fn step(site: &mut Site) -> Result<String> {
    match site.random.below(10) {
        0..5 => edits::edit(site),
        5..8 => breakages::break_something(site).map(|what| format!("broken: {what}")),
        _ => {
            let mended = site.folder.mend_one(&mut site.random)?;
            Ok(mended.map_or_else(|| "nothing to mend".to_owned(), |what| format!("mended: {what}")))
        }
    }
}

/// The resident memory in MB.
fn resident(program: &Program) -> Option<f64> {
    Some(program.status("VmRSS")? as f64 / 1024.0)
}

impl Report {
    fn step(&mut self, what: String) {
        self.steps += 1;
        self.latest.push_back(format!("{} {what}", self.steps));
        if self.latest.len() > TOLD {
            self.latest.pop_front();
        }
    }

    /// Takes note of a comparison, and tells what differs.
    fn take(&mut self, compared: Compared, program: &Program) {
        self.comparisons += 1;
        self.files = compared.files;
        self.slowest = self.slowest.max(compared.took);
        let said = program.take_lines();
        let panics = said.iter().filter(|line| line.contains("panicked"));
        let differences: Vec<String> = compared.differences.into_iter().chain(panics.cloned()).collect();
        if differences.is_empty() {
            return;
        }
        println!("after step {}, {} differences:", self.steps, differences.len());
        for difference in differences.iter().take(8) {
            println!("  {difference}");
        }
        println!("the steps before:\n  {}", Vec::from(self.latest.clone()).join("\n  "));
        println!("what it said last:\n  {}", said[said.len().saturating_sub(40)..].join("\n  "));
        self.differences += differences.len();
    }

    /// Takes note of what visitors met.
    fn trouble(&mut self, troubles: Vec<String>) {
        for trouble in &troubles {
            println!("after step {}, a visitor: {trouble}", self.steps);
        }
        self.differences += troubles.len();
    }

    fn say(&self, elapsed: Duration, program: &Program) {
        println!(
            "{:>4} min: {} steps, {} comparisons, {} differences, {:.1} MB, {} threads",
            elapsed.as_secs() / 60,
            self.steps,
            self.comparisons,
            self.differences,
            resident(program).unwrap_or_default(),
            program.status("Threads").unwrap_or_default()
        );
    }
}
