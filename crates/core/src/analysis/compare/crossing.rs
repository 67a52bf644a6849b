//! In how many of the same runs either scenario, both or neither, end beyond a level.

use super::Outcome;
use super::words::{points, signed};
use crate::people;
use crate::sentence::{Part, PartKind, part};
use crate::stats::share::Share;
use crate::stats::statistic::Estimate;
use crate::table::Unit;

/// Standard errors within which a change is not told from none.
pub(super) const SURE: f64 = 2.0;

/// Runs that end beyond a level in one scenario, the other, both or none.
pub(super) struct Crossing {
    both: u32,
    only_a: u32,
    only_b: u32,
    runs: u32,
}

impl Crossing {
    pub(super) fn of([a, b]: [&[f64]; 2], counts: impl Fn(f64) -> bool) -> Self {
        let mut crossing = Self {
            both: 0,
            only_a: 0,
            only_b: 0,
            runs: a.len().min(b.len()) as u32,
        };
        for (&a, &b) in a.iter().zip(b) {
            match (counts(a), counts(b)) {
                (true, true) => crossing.both += 1,
                (true, false) => crossing.only_a += 1,
                (false, true) => crossing.only_b += 1,
                (false, false) => {}
            }
        }
        crossing
    }

    pub(super) fn shares(&self) -> [Share; 2] {
        [self.only_a, self.only_b].map(|only| Share {
            counted: self.both + only,
            runs: self.runs,
        })
    }

    /// The difference of the shares, to which a run adds 1, 0 or -1, with the error of the doubted one.
    pub(super) fn change(&self) -> Estimate {
        let (up, down) = (f64::from(self.only_b), f64::from(self.only_a));
        Estimate {
            value: (up - down) / f64::from(self.runs),
            error: self.doubted().error,
        }
    }

    /// The difference with half a run's doubt on either side: that all runs change, or none, proves no
    /// certainty. (Agresti and Min, "Simple improved confidence intervals for comparing matched proportions",
    /// Statistics in Medicine 24, 2005.)
    fn doubted(&self) -> Estimate {
        let n = f64::from(self.runs) + 2.0;
        let [up, down] = [self.only_b, self.only_a].map(|count| (f64::from(count) + 0.5) / n);
        let value = up - down;
        Estimate {
            value,
            error: ((up + down - value * value) / n).sqrt(),
        }
    }

    /// Whether chance alone would hardly make such a change.
    pub(super) fn is_sure(&self) -> bool {
        let Estimate { value, error } = self.doubted();
        value.abs() > SURE * error
    }

    pub(super) fn outcome(&self, label: String) -> Outcome {
        let decimals = self.decimals();
        let [a, b] = self.shares_told(decimals).map(|told| told.to_string());
        let by = if self.is_unchanged() {
            "none".to_owned()
        } else {
            self.by(decimals)
        };
        Outcome {
            label,
            a,
            b,
            change: signed(self.change().value, by, Unit::PERCENT),
        }
    }

    /// With how many decimals the shares and their difference are told.
    fn decimals(&self) -> usize {
        if self.is_unchanged() {
            return 0;
        }
        people::decimals_to_agree(|least| {
            let [a, b] = self.shares_told(least).map(|told| told.value);
            [a, b, self.by(least)]
        })
    }

    fn shares_told(&self, least: usize) -> [people::Told; 2] {
        self.shares()
            .map(|share| people::share_with_decimals(share, least))
    }

    /// The size of the difference.
    fn by(&self, least: usize) -> String {
        let Estimate { value, error } = self.change();
        points(value.abs(), error, least)
    }

    /// Whether no run ends on another side of the level: no error is to be told of that.
    const fn is_unchanged(&self) -> bool {
        self.only_a == 0 && self.only_b == 0
    }

    /// The shares of both, with the decimals that the finer is known to and their difference needs.
    pub(super) fn as_told(&self) -> [people::Told; 2] {
        self.shares_told(self.decimals())
    }

    /// The same without their errors.
    pub(super) fn told(&self) -> [String; 2] {
        self.as_told().map(|told| told.value)
    }

    /// How the share changes, as the end of a sentence.
    pub(super) fn change_told(&self) -> Vec<Part> {
        let [a, b] = self.told();
        let change = self.change();
        let text = |text: &str| part(PartKind::Text, text);
        if self.is_unchanged() {
            return vec![text(&format!(" does not change: {a} in both."))];
        }
        let by = self.by(self.decimals());
        if !self.is_sure() {
            let by = signed(change.value, by, Unit::PERCENT);
            return vec![text(&format!(
                " cannot be told to change: {a} and {b}, {by} between them."
            ))];
        }
        let moves = if change.value > 0.0 { "rises" } else { "falls" };
        let (by, error) = by.split_once("\u{a0}±").unwrap_or((&by, ""));
        vec![
            text(&format!(" {moves} by ")),
            part(PartKind::Result, by),
            text("\u{a0}"),
            part(PartKind::Error, &format!("±{error}")),
            text(", from "),
            part(PartKind::Pinned, &a),
            text(" to "),
            part(PartKind::Here, &b),
            text("."),
        ]
    }

    pub(super) fn lede(&self, counted: &str) -> String {
        let told = |count: u32| people::number(f64::from(count), 0);
        match (self.only_a, self.only_b) {
            _ if self.runs == 1 => {
                "One run alone shows what luck did, not what the change does.".to_owned()
            }
            (0, 0) => format!(
                "None of {} runs {counted} in one and not in the other.",
                told(self.runs)
            ),
            (a, b) => format!(
                "{} of {} runs {counted} only in B, {} only in A.",
                told(b),
                told(self.runs),
                told(a)
            ),
        }
    }
}
