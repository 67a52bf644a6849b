//! Differences and what makes them, in words.

use super::{Changed, changes};
use crate::link::Link;
use crate::model::Simulator;
use crate::people;
use crate::sentence::{Part, PartKind, changing, noun_of, part, phrased, value_told};
use crate::table::Unit;

/// What is counted, its level as a part that can be changed.
pub(super) fn counted_parts(counted: &str, level: &str) -> Vec<Part> {
    let Some((before, behind)) = counted.split_once("{goal}") else {
        return vec![part(PartKind::Text, counted)];
    };
    let parts = vec![
        part(PartKind::Text, before),
        changing("goal", PartKind::Goal, level),
        part(PartKind::Text, behind),
    ];
    let said = parts.into_iter().filter(|part| !part.text.is_empty());
    said.collect()
}

/// Most changes that a sentence names.
const NAMED: usize = 2;

/// How a sentence on both begins: with what they start with, where that alone differs.
pub(super) fn opening(both: &Link) -> Vec<Part> {
    let text = |text: &str| part(PartKind::Text, text);
    let changes = changes(both);
    let parameters = both.scenario.model.parameters().len();
    let only_starts = both.scenario.axes().iter().all(|&axis| axis >= parameters);
    if only_starts && (1..=NAMED).contains(&changes.len()) {
        let [a, b] = starts(&changes);
        return vec![
            text(&format!("Starting with {b} (")),
            part(PartKind::Here, "B"),
            text(&format!(") in place of {a} (")),
            part(PartKind::Pinned, "A"),
            text("), "),
        ];
    }
    vec![
        text("From "),
        part(PartKind::Pinned, "A"),
        text(" to "),
        part(PartKind::Here, "B"),
        text(&with(both, changes.len())),
    ]
}

/// What both start with: `200`, and `a balance of −200`.
fn starts(changes: &[Changed]) -> [String; 2] {
    let named = changes.iter().map(|Changed { label, b, .. }| {
        let name = label.trim_start_matches("Initial ");
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name} of {b}")
    });
    let values = changes.iter().map(|Changed { a, .. }| a.clone());
    let both = |told: Vec<String>| told.join(" and ");
    [both(values.collect()), both(named.collect())]
}

/// A sentence in one text.
pub(super) fn plain(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// What is another in B, as a clause between commas: one change by its values, two by what they are to A's; the
/// table has the values of both.
fn with(both: &Link, changes: usize) -> String {
    let [a, b] = [0, 1].map(|subset| both.scenario.inputs_of(subset));
    let axes = both.scenario.axes();
    let model = both.scenario.model;
    match axes[..] {
        [] => ", ".to_owned(),
        [input] => {
            let from = value_told(model, input, a[input]);
            format!(
                ", with {} in place of {from}, ",
                phrased(model, input, b[input])
            )
        }
        _ if axes.len() <= NAMED => {
            let told = axes
                .iter()
                .map(|&input| moved(model, input, a[input], b[input]));
            format!(", with {}, ", told.collect::<Vec<_>>().join(" and "))
        }
        _ => format!(", with {changes} changes, "),
    }
}

/// `a lower throttle`, `higher productivity`; what zero is called, by its name.
fn moved(model: &dyn Simulator, input: usize, from: f64, to: f64) -> String {
    let has_name = |value: f64| value_told(model, input, value).starts_with(char::is_alphabetic);
    if has_name(from) || has_name(to) {
        return phrased(model, input, to);
    }
    let direction = if to > from { "higher" } else { "lower" };
    let noun = noun_of(model, input);
    match noun.strip_prefix("the ") {
        Some(noun) => format!("a {direction} {noun}"),
        None => format!("{direction} {noun}"),
    }
}

/// Which does better, before what shows it; nothing where chance could do it.
pub(super) const fn does(better: Option<bool>) -> &'static str {
    match better {
        Some(true) => "B does better than A: ",
        Some(false) => "B does worse than A: ",
        None => "",
    }
}

/// A difference of shares and its error, to the error's first digit, or with at least so many decimals:
/// `47 points ± 2`.
pub(super) fn points(value: f64, error: f64, least: usize) -> String {
    let decimals = match 100.0 * error {
        e if e >= 0.95 => 0,
        e if e >= 0.095 => 1,
        _ => 2,
    };
    let told = |value: f64| people::number(100.0 * value, decimals.max(least));
    people::plus_minus(&format!("{}\u{a0}points", told(value)), &told(error))
}

/// A difference with its error and its sign.
#[must_use]
pub fn difference(value: f64, error: f64, unit: Unit) -> String {
    difference_with_decimals(value, error, unit, 0)
}

/// The same with at least so many decimals.
pub(super) fn difference_with_decimals(value: f64, error: f64, unit: Unit, least: usize) -> String {
    let size = people::with_decimals(value.abs(), error, unit, least);
    signed(value, size, unit)
}

/// A size with the sign of a difference.
pub(super) fn signed(value: f64, size: String, unit: Unit) -> String {
    let sign = match value {
        v if v > 0.0 => "+",
        v if v < 0.0 => "\u{2212}",
        _ => "",
    };
    // A difference of percentages is no percentage.
    let size = if unit.power == 2 {
        let size = size.replacen("\u{202f}%", "\u{a0}points", 1);
        size.replace("\u{202f}%", "")
    } else {
        size
    };
    format!("{sign}{size}")
}
