//! Numbers as people write them: the text of links, of tables and of ranges.
//!
//! A link must say exactly one number and say it briefly, so numbers are written as the shortest
//! decimal that reads back to the same float64, and ranges are counted in decimals: 0.1..0.3..0.1
//! means 0.1, 0.2 and 0.3, not what adding floats would make of it.

use thiserror::Error;

/// Why a text is not a number that can be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NumberError {
    /// Something else than an optional sign, digits, a point and an exponent.
    #[error("it is not a number; write it like 0.2, -3 or 1e-4")]
    NotANumber,
    /// A number nearer to zero than the smallest float64.
    #[error("it is too small; the smallest number there is lies near 4.9e-324")]
    TooSmall,
    /// A number beyond the largest float64.
    #[error("it is too large; the largest number there is lies near 1.8e308")]
    TooLarge,
}

/// Why a range has no points.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum RangeError {
    /// A step of zero never arrives.
    #[error("its step is 0, so it would never end")]
    ZeroStep,
    /// The step leads away from the end.
    #[error("its step {step} leads away from {to}", step = shortest(*.step), to = shortest(*.to))]
    WrongWay {
        /// The step.
        step: f64,
        /// The end that it misses.
        to: f64,
    },
    /// More points than a sweep may have.
    #[error("it has more than {most} points")]
    TooMany {
        /// The most points there may be.
        most: usize,
    },
    /// Its numbers are too far apart in size to be counted exactly.
    #[error("its numbers differ too much in size to be counted exactly")]
    TooFine,
}

/// The shortest digits that read back to the same float64: plain from 1e-6 up to 1e21, as
/// JavaScript writes them, else with an exponent; `nan`, `inf` and `-inf` as such.
#[must_use]
pub fn shortest(value: f64) -> String {
    let size = value.abs();
    if value.is_nan() {
        "nan".to_owned()
    } else if size == 0.0 || size.is_infinite() || (1e-6..1e21).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

/// Reads a finite decimal number: sign, digits, point, exponent, and nothing else.
///
/// # Errors
/// [`NumberError`] for any other text and for numbers beyond float64.
pub fn parse(text: &str) -> Result<f64, NumberError> {
    // `inf`, `nan` and `infinity` read as float64 in Rust; no scenario can use them.
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
    if !text.chars().all(allowed) {
        return Err(NumberError::NotANumber);
    }
    let value: f64 = text.parse().map_err(|_| NumberError::NotANumber)?;
    // What is written as something must not become nothing: a throttle of 0 means no limit.
    let digits = text.split(['e', 'E']).next().unwrap_or_default();
    let is_something = digits.contains(|c: char| ('1'..='9').contains(&c));
    if value == 0.0 && is_something {
        Err(NumberError::TooSmall)
    } else if value.is_finite() {
        Ok(value)
    } else {
        Err(NumberError::TooLarge)
    }
}

/// The points from `from` by `step` up to `to` or just before it, each the float64 nearest to the
/// decimal one would write down.
///
/// # Errors
/// [`RangeError`] when there would be none, too many (`most`), or none that can be counted exactly.
pub fn range(from: f64, to: f64, step: f64, most: usize) -> Result<Vec<f64>, RangeError> {
    if step == 0.0 {
        return Err(RangeError::ZeroStep);
    }
    if (to - from) * step.signum() < 0.0 {
        return Err(RangeError::WrongWay { step, to });
    }
    let decimals = [from, to, step].map(Decimal::of);
    let exponent = decimals.iter().map(|d| d.exponent).min().unwrap_or(0);
    let [from, to, step] = decimals.map(|d| d.at(exponent));
    let (Some(from), Some(to), Some(step)) = (from, to, step) else {
        return Err(RangeError::TooFine);
    };
    let last = to.checked_sub(from).ok_or(RangeError::TooFine)? / step;
    if last >= most as i128 {
        return Err(RangeError::TooMany { most });
    }
    (0..=last)
        .map(|k| {
            let digits = from + k * step;
            format!("{digits}e{exponent}")
                .parse()
                .map_err(|_| RangeError::TooFine)
        })
        .collect()
}

/// digits · 10^exponent, exactly the shortest decimal of a float64.
#[derive(Clone, Copy)]
struct Decimal {
    digits: i128,
    exponent: i32,
}

impl Decimal {
    fn of(value: f64) -> Self {
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let fraction = mantissa.split_once('.').map_or(0, |(_, f)| f.len() as i32);
        Self {
            digits: mantissa.replace('.', "").parse().unwrap_or(0),
            exponent: exponent.parse::<i32>().unwrap_or(0) - fraction,
        }
    }

    /// The digits when the exponent is lowered to the given one; `None` beyond 128 bits.
    fn at(self, exponent: i32) -> Option<i128> {
        if self.digits == 0 {
            return Some(0);
        }
        let shift = u32::try_from(self.exponent - exponent).ok()?;
        10_i128.checked_pow(shift)?.checked_mul(self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_very_small_and_large_numbers_have_an_exponent() {
        for (value, text) in [
            (0.2, "0.2"),
            (0.002, "0.002"),
            (1e-7, "1e-7"),
            (1e6, "1000000"),
            (1e21, "1e21"),
            (0.0, "0"),
            (100.0, "100"),
            (-0.5, "-0.5"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(shortest(value), text);
        }
    }

    #[test]
    fn a_range_has_the_points_one_would_write_down() {
        assert_eq!(range(0.1, 0.3, 0.1, 9), Ok(vec![0.1, 0.2, 0.3]));
        assert_eq!(
            range(0.002, 0.032, 0.004, 9),
            Ok(vec![0.002, 0.006, 0.01, 0.014, 0.018, 0.022, 0.026, 0.03])
        );
        assert_eq!(range(3.0, 1.0, -1.0, 9), Ok(vec![3.0, 2.0, 1.0]));
        assert_eq!(range(5.0, 5.0, 1.0, 9), Ok(vec![5.0]));
    }

    #[test]
    fn a_range_that_cannot_be_walked_says_why() {
        assert_eq!(range(1.0, 2.0, 0.0, 9), Err(RangeError::ZeroStep));
        assert_eq!(
            range(1.0, 2.0, -1.0, 9),
            Err(RangeError::WrongWay {
                step: -1.0,
                to: 2.0
            })
        );
        assert_eq!(
            range(0.0, 1.0, 0.1, 9),
            Err(RangeError::TooMany { most: 9 })
        );
        assert_eq!(range(0.0, 1e300, 1e-300, 9), Err(RangeError::TooFine));
    }

    #[test]
    fn only_finite_decimals_are_numbers() {
        for text in ["", "nan", "inf", "1,5", "0x10", "1 ", "--1", "e5"] {
            assert_eq!(parse(text), Err(NumberError::NotANumber), "{text}");
        }
        assert_eq!(parse("1e999"), Err(NumberError::TooLarge));
        assert_eq!(parse("1e-400"), Err(NumberError::TooSmall));
        assert_eq!(parse("0e-400"), Ok(0.0));
        assert_eq!(parse("-1.5e-3"), Ok(-0.0015));
    }
}
