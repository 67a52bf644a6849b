//! A scenario as a Python notebook that recomputes it, digit by digit, with numpy and nothing else of
//! Apiary's.
//!
//! A notebook is JSON (nbformat 4): cells of text and of code. The step function is the model author's own
//! ([`Model::PYTHON`](crate::model::Model::PYTHON)); the rest stands in `.py` files beside this one, so
//! that it can be read, and checked, as Python.

use super::document::word;
use super::json::Json;
use super::{file_name, made, names};
use crate::link::Link;
use crate::model::Simulator;
use crate::number::shortest;
use crate::scenario::{Scenario, Setting};

/// The notebook of a link, which the notebook's texts and the name of the file that it writes carry as it is.
/// `page` is the address that links follow, or nothing where there is none.
#[must_use]
pub fn notebook(link: &Link, page: &str) -> Json {
    let scenario = &link.scenario;
    let about = scenario.model.about();
    let cells = [
        text(&title(link, page)),
        code(include_str!("prelude.py")),
        text("## The scenario\n\nA list of numbers is an axis of the sweep."),
        code(&python_scenario(link)),
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
    let kernel = Json::named([
        ("display_name", "Python 3".into()),
        ("language", "python".into()),
        ("name", "python3".into()),
    ]);
    let metadata = Json::named([
        ("apiary", made(link, page).into()),
        ("kernelspec", kernel),
        ("language_info", Json::named([("name", "python".into())])),
    ]);
    Json::named([
        ("cells", Json::List(cells.into())),
        ("metadata", metadata),
        ("nbformat", 4.into()),
        ("nbformat_minor", 4.into()),
    ])
}

fn text(source: &str) -> Json {
    Json::named([
        ("cell_type", "markdown".into()),
        ("metadata", Json::named([])),
        ("source", lines(source)),
    ])
}

fn code(source: &str) -> Json {
    Json::named([
        ("cell_type", "code".into()),
        ("execution_count", Json::Flag(None)),
        ("metadata", Json::named([])),
        ("outputs", Json::List(Vec::new())),
        ("source", lines(source)),
    ])
}

/// The lines of a cell: each but the last ends with a line break.
fn lines(source: &str) -> Json {
    let lines = source.trim_end().split_inclusive('\n');
    Json::List(lines.map(Json::from).collect())
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
fn python_scenario(link: &Link) -> String {
    let Scenario {
        model,
        settings,
        sweep,
        runs,
        timesteps,
        seed,
    } = &link.scenario;
    let entries = entries(*model, settings);
    let (parameters, initial) = entries.split_at(model.parameters().len());
    let (parameters, initial) = (parameters.concat(), initial.concat());
    let sweep = word(*sweep);
    let outputs: Vec<_> = model.outputs().iter().filter_map(|o| o.name).collect();
    let outputs = outputs.join("\",\n    \"");
    let file = file_name(link, "runs", "csv");
    format!(
        "scenario = {{\n    \"parameters\": {{\n{parameters}    }},\n    \"initial_state\": {{\n{initial}    }},\n    \
         \"sweep\": \"{sweep}\",\n    \"runs\": {runs},\n    \"timesteps\": {timesteps},  # {}s\n    \
         \"seed\": {seed},  # of run 1; the next run has the next one\n}}\n\
         outputs = [\n    \"{outputs}\",\n]\nfile_name = \"{file}\"",
        model.about().timestep,
    )
}

/// A line for each input: its name, its value or the points of its axis, and what people call it.
fn entries(model: &dyn Simulator, settings: &[Setting]) -> Vec<String> {
    let parameters = model.parameters().into_iter().map(|row| row.label);
    let labels = parameters.chain(model.outputs().into_iter().map(|output| output.label));
    let entry = |((name, setting), label): ((&str, &Setting), &str)| {
        let points: Vec<_> = setting.points().iter().copied().map(shortest).collect();
        let value = if setting.is_axis() {
            format!("[{}]", points.join(", "))
        } else {
            points.concat()
        };
        format!("        \"{name}\": {value},  # {label}\n")
    };
    let named = names(model).into_iter().zip(settings);
    named.zip(labels).map(entry).collect()
}
