//! Small whole sites and what becomes of them: each file below `expected/` is an output, byte for
//! byte. An output that is not named there is not compared; one that is named and not made fails.
//!
//! A site's findings stand in `report.txt` beside `site.toml`; without that file there are none.
//! `absent.txt` lists texts, one a line, that stand in no output.

use crate::support::{Built, build_folder, cases, compare, files_below, finish, name, updates};
use std::fs;
use std::path::Path;

#[test]
fn golden() {
    let mut findings = Vec::new();
    for case in cases("golden") {
        let built = build_folder(&case);
        check_report(&case, &built, &mut findings);
        check_outputs(&case, &built, &mut findings);
        check_absent(&case, &built, &mut findings);
    }
    finish(&findings);
}

fn check_report(case: &Path, built: &Built, findings: &mut Vec<String>) {
    let expected = case.join("report.txt");
    if !built.report.is_empty() || expected.exists() {
        compare(&expected, built.report.as_bytes(), findings);
    }
}

fn check_outputs(case: &Path, built: &Built, findings: &mut Vec<String>) {
    let folder = case.join("expected");
    let expected = files_below(&folder);
    if expected.is_empty() {
        findings.push(format!("`{}` expects nothing", name(case)));
    }
    for path in expected {
        match built.files.get(&path) {
            Some(bytes) => compare(&folder.join(&path), bytes, findings),
            None if updates() => {
                fs::remove_file(folder.join(&path)).unwrap();
            }
            None => findings.push(format!("`{}` does not make `{path}`", name(case))),
        }
    }
}

fn check_absent(case: &Path, built: &Built, findings: &mut Vec<String>) {
    let Ok(absent) = fs::read_to_string(case.join("absent.txt")) else { return };
    for text in absent.lines().filter(|line| !line.is_empty()) {
        for (path, bytes) in &built.files {
            if path.contains(text) || String::from_utf8_lossy(bytes).contains(text) {
                findings.push(format!("`{}` leaks `{text}` into `{path}`", name(case)));
            }
        }
    }
}
