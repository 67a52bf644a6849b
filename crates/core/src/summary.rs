//! What a chart needs of an ensemble.

use crate::ensemble::Ensemble;
use crate::stats::lowess::lowess;
use crate::stats::quantile::quantiles;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Mutex, PoisonError};

/// The levels of a fan: the middle half and the middle nine tenths around the median.
pub const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// An output of an ensemble over time, by quantiles.
#[derive(Clone, Debug)]
pub struct Fan {
    /// By level, then by timestep.
    pub quantiles: [Vec<f64>; 5],
    /// Final values that are not finite, of which a picture shows nothing.
    pub not_finite: usize,
}

impl Fan {
    /// The fan of an output, over the finite values of each timestep.
    #[must_use]
    pub fn of(ensemble: &Ensemble, output: usize) -> Self {
        let make = || Self::made_of(ensemble, output);
        keep(&ensemble.kept.fans, output, make)
    }

    fn made_of(ensemble: &Ensemble, output: usize) -> Self {
        let mut fan = Self {
            quantiles: Default::default(),
            not_finite: ensemble
                .ends(output)
                .iter()
                .filter(|x| !x.is_finite())
                .count(),
        };
        for timestep in 0..=ensemble.timesteps() {
            let mut values = finite(ensemble.at(output, timestep));
            let levels = quantiles(&mut values, LEVELS);
            for (row, value) in fan.quantiles.iter_mut().zip(levels) {
                row.push(value);
            }
        }
        fan
    }
}

/// Whether the fan of an output is kept, so that it costs nothing.
#[must_use]
pub fn has_fan(ensemble: &Ensemble, output: usize) -> bool {
    let fans = ensemble.kept.fans.lock();
    fans.unwrap_or_else(PoisonError::into_inner)
        .contains_key(&output)
}

/// The notebook's trend line of an output: at each timestep, through all runs.
#[must_use]
pub fn trend(ensemble: &Ensemble, output: usize, timesteps: RangeInclusive<u32>) -> Vec<f64> {
    let of = (output, *timesteps.start(), *timesteps.end());
    keep(&ensemble.kept.trends, of, || {
        let xs: Vec<f64> = timesteps.clone().map(f64::from).collect();
        let groups: Vec<&[f64]> = timesteps
            .map(|timestep| ensemble.at(output, timestep))
            .collect();
        lowess(&xs, &groups)
    })
}

/// Whether the trend line is kept, so that it costs nothing.
#[must_use]
pub fn has_trend(ensemble: &Ensemble, output: usize, timesteps: RangeInclusive<u32>) -> bool {
    let of = (output, *timesteps.start(), *timesteps.end());
    let trends = ensemble.kept.trends.lock();
    trends
        .unwrap_or_else(PoisonError::into_inner)
        .contains_key(&of)
}

/// How many runs lie where in the span of an axis, at the timesteps that are multiples of `every`.
#[must_use]
pub fn density(
    ensemble: &Ensemble,
    output: usize,
    every: u32,
    span: [f64; 2],
    bins: usize,
) -> Vec<Histogram> {
    let of = (output, every, span.map(f64::to_bits), bins);
    keep(&ensemble.kept.densities, of, || {
        let timesteps = (0..=ensemble.timesteps()).step_by(every.max(1) as usize);
        timesteps
            .map(|timestep| Histogram::of(ensemble.at(output, timestep), span, bins))
            .collect()
    })
}

/// What has been computed of an ensemble, so that it is not computed again for every picture. It is a
/// cache: no result depends on what is in it. It goes when runs come.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    fans: ByWhat<usize, Fan>,
    /// By output, first and last timestep.
    trends: ByWhat<(usize, u32, u32), Vec<f64>>,
    /// By output, distance of timesteps, axis and bins.
    densities: ByWhat<(usize, u32, [u64; 2], usize), Vec<Histogram>>,
}

/// Things of a kind that are kept at most: a window that is made wider asks for a new density at each width.
const MOST: usize = 64;

/// A copy begins with nothing.
impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Things of a kind, by what they are of.
type ByWhat<K, V> = Mutex<BTreeMap<K, V>>;

fn keep<K: Ord, V: Clone>(kept: &ByWhat<K, V>, of: K, make: impl FnOnce() -> V) -> V {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.entry(of).or_insert_with(make).clone()
}

/// The values that are finite numbers.
#[must_use]
pub fn finite(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .collect()
}

/// Counts of the values in equal bins between two ends, and of those below and above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// By bin, from the low end up.
    pub counts: Vec<u32>,
    /// Values below the low end.
    pub below: u32,
    /// Values above the high end.
    pub above: u32,
}

impl Histogram {
    /// Counts finite values; an end belongs to its bin.
    #[must_use]
    pub fn of(values: &[f64], [low, high]: [f64; 2], bins: usize) -> Self {
        let mut histogram = Self {
            counts: vec![0; bins],
            below: 0,
            above: 0,
        };
        for value in finite(values) {
            let place = (value - low) / (high - low) * bins as f64;
            let bin = (place as usize).min(bins.saturating_sub(1));
            if value < low {
                histogram.below += 1;
            } else if value > high {
                histogram.above += 1;
            } else if let Some(count) = histogram.counts.get_mut(bin) {
                *count += 1;
            }
        }
        histogram
    }
}
