//! The mean and the median of an output in both scenarios, and what lies between them, run by run.

use super::crossing::SURE;
use super::words::{difference_with_decimals, signed};
use super::{Compared, Outcome};
use crate::people;
use crate::sentence::{Part, PartKind, part};
use crate::stats::statistic::{Estimate, Statistic, paired_change};
use crate::table::{Output, Unit};

/// The least and the most of a change as a share of what it is a change of, for it to be told so: beyond, the two
/// numbers alone say more.
const TOLD_AS_SHARE: [f64; 2] = [0.001, 10.0];

/// A statistic in both, over the runs that end in a number in both.
#[derive(Clone, Copy)]
struct Pair {
    both: [Estimate; 2],
    change: Estimate,
}

/// What the runs of both end with.
pub(super) struct Means {
    row: &'static Output,
    /// What runs are called: `members`.
    many: &'static str,
    mean: Pair,
    median: Pair,
}

impl Means {
    /// Of the output looked at; none where fewer than two runs end in a number in both.
    pub(super) fn of(compared: &Compared) -> Option<Self> {
        let (output, row) = compared.output();
        let [a, b] = compared.ends(output);
        let both = a.iter().zip(b).filter(|(a, b)| (*b - *a).is_finite());
        let (a, b): (Vec<f64>, Vec<f64>) = both.unzip();
        if a.len() < 2 {
            return None;
        }
        let pair = |statistic: Statistic| Pair {
            both: [&a, &b].map(|values| statistic.of(values)),
            change: paired_change(statistic, &a, &b),
        };
        Some(Self {
            row,
            many: compared.link.scenario.model.about().many,
            mean: pair(Statistic::Mean),
            median: pair(Statistic::Quantile(0.5)),
        })
    }

    pub(super) fn outcomes(&self) -> [Outcome; 2] {
        let outcome = |which: &str, pair: Pair| {
            let [a, b, change] = self.row_told(pair, self.decimals(pair));
            Outcome {
                label: format!("{which} of {}", self.name()),
                a,
                b,
                change,
            }
        };
        [outcome("Mean", self.mean), outcome("Median", self.median)]
    }

    /// With how many decimals a pair and its difference are told, in the table and in sentences.
    fn decimals(&self, pair: Pair) -> usize {
        let of_figures = people::decimals_to_agree(|least| {
            let [a, b] = self.figures_with(pair, least);
            let [_, _, change] = self.row_told(pair, least);
            [a, b, change]
        });
        of_figures.max(people::decimals_to_agree(|least| {
            self.row_told(pair, least)
        }))
    }

    /// Both, each to its own error, and the difference.
    fn row_told(&self, Pair { both, change }: Pair, least: usize) -> [String; 3] {
        let unit = self.row.unit;
        let [a, b] = both.map(|Estimate { value, error }| match self.row.span {
            Some(span) => people::within((value, error), unit, span, least),
            None => people::with_decimals(value, error, unit, least),
        });
        let change = difference_with_decimals(change.value, change.error, unit, least);
        [a, b, change]
    }

    /// How the mean changes, without a full stop.
    pub(super) fn told(&self) -> Vec<Part> {
        let text = |text: &str| part(PartKind::Text, text);
        let Estimate { value, error } = self.mean.change;
        let unit = self.row.unit;
        let least = self.decimals(self.mean);
        let (symbol, with) = (symbol(unit), format!("{} end with", self.many));
        let name = self.name();
        if value == 0.0 && error == 0.0 {
            return vec![text(&format!("{with} the same mean {name}"))];
        }
        if value.abs() <= SURE * error {
            let by = difference_with_decimals(value, error, unit, least);
            return vec![text(&format!(
                "{with} a mean {name} that cannot be told from A\u{2019}s, with {by}{symbol} between them"
            ))];
        }
        let size = people::with_decimals(value.abs(), error, unit, least);
        let by = signed(0.0, size, unit);
        let (by, error) = by.split_once("\u{a0}±").unwrap_or((&by, ""));
        let moved = if value > 0.0 { "higher" } else { "lower" };
        vec![
            text(&format!("{with} a mean {name} ")),
            part(PartKind::Result, by),
            text(" "),
            part(PartKind::Error, &format!("±{error}")),
            text(&format!("{symbol}{} {moved}", self.as_share())),
        ]
    }

    /// What lies behind: both means, and where the middle is, which they may be far from.
    pub(super) fn behind(&self) -> String {
        let symbol = symbol(self.row.unit);
        // The means' difference stands above, the medians' nowhere near.
        let told = [(self.mean, self.decimals(self.mean)), (self.median, 0)];
        let [mean, median] = told.map(|(pair, least)| {
            let [a, b] = self.figures_with(pair, least);
            if a == b {
                format!("{a}{symbol} in both")
            } else {
                format!("{b}{symbol} in place of {a}")
            }
        });
        format!("The mean is {mean}; half of them end above {median}.")
    }

    /// Both numbers, to the digits that their difference is known to, with at least so many decimals.
    fn figures_with(&self, Pair { both, change }: Pair, least: usize) -> [String; 2] {
        both.map(|estimate| {
            let told = people::with_decimals(estimate.value, change.error, self.row.unit, least);
            let digits = told.split('\u{a0}').next().unwrap_or_default();
            digits.to_owned()
        })
    }

    /// The mean's change as a share of the pinned scenario's, in brackets; nothing where that says little.
    fn as_share(&self) -> String {
        let Pair {
            both: [a, b],
            change,
        } = self.mean;
        let share = (change.value / a.value).abs();
        let [least, most] = TOLD_AS_SHARE;
        let tells = a.value * b.value > 0.0 && (least..most).contains(&share);
        if !tells || self.row.unit.power == Unit::PERCENT.power {
            return String::new();
        }
        let told = people::with_error(share, (change.error / a.value).abs(), Unit::PERCENT);
        let digits = told.split('\u{a0}').next().unwrap_or_default();
        format!(" ({digits})")
    }

    fn name(&self) -> String {
        self.row.label.to_ascii_lowercase()
    }
}

/// What stands behind a number and is no part of it: ` units`.
fn symbol(unit: Unit) -> String {
    match unit.power {
        0 if !unit.symbol.is_empty() => format!(" {}", unit.symbol),
        _ => String::new(),
    }
}
