//! The analysis that a notebook planned, in the making: a threshold, a sweep with its trends, a sweep
//! in several worlds, each of a link that the step before has set.

use crate::study::{Numbered, Study};
use crate::threshold::Threshold;
use crate::trends::Trends;
use crate::work::Job;
use apiary_canvas::to_js;
use apiary_core::analysis::planned::{
    Bounds, Planned as Steps, Range, range_told, sweep_told, worlds_told,
};
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::people;
use apiary_core::problem::Problem;
use apiary_core::scenario::ScenarioError;
use apiary_core::stats::statistic::Estimate;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// How many times the second step's runs the third one takes, as long as nobody knows.
const WORLDS: f64 = 5.0;

/// A step's link and what it says.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StepTold {
    /// The step as an ordinary link; none before what it needs is known.
    link: Option<String>,
    /// What it says; none before it is complete.
    told: Option<String>,
}

/// What the analysis says so far.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PlannedTold {
    steps: [StepTold; 3],
    /// The step that is being made, from 1 on.
    step: usize,
    /// The unsure parameter's value in the second step.
    middle: Option<f64>,
    /// The bounds in the third step.
    bounds: Option<Bounds>,
}

/// The analysis that a notebook planned.
#[wasm_bindgen]
pub struct Planned {
    steps: Steps,
    range: Threshold,
    sweep: Option<Study>,
    trends: Option<Trends>,
    worlds: Option<Study>,
    /// The stage whose jobs are given out.
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Range,
    Sweep,
    Trends,
    Worlds,
    Complete,
}

#[wasm_bindgen]
impl Planned {
    /// The analysis that a link asks for; nothing is made yet.
    ///
    /// # Errors
    /// When the model has no plan, or too few runs for it.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let steps = Steps::of(&Link::read(link).link);
        let steps = steps.ok_or_else(|| JsError::new("this model's notebook planned nothing"))?;
        Ok(Self {
            range: Threshold::new(&steps.range().write())?,
            sweep: None,
            trends: None,
            worlds: None,
            stage: Stage::Range,
            steps,
        })
    }

    /// What the analysis of a link depends on; none where the model has no plan.
    #[must_use]
    pub fn key_of(link: &str) -> Option<String> {
        let steps = Steps::of(&Link::read(link).link)?;
        Some(format!(
            "{} {}",
            steps.range().write(),
            steps.choice.write()
        ))
    }

    /// Goes on with another link, where the range that has been found is that link's, too. Whether
    /// it is.
    pub fn follow(&mut self, link: &str) -> bool {
        let Some(steps) = Steps::of(&Link::read(link).link) else {
            return false;
        };
        let same = steps.range().write() == self.steps.range().write();
        if !same || self.stage == Stage::Range {
            return false;
        }
        self.steps = steps;
        self.stage = Stage::Range;
        (self.sweep, self.trends, self.worlds) = (None, None, None);
        true
    }

    /// How many runs there are to make, as far as can be told.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        let sweep = self.steps.sweep(self.steps.plan.range[0]);
        let sweep = sweep.map_or(0.0, |Link { scenario, .. }| {
            scenario.subsets().unwrap_or(1) as f64 * f64::from(scenario.runs)
        });
        let range = self.range.total();
        match self.stage {
            Stage::Range | Stage::Sweep | Stage::Trends => range + (1.0 + WORLDS) * sweep,
            Stage::Worlds | Stage::Complete => {
                range + sweep + self.worlds.as_ref().map_or(0.0, Study::total)
            }
        }
    }

    /// How many of them have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        let behind_range = if self.stage == Stage::Range {
            0.0
        } else {
            let studies = [&self.sweep, &self.worlds].into_iter().flatten();
            studies.map(Study::done).sum()
        };
        self.range.done() + behind_range
    }

    /// Whether there is anything to show yet.
    #[wasm_bindgen(getter)]
    pub fn shows(&self) -> bool {
        self.range.shows()
    }

    /// The next job of the stage under way; none when all have been given.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Numbered | undefined")]
    pub fn next_job(&mut self) -> Result<JsValue, JsError> {
        match self.next() {
            Some((number, job)) => to_js(&Numbered { number, job }),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// Takes what a job gave, in any order.
    pub fn take(&mut self, number: usize, values: Vec<f64>) {
        match self.stage {
            Stage::Range => self.range.take(number, &values),
            Stage::Sweep => take(&mut self.sweep, |study| study.take(number, values)),
            Stage::Trends => take(&mut self.trends, |trends| trends.take(number, values)),
            Stage::Worlds => take(&mut self.worlds, |study| study.take(number, values)),
            Stage::Complete => {}
        }
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        match self.stage {
            Stage::Range => self.range.go_on(),
            Stage::Sweep => take(&mut self.sweep, Study::go_on),
            Stage::Trends => take(&mut self.trends, Trends::go_on),
            Stage::Worlds => take(&mut self.worlds, Study::go_on),
            Stage::Complete => {}
        }
    }

    /// When all jobs of a stage are done: goes on to the next one. Whether there are more jobs now.
    ///
    /// # Errors
    /// When a sweep would take too much memory.
    pub fn look_closer(&mut self) -> Result<bool, JsError> {
        match self.stage {
            Stage::Range if self.range.look_closer()? => {}
            Stage::Range => {
                self.sweep = self.sweep_link()?.map(step).transpose()?;
                self.worlds = None;
                self.trends = None;
                self.stage = self
                    .sweep
                    .as_ref()
                    .map_or(Stage::Complete, |_| Stage::Sweep);
            }
            Stage::Sweep => {
                self.trends = self.sweep_link()?.map(Trends::of);
                take(&mut self.trends, |trends| trends.marked = false);
                self.stage = Stage::Trends;
            }
            Stage::Trends => {
                self.worlds = self.worlds_link()?.map(step).transpose()?;
                self.stage = Stage::Worlds;
            }
            Stage::Worlds | Stage::Complete => self.stage = Stage::Complete,
        }
        Ok(self.stage != Stage::Complete)
    }

    /// What the analysis says so far.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "PlannedTold")]
    pub fn told(&self) -> Result<JsValue, JsError> {
        let range = (self.stage > Stage::Range).then(|| self.found());
        let middle = range.as_ref().and_then(|range| self.steps.middle(range));
        let sweep = (self.stage > Stage::Sweep).then(|| shares(self.sweep.as_ref()));
        let worlds = (self.stage == Stage::Complete).then(|| shares(self.worlds.as_ref()));
        let sweep_link = self.sweep.as_ref().map(|study| &study.link);
        let worlds_link = self.worlds.as_ref().map(|study| &study.link);
        let sweep = sweep.zip(sweep_link);
        to_js(&PlannedTold {
            steps: [
                StepTold {
                    link: Some(self.steps.range().write()),
                    told: range.map(|range| range_told(&self.steps, &range)),
                },
                StepTold {
                    link: sweep_link.map(Link::write),
                    told: sweep
                        .as_ref()
                        .map(|(shares, link)| sweep_told(link, shares)),
                },
                StepTold {
                    link: worlds_link.map(Link::write),
                    told: worlds
                        .zip(worlds_link)
                        .map(|(shares, link)| worlds_told(link, &shares)),
                },
            ],
            step: match self.stage {
                Stage::Range => 1,
                Stage::Sweep | Stage::Trends => 2,
                Stage::Worlds | Stage::Complete => 3,
            },
            middle,
            bounds: sweep.map(|(shares, link)| self.steps.bounds(link, &shares)),
        })
    }

    /// Draws the first step: the curves and where they cross. Gives what can be read of it.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_range(
        &self,
        canvas: web_sys::CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        self.range.draw(canvas, frame, theme)
    }

    /// Draws the trends of the second step.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_trends(
        &self,
        canvas: web_sys::CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        match &self.trends {
            Some(trends) => trends.draw(canvas, frame, theme),
            None => Ok(Vec::new()),
        }
    }

    /// Draws the first (0) or the second (1) map of the second or the third step.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_map(
        &self,
        step: usize,
        which: usize,
        canvas: web_sys::CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<(), JsError> {
        match self.study(step) {
            Some(study) => study.draw_map(which, canvas, frame, theme, None),
            None => Ok(()),
        }
    }

    /// What the trends of the second step say at a timestep, by frame.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Readout[]")]
    pub fn trends_at(&self, timestep: usize) -> Result<JsValue, JsError> {
        let at = |trends: &Trends| trends.at(timestep);
        self.trends.as_ref().map_or(Ok(JsValue::UNDEFINED), at)
    }

    /// What the curves of the first step say at one of the places that they were computed at.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Readout | undefined")]
    pub fn range_at(&self, place: usize) -> Result<JsValue, JsError> {
        self.range.at(place)
    }

    /// The curves of the first step as lines of a table, parts set apart by tabs; the head comes first.
    pub fn range_list(&self) -> Vec<String> {
        self.range.list()
    }

    /// All cells of a step's map in words, by subset.
    pub fn map_list(&self, step: usize, which: usize) -> Vec<String> {
        let study = self.study(step);
        study.map_or_else(Vec::new, |study| study.map_list(which))
    }

    /// The subset whose cell lies at a place of a step's map, if one does.
    ///
    /// # Errors
    /// When the frame is none.
    pub fn map_at(
        &self,
        step: usize,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        x: f64,
        y: f64,
    ) -> Result<Option<usize>, JsError> {
        let study = self.study(step);
        study.map_or(Ok(None), |study| study.map_at(frame, x, y))
    }

    /// A cell of a step's map in words: its axes, its value and error.
    #[must_use]
    pub fn map_told(&self, step: usize, which: usize, subset: usize) -> String {
        self.study(step)
            .map_or_else(String::new, |study| study.map_told(which, subset))
    }

    /// The link of a step that looks at a subset; none before there is one.
    #[must_use]
    pub fn map_link(&self, step: usize, subset: u32) -> Option<String> {
        let mut link = self.study(step)?.link.clone();
        link.view.subset = Some(subset);
        Some(link.write())
    }

    /// How high a step's maps are at a width, in CSS pixels; 0 before there are any.
    #[must_use]
    pub fn map_height(&self, step: usize, width: f64) -> f64 {
        self.study(step)
            .map_or(0.0, |study| study.map_height(width))
    }

    /// How high the first step's picture is at a width, in CSS pixels.
    #[must_use]
    pub fn range_height(&self, width: f64) -> f64 {
        self.range.height(width)
    }

    /// How high the trends are at a width, in CSS pixels; 0 before there are any.
    #[must_use]
    pub fn trends_height(&self, width: f64) -> f64 {
        self.trends
            .as_ref()
            .map_or(0.0, |trends| trends.height(width))
    }

    /// The first step's curves as a table.
    #[must_use]
    pub fn range_table(&self) -> String {
        self.range.table()
    }

    /// The second step's trends as a table.
    #[must_use]
    pub fn trends_table(&self) -> String {
        self.trends.as_ref().map_or_else(String::new, Trends::table)
    }

    /// A map of the second or the third step as a table.
    #[must_use]
    pub fn map_table(&self, step: usize, which: usize) -> String {
        let study = self.study(step);
        study.map_or_else(String::new, |study| study.map_table(which))
    }

    /// The first step's picture in words.
    #[must_use]
    pub fn describe_range(&self) -> String {
        self.range.describe()
    }

    /// The trends in words.
    #[must_use]
    pub fn describe_trends(&self) -> String {
        self.trends
            .as_ref()
            .map_or_else(String::new, Trends::describe)
    }

    /// A map in words: what it shows, and its best subset.
    #[must_use]
    pub fn describe_map(&self, step: usize, which: usize) -> String {
        self.study(step).map_or_else(String::new, |study| {
            let subsets = people::number(study.count_of_subsets() as f64, 0);
            format!("{} of {subsets} subsets, as a map", study.map_label(which))
        })
    }
}

impl Planned {
    fn next(&mut self) -> Option<(usize, Job)> {
        match self.stage {
            Stage::Range => self.range.next(),
            Stage::Sweep => self.sweep.as_mut()?.next(),
            Stage::Trends => self.trends.as_mut()?.next(),
            Stage::Worlds => self.worlds.as_mut()?.next(),
            Stage::Complete => None,
        }
    }

    fn study(&self, step: usize) -> Option<&Study> {
        let study = if step == 2 { &self.sweep } else { &self.worlds };
        study.as_ref()
    }

    /// Where the deciding reading crosses both levels.
    fn found(&self) -> Range {
        let goal = &self.steps.range().scenario.model.about().goal;
        let reading = self.steps.choice.deciding.reading();
        let crossed = |level: f64| self.range.crossings(reading, level);
        Range {
            failure: goal.miss.map(crossed).unwrap_or_default(),
            success: crossed(goal.level),
        }
    }

    fn sweep_link(&self) -> Result<Option<Link>, Problem> {
        let middle = self.steps.middle(&self.found());
        middle.map(|middle| self.steps.sweep(middle)).transpose()
    }

    fn worlds_link(&self) -> Result<Option<Link>, Problem> {
        let range = self.found();
        let (Some(sweep), Some(middle)) = (&self.sweep, self.steps.middle(&range)) else {
            return Ok(None);
        };
        let bounds = self.steps.bounds(&sweep.link, &shares(Some(sweep)));
        self.steps.worlds(&range, middle, bounds).map(Some)
    }
}

/// A step's study: its scenario is the plan's, so its maps do not mark it as the reader's.
fn step(link: Link) -> Result<Study, ScenarioError> {
    let mut study = Study::of(link)?;
    study.marked = false;
    Ok(study)
}

/// The share of runs beyond the goal in each subset of a study.
fn shares(study: Option<&Study>) -> Vec<Option<Estimate>> {
    study.map_or_else(Vec::new, |study| study.measured(Measure::goal(&study.link)))
}

fn take<T>(stage: &mut Option<T>, taken: impl FnOnce(&mut T)) {
    if let Some(stage) = stage {
        taken(stage);
    }
}
