//! Edits of what other pages quote, list or count: passages, statements, links and rows.

use super::example::ANN;
use super::site::{Edit, Outcome, write};
use super::{check, edited};

/// An article that mentions Ann in every kind of block, so that her page shows them all.
const QUOTED: &str = "+++\ntitle = \"Quoted\"\ndate = 2025-03-18\n+++\n\
                      ## Before {#before}\n\n[Ann Lee][] spoke.\n\nA line.\n\n[Ann Lee][] spoke.\n\n\
                      | Who | What |\n|---|---|\n| [Ann Lee][] | [came]{.says by=ann-lee on=aid} |\n\n\
                      [Ann Lee][] met [Ghost Rider][] and read [a text](hall.txt).[^n]\n\n\
                      - one\n- [Ann Lee][] two\n\n[^n]: [Interview](@src-b), says [Ann Lee][].\n";

const QUOTED_AT: &str = "content/articles/quoted.md";

/// Edits the quoted article, once it is there.
fn check_quoted(old: &str, new: &str) -> Outcome {
    check(&[
        write("content/articles/hall.txt", "a text\n"),
        write(QUOTED_AT, QUOTED),
        edited(QUOTED_AT, QUOTED, old, new),
    ])
}

#[test]
fn what_stands_around_a_quoted_passage_is_edited() {
    check_quoted("| Who | What |", "| Person | Deed |");
    assert!(check_quoted("A line.", "Another line.").is_published());
    check_quoted("## Before {#before}", "## Earlier");
    check_quoted("- one\n", "- none\n- one\n");
    check_quoted("(@src-b)", "(@src-a \"p. 3\")");
    check_quoted("[came]{.says", "[came]{.says #came status=denied");
    let outcome = check_quoted("hall.txt", "other.txt");
    assert!(!outcome.is_published(), "a file that is not there is an error");
}

#[test]
fn a_link_in_a_quoted_passage_comes_to_mean_something_else() {
    let ghost = |more: &str| format!("+++\nname = \"Ghost Rider\"\nkind = \"person\"\n{more}+++\n");
    check(&[
        write("content/articles/hall.txt", "a text\n"),
        write(QUOTED_AT, QUOTED),
        write("content/participants/ghost.md", ghost("")),
        write("content/participants/ghost.md", ghost("draft = true\n")),
        write("content/participants/other-ghost.md", ghost("slug = \"other\"\n")),
        Edit::Remove("content/participants/ghost.md"),
        Edit::Remove("content/participants/other-ghost.md"),
    ]);
}

#[test]
fn a_quoted_article_gets_a_version_in_the_other_language() {
    check(&[
        write("content/articles/hall.txt", "a text\n"),
        write(QUOTED_AT, QUOTED),
        write("content/articles/quoted.nl.md", "+++\ntitle = \"Aangehaald\"\n+++\nMet [Bob Ray][].\n"),
        write("content/articles/quoted.nl.md", "+++\ntitle = \"Aangehaald\"\ndraft = true\n+++\nZonder.\n"),
        Edit::Drafts(true),
        Edit::Remove(QUOTED_AT),
    ]);
}

#[test]
fn a_statement_is_told_again_elsewhere() {
    let again = "+++\ntitle = \"Again\"\ndate = 2025-03-24\n+++\n\
                 [Troops, again.]{.says #once by=ann-lee on=troops stance=supports same=@first#go}\n\n\
                 [No.]{.says by=north on=troops stance=opposes re=@first#go}\n";
    let path = "content/articles/again.md";
    check(&[
        write(path, again),
        edited(path, again, "Troops, again.", "Once more: troops."),
        edited(path, again, " same=@first#go", ""),
        edited(path, again, "by=north", "by=bob-ray for=north"),
        edited(path, again, "#once", "#twice"),
        edited(path, again, "date = 2025-03-24", "date = 2025-03-01"),
    ]);
}

#[test]
fn a_transcript_changes_its_speakers() {
    let path = "content/articles/talk.md";
    let talk = "+++\ntitle = \"Talk\"\ndate = 2025-03-26\ngenre = \"transcript\"\n\
                transcript = { at = \"summit\", speakers = { AL = \"ann-lee\", Q = \"\" } }\n+++\n\
                Q: Why?\n\nAL: Since [North][] asked. {on=aid stance=supports}\n\n[Bob Ray](@bob-ray): Well.\n";
    check(&[
        write(path, talk),
        edited(path, talk, "AL = \"ann-lee\"", "AL = \"bob-ray\""),
        edited(path, talk, "at = \"summit\", ", ""),
        edited(path, talk, "Well.", "Well, well."),
    ]);
}

#[test]
fn more_rows_come_than_stand_on_a_page() {
    let many: String = (0..60)
        .map(|number| {
            format!("[Claim {number}.]{{.says by=ann-lee on=aid date=2025-{:02}-03}}\n\n", 1 + number % 12)
        })
        .collect();
    let path = "content/articles/many.md";
    let text = format!("+++\ntitle = \"Many\"\ndate = 2025-12-30\nsources = [\"src-a\"]\n+++\n{many}");
    check(&[
        write(path, text.as_str()),
        write(path, text.replacen("Claim 7.", "Claim seven.", 1)),
        write(path, text.replacen("date=2025-01-03", "date=2024-01-03", 3)),
        edited("content/participants/ann-lee.md", ANN, "name = \"Ann Lee\"", "name = \"Ann Leigh\""),
    ]);
}
