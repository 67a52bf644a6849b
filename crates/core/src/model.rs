//! What a model is to the rest of Apiary.
//!
//! A model author implements [`Model`]: two structs, three tables, a step. Everything else works
//! with `dyn` [`Simulator`], which every model is, so that nothing outside `models/` knows which
//! models there are.

mod plain;
mod simulator;

pub(crate) use plain::{first_impossible, outputs_of, set};
pub use simulator::{Simulator, Stretch, TakeEnds, TakeRows};

use crate::explained::Explained;
use crate::lanes::InLanes;
use crate::rng::RandomState;
use crate::table::{About, Output, Parameter};
use rand::Rng;
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
pub trait Model: Sized + Sync + 'static {
    /// The parameters, by name.
    type Parameters: Default;
    /// All that a step reads: the state variables, and what it remembers of earlier rows.
    type State: Default;

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

    /// The next row: every policy reads the previous row, then all variables change at once.
    fn step<R: Rng>(
        parameters: &Self::Parameters,
        state: &mut Self::State,
        draws: &mut RandomState<R>,
    );

    /// The same step in Python, for notebooks that recompute a scenario: numpy as `np`, a function
    /// `step(p, s, history, draws)` that returns the next row as a dictionary by the notebook's names, and
    /// `derived(s)` that returns what is derived from one or from columns of them. `p` and `s` are
    /// dictionaries by the notebook's names, `history(name)` is the column of a variable in all rows before,
    /// `draws` is the run's `numpy.random.RandomState`.
    const PYTHON: &'static str;

    /// What there is to understand about it: its equations, what its authors assumed.
    const EXPLAINED: Explained = Explained::NONE;

    /// How runs step together, for a model that is [`Lanewise`](crate::lanes::Lanewise).
    const IN_LANES: Option<InLanes<Self>> = None;
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
