//! What a link asks of an analysis: `threshold=` and `sensitivity=`.
//!
//! A question says only what differs from what one would ask first. Its defaults belong to the link
//! that it stands in: the goal's levels move with the goal.

use super::threshold::Reading;
use crate::link::Link;
use crate::measure::{self, Measure, Of};
use crate::model::Simulator;
use crate::number::{NumberError, parse, shortest};
use crate::problem::Fault;
use crate::stats::order;
use crate::stats::statistic::Statistic;

/// The most levels that a search looks for.
pub const LEVELS: usize = 8;

/// `threshold`: where levels are crossed as a parameter moves. What is none has a default.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Index of the parameter that moves.
    pub parameter: usize,
    /// From where to where; its slider's ends where there is none.
    pub range: Option<[f64; 2]>,
    /// What is looked at; the goal's output where there is none.
    pub outcome: Option<Asked>,
    /// The levels, at most [`LEVELS`], rising; those that one would ask first where there are none.
    pub levels: Vec<f64>,
}

/// An output and how its final values are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Index of the output.
    pub output: usize,
    /// One reading; where there is none, the three of [`Reading::TRENDS`].
    pub reading: Option<Reading>,
}

/// A question with its defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// Index of the parameter that moves.
    pub parameter: usize,
    /// From where to where.
    pub range: [f64; 2],
    /// What is looked at.
    pub asked: Asked,
    /// The levels, rising.
    pub levels: Vec<f64>,
}

impl Asked {
    /// How its final values are read: in one way, or in three.
    #[must_use]
    pub fn readings(&self) -> Vec<Reading> {
        let one = self.reading.map(|reading| vec![reading]);
        one.unwrap_or_else(|| Reading::TRENDS.to_vec())
    }

    /// Reads `output`, or `output.reading`.
    fn read(text: &str, model: &dyn Simulator) -> Option<Self> {
        let (key, how) = text.split_once('.').unzip();
        let key = key.unwrap_or(text);
        let output = model.outputs().iter().position(|row| row.key == key)?;
        let reading = match how {
            Some(how) => Some(Reading::read(how)?),
            None => None,
        };
        Some(Self { output, reading })
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(self, model: &dyn Simulator) -> String {
        let key = model.outputs()[self.output].key;
        self.reading.map_or_else(
            || key.to_owned(),
            |reading| format!("{key}.{}", reading.write()),
        )
    }
}

impl Question {
    /// The question to ask first: about the parameter least known.
    #[must_use]
    pub fn of(model: &dyn Simulator) -> Self {
        let unsure = model.about().unsure;
        let found = model.parameters().iter().position(|row| row.key == unsure);
        Self {
            parameter: found.unwrap_or(0),
            range: None,
            outcome: None,
            levels: Vec::new(),
        }
    }

    /// Reads the text of a link: a parameter, then, in any order and each only where it is not what
    /// one would ask first, a range, an outcome and levels.
    ///
    /// # Errors
    /// A [`Fault`] that names the part.
    pub fn read(text: &str, model: &dyn Simulator) -> Result<Self, Fault> {
        let mut parts = text.split(',');
        let key = parts.next().unwrap_or_default();
        let parameters = model.parameters();
        let found = parameters.iter().position(|row| row.key == key);
        let mut question = Self {
            parameter: found.ok_or_else(|| unknown(key, &parameters))?,
            ..Self::of(model)
        };
        for part in parts.filter(|part| !part.is_empty()) {
            question.take(part, model)?;
        }
        Ok(question.in_order())
    }

    fn take(&mut self, part: &str, model: &dyn Simulator) -> Result<(), Fault> {
        if part.contains("..") {
            let range = read_range(part)?;
            return once(self.range.replace(range).is_none(), part, "range");
        }
        match parse(part) {
            Ok(_) if self.levels.len() == LEVELS => Err(fault(
                part,
                format!("is a level too many; there may be {LEVELS}"),
            )),
            Ok(level) => {
                self.levels.push(level);
                Ok(())
            }
            Err(NumberError::NotANumber) => {
                let asked = Asked::read(part, model).ok_or_else(|| no_part(part, model))?;
                once(self.outcome.replace(asked).is_none(), part, "outcome")
            }
            Err(error) => Err(fault(part, format!("cannot be a level: {error}"))),
        }
    }

    /// The same with its levels in one order, each once.
    fn in_order(mut self) -> Self {
        order::sort(&mut self.levels);
        self.levels.dedup();
        self
    }

    /// The same without what one would ask anyway, in its link.
    #[must_use]
    pub fn brief(&self, link: &Link) -> Self {
        let mut brief = self.clone().in_order();
        let usual = Self {
            range: None,
            ..brief.clone()
        };
        brief.range = brief
            .range
            .filter(|range| *range != usual.search(link).range);
        let first = Self {
            outcome: None,
            ..brief.clone()
        };
        let first = first.search(link).asked;
        brief.outcome = brief.outcome.filter(|asked| *asked != first);
        let usual = usual_levels(brief.outcome.unwrap_or(first), link);
        if brief.levels == usual {
            brief.levels.clear();
        }
        brief
    }

    /// The question with its defaults filled in, from the link that it stands in.
    #[must_use]
    pub fn search(&self, link: &Link) -> Search {
        let model = link.scenario.model;
        let slider = model.parameters()[self.parameter].slider;
        let goal = Asked {
            output: link.index_of(model.about().goal.output),
            reading: None,
        };
        let asked = self.outcome.unwrap_or(goal);
        let levels = match &self.levels[..] {
            [] => usual_levels(asked, link),
            levels => levels.to_vec(),
        };
        Search {
            parameter: self.parameter,
            range: self.range.unwrap_or([slider.from, slider.to]),
            asked,
            levels,
        }
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(&self, model: &dyn Simulator) -> String {
        let mut parts = vec![model.parameters()[self.parameter].key.to_owned()];
        let range = |[from, to]: [f64; 2]| format!("{}..{}", shortest(from), shortest(to));
        parts.extend(self.range.map(range));
        parts.extend(self.outcome.map(|asked| asked.write(model)));
        parts.extend(self.levels.iter().map(|level| shortest(*level)));
        parts.join(",")
    }
}

/// Half of the runs, for a share of them; the goal and the level of its other side, for the goal's
/// output; for any other output the value that it starts from.
fn usual_levels(asked: Asked, link: &Link) -> Vec<f64> {
    let scenario = &link.scenario;
    if let Some(Reading::Ends(Statistic::Above(_) | Statistic::Below(_))) = asked.reading {
        return vec![0.5];
    }
    let goal = &scenario.model.about().goal;
    if asked.output == link.index_of(goal.output) {
        let mut levels = vec![link.view.goal.unwrap_or(goal.level)];
        levels.extend(goal.miss);
        order::sort(&mut levels);
        levels.dedup();
        return levels;
    }
    let mut start = 0.0;
    let mut keep = |_: u32, row: &[f64]| start = row[0];
    let inputs = scenario.inputs_of(link.subset());
    let model = scenario.model;
    model.run(&inputs, scenario.seed, 0, &[asked.output], &mut keep);
    vec![if start.is_finite() { start } else { 0.0 }]
}

fn read_range(part: &str) -> Result<[f64; 2], Fault> {
    let right = "must be a range that rises from one number to a greater one, like 0.84..0.94";
    let ends: Vec<_> = part.split("..").map(parse).collect();
    match ends[..] {
        [Ok(from), Ok(to)] if from < to && (to - from).is_finite() => Ok([from, to]),
        _ => Err(fault(part, right.to_owned())),
    }
}

fn fault(part: &str, right: String) -> Fault {
    Fault::Question {
        part: part.to_owned(),
        right,
    }
}

fn once(is_first: bool, part: &str, what: &str) -> Result<(), Fault> {
    let second = || fault(part, format!("is a second {what}; there may be one"));
    is_first.then_some(()).ok_or_else(second)
}

fn unknown(key: &str, parameters: &[&crate::table::Parameter]) -> Fault {
    let known: Vec<_> = parameters.iter().map(|row| row.key).collect();
    fault(
        key,
        format!("must be a parameter: one of {}", known.join(", ")),
    )
}

fn no_part(part: &str, model: &dyn Simulator) -> Fault {
    let known: Vec<_> = model.outputs().iter().map(|row| row.key).collect();
    let right = format!(
        "must be a range like 0.84..0.94, a level like 0.5, or an output ({}), alone or with what \
         of it behind a point: trend, {}",
        known.join(", "),
        measure::statistics(),
    );
    fault(part, right)
}

/// `sensitivity`: of which outcome it is asked what moves it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moved {
    /// `goal`: the share of runs that the headline tells.
    Goal,
    /// A statistic of an output's final values.
    Measure {
        /// Index of the output.
        output: usize,
        /// The statistic.
        statistic: Statistic,
    },
}

impl Moved {
    /// The word of links for [`Moved::Goal`].
    pub const GOAL: &'static str = "goal";

    /// Reads `goal`, or a measure other than the share of impossible runs.
    ///
    /// # Errors
    /// A [`Fault`] that says what there is.
    pub fn read(text: &str, model: &dyn Simulator) -> Result<Self, Fault> {
        if text == Self::GOAL {
            return Ok(Self::Goal);
        }
        match Measure::read(text, &model.outputs()) {
            Some(Measure {
                output,
                of: Of::Ends(statistic),
            }) => Ok(Self::Measure { output, statistic }),
            _ => Err(Fault::Moved),
        }
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(self, model: &dyn Simulator) -> String {
        match self {
            Self::Goal => Self::GOAL.to_owned(),
            Self::Measure { output, statistic } => {
                let of = Of::Ends(statistic);
                Measure { output, of }.write(&model.outputs())
            }
        }
    }

    /// The same, as `goal` where it is the goal of its link.
    #[must_use]
    pub fn brief(self, link: &Link) -> Self {
        if self.measure(link) == Measure::goal(link) {
            Self::Goal
        } else {
            self
        }
    }

    /// The measure, in the link that it stands in.
    #[must_use]
    pub fn measure(self, link: &Link) -> Measure {
        match self {
            Self::Goal => Measure::goal(link),
            Self::Measure { output, statistic } => Measure {
                output,
                of: Of::Ends(statistic),
            },
        }
    }
}
