//! Links: a scenario, and how it is looked at, as the text behind a `#`.
//!
//! A link never changes its meaning. It is read leniently, because forums mangle links and people
//! type them: what cannot be used is named with its reason, and the rest is used. It is written in
//! one way only.

mod named;

use self::named::Named;
use crate::analysis::compare::{differing, pinned};
use crate::analysis::planned::Choice;
use crate::analysis::question::{Moved, Question};
use crate::analysis::standing_at;
use crate::fingerprint::Claim;
use crate::measure::{Measure, Of};
use crate::mend::{Mended, mended};
use crate::model::Simulator;
use crate::models::MODELS;
use crate::number::{parse, shortest};
use crate::problem::{Fault, Problem, is_of_view};
use crate::scenario::{Input, Scenario, ScenarioError, Setting, Sweep, inputs, limits};
use crate::stats::statistic::Statistic;
use crate::view::{
    FINGERPRINT, HERE, LINES, MAPS, MOST_LINES, PINNED, PLANNED, SENSITIVITY, THRESHOLD, View,
    ViewForm,
};

/// The most parts of a link of which it is told one by one why they cannot be used.
const MOST_PROBLEMS: usize = 20;

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

    /// The run looked at, counted from 0; the first where the link does not say.
    #[must_use]
    pub fn run(&self) -> usize {
        let run = self.view.run.unwrap_or(1).clamp(1, self.scenario.runs);
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

/// Takes the keys of a link one by one.
struct Reader {
    inputs: Vec<Input>,
    link: Link,
    seen: Vec<(String, String)>,
    problems: Vec<Problem>,
    /// How many more parts cannot be used than are told one by one.
    untold: usize,
}

impl Reader {
    /// A reader that has met no key yet.
    fn of(model: &'static dyn Simulator) -> Self {
        Self {
            inputs: inputs(model),
            link: Link::of(model),
            seen: Vec::new(),
            problems: Vec::new(),
            untold: 0,
        }
    }

    fn take(&mut self, key: &str, text: &str) {
        let used = if self.seen.iter().any(|(seen, _)| seen == key) {
            Err(Fault::Twice)
        } else {
            self.set(key, text)
        };
        match used {
            Ok(()) => self.seen.push((key.to_owned(), text.to_owned())),
            Err(fault) => self.tell(key, text, fault),
        }
    }

    /// Keeps what cannot be used, while a reader would still go through it.
    fn tell(&mut self, key: &str, text: &str, fault: Fault) {
        if self.problems.len() == MOST_PROBLEMS {
            self.untold += 1;
            return;
        }
        self.problems.push(Problem {
            key: key.to_owned(),
            text: text.to_owned(),
            fault,
        });
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), Fault> {
        let scenario = &mut self.link.scenario;
        let view = &mut self.link.view;
        if let Some(index) = self.inputs.iter().position(|input| input.key == key) {
            scenario.settings[index] = read_setting(text)?;
            return Ok(());
        }
        if let Some(input) = key.strip_prefix(PINNED[1])
            && let Some(index) = self.inputs.iter().position(|known| known.key == input)
        {
            let value = parse(text)?;
            view.pinned.get_or_insert_default().push((index, value));
            return Ok(());
        }
        match key {
            "seed" => scenario.seed = read_count(text, 0, u32::MAX)?,
            "runs" => scenario.runs = read_count(text, 1, limits::RUNS)?,
            "timesteps" => scenario.timesteps = read_count(text, 1, limits::TIMESTEPS)?,
            "sweep" => {
                let words = [(Sweep::Product, "product"), (Sweep::Zip, "zip")];
                scenario.sweep = read_word(text, &words)?;
            }
            "goal" => view.goal = Some(parse(text)?),
            "view" => {
                let outputs = scenario.model.outputs();
                let words: Vec<_> = outputs.iter().map(|o| (o.key, o.key)).collect();
                view.output = Some(read_word(text, &words)?.to_owned());
            }
            "view-as" => view.form = read_word(text, &ViewForm::ALL)?,
            "view-run" => view.run = Some(read_count(text, 1, limits::RUNS)?),
            "view-subset" => view.subset = Some(read_count(text, 0, limits::SUBSETS as u32)?),
            "map" | "map-2" => {
                let place = usize::from(key == MAPS[1]);
                let measure = Measure::read(text, &scenario.model.outputs());
                view.maps[place] = Some(measure.ok_or(Fault::Measure)?);
            }
            "map-lines" | "map-2-lines" => {
                view.lines[usize::from(key == LINES[1])] = read_levels(text)?;
            }
            THRESHOLD => view.threshold = Some(Question::read(text, scenario.model)?),
            SENSITIVITY => view.sensitivity = Some(Moved::read(text, scenario.model)?),
            key if key == PINNED[0] => {
                read_word(text, &[((), HERE)])?;
                view.pinned.get_or_insert_default();
            }
            FINGERPRINT => view.fingerprint = Some(Claim::read(text)?),
            PLANNED if scenario.model.about().plan.is_some() => {
                view.planned = Some(Choice::read(text)?);
            }
            _ => {
                let about = scenario.model.about();
                return Err(Fault::UnknownKey {
                    model: format!("{}/{}", about.name, about.version),
                    key: key.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Takes back what the model is not defined for, until the rest can be computed.
    fn finish(mut self) -> Reading {
        if self.untold > 0 {
            self.problems.push(Problem {
                key: String::new(),
                text: String::new(),
                fault: Fault::More(self.untold),
            });
        }
        while let Err(error) = self.link.scenario.check() {
            let defaults = Link::of(self.link.scenario.model).scenario;
            let blamed = self.blamed(&error);
            for &index in &blamed {
                self.link.scenario.settings[index] = defaults.settings[index].clone();
            }
            for key in self.keys_of(&blamed) {
                let text = self.seen.iter().find(|(seen, _)| *seen == key);
                self.problems.push(Problem {
                    text: text.map(|(_, text)| text.clone()).unwrap_or_default(),
                    fault: error.clone().into(),
                    key,
                });
            }
            if blamed.is_empty() {
                self.link.scenario = defaults;
            }
        }
        self.stay_within();
        self.unpin_what_cannot_be();
        self.be_brief();
        Reading {
            link: self.link,
            problems: self.problems,
        }
    }

    /// Takes back what the pinned scenario cannot have, and leaves out what it has in common with this one.
    fn unpin_what_cannot_be(&mut self) {
        while let Some(scenario) = pinned(&self.link)
            && let Err(refusal) = scenario.model.check(&scenario.inputs_of(0))
            && let Some(inputs) = &mut self.link.view.pinned
            && !inputs.is_empty()
        {
            let named = |&(input, _): &(usize, f64)| self.inputs[input].key == refusal.key;
            let place = inputs.iter().position(named).unwrap_or(inputs.len() - 1);
            let (input, value) = inputs.remove(place);
            self.problems.push(Problem {
                key: format!("{}{}", PINNED[1], self.inputs[input].key),
                text: shortest(value),
                fault: ScenarioError::from(refusal).into(),
            });
        }
        if let Some(scenario) = pinned(&self.link) {
            let own = standing_at(&self.link.scenario, self.link.subset());
            self.link.view.pinned = Some(differing(&own, &scenario));
        }
    }

    /// Takes from questions what would be asked anyway: that follows the rest of the link.
    fn be_brief(&mut self) {
        let link = &self.link;
        let threshold = link.view.threshold.as_ref().map(|asked| asked.brief(link));
        let sensitivity = link.view.sensitivity.map(|of| of.brief(link));
        self.link.view.threshold = threshold;
        self.link.view.sensitivity = sensitivity;
    }

    /// The keys of inputs; one that is empty, for the link as a whole, where there are none.
    fn keys_of(&self, inputs: &[usize]) -> Vec<String> {
        if inputs.is_empty() {
            return vec![String::new()];
        }
        inputs
            .iter()
            .map(|&index| self.inputs[index].key.clone())
            .collect()
    }

    /// Takes back a view of a run or a subset that is not there.
    fn stay_within(&mut self) {
        let Link { scenario, view } = &mut self.link;
        let subsets = scenario.subsets().unwrap_or(1) as u32;
        for (key, looked_at, first, end) in [
            ("view-run", &mut view.run, 1, scenario.runs + 1),
            ("view-subset", &mut view.subset, 0, subsets),
        ] {
            if let Some(number) = *looked_at
                && !(first..end).contains(&number)
            {
                *looked_at = None;
                self.problems.push(Problem {
                    key: key.to_owned(),
                    text: number.to_string(),
                    fault: Fault::Count {
                        least: first,
                        most: end - 1,
                    },
                });
            }
        }
    }

    /// The inputs to reset: the one that the error names, where the link sets it; else all axes or
    /// all that it sets.
    fn blamed(&self, error: &ScenarioError) -> Vec<usize> {
        let scenario = &self.link.scenario;
        match error {
            ScenarioError::Refused(refusal) => {
                let is_set = |index: &usize| {
                    self.seen
                        .iter()
                        .any(|(seen, _)| *seen == self.inputs[*index].key)
                        && scenario.settings[*index] != Setting::Value(self.inputs[*index].default)
                };
                let set: Vec<_> = (0..self.inputs.len()).filter(is_set).collect();
                let named = set.iter().find(|&&i| self.inputs[i].key == refusal.key);
                named.map_or(set.clone(), |&named| vec![named])
            }
            _ => scenario.axes(),
        }
    }
}

fn read_setting(text: &str) -> Result<Setting, Fault> {
    if let [from, to, step] = text.split("..").collect::<Vec<_>>()[..] {
        return Ok(Setting::range(parse(from)?, parse(to)?, parse(step)?)?);
    }
    if text.contains("..") {
        return Err(Fault::RangeForm);
    }
    if !text.contains(',') {
        return Ok(Setting::Value(parse(text)?));
    }
    let points: Vec<f64> = text.split(',').map(parse).collect::<Result<_, _>>()?;
    if points.len() > limits::SUBSETS {
        return Err(Fault::TooManyPoints);
    }
    Ok(Setting::List(points))
}

fn read_levels(text: &str) -> Result<Vec<f64>, Fault> {
    let levels: Vec<f64> = text.split(',').map(parse).collect::<Result<_, _>>()?;
    if levels.len() > MOST_LINES {
        return Err(Fault::TooManyLevels(MOST_LINES));
    }
    Ok(levels)
}

fn read_count(text: &str, least: u32, most: u32) -> Result<u32, Fault> {
    // People and the page write large counts as 1e6.
    let value = parse(text).unwrap_or(f64::NAN);
    if value.fract() == 0.0 && (f64::from(least)..=f64::from(most)).contains(&value) {
        return Ok(value as u32);
    }
    Err(Fault::Count { least, most })
}

fn read_word<T: Copy>(text: &str, words: &[(T, &str)]) -> Result<T, Fault> {
    let found = words.iter().find(|(_, word)| *word == text);
    found.map(|(value, _)| *value).ok_or_else(|| {
        let words: Vec<_> = words.iter().map(|(_, word)| *word).collect();
        Fault::Word(words.join(", "))
    })
}
