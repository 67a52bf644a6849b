//! The tables a model is described by.
//!
//! Everything that is shown or read about a model comes from here: sliders, units, documentation,
//! link keys, sweep axes, charts, presets. A fact stands in one row and nowhere else.

use crate::migrate::Migration;
use crate::model::Simulator;
use serde::Serialize;

/// Who sets a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Role {
    /// The community decides it.
    Policy,
    /// The world decides it; the modeller assumes it.
    World,
}

/// How a number is shown to people. Links, tables and the core always hold the plain number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Unit {
    /// What stands behind the number: `%`, `% / month`, `payments`, or nothing.
    pub symbol: &'static str,
    /// Powers of ten between the number and what is shown: 2 shows 0.2 as 20.
    pub power: u8,
    /// Digits behind the point that are worth showing for an outcome.
    pub decimals: u8,
}

impl Unit {
    /// A plain number.
    pub const NONE: Self = Self::of("", 2);
    /// A share of one, shown in per cent.
    pub const PERCENT: Self = Self {
        symbol: "%",
        power: 2,
        decimals: 0,
    };

    /// A number with a unit behind it.
    #[must_use]
    pub const fn of(symbol: &'static str, decimals: u8) -> Self {
        Self {
            symbol,
            power: 0,
            decimals,
        }
    }

    /// A share of one for each unit of time, shown in per cent.
    #[must_use]
    pub const fn percent_per(symbol: &'static str) -> Self {
        Self {
            symbol,
            power: 2,
            decimals: 1,
        }
    }
}

/// Where the slider of a parameter runs. Values beyond it are accepted where the model is defined.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Slider {
    /// The left end.
    pub from: f64,
    /// The right end.
    pub to: f64,
    /// The distance between two places of the thumb.
    pub step: f64,
    /// Why it runs just there, in a sentence.
    pub why: &'static str,
}

/// What a parameter can stand for. Values beyond it are computed where the model is defined for them, and
/// told of beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sense {
    /// The least value that has a meaning.
    pub from: f64,
    /// The greatest; infinite where there is none.
    pub to: f64,
    /// What a value beyond these means, in a sentence.
    pub beyond: &'static str,
}

/// What a rate for each timestep comes to in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Yearly {
    /// As often as there are timesteps: 0.8 % a month is 9.6 % a year.
    Sum,
    /// Each on top of the one before: 2 % a month is 27 % a year.
    Compound,
    /// Each of what the one before has left: 5 % a month is 46 % a year.
    Decay,
}

/// A parameter of a model: one number that a scenario sets, the same at every timestep.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Parameter {
    /// Its key in links.
    pub key: &'static str,
    /// Its name in the notebook.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Its name within a sentence: `the throttle`.
    pub noun: &'static str,
    /// A scenario with a value of it, with `{}` to fill in and `{s}` for an s after any but one: `a throttle of {}`.
    pub phrase: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The value it has where a link does not say.
    pub default: f64,
    /// Where its slider runs.
    pub slider: Slider,
    /// What it can stand for.
    pub sense: Sense,
    /// What it is called at zero, where that is more than a small value: `off`, `all`.
    pub zero: Option<&'static str>,
    /// What it comes to in a year, where it is a rate.
    pub yearly: Option<Yearly>,
    /// A change of it that is worth talking about: what a tornado moves it by, up and down, within what it can
    /// stand for.
    pub nudge: f64,
    /// Who sets it.
    pub role: Role,
    /// Whether only whole numbers have a meaning.
    pub whole: bool,
    /// What it does, in a plain sentence or two.
    pub help: &'static str,
    /// Where it and its default come from.
    pub source: &'static str,
}

/// An output of a model: a state variable, or a quantity derived from the state.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Output {
    /// Its key in links; the initial value of a state variable is `initial-` and this.
    pub key: &'static str,
    /// Its name in the notebook, and so in the CSV; none for what only Apiary derives.
    pub name: Option<&'static str>,
    /// Its name for people.
    pub label: &'static str,
    /// What it is, in a line under the chart's title.
    pub help: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The ends of its axis where they are natural ones; otherwise the data set them.
    pub span: Option<[f64; 2]>,
    /// Whether a value below zero is an impossible state.
    pub never_negative: bool,
    /// The formula's source.
    pub source: &'static str,
}

/// What a run is judged by at its end: an output beyond a level.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Goal {
    /// The output's key.
    pub output: &'static str,
    /// The level, where a link does not move it.
    pub level: f64,
    /// Whether a run counts above the level (else below it).
    pub above: bool,
    /// The level of the other side, for the share of runs that clearly miss.
    pub miss: Option<f64>,
    /// Whether to count is good (blue) or past a limit (brick).
    pub good: bool,
    /// What its line is called in a picture: `goal`, `limit`.
    pub line: &'static str,
    /// What counted runs do, with `{goal}` to fill in: `end above {goal}`.
    pub counted: &'static str,
    /// The same where a link has moved the level, if that has another name then.
    pub counted_elsewhere: Option<&'static str>,
    /// The headline, with `{parameter-key}`, `{share}`, `{runs}`, `{span}` (ten years),
    /// `{span-long}` (ten-year) and `{goal}` to fill in, and choices: see
    /// [`template`](crate::sentence::template).
    pub headline: &'static str,
    /// The sentences below it, with `{missed}` (the share on the other side), `{miss}` (its level),
    /// `{ever}` (the share that is beyond the level at some timestep), `{end}` (where the first run ends)
    /// and `{mean}` (a sentence on whether the mean describes the runs) to fill in, and choices.
    pub lede: &'static str,
}

impl Goal {
    /// Whether a value counts at a level; what is not a number never does.
    #[must_use]
    pub fn counts(&self, value: f64, level: f64) -> bool {
        if self.above {
            value > level
        } else {
            value < level
        }
    }

    /// The next run after one of them that counts by where it ends, from the first on again after the last; runs
    /// count from 0. None where no other does.
    #[must_use]
    pub fn next_counted(&self, ends: &[f64], level: f64, run: usize) -> Option<usize> {
        let later = run + 1..ends.len();
        let earlier = 0..run.min(ends.len());
        let mut others = later.chain(earlier);
        others.find(|&other| self.counts(ends[other], level))
    }

    /// What runs beyond a level do.
    #[must_use]
    pub fn counted_at(&self, level: f64) -> &'static str {
        let elsewhere = self.counted_elsewhere.filter(|_| level != self.level);
        elsewhere.unwrap_or(self.counted)
    }
}

/// A chart of the notebook.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Chart {
    /// Its title.
    pub title: &'static str,
    /// The cell it comes from, and what the notebook draws there.
    pub source: &'static str,
    /// The outputs it shows, by key.
    pub outputs: &'static [&'static str],
    /// How it shows them.
    pub form: Form,
    /// What is noted on it, where its form has such: why a limit stands still at first.
    pub note: Option<&'static str>,
}

/// The forms of chart the notebooks use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Form {
    /// All runs over time with their LOWESS trend, one facet a subset.
    Subsets,
    /// The outputs of one run over time.
    Run,
    /// The outputs over time, one facet a run.
    Runs,
    /// All subsets in one frame, each with its LOWESS trend.
    Scatter,
    /// The first output against the second: the run looked at coloured by timestep, some others behind it.
    Phase,
    /// The first output of one run against a limit: the second output, below zero. A third is a level below
    /// them, a fourth a flow.
    Limit,
    /// The first output of some runs against their limits, one frame a run.
    Members,
}

/// Where a preset comes from: what it stands under in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Group {
    /// The notebook's experiments.
    Notebook,
    /// The analysis that the notebook planned, and its steps.
    #[serde(rename = "Planned analysis")]
    Planned,
    /// Questions that people ask.
    Questions,
}

/// A scenario with a name.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Preset {
    /// Where it comes from.
    pub group: Group,
    /// Its name. The address of its page is made of it, so it keeps its words.
    pub title: &'static str,
    /// What its runs answer to a question that no single number answers, in a few words. A test holds it against
    /// them.
    pub answer: Option<&'static str>,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// Its link, from the model's name on.
    pub link: &'static str,
}

impl Preset {
    /// Its answer, where it has one, and what it shows.
    #[must_use]
    pub fn told(&self) -> String {
        let parts: Vec<&str> = self.answer.into_iter().chain([self.about]).collect();
        parts.join(" ")
    }
}

/// Something the published model does that a reader would not expect.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Quirk {
    /// What it is, in a few words.
    pub title: &'static str,
    /// What happens and why, in sentences anyone can read.
    pub text: &'static str,
    /// The key of a parameter whose sweep shows it, so that nobody takes what the sweep finds for advice.
    pub swept: Option<&'static str>,
    /// A link that shows it, where one does.
    pub link: Option<&'static str>,
}

/// An analysis that a notebook planned and never ran, in three steps: the range of a parameter in
/// which success and failure are both possible; a sweep of two others in the middle of that range;
/// the same sweep with narrowed bounds, in several worlds.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Plan {
    /// The steps in the notebook's words.
    pub steps: [&'static str; 3],
    /// Where they stand.
    pub source: &'static str,
    /// What the plan sets: keys and texts of links.
    pub held: &'static [(&'static str, &'static str)],
    /// Key of the parameter whose range is looked for.
    pub unsure: &'static str,
    /// Where it is looked for.
    pub range: [f64; 2],
    /// The two axes of the sweep, in the order of the parameters: keys and texts of links.
    pub axes: [(&'static str, &'static str); 2],
    /// What makes the worlds, beside the unsure parameter: keys and texts of links.
    pub worlds: &'static [(&'static str, &'static str)],
}

/// What a model is, beyond its parameters and outputs.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct About {
    /// Its name in links.
    pub name: &'static str,
    /// Its version in links: equations and defaults are frozen in it.
    pub version: u32,
    /// How links of older versions are written in this one, where that can be; see [`migrate`](crate::migrate).
    #[serde(skip)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub ladder: &'static [Migration],
    /// Its name for people.
    pub label: &'static str,
    /// One line above the headline.
    pub kicker: &'static str,
    /// What it is and where it comes from, in a few sentences.
    pub text: &'static str,
    /// What a timestep is: `month`, `day`.
    pub timestep: &'static str,
    /// How many timesteps make a year: 12, 365.
    pub year: u32,
    /// How many timesteps lie between two ticks of the time axis: 12, 30.
    pub tick: u32,
    /// Timesteps where a link does not say.
    pub timesteps: u32,
    /// Runs where a link does not say.
    pub runs: u32,
    /// The run looked at closely where a link does not say, counted from 1.
    pub run: u32,
    /// What several runs are called in a sentence: `runs`, `members`.
    #[serde(skip)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub many: &'static str,
    /// The initial state in a sentence, with `{initial-…}` to fill in.
    pub start: &'static str,
    /// What a run is judged by.
    pub goal: Goal,
    /// Key of the parameter whose threshold is asked for first: the one least known.
    pub unsure: &'static str,
    /// The analysis that its notebook planned, where it planned one.
    pub plan: Option<Plan>,
    /// The outputs with a tab of their own, by key, the first shown first.
    pub tabs: &'static [&'static str],
    /// The notebook's charts.
    pub charts: &'static [Chart],
    /// The scenarios to start from; the first is the notebook's.
    pub presets: &'static [Preset],
    /// What this model gets wrong.
    pub quirks: &'static [Quirk],
    /// The notebook's own numbers, where there are some to hold it against.
    pub reference: Option<Reference>,
}

/// Numbers that the notebook's own code has given, for a reader to see them come out here.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reference {
    /// The scenario whose first run they are of.
    pub link: &'static str,
    /// Where they come from, as a sentence.
    pub source: &'static str,
    /// The numbers as CSV: `timestep`, then keys of outputs.
    #[serde(skip)]
    pub table: &'static str,
    /// How far apart, as a share of the larger, two numbers may lie that other libraries of mathematics have
    /// rounded; nothing where they are told to their last digit.
    pub tolerance: Option<f64>,
}

/// Everything the tables say of a model.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Spec {
    /// What it is.
    pub about: About,
    /// Its parameters, in the order of links and of sweeps.
    pub parameters: Vec<Parameter>,
    /// Its outputs: first the state variables, then what is derived from them.
    pub outputs: Vec<Output>,
    /// The initial values of the state variables.
    pub initial: Vec<f64>,
}

impl Spec {
    /// The tables of a model.
    #[must_use]
    pub fn of(model: &dyn Simulator) -> Self {
        Self {
            about: *model.about(),
            parameters: model.parameters().into_iter().copied().collect(),
            outputs: model.outputs().into_iter().copied().collect(),
            initial: model.initial(),
        }
    }
}
