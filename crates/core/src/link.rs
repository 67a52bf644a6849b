//! Links: a scenario, and how it is looked at, as the text behind a `#`.
//!
//! A link never changes its meaning. It is read leniently, because forums mangle links and people
//! type them: what cannot be used is named with its reason, and the rest is used. It is written in
//! one way only.

mod named;
mod reader;

use self::named::Named;
use self::reader::Reader;
use crate::analysis::compare::{differing, pinned};
use crate::analysis::planned::Choice;
use crate::analysis::standing_at;
use crate::fingerprint::Claim;
use crate::measure::{Measure, Of};
use crate::mend::{Mended, mended};
use crate::model::Simulator;
use crate::models::MODELS;
use crate::number::shortest;
use crate::problem::{Fault, Problem, is_of_view};
use crate::scenario::{Scenario, Setting, Sweep, inputs};
use crate::stats::statistic::Statistic;
use crate::view::{
    FINGERPRINT, HERE, LINES, MAPS, PINNED, PLANNED, SENSITIVITY, THRESHOLD, View, ViewForm,
};

/// A link, read.
#[derive(Clone)]
pub struct Link {
    /// The scenario.
    pub scenario: Scenario,
    /// How it is looked at.
    pub view: View,
}

/// A link, read, and what could not be used of it.
#[derive(Clone)]
pub struct Reading {
    /// The link that stands in its place; it can be computed.
    pub link: Link,
    /// What could not be used, in the order of the link.
    pub problems: Vec<Problem>,
}

impl Link {
    /// The defaults of a model.
    #[must_use]
    pub fn of(model: &'static dyn Simulator) -> Self {
        Self {
            scenario: Scenario::of(model),
            view: View::default(),
        }
    }

    /// The index of an output; the first one's for a key that is none.
    #[must_use]
    pub fn index_of(&self, key: &str) -> usize {
        let outputs = self.scenario.model.outputs();
        outputs
            .iter()
            .position(|output| output.key == key)
            .unwrap_or(0)
    }

    /// The level that runs are judged by, where the goal is about this output.
    #[must_use]
    pub fn goal_of(&self, output: usize) -> Option<f64> {
        let goal = &self.scenario.model.about().goal;
        let level = self.view.goal.unwrap_or(goal.level);
        (self.index_of(goal.output) == output).then_some(level)
    }

    /// The index of the output looked at; the first tab's where the link does not say.
    #[must_use]
    pub fn output(&self) -> usize {
        let first = self.scenario.model.about().tabs.first().copied();
        self.index_of(self.view.output.as_deref().or(first).unwrap_or_default())
    }

    /// Indices of the outputs that the main picture and the sentence need.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let goal = self.index_of(self.scenario.model.about().goal.output);
        let mut shown = vec![goal, self.output()];
        shown.dedup();
        shown
    }

    /// The subset looked at; where the link does not say, the one nearest to the model's defaults, which holds
    /// them all if any does; the last beyond it.
    #[must_use]
    pub fn subset(&self) -> usize {
        let last = self.scenario.subsets().unwrap_or(0).saturating_sub(1);
        match self.view.subset {
            Some(subset) => (subset as usize).min(last),
            None if last == 0 => 0,
            None => {
                let defaults = inputs(self.scenario.model).into_iter();
                let defaults: Vec<f64> = defaults.map(|input| input.default).collect();
                self.scenario.nearest(&defaults)
            }
        }
    }

    /// Whether this scenario is compared with another: what is pinned and not changed yet is no A to a B.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        let pinned = self.view.pinned.as_ref();
        pinned.is_some_and(|pinned| !pinned.is_empty())
    }

    /// The run looked at, counted from 0; the model's own choice where the link does not say.
    #[must_use]
    pub fn run(&self) -> usize {
        let usual = self.scenario.model.about().run;
        let run = self.view.run.unwrap_or(usual).clamp(1, self.scenario.runs);
        run as usize - 1
    }

    /// The same scenario with one of its runs drawn among all, by an output.
    #[must_use]
    pub fn showing(self, output: &str, run: u32) -> Self {
        let view = View {
            output: Some(output.to_owned()),
            form: ViewForm::Runs,
            run: Some(run),
            ..self.view
        };
        Self { view, ..self }
    }

    /// What the two maps of a sweep show: where the link does not say, the headline's share, and the
    /// median of the model's second tab.
    #[must_use]
    pub fn maps(&self) -> [Measure; 2] {
        let second = self.scenario.model.about().tabs.get(1).copied();
        let median = Measure {
            output: self.index_of(second.unwrap_or_default()),
            of: Of::Ends(Statistic::Quantile(0.5)),
        };
        let [first, other] = self.view.maps;
        [
            first.unwrap_or_else(|| Measure::goal(self)),
            other.unwrap_or(median),
        ]
    }

    /// The text: only what differs from the defaults, in one order.
    #[must_use]
    pub fn write(&self) -> String {
        let about = self.scenario.model.about();
        let pairs: Vec<_> = self
            .pairs()
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        let query = if pairs.is_empty() { "" } else { "?" };
        let text = format!("{}/{}{query}{}", about.name, about.version, pairs.join("&"));
        // Where forums look for links, a minus behind two dots ends one.
        text.replace("..-", "..%2D")
    }

    /// The keys and texts that it writes.
    fn pairs(&self) -> Vec<(String, String)> {
        let Scenario {
            model,
            settings,
            sweep,
            runs,
            timesteps,
            seed,
        } = &self.scenario;
        let about = model.about();
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut put = |key: &str, text: Option<String>| {
            pairs.extend(text.map(|text| (key.to_owned(), text)));
        };
        for (input, setting) in inputs(*model).iter().zip(settings) {
            let is_default =
                matches!(setting, Setting::Value(v) if v.to_bits() == input.default.to_bits());
            put(&input.key, (!is_default).then(|| setting.to_string()));
        }
        let unless = |value: u32, default: u32| (value != default).then(|| value.to_string());
        put("seed", unless(*seed, 0));
        put("runs", unless(*runs, about.runs));
        put("timesteps", unless(*timesteps, about.timesteps));
        put("sweep", (*sweep == Sweep::Zip).then(|| "zip".to_owned()));
        let view = &self.view;
        put("goal", view.goal.map(shortest));
        put("view", view.output.clone());
        let form = ViewForm::ALL.iter().find(|(form, _)| *form == view.form);
        let form = form.filter(|(form, _)| *form != ViewForm::default());
        put("view-as", form.map(|(_, word)| (*word).to_owned()));
        put("view-run", view.run.map(|run| run.to_string()));
        put("view-subset", view.subset.map(|subset| subset.to_string()));
        let outputs = model.outputs();
        for (key, map) in MAPS.iter().zip(view.maps) {
            put(key, map.map(|measure| measure.write(&outputs)));
        }
        for (key, levels) in LINES.iter().zip(&view.lines) {
            let levels: Vec<String> = levels.iter().map(|level| shortest(*level)).collect();
            put(key, (!levels.is_empty()).then(|| levels.join(",")));
        }
        let threshold = view.threshold.as_ref();
        put(THRESHOLD, threshold.map(|asked| asked.write(*model)));
        put(SENSITIVITY, view.sensitivity.map(|of| of.write(*model)));
        put(PLANNED, view.planned.as_ref().map(Choice::write));
        let pinned = view.pinned.as_ref();
        put(
            PINNED[0],
            pinned
                .filter(|inputs| inputs.is_empty())
                .map(|_| HERE.to_owned()),
        );
        let keys = inputs(*model);
        for &(input, value) in pinned.into_iter().flatten() {
            put(
                &format!("{}{}", PINNED[1], keys[input].key),
                Some(shortest(value)),
            );
        }
        put(FINGERPRINT, view.fingerprint.as_ref().map(Claim::write));
        pairs
    }

    /// Reads a whole URL, its fragment, or the text behind the `#`.
    #[must_use]
    pub fn read(text: &str) -> Reading {
        Self::read_among(MODELS, text)
    }

    /// Reads a link to one of some models, of which the first stands in where it names none.
    ///
    /// # Panics
    /// Without any model.
    #[must_use]
    pub fn read_among(models: &[&'static dyn Simulator], text: &str) -> Reading {
        let text = text.split_once('#').map_or(text, |(_, fragment)| fragment);
        let Mended { text, is_cut } = mended(text);
        let (name, query) = text.split_once('?').unwrap_or((&text, ""));
        let Named {
            model,
            query,
            problem,
        } = Named::read(models, name, query);
        let mut reader = Reader::of(model);
        reader.problems.extend(problem);
        let mut pairs: Vec<_> = pairs(&query).collect();
        // Of a value that goes on elsewhere nobody knows what it was.
        let cut = if is_cut { pairs.pop() } else { None };
        for (key, text) in pairs {
            reader.take(key, text);
        }
        if let Some((key, text)) = cut {
            reader.tell(key, text, Fault::Cut(key.to_owned()));
        }
        reader.finish()
    }

    /// The link with another text for one key; an empty text stands for the default.
    ///
    /// # Errors
    /// The problem with that text. The link is as it was.
    pub fn with(&self, key: &str, text: &str) -> Result<Self, Problem> {
        let mut reader = Reader::of(self.scenario.model);
        // What is claimed of a scenario is not claimed of another.
        let stays = |other: &str| match other {
            FINGERPRINT => is_of_view(key) && other != key,
            _ if key == PINNED[0] => !other.starts_with(key),
            _ => other != key,
        };
        for (other, text) in self.pairs().iter().filter(|(other, _)| stays(other)) {
            reader.take(other, text);
        }
        // The text is a value and nothing else, whatever characters it has.
        if !text.is_empty() {
            reader.take(key, text);
        }
        let Reading { link, problems } = reader.finish();
        // A view of what is no longer there goes without a word.
        let mut problems = problems
            .into_iter()
            .filter(|p| p.key == key || !p.is_of_view());
        let same_axes = |a: &Setting, b: &Setting| a.points().len() == b.points().len();
        let mut settings = link.scenario.settings.iter().zip(&self.scenario.settings);
        if let Some(problem) = problems.next() {
            return Err(problem);
        }
        let mut link = if settings.all(|(a, b)| same_axes(a, b)) {
            link
        } else {
            link.looking_near(&self.scenario.inputs_of(self.subset()))
        };
        // What is pinned stays as it is, whatever changes here.
        if let Some(scenario) = pinned(self).filter(|_| !key.starts_with(PINNED[0])) {
            let own = standing_at(&link.scenario, link.subset());
            link.view.pinned = Some(differing(&own, &scenario));
        }
        Ok(link)
    }

    /// The link looking at the subset that is nearest to these values of the inputs, axis by axis.
    #[must_use]
    pub fn looking_near(mut self, inputs: &[f64]) -> Self {
        let nearest = self.scenario.nearest(inputs);
        self.view.subset = None;
        if nearest != self.subset() {
            self.view.subset = Some(nearest as u32);
        }
        self
    }
}

/// The keys and texts of a link's part behind the question mark.
fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}
