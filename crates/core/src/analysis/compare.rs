//! Two scenarios on the same draws: what differs between them, and what that does, run by run.
//!
//! Run 1 of the pinned scenario meets exactly the luck of run 1 of the other, so what lies between two
//! runs of one number is the change's doing alone, and the error of a difference is that of the runs'
//! own differences, mostly far smaller than the errors of the two outcomes would make it.

mod crossing;
mod means;
mod odds;
mod words;

pub use words::difference;

use crate::ensemble::Ensemble;
use crate::link::Link;
use crate::people;
use crate::scenario::{Scenario, Setting, Sweep};
use crate::sentence::{Part, PartKind, label_of, part, value_told};
use crate::table::{Goal, Output};
use crate::view::View;
use crossing::Crossing;
use means::Means;
use odds::Odds;
use serde::Serialize;
use words::{counted_parts, does, opening, plain, signed};

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
    /// What lies between; nothing where one of them has a name in place of a value.
    pub change: String,
}

/// The inputs that differ, in the order of the tables.
#[must_use]
pub fn changes(both: &Link) -> Vec<Changed> {
    let model = both.scenario.model;
    let settings = both.scenario.settings.iter().enumerate();
    let differing = settings.filter_map(|(input, setting)| match setting.points()[..] {
        [a, b] => Some((input, a, b)),
        _ => None,
    });
    let told = |(input, a, b): (usize, f64, f64)| {
        let (label, unit) = label_of(model, input);
        let values = [a, b].map(|value| value_told(model, input, value));
        // What has a name in place of a value is no zero to subtract.
        let is_named = values
            .iter()
            .any(|told| told.starts_with(char::is_alphabetic));
        let change = signed(b - a, people::about((b - a).abs(), unit), unit);
        let [a, b] = values;
        Changed {
            label,
            a,
            b,
            change: if is_named { String::new() } else { change },
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
    /// What the change does to the share that the goal counts, or to the mean of another output that is looked at.
    pub headline: String,
    /// The same in parts.
    pub parts: Vec<Part>,
    /// What it does to single runs, and which does better; to the goal's share, where the headline is about another
    /// output.
    pub lede: String,
    /// Whether the headline is about what the goal counts.
    pub of_goal: bool,
    /// Whether the change is surely for the better, or for the worse; neither where chance could do it.
    pub better: Option<bool>,
    /// The share that the goal counts in the pinned scenario, as it is told of one scenario alone.
    pub pinned: String,
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

    /// The shares that the goal counts in both, as the comparison tells them.
    #[must_use]
    pub fn shares(&self) -> [people::Told; 2] {
        self.crossing(self.level(), self.goal().above).as_told()
    }

    /// Whether the output looked at is the one that the goal is about.
    fn is_of_goal(&self) -> bool {
        self.output().0 == self.link.index_of(self.goal().output)
    }

    fn goal(&self) -> &'static Goal {
        &self.link.scenario.model.about().goal
    }

    /// Says what the change does: to the share of runs that the goal counts, or, where another output is looked at,
    /// first to its mean.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Goal {
            good, above, miss, ..
        } = *self.goal();
        let beyond = self.crossing(self.level(), above);
        let (means, odds) = (Means::of(self), Odds::of(self));
        let better = beyond
            .is_sure()
            .then(|| (beyond.change().value > 0.0) == good);
        let (told, lede) = match means.as_ref().filter(|_| !self.is_of_goal()) {
            Some(means) => self.means_told(means, &beyond),
            None => {
                let single = beyond.lede(&self.counted());
                let lede = format!("{}{single} {}", does(better), odds.told());
                let share = self.share_told(&beyond);
                ([vec![part(PartKind::Text, "the ")], share].concat(), lede)
            }
        };
        let parts = [opening(self.link), told].concat();
        let missed = miss.map(|miss| {
            let short = if above { "below" } else { "above" };
            let label = format!("Runs that end {short} {}", self.level_told(miss));
            self.crossing(miss, !above).outcome(label)
        });
        let outcomes = std::iter::once(beyond.outcome(format!("Runs that {}", self.counted())));
        Verdict {
            headline: plain(&parts),
            parts,
            lede: lede.trim().to_owned(),
            of_goal: self.is_of_goal(),
            better,
            pinned: people::share(beyond.shares()[0]).to_string(),
            outcomes: outcomes
                .chain(missed)
                .chain(means.as_ref().map(Means::outcomes).into_iter().flatten())
                .chain([odds.outcome()])
                .collect(),
        }
    }

    /// What the change does to another output than the goal's, and to the share that the goal counts; and what
    /// lies behind it.
    fn means_told(&self, means: &Means, beyond: &Crossing) -> (Vec<Part>, String) {
        let text = |text: &str| part(PartKind::Text, text);
        let end = vec![text(".")];
        if beyond.is_sure() {
            let [a, b] = beyond.told();
            let share = vec![
                text(", and "),
                part(PartKind::Here, &b),
                text(" of them in place of "),
                part(PartKind::Pinned, &a),
                text(" "),
            ];
            let parts = [means.told(), share, self.counted_told(), end].concat();
            return (parts, means.behind());
        }
        let lede = format!("{} The {}", means.behind(), plain(&self.share_told(beyond)));
        ([means.told(), end].concat(), lede)
    }

    /// The goal's level in this link.
    fn level(&self) -> f64 {
        self.link.view.goal.unwrap_or(self.goal().level)
    }

    fn level_told(&self, level: f64) -> String {
        let output = self.link.index_of(self.goal().output);
        people::exactly(level, self.link.scenario.model.outputs()[output].unit)
    }

    /// What the runs do that the goal counts.
    fn counted(&self) -> String {
        let counted = self.goal().counted_at(self.level());
        counted.replace("{goal}", &self.level_told(self.level()))
    }

    /// The same with its level as a part that can be changed.
    fn counted_told(&self) -> Vec<Part> {
        let level = self.level();
        counted_parts(self.goal().counted_at(level), &self.level_told(level))
    }

    /// Which runs end beyond a level of the goal's output in either.
    fn crossing(&self, level: f64, above: bool) -> Crossing {
        let ends = self.ends(self.link.index_of(self.goal().output));
        Crossing::of(
            ends,
            |value| if above { value > level } else { value < level },
        )
    }

    /// What happens to the share that the goal counts.
    fn share_told(&self, beyond: &Crossing) -> Vec<Part> {
        let subject = vec![part(PartKind::Text, "share of runs that ")];
        [subject, self.counted_told(), beyond.change_told()].concat()
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
