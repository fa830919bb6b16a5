//! The preview against a clean build of the same folder.

use super::client::{self, Reply};
use super::server::Server;
use super::wait::until;
use crate::cli::briefing;
use crate::folder::{Folder, files};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The element that a preview puts into a page begins so.
const SCRIPT: &str = "<script src=\"/.briefing/preview.js\" ";

/// Waits until the preview answers with all that a clean build of the same folder makes, byte for byte but
/// for its own script, and has nothing at addresses where anything stood before.
#[track_caller]
pub fn assert_equals_clean_build(server: &Server) {
    let clean = Clean::build(&server.root, &server.build);
    until(|| {
        let differences = clean.differences(server);
        let said = || server.program.said().join("\n");
        if differences.is_empty() {
            Ok(())
        } else {
            Err(format!("{}\nit says\n{}", differences.join("\n"), said()))
        }
    });
    server.known.lock().unwrap().extend(clean.files.into_keys());
}

/// The files of a clean build.
pub fn clean_build(root: &Path, arguments: &[String]) -> BTreeMap<String, Vec<u8>> {
    let output = Folder::new();
    let folder = output.path().join("out");
    let fixed = ["build", "--root", root.to_str().unwrap(), "--output", folder.to_str().unwrap()];
    let arguments: Vec<&str> = fixed.into_iter().chain(arguments.iter().map(String::as_str)).collect();
    briefing(&std::env::temp_dir(), &arguments).assert().code(0);
    files(&folder)
}

/// A clean build, by the addresses of its files.
struct Clean {
    files: BTreeMap<String, Vec<u8>>,
    /// Addresses that lead on to others by a rule, which counts before a file.
    led_on: BTreeSet<String>,
}

impl Clean {
    fn build(root: &Path, arguments: &[String]) -> Self {
        let built = clean_build(root, arguments);
        let rules = built.get("_redirects").map(|rules| String::from_utf8_lossy(rules).into_owned());
        let led_on = rules.iter().flat_map(|rules| rules.lines()).filter_map(|rule| rule.split(' ').next());
        let led_on = led_on.map(ToOwned::to_owned).collect();
        let is_ours = |name: &String| !name.starts_with(".briefing/");
        let files = built.into_iter().filter(|(name, _)| is_ours(name)).map(|(name, bytes)| {
            let address =
                name.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
            (format!("/{}", address.unwrap_or(&name)), bytes)
        });
        Self { files: files.collect(), led_on }
    }

    /// The first few differences, one a line.
    fn differences(&self, server: &Server) -> Vec<String> {
        let mut client = client::Kept::open(server.port);
        let below = |address: &str| format!("{}{address}", server.prefix.trim_end_matches('/'));
        let mut differences = Vec::new();
        for (address, bytes) in &self.files {
            let reply = client.get(&encoded(&below(address)));
            let is_led_on = self.led_on.contains(&below(address));
            if let Some(difference) = difference(&reply, bytes, is_led_on) {
                differences.push(format!("`{address}` {difference}"));
            }
        }
        let known = server.known.lock().unwrap();
        for address in known.iter().filter(|address| !self.files.contains_key(*address)) {
            let status = client.get(&encoded(&below(address))).status;
            if status != 404 {
                differences.push(format!("`{address}` answers {status}, and no clean build makes it"));
            }
        }
        differences.truncate(3);
        differences
    }
}

/// In what a reply is not what a clean build has.
fn difference(reply: &Reply, bytes: &[u8], is_led_on: bool) -> Option<String> {
    match (reply.status, is_led_on) {
        (301, true) => None,
        (200, false) => match without_script(reply) {
            Ok(body) if body == bytes => None,
            Ok(body) => Some(parting(&body, bytes)),
            Err(wrong) => Some(wrong),
        },
        (status, _) => Some(format!("answers {status}")),
    }
}

/// A body as it is without the element of the preview, which each page has once and nothing else has.
pub fn without_script(reply: &Reply) -> Result<Vec<u8>, String> {
    let is_page = reply.header("content-type").starts_with("text/html");
    let text = std::str::from_utf8(&reply.body).unwrap_or_default();
    match (text.split_once(SCRIPT), is_page) {
        (None, false) => Ok(reply.body.clone()),
        (None, true) => Err("lacks the script of the preview".to_owned()),
        (Some(_), false) => Err("has the script of the preview, and is no page".to_owned()),
        (Some((before, behind)), true) => {
            let (_, after) = behind.split_once("</script>").ok_or("has a script without an end")?;
            let body = format!("{before}{after}");
            if body.contains(SCRIPT) { Err("has the script twice".to_owned()) } else { Ok(body.into_bytes()) }
        }
    }
}

/// Where two texts part.
fn parting(ours: &[u8], theirs: &[u8]) -> String {
    let (ours, theirs) = (String::from_utf8_lossy(ours), String::from_utf8_lossy(theirs));
    let line = ours.lines().zip(theirs.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    format!("has in line {}\n    {}\n  where a clean build has\n    {}", line + 1, at(&ours), at(&theirs))
}

/// An address as a browser sends it.
pub fn encoded(address: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(byte);
    let byte = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    address.bytes().map(byte).collect()
}

/// What the preview shows at an address as long as nothing new was read.
pub fn body_at(server: &Server, address: &str) -> Vec<u8> {
    let reply = client::get(server.port, address, &[]);
    without_script(&reply).unwrap_or_else(|wrong| panic!("`{address}` {wrong}"))
}
