//! Reading a link key by key: what each text sets, and what is told of one that can set nothing.

use super::{Link, Reading};
use crate::analysis::compare::{differing, pinned};
use crate::analysis::planned::Choice;
use crate::analysis::question::{Moved, Question};
use crate::analysis::standing_at;
use crate::fingerprint::Claim;
use crate::measure::Measure;
use crate::model::Simulator;
use crate::number::{parse, shortest};
use crate::problem::{Fault, Problem};
use crate::scenario::{Input, ScenarioError, Setting, Sweep, inputs, limits};
use crate::view::{
    FINGERPRINT, HERE, LINES, MAPS, MOST_LINES, PINNED, PLANNED, SENSITIVITY, THRESHOLD, ViewForm,
};

/// The most parts of a link of which it is told one by one why they cannot be used.
const MOST_PROBLEMS: usize = 20;

/// Takes the keys of a link one by one.
pub(super) struct Reader {
    inputs: Vec<Input>,
    link: Link,
    seen: Vec<(String, String)>,
    /// What could not be used so far.
    pub(super) problems: Vec<Problem>,
    /// How many more parts cannot be used than are told one by one.
    untold: usize,
}

impl Reader {
    /// A reader that has met no key yet.
    pub(super) fn of(model: &'static dyn Simulator) -> Self {
        Self {
            inputs: inputs(model),
            link: Link::of(model),
            seen: Vec::new(),
            problems: Vec::new(),
            untold: 0,
        }
    }

    pub(super) fn take(&mut self, key: &str, text: &str) {
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
    pub(super) fn tell(&mut self, key: &str, text: &str, fault: Fault) {
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
    pub(super) fn finish(mut self) -> Reading {
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
