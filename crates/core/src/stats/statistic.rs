//! One number that stands for a sample, with its standard error.

use crate::stats::mean_and_error;
use crate::stats::quantile::quantiles;
use crate::stats::share::Share;
use serde::Serialize;

/// How many standard errors on either side make a 95 % interval of many values.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// A number with its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// What is asked of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// The mean.
    Mean,
    /// The quantile at a level from 0 to 1; 0.5 is the median.
    Quantile(f64),
    /// The share of values above a level.
    Above(f64),
    /// The share of values below a level.
    Below(f64),
    /// The distance between the quantiles at 0.25 and 0.75.
    Spread,
}

impl Statistic {
    /// The statistic of a sample, with its error.
    #[must_use]
    pub fn of(self, values: &[f64]) -> Estimate {
        let share = |counts: &dyn Fn(f64) -> bool| {
            let share = Share::of(values, counts);
            Estimate {
                value: share.value(),
                error: share.error(),
            }
        };
        match self {
            Self::Mean => {
                let (value, error) = mean_and_error(values);
                Estimate { value, error }
            }
            Self::Quantile(level) => quantile(values, level),
            Self::Above(level) => share(&|value| value > level),
            Self::Below(level) => share(&|value| value < level),
            Self::Spread => spread(values),
        }
    }

    /// The statistic's 95 % interval: Wilson's for a share, order statistics for a quantile (which
    /// need not lie evenly about it, and do not where runs come in two heaps), else the normal one.
    #[must_use]
    pub fn interval(self, values: &[f64]) -> [f64; 2] {
        match self {
            Self::Above(level) => Share::of(values, |value| value > level).interval(),
            Self::Below(level) => Share::of(values, |value| value < level).interval(),
            Self::Quantile(level) => {
                let [low, _, high] = quantile_within(values, level, NORMAL_95);
                [low, high]
            }
            Self::Mean | Self::Spread => {
                let Estimate { value, error } = self.of(values);
                [value - NORMAL_95 * error, value + NORMAL_95 * error]
            }
        }
    }
}

/// A quantile, with a quarter of the distance between the order statistics two standard deviations of
/// the binomial count below and above it: no density has to be estimated. (David and Nagaraja, "Order
/// Statistics", 3rd edition, 7.1.)
fn quantile(values: &[f64], level: f64) -> Estimate {
    let [low, value, high] = quantile_within(values, level, 2.0);
    Estimate {
        value,
        error: (high - low) / 4.0,
    }
}

/// A quantile, and the ones so many standard deviations of the binomial count below and above it.
fn quantile_within(values: &[f64], level: f64, deviations: f64) -> [f64; 3] {
    let n = values.len() as f64;
    let reach = deviations * (level * (1.0 - level) / n).sqrt();
    let levels = [level - reach, level, level + reach].map(|level| level.clamp(0.0, 1.0));
    quantiles(&mut values.to_vec(), levels)
}

/// The interquartile range. Its error is that of independent quartiles corrected for the third of
/// their variance that they share.
fn spread(values: &[f64]) -> Estimate {
    let [low, high] = [0.25, 0.75].map(|level| quantile(values, level));
    let shared = 2.0 / 3.0 * low.error * high.error;
    Estimate {
        value: high.value - low.value,
        error: (low.error * low.error + high.error * high.error - shared)
            .max(0.0)
            .sqrt(),
    }
}

/// The mean of a sample's differences and its error: what a change does, run by run.
#[must_use]
pub fn paired(before: &[f64], after: &[f64]) -> Estimate {
    let differences: Vec<f64> = before.iter().zip(after).map(|(a, b)| b - a).collect();
    Statistic::Mean.of(&differences)
}

/// Parts that a sample is cut into where a statistic's error has no formula.
const PARTS: usize = 20;

/// The change of a statistic between two samples of the same runs. Its error comes from the runs'
/// own differences where the statistic is a mean or a share, else from twenty parts of the sample.
#[must_use]
pub fn paired_change(statistic: Statistic, before: &[f64], after: &[f64]) -> Estimate {
    let counted = |values: &[f64], counts: &dyn Fn(f64) -> bool| -> Vec<f64> {
        values
            .iter()
            .map(|&value| f64::from(u8::from(counts(value))))
            .collect()
    };
    let shares =
        |counts: &dyn Fn(f64) -> bool| paired(&counted(before, counts), &counted(after, counts));
    match statistic {
        Statistic::Mean => paired(before, after),
        Statistic::Above(level) => shares(&|value| value > level),
        Statistic::Below(level) => shares(&|value| value < level),
        Statistic::Quantile(_) | Statistic::Spread => {
            let change = |a: &[f64], b: &[f64]| statistic.of(b).value - statistic.of(a).value;
            let size = (before.len() / PARTS).max(1);
            let parts = before.chunks_exact(size).zip(after.chunks_exact(size));
            let parts: Vec<f64> = parts.map(|(a, b)| change(a, b)).collect();
            Estimate {
                value: change(before, after),
                error: mean_and_error(&parts).1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uniform on (0, 1), in no order.
    fn sample(n: u32) -> Vec<f64> {
        let mut draws = crate::rng::RandomState::new(1);
        (0..n).map(|_| draws.random_sample()).collect()
    }

    #[test]
    fn errors_are_those_of_the_uniform_distribution() {
        let values = sample(40_000);
        for (statistic, value, error) in [
            (Statistic::Mean, 0.5, 1.0 / 12_f64.sqrt() / 200.0),
            (Statistic::Quantile(0.5), 0.5, 0.5 / 200.0),
            (Statistic::Quantile(0.1), 0.1, 0.3 / 200.0),
            (Statistic::Above(0.8), 0.2, 0.4 / 200.0),
            (Statistic::Spread, 0.5, 0.5 / 200.0),
        ] {
            let estimate = statistic.of(&values);
            assert!(
                (estimate.value - value).abs() < 4.0 * error,
                "{statistic:?} {estimate:?}"
            );
            let ratio = estimate.error / error;
            assert!(
                (0.85..1.15).contains(&ratio),
                "{statistic:?} {estimate:?} {error}"
            );
        }
    }

    #[test]
    fn nineteen_of_twenty_intervals_hold_what_they_estimate() {
        let values = sample(400_000);
        for (statistic, truth) in [
            (Statistic::Mean, 0.5),
            (Statistic::Quantile(0.5), 0.5),
            (Statistic::Quantile(0.05), 0.05),
            (Statistic::Below(0.02), 0.02),
            (Statistic::Spread, 0.5),
        ] {
            let holds = |part: &&[f64]| {
                let [low, high] = statistic.interval(part);
                (low..=high).contains(&truth)
            };
            let held = values.chunks_exact(400).filter(holds).count();
            assert!((925..=975).contains(&held), "{statistic:?} {held}");
        }
    }

    #[test]
    fn a_shift_of_every_run_is_known_exactly() {
        let before = sample(2000);
        let after: Vec<f64> = before.iter().map(|x| x + 0.25).collect();
        for statistic in [Statistic::Mean, Statistic::Quantile(0.5)] {
            let change = paired_change(statistic, &before, &after);
            assert!(
                (change.value - 0.25).abs() < 1e-12 && change.error < 1e-12,
                "{change:?}"
            );
        }
    }
}
