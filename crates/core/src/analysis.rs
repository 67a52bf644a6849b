//! Questions that take many points: where a level is crossed, what moves the outcome.
//!
//! An analysis does not compute: it names the points it needs, and concludes from what they give.
//! Whoever has threads or workers makes the runs in between, in any order.

pub mod compare;
pub mod planned;
pub mod question;
pub mod sensitivity;
pub mod sweep;
pub mod threshold;

use crate::ends::{EXPERIMENT, Ends, trend_ends};
use crate::noise::Noise;
use crate::scenario::{Scenario, Setting, Sweep};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The scenario of one subset alone: its axes stand where they do there.
#[must_use]
pub fn standing_at(scenario: &Scenario, subset: usize) -> Scenario {
    let inputs = scenario.inputs_of(subset);
    Scenario {
        settings: inputs.into_iter().map(Setting::Value).collect(),
        sweep: Sweep::Product,
        ..scenario.clone()
    }
}

/// What is taken of the runs of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Sample {
    /// Each run's final value.
    Runs,
    /// The end of the notebook's trend line in each experiment of ten runs.
    Experiments,
}

impl Sample {
    /// How many values so many runs give.
    #[must_use]
    pub const fn size(self, runs: u32) -> u32 {
        match self {
            Self::Runs => runs,
            Self::Experiments => runs / EXPERIMENT,
        }
    }

    /// Some values (counted from 0) of a point.
    #[must_use]
    pub fn of(
        self,
        scenario: &Scenario,
        inputs: &[f64],
        output: usize,
        part: Range<u32>,
        noise: &mut Noise,
    ) -> Vec<f64> {
        match self {
            Self::Runs => {
                let runs = part.start + 1..part.end + 1;
                let mut ends = Ends::of(scenario, inputs, &[output], runs, noise);
                ends.values.pop().unwrap_or_default()
            }
            Self::Experiments => trend_ends(scenario, inputs, output, part, noise),
        }
    }
}
