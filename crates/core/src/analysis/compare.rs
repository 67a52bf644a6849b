//! Two scenarios on the same draws: what differs between them, and what that does, run by run.
//!
//! Run 1 of the pinned scenario meets exactly the luck of run 1 of the other, so what lies between two
//! runs of one number is the change's doing alone, and the error of a difference is that of the runs'
//! own differences, mostly far smaller than the errors of the two outcomes would make it.

mod crossing;
mod words;

pub use words::difference;

use crate::ensemble::Ensemble;
use crate::link::Link;
use crate::people;
use crate::scenario::{Scenario, Setting, Sweep};
use crate::sentence::{Part, PartKind, part, value_told};
use crate::stats::mean_and_error;
use crate::stats::share::Share;
use crate::table::Output;
use crate::view::View;
use crossing::Crossing;
use serde::Serialize;
use words::{counted_parts, does, signed, with};

/// The scenario that a link has pinned and its own, as the two subsets of a sweep: first the pinned one. Where
/// the link sweeps, its own is the subset looked at. None where nothing is pinned.
#[must_use]
pub fn side_by_side(link: &Link) -> Option<Link> {
    let pinned = link.view.pinned.as_ref()?;
    let mut scenario = super::standing_at(&link.scenario, link.subset());
    for &(input, value) in pinned {
        let own = scenario.settings[input].points()[0];
        scenario.settings[input] = Setting::List(vec![value, own]);
    }
    scenario.sweep = Sweep::Zip;
    let View { output, goal, .. } = link.view.clone();
    let view = View {
        output,
        goal,
        subset: Some(0),
        ..View::default()
    };
    Some(Link { scenario, view })
}

/// An input that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Changed {
    /// What it is called.
    pub label: String,
    /// Its value in the pinned scenario.
    pub a: String,
    /// Its value here.
    pub b: String,
    /// What lies between.
    pub change: String,
}

/// The inputs that differ, in the order of the tables.
#[must_use]
pub fn changes(both: &Link) -> Vec<Changed> {
    let model = both.scenario.model;
    let parameters = model.parameters();
    let outputs = model.outputs();
    let named = |input: usize| match parameters.get(input) {
        Some(row) => (row.label.to_owned(), row.unit),
        None => {
            let row = outputs[input - parameters.len()];
            (format!("{} at the start", row.label), row.unit)
        }
    };
    let settings = both.scenario.settings.iter().enumerate();
    let differing = settings.filter_map(|(input, setting)| match setting.points()[..] {
        [a, b] => Some((input, a, b)),
        _ => None,
    });
    let told = |(input, a, b): (usize, f64, f64)| {
        let (label, unit) = named(input);
        Changed {
            label,
            a: value_told(model, input, a),
            b: value_told(model, input, b),
            change: signed(b - a, people::about((b - a).abs(), unit), unit),
        }
    };
    differing.map(told).collect()
}

/// Two ensembles of the same draws, and what one asks of them.
pub struct Compared<'a> {
    /// The sweep of both.
    pub link: &'a Link,
    /// The pinned scenario's runs, and this one's, as many.
    pub ensembles: [&'a Ensemble; 2],
}

/// An outcome of both, and what lies between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Outcome {
    /// What it is.
    pub label: String,
    /// In the pinned scenario.
    pub a: String,
    /// Here.
    pub b: String,
    /// The difference of the same runs, with its error.
    pub change: String,
}

/// The comparison in words and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Verdict {
    /// What the change does to the share that the headline counts.
    pub headline: String,
    /// The same in parts.
    pub parts: Vec<Part>,
    /// Which does better, and what the change does to single runs.
    pub lede: String,
    /// How likely the same run ends better, or higher where nothing says what is better, in the one or the other.
    pub chance: String,
    /// Whether the change is surely for the better, or for the worse; neither where chance could do it.
    pub better: Option<bool>,
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
}

impl<'a> Compared<'a> {
    /// The output looked at.
    #[must_use]
    pub fn output(&self) -> (usize, &'static Output) {
        let output = self.link.output();
        (output, self.link.scenario.model.outputs()[output])
    }

    /// Final values of an output in both.
    #[must_use]
    pub fn ends(&self, output: usize) -> [&'a [f64]; 2] {
        self.ensembles.map(|ensemble| ensemble.ends(output))
    }

    /// How much higher each run ends here than in the pinned scenario, where both end in a number.
    #[must_use]
    pub fn differences(&self) -> Vec<f64> {
        let [a, b] = self.ends(self.output().0);
        let differences = a.iter().zip(b).map(|(a, b)| b - a);
        differences
            .filter(|difference| difference.is_finite())
            .collect()
    }

    /// Says what the change does.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let goal = &self.link.scenario.model.about().goal;
        let output = self.link.index_of(goal.output);
        let row = self.link.scenario.model.outputs()[output];
        let level = self.link.view.goal.unwrap_or(goal.level);
        let told = |level: f64| people::exactly(level, row.unit);
        let beyond = Crossing::of(self.ends(output), |value| {
            if goal.above {
                value > level
            } else {
                value < level
            }
        });
        let counted = goal.counted_at(level).replace("{goal}", &told(level));
        let mut outcomes = vec![beyond.outcome(format!("Runs that {counted}"))];
        if let Some(miss) = goal.miss {
            let missed = Crossing::of(self.ends(output), |value| {
                if goal.above {
                    value < miss
                } else {
                    value > miss
                }
            });
            let short = if goal.above { "below" } else { "above" };
            outcomes.push(missed.outcome(format!("Runs that end {short} {}", told(miss))));
        }
        outcomes.extend(self.mean());
        let odds = self.odds();
        let chance = odds.told();
        outcomes.push(odds.outcome());
        let better = beyond
            .is_sure()
            .then(|| (beyond.change().value > 0.0) == goal.good);
        let mut parts = vec![
            part(PartKind::Text, "From "),
            part(PartKind::Pinned, "A"),
            part(PartKind::Text, " to "),
            part(PartKind::Here, "B"),
            part(PartKind::Text, &with(&changes(self.link))),
            part(PartKind::Text, "the share of runs that "),
        ];
        parts.extend(counted_parts(goal.counted_at(level), &told(level)));
        parts.extend(beyond.change_told());
        Verdict {
            headline: parts.iter().map(|part| part.text.as_str()).collect(),
            parts,
            lede: format!("{}{}", does(better), beyond.lede(&counted)),
            chance,
            better,
            outcomes,
        }
    }

    /// The mean of the output looked at, over the runs that end in a number in both.
    fn mean(&self) -> Option<Outcome> {
        let (output, row) = self.output();
        let [a, b] = self.ends(output);
        let both = a.iter().zip(b).filter(|(a, b)| (*b - *a).is_finite());
        let (a, b): (Vec<f64>, Vec<f64>) = both.unzip();
        let differences = self.differences();
        if differences.len() < 2 {
            return None;
        }
        let told = |values: &[f64]| {
            let (value, error) = mean_and_error(values);
            match row.span {
                Some(span) => people::within(value, error, row.unit, span),
                None => people::with_error(value, error, row.unit),
            }
        };
        let (value, error) = mean_and_error(&differences);
        Some(Outcome {
            label: format!("Mean of {}", row.label.to_ascii_lowercase()),
            a: told(&a),
            b: told(&b),
            change: difference(value, error, row.unit),
        })
    }

    /// In how many runs either ends better; higher, where the goal is about another output.
    fn odds(&self) -> Odds {
        let goal = &self.link.scenario.model.about().goal;
        let (output, row) = self.output();
        let is_goal = output == self.link.index_of(goal.output);
        let downwards = is_goal && goal.above != goal.good;
        let [a, b] = self.ends(output);
        let pairs = || a.iter().copied().zip(b.iter().copied());
        let above = |counts: fn(f64, f64) -> bool| {
            let counted = pairs().filter(|&(a, b)| counts(a, b)).count();
            let share = people::share(Share {
                counted: counted as u32,
                runs: pairs().count() as u32,
            });
            share.to_string()
        };
        let [in_a, in_b] = [above(|a, b| a > b), above(|a, b| b > a)];
        let name = row.label.to_ascii_lowercase();
        Odds {
            what: match (is_goal, downwards) {
                (true, true) => format!("better, with the lower {name}"),
                (true, false) => format!("better, with the higher {name}"),
                _ => format!("with the higher {name}"),
            },
            shares: if downwards {
                [in_b, in_a]
            } else {
                [in_a, in_b]
            },
            alike: pairs().filter(|(a, b)| a == b).count(),
            numberless: pairs().filter(|(a, b)| !(b - a).is_finite()).count(),
        }
    }
}

/// In how many of the same runs either scenario ends better, or higher.
struct Odds {
    /// How they end.
    what: String,
    /// Of the pinned scenario, and of this one, with their errors.
    shares: [String; 2],
    /// How many end alike.
    alike: usize,
    /// How many end in no number in one of the two.
    numberless: usize,
}

impl Odds {
    fn outcome(self) -> Outcome {
        let [a, b] = self.shares;
        Outcome {
            label: format!("Runs that end {}", self.what),
            a,
            b,
            change: match (self.alike, self.numberless) {
                (0, 0) => "none alike".to_owned(),
                (alike, 0) => format!("{} alike", people::number(alike as f64, 0)),
                (_, without) => format!("{} end in no number", people::number(without as f64, 0)),
            },
        }
    }

    fn told(&self) -> String {
        let [a, b] = &self.shares;
        format!("B ends {}, in {b} of the same runs, A in {a}.", self.what)
    }
}

/// A link with another's scenario pinned; none where nothing differs, or they cannot meet the same luck, run by run.
#[must_use]
pub fn beside(link: &Link, other: &Link) -> Option<Link> {
    let [own, of] = [&link.scenario, &other.scenario];
    let runs_of = |scenario: &Scenario| {
        let Scenario {
            runs,
            timesteps,
            seed,
            ..
        } = *scenario;
        (scenario.model.about().name, runs, timesteps, seed)
    };
    if runs_of(own) != runs_of(of) || !own.axes().is_empty() || !of.axes().is_empty() {
        return None;
    }
    let differing = differing(own, of);
    if differing.is_empty() {
        return None;
    }
    let view = View {
        pinned: Some(differing),
        ..link.view.clone()
    };
    let scenario = own.clone();
    Some(Link { scenario, view })
}

/// The pinned scenario of a link alone.
#[must_use]
pub fn pinned(link: &Link) -> Option<Scenario> {
    let mut scenario = super::standing_at(&link.scenario, link.subset());
    for &(input, value) in link.view.pinned.as_ref()? {
        scenario.settings[input] = Setting::Value(value);
    }
    Some(scenario)
}

/// What must be pinned for another scenario to be compared with this one: the inputs in which it differs.
#[must_use]
pub fn differing(from: &Scenario, of: &Scenario) -> Vec<(usize, f64)> {
    let values = of.settings.iter().zip(&from.settings).enumerate();
    let differing = values.filter(|(_, (of, from))| {
        !from.is_axis() && of.points()[0].to_bits() != from.points()[0].to_bits()
    });
    differing
        .map(|(input, (of, _))| (input, of.points()[0]))
        .collect()
}
