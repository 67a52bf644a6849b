//! Where a level is crossed as a parameter moves, and how sure that is.
//!
//! "The trend of market saturation is above 0.8" can be read three ways, and final saturation comes
//! in two heaps, so the three differ: the mean over runs, the median over runs, and the notebook's
//! LOWESS line through the ten pooled runs of an experiment. All points meet the same random
//! numbers, so the curves are smooth. A crossing's interval holds the values whose own 95 % interval
//! holds the level, which needs no assumption about how chance moves a crossing.

use super::Sample;
use crate::measure::Of;
use crate::people;
use crate::stats::statistic::Statistic;
use crate::table::Unit;
use serde::Serialize;
use thiserror::Error;

/// Points of the first look at a curve.
pub const COARSE: usize = 41;
/// Points put between two of the coarse ones where a level is crossed.
pub const FINE: usize = 9;
/// The fewest members of a sample whose intervals can be trusted.
const LEAST: u32 = 20;

/// A reading of where the runs of a point end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// A statistic of the runs' final values.
    Ends(Statistic),
    /// The end of the LOWESS line through an experiment's pooled runs: the median over experiments,
    /// so that half of them end above it. A single line wavers as the parameter moves, and the more
    /// often the closer it is looked at; their median does not.
    Trend,
}

impl Reading {
    /// What "the trend of an output" can mean: the mean over runs, the median, and the notebook's
    /// LOWESS line.
    pub const TRENDS: [Self; 3] = [
        Self::Ends(Statistic::Mean),
        Self::Ends(Statistic::Quantile(0.5)),
        Self::Trend,
    ];

    /// Reads `trend`, or a statistic as a [measure](crate::measure) writes it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match (text, Of::read(text)) {
            ("trend", _) => Some(Self::Trend),
            (_, Some(Of::Ends(statistic))) => Some(Self::Ends(statistic)),
            _ => None,
        }
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(self) -> String {
        match self {
            Self::Ends(statistic) => Of::Ends(statistic).write(),
            Self::Trend => "trend".to_owned(),
        }
    }

    /// What it takes of a point's runs.
    #[must_use]
    pub const fn sample(self) -> Sample {
        match self {
            Self::Ends(_) => Sample::Runs,
            Self::Trend => Sample::Experiments,
        }
    }

    const fn statistic(self) -> Statistic {
        match self {
            Self::Ends(statistic) => statistic,
            Self::Trend => Statistic::Quantile(0.5),
        }
    }
}

/// Why there is nothing to look for.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum ThresholdError {
    /// The range is empty, or wider than a number can say.
    #[error("the range must rise from one number to a greater one")]
    EmptyRange,
    /// Too few runs for an interval.
    #[error("a threshold's interval takes at least {0} runs")]
    TooFewRuns(u32),
}

/// A crossing of a level, and the 95 % interval that it lies in as far as sampling goes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Crossing {
    /// The parameter's value.
    pub value: f64,
    /// The interval's low end.
    pub low: f64,
    /// The interval's high end.
    pub high: f64,
}

impl Crossing {
    /// It in words: with half of its interval, or with both ends of one that lies unevenly about it.
    #[must_use]
    pub fn told(&self, unit: Unit) -> String {
        let half = (self.high - self.low) / 2.0;
        let uneven = (self.value - f64::midpoint(self.low, self.high)).abs();
        if uneven <= half / 3.0 {
            return people::with_error(self.value, half, unit);
        }
        let bare = |value: f64| {
            let told = people::with_error(value, half, unit);
            told.split('±')
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        };
        let [value, low, high] = [self.value, self.low, self.high].map(bare);
        format!("{value} ({low} to {high})")
    }
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Point {
    /// The parameter's value.
    pub at: f64,
    /// What is read there.
    pub value: f64,
    /// The low end of its 95 % interval.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// A curve in the making: the points looked at so far, with the samples they gave, owned or not.
#[derive(Clone, Debug)]
pub struct Curve<S = Vec<f64>> {
    reading: Reading,
    points: Vec<(f64, S)>,
}

/// The parameter's values of a first look.
///
/// # Errors
/// [`ThresholdError`] for a range or a number of runs that gives no threshold.
pub fn coarse(
    reading: Reading,
    [from, to]: [f64; 2],
    runs: u32,
) -> Result<Vec<f64>, ThresholdError> {
    let least = match reading {
        Reading::Ends(_) => 10 * LEAST,
        Reading::Trend => LEAST * crate::ends::EXPERIMENT,
    };
    if !(from < to && (to - from).is_finite()) {
        return Err(ThresholdError::EmptyRange);
    }
    if runs < least {
        return Err(ThresholdError::TooFewRuns(least));
    }
    Ok(between(from, to, COARSE))
}

/// So many evenly spaced values, ends included.
fn between(from: f64, to: f64, points: usize) -> Vec<f64> {
    let last = (points - 1) as f64;
    let at = |place: usize| from + (to - from) * (place as f64 / last);
    (0..points).map(at).collect()
}

impl<S: AsRef<[f64]>> Curve<S> {
    /// A curve without points.
    #[must_use]
    pub const fn new(reading: Reading) -> Self {
        Self {
            reading,
            points: Vec::new(),
        }
    }

    /// Adds the sample of a point, in any order.
    pub fn add(&mut self, at: f64, sample: S) {
        let place = self.points.partition_point(|(x, _)| *x < at);
        self.points.insert(place, (at, sample));
    }

    /// What is read at each point.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        let statistic = self.reading.statistic();
        let point = |(at, sample): &(f64, S)| {
            let [low, high] = statistic.interval(sample.as_ref());
            Point {
                at: *at,
                value: statistic.of(sample.as_ref()).value,
                low,
                high,
            }
        };
        self.points.iter().map(point).collect()
    }

    /// The values to look at more closely: within the steps where the curve, or an end of its
    /// interval, crosses a level.
    #[must_use]
    pub fn fine(&self, levels: &[f64]) -> Vec<f64> {
        let points = self.points();
        let crossed = points.windows(2).filter(|pair| {
            let ends = |of: fn(&Point) -> f64| [of(&pair[0]), of(&pair[1])];
            let curves = [ends(|p| p.value), ends(|p| p.low), ends(|p| p.high)];
            let crossed = |level: &f64| curves.iter().any(|[a, b]| (a < level) != (b < level));
            levels.iter().any(crossed)
        });
        crossed
            .flat_map(|pair| {
                let values = between(pair[0].at, pair[1].at, FINE + 2);
                values[1..=FINE].to_vec()
            })
            .collect()
    }

    /// Where the curve crosses a level. None where it does not; of crossings that sampling cannot tell
    /// apart there is one, or two where the curve comes back.
    #[must_use]
    pub fn crossings(&self, level: f64) -> Vec<Crossing> {
        let points = self.points();
        let of = |of: fn(&Point) -> f64| crossings(points.iter().map(|p| (p.at, of(p))), level);
        let mut ends = [of(|p| p.low), of(|p| p.high)].concat();
        ends.extend(
            [points.first(), points.last()]
                .into_iter()
                .flatten()
                .map(|p| p.at),
        );
        let crossing = |value: f64| {
            let before = ends.iter().copied().filter(|end| *end <= value);
            let behind = ends.iter().copied().filter(|end| *end >= value);
            Crossing {
                value,
                low: before.fold(f64::NEG_INFINITY, f64::max),
                high: behind.fold(f64::INFINITY, f64::min),
            }
        };
        let each: Vec<Crossing> = of(|p| p.value).into_iter().map(crossing).collect();
        let alike = each.chunk_by(|one, next| next.low < one.high);
        alike.flat_map(told).collect()
    }
}

/// Crossings that sampling cannot tell apart: as one where the curve is on the other side behind them,
/// else as the first and the last.
fn told(alike: &[Crossing]) -> Vec<Crossing> {
    let (first, last) = (alike[0], alike[alike.len() - 1]);
    if alike.len().is_multiple_of(2) {
        return vec![first, last];
    }
    vec![Crossing {
        value: f64::midpoint(first.value, last.value),
        ..first
    }]
}

/// Where a curve through points crosses a level, between two of them on a straight line.
fn crossings(curve: impl Iterator<Item = (f64, f64)>, level: f64) -> Vec<f64> {
    let mut found = Vec::new();
    let mut previous: Option<(f64, f64)> = None;
    for (x, y) in curve.filter(|(_, y)| y.is_finite()) {
        if let Some((x0, y0)) = previous
            && (y0 < level) != (y < level)
        {
            found.push(x0 + (level - y0) / (y - y0) * (x - x0));
        }
        previous = Some((x, y));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEAN: Reading = Reading::Ends(Statistic::Mean);

    /// A curve whose runs are y plus or minus noise that is the same at every point.
    fn curve(reading: Reading, y: impl Fn(f64) -> f64) -> Curve {
        let mut draws = crate::rng::RandomState::new(3);
        let noise: Vec<f64> = (0..2000).map(|_| 0.1 * draws.standard_normal()).collect();
        let mut curve = Curve::new(reading);
        for x in coarse(reading, [0.0, 1.0], 2000).unwrap() {
            curve.add(x, noise.iter().map(|e| y(x) + e).collect());
        }
        curve
    }

    #[test]
    fn a_crossing_lies_in_its_interval() {
        for reading in Reading::TRENDS {
            let crossings = curve(reading, |x| 2.0 * x).crossings(0.6);
            let [crossing] = crossings[..] else {
                panic!("{reading:?} {crossings:?}");
            };
            assert!(
                (crossing.low..=crossing.high).contains(&0.3),
                "{crossing:?}"
            );
            assert!(crossing.high - crossing.low < 0.02, "{crossing:?}");
        }
    }

    #[test]
    fn a_level_that_is_not_crossed_has_no_crossing_and_a_hill_has_two() {
        assert!(curve(MEAN, |x| x).crossings(2.0).is_empty());
        let hill = curve(MEAN, |x| 4.0 * x * (1.0 - x));
        assert_eq!(hill.crossings(0.5).len(), 2);
    }

    #[test]
    fn a_curve_that_comes_back_crosses_twice_also_where_sampling_hides_it() {
        let low_hill = curve(MEAN, |x| 0.004 - 0.02 * (x - 0.5) * (x - 0.5));
        let found = low_hill.crossings(0.003);
        assert_eq!(found.len() % 2, 0, "{found:?}");
    }

    #[test]
    fn a_closer_look_is_taken_where_a_level_is_crossed() {
        let fine = curve(MEAN, |x| x).fine(&[0.51]);
        assert_eq!(fine.len(), FINE);
        assert!(fine.iter().all(|x| (0.475..0.55).contains(x)));
    }

    #[test]
    fn a_share_is_read_like_any_statistic() {
        let above = Reading::read("above.0.6").unwrap();
        let crossings = curve(above, |x| 2.0 * x).crossings(0.5);
        let [crossing] = crossings[..] else {
            panic!("{crossings:?}");
        };
        assert!((crossing.value - 0.3).abs() < 0.01, "{crossing:?}");
    }

    #[test]
    fn what_cannot_give_a_threshold_is_refused() {
        assert_eq!(
            coarse(MEAN, [1.0, 1.0], 1000),
            Err(ThresholdError::EmptyRange)
        );
        assert_eq!(
            coarse(MEAN, [-1e308, 1e308], 1000),
            Err(ThresholdError::EmptyRange)
        );
        assert_eq!(
            coarse(Reading::Trend, [0.0, 1.0], 10),
            Err(ThresholdError::TooFewRuns(200))
        );
    }
}
