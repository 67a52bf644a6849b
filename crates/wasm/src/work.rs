//! Work that any thread can do: runs of a scenario, from a plain object to a list of numbers.
//!
//! A worker knows nothing but this. Jobs are small, so that they can be dropped between two of them,
//! and what they give depends on the job alone.

use apiary_core::analysis::Sample;
use apiary_core::analysis::sensitivity::{Outcome, Sobol};
use apiary_core::ends::{Ends, trend_line};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::scenario::ScenarioError;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Timesteps that a job makes, about ten milliseconds of work.
pub(crate) const JOB_STEPS: u32 = 60_000;
/// The same for final values of several subsets, which share their luck.
pub(crate) const ENDS_STEPS: u32 = 120_000;

/// A job. `from` and `to` count runs, or what stands in their place, from 0.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum Job {
    /// Whole runs of a subset: all timesteps of some outputs, packed.
    Rows {
        link: String,
        subset: usize,
        outputs: Vec<usize>,
        from: u32,
        to: u32,
    },
    /// Final values of runs of some subsets, one behind the other: by output and run, then how many
    /// runs were impossible.
    Ends {
        link: String,
        subsets: Vec<usize>,
        outputs: Vec<usize>,
        from: u32,
        to: u32,
    },
    /// What an analysis takes of the runs of a point.
    Sample {
        link: String,
        inputs: Vec<f64>,
        output: usize,
        sample: Sample,
        from: u32,
        to: u32,
    },
    /// The notebook's trend of an output in a subset, through its first runs.
    Trend {
        link: String,
        subset: usize,
        output: usize,
        runs: u32,
    },
    /// Pairs of a Sobol study, each the same number of values.
    Sobol {
        link: String,
        output: usize,
        /// Whether a run counts above the level, below it, or by its value where there is none.
        above: bool,
        level: Option<f64>,
        pairs: u32,
        from: u32,
        to: u32,
    },
}

thread_local! {
    /// What this thread has drawn: the next job is often about the same runs.
    static NOISE: RefCell<Noise> = RefCell::new(Noise::new());
}

/// Does a job.
pub(crate) fn done(job: Job) -> Result<Vec<f64>, ScenarioError> {
    NOISE.with_borrow_mut(|noise| done_with(job, noise))
}

fn done_with(job: Job, noise: &mut Noise) -> Result<Vec<f64>, ScenarioError> {
    let scenario = |link: &str| Link::read(link).link.scenario;
    match job {
        Job::Rows {
            link,
            subset,
            outputs,
            from,
            to,
        } => {
            let (scenario, runs) = (scenario(&link), from + 1..to + 1);
            Ok(Ensemble::of_runs(&scenario, subset, &outputs, runs, noise)?.packed())
        }
        Job::Ends {
            link,
            subsets,
            outputs,
            from,
            to,
        } => {
            let scenario = scenario(&link);
            let points = subsets.iter().map(|&subset| scenario.inputs_of(subset));
            let points: Vec<_> = points.collect();
            let ends = Ends::of_points(&scenario, &points, &outputs, from + 1..to + 1, noise);
            Ok(ends.iter().flat_map(packed).collect())
        }
        Job::Sample {
            link,
            inputs,
            output,
            sample,
            from,
            to,
        } => Ok(sample.of(&scenario(&link), &inputs, output, from..to, noise)),
        Job::Trend {
            link,
            subset,
            output,
            runs,
        } => {
            let scenario = scenario(&link);
            let inputs = scenario.inputs_of(subset);
            Ok(trend_line(&scenario, &inputs, output, 1..runs + 1, noise))
        }
        Job::Sobol {
            link,
            output,
            above,
            level,
            pairs,
            from,
            to,
        } => {
            let study = Sobol {
                scenario: &scenario(&link),
                output,
                outcome: outcome(above, level),
                pairs,
            };
            Ok((from..to).flat_map(|pair| study.evaluate(pair)).collect())
        }
    }
}

fn packed(ends: &Ends) -> Vec<f64> {
    let mut packed = ends.values.concat();
    packed.push(f64::from(ends.impossible));
    packed
}

pub(crate) fn outcome(above: bool, level: Option<f64>) -> Outcome {
    match (level, above) {
        (None, _) => Outcome::Value,
        (Some(level), true) => Outcome::Above(level),
        (Some(level), false) => Outcome::Below(level),
    }
}
