//! `apiary threshold`: where a level is crossed as a parameter moves.

use crate::arguments::Threshold;
use crate::commands::Failure;
use crate::threads::in_stretches;
use apiary_core::analysis::threshold::{Crossing, Curve, coarse};
use apiary_core::scenario::{Scenario, inputs};
use serde::Serialize;

/// What is printed.
#[derive(Serialize)]
pub(crate) struct Answer {
    runs: u32,
    levels: Vec<Level>,
}

#[derive(Serialize)]
struct Level {
    level: f64,
    crossings: Vec<Crossing>,
}

pub(crate) fn answer(question: &Threshold, scenario: &Scenario) -> Result<Answer, Failure> {
    let parameter = parameter(question, scenario)?;
    let output = output(&question.output, scenario)?;
    let mut curve = Curve::new(question.reading);
    let first = coarse(question.reading, question.range, scenario.runs)?;
    look(&mut curve, &first, question, scenario, (parameter, output))?;
    let closer = curve.fine(&question.levels);
    look(&mut curve, &closer, question, scenario, (parameter, output))?;
    let levels = question.levels.iter().map(|&level| Level {
        level,
        crossings: curve.crossings(level),
    });
    Ok(Answer {
        runs: scenario.runs,
        levels: levels.collect(),
    })
}

/// Adds the points at some values of the parameter to the curve.
fn look(
    curve: &mut Curve,
    values: &[f64],
    question: &Threshold,
    scenario: &Scenario,
    (parameter, output): (usize, usize),
) -> Result<(), Failure> {
    let sample = question.reading.sample();
    for &value in values {
        let mut point = scenario.inputs_of(0);
        point[parameter] = value;
        scenario
            .model
            .check(&point)
            .map_err(|refusal| Failure::Scenario(refusal.into()))?;
        let stretches = in_stretches(sample.size(scenario.runs), |stretch, noise| {
            sample.of(scenario, &point, output, stretch, noise)
        });
        curve.add(value, stretches.concat());
    }
    Ok(())
}

fn parameter(question: &Threshold, scenario: &Scenario) -> Result<usize, Failure> {
    let keys = inputs(scenario.model);
    let found = keys
        .iter()
        .position(|input| input.key == question.parameter);
    found.ok_or_else(|| {
        let known: Vec<_> = keys.iter().map(|input| input.key.as_str()).collect();
        Failure::Unknown("parameter", question.parameter.clone(), known.join(", "))
    })
}

/// An output by the notebook's name for it, or by its key.
pub(crate) fn output(name: &str, scenario: &Scenario) -> Result<usize, Failure> {
    let rows = scenario.model.outputs();
    let found = rows
        .iter()
        .position(|row| row.name == Some(name) || row.key == name);
    found.ok_or_else(|| {
        let known: Vec<_> = rows.iter().map(|row| row.name.unwrap_or(row.key)).collect();
        Failure::Unknown("output", name.to_owned(), known.join(", "))
    })
}
