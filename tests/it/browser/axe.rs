//! Asks axe-core what is wrong with a page for those who read it in another way than most.

use super::checkers::checker;
use super::page::Page;
use serde_json::{Value, json};

/// What is asked for; WCAG 2.2 has all of 2.1 and 2.0 in it but one rule that it dropped.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Puts the checker into a page. It stays there until the page goes.
pub fn load(page: &Page<'_>) {
    let source = std::fs::read_to_string(checker("axe-core")).unwrap();
    page.evaluate(&format!("{source}; typeof axe.run"));
}

/// What is wrong with a page as it is seen now, one line for each place.
pub fn violations(page: &Page<'_>) -> Vec<String> {
    let options = json!({
        "runOnly": { "type": "tag", "values": TAGS },
        "resultTypes": ["violations"],
        "iframes": false,
    });
    let answer = page.evaluate(&format!(
        "axe.run(document, {options}).then((found) => found.violations.map((rule) => \
         ({{ id: rule.id, help: rule.help, nodes: rule.nodes.slice(0, 5).map((node) => \
         [node.target.join(' '), node.html.slice(0, 200), node.failureSummary]), \
         count: rule.nodes.length }})))"
    ));
    let rules = answer.as_array().expect("it answers with a list");
    rules.iter().map(line).collect()
}

fn line(rule: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().replace('\n', " ");
    let places: Vec<String> = rule["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| format!("\n    {}: {} ({})", text(&node[0]), text(&node[1]), text(&node[2])))
        .collect();
    format!("{} at {} places: {}{}", text(&rule["id"]), rule["count"], text(&rule["help"]), places.concat())
}
