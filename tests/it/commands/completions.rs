//! `briefing completions`.

use super::printed;
use crate::folder::Folder;
use assert_cmd::Command;

#[test]
fn every_shell_has_a_script_that_knows_the_commands() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(folder.path(), &["completions", shell]);
        for word in ["build", "explain", "strict", "completions"] {
            assert!(script.contains(word), "`{shell}` knows `{word}`");
        }
    }
}

#[test]
fn bash_can_read_its_script() {
    let folder = Folder::new();
    let script = printed(folder.path(), &["completions", "bash"]);
    Command::new("bash").arg("-n").write_stdin(script.clone()).assert().success().stderr("");
    let asked = format!(
        "{script}\nCOMP_WORDS=(briefing exp)\nCOMP_CWORD=1\n_briefing briefing exp briefing\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    Command::new("bash").write_stdin(asked).assert().success().stdout("explain\n");
}
