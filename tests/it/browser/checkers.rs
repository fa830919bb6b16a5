//! What `scripts/checkers` gets: where it stands.

use std::path::{Path, PathBuf};

/// A file whose name begins as said; the version stands behind that.
pub fn checker(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/checkers");
    let script =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/checkers")).unwrap();
    let line = script.lines().find_map(|line| line.strip_prefix(&format!("get {name} ")));
    let version = line.and_then(|rest| rest.split(' ').next()).expect("the script names its version");
    let extension = if name == "vnu-jar" { "jar" } else { "js" };
    let file = folder.join(format!("{name}-{version}.{extension}"));
    assert!(file.is_file(), "`{}` is not there: `scripts/checkers` gets it", file.display());
    file
}
