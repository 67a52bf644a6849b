//! The share of runs that do something, with its error.

use crate::stats::statistic::NORMAL_95;
use serde::Serialize;

/// A share of runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Runs that count.
    pub counted: u32,
    /// All runs.
    pub runs: u32,
}

impl Share {
    /// The share of the values for which `counts` holds.
    pub fn of(values: &[f64], counts: impl Fn(f64) -> bool) -> Self {
        let counted = values.iter().filter(|&&value| counts(value)).count();
        Self {
            counted: u32::try_from(counted).unwrap_or(u32::MAX),
            runs: u32::try_from(values.len()).unwrap_or(u32::MAX),
        }
    }

    /// The estimate, from 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.counted) / f64::from(self.runs)
    }

    /// Half the width of Wilson's score interval at one standard error.
    ///
    /// Near the plain standard error of a proportion for many runs, but not zero where no run or
    /// every run counts: ten out of ten do not prove a certainty. (Wilson, "Probable inference, the
    /// law of succession, and statistical inference", JASA 22, 1927.)
    #[must_use]
    pub fn error(self) -> f64 {
        let (n, p) = (f64::from(self.runs), self.value());
        (p * (1.0 - p) / n + 0.25 / (n * n)).sqrt() / (1.0 + 1.0 / n)
    }

    /// Wilson's score interval at 95 %.
    #[must_use]
    pub fn interval(self) -> [f64; 2] {
        let (n, p) = (f64::from(self.runs), self.value());
        let z2 = NORMAL_95 * NORMAL_95;
        let middle = p + z2 / (2.0 * n);
        let reach = NORMAL_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        [middle - reach, middle + reach].map(|end| end / (1.0 + z2 / n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_many_runs_has_the_plain_standard_error() {
        let share = Share {
            counted: 170,
            runs: 1000,
        };
        assert!((share.error() - (0.17_f64 * 0.83 / 1000.0).sqrt()).abs() < 1e-4);
    }

    #[test]
    fn none_of_ten_is_not_certain() {
        let share = Share {
            counted: 0,
            runs: 10,
        };
        assert_eq!(share.value(), 0.0);
        assert!(share.error() > 0.04);
        // statsmodels' proportion_confint(0, 10, method="wilson")
        let [low, high] = share.interval();
        assert!(low.abs() < 1e-15 && (high - 0.277_532_799_862_889_2).abs() < 1e-12);
    }
}
