//! A site that was never built.

use super::*;
use std::sync::Condvar;

/// Pages by their addresses.
#[derive(Clone, Default)]
pub struct Site {
    files: BTreeMap<String, Served>,
    not_found: Option<Served>,
    redirects: Option<Arc<str>>,
    pub prefix: Option<String>,
    pub style: Option<String>,
    pub findings: Findings,
    pub editor: Option<String>,
    /// Held by whoever asks for the page `/slow/`, until it is open.
    pub gate: Arc<Gate>,
}

#[derive(Default)]
pub struct Gate {
    is_open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    pub fn open(&self) {
        *self.is_open.lock().unwrap() = true;
        self.opened.notify_all();
    }

    fn pass(&self) {
        let is_open = self.is_open.lock().unwrap();
        drop(self.opened.wait_timeout_while(is_open, DEADLINE, |is_open| !*is_open).unwrap());
    }
}

impl Site {
    pub fn page(mut self, address: &str, html: &str, version: &str) -> Self {
        let served = served(&UrlPath::new(address).output(), html, Some(version));
        self.files.insert(address.to_owned(), served);
        self
    }

    pub fn file(mut self, address: &str, text: &str) -> Self {
        self.files.insert(address.to_owned(), served(&UrlPath::new(address).output(), text, None));
        self
    }

    pub fn disk(mut self, address: &str, path: PathBuf) -> Self {
        let path = Served { path: UrlPath::new(address).output(), body: Body::Disk(path), version: None };
        self.files.insert(address.to_owned(), path);
        self
    }

    pub fn not_found(mut self, html: &str, version: &str) -> Self {
        self.not_found = Some(served(&OutputPath::new("404.html").unwrap(), html, Some(version)));
        self
    }

    pub fn redirects(mut self, text: &str) -> Self {
        self.redirects = Some(text.into());
        self
    }

    pub fn edition(self, number: u64) -> Edition {
        Edition {
            number,
            prefix: self.prefix.clone().unwrap_or_else(|| "/".to_owned()),
            style: self.style.clone(),
            findings: Arc::new(self.findings.clone()),
            editor: self.editor.clone(),
            pages: Arc::new(self),
        }
    }
}

fn served(path: &OutputPath, text: &str, version: Option<&str>) -> Served {
    let body = Body::Bytes(text.as_bytes().into());
    Served { path: path.clone(), body, version: version.map(str::to_owned) }
}

impl Pages for Site {
    fn at(&self, address: &UrlPath) -> Result<Option<Served>, NotYet> {
        match address.as_str() {
            "/slow/" => self.gate.pass(),
            "/never/" => return Err(NotYet),
            _ => {}
        }
        Ok(self.files.get(address.as_str()).cloned())
    }

    fn not_found(&self) -> Option<Served> {
        self.not_found.clone()
    }

    fn version(&self, address: &UrlPath) -> Option<String> {
        let served = self.files.get(address.as_str())?;
        Some(served.version.clone().unwrap_or_else(|| "file".to_owned()))
    }

    fn redirects(&self) -> Option<Arc<str>> {
        self.redirects.clone()
    }
}

/// One finding of each kind of text.
pub fn finding(message: &str) -> Finding {
    Finding {
        severity: crate::diagnostics::Severity::Error,
        code: "unknown-reference".to_owned(),
        message: message.to_owned(),
        place: Some(Place { file: "content/a.md".to_owned(), line: 3, column: 7 }),
        excerpt: Some("3 | <b>\n  | ^".to_owned()),
        help: None,
        text: format!("error: {message}"),
    }
}
