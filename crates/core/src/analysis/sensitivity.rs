//! What moves the outcome: one parameter at a time, and all of them together.
//!
//! A tornado moves each parameter by its own [`nudge`](crate::table::Parameter::nudge), down and up,
//! with the same runs each time, so that its bars compare run with run. Sobol's indices let all
//! parameters roam over their sliders at once and ask what share of the outcome's variance each
//! explains, alone and with all others; luck, the seed of a run, is a factor of its own, so that a
//! reader sees whether a choice matters more than chance does.

use crate::model::Refusal;
use crate::number;
use crate::scenario::Scenario;
use crate::stats::mean_and_error;
use crate::stats::statistic::{Estimate, Statistic, paired_change};
use crate::table::{Parameter, Role, Sense};
use serde::Serialize;
use std::ops::Range;

/// One side of a tornado's row: a parameter moved.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Index of the parameter.
    pub parameter: usize,
    /// Its value here.
    pub value: f64,
    /// The model's inputs with it.
    pub inputs: Vec<f64>,
    /// Why the model is not defined there, where it is not.
    pub refusal: Option<Refusal>,
}

/// What a moved parameter does to the outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bar {
    /// The parameter's key.
    pub parameter: &'static str,
    /// Who sets it.
    pub role: Role,
    /// Its value when moved.
    pub value: f64,
    /// The change of the outcome, with the error of the runs' own differences; none where the model
    /// is not defined.
    pub change: Option<Estimate>,
}

/// The points of a tornado: for every parameter, lowered and raised by its nudge.
#[must_use]
pub fn moves(scenario: &Scenario) -> Vec<Moved> {
    let base = scenario.inputs_of(0);
    let parameters = scenario.model.parameters().into_iter().enumerate();
    parameters
        .flat_map(|(index, parameter)| {
            [-1.0, 1.0].map(|side| {
                let mut inputs = base.clone();
                inputs[index] = moved_by(base[index], side * parameter.nudge);
                let refusal = scenario.model.check(&inputs).err();
                if refusal.is_none() {
                    inputs[index] = with_sense(parameter, base[index], inputs[index]);
                }
                Moved {
                    parameter: index,
                    value: inputs[index],
                    refusal,
                    inputs,
                }
            })
        })
        .collect()
}

/// A moved value; where that has no meaning, or is more than a small step (a throttle of zero is none),
/// half the way to where its meaning ends.
fn with_sense(parameter: &Parameter, value: f64, moved: f64) -> f64 {
    let Sense { from, to, .. } = parameter.sense;
    let has_sense = |value: f64| (from..=to).contains(&value);
    let is_off = moved == 0.0 && parameter.zero.is_some();
    if (has_sense(moved) && !is_off) || !has_sense(value) {
        return moved;
    }
    f64::midpoint(value, if moved < value { from } else { to })
}

/// The value moved as one would write it down: 0.2 less 0.05 is 0.15 and not 0.15000000000000002.
fn moved_by(value: f64, by: f64) -> f64 {
    let points = number::range(value, value + 1.5 * by, by, 2).unwrap_or_default();
    points.get(1).copied().unwrap_or(value + by)
}

/// The bar of a moved parameter, from the same runs before and after.
#[must_use]
pub fn bar(
    scenario: &Scenario,
    moved: &Moved,
    statistic: Statistic,
    before: &[f64],
    after: Option<&[f64]>,
) -> Bar {
    let parameter = scenario.model.parameters()[moved.parameter];
    Bar {
        parameter: parameter.key,
        role: parameter.role,
        value: moved.value,
        change: after.map(|after| paired_change(statistic, before, after)),
    }
}

/// Independent parts of a Sobol study, whose spread is the indices' error.
pub const PARTS: u32 = 16;
/// The fewest pairs whose parts have a variance to take apart.
pub const LEAST_PAIRS: u32 = 10 * PARTS;

/// What is made of a run's final value before its variance is taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// The value itself.
    Value,
    /// Whether it lies above a level.
    Above(f64),
    /// Whether it lies below a level.
    Below(f64),
}

impl Outcome {
    /// What a statistic is about: a share's own side, else the value itself.
    #[must_use]
    pub const fn about(statistic: Statistic) -> Self {
        match statistic {
            Statistic::Above(level) => Self::Above(level),
            Statistic::Below(level) => Self::Below(level),
            Statistic::Mean | Statistic::Quantile(_) | Statistic::Spread => Self::Value,
        }
    }

    fn of(self, value: f64) -> f64 {
        let told = |is: bool| f64::from(u8::from(is));
        match self {
            _ if value.is_nan() => value,
            Self::Value => value,
            Self::Above(level) => told(value > level),
            Self::Below(level) => told(value < level),
        }
    }
}

/// A study of all parameters at once.
#[derive(Clone)]
pub struct Sobol<'a> {
    /// The scenario; its own values of the parameters do not matter, all else does.
    pub scenario: &'a Scenario,
    /// Index of the output.
    pub output: usize,
    /// What is made of it.
    pub outcome: Outcome,
    /// Pairs of random points; rounded down to a multiple of the study's parts.
    pub pairs: u32,
}

/// The variance that a factor explains.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Share {
    /// The parameter's key; none for luck.
    pub parameter: Option<&'static str>,
    /// Who sets it; none for luck.
    pub role: Option<Role>,
    /// The share of variance that it explains alone.
    pub first: Estimate,
    /// The share that disappears when it is known together with all others.
    pub total: Estimate,
}

/// What a Sobol study says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Indices {
    /// Pairs of points that gave numbers.
    pub pairs: u32,
    /// Pairs left out, because a value among them was not finite or the model not defined.
    pub left_out: u32,
    /// By parameter in the table's order, then luck.
    pub shares: Vec<Share>,
}

impl Sobol<'_> {
    fn parameters(&self) -> Vec<&'static Parameter> {
        self.scenario.model.parameters()
    }

    /// How many pairs each part has.
    const fn part(&self) -> u32 {
        self.pairs / PARTS
    }

    /// The pairs there are to evaluate, counted from 0.
    #[must_use]
    pub const fn size(&self) -> u32 {
        self.part() * PARTS
    }

    /// The outcome at the points of a pair: at A, at B, then at A with each factor taken from B.
    /// Every part is a scrambled Sobol sequence of its own.
    #[must_use]
    pub fn evaluate(&self, pair: u32) -> Vec<f64> {
        let parameters = self.parameters();
        let count = parameters.len();
        let (part, index) = (pair / self.part(), pair % self.part());
        let draw =
            |dimension: usize| f64::from(sobol_burley::sample(index, dimension as u32, part));
        let place = |dimension: usize, parameter: &Parameter| {
            let slider = parameter.slider;
            let value = slider.from + draw(dimension) * (slider.to - slider.from);
            if parameter.whole {
                value.round_ties_even()
            } else {
                value
            }
        };
        let row = |offset: usize| -> Vec<f64> {
            let places = parameters.iter().enumerate();
            places
                .map(|(i, parameter)| place(offset + i, parameter))
                .collect()
        };
        let (a, b) = (row(0), row(count));
        let (run_a, run_b) = (2 * pair + 1, 2 * pair + 2);
        let mut values = vec![self.value(&a, run_a), self.value(&b, run_b)];
        for factor in 0..count {
            let mut mixed = a.clone();
            mixed[factor] = b[factor];
            values.push(self.value(&mixed, run_a));
        }
        values.push(self.value(&a, run_b));
        values
    }

    fn value(&self, parameters: &[f64], run: u32) -> f64 {
        let mut inputs = self.scenario.inputs_of(0);
        inputs[..parameters.len()].copy_from_slice(parameters);
        let model = self.scenario.model;
        if model.check(&inputs).is_err() {
            return f64::NAN;
        }
        let mut end = f64::NAN;
        let mut keep_last = |_: u32, row: &[f64]| end = row[0];
        let seed = self.scenario.seed_of(run);
        let timesteps = self.scenario.timesteps;
        model.run(&inputs, seed, timesteps, &[self.output], &mut keep_last);
        self.outcome.of(end)
    }

    /// The indices from all pairs' evaluations, in order.
    ///
    /// First-order after Saltelli et al., "Variance based sensitivity analysis of model output",
    /// Computer Physics Communications 181, 2010, table 2 (b); total after Jansen, ibid. (f).
    #[must_use]
    pub fn conclude(&self, evaluations: &[Vec<f64>]) -> Indices {
        let size = self.part().max(1) as usize;
        let parts: Vec<Vec<&[f64]>> = evaluations
            .chunks(size)
            .map(|part| part.iter().map(Vec::as_slice).collect())
            .collect();
        self.conclude_parts(&parts)
    }

    /// The indices from the first pairs of each part, of which all have as many.
    #[must_use]
    pub fn conclude_parts(&self, evaluations: &[Vec<&[f64]>]) -> Indices {
        let parts = finite(evaluations);
        let all: usize = evaluations.iter().map(Vec::len).sum();
        let kept: usize = parts.iter().map(Vec::len).sum();
        let factors = self.parameters().into_iter().map(Some).chain([None]);
        let shares = factors.enumerate().map(|(factor, parameter)| {
            let (first, total): (Vec<f64>, Vec<f64>) =
                parts.iter().map(|part| indices(part, factor + 2)).unzip();
            let estimate = |values: &[f64]| {
                let (value, error) = mean_and_error(values);
                Estimate { value, error }
            };
            Share {
                parameter: parameter.map(|parameter| parameter.key),
                role: parameter.map(|parameter| parameter.role),
                first: estimate(&first),
                total: estimate(&total),
            }
        });
        Indices {
            pairs: kept as u32,
            left_out: (all - kept) as u32,
            shares: shares.collect(),
        }
    }

    /// The share of variance that the factors of each kind explain, each factor alone: policy, world
    /// and luck. Evaluations as for [`conclude_parts`](Self::conclude_parts).
    #[must_use]
    pub fn explained(&self, evaluations: &[Vec<&[f64]>]) -> [Estimate; 3] {
        let parts = finite(evaluations);
        let roles = self.parameters().into_iter().map(|row| Some(row.role));
        let roles: Vec<Option<Role>> = roles.chain([None]).collect();
        [Some(Role::Policy), Some(Role::World), None].map(|kind| {
            let places = (0..roles.len()).filter(|&factor| roles[factor] == kind);
            let columns: Vec<usize> = places.map(|factor| factor + 2).collect();
            let sum = |part: &Vec<&[f64]>| columns.iter().map(|&c| indices(part, c).0).sum();
            let sums: Vec<f64> = parts.iter().map(sum).collect();
            let (value, error) = mean_and_error(&sums);
            Estimate { value, error }
        })
    }

    /// The pairs that a first look takes of each part, and those that are left, counted like those of
    /// [`evaluate`](Self::evaluate): the first pairs of a part are spread like all of them.
    #[must_use]
    pub fn looks(&self) -> [Vec<Range<u32>>; 2] {
        let (size, few) = (self.part(), self.part().div_ceil(8));
        let starts = (0..PARTS).map(|part| part * size);
        let first = starts.clone().map(|start| start..start + few);
        let rest = starts.map(|start| start + few..start + size);
        [first.collect(), rest.collect()]
    }
}

/// The pairs of each part that gave numbers.
fn finite<'a>(evaluations: &[Vec<&'a [f64]>]) -> Vec<Vec<&'a [f64]>> {
    let is_finite = |values: &&[f64]| values.iter().all(|value| value.is_finite());
    let kept = |part: &Vec<&'a [f64]>| part.iter().copied().filter(is_finite).collect();
    evaluations.iter().map(kept).collect()
}

/// First-order and total index of the factor in a column of the evaluations.
fn indices(part: &[&[f64]], column: usize) -> (f64, f64) {
    let n = part.len() as f64;
    let both: Vec<f64> = part
        .iter()
        .flat_map(|values| [values[0], values[1]])
        .collect();
    let (mean, _) = mean_and_error(&both);
    let variance = both.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (2.0 * n - 1.0);
    let explained: f64 = part
        .iter()
        .map(|v| (v[1] - mean) * (v[column] - v[0]))
        .sum();
    let changed: f64 = part
        .iter()
        .map(|v| (v[0] - v[column]) * (v[0] - v[column]))
        .sum();
    (explained / n / variance, changed / (2.0 * n) / variance)
}
