//! What a link asks of an analysis: which threshold, and whose sensitivity.

use super::threshold::Reading;
use crate::link::Link;
use crate::measure::{Measure, Of};
use crate::model::Simulator;
use crate::number::{parse, shortest};
use crate::problem::Fault;
use crate::stats::statistic::Statistic;
use crate::table::Unit;
use crate::view::MOST_LINES;

/// A threshold that is asked for. What it leaves open has a usual value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// Index of the parameter.
    pub parameter: usize,
    /// Where it is moved; its slider where that is open.
    pub range: Option<[f64; 2]>,
    /// Index of the output; the goal's where that is open.
    pub output: Option<usize>,
    /// The statistic; the three readings of "the trend" where that is open.
    pub statistic: Option<Statistic>,
    /// The levels; where there are none, those of the goal.
    pub levels: Vec<f64>,
}

/// What a link may say of a threshold, for messages.
pub const GRAMMAR: &str = "a parameter, then, where they are not the usual ones, the range it is \
    moved over, an output or a measure of it, and up to 8 levels: \
    productivity,0.84..0.94,saturation.median,0.1,0.8";

impl Question {
    /// Reads `productivity`, `productivity,0.84..0.94,saturation,0.1,0.8` and what lies between.
    ///
    /// # Errors
    /// [`Fault`] for anything else.
    pub fn read(text: &str, model: &dyn Simulator) -> Result<Self, Fault> {
        let (parameters, outputs) = (model.parameters(), model.outputs());
        let mut parts = text.split(',').peekable();
        let key = parts.next().unwrap_or_default();
        let parameter = parameters.iter().position(|row| row.key == key);
        let mut question = Self {
            parameter: parameter.ok_or_else(|| {
                let known: Vec<_> = parameters.iter().map(|row| row.key).collect();
                Fault::Threshold(format!(
                    "{key:?} is no parameter; there are {}",
                    known.join(", ")
                ))
            })?,
            ..Self::default()
        };
        if let Some(range) = parts.next_if(|part| part.contains("..")) {
            question.range = Some(read_range(range)?);
        }
        let is_word = |part: &&str| part.starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some(word) = parts.next_if(is_word) {
            let output = outputs.iter().position(|row| row.key == word);
            let measure = Measure::read(word, &outputs);
            (question.output, question.statistic) = match (output, measure) {
                (Some(output), _) => (Some(output), None),
                (
                    None,
                    Some(Measure {
                        output,
                        of: Of::Ends(statistic),
                    }),
                ) => (Some(output), Some(statistic)),
                _ => {
                    return Err(Fault::Threshold(format!(
                        "{word:?} is neither an output nor a measure of one"
                    )));
                }
            };
        }
        question.levels = parts.map(parse).collect::<Result<_, _>>()?;
        if question.levels.len() > MOST_LINES {
            return Err(Fault::TooManyLevels(MOST_LINES));
        }
        Ok(question)
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(&self, model: &dyn Simulator) -> String {
        let outputs = model.outputs();
        let mut parts = vec![model.parameters()[self.parameter].key.to_owned()];
        let range = |[from, to]: [f64; 2]| format!("{}..{}", shortest(from), shortest(to));
        parts.extend(self.range.map(range));
        parts.extend(self.output.map(|output| match self.statistic {
            None => outputs[output].key.to_owned(),
            Some(statistic) => {
                let of = Of::Ends(statistic);
                Measure { output, of }.write(&outputs)
            }
        }));
        parts.extend(self.levels.iter().map(|level| shortest(*level)));
        parts.join(",")
    }
}

fn read_range(text: &str) -> Result<[f64; 2], Fault> {
    let malformed = || Fault::Threshold(format!("{text:?} is no range; write it as from..to"));
    let (from, to) = text.split_once("..").ok_or_else(malformed)?;
    let (from, to) = (parse(from)?, parse(to)?);
    if from < to {
        return Ok([from, to]);
    }
    Err(Fault::Threshold(format!(
        "{text} does not rise; the first end must be less than the second"
    )))
}

/// A threshold with nothing left open.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Index of the parameter.
    pub parameter: usize,
    /// Where it is moved.
    pub range: [f64; 2],
    /// Index of the output.
    pub output: usize,
    /// The readings of how its runs end.
    pub readings: Vec<Reading>,
    /// The levels, rising.
    pub levels: Vec<f64>,
    /// The unit of readings and levels.
    pub unit: Unit,
}

impl Asked {
    /// The threshold that a link asks for; of the parameter that is least known where it asks for none.
    #[must_use]
    pub fn of(link: &Link) -> Self {
        let model = link.scenario.model;
        let (parameters, outputs, goal) =
            (model.parameters(), model.outputs(), &model.about().goal);
        let unsure = parameters
            .iter()
            .position(|row| row.key == model.about().unsure);
        let question = link.view.threshold.clone().unwrap_or_else(|| Question {
            parameter: unsure.unwrap_or(0),
            ..Question::default()
        });
        let slider = parameters[question.parameter].slider;
        let goal_output = link.index_of(goal.output);
        let output = question.output.unwrap_or(goal_output);
        let readings = match question.statistic {
            Some(statistic) => vec![Reading::Runs(statistic)],
            None => Reading::TRENDS.to_vec(),
        };
        let is_share = matches!(
            question.statistic,
            Some(Statistic::Above(_) | Statistic::Below(_))
        );
        let mut levels = question.levels.clone();
        if levels.is_empty() && is_share {
            levels.push(0.5);
        } else if levels.is_empty() && output == goal_output {
            levels.push(link.view.goal.unwrap_or(goal.level));
            levels.extend(goal.miss);
        } else if levels.is_empty() {
            let initial = model.initial().get(output).copied();
            levels.push(initial.unwrap_or_default());
        }
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        Self {
            parameter: question.parameter,
            range: question.range.unwrap_or([slider.from, slider.to]),
            output,
            readings,
            levels,
            unit: if is_share {
                Unit::PERCENT
            } else {
                outputs[output].unit
            },
        }
    }
}

/// Whose sensitivity a link asks for: a measure, or that of the goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AskedOutcome {
    /// The share of runs beyond the goal.
    Goal,
    /// A measure of its own.
    Measure(Measure),
}

impl AskedOutcome {
    /// Reads `goal`, or a measure.
    ///
    /// # Errors
    /// [`Fault::Measure`] for anything else, and for the share of impossible runs, which no run has.
    pub fn read(text: &str, model: &dyn Simulator) -> Result<Self, Fault> {
        match Measure::read(text, &model.outputs()) {
            _ if text == "goal" => Ok(Self::Goal),
            Some(measure) if measure.of != Of::Impossible => Ok(Self::Measure(measure)),
            _ => Err(Fault::Measure),
        }
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(self, model: &dyn Simulator) -> String {
        match self {
            Self::Goal => "goal".to_owned(),
            Self::Measure(measure) => measure.write(&model.outputs()),
        }
    }

    /// The measure, of a link.
    #[must_use]
    pub fn measure(self, link: &Link) -> Measure {
        match self {
            Self::Goal => Measure::goal(link),
            Self::Measure(measure) => measure,
        }
    }
}
