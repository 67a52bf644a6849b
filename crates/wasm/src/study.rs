//! A study: the runs of a scenario in the making, and the charts of those made so far.

use crate::border::scenario_of;
use crate::plan::Plan;
use crate::readout::areas;
use crate::work::{self, Job};
use apiary_canvas::{Canvas, Frame, read_style, to_js};
use apiary_charts::by_subset::BySubset;
use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::heatmap::Heatmap;
use apiary_charts::notebook::Notebook;
use apiary_charts::style::{Frame as Size, Theme as Style};
use apiary_charts::{Shown, Surface};
use apiary_core::analysis::sweep::Outcomes;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::scenario::ScenarioError;
use apiary_core::sentence::{Sentence, subset_label};
use apiary_core::stats::statistic::Estimate;
use apiary_core::view::ViewForm;
use plotters::drawing::IntoDrawingArea;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// The runs of a scenario in the making.
#[wasm_bindgen]
pub struct Study {
    pub(crate) link: Link,
    pub(crate) plan: Plan,
    /// Whether its maps mark the subset whose runs are shown below them.
    pub(crate) marked: bool,
}

/// Where a picture of a study stands.
enum Place {
    Main,
    /// The main picture in a small frame.
    Bare,
    Map(usize),
    /// A map in a file of its own, with nothing below it.
    SavedMap(usize),
    /// The first map in a small frame.
    BareMap,
    Chart(usize),
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

    /// Draws the main picture. Gives what can be read of it, as [`areas`] has it.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_main(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        areas(self.draw_place(&Place::Main, &surface, frame, &theme)?)
    }

    /// Whether the fans of all subsets can be drawn side by side: there are several, and each keeps its runs.
    #[wasm_bindgen(getter)]
    pub fn has_facets(&self) -> bool {
        self.count_of_subsets() > 1 && self.holds_rows()
    }

    /// How high the main picture is at a width, in CSS pixels; none where any height will do.
    pub fn main_height(&self, width: f64) -> Option<f64> {
        self.facets().map(|facets| facets.height(width))
    }

    /// Computes a part of what the main picture draws, if one is missing; whether it was.
    pub fn prepare_main(&self) -> bool {
        self.facets().is_some_and(|facets| facets.prepare())
    }

    /// Draws the main picture without its title, for a small frame. Gives what can be read of it, as [`areas`]
    /// has it.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_bare(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        areas(self.draw_place(&Place::Bare, &surface, frame, &theme)?)
    }

    /// What the main picture shows, as a table.
    ///
    /// # Errors
    /// Before the first run is made.
    pub fn main_table(&self) -> Result<String, JsError> {
        Ok(Picture::new(&self.link, self.shown()?).table())
    }

    /// The main picture in words.
    ///
    /// # Errors
    /// Before the first run is made.
    pub fn describe_main(&self) -> Result<String, JsError> {
        match self.facets() {
            Some(facets) => Ok(describe::by_subset(&facets)),
            None => Ok(describe::main(&self.link, self.shown()?)),
        }
    }

    /// Draws a chart of the notebook. Gives what can be read of it, as [`areas`] has it.
    ///
    /// # Errors
    /// When there is no such chart, or the canvas or a colour cannot be used.
    pub fn draw_chart(
        &self,
        index: usize,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        areas(self.draw_place(&Place::Chart(index), &surface, frame, &theme)?)
    }

    /// Computes a part of what a chart of the notebook draws, if one is missing; whether it was.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn prepare_chart(&self, index: usize) -> Result<bool, JsError> {
        Ok(self.notebook(index)?.prepare())
    }

    /// How high a chart of the notebook is at a width, in CSS pixels.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn chart_height(&self, index: usize, width: f64) -> Result<f64, JsError> {
        Ok(self.notebook(index)?.height(width))
    }

    /// What a chart of the notebook shows, as a table.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn chart_table(&self, index: usize) -> Result<String, JsError> {
        Ok(self.notebook(index)?.table())
    }

    /// A chart of the notebook in words.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn describe_chart(&self, index: usize) -> Result<String, JsError> {
        Ok(describe::chart(&self.notebook(index)?))
    }

    /// How high a map of the sweep is at a width, in CSS pixels; 0 without a sweep.
    pub fn map_height(&self, width: f64) -> f64 {
        Heatmap::height(&self.link, width)
    }

    /// Draws the first map (0) or the second (1), on the page or for a file of its own.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_map(
        &self,
        which: usize,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        saved: Option<bool>,
    ) -> Result<(), JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        let place = match saved {
            Some(true) => Place::SavedMap(which),
            _ => Place::Map(which),
        };
        self.draw_place(&place, &surface, frame, &theme)??;
        Ok(())
    }

    /// Draws the first map without its title and its key of colours, for a small frame: of several, the one that
    /// holds the subset looked at.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_bare_map(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<(), JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        self.draw_place(&Place::BareMap, &surface, frame, &theme)??;
        Ok(())
    }

    /// The subset whose cell lies at a place of a map, if one does.
    ///
    /// # Errors
    /// When the frame is none.
    pub fn map_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        x: f64,
        y: f64,
    ) -> Result<Option<usize>, JsError> {
        let frame: Frame = serde_wasm_bindgen::from_value(frame)?;
        Ok(Heatmap::subset_at(&self.link, frame.into(), (x, y)))
    }

    /// The box of a subset's cell in a map: left, top, width and height.
    ///
    /// # Errors
    /// When the frame is none.
    pub fn map_cell(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        subset: usize,
    ) -> Result<Option<Vec<f64>>, JsError> {
        let frame: Frame = serde_wasm_bindgen::from_value(frame)?;
        let cell = Heatmap::cell_box(&self.link, frame.into(), subset);
        Ok(cell.map(|cell| cell.to_vec()))
    }

    /// What a map shows.
    pub fn map_label(&self, which: usize) -> String {
        let outputs = self.link.scenario.model.outputs();
        self.link.maps()[which.min(1)].label(&outputs)
    }

    /// What a map shows, as a table.
    pub fn map_table(&self, which: usize) -> String {
        self.map(which, &self.cells(which)).table()
    }

    /// A cell of a map in words: its axes, its value and error.
    pub fn map_told(&self, which: usize, subset: usize) -> String {
        let measure = self.link.maps()[which.min(1)];
        let mut cells = vec![None; self.count_of_subsets()];
        if let Some(cell) = cells.get_mut(subset) {
            let (values, impossible) = self.plan.ends_of(subset, measure.output);
            *cell = measure.estimate(values, impossible);
        }
        self.map(which, &cells).told(subset)
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

    /// The fans of all subsets, where they are what is looked at.
    pub(crate) fn facets(&self) -> Option<BySubset<'_>> {
        let is_asked = self.link.view.form == ViewForm::Facets && self.has_facets();
        is_asked.then(|| BySubset {
            link: &self.link,
            ensembles: self.plan.ensembles.values().collect(),
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

    /// Draws a picture. Inlined wherever one is drawn, charts would be a tenth of the page's code more.
    #[inline(never)]
    fn draw_place(
        &self,
        place: &Place,
        surface: &Surface<Canvas>,
        frame: Size,
        theme: &Style,
    ) -> Result<Shown<Canvas>, JsError> {
        Ok(match place {
            Place::Main => match self.facets() {
                Some(facets) => facets.draw(surface, frame, theme),
                None => Picture::new(&self.link, self.shown()?).draw(surface, frame, theme),
            },
            Place::Bare => Picture::new(&self.link, self.shown()?)
                .bare()
                .draw(surface, frame, theme),
            Place::Map(which) | Place::SavedMap(which) => {
                let cells = self.cells(*which);
                let mut map = self.map(*which, &cells);
                map.marked &= matches!(place, Place::Map(_));
                map.draw(surface, frame, theme).map(|()| Vec::new())
            }
            Place::BareMap => {
                let cells = self.cells(0);
                let drawn = self.map(0, &cells).draw_bare(surface, frame, theme);
                drawn.map(|()| Vec::new())
            }
            Place::Chart(index) => self.notebook(*index)?.draw(surface, frame, theme),
        })
    }

    pub(crate) fn cells(&self, which: usize) -> Vec<Option<Estimate>> {
        self.measured(self.link.maps()[which.min(1)])
    }

    /// A measure of each subset, from the runs made so far.
    pub(crate) fn measured(&self, measure: Measure) -> Vec<Option<Estimate>> {
        let cell = |subset: usize| {
            let (values, impossible) = self.plan.ends_of(subset, measure.output);
            measure.estimate(values, impossible)
        };
        (0..self.count_of_subsets()).map(cell).collect()
    }

    pub(crate) fn map<'a>(&'a self, which: usize, cells: &'a [Option<Estimate>]) -> Heatmap<'a> {
        Heatmap {
            link: &self.link,
            measure: self.link.maps()[which.min(1)],
            lines: &self.link.view.lines[which.min(1)],
            cells,
            runs: self.runs_made(),
            marked: self.marked,
        }
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

    pub(crate) fn notebook(&self, index: usize) -> Result<Notebook<'_>, JsError> {
        let chart = self.link.scenario.model.about().charts.get(index);
        Ok(Notebook {
            link: &self.link,
            ensembles: self.plan.ensembles.values().collect(),
            chart: chart.ok_or_else(|| JsError::new("there is no such chart"))?,
        })
    }
}
