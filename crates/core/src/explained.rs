//! What there is to understand about a model: its equations, what its authors assumed, where its numbers come from.
//!
//! An equation is written down once more than in the step function, so that it can be typeset, taken apart and
//! followed for one timestep; a test runs every model by its equations and holds it against the step function.

use crate::formula::{Formula, NoFormula, Scope};
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
    pub passages: &'static [Passage],
}

impl Explained {
    /// Of a model whose author has written nothing down.
    pub const NONE: Self = Self {
        fit: "",
        assumed: &[],
        numbers: "",
        draws: &[],
        passages: &[],
    };

    /// All equations.
    pub fn equations(&self) -> impl Iterator<Item = &'static Equation> {
        self.passages.iter().flat_map(|passage| passage.equations)
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
pub struct Passage {
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
    #[cfg_attr(feature = "typescript", ts(type = "Formula"))]
    pub formula: Text,
    /// What it says, in a sentence.
    pub text: &'static str,
}

impl Equation {
    /// A row of a table.
    #[must_use]
    pub const fn new(
        of: &'static str,
        label: &'static str,
        formula: &'static str,
        text: &'static str,
    ) -> Self {
        let formula = Text(formula);
        Self {
            of,
            label,
            formula,
            text,
        }
    }
}

/// A formula as its author writes it; whoever is not Rust gets it as a tree.
#[derive(Clone, Copy, Debug)]
pub struct Text(pub &'static str);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tree = Formula::read(self.0).map_err(serde::ser::Error::custom)?;
        tree.serialize(serializer)
    }
}

/// Whether formulas call a parameter or an output so: by its key with `_` in place of `-`.
#[must_use]
pub fn is_name_of(name: &str, key: &str) -> bool {
    let plain = |c: u8| if c == b'-' { b'_' } else { c };
    name.bytes().eq(key.bytes().map(plain))
}

/// A run by its equations, and what they gave at the latest timestep.
pub struct Worked {
    /// By the place of what each gives.
    equations: Vec<(usize, Formula<'static>)>,
    row: Row,
}

/// A row of quantities in the making: draws, parameters, outputs, then what is on the way to them in the order of
/// its equations.
struct Row {
    draws: &'static [Draw],
    /// The names that formulas have for them; of parameters and outputs their keys.
    names: Vec<&'static str>,
    /// Where outputs stand, which alone have a row before.
    outputs: Range<usize>,
    before: Vec<f64>,
    now: Vec<f64>,
    /// Of each quantity, its values in all rows before.
    columns: Vec<Vec<f64>>,
    luck: RandomState,
}

impl Worked {
    /// A run that stands at its initial state. `inputs` are the parameters, then the initial values.
    ///
    /// # Errors
    /// Where the model's table holds what is no formula, which a test over all models rules out.
    pub fn new(model: &dyn Simulator, inputs: &[f64], seed: u32) -> Result<Self, NoFormula> {
        let explained = model.explained();
        let mut row = Row {
            draws: explained.draws,
            outputs: 0..0,
            names: Vec::new(),
            before: Vec::new(),
            now: Vec::new(),
            columns: Vec::new(),
            luck: RandomState::new(seed),
        };
        for draw in explained.draws {
            row.add(draw.name, f64::NAN);
        }
        let mut inputs = inputs.iter();
        let mut input = || inputs.next().copied().unwrap_or(f64::NAN);
        for parameter in model.parameters() {
            row.add(parameter.key, input());
        }
        row.outputs.start = row.names.len();
        for output in model.outputs() {
            row.add(output.key, input());
        }
        row.outputs.end = row.names.len();
        let mut equations = Vec::new();
        for equation in explained.equations() {
            let known = row.place(equation.of);
            let place = known.unwrap_or_else(|| row.add(equation.of, f64::NAN));
            equations.push((place, Formula::read(equation.formula.0)?));
        }
        Ok(Self { equations, row })
    }

    /// Works out the next row.
    pub fn step(&mut self) {
        self.row.turn();
        for (place, formula) in &self.equations {
            self.row.now[*place] = formula.evaluate(&mut self.row);
        }
    }

    /// The names of all quantities: draws, parameters, outputs, then what is on the way to them in the order of its
    /// equations. Of parameters and outputs they are the keys.
    #[must_use]
    pub fn names(&self) -> &[&'static str] {
        &self.row.names
    }

    /// All quantities; a draw that was not needed is not a number.
    #[must_use]
    pub fn now(&self) -> &[f64] {
        &self.row.now
    }

    /// All quantities of the row before.
    #[must_use]
    pub fn before(&self) -> &[f64] {
        &self.row.before
    }
}

impl Row {
    /// Adds a quantity, and tells its place.
    fn add(&mut self, name: &'static str, value: f64) -> usize {
        self.names.push(name);
        self.now.push(value);
        self.columns.push(Vec::new());
        self.names.len() - 1
    }

    /// What was now is before.
    fn turn(&mut self) {
        for (column, value) in self.columns.iter_mut().zip(&self.now) {
            column.push(*value);
        }
        self.before.clone_from(&self.now);
        self.now[..self.draws.len()].fill(f64::NAN);
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|key| is_name_of(name, key))
    }

    fn draw(&mut self, chance: Chance) -> f64 {
        match chance {
            Chance::Uniform => self.luck.random_sample(),
            Chance::Normal => self.luck.standard_normal(),
            Chance::Coin => f64::from(u8::from(self.luck.coin())),
        }
    }
}

impl Scope for Row {
    fn value(&mut self, name: &str, now: bool) -> f64 {
        let Some(place) = self.place(name) else {
            return f64::NAN;
        };
        if self.outputs.contains(&place) && !now {
            return self.before[place];
        }
        // Chance is asked when its number is first needed, as in a program.
        if place < self.draws.len() && self.now[place].is_nan() {
            self.now[place] = self.draw(self.draws[place].chance);
        }
        self.now[place]
    }

    fn history(&self, name: &str) -> &[f64] {
        self.place(name).map_or(&[], |place| &self.columns[place])
    }
}
