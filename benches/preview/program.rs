//! The program as it serves a site, and what it says.

use super::{Result, said};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it may take until the port is known.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it uses no time of a processor when it is idle: it looks at everything two seconds after the last
/// edit, which is to be over too.
const STILL: Duration = Duration::from_millis(2500);
/// How long it is waited for that, at the most.
const REST: Duration = Duration::from_secs(300);
/// How long it is waited where the system does not tell.
const UNTOLD: Duration = Duration::from_secs(5);
/// How many lines are kept.
const KEPT: usize = 1000;

/// A program that serves; it is ended when this is dropped.
pub struct Program {
    child: Child,
    pub port: u16,
    lines: Arc<Mutex<VecDeque<String>>>,
}

impl Program {
    /// Starts it on a site, and waits until it has said its port.
    pub fn serve(program: &Path, root: &Path, flags: &[&str]) -> Result<Self> {
        let mut child = Command::new(program)
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .args(flags)
            .env_remove("SOURCE_DATE_EPOCH")
            .stderr(Stdio::piped())
            .spawn()
            .map_err(said(program.display()))?;
        let stderr = child.stderr.take().ok_or("its messages cannot be read")?;
        let (sender, ports) = channel();
        let lines = Arc::new(Mutex::new(VecDeque::new()));
        let kept = lines.clone();
        std::thread::spawn(move || listen(BufReader::new(stderr), &kept, &sender));
        let mut program = Self { child, port: 0, lines };
        program.port = ports
            .recv_timeout(PATIENCE)
            .map_err(|_| format!("it says no port:\n{}", program.take_lines().join("\n")))?;
        Ok(program)
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has not ended.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// What it has said since this was last asked for.
    pub fn take_lines(&self) -> Vec<String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()
    }

    /// A number that the system tells of the process (`VmRSS`, in kB, `Threads`); none but on Linux.
    pub fn status(&self, name: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// Waits until it has nothing to do.
    pub fn rest(&self) {
        let begun = Instant::now();
        let mut used = self.processor_time();
        if used.is_none() {
            return std::thread::sleep(UNTOLD);
        }
        let mut since = begun;
        while since.elapsed() < STILL && begun.elapsed() < REST {
            std::thread::sleep(Duration::from_millis(50));
            let now = self.processor_time();
            if now != used {
                (used, since) = (now, Instant::now());
            }
        }
    }

    /// The time that it has used of processors, in ticks (`proc(5)`, `utime` and `stime`); none but on Linux.
    fn processor_time(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).ok()?;
        // Its name stands in parentheses, and may hold spaces.
        let (_, behind_name) = stat.rsplit_once(')')?;
        let mut times = behind_name.split_whitespace().skip(11).map_while(|field| field.parse::<u64>().ok());
        Some(times.next()? + times.next()?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that has ended by itself cannot be ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(stderr: impl BufRead, kept: &Mutex<VecDeque<String>>, port: &Sender<u16>) {
    for line in stderr.lines().map_while(std::result::Result::ok) {
        if let Some(address) = line.strip_prefix("preview: ")
            && let Some(said) = address.split([':', '/']).find_map(|part| part.parse().ok())
        {
            // It is waited for once.
            let _ = port.send(said);
        }
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(line);
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}
