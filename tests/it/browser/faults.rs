//! What a browser says when something on a page is wrong.

use super::connection::Event;
use serde_json::Value;

/// The fault that an event tells of, in one line; most tell of none.
pub fn fault(event: &Event) -> Option<String> {
    let data = &event.data;
    match event.name.as_str() {
        "Runtime.consoleAPICalled" if is_bad(&data["type"]) => {
            let arguments = data["args"].as_array().into_iter().flatten();
            let texts: Vec<String> =
                arguments.map(|argument| text(argument.get("value").unwrap_or(argument))).collect();
            Some(format!("console: {}", texts.join(" ")))
        }
        "Runtime.exceptionThrown" => Some(format!("script: {}", exception(&data["exceptionDetails"]))),
        "Log.entryAdded" if is_bad(&data["entry"]["level"]) => {
            let entry = &data["entry"];
            Some(format!("{}: {} ({})", text(&entry["source"]), text(&entry["text"]), text(&entry["url"])))
        }
        // Of the many things that it audits, only these are faults.
        "Audits.issueAdded" if data["issue"]["code"] == "ContentSecurityPolicyIssue" => {
            Some(format!("policy: {}", data["issue"]["details"]["contentSecurityPolicyIssueDetails"]))
        }
        _ => None,
    }
}

/// What an exception says.
pub fn exception(details: &Value) -> String {
    match &details["exception"]["description"] {
        Value::String(description) => description.clone(),
        _ => format!("{} {}", text(&details["text"]), details["exception"]["value"]),
    }
}

fn is_bad(level: &Value) -> bool {
    ["error", "warning", "assert"].iter().any(|bad| level == bad)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
