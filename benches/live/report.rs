//! What was measured, as a table.

use crate::measure::{Measured, Sample};
use std::time::Duration;

/// The parts of a round, in their order.
const PARTS: [&str; 7] = ["wait", "look", "parse", "index", "frame", "cells", "send"];

/// Above the rows; all times are in ms.
pub const HEAD: &str = "                               shown                told          rounds, medians of their parts
kind                    n  median   p95   max  median   p95   max    n  wait  look parse index frame cells  send";

/// How long the first page took.
pub fn starts(times: &[Duration]) -> String {
    let times: Vec<String> = times.iter().map(|time| format!("{:.0}", milliseconds(*time))).collect();
    format!("first page after {} ms", times.join(", "))
}

/// One kind of edit.
pub fn row(name: &str, measured: &Measured) -> String {
    let of = |time: fn(&Sample) -> Duration| {
        let times = sorted(measured.samples.iter().map(time).map(milliseconds));
        let [median, most, longest] = [0.5, 0.95, 1.0].map(|share| quantile(&times, share));
        format!("{median:>8.1}{most:>6.1}{longest:>6.1}")
    };
    let part = |name: &&str| {
        let times = measured.rounds.iter().map(|round| round.get(*name).copied().unwrap_or_default());
        format!("{:>6.1}", quantile(&sorted(times), 0.5))
    };
    let parts: String = PARTS.iter().map(part).collect();
    let (shown, told) = (of(|sample| sample.shown), of(|sample| sample.told));
    format!("{name:<21}{:>4}{shown}{told}{:>5}{parts}", measured.samples.len(), measured.rounds.len())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn sorted(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times
}

/// The time that a share of all do not exceed.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}
