//! The analysis that a notebook planned and never ran: three steps, each an ordinary link.
//!
//! A step's result sets the next step's values, unless the reader sets them: the middle of the range
//! that the first step finds, and the bounds that the second is narrowed to. The tables say what the
//! plan is ([`Plan`]); here are its links.

mod conclusion;

pub use conclusion::{range_told, sweep_told, worlds_told};

use super::standing_at;
use super::threshold::{Crossing, Reading};
use crate::link::Link;
use crate::number::{parse, shortest};
use crate::problem::{Fault, Problem};
use crate::stats::order;
use crate::stats::statistic::Estimate;
use crate::table::Plan;
use crate::view::View;
use serde::Serialize;

/// The share of the best subset's success that a subset must reach to lie within narrowed bounds.
pub const KEEP: f64 = 0.75;
/// Digits of the range that count, relative to what a parameter is nudged by.
const FINENESS: f64 = 0.01;

/// Which reading of "the trend" decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Deciding {
    /// The mean over runs.
    Mean,
    /// The median over runs.
    Median,
    /// The notebook's LOWESS line.
    #[default]
    Trend,
}

impl Deciding {
    /// The reading.
    #[must_use]
    pub const fn reading(self) -> Reading {
        let [mean, median, trend] = Reading::TRENDS;
        match self {
            Self::Mean => mean,
            Self::Median => median,
            Self::Trend => trend,
        }
    }

    const ALL: [(Self, &'static str); 3] = [
        (Self::Mean, "mean"),
        (Self::Median, "median"),
        (Self::Trend, "trend"),
    ];
}

/// The least and the greatest value of both axes of the sweep.
pub type Bounds = [[f64; 2]; 2];

/// What a reader chooses of the analysis; all else follows from its results.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choice {
    /// The reading that decides the range.
    pub deciding: Deciding,
    /// The unsure parameter's value in the second step, in place of the middle of the range.
    pub middle: Option<f64>,
    /// The bounds in the third step, in place of those that follow from the second.
    pub bounds: Option<Bounds>,
}

/// What a link may say of the analysis, for messages.
pub const GRAMMAR: &str = "mean, median or trend, then, where they are not to follow from the \
    results, the middle and the bounds of both axes: trend,0.9,0.002..0.02,0.2..0.3";

impl Choice {
    /// Reads `trend`, `trend,0.9` or `trend,0.9,0.002..0.02,0.2..0.3`, and these without the middle.
    ///
    /// # Errors
    /// [`Fault`] for anything else.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let mut parts = text.split(',').peekable();
        let word = parts.next().unwrap_or_default();
        let deciding = Deciding::ALL.iter().find(|(_, known)| *known == word);
        let mut choice = Self {
            deciding: deciding.ok_or(Fault::Planned)?.0,
            ..Self::default()
        };
        if let Some(middle) = parts.next_if(|part| !part.contains("..")) {
            choice.middle = Some(parse(middle)?);
        }
        let ends = parts.map(|part| {
            let (from, to) = part.split_once("..").ok_or(Fault::Planned)?;
            let (from, to) = (parse(from)?, parse(to)?);
            (from <= to).then_some([from, to]).ok_or(Fault::Planned)
        });
        choice.bounds = match ends.collect::<Result<Vec<_>, Fault>>()?[..] {
            [] => None,
            [across, up] => Some([across, up]),
            _ => return Err(Fault::Planned),
        };
        Ok(choice)
    }

    /// The text that reads back to this.
    #[must_use]
    pub fn write(&self) -> String {
        let word = Deciding::ALL
            .iter()
            .find(|(known, _)| *known == self.deciding);
        let mut parts = vec![word.map_or("trend", |(_, word)| word).to_owned()];
        parts.extend(self.middle.map(shortest));
        let range = |[from, to]: [f64; 2]| format!("{}..{}", shortest(from), shortest(to));
        parts.extend(self.bounds.into_iter().flatten().map(range));
        parts.join(",")
    }
}

/// Where the trend crosses the level of failure, and where that of success. It has an end where it
/// crosses just once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    /// Where failure begins.
    pub failure: Vec<Crossing>,
    /// Where success begins.
    pub success: Vec<Crossing>,
}

impl Range {
    /// The ends that are told by a single crossing: of failure, and of success.
    fn ends(&self) -> [Option<f64>; 2] {
        [&self.failure, &self.success].map(|found| match found[..] {
            [crossing] => Some(crossing.value),
            _ => None,
        })
    }
}

/// The plan of a model, made for the scenario of a link.
#[derive(Clone)]
pub struct Planned {
    base: Link,
    /// The plan.
    pub plan: &'static Plan,
    /// What the reader has chosen.
    pub choice: Choice,
}

impl Planned {
    /// The analysis that a link asks for: its own runs, seed and other values, and what the plan
    /// sets. None for a model without a plan.
    #[must_use]
    pub fn of(link: &Link) -> Option<Self> {
        let plan = link.scenario.model.about().plan.as_ref()?;
        let scenario = standing_at(&link.scenario, link.subset());
        let view = View::default();
        let base = Link { scenario, view };
        Some(Self {
            base: with_all(&base, plan.held.iter().copied()),
            plan,
            choice: link.view.planned.clone().unwrap_or_default(),
        })
    }

    /// The first step: where the unsure parameter's range lies.
    #[must_use]
    pub fn range(&self) -> Link {
        let [from, to] = self.plan.range.map(shortest);
        let question = format!("{},{from}..{to}", self.plan.unsure);
        with_all(&self.base, [("threshold", question.as_str())])
    }

    /// The second step: the sweep in the middle of the range.
    ///
    /// # Errors
    /// The problem with a middle that the model is not defined for.
    pub fn sweep(&self, middle: f64) -> Result<Link, Problem> {
        let link = self.base.with(self.plan.unsure, &shortest(middle))?;
        Ok(self.looked_at(with_all(&link, self.plan.axes)))
    }

    /// The value of the unsure parameter in the second step: the reader's, else the middle of the
    /// range; none where there is no range.
    #[must_use]
    pub fn middle(&self, range: &Range) -> Option<f64> {
        let [failure, success] = range.ends();
        let found = failure.zip(success);
        let middle = |(a, b): (f64, f64)| self.rounded(f64::midpoint(a, b));
        self.choice.middle.or(found.map(middle))
    }

    /// The bounds of the third step: the reader's, else those around the subsets of the second that
    /// come near the best.
    #[must_use]
    pub fn bounds(&self, sweep: &Link, shares: &[Option<Estimate>]) -> Bounds {
        let kept = kept(shares);
        let axes = sweep.scenario.axes();
        let found = [0, 1].map(|place| {
            let axis = axes.get(place).copied().unwrap_or_default();
            let value = |subset: &usize| sweep.scenario.inputs_of(*subset)[axis];
            let widened = |[low, high]: [f64; 2], value: f64| [low.min(value), high.max(value)];
            let none = [f64::INFINITY, f64::NEG_INFINITY];
            kept.iter().map(value).fold(none, widened)
        });
        self.choice.bounds.unwrap_or(found)
    }

    /// The third step: the sweep within bounds, at the ends and the middle of the range and in the
    /// plan's worlds. Bounds that hold no point of the sweep are swept themselves.
    ///
    /// # Errors
    /// The problem with a middle or a bound that the model is not defined for.
    pub fn worlds(&self, range: &Range, middle: f64, bounds: Bounds) -> Result<Link, Problem> {
        let sweep = self.sweep(middle)?;
        let axes = sweep.scenario.axes();
        let inside = |place: usize| {
            let axis = axes.get(place).copied().unwrap_or_default();
            let points = sweep.scenario.settings[axis].points().iter();
            let [low, high] = bounds[place];
            let within = points.copied().filter(|point| (low..=high).contains(point));
            let mut within: Vec<f64> = within.collect();
            if within.is_empty() {
                within = vec![low, high];
            }
            within.dedup();
            listed(within.into_iter())
        };
        let [across, up] = [0, 1].map(inside);
        let ends = range.ends().into_iter().flatten();
        let ends = ends.map(|end| self.rounded(end));
        let mut unsure: Vec<f64> = ends.chain([middle]).collect();
        order::sort(&mut unsure);
        unsure.dedup();
        let [(first, _), (second, _)] = self.plan.axes;
        let unsure = listed(unsure.into_iter());
        let narrowed = [(first, across), (second, up), (self.plan.unsure, unsure)];
        let link = narrowed
            .iter()
            .try_fold(sweep, |link, (key, text)| link.with(key, text))?;
        let link = with_all(&link, self.plan.worlds.iter().copied());
        Ok(self.looked_at(link))
    }

    /// The link looking at the subset nearest to the plan's own values.
    fn looked_at(&self, link: Link) -> Link {
        link.looking_near(&self.base.scenario.inputs_of(0))
    }

    /// A value of the unsure parameter to the digits that a range is known to.
    fn rounded(&self, value: f64) -> f64 {
        let parameters = self.base.scenario.model.parameters();
        let parameter = parameters.iter().find(|row| row.key == self.plan.unsure);
        let mut step = parameter.map_or(FINENESS, |row| row.nudge * FINENESS);
        let mut decimals = 0;
        while step < 1.0 - 1e-9 && decimals < 12 {
            (decimals, step) = (decimals + 1, step * 10.0);
        }
        format!("{value:.decimals$}").parse().unwrap_or(value)
    }
}

/// The subsets that come near the best one.
#[must_use]
pub fn kept(shares: &[Option<Estimate>]) -> Vec<usize> {
    let value = |subset: usize| {
        let value = shares[subset].map(|share| share.value);
        value.filter(|value| value.is_finite())
    };
    let all = 0..shares.len();
    let best = all.clone().filter_map(value).fold(0.0, f64::max);
    all.filter(|&subset| value(subset).is_some_and(|value| value >= KEEP * best))
        .collect()
}

/// Numbers as links list them; a single one is a value.
fn listed(values: impl Iterator<Item = f64>) -> String {
    values.map(shortest).collect::<Vec<_>>().join(",")
}

/// A link with a plan's own texts for some keys, which can be used: a test makes every plan.
fn with_all<'a>(link: &Link, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Link {
    pairs.into_iter().fold(link.clone(), |link, (key, text)| {
        link.with(key, text).unwrap_or(link)
    })
}
