//! How runs end: the final values of some runs of a subset, and nothing else of them.
//!
//! Sweeps, thresholds and sensitivities ask how runs end at many points. They keep one number a run
//! and output, so that a million runs fit, and take the work in pieces that anybody can compute
//! anywhere: a piece is some runs of one point, and pieces are put together in the order of runs.

use crate::noise::Noise;
use crate::scenario::Scenario;
use crate::stats::lowess::lowess;
use std::ops::Range;

/// Final values of some runs of a point, by output and run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ends {
    /// By output asked for, then by run.
    pub values: Vec<Vec<f64>>,
    /// Runs among them that passed through an impossible state.
    pub impossible: u32,
}

impl Ends {
    /// Makes the given runs (counted from 1) of a point, whose inputs are the model's parameters and
    /// initial values. `outputs` are indices into the model's.
    #[must_use]
    pub fn of(
        scenario: &Scenario,
        inputs: &[f64],
        outputs: &[usize],
        runs: Range<u32>,
        noise: &mut Noise,
    ) -> Self {
        let points = [inputs.to_vec()];
        let mut ends = Self::of_points(scenario, &points, outputs, runs, noise);
        ends.pop().unwrap_or_default()
    }

    /// Makes the given runs of several points, which share each run's luck.
    #[must_use]
    pub fn of_points(
        scenario: &Scenario,
        points: &[Vec<f64>],
        outputs: &[usize],
        runs: Range<u32>,
        noise: &mut Noise,
    ) -> Vec<Self> {
        // A copy of an empty list has no room, so each is made.
        let room = || Vec::with_capacity(runs.len());
        let none = |_: &Vec<f64>| Self {
            values: outputs.iter().map(|_| room()).collect(),
            impossible: 0,
        };
        let mut all: Vec<Self> = points.iter().map(none).collect();
        let mut take = |point: usize, row: &[f64], impossible: bool| {
            let ends: &mut Self = &mut all[point];
            for (values, value) in ends.values.iter_mut().zip(row) {
                values.push(*value);
            }
            ends.impossible += u32::from(impossible);
        };
        let stretch = scenario.stretch(runs);
        scenario
            .model
            .ends(points, &stretch, outputs, noise, &mut take);
        all
    }

    /// The same with more runs behind these.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        if self.values.is_empty() {
            return more;
        }
        for (values, others) in self.values.iter_mut().zip(more.values) {
            values.extend(others);
        }
        self.impossible += more.impossible;
        self
    }
}

/// Runs of an experiment: as many as the notebook pools for its trend line.
pub const EXPERIMENT: u32 = 10;

/// Where the notebook's trend line ends in each of some experiments (counted from 0) of a point:
/// the LOWESS line through [`EXPERIMENT`] pooled runs, at the last timestep.
#[must_use]
pub fn trend_ends(
    scenario: &Scenario,
    inputs: &[f64],
    output: usize,
    experiments: Range<u32>,
    noise: &mut Noise,
) -> Vec<f64> {
    let runs = experiments.start * EXPERIMENT + 1..experiments.end * EXPERIMENT + 1;
    let pooled = pooled(scenario, inputs, output, runs, noise);
    let size = EXPERIMENT as usize;
    let end = |experiment: usize| {
        let own = experiment * size..(experiment + 1) * size;
        let groups: Vec<&[f64]> = pooled.iter().map(|values| &values[own.clone()]).collect();
        line(&groups).last().copied().unwrap_or(f64::NAN)
    };
    (0..experiments.len()).map(end).collect()
}

/// The notebook's trend of an output over time: the LOWESS line through some runs (counted from 1)
/// of a point, pooled.
#[must_use]
pub fn trend_line(
    scenario: &Scenario,
    inputs: &[f64],
    output: usize,
    runs: Range<u32>,
    noise: &mut Noise,
) -> Vec<f64> {
    let pooled = pooled(scenario, inputs, output, runs, noise);
    let groups: Vec<&[f64]> = pooled.iter().map(Vec::as_slice).collect();
    line(&groups)
}

/// The values of runs by timestep.
fn pooled(
    scenario: &Scenario,
    inputs: &[f64],
    output: usize,
    runs: Range<u32>,
    noise: &mut Noise,
) -> Vec<Vec<f64>> {
    let stretch = scenario.stretch(runs);
    let length = stretch.timesteps as usize + 1;
    let mut pooled = vec![Vec::with_capacity(stretch.runs.len()); length];
    let mut pool = |_: usize, timestep: u32, _: usize, values: &[f64]| {
        pooled[timestep as usize].extend(values);
    };
    let model = scenario.model;
    model.rows(inputs, &stretch, &[output], noise, &mut pool);
    pooled
}

/// The LOWESS line through values at the timesteps from 0 on.
fn line(groups: &[&[f64]]) -> Vec<f64> {
    let timesteps: Vec<f64> = (0..groups.len()).map(|timestep| timestep as f64).collect();
    lowess(&timesteps, groups)
}
