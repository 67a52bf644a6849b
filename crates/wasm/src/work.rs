//! Work that any thread can do: runs of a scenario, from a plain object to a list of numbers.
//!
//! A worker knows nothing but this. Jobs are small, so that they can be dropped between two of them,
//! and what they give depends on the job alone.

use apiary_core::analysis::Sample;
use apiary_core::analysis::sensitivity::{Outcome, Sobol};
use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::scenario::{Scenario, ScenarioError};
use serde::{Deserialize, Serialize};

/// Timesteps that a job makes, about ten milliseconds of work.
pub(crate) const JOB_STEPS: u32 = 60_000;

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
    /// Final values of runs of a point: by output and run, then how many runs were impossible.
    Ends {
        link: String,
        inputs: Vec<f64>,
        outputs: Vec<usize>,
        from: u32,
        to: u32,
    },
    /// The sample that a threshold reads at a point.
    Sample {
        link: String,
        inputs: Vec<f64>,
        output: usize,
        sample: Sample,
        from: u32,
        to: u32,
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

/// Does a job.
pub(crate) fn done(job: Job) -> Result<Vec<f64>, ScenarioError> {
    let scenario = |link: &str| Link::read(link).link.scenario;
    match job {
        Job::Rows {
            link,
            subset,
            outputs,
            from,
            to,
        } => rows(&scenario(&link), subset, &outputs, (from, to)),
        Job::Ends {
            link,
            inputs,
            outputs,
            from,
            to,
        } => {
            let ends = Ends::of(&scenario(&link), &inputs, &outputs, from + 1..to + 1);
            let mut packed = ends.values.concat();
            packed.push(f64::from(ends.impossible));
            Ok(packed)
        }
        Job::Sample {
            link,
            inputs,
            output,
            sample,
            from,
            to,
        } => Ok(sample.of(&scenario(&link), &inputs, output, from..to)),
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

pub(crate) fn outcome(above: bool, level: Option<f64>) -> Outcome {
    match (level, above) {
        (None, _) => Outcome::Value,
        (Some(level), true) => Outcome::Above(level),
        (Some(level), false) => Outcome::Below(level),
    }
}

fn rows(
    scenario: &Scenario,
    subset: usize,
    outputs: &[usize],
    (from, to): (u32, u32),
) -> Result<Vec<f64>, ScenarioError> {
    // The same runs under their own seeds, as an ensemble of their own.
    let stretch = Scenario {
        runs: to.saturating_sub(from),
        seed: scenario.seed_of(from + 1),
        ..scenario.clone()
    };
    Ok(Ensemble::complete(&stretch, subset, outputs)?.packed())
}
