//! What a map shows of each subset: a statistic of how an output ends.

use crate::link::Link;
use crate::model::Simulator;
use crate::number::{parse, shortest};
use crate::people;
use crate::stats::share::Share;
use crate::stats::statistic::{Estimate, Statistic};
use crate::table::{Goal, Output, Unit};

/// A statistic of an output's final values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// The output's index.
    pub output: usize,
    /// What of it.
    pub of: Of,
}

/// What is measured of an output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Of {
    /// A statistic of the final values.
    Ends(Statistic),
    /// The share of runs that passed through an impossible state; the output does not matter.
    Impossible,
}

/// The words of links for what takes no level.
const WORDS: [(&str, Of); 4] = [
    ("mean", Of::Ends(Statistic::Mean)),
    ("median", Of::Ends(Statistic::Quantile(0.5))),
    ("spread", Of::Ends(Statistic::Spread)),
    ("impossible", Of::Impossible),
];

/// What a link may say of a measure, for messages.
pub const GRAMMAR: &str = "an output and what of it, like saturation.above.0.8 or price.median; \
    what is one of mean, median, a quantile like p5 or p97.5, spread, above and below with a level, \
    impossible";

/// The words for statistics of final values, for messages.
#[must_use]
pub fn statistics() -> String {
    let words = WORDS.iter().filter(|(_, of)| *of != Of::Impossible);
    let mut words: Vec<&str> = words.map(|(word, _)| *word).collect();
    words.push("a quantile like p5 or p97.5");
    words.push("above or below with a level, like above.0.8");
    words.join(", ")
}

impl Of {
    /// Reads a word, or `p` with per cents from 0.01 to 99.99, or `above.level`, or `below.level`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let level = |prefix: &str| text.strip_prefix(prefix).map(parse);
        match (level("above."), level("below.")) {
            (Some(Ok(level)), _) => Some(Self::Ends(Statistic::Above(level))),
            (_, Some(Ok(level))) => Some(Self::Ends(Statistic::Below(level))),
            _ => {
                let found = WORDS.iter().find(|(word, _)| *word == text);
                found.map(|(_, of)| *of).or_else(|| quantile(text))
            }
        }
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(self) -> String {
        match self {
            Self::Ends(Statistic::Above(level)) => format!("above.{}", shortest(level)),
            Self::Ends(Statistic::Below(level)) => format!("below.{}", shortest(level)),
            Self::Ends(Statistic::Quantile(level)) if level != 0.5 => {
                format!("p{}", shortest((level * HUNDREDTHS).round() / 100.0))
            }
            of => {
                let word = WORDS.iter().find(|(_, known)| *known == of);
                word.map_or("mean", |(word, _)| word).to_owned()
            }
        }
    }
}

/// Hundredths of a per cent in one: as finely as a link says which quantile, so that what is read is what
/// was written.
const HUNDREDTHS: f64 = 10_000.0;

/// The quantile that a link calls `p2.5`.
fn quantile(text: &str) -> Option<Of> {
    let percent = parse(text.strip_prefix('p')?).ok()?;
    let level = (percent * 100.0).round() / HUNDREDTHS;
    (level > 0.0 && level < 1.0).then_some(Of::Ends(Statistic::Quantile(level)))
}

impl Measure {
    /// Reads `output.word` or `output.above.level`.
    #[must_use]
    pub fn read(text: &str, outputs: &[&Output]) -> Option<Self> {
        let (key, what) = text.split_once('.')?;
        let output = outputs.iter().position(|output| output.key == key)?;
        let of = Of::read(what)?;
        Some(Self { output, of })
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(self, outputs: &[&Output]) -> String {
        format!("{}.{}", outputs[self.output].key, self.of.write())
    }

    /// The share of runs beyond a link's goal: what the headline tells.
    #[must_use]
    pub fn goal(link: &Link) -> Self {
        let goal = &link.scenario.model.about().goal;
        let level = link.view.goal.unwrap_or(goal.level);
        Self {
            output: link.index_of(goal.output),
            of: Of::Ends(if goal.above {
                Statistic::Above(level)
            } else {
                Statistic::Below(level)
            }),
        }
    }

    /// The value of a subset, from the final values of the output in the runs made so far and the
    /// number of these runs that were impossible; none without runs.
    #[must_use]
    pub fn estimate(self, values: &[f64], impossible: u32) -> Option<Estimate> {
        let share = Share {
            counted: impossible,
            runs: values.len() as u32,
        };
        (share.runs > 0).then(|| match self.of {
            Of::Ends(statistic) => statistic.of(values),
            Of::Impossible => Estimate {
                value: share.value(),
                error: share.error(),
            },
        })
    }

    /// Whether it is a share of runs, told in per cent whatever the output's unit.
    #[must_use]
    pub const fn is_share(self) -> bool {
        matches!(
            self.of,
            Of::Impossible | Of::Ends(Statistic::Above(_) | Statistic::Below(_))
        )
    }

    /// The unit of its values.
    #[must_use]
    pub fn unit(self, outputs: &[&Output]) -> Unit {
        if self.is_share() {
            Unit::PERCENT
        } else {
            outputs[self.output].unit
        }
    }

    /// Its name: `Runs that end above 80 % saturation`, `Runs that end past the limit`, `Median final price`.
    #[must_use]
    pub fn label(self, model: &dyn Simulator) -> String {
        let output = model.outputs()[self.output];
        if let Some(counted) = self.counted(&model.about().goal, output) {
            return format!("Runs that {counted}");
        }
        let name = output.label.to_ascii_lowercase();
        let level = |level| people::exactly(level, output.unit);
        match self.of {
            Of::Impossible => "Runs through an impossible state".to_owned(),
            Of::Ends(Statistic::Mean) => format!("Mean final {name}"),
            Of::Ends(Statistic::Quantile(0.5)) => format!("Median final {name}"),
            Of::Ends(Statistic::Quantile(q)) => {
                format!(
                    "Final {name}, {} below it",
                    people::exactly(q, Unit::PERCENT)
                )
            }
            Of::Ends(Statistic::Above(l)) => format!("Runs that end above {} {name}", level(l)),
            Of::Ends(Statistic::Below(l)) => format!("Runs that end below {} {name}", level(l)),
            Of::Ends(Statistic::Spread) => format!("Spread of final {name}, middle half"),
        }
    }

    /// What runs do that a model's own goal counts, where that says it all: `end past the limit`.
    fn counted(self, goal: &Goal, output: &Output) -> Option<&'static str> {
        let beyond = if goal.above {
            Statistic::Above(goal.level)
        } else {
            Statistic::Below(goal.level)
        };
        let is_own = output.key == goal.output && self.of == Of::Ends(beyond);
        (is_own && goal.counted_elsewhere.is_some()).then_some(goal.counted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::MODELS;

    #[test]
    fn what_a_models_own_goal_counts_has_its_name() {
        let currents = MODELS[1];
        let label = |text: &str| {
            let measure = Measure::read(text, &currents.outputs()).unwrap();
            measure.label(currents)
        };
        assert_eq!(label("headroom.below.0"), "Runs that end past the limit");
        assert_eq!(
            label("headroom.below.-100"),
            "Runs that end below \u{2212}100 room to the limit"
        );
    }

    #[test]
    fn a_measure_reads_back_as_it_is_written() {
        let outputs = MODELS[0].outputs();
        for text in [
            "saturation.above.0.8",
            "price.median",
            "price.below.-1.5",
            "ratio.p95",
            "size.impossible",
        ] {
            let measure = Measure::read(text, &outputs).unwrap();
            assert_eq!(measure.write(&outputs), text);
        }
        for text in [
            "saturation",
            "fame.mean",
            "price.above",
            "price.above.high",
            "price.mode",
        ] {
            assert_eq!(Measure::read(text, &outputs), None, "{text}");
        }
    }
}
