//! The result in words: the first thing a reader meets.
//!
//! A model's table holds the sentences with names in braces; here the scenario's values and the
//! ensemble's shares are put in, each as a part of its own so that the page can make it adjustable
//! and colour it like the bars it belongs to.

use crate::ensemble::Ensemble;
use crate::link::Link;
use crate::model::{Impossible, Simulator};
use crate::people;
use crate::scenario::{Scenario, inputs};
use crate::stats::{mean_and_error, share::Share};
use crate::table::{Goal, Output, Unit};
use serde::Serialize;

/// Runs below which a mean is not worth a sentence.
const FEW_RUNS: usize = 30;
/// The mean describes almost none of the runs if fewer than this share end near it.
const ALMOST_NONE: f64 = 0.1;

/// What part of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PartKind {
    /// Words.
    Text,
    /// The value of a parameter, named by the part's key.
    Input,
    /// The level that runs are judged by.
    Goal,
    /// The share of runs that the headline is about.
    Result,
    /// The error of the part before.
    Error,
    /// Another share, with its error.
    Strong,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Part {
    /// What is shown.
    pub text: String,
    /// What it is.
    pub kind: PartKind,
    /// The key in links that changes it, where one does.
    pub key: Option<String>,
}

/// The result in words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sentence {
    /// The line above the headline.
    pub kicker: String,
    /// The result.
    pub headline: Vec<Part>,
    /// What else there is to know before looking at the picture.
    pub lede: Vec<Part>,
    /// Impossible states, where there were any.
    pub notice: Option<String>,
    /// The initial state.
    pub start: String,
    /// Whether what the headline counts is good (blue) or past a limit (brick).
    pub good: bool,
    /// The share that the headline tells, from 0 to 1.
    pub share: f64,
}

/// The goal of a model as a link sets it, with the shares of an ensemble.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    /// The model's goal.
    pub goal: &'static Goal,
    /// The goal's output.
    pub output: usize,
    /// The level.
    pub level: f64,
    /// Runs that end beyond it.
    pub beyond: Share,
    /// Runs that end beyond the level of the other side, where there is one.
    pub missed: Option<Share>,
    /// Runs that are beyond it at some timestep.
    pub ever: Share,
}

impl Judgement {
    /// Judges the runs made so far; the ensemble holds the goal's output.
    #[must_use]
    pub fn of(link: &Link, ensemble: &Ensemble) -> Self {
        let goal = &link.scenario.model.about().goal;
        let output = link.index_of(goal.output);
        let level = link.view.goal.unwrap_or(goal.level);
        let counts = |value: f64| {
            if goal.above {
                value > level
            } else {
                value < level
            }
        };
        let misses = |value: f64, miss: f64| {
            if goal.above {
                value < miss
            } else {
                value > miss
            }
        };
        let ends = ensemble.ends(output);
        let mut ever = vec![0.0; ensemble.runs()];
        for timestep in 0..=ensemble.timesteps() {
            for (ever, &value) in ever.iter_mut().zip(ensemble.at(output, timestep)) {
                *ever = f64::max(*ever, f64::from(u8::from(counts(value))));
            }
        }
        Self {
            goal,
            output,
            level,
            beyond: Share::of(ends, counts),
            missed: goal
                .miss
                .map(|miss| Share::of(ends, |value| misses(value, miss))),
            ever: Share::of(&ever, |ever| ever > 0.0),
        }
    }
}

impl Sentence {
    /// The result of the runs made so far of the subset that the link looks at.
    #[must_use]
    pub fn of(link: &Link, ensemble: &Ensemble) -> Self {
        let about = link.scenario.model.about();
        let judgement = Judgement::of(link, ensemble);
        let writer = Writer {
            link,
            ensemble,
            judgement: &judgement,
            values: link.scenario.inputs_of(link.subset()),
        };
        let joined = |parts: Vec<Part>| parts.into_iter().map(|part| part.text).collect();
        Self {
            kicker: joined(writer.fill(about.kicker)),
            headline: writer.fill(about.goal.headline),
            lede: writer.fill(about.goal.lede),
            notice: impossible(link, ensemble),
            start: joined(writer.fill(about.start)),
            good: about.goal.good,
            share: judgement.beyond.value(),
        }
    }
}

struct Writer<'a> {
    link: &'a Link,
    ensemble: &'a Ensemble,
    judgement: &'a Judgement,
    values: Vec<f64>,
}

impl Writer<'_> {
    /// The template with its names filled in.
    fn fill(&self, template: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = template;
        while let Some((text, behind)) = rest.split_once('{') {
            let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
            parts.push(part(PartKind::Text, text));
            parts.extend(self.named(name));
            rest = behind;
        }
        parts.push(part(PartKind::Text, rest));
        parts.retain(|part| !part.text.is_empty());
        parts
    }

    fn named(&self, name: &str) -> Vec<Part> {
        let about = self.link.scenario.model.about();
        let timesteps = self.link.scenario.timesteps;
        let text = |text: String| vec![part(PartKind::Text, &text)];
        match name {
            "share" => shared(self.judgement.beyond, PartKind::Result),
            "missed" => self.judgement.missed.map_or_else(Vec::new, strong),
            "ever" => strong(self.judgement.ever),
            "runs" => text(people::number(self.ensemble.runs() as f64, 0)),
            "span" => text(people::span(timesteps, about.year, about.timestep)),
            "span-long" => text(people::span_long(timesteps, about.year, about.timestep)),
            "goal" => vec![Part {
                key: Some("goal".to_owned()),
                ..part(PartKind::Goal, &self.in_goal_unit(self.judgement.level))
            }],
            "miss" => text(
                about
                    .goal
                    .miss
                    .map_or_else(String::new, |m| self.in_goal_unit(m)),
            ),
            "mean" => text(self.mean()),
            _ => self.input(name),
        }
    }

    fn goal_output(&self) -> &'static Output {
        self.link.scenario.model.outputs()[self.judgement.output]
    }

    fn in_goal_unit(&self, value: f64) -> String {
        people::exactly(value, self.goal_output().unit)
    }

    fn input(&self, key: &str) -> Vec<Part> {
        let model = self.link.scenario.model;
        let Some(index) = inputs(model).iter().position(|input| input.key == key) else {
            return Vec::new();
        };
        let (_, unit) = label_of(model, index);
        vec![Part {
            key: Some(key.to_owned()),
            ..part(PartKind::Input, &people::exactly(self.values[index], unit))
        }]
    }

    /// Whether the mean tells anything about the runs, in a sentence; nothing for a few runs.
    fn mean(&self) -> String {
        let output = self.goal_output();
        let ends = self.ensemble.ends(self.judgement.output);
        let (mean, error) = mean_and_error(ends);
        let Some([low, high]) = output.span else {
            return String::new();
        };
        if ends.len() < FEW_RUNS || !mean.is_finite() {
            return String::new();
        }
        let reach = (high - low) / 10.0;
        let (from, to) = (mean - reach, mean + reach);
        let near = Share::of(ends, |value| (from..=to).contains(&value));
        let told = |value| people::about(value, output.unit);
        if near.value() < ALMOST_NONE {
            let (share, _) = people::share(near);
            return format!(
                "The mean, {}, describes almost none of them: only {share} end between {} and {}.",
                told(mean),
                told(from.max(low)),
                told(to.min(high)),
            );
        }
        let error = people::about(
            error,
            Unit {
                decimals: 1,
                ..output.unit
            },
        );
        let mean = people::about(
            mean,
            Unit {
                decimals: 1,
                ..output.unit
            },
        );
        format!("The mean is {mean} ± {error}.")
    }
}

pub(crate) fn part(kind: PartKind, text: &str) -> Part {
    Part {
        text: text.to_owned(),
        kind,
        key: None,
    }
}

fn shared(share: Share, kind: PartKind) -> Vec<Part> {
    let (value, error) = people::share(share);
    vec![
        part(kind, &value),
        part(PartKind::Text, " "),
        part(PartKind::Error, &format!("±\u{a0}{error}")),
    ]
}

fn strong(share: Share) -> Vec<Part> {
    let (value, error) = people::share(share);
    vec![part(PartKind::Strong, &format!("{value} ±\u{a0}{error}"))]
}

/// How many runs passed through which impossible state.
fn impossible(link: &Link, ensemble: &Ensemble) -> Option<String> {
    let states: Vec<Impossible> = (0..ensemble.runs())
        .filter_map(|run| ensemble.impossible(run))
        .collect();
    let first = states.first()?;
    let outputs = link.scenario.model.outputs();
    let what = match *first {
        Impossible::Negative(output) => {
            format!("a {} below zero", outputs[output].label.to_lowercase())
        }
        Impossible::NotFinite(output) => {
            let label = outputs[output].label.to_lowercase();
            format!("a {label} that is no finite number")
        }
    };
    let others = states.iter().any(|state| state != first);
    let others = if others {
        " or another impossible state"
    } else {
        ""
    };
    let counted = people::number(states.len() as f64, 0);
    let runs = people::number(ensemble.runs() as f64, 0);
    let kept = if states.len() == 1 {
        "It is"
    } else {
        "They are"
    };
    Some(format!(
        "{counted} of {runs} runs had {what}{others}, which is impossible. {kept} kept and counted."
    ))
}

/// A subset by the values of its axes: `throttle 0.2 %, target reserve ratio 10 %`; nothing where
/// there are no axes.
#[must_use]
pub fn subset_label(scenario: &Scenario, subset: usize) -> String {
    let values = scenario.inputs_of(subset);
    let named = |axis: &usize| {
        let (label, unit) = label_of(scenario.model, *axis);
        let value = people::exactly(values[*axis], unit);
        format!("{} {value}", label.to_lowercase())
    };
    let named: Vec<_> = scenario.axes().iter().map(named).collect();
    named.join(", ")
}

/// The name and unit of an input, counted as in [`inputs`].
#[must_use]
pub fn label_of(model: &dyn Simulator, input: usize) -> (&'static str, Unit) {
    let parameters = model.parameters();
    match parameters.get(input) {
        Some(parameter) => (parameter.label, parameter.unit),
        None => {
            let output = model.outputs()[input - parameters.len()];
            (output.label, output.unit)
        }
    }
}
