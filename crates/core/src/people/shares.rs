//! Shares as people read them, everywhere in one way: `none`, `all`, or `17 % ± 1 %`, and no error that reaches
//! past none or all of what is shared.

use super::{NARROW_SPACE, number, plus_minus, with_decimals};
use crate::stats::share::Share;
use crate::table::Unit;
use std::fmt;

/// A share as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `none`, `all`, or the figure.
    pub value: String,
    /// The figure's error, to whose first digit both are told; nothing beside a word, where an error could
    /// only reach past it.
    pub error: Option<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.error {
            Some(error) => f.write_str(&plus_minus(&self.value, error)),
            None => f.write_str(&self.value),
        }
    }
}

/// What is said of a share of no run, or of every run.
#[must_use]
pub fn in_a_word(share: f64) -> Option<&'static str> {
    match share {
        0.0 => Some("none"),
        1.0 => Some("all"),
        _ => None,
    }
}

/// A share of runs.
#[must_use]
pub fn share(share: Share) -> Told {
    share_with_decimals(share, 0)
}

/// The same with at least so many decimals.
#[must_use]
pub fn share_with_decimals(share: Share, least: usize) -> Told {
    told(share.value(), share.error(), least)
}

/// A share of runs by its value and its error.
#[must_use]
pub fn estimated(value: f64, error: f64) -> Told {
    told(value, error, 0)
}

fn told(value: f64, error: f64, least: usize) -> Told {
    if let Some(word) = in_a_word(value) {
        return Told {
            value: word.to_owned(),
            error: None,
        };
    }
    // Where one run counts, or all but one, Wilson's error is wider than what is left on one side; the plain
    // standard error is not.
    let error = error.min(value).min(1.0 - value);
    let mut decimals = match 100.0 * error {
        e if e >= 0.95 => 0,
        e if e >= 0.095 => 1,
        _ => 2,
    };
    // Both round up where 97.5 % ± 2.5 % is told without decimals.
    if reaches_past([value, error], decimals) {
        decimals += 1;
    }
    decimals = decimals.max(least);
    let percent = |share: f64| format!("{}{NARROW_SPACE}%", number(100.0 * share, decimals));
    Told {
        value: percent(value),
        error: error.is_finite().then(|| percent(error)),
    }
}

/// Whether a share and its error, both rounded, reach past none or all.
fn reaches_past([value, error]: [f64; 2], decimals: usize) -> bool {
    let scale = [1.0, 10.0, 100.0].get(decimals).copied().unwrap_or(1000.0);
    let [value, error] = [value, error].map(|share| (100.0 * share * scale).round());
    value - error < 0.0 || value + error > 100.0 * scale
}

/// A number that cannot leave a span, with its error; as the range that this leaves where the error reaches
/// beyond: `0 % to 4 %`. With at least so many decimals.
#[must_use]
pub fn within(
    (value, error): (f64, f64),
    unit: Unit,
    [low, high]: [f64; 2],
    least: usize,
) -> String {
    let [from, to] = [value - error, value + error];
    if error == 0.0 || (from >= low && to <= high) || !(from.is_finite() && to.is_finite()) {
        return with_decimals(value, error, unit, least);
    }
    let told = with_decimals(from.clamp(low, high), error, unit, least);
    let other = with_decimals(to.clamp(low, high), error, unit, least);
    let [from, to] = [&told, &other].map(|told| told.split('\u{a0}').next().unwrap_or_default());
    if from == to {
        from.to_owned()
    } else {
        format!("{from} to {to}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counted: u32, runs: u32) -> String {
        share(Share { counted, runs })
            .to_string()
            .replace([NARROW_SPACE, '\u{a0}'], " ")
    }

    #[test]
    fn a_share_is_told_to_the_first_digit_of_its_error() {
        assert_eq!(of(170, 1000), "17 % ± 1 %");
        assert_eq!(of(17_000, 100_000), "17.0 % ± 0.1 %");
    }

    #[test]
    fn none_and_all_are_words_and_no_error_reaches_past_them() {
        assert_eq!([of(0, 1000), of(1000, 1000)], ["none", "all"]);
        assert_eq!([of(1, 1), of(0, 1)], ["all", "none"]);
        for runs in 2..300 {
            for counted in 1..runs {
                let Share { counted, runs } = Share { counted, runs };
                let told = of(counted, runs).replace(" %", "");
                let (value, error) = told.split_once(" ± ").expect("two figures");
                let [value, error]: [f64; 2] = [value, error].map(|figure| figure.parse().unwrap());
                let slack = 1e-9;
                assert!(
                    value - error >= -slack && value + error <= 100.0 + slack,
                    "{counted} of {runs}: {told}"
                );
            }
        }
    }

    #[test]
    fn what_an_error_reaches_beyond_is_told_as_what_is_left() {
        let of = |value, error| {
            within((value, error), Unit::PERCENT, [0.0, 1.0], 0)
                .replace([NARROW_SPACE, '\u{a0}'], " ")
        };
        assert_eq!(of(0.5, 0.02), "50 % ± 2 %");
        assert_eq!(of(0.01, 0.03), "0 % to 4 %");
        assert_eq!(of(-0.02, 0.01), "0 %");
        assert_eq!(of(0.999, 0.004), "99.5 % to 100.0 %");
        assert_eq!(of(f64::NAN, f64::NAN), "no number");
    }
}
