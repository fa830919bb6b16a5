//! Sites that are changed by chance, and looked at where they were changed, whole, and afresh.

use super::*;
use proptest::prelude::*;

/// Folders and files of a site that is changed by chance.
const FOLDERS: &[&str] =
    &["content", "content/a", "content/a/b", "content/_c", "static", "static/d", "templates"];
const NAMES: &[&str] = &["x.md", "y.png", "x", ".z.md", "y~", "k.pem", STRANGE, "é.md"];
const STRANGE: &str = "e\u{301}.md";
const OUTSIDE: &str = "../outside";

#[derive(Clone, Debug)]
enum Act {
    Write(usize, usize, u8),
    Delete(usize, usize),
    Move(usize, usize, usize, usize),
    Make(usize),
    Remove(usize),
    MoveFolder(usize, usize),
    Link(usize, usize, usize),
    LinkOut(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    let (folder, name) = (0..FOLDERS.len(), 0..NAMES.len());
    prop_oneof![
        6 => (folder.clone(), name.clone(), 0u8..3).prop_map(|(a, b, c)| Act::Write(a, b, c)),
        2 => (folder.clone(), name.clone()).prop_map(|(a, b)| Act::Delete(a, b)),
        2 => (folder.clone(), name.clone(), folder.clone(), name.clone())
            .prop_map(|(a, b, c, d)| Act::Move(a, b, c, d)),
        1 => folder.clone().prop_map(Act::Make),
        1 => folder.clone().prop_map(Act::Remove),
        1 => (folder.clone(), folder.clone()).prop_map(|(a, b)| Act::MoveFolder(a, b)),
        1 => (folder.clone(), name.clone(), folder.clone()).prop_map(|(a, b, c)| Act::Link(a, b, c)),
        1 => (folder, name).prop_map(|(a, b)| Act::LinkOut(a, b)),
    ]
}

/// Whether it leaves each file under its very path.
fn is_plain(act: &Act) -> bool {
    let is_plain = |name: usize| NAMES[name] != STRANGE;
    match *act {
        Act::Link(..) | Act::LinkOut(..) => false,
        Act::Write(_, name, _) | Act::Delete(_, name) => is_plain(name),
        Act::Move(_, name, _, other) => is_plain(name) && is_plain(other),
        Act::Make(_) | Act::Remove(_) | Act::MoveFolder(..) => true,
    }
}

/// Does it, where it can be done, and says which paths it touched.
fn perform(act: &Act, root: &Path) -> Vec<PathBuf> {
    let folder = |at: usize| root.join(FOLDERS[at]);
    let file = |at: usize, name: usize| folder(at).join(NAMES[name]);
    match *act {
        Act::Write(at, name, text) => {
            let _ = fs::write(file(at, name), "o".repeat(usize::from(text) + 1));
            // What is written by way of a link changes what it leads to.
            file(at, name).canonicalize().into_iter().chain([file(at, name)]).collect()
        }
        Act::Delete(at, name) => {
            let _ = fs::remove_file(file(at, name));
            vec![file(at, name)]
        }
        Act::Move(at, name, to, other) => {
            let _ = fs::rename(file(at, name), file(to, other));
            vec![file(at, name), file(to, other)]
        }
        Act::Make(at) => {
            let _ = fs::create_dir_all(folder(at));
            folder(at).ancestors().take_while(|path| *path != root).map(Path::to_owned).collect()
        }
        Act::Remove(at) => {
            let _ = fs::remove_dir_all(folder(at));
            vec![folder(at)]
        }
        Act::MoveFolder(at, to) => {
            let _ = fs::rename(folder(at), folder(to));
            vec![folder(at), folder(to)]
        }
        Act::Link(at, name, to) => link(&folder(to), &file(at, name)),
        Act::LinkOut(at, name) => link(Path::new(OUTSIDE), &file(at, name)),
    }
}

fn link(target: &Path, at: &Path) -> Vec<PathBuf> {
    #[cfg(unix)]
    let _ = std::os::unix::fs::symlink(target, at);
    vec![at.to_owned()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// In half of the runs there is no link and no strange name: where there is one all looks are at
    /// everything.
    #[test]
    fn a_look_at_what_changed_sees_what_a_fresh_scan_sees(
        rounds in prop::collection::vec(prop::collection::vec(act(), 1..4), 1..12),
        has_plain_acts: bool,
    ) {
        let mut hinted = Site::new(&[("content/a/x.md", "1"), ("static/d/y.png", "2"), ("site.toml", "")]);
        let root = hinted.root();
        let mut all = Scanner::default();
        hinted.look(&Asked::Everything, later());
        for round in rounds {
            let acts = round.iter().filter(|act| !has_plain_acts || is_plain(act));
            let touched: BTreeSet<PathBuf> = acts.flat_map(|act| perform(act, &root)).collect();
            let fresh = hinted.fresh();
            assert_same(&hinted.look(&Asked::Paths(touched), later()), &fresh);
            assert_same(&all.look(&root, &hinted.settings, &Asked::Everything, later()).unwrap(), &fresh);
        }
    }
}
