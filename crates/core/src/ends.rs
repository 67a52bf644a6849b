//! How runs end: the final values of some runs of a subset, and nothing else of them.
//!
//! Sweeps, thresholds and sensitivities ask how runs end at many points. They keep one number a run
//! and output, so that a million runs fit, and take the work in pieces that anybody can compute
//! anywhere: a piece is some runs of one point, and pieces are put together in the order of runs.

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
    pub fn of(scenario: &Scenario, inputs: &[f64], outputs: &[usize], runs: Range<u32>) -> Self {
        let mut ends = Self::of_points(scenario, &[inputs.to_vec()], outputs, runs);
        ends.pop().unwrap_or_default()
    }

    /// Makes the given runs of several points, which share each run's luck.
    #[must_use]
    pub fn of_points(
        scenario: &Scenario,
        points: &[Vec<f64>],
        outputs: &[usize],
        runs: Range<u32>,
    ) -> Vec<Self> {
        let none = Self {
            values: vec![Vec::with_capacity(runs.len()); outputs.len()],
            impossible: 0,
        };
        let mut all = vec![none; points.len()];
        for run in runs {
            let mut take = |point: usize, row: &[f64], impossible: bool| {
                let ends: &mut Self = &mut all[point];
                for (values, value) in ends.values.iter_mut().zip(row) {
                    values.push(*value);
                }
                ends.impossible += u32::from(impossible);
            };
            let (seed, timesteps) = (scenario.seed_of(run), scenario.timesteps);
            scenario
                .model
                .ends(points, seed, timesteps, outputs, &mut take);
        }
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
) -> Vec<f64> {
    let end = |experiment: u32| {
        let first = experiment * EXPERIMENT + 1;
        let line = trend_line(scenario, inputs, output, first..first + EXPERIMENT);
        line.last().copied().unwrap_or(f64::NAN)
    };
    experiments.map(end).collect()
}

/// The notebook's trend of an output over time: the LOWESS line through some runs (counted from 1)
/// of a point, pooled.
#[must_use]
pub fn trend_line(
    scenario: &Scenario,
    inputs: &[f64],
    output: usize,
    runs: Range<u32>,
) -> Vec<f64> {
    let length = scenario.timesteps as usize + 1;
    let xs: Vec<f64> = (0..=scenario.timesteps).map(f64::from).collect();
    let mut pooled = vec![Vec::with_capacity(runs.len()); length];
    for run in runs {
        let mut pool = |timestep: u32, row: &[f64]| pooled[timestep as usize].extend(row);
        let (seed, timesteps) = (scenario.seed_of(run), scenario.timesteps);
        scenario
            .model
            .run(inputs, seed, timesteps, &[output], &mut pool);
    }
    let groups: Vec<&[f64]> = pooled.iter().map(Vec::as_slice).collect();
    lowess(&xs, &groups)
}
