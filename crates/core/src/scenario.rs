//! A scenario: exactly what a link holds, and all that a result depends on.

use crate::model::{Refusal, Simulator, Stretch};
use crate::number::{self, RangeError, shortest};
use serde::Serialize;
use std::ops::Range;
use thiserror::Error;

/// Limits, checked before memory is taken.
pub mod limits {
    /// Runs of a scenario.
    pub const RUNS: u32 = 10_000_000;
    /// Timesteps of a run.
    pub const TIMESTEPS: u32 = 10_000;
    /// Subsets of a sweep, and points of an axis.
    pub const SUBSETS: usize = 10_000;
    /// Numbers held at once for an ensemble, half a gibibyte of them.
    pub const VALUES: u64 = 1 << 26;
}

/// How the axes of a sweep meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Sweep {
    /// Every point of each axis with every point of the others; the first axis varies fastest.
    #[default]
    Product,
    /// Side by side, as cadCAD walks its parameter lists.
    Zip,
}

/// What a scenario sets a parameter or an initial value to.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// One number.
    Value(f64),
    /// An axis, point by point.
    List(Vec<f64>),
    /// An axis by its ends and step; see [`number::range`].
    Range {
        /// The first point.
        from: f64,
        /// The last point, or just behind it.
        to: f64,
        /// From point to point.
        step: f64,
        /// The points.
        points: Vec<f64>,
    },
}

impl Setting {
    /// The axis of a range.
    ///
    /// # Errors
    /// [`RangeError`] when it has no points or too many.
    pub fn range(from: f64, to: f64, step: f64) -> Result<Self, RangeError> {
        let points = number::range(from, to, step, limits::SUBSETS)?;
        Ok(Self::Range {
            from,
            to,
            step,
            points,
        })
    }

    /// Its numbers: one, or the points of the axis.
    #[must_use]
    pub fn points(&self) -> &[f64] {
        match self {
            Self::Value(value) => std::slice::from_ref(value),
            Self::List(points) | Self::Range { points, .. } => points,
        }
    }

    /// Whether it makes its parameter an axis.
    #[must_use]
    pub const fn is_axis(&self) -> bool {
        !matches!(self, Self::Value(_))
    }
}

impl std::fmt::Display for Setting {
    /// The text of links: `0.2`, `0.1,0.2` or `0.1..0.3..0.1`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(value) => f.write_str(&shortest(*value)),
            Self::List(points) => {
                let points: Vec<_> = points.iter().copied().map(shortest).collect();
                f.write_str(&points.join(","))
            }
            Self::Range { from, to, step, .. } => {
                let [from, to, step] = [from, to, step].map(|x| shortest(*x));
                write!(f, "{from}..{to}..{step}")
            }
        }
    }
}

/// Why a scenario cannot be computed.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum ScenarioError {
    /// A value the model is not defined for.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Axes of a zip with unequal lengths.
    #[error(
        "sweep=zip walks its axes side by side, but {first} has {first_points} points and \
         {second} has {second_points}; give them as many points, or use a product"
    )]
    Unequal {
        /// Key of an axis.
        first: String,
        /// Its points.
        first_points: usize,
        /// Key of an axis of another length.
        second: String,
        /// Its points.
        second_points: usize,
    },
    /// More subsets than a sweep may have.
    #[error("the sweep has {subsets} subsets; at most {most} are possible", most = limits::SUBSETS)]
    TooManySubsets {
        /// The subsets there would be.
        subsets: u128,
    },
    /// A count outside its limits.
    #[error("{key} cannot be {value}: it must be a whole number from {least} to {most}")]
    Count {
        /// `runs` or `timesteps`.
        key: &'static str,
        /// What it is.
        value: u32,
        /// The least possible.
        least: u32,
        /// The most possible.
        most: u32,
    },
    /// More numbers than may be held at once.
    #[error(
        "{values} numbers would have to be held at once, {mebibytes} MiB; at most {most} are \
         possible, so take fewer runs, timesteps or subsets",
        mebibytes = .values / 131_072, most = limits::VALUES
    )]
    TooLarge {
        /// The numbers.
        values: u64,
    },
}

/// A model's input: a parameter, or the initial value of a state variable.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its key in links.
    pub key: String,
    /// The value it has where a link does not say.
    pub default: f64,
}

/// What the keys of initial values begin with.
pub const INITIAL: &str = "initial-";

/// The inputs of a model: its parameters, then its initial values.
#[must_use]
pub fn inputs(model: &dyn Simulator) -> Vec<Input> {
    let parameters = model.parameters().into_iter().map(|parameter| Input {
        key: parameter.key.to_owned(),
        default: parameter.default,
    });
    let variables = model.outputs().into_iter().zip(model.initial());
    parameters
        .chain(variables.map(|(output, default)| Input {
            key: format!("{INITIAL}{}", output.key),
            default,
        }))
        .collect()
}

/// Model, values, axes, runs, timesteps and seed.
#[derive(Clone)]
pub struct Scenario {
    /// The model.
    pub model: &'static dyn Simulator,
    /// One for each of the model's [`inputs`].
    pub settings: Vec<Setting>,
    /// How axes meet.
    pub sweep: Sweep,
    /// Runs of each subset.
    pub runs: u32,
    /// Timesteps of each run.
    pub timesteps: u32,
    /// Seed of run 1; run r has `seed + r - 1`, beyond 2^32 from 0 again.
    pub seed: u32,
}

impl Scenario {
    /// The defaults of a model.
    #[must_use]
    pub fn of(model: &'static dyn Simulator) -> Self {
        let about = model.about();
        Self {
            model,
            settings: inputs(model)
                .iter()
                .map(|input| Setting::Value(input.default))
                .collect(),
            sweep: Sweep::default(),
            runs: about.runs,
            timesteps: about.timesteps,
            seed: 0,
        }
    }

    /// The seed of a run, counted from 1.
    #[must_use]
    pub const fn seed_of(&self, run: u32) -> u32 {
        self.stretch(0..0).seed_of(run)
    }

    /// Some of its runs, counted from 1.
    #[must_use]
    pub const fn stretch(&self, runs: Range<u32>) -> Stretch {
        Stretch {
            seed: self.seed,
            runs,
            timesteps: self.timesteps,
        }
    }

    /// The axes: indices of the inputs that are swept, in the order of the tables.
    #[must_use]
    pub fn axes(&self) -> Vec<usize> {
        (0..self.settings.len())
            .filter(|&input| self.settings[input].is_axis())
            .collect()
    }

    /// How many subsets the sweep has; one without axes.
    ///
    /// # Errors
    /// Unequal axes of a zip, or more subsets than [`limits::SUBSETS`].
    pub fn subsets(&self) -> Result<usize, ScenarioError> {
        let lengths = || self.settings.iter().filter(|s| s.is_axis());
        let subsets = match self.sweep {
            Sweep::Product => lengths().fold(1_u128, |product, axis| {
                product.saturating_mul(axis.points().len() as u128)
            }),
            Sweep::Zip => self.zipped()? as u128,
        };
        usize::try_from(subsets)
            .ok()
            .filter(|&n| n <= limits::SUBSETS)
            .ok_or(ScenarioError::TooManySubsets { subsets })
    }

    fn zipped(&self) -> Result<usize, ScenarioError> {
        let axes = self.axes();
        let length = |axis: &usize| self.settings[*axis].points().len();
        let Some(first) = axes.first() else {
            return Ok(1);
        };
        match axes.iter().find(|axis| length(axis) != length(first)) {
            None => Ok(length(first)),
            Some(second) => {
                let keys = inputs(self.model);
                Err(ScenarioError::Unequal {
                    first: keys[*first].key.clone(),
                    first_points: length(first),
                    second: keys[*second].key.clone(),
                    second_points: length(second),
                })
            }
        }
    }

    /// The inputs of a subset, counted from 0.
    #[must_use]
    pub fn inputs_of(&self, subset: usize) -> Vec<f64> {
        let mut stride = 1;
        let point = |setting: &Setting| {
            let points = setting.points();
            let place = match (setting.is_axis(), self.sweep) {
                (false, _) => 0,
                (true, Sweep::Zip) => subset,
                (true, Sweep::Product) => {
                    let place = subset / stride % points.len();
                    stride *= points.len();
                    place
                }
            };
            points[place]
        };
        self.settings.iter().map(point).collect()
    }

    /// The subset that is nearest to these values of the inputs: axis by axis, or for all axes of a zip together,
    /// each by its own span.
    #[must_use]
    pub fn nearest(&self, inputs: &[f64]) -> usize {
        let axes = self.axes().into_iter();
        let axes: Vec<(&[f64], f64)> = axes
            .map(|axis| (self.settings[axis].points(), inputs[axis]))
            .collect();
        if self.sweep == Sweep::Zip {
            return nearest_together(&axes);
        }
        let (mut subset, mut stride) = (0, 1);
        for (points, value) in axes {
            subset += stride * least(points.len(), |place| (points[place] - value).abs());
            stride *= points.len();
        }
        subset
    }

    /// Whether it can be computed: counts within limits, and every subset within the model.
    ///
    /// # Errors
    /// The first [`ScenarioError`] there is.
    pub fn check(&self) -> Result<(), ScenarioError> {
        check_count("runs", self.runs, limits::RUNS)?;
        check_count("timesteps", self.timesteps, limits::TIMESTEPS)?;
        for subset in 0..self.subsets()? {
            self.model.check(&self.inputs_of(subset))?;
        }
        Ok(())
    }
}

/// The place at which the points of all axes together are nearest to their values.
fn nearest_together(axes: &[(&[f64], f64)]) -> usize {
    let span = |points: &[f64]| {
        let high = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let low = points.iter().copied().fold(f64::INFINITY, f64::min);
        (high - low).max(f64::MIN_POSITIVE)
    };
    let spans: Vec<f64> = axes.iter().map(|(points, _)| span(points)).collect();
    let apart = |place: usize| {
        let axes = axes.iter().zip(&spans);
        axes.map(|((points, value), span)| (points[place] - value).abs() / span)
            .sum()
    };
    let count = axes.first().map_or(0, |(points, _)| points.len());
    least(count, apart)
}

/// The first of so many places at which something is least.
fn least(count: usize, of: impl Fn(usize) -> f64) -> usize {
    let places = (0..count).min_by(|a, b| of(*a).total_cmp(&of(*b)));
    places.unwrap_or(0)
}

fn check_count(key: &'static str, value: u32, most: u32) -> Result<(), ScenarioError> {
    let least = 1;
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(ScenarioError::Count {
        key,
        value,
        least,
        most,
    })
}
