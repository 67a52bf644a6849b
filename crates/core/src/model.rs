//! What a model is to the rest of Apiary.
//!
//! A model author implements [`Model`]: two structs, three tables, a step. Everything else works
//! with `dyn` [`Simulator`], which every model is, so that nothing outside `models/` knows which
//! models there are.

use crate::rng::RandomState;
use crate::table::{About, Output, Parameter};
use thiserror::Error;

/// A value the model is not defined for.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{key} cannot be {value}: {reason}", value = crate::number::shortest(*.value))]
pub struct Refusal {
    /// The key of the parameter or initial value in links.
    pub key: String,
    /// The value.
    pub value: f64,
    /// Why, in a sentence that names what would be right.
    pub reason: String,
}

/// A state that cannot be in what the model describes. The index is that of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// Below zero where that has no meaning.
    Negative(usize),
    /// Not a number, or infinite.
    NotFinite(usize),
}

impl Impossible {
    /// A number for a state that may be impossible, to be read by [`from_code`](Self::from_code).
    #[must_use]
    pub fn code(state: Option<Self>) -> f64 {
        match state {
            None => 0.0,
            Some(Self::Negative(output)) => -1.0 - output as f64,
            Some(Self::NotFinite(output)) => 1.0 + output as f64,
        }
    }

    /// The state that a number stands for.
    #[must_use]
    pub fn from_code(code: f64) -> Option<Self> {
        if code < 0.0 {
            Some(Self::Negative((-code) as usize - 1))
        } else if code > 0.0 {
            Some(Self::NotFinite(code as usize - 1))
        } else {
            None
        }
    }
}

/// A row of the parameter table, tied to the field that holds the value.
pub type ParameterRow<M> = (fn(&mut <M as Model>::Parameters) -> &mut f64, Parameter);
/// A row of the state table: the field, the initial value, what it is.
pub type VariableRow<M> = (fn(&mut <M as Model>::State) -> &mut f64, f64, Output);
/// A row of the table of derived outputs: the formula, what it is.
pub type DerivedRow<M> = (fn(&<M as Model>::State) -> f64, Output);

/// A model: what its author writes.
pub trait Model: Sync + 'static {
    /// The parameters, by name.
    type Parameters: Default;
    /// All that a step reads: the state variables, and what it remembers of earlier rows.
    type State: Default;
    /// What chance holds for a run. Where draws depend on neither parameters nor state, all of them,
    /// drawn once for every subset; else the generator, to be drawn from step by step.
    type Luck: Clone;

    /// What it is.
    const ABOUT: About;
    /// Its parameters, in the order of links and of sweeps.
    const PARAMETERS: &'static [ParameterRow<Self>];
    /// Its state variables, in the notebook's order.
    const VARIABLES: &'static [VariableRow<Self>];
    /// What is derived from the state, in the notebook's order.
    const DERIVED: &'static [DerivedRow<Self>];

    /// Names the first value for which the notebook's code stops with an error.
    ///
    /// # Errors
    /// The [`Refusal`].
    fn check(parameters: &Self::Parameters, initial: &Self::State) -> Result<(), Refusal>;

    /// The luck of a run of so many timesteps.
    fn luck(draws: RandomState, timesteps: u32) -> Self::Luck;

    /// The next row: every policy reads the previous row, then all variables change at once.
    fn step(parameters: &Self::Parameters, state: &mut Self::State, luck: &mut Self::Luck);
}

/// Where the rows of a run go.
pub trait Rows {
    /// Takes the outputs asked for, in the order asked, at the next timestep from 0 on.
    fn take(&mut self, timestep: u32, outputs: &[f64]);
}

impl<F: FnMut(u32, &[f64])> Rows for F {
    fn take(&mut self, timestep: u32, outputs: &[f64]) {
        self(timestep, outputs);
    }
}

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

    /// Names the first value for which the model is not defined. `inputs` are the parameters, then
    /// the initial values.
    ///
    /// # Errors
    /// The [`Refusal`].
    fn check(&self, inputs: &[f64]) -> Result<(), Refusal>;

    /// Makes one run and names the first impossible state that it passed through, if it did.
    /// `inputs` as for [`check`](Self::check); `outputs` are indices into
    /// [`outputs`](Self::outputs).
    fn run(
        &self,
        inputs: &[f64],
        seed: u32,
        timesteps: u32,
        outputs: &[usize],
        rows: &mut dyn Rows,
    ) -> Option<Impossible>;

    /// Makes the run of one seed at several points, which share its luck, and tells of each point in
    /// turn how it ends: the outputs asked for, and whether it passed through an impossible state.
    /// A point's inputs are as for [`check`](Self::check).
    fn ends(
        &self,
        points: &[Vec<f64>],
        seed: u32,
        timesteps: u32,
        outputs: &[usize],
        tell: &mut dyn FnMut(usize, &[f64], bool),
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
        let (parameters, mut state) = set::<M>(inputs);
        let mut luck = M::luck(RandomState::new(seed), timesteps);
        let mut row = vec![0.0; outputs.len()];
        let mut impossible = None;
        for timestep in 0..=timesteps {
            if timestep > 0 {
                M::step(&parameters, &mut state, &mut luck);
            }
            read_row::<M>(&mut state, outputs, &mut row);
            impossible = impossible.or_else(|| find_impossible::<M>(&mut state));
            rows.take(timestep, &row);
        }
        impossible
    }

    fn ends(
        &self,
        points: &[Vec<f64>],
        seed: u32,
        timesteps: u32,
        outputs: &[usize],
        tell: &mut dyn FnMut(usize, &[f64], bool),
    ) {
        let luck = M::luck(RandomState::new(seed), timesteps);
        let mut row = vec![0.0; outputs.len()];
        for (point, inputs) in points.iter().enumerate() {
            let (parameters, mut state) = set::<M>(inputs);
            let mut luck = luck.clone();
            let mut impossible = find_impossible::<M>(&mut state).is_some();
            for _ in 0..timesteps {
                M::step(&parameters, &mut state, &mut luck);
                impossible = impossible || find_impossible::<M>(&mut state).is_some();
            }
            read_row::<M>(&mut state, outputs, &mut row);
            tell(point, &row, impossible);
        }
    }
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

/// Parameters and initial state from the flat list of inputs.
fn set<M: Model>(inputs: &[f64]) -> (M::Parameters, M::State) {
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

fn read<M: Model>(state: &mut M::State, output: usize) -> f64 {
    match M::VARIABLES.get(output) {
        Some((field, _, _)) => *field(state),
        None => M::DERIVED[output - M::VARIABLES.len()].0(state),
    }
}

fn read_row<M: Model>(state: &mut M::State, outputs: &[usize], row: &mut [f64]) {
    for (value, &output) in row.iter_mut().zip(outputs) {
        *value = read::<M>(state, output);
    }
}

/// The first output, in the order of the tables, that is in an impossible state.
fn find_impossible<M: Model>(state: &mut M::State) -> Option<Impossible> {
    let check = |index: usize, value: f64, row: &Output| {
        if !value.is_finite() {
            Some(Impossible::NotFinite(index))
        } else if row.never_negative && value < 0.0 {
            Some(Impossible::Negative(index))
        } else {
            None
        }
    };
    let mut variables = M::VARIABLES.iter().enumerate();
    let variable = variables.find_map(|(i, (field, _, row))| check(i, *field(state), row));
    variable.or_else(|| {
        let mut derived = M::DERIVED.iter().enumerate();
        derived.find_map(|(i, (value, row))| check(M::VARIABLES.len() + i, value(state), row))
    })
}
