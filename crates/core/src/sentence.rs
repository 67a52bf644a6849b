//! The result in words: the first thing a reader meets.
//!
//! A model's table holds the sentences as [`template`]s; here the scenario's values and the
//! ensemble's shares are put in, each as a part of its own so that the page can make it adjustable
//! and colour it like the bars it belongs to.

mod impossible;
mod names;
pub mod template;

use self::impossible::Impossibles;
pub use self::names::{label_of, noun_of, phrased, subset_label, value_told};
use self::template::{Piece, pieces};
use crate::ensemble::Ensemble;
use crate::link::Link;
use crate::people;
use crate::scenario::inputs;
use crate::stats::{mean_and_error, share::Share};
use crate::table::{Goal, Output, Unit};
use serde::Serialize;

/// Runs below which a mean is not worth a sentence.
const FEW_RUNS: usize = 30;
/// The condition that some run meets the goal.
const MET: &str = "met";
/// The mean describes few of the runs if fewer than this share end near it.
const FEW: f64 = 0.1;

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
    /// Words that lead to the link that is the part's key.
    Link,
    /// The pinned scenario's name, or what it comes to.
    Pinned,
    /// The same of what it is compared with.
    Here,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Part {
    /// What is shown.
    pub text: String,
    /// What it is.
    pub kind: PartKind,
    /// The key in links that changes it, where one does; of a [`Link`](PartKind::Link), where it leads.
    pub key: Option<String>,
}

/// A run that passed through an impossible state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Evidence {
    /// The key of the output that was impossible.
    pub output: String,
    /// Which run, counted from 1.
    pub run: u32,
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
    /// Of a sweep: what the runs of the subset looked at come to.
    pub looked: Option<String>,
    /// Impossible states, where there were any.
    pub notice: Option<String>,
    /// The first run that passed through one.
    pub evidence: Option<Evidence>,
    /// The initial state.
    pub start: String,
    /// Whether what the headline counts is good, or nothing of what is not (blue), or past a limit (brick).
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
        let counts = |value: f64| goal.counts(value, level);
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
        let impossible = Impossibles::of(link, ensemble);
        let mut lede = impossible.caution(judgement.beyond);
        lede.extend(writer.fill(about.goal.lede));
        Self {
            kicker: joined(writer.fill(about.kicker)),
            headline: writer.fill(about.goal.headline),
            lede,
            looked: None,
            notice: impossible.notice(link),
            evidence: impossible.evidence(link),
            start: joined(writer.fill(about.start)),
            good: about.goal.good || judgement.beyond.counted == 0,
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
    /// The template with its choices made and its names filled in.
    fn fill(&self, template: &str) -> Vec<Part> {
        let filled = pieces(template).into_iter().flat_map(|piece| match piece {
            Piece::Text(text) => vec![part(PartKind::Text, text)],
            Piece::Name(key, Some(words)) => vec![changing(key, PartKind::Input, words)],
            Piece::Name(name, None) => self.named(name),
            Piece::Choice(condition, [this, that]) => {
                let holds = self.holds(condition);
                let mut chosen = self.fill(if holds { this } else { that });
                // What a single run does is the result.
                for word in chosen.iter_mut().filter(|_| condition == MET) {
                    word.kind = PartKind::Result;
                }
                chosen
            }
        });
        filled.filter(|part| !part.text.is_empty()).collect()
    }

    /// Whether there is `one` run, the goal is `met` by any at the end or `ever`, or `moved` from the model's own; whether an
    /// input has a value (`throttle=1`), or any but zero (`throttle`).
    fn holds(&self, condition: &str) -> bool {
        let judgement = self.judgement;
        match condition {
            "one" => self.ensemble.runs() == 1,
            MET => judgement.beyond.counted > 0,
            "ever" => judgement.ever.counted > 0,
            "moved" => judgement.level != judgement.goal.level,
            _ => {
                let (key, wanted) = condition.split_once('=').unzip();
                let value = self.value(key.unwrap_or(condition));
                wanted.map_or(value != 0.0, |wanted| wanted.parse() == Ok(value))
            }
        }
    }

    fn named(&self, name: &str) -> Vec<Part> {
        let about = self.link.scenario.model.about();
        let timesteps = self.link.scenario.timesteps;
        let text = |text: String| vec![part(PartKind::Text, &text)];
        match name {
            "share" => figure(self.judgement.beyond),
            "missed" => self.judgement.missed.map_or_else(Vec::new, strong),
            "ever" => strong(self.judgement.ever),
            "runs" => text(people::number(self.ensemble.runs() as f64, 0)),
            "span" => text(people::span(timesteps, about.year, about.timestep)),
            "span-long" => text(people::span_long(timesteps, about.year, about.timestep)),
            "goal" => {
                let level = self.in_goal_unit(self.judgement.level);
                vec![changing(name, PartKind::Goal, &level)]
            }
            "end" => {
                let ends = self.ensemble.ends(self.judgement.output);
                let end = ends.first().copied().unwrap_or(f64::NAN);
                text(people::about(end, self.goal_output().unit))
            }
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
        let value = people::exactly(self.values[index], unit);
        vec![changing(key, PartKind::Input, &value)]
    }

    /// The value of an input; no number for a key that is none.
    fn value(&self, key: &str) -> f64 {
        let inputs = inputs(self.link.scenario.model);
        let index = inputs.iter().position(|input| input.key == key);
        index.map_or(f64::NAN, |index| self.values[index])
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
        if near.value() < FEW {
            let few = match near.counted {
                0 => "none of them: no run ends".to_owned(),
                counted => {
                    let [counted, runs] =
                        [counted, near.runs].map(|n| people::number(f64::from(n), 0));
                    format!("few of them: only {counted} of {runs} end")
                }
            };
            return format!(
                "The mean, {}, describes {few} between {} and {}.",
                told(mean),
                told(from.max(low)),
                told(to.min(high)),
            );
        }
        let unit = Unit {
            decimals: 1,
            ..output.unit
        };
        // No mean lies where a wide error would reach.
        if mean - error < low || mean + error > high {
            return format!("The mean is about {}.", told(mean));
        }
        // An error that rounds to nothing says nothing.
        let [mean, error, none] = [mean, error, 0.0].map(|value| people::about(value, unit));
        if error == none {
            return format!("The mean is {mean}.");
        }
        format!("The mean is {}.", people::plus_minus(&mean, &error))
    }
}

pub(crate) fn part(kind: PartKind, text: &str) -> Part {
    Part {
        text: text.to_owned(),
        kind,
        key: None,
    }
}

/// What can be changed in the sentence itself.
pub(crate) fn changing(key: &str, kind: PartKind, text: &str) -> Part {
    Part {
        key: Some(key.to_owned()),
        ..part(kind, text)
    }
}

/// A share with its error; in words where no run or every run counts.
pub(crate) fn figure(share: Share) -> Vec<Part> {
    figure_parts(&people::share(share))
}

/// A share as it is told, its error as a part of its own.
pub(crate) fn figure_parts(told: &people::Told) -> Vec<Part> {
    let mut parts = vec![part(PartKind::Result, &told.value)];
    if let Some(error) = &told.error {
        parts.push(part(PartKind::Text, "\u{a0}"));
        parts.push(part(PartKind::Error, &format!("±\u{a0}{error}")));
    }
    parts
}

/// The same at the beginning of a sentence.
fn strong(share: Share) -> Vec<Part> {
    let told = people::share(share);
    let text = match (&*told.value, &told.error) {
        ("none", _) => "None".to_owned(),
        ("all", _) => "All".to_owned(),
        (value, Some(error)) => people::plus_minus(value, error),
        (value, None) => value.to_owned(),
    };
    vec![part(PartKind::Strong, &text)]
}
