//! What crosses the border as plain objects.

use apiary_core::analysis::planned::Choice;
use apiary_core::analysis::question::Question;
use apiary_core::analysis::threshold::Reading as Read;
use apiary_core::fingerprint::Claim;
use apiary_core::link::{self, Link};
use apiary_core::number::shortest;
use apiary_core::problem::Problem;
use apiary_core::scenario::{Sweep, inputs};
use apiary_core::stats::statistic::Statistic;
use apiary_core::table::Unit;
use apiary_core::view::ViewForm;
use serde::Serialize;

/// A part of a link that was not used.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct NotUsed {
    /// The key; empty for the link as a whole.
    key: String,
    /// What the link says there.
    text: String,
    /// Why it is not used, in a sentence.
    message: String,
    /// Whether the rest of the link means the same without it.
    harmless: bool,
}

impl From<&Problem> for NotUsed {
    fn from(problem: &Problem) -> Self {
        Self {
            key: problem.key.clone(),
            text: problem.text.clone(),
            message: problem.to_string(),
            harmless: problem.is_harmless(),
        }
    }
}

/// What a scenario sets an input to.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Setting {
    /// The input's key.
    key: String,
    /// The text of links: a number, a list or a range.
    text: String,
    /// The number, or the points of the axis.
    points: Vec<f64>,
    /// Whether it is an axis.
    axis: bool,
    /// Whether it differs from the default.
    changed: bool,
    /// The default.
    default: f64,
}

/// How a scenario is looked at, with defaults filled in.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct View {
    /// Key of the output.
    output: String,
    /// How its runs are drawn.
    form: ViewForm,
    /// The run looked at, from 1.
    run: usize,
    /// The subset looked at, from 0.
    subset: usize,
    /// The level runs are judged by.
    goal: f64,
    /// What the two maps of a sweep show, as links say it.
    maps: [String; 2],
    /// The levels whose contours they draw, as links say it; empty for round ones.
    lines: [String; 2],
    /// The choices of the planned analysis, where it is open.
    planned: Option<Choice>,
    /// The search for thresholds that is open.
    threshold: Option<Search>,
    /// The measure of which it is asked what moves it, as links say it; none where it is not asked.
    sensitivity: Option<String>,
    /// Whether a scenario is pinned.
    pinned: bool,
    /// The fingerprint that the link claims, where it does.
    fingerprint: Option<String>,
}

/// A search for thresholds, with defaults filled in.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Search {
    /// Key of the parameter that moves.
    parameter: String,
    /// From where.
    from: f64,
    /// To where.
    to: f64,
    /// What is read, as links say it: an output, alone for its trend read three ways.
    outcome: String,
    /// The levels looked for, rising.
    levels: Vec<f64>,
    /// Their unit.
    unit: Unit,
}

impl Search {
    fn of(question: &Question, link: &Link) -> Self {
        let search = question.search(link);
        let model = link.scenario.model;
        let outputs = model.outputs();
        let is_share = matches!(
            search.asked.reading,
            Some(Read::Ends(Statistic::Above(_) | Statistic::Below(_)))
        );
        Self {
            parameter: model.parameters()[search.parameter].key.to_owned(),
            from: search.range[0],
            to: search.range[1],
            outcome: search.asked.write(model),
            levels: search.levels,
            unit: if is_share {
                Unit::PERCENT
            } else {
                outputs[search.asked.output].unit
            },
        }
    }
}

/// A link, read.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Reading {
    /// The text of what is used.
    link: String,
    /// The same without how it is looked at: the key of results.
    scenario: String,
    /// The model's name.
    model: String,
    /// What was not used.
    problems: Vec<NotUsed>,
    /// Parameters, then initial values.
    settings: Vec<Setting>,
    seed: u32,
    runs: u32,
    timesteps: u32,
    sweep: Sweep,
    /// How many subsets there are.
    subsets: usize,
    /// Keys of the axes.
    axes: Vec<String>,
    view: View,
}

impl Reading {
    pub(crate) fn of(reading: &link::Reading) -> Self {
        let link = &reading.link;
        let scenario = &link.scenario;
        let about = scenario.model.about();
        let inputs = inputs(scenario.model);
        let settings = inputs.iter().zip(&scenario.settings);
        let settings = settings.map(|(input, setting)| Setting {
            key: input.key.clone(),
            text: setting.to_string(),
            points: setting.points().to_vec(),
            axis: setting.is_axis(),
            changed: setting.is_axis() || setting.points() != [input.default],
            default: input.default,
        });
        let axes = scenario.axes();
        Self {
            link: link.write(),
            scenario: scenario_of(link),
            model: about.name.to_owned(),
            problems: reading.problems.iter().map(NotUsed::from).collect(),
            settings: settings.collect(),
            seed: scenario.seed,
            runs: scenario.runs,
            timesteps: scenario.timesteps,
            sweep: scenario.sweep,
            subsets: scenario.subsets().unwrap_or(1),
            axes: axes.iter().map(|&axis| inputs[axis].key.clone()).collect(),
            view: View {
                output: scenario.model.outputs()[link.output()].key.to_owned(),
                form: link.view.form,
                run: link.run() + 1,
                subset: link.subset(),
                goal: link.view.goal.unwrap_or(about.goal.level),
                maps: link
                    .maps()
                    .map(|measure| measure.write(&scenario.model.outputs())),
                planned: link.view.planned.clone(),
                lines: [0, 1].map(|which| listed(&link.view.lines[which])),
                threshold: {
                    let question = link.view.threshold.as_ref();
                    question.map(|question| Search::of(question, link))
                },
                sensitivity: link.view.sensitivity.map(|of| {
                    let measure = of.measure(link);
                    measure.write(&scenario.model.outputs())
                }),
                pinned: link.view.pinned.is_some(),
                fingerprint: link.view.fingerprint.as_ref().map(Claim::write),
            },
        }
    }
}

/// Numbers as links list them.
fn listed(values: &[f64]) -> String {
    let values: Vec<_> = values.iter().map(|value| shortest(*value)).collect();
    values.join(",")
}

/// The link's scenario alone, as text.
pub(crate) fn scenario_of(link: &Link) -> String {
    let scenario = Link {
        view: apiary_core::view::View::default(),
        ..link.clone()
    };
    scenario.write()
}

/// A link with a change, or what is wrong with the change.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Edit {
    link: Option<String>,
    problem: Option<NotUsed>,
}

impl Edit {
    pub(crate) fn of(edited: Result<Link, Problem>) -> Self {
        match edited {
            Ok(link) => Self {
                link: Some(link.write()),
                problem: None,
            },
            Err(problem) => Self {
                link: None,
                problem: Some(NotUsed::from(&problem)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use apiary_core::{sentence, table};
    use ts_rs::{Config, TS};

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/border.d.ts");

    fn declarations() -> String {
        fn declared<T: TS>(config: &Config) -> String {
            format!("export {}\n", T::decl(config))
        }
        let config = Config::default();
        let all = [
            declared::<table::Role>,
            declared::<table::Unit>,
            declared::<table::Slider>,
            declared::<table::Sense>,
            declared::<table::Yearly>,
            declared::<table::Parameter>,
            declared::<table::Output>,
            declared::<table::Goal>,
            declared::<table::Form>,
            declared::<table::Chart>,
            declared::<table::Group>,
            declared::<table::Preset>,
            declared::<table::Quirk>,
            declared::<table::Plan>,
            declared::<table::Reference>,
            declared::<table::About>,
            declared::<apiary_core::besides::Besides>,
            declared::<apiary_core::reference::Cell>,
            declared::<apiary_core::reference::Row>,
            declared::<apiary_core::reference::Checked>,
            declared::<table::Spec>,
            declared::<apiary_core::formula::Operation>,
            declared::<apiary_core::formula::Formula>,
            declared::<apiary_core::explained::Draw>,
            declared::<apiary_core::explained::Equation>,
            declared::<apiary_core::explained::Passage>,
            declared::<apiary_core::explained::Explained>,
            declared::<ViewForm>,
            declared::<Sweep>,
            declared::<sentence::PartKind>,
            declared::<sentence::Part>,
            declared::<sentence::Evidence>,
            declared::<sentence::Sentence>,
            declared::<apiary_core::analysis::planned::Deciding>,
            declared::<Choice>,
            declared::<crate::planned::StepTold>,
            declared::<crate::planned::PlannedTold>,
            declared::<crate::proof::ProofTold>,
            declared::<apiary_core::analysis::compare::Changed>,
            declared::<apiary_core::analysis::compare::Outcome>,
            declared::<apiary_core::analysis::compare::Verdict>,
            declared::<crate::compare::ComparisonTold>,
            declared::<crate::compare::Pinned>,
            declared::<NotUsed>,
            declared::<Setting>,
            declared::<Search>,
            declared::<View>,
            declared::<Reading>,
            declared::<Edit>,
            declared::<apiary_canvas::Frame>,
            declared::<apiary_canvas::Theme>,
            declared::<apiary_core::analysis::Sample>,
            declared::<crate::work::Job>,
            declared::<crate::qr::Qr>,
            declared::<crate::study::Numbered>,
            declared::<crate::export::Opened>,
            declared::<crate::readout::ReadoutLine>,
            declared::<crate::readout::Readout>,
            declared::<crate::sensitivity::told::MovedTo>,
            declared::<crate::sensitivity::told::MovedRow>,
            declared::<crate::sensitivity::told::ShareRow>,
            declared::<crate::sensitivity::told::Shares>,
            declared::<crate::sensitivity::told::Sensitive>,
        ];
        let all = all.map(|declared| declared(&config)).concat();
        format!(
            "// Written by a test of crates/wasm from the Rust types: UPDATE=1 cargo test -p apiary-wasm\n{all}"
        )
    }

    #[test]
    fn the_typescript_declarations_are_those_of_the_rust_types() {
        let declarations = declarations();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(FILE, &declarations).unwrap();
        }
        assert_eq!(std::fs::read_to_string(FILE).unwrap(), declarations);
    }
}
