//! The means of an output in both scenarios, and what lies between them, run by run.

use super::crossing::SURE;
use super::words::{difference, signed};
use super::{Compared, Outcome};
use crate::people;
use crate::sentence::{Part, PartKind, part};
use crate::stats::mean_and_error;
use crate::stats::statistic::Estimate;
use crate::table::Output;

/// The means over the runs that end in a number in both.
pub(super) struct Means {
    row: &'static Output,
    both: [Estimate; 2],
    change: Estimate,
}

impl Means {
    /// Of the output looked at; none where fewer than two runs end in a number in both.
    pub(super) fn of(compared: &Compared) -> Option<Self> {
        let (output, row) = compared.output();
        let [a, b] = compared.ends(output);
        let both = a.iter().zip(b).filter(|(a, b)| (*b - *a).is_finite());
        let (a, b): (Vec<f64>, Vec<f64>) = both.unzip();
        let differences = compared.differences();
        if differences.len() < 2 {
            return None;
        }
        let estimated = |values: &[f64]| {
            let (value, error) = mean_and_error(values);
            Estimate { value, error }
        };
        Some(Self {
            row,
            both: [estimated(&a), estimated(&b)],
            change: estimated(&differences),
        })
    }

    pub(super) fn outcome(&self) -> Outcome {
        let Estimate { value, error } = self.change;
        let [a, b] = self.both.map(|Estimate { value, error }| {
            let unit = self.row.unit;
            match self.row.span {
                Some(span) => people::within(value, error, unit, span),
                None => people::with_error(value, error, unit),
            }
        });
        Outcome {
            label: format!("Mean of {}", self.name()),
            a,
            b,
            change: difference(value, error, self.row.unit),
        }
    }

    /// How the mean changes, as the end of a sentence.
    pub(super) fn told(&self) -> Vec<Part> {
        let text = |text: &str| part(PartKind::Text, text);
        let Estimate { value, error } = self.change;
        let unit = self.row.unit;
        let [a, b] = self.both.map(|mean| {
            let told = people::with_error(mean.value, error, unit);
            let digits = told.split('\u{a0}').next().unwrap_or_default();
            digits.to_owned()
        });
        let subject = format!("mean {} at the end ", self.name());
        let symbol = match unit.power {
            0 if !unit.symbol.is_empty() => format!(" {}", unit.symbol),
            _ => String::new(),
        };
        if value == 0.0 && error == 0.0 {
            return vec![text(&format!(
                "{subject}does not change: {a}{symbol} in both."
            ))];
        }
        if value.abs() <= SURE * error {
            let by = difference(value, error, unit);
            return vec![text(&format!(
                "{subject}cannot be told to change: {a} and {b}{symbol}, {by} between them."
            ))];
        }
        let by = signed(0.0, people::with_error(value.abs(), error, unit), unit);
        let (by, error) = by.split_once("\u{a0}±").unwrap_or((&by, ""));
        let moves = if value > 0.0 { "rises" } else { "falls" };
        vec![
            text(&format!("{subject}{moves} by ")),
            part(PartKind::Result, by),
            text(" "),
            part(PartKind::Error, &format!("±{error}")),
            text(&format!("{symbol}, from {a} to {b}.")),
        ]
    }

    fn name(&self) -> String {
        self.row.label.to_ascii_lowercase()
    }
}
