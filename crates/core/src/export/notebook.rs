//! A scenario as a Python notebook that recomputes it, digit by digit, with numpy and nothing else of
//! Apiary's.
//!
//! A notebook is JSON (nbformat 4): cells of text and of code. The step function is the model author's own
//! ([`Model::PYTHON`](crate::model::Model::PYTHON)); the rest stands in `.py` files beside this one, so
//! that it can be read, and checked, as Python.

use super::{file_name, made};
use crate::link::Link;
use crate::model::Simulator;
use crate::number::shortest;
use crate::scenario::{Scenario, Setting, Sweep};
use serde_json::{Value, json};
use std::fmt::Write;

/// The notebook's JSON text. `page` is the address that links follow, or nothing where there is none.
#[must_use]
pub fn notebook(link: &Link, page: &str) -> String {
    let scenario = &link.scenario;
    let about = scenario.model.about();
    let cells = [
        text(&title(link, page)),
        code(include_str!("prelude.py")),
        text("## The scenario\n\nA list of numbers is an axis of the sweep."),
        code(&python_scenario(scenario)),
        text(&format!(
            "## The model, {}/{}\n\n`p` are the parameters, `s` is the row before, `history(name)` are all rows \
             before of a variable, `draws` are the run's own random numbers.",
            about.name, about.version
        )),
        code(scenario.model.python()),
        text(
            "## Its subsets and runs\n\nA run's random numbers depend on the seed and its number alone, so all \
             subsets meet the same luck.",
        ),
        code(include_str!("runs.py")),
        text("## All rows\n\nThe last row is shown."),
        code(include_str!("table.py")),
        text("## The table as a file\n\nIt has the columns and digits of `apiary run`."),
        code(include_str!("write.py")),
    ];
    let notebook = json!({
        "cells": cells,
        "metadata": {
            "apiary": made(link, page),
            "kernelspec": { "display_name": "Python 3", "language": "python", "name": "python3" },
            "language_info": { "name": "python" },
        },
        "nbformat": 4,
        "nbformat_minor": 4,
    });
    format!("{notebook:#}\n")
}

fn text(source: &str) -> Value {
    json!({ "cell_type": "markdown", "metadata": {}, "source": lines(source) })
}

fn code(source: &str) -> Value {
    json!({
        "cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": lines(source),
    })
}

/// The lines of a cell: each but the last ends with a line break.
fn lines(source: &str) -> Vec<&str> {
    source.trim_end().split_inclusive('\n').collect()
}

fn title(link: &Link, page: &str) -> String {
    let about = link.scenario.model.about();
    format!(
        "# {}: a scenario, recomputed\n\n{} {}.\n\nThis notebook computes every row of it anew. It needs Python \
         3.9 or later and numpy, and nothing of Apiary. Run all cells, in order.",
        about.label,
        about.text,
        made(link, page),
    )
}

/// The scenario as a Python dictionary, the outputs, and the name of the file that the notebook writes.
fn python_scenario(scenario: &Scenario) -> String {
    let Scenario {
        model,
        settings,
        sweep,
        runs,
        timesteps,
        seed,
    } = scenario;
    let names = names(*model);
    let (parameters, initial) = names.split_at(model.parameters().len());
    let (set, started) = settings.split_at(parameters.len());
    let sweep = match sweep {
        Sweep::Product => "product",
        Sweep::Zip => "zip",
    };
    let outputs: Vec<_> = model.outputs().iter().filter_map(|o| o.name).collect();
    let outputs = outputs.join("\",\n    \"");
    let file = file_name(scenario, "runs", "csv");
    format!(
        "scenario = {{\n    \"parameters\": {{\n{}    }},\n    \"initial_state\": {{\n{}    }},\n    \
         \"sweep\": \"{sweep}\",\n    \"runs\": {runs},\n    \"timesteps\": {timesteps},  # {}s\n    \
         \"seed\": {seed},  # of run 1; the next run has the next one\n}}\n\
         outputs = [\n    \"{outputs}\",\n]\nfile_name = \"{file}\"",
        entries(parameters, set),
        entries(initial, started),
        model.about().timestep,
    )
}

/// The notebook's name of each input, and what people call it.
fn names(model: &dyn Simulator) -> Vec<(&'static str, String)> {
    let parameters = model.parameters().into_iter().map(|parameter| {
        let unit = parameter.unit.symbol;
        let unit = if parameter.unit.power > 0 || unit.is_empty() {
            String::new()
        } else {
            format!(", {unit}")
        };
        (parameter.name, format!("{}{unit}", parameter.label))
    });
    let states = model.outputs().into_iter().zip(model.initial());
    let initial =
        states.map(|(output, _)| (output.name.unwrap_or(output.key), output.label.into()));
    parameters.chain(initial).collect()
}

fn entries(names: &[(&str, String)], settings: &[Setting]) -> String {
    let mut text = String::new();
    for ((name, label), setting) in names.iter().zip(settings) {
        let points: Vec<_> = setting.points().iter().copied().map(shortest).collect();
        let value = if setting.is_axis() {
            format!("[{}]", points.join(", "))
        } else {
            points.join("")
        };
        let _ = writeln!(text, "        \"{name}\": {value},  # {label}");
    }
    text
}
