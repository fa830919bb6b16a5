//! Small sites with something wrong, and the exact report in `expected.txt`. A folder's name begins
//! with the code that it is about.

use crate::support::{build_folder, cases, compare, finish, name};
use briefing::diagnostics::Code;
use std::path::Path;

/// Codes that no site on disk gives, and why.
const WITHOUT_CASE: &[(Code, &str)] = &[];

#[test]
fn reports() {
    let mut findings = Vec::new();
    for case in cases("diagnostics") {
        let report = build_folder(&case).report;
        let code = code_of(&case).as_str();
        if !report.contains(&format!("[{code}]")) {
            findings.push(format!("`{}` does not report `{code}`:\n{report}", name(&case)));
        }
        compare(&case.join("expected.txt"), report.as_bytes(), &mut findings);
    }
    finish(&findings);
}

#[test]
fn every_code_has_a_case() {
    let cases = cases("diagnostics");
    for code in Code::ALL {
        let has_case = cases.iter().any(|case| code_of(case) == *code);
        let excused = WITHOUT_CASE.iter().any(|(without, _)| without == code);
        assert!(has_case != excused, "`{code}` needs either a folder `{code}-…` or a reason why not");
    }
}

/// The code that a case is about: of those that its name begins with, the longest.
fn code_of(case: &Path) -> Code {
    let name = name(case);
    let begins = |code: &&Code| {
        name.strip_prefix(code.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let code = Code::ALL.iter().filter(begins).max_by_key(|code| code.as_str().len());
    *code.unwrap_or_else(|| panic!("the name of `{name}` begins with no code"))
}
