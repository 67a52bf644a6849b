//! A study: the runs of a scenario in the making, and the charts of those made so far.

mod maps;
mod pictures;
mod place;

use crate::border::scenario_of;
use crate::plan::Plan;
use crate::work::{self, Job};
use apiary_canvas::to_js;
use apiary_core::analysis::sweep::Outcomes;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::scenario::ScenarioError;
use apiary_core::sentence::{Sentence, subset_label};
use apiary_core::stats::statistic::Estimate;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The runs of a scenario in the making.
#[wasm_bindgen]
pub struct Study {
    pub(crate) link: Link,
    pub(crate) plan: Plan,
    /// Whether its maps mark the subset whose runs are shown below them.
    pub(crate) marked: bool,
}

/// A job of a study and its number there.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Numbered {
    pub(crate) number: usize,
    pub(crate) job: Job,
}

#[wasm_bindgen]
impl Study {
    /// A study of the scenario that a link holds; no run is made yet.
    ///
    /// # Errors
    /// When it would take too much memory, with a sentence for people.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        Ok(Self::of(Link::read(link).link)?)
    }

    /// How many runs there are to make.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.plan.total
    }

    /// How many runs have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.plan.done
    }

    /// Whether there is anything to show yet.
    #[wasm_bindgen(getter)]
    pub fn shows(&self) -> bool {
        self.looked_at().is_some_and(|ensemble| ensemble.runs() > 0)
    }

    /// How many runs of each subset stand for all while a slider moves; all where these are made as quickly.
    #[wasm_bindgen(getter)]
    pub fn preview(&self) -> u32 {
        self.plan.preview
    }

    /// The next job to be done, by whomever, or the next that a preview takes; none when all have been given.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Numbered | undefined")]
    pub fn next_job(&mut self, previews: Option<bool>) -> Result<JsValue, JsError> {
        match self.plan.next(&self.link, previews.unwrap_or(false)) {
            Some((number, job)) => to_js(&Numbered { number, job }),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// Takes what a job gave, in any order.
    pub fn take(&mut self, number: usize, values: Vec<f64>) {
        self.plan.take(number, values);
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        self.plan.take_back();
    }

    /// Does all jobs that are left, here and now.
    ///
    /// # Errors
    /// When one would take too much memory.
    pub fn complete(&mut self) -> Result<(), JsError> {
        while let Some((number, job)) = self.next() {
            self.plan.take(number, work::done(job)?);
        }
        Ok(())
    }

    /// Whether this study can show another link: the same scenario, and what it holds.
    pub fn fits(&self, link: &str) -> bool {
        let link = Link::read(link).link;
        scenario_of(&link) == scenario_of(&self.link)
            && self.plan.outputs.contains(&link.output())
            && self.plan.ensembles.contains_key(&link.subset())
            && self.plan.holds_maps(&link)
    }

    /// Looks at the scenario in another way.
    pub fn look(&mut self, link: &str) {
        let link = Link::read(link).link;
        if scenario_of(&link) == scenario_of(&self.link) {
            self.link = link;
        }
    }

    /// Whether the notebook's charts can be drawn; very large scenarios hold too little for them.
    #[wasm_bindgen(getter)]
    pub fn charts(&self) -> bool {
        let charts = self.link.scenario.model.about().charts;
        let mut shown = charts.iter().flat_map(|chart| chart.outputs);
        shown.all(|key| self.plan.outputs.contains(&self.link.index_of(key)))
            && self.plan.ensembles.len() == self.count_of_subsets()
    }

    /// The result in words: of the sweep where there is one, else of the scenario.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Sentence")]
    pub fn sentence(&self) -> Result<JsValue, JsError> {
        let sentence = Sentence::of(&self.link, self.shown()?);
        if self.link.scenario.axes().is_empty() {
            return to_js(&sentence);
        }
        let shares = self.measured(Measure::goal(&self.link));
        to_js(&Outcomes::of(&self.link, &shares).sentence(sentence, self.runs_made()))
    }

    /// The values of the axes in each subset.
    pub fn subset_labels(&self) -> Vec<String> {
        let subsets = 0..self.count_of_subsets();
        subsets
            .map(|subset| subset_label(&self.link.scenario, subset))
            .collect()
    }

    /// An output of one run over time, for whoever wants the numbers themselves. `subset` and
    /// `output` count from 0, `run` from 1.
    ///
    /// # Errors
    /// When there is no such subset.
    pub fn trajectory(&self, subset: usize, run: u32, output: usize) -> Result<Vec<f64>, JsError> {
        let ensemble = self.plan.ensembles.get(&subset);
        let ensemble = ensemble.ok_or_else(|| JsError::new("that subset keeps no trajectories"))?;
        Ok(ensemble.trajectory(output, run.saturating_sub(1) as usize))
    }
}

impl Study {
    /// A study of a link's scenario; no run is made yet.
    pub(crate) fn of(link: Link) -> Result<Self, ScenarioError> {
        let plan = Plan::new(&link)?;
        Ok(Self {
            link,
            plan,
            marked: true,
        })
    }

    /// Whether it keeps the trajectories of every subset.
    pub(crate) fn holds_rows(&self) -> bool {
        self.plan.ensembles.len() == self.count_of_subsets()
    }

    /// The ensembles of its first two subsets.
    pub(crate) fn both(&self) -> Option<[&Ensemble; 2]> {
        let [a, b] = [0, 1].map(|subset| self.plan.ensembles.get(&subset));
        Some([a?, b?])
    }

    /// The next job and its number.
    pub(crate) fn next(&mut self) -> Option<(usize, Job)> {
        self.plan.next(&self.link, false)
    }

    /// A measure of each subset, from the runs made so far.
    pub(crate) fn measured(&self, measure: Measure) -> Vec<Option<Estimate>> {
        let cell = |subset: usize| {
            let (values, impossible) = self.plan.ends_of(subset, measure.output);
            measure.estimate(values, impossible)
        };
        (0..self.count_of_subsets()).map(cell).collect()
    }

    /// The fewest runs that a subset has so far.
    fn runs_made(&self) -> u32 {
        let made = |subset: usize| {
            self.plan
                .ends_of(subset, self.link.maps()[0].output)
                .0
                .len()
        };
        let fewest = (0..self.count_of_subsets()).map(made).min();
        fewest.unwrap_or_default() as u32
    }

    pub(crate) fn count_of_subsets(&self) -> usize {
        self.link.scenario.subsets().unwrap_or(1)
    }

    fn looked_at(&self) -> Option<&Ensemble> {
        self.plan.ensembles.get(&self.link.subset())
    }

    pub(crate) fn shown(&self) -> Result<&Ensemble, JsError> {
        let nothing = || JsError::new("no run has been made yet");
        self.looked_at()
            .filter(|ensemble| ensemble.runs() > 0)
            .ok_or_else(nothing)
    }
}
