//! Runs one by one, step by step as the model's author wrote them: what runs side by side are held against,
//! and how a model runs whose draws depend on its state.

use super::simulator::{Stretch, TakeEnds, TakeRows};
use super::{Impossible, Model, Rows};
use crate::lanes::{LANES, fault_of};
use crate::rng::RandomState;
use crate::rng::twisters::Twisters;
use rand::Rng;

/// A run, step by step as the model's author wrote it.
pub(super) fn one_run<M: Model, R: Rng>(
    inputs: &[f64],
    mut draws: RandomState<R>,
    timesteps: u32,
    outputs: &[usize],
    rows: &mut dyn Rows,
) -> Option<Impossible> {
    let (parameters, mut state) = set::<M>(inputs);
    let mut row = vec![0.0; outputs.len()];
    let mut all = outputs_of::<M>(&mut state);
    let mut impossible = None;
    for timestep in 0..=timesteps {
        if timestep > 0 {
            M::step(&parameters, &mut state, &mut draws);
            read_outputs::<M>(&mut state, &mut all);
        }
        for (value, &output) in row.iter_mut().zip(outputs) {
            *value = all[output];
        }
        if impossible.is_none() && fault_in::<M>(&mut state) != 0.0 {
            impossible = first_impossible::<M>(|output| all[output]);
        }
        rows.take(timestep, &row);
    }
    impossible
}

/// How a run ends, of which nothing else is asked: all outputs, and whether it was impossible.
fn one_end<M: Model, R: Rng>(
    inputs: &[f64],
    mut draws: RandomState<R>,
    timesteps: u32,
) -> (Vec<f64>, bool) {
    let (parameters, mut state) = set::<M>(inputs);
    let mut fault = fault_in::<M>(&mut state);
    for _ in 0..timesteps {
        M::step(&parameters, &mut state, &mut draws);
        fault += fault_in::<M>(&mut state);
    }
    (outputs_of::<M>(&mut state), fault != 0.0)
}

/// Rows of runs of a model that steps one by one. They are told side by side all the same: whoever keeps
/// them does so by timestep, and to write each alone would take longer than to compute it.
pub(super) fn one_by_one<M: Model>(
    inputs: &[f64],
    stretch: &Stretch,
    outputs: &[usize],
    take: &mut TakeRows,
) -> Vec<Option<Impossible>> {
    let length = stretch.timesteps as usize + 1;
    let mut rows = vec![[0.0; LANES]; length * outputs.len()];
    let mut impossible = Vec::with_capacity(stretch.runs.len());
    let mut twisters = Twisters::new(stretch.seed);
    for (first, count) in stretch.together() {
        let place = impossible.len();
        twisters.reseed(stretch.seed_of(first));
        for lane in 0..count {
            let mut keep = |timestep: u32, row: &[f64]| {
                let at = timestep as usize * outputs.len();
                for (lanes, value) in rows[at..].iter_mut().zip(row) {
                    lanes[lane] = *value;
                }
            };
            let draws = RandomState::from_words(twisters.words(lane));
            let timesteps = stretch.timesteps;
            impossible.push(one_run::<M, _>(
                inputs, draws, timesteps, outputs, &mut keep,
            ));
        }
        for (row, lanes) in rows.iter().enumerate() {
            let (timestep, output) = (row / outputs.len(), row % outputs.len());
            take(output, timestep as u32, place, &lanes[..count]);
        }
    }
    impossible
}

/// How runs of several points end, of a model that steps one by one.
pub(super) fn ends_one_by_one<M: Model>(
    points: &[Vec<f64>],
    stretch: &Stretch,
    outputs: &[usize],
    take: &mut TakeEnds,
) {
    let mut row = vec![0.0; outputs.len()];
    let mut twisters = Twisters::new(stretch.seed);
    for (first, count) in stretch.together() {
        twisters.reseed(stretch.seed_of(first));
        for (point, inputs) in points.iter().enumerate() {
            for lane in 0..count {
                let draws = RandomState::from_words(twisters.words(lane));
                let (all, is_impossible) = one_end::<M, _>(inputs, draws, stretch.timesteps);
                for (value, &output) in row.iter_mut().zip(outputs) {
                    *value = all[output];
                }
                take(point, &row, is_impossible);
            }
        }
    }
}

/// Parameters and initial state from the flat list of inputs.
pub(crate) fn set<M: Model>(inputs: &[f64]) -> (M::Parameters, M::State) {
    let mut parameters = M::Parameters::default();
    let mut state = M::State::default();
    let mut values = inputs.iter();
    for ((field, _), value) in M::PARAMETERS.iter().zip(values.by_ref()) {
        *field(&mut parameters) = *value;
    }
    for ((field, _, _), value) in M::VARIABLES.iter().zip(values) {
        *field(&mut state) = *value;
    }
    (parameters, state)
}

/// The values of all outputs.
pub(crate) fn outputs_of<M: Model>(state: &mut M::State) -> Vec<f64> {
    let mut values = vec![0.0; M::VARIABLES.len() + M::DERIVED.len()];
    read_outputs::<M>(state, &mut values);
    values
}

fn read_outputs<M: Model>(state: &mut M::State, values: &mut [f64]) {
    let (variables, derived) = values.split_at_mut(M::VARIABLES.len());
    for ((field, ..), value) in M::VARIABLES.iter().zip(variables) {
        *value = *field(state);
    }
    for ((formula, _), value) in M::DERIVED.iter().zip(derived) {
        *value = formula(state);
    }
}

/// Not 0 where a value of the row is impossible.
#[inline(always)]
fn fault_in<M: Model>(state: &mut M::State) -> f64 {
    let mut fault = 0.0;
    for (field, _, row) in M::VARIABLES {
        fault = fault_of(fault, *field(state), row.never_negative);
    }
    for (formula, row) in M::DERIVED {
        fault = fault_of(fault, formula(state), row.never_negative);
    }
    fault
}

/// The first output, in the order of the tables, whose value is impossible.
pub(crate) fn first_impossible<M: Model>(value: impl Fn(usize) -> f64) -> Option<Impossible> {
    let variables = M::VARIABLES.iter().map(|(.., row)| row);
    let mut rows = variables
        .chain(M::DERIVED.iter().map(|(_, row)| row))
        .enumerate();
    rows.find_map(|(output, row)| {
        let value = value(output);
        if !value.is_finite() {
            Some(Impossible::NotFinite(output))
        } else if row.never_negative && value < 0.0 {
            Some(Impossible::Negative(output))
        } else {
            None
        }
    })
}
