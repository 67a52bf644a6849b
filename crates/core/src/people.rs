//! Numbers as people read them: in their unit, with thousands set apart, no digit too many.

mod agreeing;
mod shares;

use crate::table::Unit;

pub use agreeing::decimals_to_agree;
pub use shares::{Told, estimated, in_a_word, share, share_with_decimals, within};

/// Stands between a number and its per-cent sign; lines do not break there.
const NARROW_SPACE: char = '\u{202f}';

/// A number with so many decimals, thousands set apart by commas, a true minus, and `no number`,
/// `infinite` where it is so.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    if value.is_nan() {
        return "no number".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 {
            "infinite"
        } else {
            "−infinite"
        }
        .to_owned();
    }
    if value.abs() >= 1e15 {
        return crate::number::shortest(value).replace('-', "−");
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        "−"
    } else {
        ""
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", grouped(whole))
}

/// `1234567` as `1,234,567`.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// All digits that the value was given with, in its unit: 0.008 a month as `0.8 %`.
#[must_use]
pub fn exactly(value: f64, unit: Unit) -> String {
    let shifted = shift(value, unit);
    let plain = crate::number::shortest(shifted);
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let text = if plain.contains('e') {
        plain.replace('-', "−")
    } else {
        number(shifted, decimals)
    };
    with_sign(text, unit)
}

/// A number without the last digits, which arithmetic leaves: 0.8424999999999999 as 0.8425.
#[must_use]
pub fn tidy(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}

/// An outcome in its unit, with the decimals that the unit calls for; in millions from one on.
#[must_use]
pub fn about(value: f64, unit: Unit) -> String {
    if unit.power == 0 && (1e6..1e15).contains(&value.abs()) {
        return format!("{} M", number(value / 1e6, 2));
    }
    with_sign(number(shift(value, unit), usize::from(unit.decimals)), unit)
}

/// Two ends in their unit, with digits enough to tell them apart, unless they are as good as equal.
#[must_use]
pub fn ends([low, high]: [f64; 2], mut unit: Unit) -> [String; 2] {
    let told = |unit: Unit| [low, high].map(|end| about(end, unit));
    let are_apart = (high - low).abs() > 1e-6 * low.abs().max(high.abs());
    while are_apart && unit.decimals < 8 && told(unit)[0] == told(unit)[1] {
        unit.decimals += 1;
    }
    told(unit)
}

/// `10 % to 30 %`, as [`ends`] tells both; one of them where they are the same.
#[must_use]
pub fn range(between: [f64; 2], unit: Unit) -> String {
    let [low, high] = ends(between, unit);
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}

/// A place on an axis whose ticks lie so far apart, in its unit.
#[must_use]
pub fn tick(value: f64, step: f64, unit: Unit) -> String {
    let (shifted, step) = (shift(value, unit), shift(step, unit).abs());
    if step >= 1e5 {
        let decimals = usize::from(step < 1e6);
        let text = number(shifted / 1e6, decimals);
        return if shifted == 0.0 {
            "0".to_owned()
        } else {
            format!("{text} M")
        };
    }
    let (mut decimals, mut scaled) = (0, step);
    while scaled < 1.0 - 1e-9 && decimals < 8 {
        (decimals, scaled) = (decimals + 1, scaled * 10.0);
    }
    with_sign(number(shifted, decimals), unit)
}

/// A number and its error in their unit, both to the error's first digit: `61 % ± 2 %`; without one where it has
/// none.
#[must_use]
pub fn with_error(value: f64, error: f64, unit: Unit) -> String {
    with_decimals(value, error, unit, 0)
}

/// The same with at least so many decimals.
#[must_use]
pub fn with_decimals(value: f64, error: f64, unit: Unit, least: usize) -> String {
    let (mut decimals, mut scaled) = (0, shift(error, unit).abs());
    if scaled == 0.0 || !scaled.is_finite() {
        // Nothing says how many digits are known: the unit's, or as many as tell a small value from none.
        let (small, usual) = (shift(value, unit), usize::from(unit.decimals));
        let tells = |decimals: &usize| {
            let text = number(small, *decimals);
            text.bytes().any(|b| (b'1'..=b'9').contains(&b))
        };
        (decimals, scaled) = ((usual..=8).find(tells).unwrap_or(usual), 1.0);
    }
    while scaled < 0.95 && decimals < 8 {
        (decimals, scaled) = (decimals + 1, scaled * 10.0);
    }
    let told = |value| with_sign(number(shift(value, unit), decimals.max(least)), unit);
    // A single run has no error.
    if !error.is_finite() {
        return told(value);
    }
    plus_minus(&told(value), &told(error))
}

/// A figure and its error: one figure, which no line breaks.
#[must_use]
pub fn plus_minus(value: &str, error: &str) -> String {
    format!("{value}\u{a0}±{NARROW_SPACE}{error}")
}

/// The number in its unit, without rounding: the decimal point moves in the shortest text.
fn shift(value: f64, unit: Unit) -> f64 {
    if unit.power == 0 || !value.is_finite() {
        return value;
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.parse::<i32>().unwrap_or(0) + i32::from(unit.power);
    format!("{digits}e{exponent}").parse().unwrap_or(value)
}

/// A per-cent sign belongs to the number; other units stand elsewhere.
fn with_sign(text: String, unit: Unit) -> String {
    if unit.power == 2 && text.ends_with(|c: char| c.is_ascii_digit()) {
        format!("{text}{NARROW_SPACE}%")
    } else {
        text
    }
}

/// A length of time as one would say it: `ten years`, `a year`, `100 days`.
#[must_use]
pub fn span(timesteps: u32, year: u32, timestep: &str) -> String {
    match years(timesteps, year) {
        Some(1) => "a year".to_owned(),
        Some(years) => format!("{} years", counted(years)),
        None if timesteps == 1 => format!("one {timestep}"),
        None => format!("{} {timestep}s", number(f64::from(timesteps), 0)),
    }
}

/// A length of time before a noun: `ten-year`, `one-year`, `100-day`.
#[must_use]
pub fn span_long(timesteps: u32, year: u32, timestep: &str) -> String {
    match years(timesteps, year) {
        Some(years) => format!("{}-year", counted(years)),
        None if timesteps == 1 => format!("one-{timestep}"),
        None => format!("{}-{timestep}", number(f64::from(timesteps), 0)),
    }
}

fn years(timesteps: u32, year: u32) -> Option<u32> {
    (timesteps >= year && timesteps.is_multiple_of(year)).then(|| timesteps / year)
}

fn counted(n: u32) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(n as usize)
        .map_or_else(|| number(f64::from(n), 0), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_as_people_write_it() {
        assert_eq!(number(1_234_567.89, 1), "1,234,567.9");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(-1250.0, 0), "−1,250");
        assert_eq!(number(f64::NAN, 0), "no number");
    }

    #[test]
    fn a_value_keeps_the_digits_it_was_given_with() {
        let rate = Unit::percent_per("% / month");
        assert_eq!(exactly(0.008, rate), "0.8\u{202f}%");
        assert_eq!(exactly(0.0029, rate), "0.29\u{202f}%");
        assert_eq!(exactly(18_765.0, Unit::of("honey", 0)), "18,765");
        assert_eq!(tidy(0.842_499_999_999_999_9), 0.8425);
    }

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(tick(0.2, 0.2, Unit::PERCENT), "20\u{202f}%");
        assert_eq!(tick(0.005, 0.005, Unit::PERCENT), "0.5\u{202f}%");
        assert_eq!(tick(2.5e6, 5e5, Unit::of("fiat", 0)), "2.5 M");
        assert_eq!(tick(20_000.0, 5000.0, Unit::of("fiat", 0)), "20,000");
    }

    #[test]
    fn a_number_is_told_to_the_first_digit_of_its_error() {
        let of = |value, error, unit| {
            with_error(value, error, unit).replace([NARROW_SPACE, '\u{a0}'], " ")
        };
        assert_eq!(of(0.614, 0.0154, Unit::PERCENT), "61 % ± 2 %");
        assert_eq!(of(0.87654, 0.0031, Unit::NONE), "0.877 ± 0.003");
        assert_eq!(of(1234.6, 12.0, Unit::NONE), "1,235 ± 12");
        assert_eq!(of(0.5, 0.0, Unit::PERCENT), "50 % ± 0 %");
        assert_eq!(of(18e-6, 0.0, Unit::PERCENT), "0.002 % ± 0.000 %");
        assert_eq!(of(1e-300, 0.0, Unit::PERCENT), "0 % ± 0 %");
        assert_eq!(of(f64::NAN, f64::NAN, Unit::NONE), "no number");
    }

    #[test]
    fn two_ends_are_told_apart_where_they_are_apart() {
        let of = |low, high, unit| range([low, high], unit).replace(NARROW_SPACE, " ");
        assert_eq!(of(0.1, 0.3, Unit::PERCENT), "10 % to 30 %");
        assert_eq!(of(0.0, 0.0004, Unit::PERCENT), "0.00 % to 0.04 %");
        assert_eq!(of(250.0, 250.2, Unit::of("units", 0)), "250.0 to 250.2");
        assert_eq!(of(250.0, 250.000_000_05, Unit::of("units", 0)), "250");
        assert_eq!(of(f64::NAN, f64::NAN, Unit::NONE), "no number");
    }

    #[test]
    fn time_is_told_in_years_where_it_is_whole_years() {
        assert_eq!(span(120, 12, "month"), "ten years");
        assert_eq!(span(365, 365, "day"), "a year");
        assert_eq!(span(100, 365, "day"), "100 days");
        assert_eq!(span_long(120, 12, "month"), "ten-year");
        assert_eq!(span_long(180, 12, "month"), "15-year");
        assert_eq!(span_long(1, 12, "month"), "one-month");
    }
}
