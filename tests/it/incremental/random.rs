//! Random edits: whole documents out of a pool of variants, and what the command line says.
//!
//! The sequence of edits is drawn from a fixed seed, so that every run tries the same; what once
//! failed becomes a case of its own in the parent module.

use super::example::*;
use super::site::{Edit, Kept, Site, write};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

const CASES: u32 = 60;
const EDITS: usize = 8;

/// Every edit that may be drawn. Most of them leave the site publishable, so that pages are compared
/// and not errors alone.
fn pool() -> Vec<Edit> {
    let mut pool = vec![
        Edit::Now(NOW),
        Edit::Now(LATER),
        Edit::Drafts(true),
        Edit::Drafts(false),
        write(
            "content/articles/fourth.md",
            "+++\ntitle = \"Fourth\"\ndate = 2025-03-22\n+++\n[Ann Lee][] met [Bob Ray][] and [North][].\n",
        ),
        write(
            "content/articles/fifth.md",
            "+++\ntitle = \"Fifth\"\ndate = 2025-03-09\nsources = [\"src-b\"]\n+++\n[Bob Ray](@bob-ray \"at=summit role=host\") spoke. [He left.]{.did by=bob-ray date=2025-03-10}\n",
        ),
        write(
            "content/participants/cy-orr.md",
            "+++\nname = \"Cy Orr\"\nkind = \"person\"\naliases = [\"Bobby\", \"Lee\"]\n+++\n",
        ),
        write(
            "content/participants/union.md",
            "+++\nname = \"Union\"\nkind = \"organization\"\nparent = \"north\"\n+++\nOf [North][].\n",
        ),
        write(
            "content/events/signing.md",
            "+++\nname = \"The signing\"\ndate = \"2025-03\"\nattendees = [{ id = \"ann-lee\", role = \"chair\" }]\n+++\n",
        ),
        write(
            "content/events/talks.md",
            "+++\nname = \"Talks\"\ndate = \"2025-03-09/2025-03-12\"\nparent = \"summit\"\nattendees = [{ id = \"ann-lee\" }, { id = \"bob-ray\" }]\n+++\n",
        ),
        write("content/events/summit.nl.md", "De top van [Noordland][].\n"),
        write(
            "content/topics/trade.md",
            "+++\nname = \"Trade\"\nquestion = \"More trade?\"\n+++\nSee [Aid][].\n",
        ),
        write("content/pages/method.md", "+++\ntitle = \"Method\"\n+++\nAs with [the call](@first#plan).\n"),
        write(
            "content/articles/second.nl.md",
            "+++\ntitle = \"Het antwoord\"\n+++\n[Bob Ray][] zei: [niets.]{.says by=bob-ray on=troops stance=opposes re=@first#go}\n",
        ),
        write("templates/topics.html", "{% extends \"builtin/topics.html\" %}\n"),
        write("static/info.txt", "other readers\n"),
    ];
    let removable = [
        "content/index.nl.md",
        "content/participants/ann-lee.nl.md",
        "content/articles/second.md",
        "content/articles/third.md",
        "content/articles/fourth.md",
        "content/articles/fifth.md",
        "content/articles/first.nl.md",
        "content/articles/second.nl.md",
        "content/participants/cy-orr.md",
        "content/participants/union.md",
        "content/events/signing.md",
        "content/events/talks.md",
        "content/events/summit.nl.md",
        "content/topics/trade.md",
        "content/pages/method.md",
        "content/participants/bob-ray.md",
        "templates/topics.html",
    ];
    pool.extend(removable.map(Edit::Remove));
    pool.extend(variants());
    pool
}

/// The example's documents, as they are and with one thing changed.
fn variants() -> Vec<Edit> {
    const DRAFT: (&str, &str) = ("+++\n", "+++\ndraft = true\n");
    /// A path, its text, and what to replace by what, one at a time.
    type Variants<'a> = (&'static str, &'a str, &'a [(&'a str, &'a str)]);
    let documents: [Variants; 11] = [
        (
            "content/articles/first.md",
            FIRST,
            &[
                ("date = 2025-03-11\n", "date = 2025-03-30\n"),
                ("on=troops stance=supports at=summit", "on=aid stance=opposes"),
                ("[Ann Lee][] hosted", "[Cy Orr][] and [Bobby][] hosted"),
                ("Troops will go", "Now troops will go"),
                ("topics = [\"troops\"]", "topics = [\"aid\"]\nslug = \"phone\""),
                ("#signing date=2025-03-11", "#signing date=2025-03-12 status=planned"),
                DRAFT,
            ],
        ),
        ("content/articles/first.nl.md", FIRST_NL, &[("Het gesprek", "Het telefoongesprek"), DRAFT]),
        (
            "content/articles/second.md",
            SECOND,
            &[
                ("stance=opposes", "stance=conditional status=withdrawn"),
                ("by=bob-ray on=troops stance=doubts", "by=ann-lee on=troops stance=doubts"),
                ("[Aid][]", "[Trade][] and [Union][]"),
                ("role=chair", "role=host"),
                ("re=@first#go", ""),
                DRAFT,
            ],
        ),
        (
            "content/articles/third.md",
            THIRD,
            &[("publish_after = \"2025-05-02T08:00:00Z\"\n", ""), ("#vote", "#signing")],
        ),
        (
            "content/participants/ann-lee.md",
            ANN,
            &[
                ("Ann Lee", "Ann Leigh"),
                ("\"A. Lee\"", "\"A. Lee\", \"Cy Orr\""),
                ("2024-01/..", "2024-01/2025-03"),
            ],
        ),
        (
            "content/participants/bob-ray.md",
            BOB,
            &[("[Bobby]", "[Bobby, North]"), ("member", "chair"), ("Bob Ray", "Bob Rae")],
        ),
        (
            "content/participants/north.md",
            NORTH,
            &[("\"North\"", "\"The North\""), ("country\"", "country\"\nslug = \"n\"")],
        ),
        (
            "content/events/summit.md",
            SUMMIT,
            &[
                ("2025-03-10", "2025-03-20"),
                ("role = \"speaker\"", "role = \"observer\", present = false"),
                ("topics = [\"troops\"]", "topics = [\"aid\"]\nstatus = \"planned\""),
                ("Harbour", "Castle"),
                DRAFT,
            ],
        ),
        ("content/topics/troops.md", TROOPS, &[("Troops", "Soldiers"), ("[the summit](@summit)", "then")]),
        ("content/sources.toml", SOURCES, &[("\"Interview\"", "\"Talk\""), ("draft = true\n", "")]),
        (
            "site.toml",
            SITE,
            &[
                ("[\"en\", \"nl\"]", "[\"nl\", \"en\"]"),
                ("base_url", "as_of = 2025-03-01\nbase_url"),
                ("\"Bureau\"", "\"Redactie\""),
                ("[footer.text]", "[markdown]\nsmart = true\n\n[footer.text]"),
            ],
        ),
    ];
    let mut edits = Vec::new();
    for (path, text, changes) in documents {
        edits.push(write(path, text));
        for (old, new) in changes {
            assert!(text.contains(old), "`{path}` holds `{old}`");
            edits.push(write(path, text.replacen(old, new, 1)));
        }
    }
    edits
}

#[test]
fn any_edits() {
    let pool = pool();
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(config, random);
    let sequences = prop::collection::vec(0..pool.len(), EDITS);
    let (compared, published) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let result = runner.run(&sequences, |sequence| {
        let mut site = Site::new(FILES, NOW);
        let mut kept = Kept::new();
        site.build(&mut kept);
        for (step, edit) in sequence.into_iter().enumerate() {
            let edit = &pool[edit];
            site.edit(edit);
            let outcome = site.build(&mut kept);
            // What one edit leaves wrong the next seldom mends: a build from nothing, which costs most
            // of the time, is made for every other one.
            if step % 2 == 0 {
                continue;
            }
            compared.fetch_add(1, Relaxed);
            published.fetch_add(usize::from(outcome.is_published()), Relaxed);
            let differences = outcome.differences(&site.build_clean());
            prop_assert!(differences.is_empty(), "after {edit:?} a build that remembers has\n{differences}");
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{}", describe(&error, &pool));
    }
    let (compared, published) = (compared.into_inner(), published.into_inner());
    assert!(published * 3 > compared, "of {compared} sites only {published} were without errors");
}

/// Says what failed, with the edits in place of their numbers.
fn describe(error: &proptest::test_runner::TestError<Vec<usize>>, pool: &[Edit]) -> String {
    match error {
        proptest::test_runner::TestError::Fail(reason, sequence) => {
            let edits: Vec<String> = sequence.iter().map(|edit| format!("{:?}", pool[*edit])).collect();
            format!("{reason}\nthe edits:\n{}", edits.join("\n"))
        }
        other => other.to_string(),
    }
}
