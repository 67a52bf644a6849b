//! Work that any thread can do: runs of a scenario, from a plain object to a list of numbers.
//!
//! A worker knows nothing but this. Jobs are small, so that they can be dropped between two of them,
//! and what they give depends on the job alone.

use apiary_core::analysis::Sample;
use apiary_core::analysis::sensitivity::{Outcome, Sobol};
use apiary_core::ends::{Ends, trend_line};
use apiary_core::ensemble::Ensemble;
use apiary_core::fingerprint::{Digest, digests};
use apiary_core::lanes::LANES;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::scenario::{Scenario, ScenarioError};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Timesteps that a job makes, milliseconds of work: of runs one by one.
const STEPS: u32 = 60_000;
/// Of runs that step together and keep their rows.
const ROWS_IN_LANES: u32 = 240_000;
/// Of runs that step together and keep how they end.
const ENDS_IN_LANES: u32 = 960_000;

/// Runs that make a job, one by one.
pub(crate) fn runs_one_by_one(scenario: &Scenario) -> u32 {
    (STEPS / scenario.timesteps.max(1)).max(1)
}

/// Runs that make a job which keeps their rows.
pub(crate) fn runs_with_rows(scenario: &Scenario) -> u32 {
    runs_of(scenario, ROWS_IN_LANES)
}

/// Runs, or runs of several points, that make a job which keeps how they end.
pub(crate) fn runs_with_ends(scenario: &Scenario) -> u32 {
    runs_of(scenario, ENDS_IN_LANES)
}

fn runs_of(scenario: &Scenario, in_lanes: u32) -> u32 {
    if scenario.model.is_in_lanes() {
        (in_lanes / scenario.timesteps.max(1)).max(1)
    } else {
        runs_one_by_one(scenario)
    }
}

/// A stretch of so many runs, at least one, that leaves no lane empty where it has enough for that.
pub(crate) const fn whole_lanes(runs: u32) -> u32 {
    let lanes = LANES as u32;
    match runs {
        0 => 1,
        few if few < lanes => few,
        many => many / lanes * lanes,
    }
}

/// A job. `from` and `to` count runs, or what stands in their place, from 0.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// The digests of runs of a subset, each as eight whole numbers of 32 bits.
    Digests {
        link: String,
        subset: usize,
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
        Job::Digests {
            link,
            subset,
            from,
            to,
        } => {
            let made = digests(&scenario(&link), subset, from + 1..to + 1, noise);
            Ok(made.iter().flat_map(words).collect())
        }
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

/// Words of a digest, or of several behind each other.
fn words(digest: &Digest) -> impl Iterator<Item = f64> {
    let (words, _) = digest.as_chunks::<4>();
    words
        .iter()
        .map(|word| f64::from(u32::from_le_bytes(*word)))
}

/// The digests that words stand for.
pub(crate) fn from_words(words: &[f64]) -> impl Iterator<Item = Digest> {
    let (digests, _) = words.as_chunks::<8>();
    digests.iter().map(|words| {
        let mut digest = Digest::default();
        let (places, _) = digest.as_chunks_mut::<4>();
        for (place, word) in places.iter_mut().zip(words) {
            *place = (*word as u32).to_le_bytes();
        }
        digest
    })
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
