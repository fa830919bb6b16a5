//! Texts that would take quadratic time in a careless reader end soon.

use super::{read, settings};
use std::time::{Duration, Instant};

/// Parts that are repeated, each up to 60 kB.
const PARTS: &[&str] = &[
    "> ",
    ">",
    "[",
    "]",
    "![",
    "[a]",
    "[a](",
    "[a](b)",
    "]{",
    "]{a=\"",
    "]{.a}",
    "](",
    "](b){.says a=\"",
    "[a]{.says by=b}",
    "[a]{.x #y}",
    "*a ",
    "*a**",
    "_a __b",
    "` ",
    "`a``",
    "]{a=\u{201c}",
    "{a=\" ",
    "x {a=b}\n",
    "x {a=b}\n\n",
    "[a][]",
    "[^1]",
    "[^1]\n\n[^1]: a\n\n",
    "x\n\n",
    "# x\n",
    "# x {#y}\n",
    "- ",
    "- x\n",
    "::: x\n",
    ":::\n",
    "::: {.says by=a}\nb\n\n",
    "::: {",
    "\\",
    "\\[",
    "&amp;",
    "<b>",
    "<!--",
    "<",
    "|a",
    "|a|b|\n|-|-|\n",
    "a\\\n",
    "{\n",
    "[a]: b\n",
    "[[a|b]]",
    "[[",
    "~~a",
    "![a](b \"c\")\n\n",
    "A: b\n\n",
    "    a\n",
    "```\n",
    "[a]{.says by=b} x[^1] ",
    "long text without any end ",
];

#[test]
fn long_texts_end_soon() {
    for part in PARTS {
        let text = part.repeat(60_000 / part.len());
        let begin = Instant::now();
        let _body = read(&text, &settings(3), None);
        let time = begin.elapsed();
        // An unoptimised build takes half a second at the most.
        assert!(time < Duration::from_secs(10), "{part:?} took {time:?}");
    }
}
