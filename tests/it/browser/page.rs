//! A tab: what a test does with it, and what it sees there.

use super::connection::wait;
use super::faults;
use super::process::Browser;
use serde_json::{Value, json};
use std::cell::RefCell;

/// A tab of a browser.
pub struct Page<'a> {
    browser: &'a Browser,
    session: String,
    seen: RefCell<Seen>,
}

/// What the browser told of the tab.
#[derive(Default)]
struct Seen {
    faults: Vec<String>,
    requests: Vec<String>,
}

impl<'a> Page<'a> {
    pub(super) fn new(browser: &'a Browser, session: String) -> Self {
        Self { browser, session, seen: RefCell::default() }
    }

    /// Loads an address, and waits until everything on the page is there.
    pub fn go_to(&self, url: &str) {
        let answer = self.call("Page.navigate", json!({ "url": url }));
        assert!(answer.get("errorText").is_none(), "`{url}` cannot be loaded: {}", answer["errorText"]);
        self.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// What a script says, which must be able to run; a promise is waited for. It passes the page's
    /// content security policy.
    pub fn evaluate(&self, script: &str) -> Value {
        self.try_evaluate(script).unwrap_or_else(|error| panic!("`{script}`: {error}"))
    }

    /// Whether a condition holds now.
    pub fn holds(&self, condition: &str) -> bool {
        self.evaluate(&format!("Boolean({condition})")) == Value::Bool(true)
    }

    /// Waits until a condition holds. The page may be loaded anew meanwhile.
    #[track_caller]
    pub fn wait_for(&self, condition: &str) {
        let script = format!("Boolean({condition})");
        let last = RefCell::new(Ok(Value::Null));
        let holds = || {
            *last.borrow_mut() = self.try_evaluate(&script);
            *last.borrow() == Ok(Value::Bool(true))
        };
        wait(holds, || {
            let text = self.try_evaluate("`${location.href}: ${document.body?.innerText.slice(0, 300)}`");
            format!("`{condition}` is {:?} on {text:?}", last.borrow())
        });
    }

    /// Presses and lets go of a key: `Escape`, `Tab`, `Enter`.
    pub fn press(&self, key: &str) {
        let (code, text) = match key {
            "Escape" => (27, ""),
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            other => panic!("the code of the key `{other}` is not known here"),
        };
        let mut event = json!({ "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        for kind in ["keyDown", "keyUp"] {
            event["type"] = kind.into();
            self.call("Input.dispatchKeyEvent", event.clone());
        }
    }

    /// Clicks in the middle of an element, which an expression names, as a hand does: what lies over it
    /// gets the click.
    pub fn click(&self, element: &str) {
        let (x, y) = self.middle(element);
        self.click_at(x, y);
    }

    /// Puts the mouse on the middle of an element, and leaves it there.
    pub fn hover(&self, element: &str) {
        let (x, y) = self.middle(element);
        self.call("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": y }));
    }

    /// Where the middle of an element is, in pixels from the upper left corner of what is seen.
    fn middle(&self, element: &str) -> (f64, f64) {
        self.wait_for(element);
        let middle = format!(
            "(() => {{ const box = ({element}).getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        );
        let middle = self.evaluate(&middle);
        (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap())
    }

    /// Clicks at a place, in pixels from the upper left corner of what is seen.
    pub fn click_at(&self, x: f64, y: f64) {
        let mut event = json!({ "x": x, "y": y, "button": "left", "clickCount": 1 });
        for kind in ["mousePressed", "mouseReleased"] {
            event["type"] = kind.into();
            self.call("Input.dispatchMouseEvent", event.clone());
        }
    }

    /// Makes the tab so many pixels wide and high.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size);
        self.wait_for(&format!("innerWidth === {width} && innerHeight === {height}"));
    }

    /// Shows the page to somebody who likes it `light` or `dark`.
    pub fn prefer(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
        self.wait_for(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches"));
    }

    /// Whether scripts run on the pages that are loaded from now on; what a test evaluates may then wait
    /// in vain for a promise.
    pub fn let_scripts(&self, run: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": !run }));
    }

    /// Puts the tab in front of the others.
    pub fn bring_to_front(&self) {
        self.call("Page.bringToFront", json!({}));
    }

    /// All that went wrong since the tab was opened: errors and warnings of the console, scripts that
    /// failed, what the content security policy forbade. One line each.
    pub fn errors(&self) -> Vec<String> {
        self.look();
        self.seen.borrow().faults.clone()
    }

    /// The addresses that were asked for since the tab was opened.
    pub fn requests(&self) -> Vec<String> {
        self.look();
        self.seen.borrow().requests.clone()
    }

    /// Takes a picture of what the tab shows, where somebody wants to see it.
    pub fn screenshot(&self, name: &str) {
        let Some(folder) = std::env::var_os("BRIEFING_SCREENSHOTS") else { return };
        let picture = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        let picture = base64(picture["data"].as_str().expect("a picture is a text"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), picture).unwrap();
    }

    /// Calls a method of the tab, which must work.
    pub fn call(&self, method: &str, parameters: Value) -> Value {
        self.browser.call(&self.session, method, parameters)
    }

    fn try_evaluate(&self, script: &str) -> Result<Value, String> {
        let parameters = json!({
            "expression": script,
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        let mut answer = self.browser.try_call(&self.session, "Runtime.evaluate", parameters)?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(faults::exception(details)),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Takes note of what the browser told.
    fn look(&self) {
        let mut seen = self.seen.borrow_mut();
        for event in self.browser.events(&self.session) {
            seen.faults.extend(faults::fault(&event));
            if event.name == "Network.requestWillBeSent" {
                seen.requests.extend(event.data["request"]["url"].as_str().map(str::to_owned));
            }
        }
    }
}

/// Reads base64 (RFC 4648, section 4), in which pictures come.
pub(super) fn base64(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    bytes
}
