//! The whole index as text, keyed by ids, so that two indexes can be compared whatever numbers they
//! gave out.

use super::SiteIndex;
use super::number::RecordNo;
use super::statement::Statement;
use super::timeline::Happening;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Writes everything that the index knows, one line each, in an order of its own.
pub fn dump(index: &SiteIndex) -> String {
    let mut lines: Vec<String> = Vec::new();
    let id = |no: &RecordNo| index.id_of(*no).map_or_else(|| "?".to_owned(), ToString::to_string);
    let mut entries: BTreeMap<String, RecordNo> = BTreeMap::new();
    for entry in index.register.entries() {
        entries.insert(id(&entry.no), entry.no);
        lines.push(format!(
            "entry {} {:?} {} versions {} accounts",
            entry.id(),
            entry.card,
            entry.versions.len(),
            entry.accounts.len()
        ));
    }
    for (name, no) in &entries {
        if let Some(uses) = index.uses(*no) {
            let mut line = format!("uses {name}:");
            for posting in &uses.postings {
                let path = &index.facts(posting.document).document.path;
                let _ = write!(
                    line,
                    " {path}#{:?}.{:?}.{:?}",
                    posting.passage, posting.annotation, posting.usage
                );
            }
            for (statement, way) in &uses.statements {
                let _ = write!(line, " {way:?}={}", place(statement));
            }
            for attendance in &uses.attendance {
                let (event, who) = (id(&attendance.event), id(&attendance.participant));
                let _ = write!(line, " {event}+{who}:{:?}:{:?}", attendance.role, attendance.present);
            }
            for field in &uses.fields {
                let _ = write!(line, " {}.{:?}", id(&field.from), field.field);
            }
            lines.push(line);
        }
        let related: Vec<String> = index
            .related(*no)
            .iter()
            .map(|related| format!("{} {:?}", id(&related.article), related.shared))
            .collect();
        lines.push(format!("related {name}: {related:?}"));
        let companions: Vec<String> = index
            .companions(*no)
            .iter()
            .map(|c| format!("{} {:?} {}", id(&c.participant), c.passages, c.events))
            .collect();
        lines.push(format!("companions {name}: {companions:?}"));
    }
    lines.sort();
    let (register, order) = (&index.register, |lines: &mut Vec<String>, line: String| lines.push(line));
    for (name, bearers) in &register.by_name {
        let mut bearers: Vec<String> =
            bearers.iter().map(|(no, strength)| format!("{} {strength:?}", id(no))).collect();
        bearers.sort();
        order(&mut lines, format!("name {name}: {bearers:?}"));
    }
    for statement in index.statements().iter() {
        let by: Vec<String> = statement.by.iter().map(&id).collect();
        let on: Vec<String> = statement.counts_for.iter().map(&id).collect();
        order(&mut lines, format!("statement {} by {by:?} on {on:?} {:?}", place(statement), statement.date));
    }
    for item in index.timeline().iter() {
        let what = match &item.what {
            Happening::Event(no) => id(no),
            Happening::Statement(statement) => place(statement),
        };
        order(&mut lines, format!("timeline {:?} {what}", item.date));
    }
    for language in &index.settings.languages {
        for change in index.changes(language) {
            order(&mut lines, format!("change {language} {:?} {}", change.date, change.describe(&id)));
        }
    }
    let mut findings: Vec<String> =
        index.diagnostics().map(|finding| format!("finding {finding:?}")).collect();
    findings.sort();
    lines.extend(findings);
    lines.push(format!("as of {:?}", index.as_of()));
    lines.join("\n")
}

fn place(statement: &Statement) -> String {
    format!("{}@{}", statement.document.path, statement.annotation)
}

impl super::Change {
    fn describe(&self, id: &dyn Fn(&RecordNo) -> String) -> String {
        use super::ChangeKind;
        match &self.kind {
            ChangeKind::Statement(statement) => format!("statement {}", place(statement)),
            ChangeKind::Stance { participant, topic, from, to } => {
                format!("stance {} on {}: {} to {}", id(participant), id(topic), place(from), place(to))
            }
            ChangeKind::Event { event, from, to, change } => {
                format!("event {} {from:?} {to:?} {change:?}", id(event))
            }
            ChangeKind::Role { participant, role, began } => {
                format!("role {} {role} {began}", id(participant))
            }
            ChangeKind::Amendment { article, amendment, is_correction } => {
                format!("amendment {} {amendment} {is_correction}", id(article))
            }
        }
    }
}
