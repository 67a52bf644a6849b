//! `apiary sensitivity`: what moves the outcome.

use crate::arguments::Sensitivity;
use crate::commands::Failure;
use crate::threads::{ends, in_stretches};
use crate::threshold::output;
use apiary_core::analysis::sensitivity::{Bar, Indices, Outcome, Sobol, bar, moves};
use apiary_core::scenario::{Scenario, ScenarioError, limits};
use apiary_core::stats::statistic::{Estimate, Statistic};
use serde::Serialize;

/// What is printed.
#[derive(Serialize)]
pub(crate) struct Answer {
    runs: u32,
    /// The outcome of the scenario itself.
    outcome: Estimate,
    tornado: Vec<Bar>,
    sobol: Indices,
}

pub(crate) fn answer(question: &Sensitivity, scenario: &Scenario) -> Result<Answer, Failure> {
    let output = output(&question.output, scenario)?;
    let each = scenario.model.parameters().len() as u64 + 3;
    let values = u64::from(question.pairs) * each;
    if values > limits::VALUES {
        return Err(ScenarioError::TooLarge { values }.into());
    }
    let statistic = match question.outcome {
        Outcome::Value => Statistic::Mean,
        Outcome::Above(level) => Statistic::Above(level),
        Outcome::Below(level) => Statistic::Below(level),
    };
    let sample = |inputs: &[f64]| ends(scenario, inputs, &[output]).values.concat();
    let before = sample(&scenario.inputs_of(0));
    let tornado = moves(scenario).into_iter().map(|moved| {
        let after = moved.refusal.is_none().then(|| sample(&moved.inputs));
        bar(scenario, &moved, statistic, &before, after.as_deref())
    });
    Ok(Answer {
        runs: scenario.runs,
        outcome: statistic.of(&before),
        tornado: tornado.collect(),
        sobol: sobol(question, scenario, output),
    })
}

fn sobol(question: &Sensitivity, scenario: &Scenario, output: usize) -> Indices {
    let study = Sobol {
        scenario,
        output,
        outcome: question.outcome,
        pairs: question.pairs,
    };
    let evaluated = in_stretches(study.size(), |stretch, _| -> Vec<Vec<f64>> {
        stretch.map(|pair| study.evaluate(pair)).collect()
    });
    study.conclude(&evaluated.concat())
}
