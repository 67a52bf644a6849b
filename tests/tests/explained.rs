//! What the page says to understand a model is true of the model: its equations give what the step function gives.

use apiary_core::explained::{Explained, Worked, is_name_of};
use apiary_core::formula::Formula;
use apiary_core::model::Simulator;
use apiary_core::models::MODELS;
use apiary_core::rng::RandomState;
use std::collections::BTreeSet;

/// How far a number may lie from another, as a share of it: sums in another order, quotients of quotients.
const SAME: f64 = 1e-12;

/// Parameters within their sliders, now and then at their ends, and a state like those that runs pass through.
fn random_inputs(model: &dyn Simulator, luck: &mut RandomState, typical: &[Vec<f64>]) -> Vec<f64> {
    let mut inputs = Vec::new();
    for parameter in model.parameters() {
        let (from, to) = (parameter.slider.from, parameter.slider.to);
        let value = match luck.random_sample() {
            place if place < 0.1 => from,
            place if place < 0.2 => to,
            _ => luck.uniform(from, to),
        };
        inputs.push(if parameter.whole {
            value.round()
        } else {
            value
        });
    }
    let row = &typical[(luck.random_sample() * typical.len() as f64) as usize];
    for value in row {
        inputs.push(value * luck.uniform(0.5, 1.5));
    }
    inputs
}

/// All rows of a run, by the step function.
fn rows(model: &dyn Simulator, inputs: &[f64], seed: u32, timesteps: u32) -> Vec<Vec<f64>> {
    let outputs: Vec<usize> = (0..model.outputs().len()).collect();
    let mut rows = Vec::new();
    let mut keep = |_: u32, row: &[f64]| rows.push(row.to_vec());
    model.run(inputs, seed, timesteps, &outputs, &mut keep);
    rows
}

fn defaults(model: &dyn Simulator) -> Vec<f64> {
    let parameters = model.parameters().into_iter().map(|row| row.default);
    parameters.chain(model.initial()).collect()
}

fn assert_row(model: &dyn Simulator, worked: &Worked, row: &[f64], tolerance: f64, place: &str) {
    for (output, expected) in model.outputs().into_iter().zip(row) {
        let known = worked.names().iter().position(|name| *name == output.key);
        let found = worked.now()[known.expect("every output has a place")];
        let size = expected.abs().max(found.abs());
        let near = (found - expected).abs() <= tolerance * size;
        let both = found == *expected || (found.is_nan() && expected.is_nan());
        assert!(
            near || both,
            "{place}: {} is {found}, not {expected}",
            output.key
        );
    }
}

#[test]
fn the_equations_give_the_next_state_of_the_step() {
    for model in MODELS {
        let name = model.about().name;
        let states = model.initial().len();
        let typical: Vec<Vec<f64>> = (0..20)
            .flat_map(|seed| rows(*model, &defaults(*model), seed, 90))
            .map(|row| row[..states].to_vec())
            .collect();
        let mut luck = RandomState::new(1);
        let mut tried = 0;
        for seed in 0..3000 {
            let inputs = random_inputs(*model, &mut luck, &typical);
            if model.check(&inputs).is_err() {
                continue;
            }
            let mut worked = Worked::new(*model, &inputs, seed).unwrap();
            worked.step();
            let row = &rows(*model, &inputs, seed, 1)[1];
            let place = format!("{name}, {inputs:?}, seed {seed}");
            assert_row(*model, &worked, row, SAME, &place);
            tried += 1;
        }
        assert!(tried > 2000, "{name}: {tried}");
    }
}

#[test]
fn whole_runs_by_the_equations_are_those_of_the_step() {
    for model in MODELS {
        let timesteps = model.about().timesteps;
        let mut inputs = vec![defaults(*model)];
        for (place, parameter) in model.parameters().into_iter().enumerate() {
            for end in [parameter.slider.from, parameter.slider.to] {
                let mut changed = defaults(*model);
                changed[place] = end;
                inputs.push(changed);
            }
        }
        for (seed, inputs) in (0..).zip(&inputs) {
            let mut worked = Worked::new(*model, inputs, seed).unwrap();
            for (timestep, row) in rows(*model, inputs, seed, timesteps)
                .iter()
                .enumerate()
                .skip(1)
            {
                worked.step();
                let place = format!("{}, {inputs:?}, timestep {timestep}", model.about().name);
                // What differs in the last digits adds up.
                assert_row(*model, &worked, row, 1e-8, &place);
            }
        }
    }
}

/// What formulas call a parameter or an output.
fn name_of(key: &str) -> String {
    let name = key.replace('-', "_");
    assert!(is_name_of(&name, key));
    name
}

/// The names in an equation: each with whether it is of the same timestep.
fn names(formula: &str) -> Vec<(String, bool)> {
    let mut names = Vec::new();
    let formula = Formula::read(formula).unwrap();
    formula.names(&mut |name, now| names.push((name.to_owned(), now)));
    names
}

#[test]
fn every_output_has_one_equation_and_every_name_is_known_where_it_stands() {
    for model in MODELS {
        let explained = model.explained();
        let outputs: Vec<_> = model.outputs().iter().map(|row| name_of(row.key)).collect();
        let given: Vec<_> = explained.equations().map(|equation| equation.of).collect();
        for output in &outputs {
            let count = given.iter().filter(|of| *of == output).count();
            assert_eq!(count, 1, "{output}");
        }
        let parameters = model.parameters().into_iter().map(|row| name_of(row.key));
        let draws = explained.draws.iter().map(|draw| draw.name.to_owned());
        let given_before: Vec<String> = parameters.chain(draws).collect();
        let mut known: BTreeSet<&str> = given_before.iter().map(String::as_str).collect();
        assert_eq!(known.len(), given_before.len(), "names stand once");
        let mut used = BTreeSet::new();
        for equation in explained.equations() {
            for (name, now) in names(equation.formula.0) {
                let is_output = outputs.contains(&name);
                assert!(
                    known.contains(name.as_str()) || is_output && !now,
                    "{}: {name} is not known yet",
                    equation.of
                );
                assert!(!now || is_output, "{}: {name}'", equation.of);
                used.insert(name);
            }
            assert_eq!(
                equation.label.is_empty(),
                outputs.iter().any(|output| output == equation.of),
                "{}: outputs have a name already",
                equation.of
            );
            assert!(known.insert(equation.of), "{} is given twice", equation.of);
        }
        for name in given_before
            .iter()
            .map(String::as_str)
            .chain(given.iter().copied())
        {
            let is_output = outputs.iter().any(|output| output == name);
            assert!(used.contains(name) || is_output, "{name} is used nowhere");
        }
    }
}

#[test]
fn every_model_says_what_its_authors_assumed() {
    for model in MODELS {
        let Explained {
            fit,
            assumed,
            numbers,
            draws,
            passages,
        } = model.explained();
        let sentences = draws.iter().map(|draw| draw.text);
        let sentences = sentences.chain(passages.iter().map(|passage| passage.source));
        let equations = model.explained().equations().map(|equation| equation.text);
        let all = sentences.chain(equations).chain(assumed.iter().copied());
        for text in all.chain([*fit, *numbers]) {
            assert!(text.ends_with('.') && !text.contains("  "), "{text:?}");
        }
        assert!(assumed.len() >= 3);
    }
}

#[test]
fn the_tables_of_equations_are_plain_data() {
    for model in MODELS {
        let json = serde_json::to_value(model.explained()).unwrap();
        let equation = &json["passages"][0]["equations"][0];
        assert!(equation["formula"]["call"].is_array(), "{equation}");
    }
}
