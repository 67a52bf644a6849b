//! What every model is to the rest of Apiary, made from what its author wrote: checks, whole runs, rows of
//! runs, how runs end; side by side where the model allows it.

use super::plain::{ends_one_by_one, one_by_one, one_run, set};
use super::{Impossible, Model, Refusal, Rows};
use crate::explained::Explained;
use crate::lanes::{LANES, Runs};
use crate::noise::Noise;
use crate::rng::RandomState;
use crate::table::{About, Output, Parameter};
use std::ops::Range;

/// Some runs of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The scenario's seed, which is that of the first run.
    pub seed: u32,
    /// Which runs, counted from 1.
    pub runs: Range<u32>,
    /// How many timesteps each has.
    pub timesteps: u32,
}

impl Stretch {
    /// The seed of a run, counted from 1.
    #[must_use]
    pub const fn seed_of(&self, run: u32) -> u32 {
        self.seed.wrapping_add(run.wrapping_sub(1))
    }

    /// The runs in groups that step together: the first of each, and how many there are.
    pub(super) fn together(&self) -> impl Iterator<Item = (u32, usize)> {
        let Range { start, end } = self.runs;
        (start..end)
            .step_by(LANES)
            .map(move |first| (first, ((end - first) as usize).min(LANES)))
    }
}

/// Takes values of runs beside each other: of an output, in the order asked, at a timestep; from the run
/// at a place of the stretch (counted from 0) on.
pub type TakeRows<'a> = dyn FnMut(usize, u32, usize, &[f64]) + 'a;

/// Takes how a run of a point ends: the outputs asked for, and whether it was impossible.
pub type TakeEnds<'a> = dyn FnMut(usize, &[f64], bool) + 'a;

/// Any model, as the rest of Apiary sees it.
pub trait Simulator: Sync {
    /// What it is.
    fn about(&self) -> &'static About;
    /// Its parameters, in the order of links and of sweeps.
    fn parameters(&self) -> Vec<&'static Parameter>;
    /// Its outputs: first the state variables, then what is derived from them.
    fn outputs(&self) -> Vec<&'static Output>;
    /// The initial values, one for each state variable.
    fn initial(&self) -> Vec<f64>;

    /// What there is to understand about it.
    fn explained(&self) -> &'static Explained;

    /// Its step in Python; see [`Model::PYTHON`].
    fn python(&self) -> &'static str;

    /// Whether its runs step together, which takes a fraction of the time.
    fn is_in_lanes(&self) -> bool;

    /// Names the first value for which the model is not defined. `inputs` are the parameters, then
    /// the initial values.
    ///
    /// # Errors
    /// The [`Refusal`].
    fn check(&self, inputs: &[f64]) -> Result<(), Refusal>;

    /// Makes one run, step by step as the model's author wrote it, and names the first impossible state
    /// that it passed through, if it did. `inputs` as for [`check`](Self::check); `outputs` are indices
    /// into [`outputs`](Self::outputs). What the other two give is held against this.
    fn run(
        &self,
        inputs: &[f64],
        seed: u32,
        timesteps: u32,
        outputs: &[usize],
        rows: &mut dyn Rows,
    ) -> Option<Impossible>;

    /// Makes runs of a point, and tells all their rows; for each the first impossible state that it
    /// passed through. The rest as for [`run`](Self::run).
    fn rows(
        &self,
        inputs: &[f64],
        stretch: &Stretch,
        outputs: &[usize],
        noise: &mut Noise,
        take: &mut TakeRows,
    ) -> Vec<Option<Impossible>>;

    /// Makes runs of several points and tells how they end: of each point in the order of the runs. A
    /// point's inputs and `outputs` are as for [`run`](Self::run).
    fn ends(
        &self,
        points: &[Vec<f64>],
        stretch: &Stretch,
        outputs: &[usize],
        noise: &mut Noise,
        take: &mut TakeEnds,
    );
}

impl<M: Model> Simulator for M {
    fn about(&self) -> &'static About {
        &M::ABOUT
    }

    fn parameters(&self) -> Vec<&'static Parameter> {
        M::PARAMETERS.iter().map(|(_, row)| row).collect()
    }

    fn outputs(&self) -> Vec<&'static Output> {
        let variables = M::VARIABLES.iter().map(|(_, _, row)| row);
        variables
            .chain(M::DERIVED.iter().map(|(_, row)| row))
            .collect()
    }

    fn initial(&self) -> Vec<f64> {
        M::VARIABLES
            .iter()
            .map(|(_, initial, _)| *initial)
            .collect()
    }

    fn explained(&self) -> &'static Explained {
        &M::EXPLAINED
    }

    fn python(&self) -> &'static str {
        M::PYTHON
    }

    fn is_in_lanes(&self) -> bool {
        M::IN_LANES.is_some()
    }

    fn check(&self, inputs: &[f64]) -> Result<(), Refusal> {
        let (parameters, mut state) = set::<M>(inputs);
        for (index, (_, row)) in M::PARAMETERS.iter().enumerate() {
            check_number(row.key, inputs[index], row.whole)?;
        }
        for (field, _, row) in M::VARIABLES {
            check_number(&format!("initial-{}", row.key), *field(&mut state), false)?;
        }
        M::check(&parameters, &state)
    }

    fn run(
        &self,
        inputs: &[f64],
        seed: u32,
        timesteps: u32,
        outputs: &[usize],
        rows: &mut dyn Rows,
    ) -> Option<Impossible> {
        one_run::<M, _>(inputs, RandomState::new(seed), timesteps, outputs, rows)
    }

    fn rows(
        &self,
        inputs: &[f64],
        stretch: &Stretch,
        outputs: &[usize],
        noise: &mut Noise,
        take: &mut TakeRows,
    ) -> Vec<Option<Impossible>> {
        let Some(lanes) = M::IN_LANES else {
            return one_by_one::<M>(inputs, stretch, outputs, take);
        };
        let mut impossible = Vec::with_capacity(stretch.runs.len());
        for (first, count) in stretch.together() {
            let place = impossible.len();
            let noise = noise.of::<M>(&lanes, stretch, first);
            let mut runs = Runs::<M>::new(inputs);
            let mut found = [None; LANES];
            let mut note = |runs: &Runs<M>, timestep: u32| {
                for (output, &index) in outputs.iter().enumerate() {
                    take(output, timestep, place, &runs.output(index).0[..count]);
                }
                for (lane, found) in found.iter_mut().enumerate() {
                    if found.is_none() && runs.is_at_fault(lane) {
                        *found = runs.impossible(lane);
                    }
                }
            };
            note(&runs, 0);
            for (timestep, noise) in (1..).zip(lanes.timesteps(noise)) {
                lanes.step(&mut runs, noise);
                note(&runs, timestep);
            }
            impossible.extend(&found[..count]);
        }
        impossible
    }

    fn ends(
        &self,
        points: &[Vec<f64>],
        stretch: &Stretch,
        outputs: &[usize],
        noise: &mut Noise,
        take: &mut TakeEnds,
    ) {
        let Some(lanes) = M::IN_LANES else {
            ends_one_by_one::<M>(points, stretch, outputs, take);
            return;
        };
        let mut row = vec![0.0; outputs.len()];
        let mut all: Vec<Runs<M>> = points.iter().map(|inputs| Runs::new(inputs)).collect();
        for (first, count) in stretch.together() {
            let noise = noise.of::<M>(&lanes, stretch, first);
            for (point, (inputs, runs)) in points.iter().zip(&mut all).enumerate() {
                runs.restart();
                lanes.run(runs, noise);
                for lane in 0..count {
                    for (value, &output) in row.iter_mut().zip(outputs) {
                        *value = runs.output(output).0[lane];
                    }
                    let impossible = runs.is_at_fault(lane)
                        || runs.is_in_doubt(lane)
                            && is_impossible(self, inputs, stretch, first + lane as u32);
                    take(point, &row, impossible);
                }
            }
        }
    }
}

/// Whether a run passes through an impossible state, by the plain step function.
fn is_impossible(model: &dyn Simulator, inputs: &[f64], stretch: &Stretch, run: u32) -> bool {
    let (seed, timesteps) = (stretch.seed_of(run), stretch.timesteps);
    let mut ignore = |_: u32, _: &[f64]| {};
    let found = model.run(inputs, seed, timesteps, &[], &mut ignore);
    found.is_some()
}

fn check_number(key: &str, value: f64, whole: bool) -> Result<(), Refusal> {
    let reason = if !value.is_finite() {
        "it must be a finite number"
    } else if whole && value.fract() != 0.0 {
        "it must be a whole number"
    } else {
        return Ok(());
    };
    Err(Refusal {
        key: key.to_owned(),
        value,
        reason: reason.to_owned(),
    })
}
