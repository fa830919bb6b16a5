//! A permalink stays with its words: whatever is annotated, put between, or moved.

use super::{read, settings};
use briefing::document::{Body, PassageKind};
use proptest::prelude::*;
use proptest::sample::subsequence;

/// Words that stand in passages; a number behind them keeps passages apart.
const WORDS: &[&str] = &[
    "Ada",
    "spoke",
    "*at length*",
    "é",
    "“quoted”",
    "\"so\"",
    "it's",
    "`code`",
    "&amp;",
    "–",
    "\\*",
    "слово",
    "[a link](https://example.org/)",
    "~~not~~",
    "a...",
    "😀",
    "{x}",
    "e\u{301}",
    "5 < 6",
];

/// Ways to annotate a word, `#` in its place.
const SPANS: &[&str] = &[
    "#",
    "[#]{.says by=ada}",
    "[#]{.holds by=ada on=peace stance=opposes}",
    "[#]{.own}",
    "[#]{.x #own-NUMBER lang=nl}",
    "[[#]{.says by=ada}]{.did by=bert}",
];

/// Ways to annotate a whole block.
const BLOCKS: &[&str] =
    &["#", "::: {.says by=ada}\n#\n:::", ":::: {.context on=peace}\n::: note\n#\n:::\n::::"];

/// A passage: what it is, and its words each with a way to annotate it.
#[derive(Clone, Debug)]
struct Block {
    words: Vec<(&'static str, &'static str)>,
    start: &'static str,
    around: &'static str,
}

fn block() -> impl Strategy<Value = Block> {
    let word = (prop::sample::select(WORDS), prop::sample::select(SPANS));
    let start = prop::sample::select(&["", "", "", "## ", "> ", "- "][..]);
    (prop::collection::vec(word, 1..6), start, prop::sample::select(BLOCKS))
        .prop_map(|(words, start, around)| Block { words, start, around })
}

/// A text of blocks that are apart by their numbers.
fn written(blocks: &[(usize, &Block)], annotated: bool) -> String {
    let mut text = String::new();
    for (number, block) in blocks {
        let words = block.words.iter().enumerate().map(|(place, (word, way))| match annotated {
            true => way
                .replace('#', word)
                .replace(&format!("{word}own"), "#own")
                .replace("NUMBER", &format!("{number}-{place}")),
            false => (*word).to_owned(),
        });
        let inner = format!("{}{} {number}", block.start, words.collect::<Vec<_>>().join(" "));
        // A heading stands in no block of ours: it would end the section.
        let around = if annotated && block.start != "## " { block.around } else { "#" };
        text.push_str(&around.replacen('#', &inner, 1));
        // Lists side by side would be one list.
        text.push_str("\n\n***\n\n");
    }
    text
}

/// The permalinks of all passages, in the order of the text.
fn permalinks(text: &str) -> Vec<String> {
    let (body, _): (Body, _) = read(text, &settings(0), None);
    body.passages.iter().map(|passage| passage.permalink.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn annotating_moves_no_permalink(blocks in prop::collection::vec(block(), 1..8)) {
        let numbered: Vec<_> = blocks.iter().enumerate().collect();
        let (plain, annotated) = (written(&numbered, false), written(&numbered, true));
        let before = permalinks(&plain);
        prop_assert_eq!(before.len(), blocks.len());
        prop_assert_eq!(before, permalinks(&annotated), "{}\n{}", plain, annotated);
    }

    #[test]
    fn moving_and_inserting_moves_no_permalink(
        blocks in prop::collection::vec(block(), 1..8),
        order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle(),
        kept in subsequence((0..8usize).collect::<Vec<_>>(), 0..8),
    ) {
        let numbered: Vec<_> = blocks.iter().enumerate().collect();
        let moved: Vec<_> = order.iter().filter_map(|place| numbered.get(*place).copied()).collect();
        let mut before = permalinks(&written(&numbered, true));
        let mut after = permalinks(&written(&moved, true));
        // What is left where some are taken away is what the rest was where they were put between.
        let fewer: Vec<_> = kept.iter().filter_map(|place| numbered.get(*place).copied()).collect();
        let fewer = permalinks(&written(&fewer, true));
        prop_assert!(fewer.iter().all(|permalink| before.contains(permalink)));
        before.sort();
        after.sort();
        prop_assert_eq!(before, after);
    }
}

#[test]
fn every_kind_of_block_is_a_passage() {
    let kinds =
        |text: &str| read(text, &settings(0), None).0.passages.iter().map(|p| p.kind).collect::<Vec<_>>();
    assert_eq!(kinds("a\n\n- b\n\n# c\n"), [PassageKind::Paragraph, PassageKind::Item, PassageKind::Heading]);
}
