//! What there is to understand about a model: its equations, what its authors assumed, where its numbers come from.
//!
//! An equation is written down once more than in the step function, so that it can be typeset, taken apart and
//! followed for one timestep; a test runs every model by its equations and holds it against the step function.

use crate::formula::{Formula, Scope};
use crate::model::Simulator;
use crate::rng::RandomState;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// What there is to understand about a model.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Explained {
    /// What it can tell and what it cannot.
    pub fit: &'static str,
    /// What its authors assumed, a sentence or two each.
    pub assumed: &'static [&'static str],
    /// Where its numbers come from.
    pub numbers: &'static str,
    /// What chance decides at each timestep, in the order of the draws.
    pub draws: &'static [Draw],
    /// Its equations, in the order in which they can be worked out.
    pub parts: &'static [Part],
}

impl Explained {
    /// Of a model whose author has written nothing down.
    pub const NONE: Self = Self {
        fit: "",
        assumed: &[],
        numbers: "",
        draws: &[],
        parts: &[],
    };

    /// All equations.
    pub fn equations(&self) -> impl Iterator<Item = &'static Equation> {
        self.parts.iter().flat_map(|part| part.equations)
    }
}

/// A number that chance gives at each timestep.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Draw {
    /// What formulas call it.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it is, as a sentence.
    pub text: &'static str,
    /// How it is drawn.
    #[serde(skip)]
    pub chance: Chance,
}

/// A kind of draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Any number from 0 to 1.
    Uniform,
    /// A standard normal number.
    Normal,
    /// 0 or 1.
    Coin,
}

/// Equations that the notebook has in one place.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Part {
    /// What they are about.
    pub title: &'static str,
    /// Where they stand in the notebook.
    pub source: &'static str,
    /// The equations.
    pub equations: &'static [Equation],
}

/// An equation: a state update, or a step on the way to one.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Equation {
    /// What it gives, as formulas call it: an output's key with `_` in place of `-`, or a name of its own.
    pub of: &'static str,
    /// The name for people of what is no output; outputs have theirs.
    pub label: &'static str,
    /// What it is equal to. A state variable is that of the row before, with a `'` that of the same row.
    #[serde(serialize_with = "as_tree")]
    #[cfg_attr(feature = "typescript", ts(type = "Formula"))]
    pub formula: &'static str,
    /// What it says, in a sentence.
    pub text: &'static str,
}

fn as_tree<S: Serializer>(text: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
    let tree = Formula::read(text).map_err(serde::ser::Error::custom)?;
    tree.serialize(serializer)
}

/// What formulas call a parameter or an output.
#[must_use]
pub fn name_of(key: &str) -> String {
    key.replace('-', "_")
}

/// A quantity while a run is worked out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Quantity {
    /// What formulas call it.
    pub name: String,
    /// Its value of the row before.
    pub before: f64,
    /// Its value; not a number where it is a draw that was not needed.
    pub now: f64,
}

/// A run by its equations, and what they gave at the latest timestep.
pub struct Worked {
    equations: Vec<(usize, Formula)>,
    scope: Row,
}

/// The row in the making.
struct Row {
    quantities: Vec<Quantity>,
    /// Of each quantity, its values in all rows before.
    columns: Vec<Vec<f64>>,
    /// The kind of each draw; they stand first among the quantities.
    chances: Vec<Chance>,
    /// Where outputs stand, which alone have a row before.
    outputs: Range<usize>,
    draws: RandomState,
}

impl Worked {
    /// A run that stands at its initial state. `inputs` are the parameters, then the initial values.
    ///
    /// # Panics
    /// Where the model's table holds what is no formula, which a test over all models rules out.
    #[must_use]
    pub fn new(model: &dyn Simulator, inputs: &[f64], seed: u32) -> Self {
        let explained = model.explained();
        let draws = explained.draws.iter().map(|draw| draw.name.to_owned());
        let parameters = model.parameters().into_iter().map(|row| name_of(row.key));
        let mut names: Vec<String> = draws.chain(parameters).collect();
        let first_output = names.len();
        names.extend(model.outputs().into_iter().map(|row| name_of(row.key)));
        let outputs = first_output..names.len();
        let mut equations = Vec::new();
        for equation in explained.equations() {
            let known = names.iter().position(|name| name == equation.of);
            let place = known.unwrap_or(names.len());
            if known.is_none() {
                names.push(equation.of.to_owned());
            }
            equations.push((place, Formula::read(equation.formula).expect("a formula")));
        }
        let first = explained.draws.len();
        let value = |place: usize| {
            let input = place.checked_sub(first).and_then(|place| inputs.get(place));
            input.copied().unwrap_or(f64::NAN)
        };
        let quantities = names.into_iter().enumerate().map(|(place, name)| Quantity {
            name,
            before: f64::NAN,
            now: value(place),
        });
        let quantities: Vec<Quantity> = quantities.collect();
        let scope = Row {
            columns: vec![Vec::new(); quantities.len()],
            quantities,
            chances: explained.draws.iter().map(|draw| draw.chance).collect(),
            outputs,
            draws: RandomState::new(seed),
        };
        Self { equations, scope }
    }

    /// Works out the next row.
    pub fn step(&mut self) {
        self.scope.turn();
        for (place, formula) in &self.equations {
            self.scope.quantities[*place].now = formula.evaluate(&mut self.scope);
        }
    }

    /// All quantities: draws, parameters, outputs, then what is on the way to them.
    #[must_use]
    pub fn quantities(&self) -> &[Quantity] {
        &self.scope.quantities
    }
}

impl Row {
    /// What was now is before.
    fn turn(&mut self) {
        for (column, quantity) in self.columns.iter_mut().zip(&mut self.quantities) {
            quantity.before = quantity.now;
            column.push(quantity.now);
        }
        for draw in &mut self.quantities[..self.chances.len()] {
            draw.now = f64::NAN;
        }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.quantities
            .iter()
            .position(|quantity| quantity.name == name)
    }

    fn draw(&mut self, place: usize) -> f64 {
        match self.chances[place] {
            Chance::Uniform => self.draws.random_sample(),
            Chance::Normal => self.draws.standard_normal(),
            Chance::Coin => f64::from(u8::from(self.draws.coin())),
        }
    }
}

impl Scope for Row {
    fn value(&mut self, name: &str, now: bool) -> f64 {
        let Some(place) = self.place(name) else {
            return f64::NAN;
        };
        // Chance is asked when its number is first needed, as in a program.
        if place < self.chances.len() && self.quantities[place].now.is_nan() {
            self.quantities[place].now = self.draw(place);
        }
        let quantity = &self.quantities[place];
        if self.outputs.contains(&place) && !now {
            quantity.before
        } else {
            quantity.now
        }
    }

    fn history(&self, name: &str) -> &[f64] {
        self.place(name).map_or(&[], |place| &self.columns[place])
    }
}
