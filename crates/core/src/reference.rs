//! The notebook's own numbers beside those computed here.
//!
//! Tests hold far more of them against each other than this. Here a reader's own browser does it, where
//! the reader can look.

use crate::link::Link;
use crate::model::Simulator;
use crate::number::{parse, shortest};
use crate::table::Reference;
use serde::Serialize;

/// A number of the notebook's and the one computed here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Cell {
    /// The notebook's, as it tells it.
    pub expected: String,
    /// The one computed here, to as many digits.
    pub found: String,
    /// Whether they agree.
    pub agrees: bool,
}

/// The numbers of a timestep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Row {
    /// The timestep.
    pub timestep: u32,
    /// By output.
    pub cells: Vec<Cell>,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Checked {
    /// The outputs' names for people.
    pub columns: Vec<String>,
    /// By timestep.
    pub rows: Vec<Row>,
    /// How many numbers agree.
    pub agreeing: usize,
    /// How many there are.
    pub all: usize,
}

/// Computes a model's reference anew; none where it has none.
#[must_use]
pub fn check(model: &'static dyn Simulator) -> Option<Checked> {
    let reference = model.about().reference?;
    let link = Link::read(reference.link).link;
    let mut lines = reference.table.lines();
    let keys: Vec<&str> = lines.next()?.split(',').skip(1).collect();
    let outputs: Vec<usize> = keys.iter().map(|key| link.index_of(key)).collect();
    let mut made = Vec::new();
    let mut keep = |_: u32, row: &[f64]| made.push(row.to_vec());
    let scenario = &link.scenario;
    let inputs = scenario.inputs_of(0);
    model.run(
        &inputs,
        scenario.seed,
        scenario.timesteps,
        &outputs,
        &mut keep,
    );
    let rows: Vec<Row> = lines
        .filter_map(|line| row(&reference, line, &made))
        .collect();
    let cells = || rows.iter().flat_map(|row| &row.cells);
    Some(Checked {
        columns: outputs
            .iter()
            .map(|&output| model.outputs()[output].label.to_owned())
            .collect(),
        agreeing: cells().filter(|cell| cell.agrees).count(),
        all: cells().count(),
        rows,
    })
}

fn row(reference: &Reference, line: &str, made: &[Vec<f64>]) -> Option<Row> {
    let (timestep, numbers) = line.split_once(',')?;
    let timestep: u32 = timestep.parse().ok()?;
    let made = made.get(timestep as usize)?;
    let cells = numbers.split(',').zip(made);
    Some(Row {
        timestep,
        cells: cells
            .map(|(expected, &found)| cell(reference, expected, found))
            .collect(),
    })
}

fn cell(reference: &Reference, expected: &str, found: f64) -> Cell {
    let (text, agrees) = match reference.tolerance {
        None => {
            let decimals = expected
                .split_once('.')
                .map_or(0, |(_, digits)| digits.len());
            let text = format!("{found:.decimals$}");
            let agrees = text == expected;
            (text, agrees)
        }
        Some(tolerance) => {
            let is_near = |expected: f64| {
                (expected - found).abs() <= tolerance * f64::max(expected.abs(), found.abs())
            };
            (shortest(found), parse(expected).is_ok_and(is_near))
        }
    };
    Cell {
        expected: expected.to_owned(),
        found: text,
        agrees,
    }
}
