//! The tables of `apiary run` and `apiary sweep`, as text.

use crate::ends::Ends;
use crate::model::Simulator;
use crate::number::shortest;
use crate::scenario::{Scenario, ScenarioError, inputs, limits};
use crate::stats::quantile::quantiles;
use crate::table::Output;
use std::io::{Result, Write};
use std::ops::Range;

/// The outputs that the notebook knows, with their indices and the notebook's names.
fn columns(model: &dyn Simulator) -> Vec<(usize, &'static str)> {
    let named = |(index, output): (usize, &'static Output)| Some((index, output.name?));
    let outputs = model.outputs();
    outputs.into_iter().enumerate().filter_map(named).collect()
}

/// Writes every row of every run: `subset,run,timestep` and the notebook's outputs.
///
/// # Errors
/// Those of the writer.
pub fn write_runs(scenario: &Scenario, subsets: usize, out: &mut dyn Write) -> Result<()> {
    write_header(scenario, out)?;
    for subset in 0..subsets {
        write_rows(scenario, subset, 1..scenario.runs + 1, out)?;
    }
    Ok(())
}

/// Writes the first line of the table of runs.
///
/// # Errors
/// Those of the writer.
pub fn write_header(scenario: &Scenario, out: &mut dyn Write) -> Result<()> {
    let columns = columns(scenario.model);
    let names: Vec<_> = columns.iter().map(|(_, name)| *name).collect();
    writeln!(out, "subset,run,timestep,{}", names.join(","))
}

/// Writes the rows of some runs of a subset; runs count from 1.
///
/// # Errors
/// Those of the writer.
pub fn write_rows(
    scenario: &Scenario,
    subset: usize,
    runs: Range<u32>,
    out: &mut dyn Write,
) -> Result<()> {
    let columns = columns(scenario.model);
    let outputs: Vec<_> = columns.iter().map(|(index, _)| *index).collect();
    let inputs = scenario.inputs_of(subset);
    for run in runs {
        let mut text = String::new();
        let mut add = |timestep: u32, row: &[f64]| {
            let row: Vec<_> = row.iter().copied().map(shortest).collect();
            text += &format!("{subset},{run},{timestep},{}\n", row.join(","));
        };
        let seed = scenario.seed_of(run);
        let timesteps = scenario.timesteps;
        scenario
            .model
            .run(&inputs, seed, timesteps, &outputs, &mut add);
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// Most subsets made together, which share each run's luck.
const TOGETHER: usize = 64;

/// What `apiary sweep` says of an output's final values.
const STATISTICS: [&str; 9] = [
    "mean", "se", "median", "p5", "p25", "p75", "p95", "min", "max",
];

/// Whether the final values of a subset may be held.
///
/// # Errors
/// [`ScenarioError::TooLarge`] beyond [`limits::VALUES`].
pub fn check_sweep(scenario: &Scenario) -> std::result::Result<(), ScenarioError> {
    let values = columns(scenario.model).len() as u64 * u64::from(scenario.runs);
    if values > limits::VALUES {
        return Err(ScenarioError::TooLarge { values });
    }
    Ok(())
}

/// Makes all runs of some points, from their inputs and the outputs to keep, on as many threads as it
/// likes.
pub type MakeEnds<'a> = dyn Fn(&[Vec<f64>], &[usize]) -> Vec<Ends> + 'a;

/// Writes one row a subset: its axes, the statistics of every output's final value, the runs and
/// those among them that passed through an impossible state.
///
/// # Errors
/// Those of the writer.
pub fn write_sweep(
    scenario: &Scenario,
    subsets: usize,
    ends: &MakeEnds,
    out: &mut dyn Write,
) -> Result<()> {
    let columns = columns(scenario.model);
    let outputs: Vec<_> = columns.iter().map(|(index, _)| *index).collect();
    let (keys, axes) = (inputs(scenario.model), scenario.axes());
    let mut header = vec!["subset".to_owned()];
    header.extend(axes.iter().map(|&axis| keys[axis].key.clone()));
    for (_, name) in &columns {
        header.extend(STATISTICS.map(|statistic| format!("{name}_{statistic}")));
    }
    writeln!(out, "{},runs,impossible", header.join(","))?;
    let each = outputs.len() as u64 * u64::from(scenario.runs);
    let together = (limits::VALUES / each.max(1)).clamp(1, TOGETHER as u64) as usize;
    for first in (0..subsets).step_by(together) {
        let points = first..subsets.min(first + together);
        let points: Vec<_> = points.map(|subset| scenario.inputs_of(subset)).collect();
        for (place, ends) in ends(&points, &outputs).into_iter().enumerate() {
            let mut row = vec![(first + place).to_string()];
            row.extend(axes.iter().map(|&axis| shortest(points[place][axis])));
            for mut values in ends.values {
                row.extend(statistics(&mut values).map(shortest));
            }
            row.extend([scenario.runs.to_string(), ends.impossible.to_string()]);
            writeln!(out, "{}", row.join(","))?;
        }
    }
    Ok(())
}

/// In the order of [`STATISTICS`]. The standard error of one run is not a number.
fn statistics(values: &mut [f64]) -> [f64; 9] {
    let (mean, error) = crate::stats::mean_and_error(values);
    let levels = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0];
    let [min, p5, p25, median, p75, p95, max] = quantiles(values, levels);
    [mean, error, median, p5, p25, p75, p95, min, max]
}
