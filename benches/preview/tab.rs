//! An open page: what a browser with the script of the preview makes of it.

use super::Result;
use super::http::{Answer, Client, encoded};
use super::stream::Stream;

/// Where the script of the preview begins in a page.
const SCRIPT: &[u8] = b"<script src=\"/.briefing/preview.js\"";
const END: &[u8] = b"</script>";

/// A page as it was loaded.
pub struct Page {
    /// Its address within the site.
    pub address: String,
    pub version: String,
    /// Without the script of the preview.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Loads a page of a site that stands below a prefix; `None` where what is answered has no script.
    pub fn load(client: &mut Client, prefix: &str, address: &str) -> Result<Option<Self>> {
        let answer = client.get(&url(prefix, address))?;
        Ok(Self::of(address, &answer))
    }

    fn of(address: &str, answer: &Answer) -> Option<Self> {
        let (bytes, script) = without_script(&answer.body);
        let version = attribute(&script?, "data-version")?;
        Some(Self { address: address.to_owned(), version, bytes })
    }

    /// Opens its stream of events.
    pub fn listen(&self, port: u16) -> Result<Stream> {
        Stream::open(port, &self.address, &self.version)
    }
}

/// What is asked for at an address of a site that stands below a prefix.
pub fn url(prefix: &str, address: &str) -> String {
    format!("{}{}", prefix.trim_end_matches('/'), encoded(address))
}

/// A page without the script of the preview, and that.
pub fn without_script(page: &[u8]) -> (Vec<u8>, Option<String>) {
    let find = |from: usize, what: &[u8]| {
        let at = page[from..].windows(what.len()).position(|window| window == what);
        at.map(|at| from + at)
    };
    let Some(start) = find(0, SCRIPT) else { return (page.to_vec(), None) };
    let Some(end) = find(start, END).map(|end| end + END.len()) else { return (page.to_vec(), None) };
    let script = String::from_utf8_lossy(&page[start..end]).into_owned();
    ([&page[..start], &page[end..]].concat(), Some(script))
}

/// The value of an attribute of an element; versions hold nothing that is escaped.
fn attribute(element: &str, name: &str) -> Option<String> {
    let (_, behind) = element.split_once(&format!("{name}=\""))?;
    behind.split_once('"').map(|(value, _)| value.to_owned())
}
