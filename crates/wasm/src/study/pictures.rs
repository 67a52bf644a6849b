//! A study's pictures of runs: the main one, the small one, the notebook's charts.

use super::Study;
use super::place::Place;
use crate::readout::areas;
use apiary_canvas::{Canvas, read_style};
use apiary_charts::by_subset::BySubset;
use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::notebook::Notebook;
use apiary_core::view::ViewForm;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

#[wasm_bindgen]
impl Study {
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

    /// The next run after one, both counted from 1, that ends as the goal counts, of those looked at; after the last
    /// comes the first. None where no other does.
    pub fn next_counted(&self, run: usize) -> Option<usize> {
        let goal = &self.link.scenario.model.about().goal;
        let ends = self.shown().ok()?.ends(self.link.index_of(goal.output));
        let level = self.link.view.goal.unwrap_or(goal.level);
        let next = goal.next_counted(ends, level, run.saturating_sub(1))?;
        Some(next + 1)
    }

    /// The run, counted from 1, that a frame of a chart of the notebook shows; none where its frames show no single
    /// runs.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn run_of_frame(&self, index: usize, frame: usize) -> Result<Option<usize>, JsError> {
        let run = self.notebook(index)?.run_of_frame(frame);
        Ok(run.map(|run| run + 1))
    }

    /// A chart of the notebook in words.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn describe_chart(&self, index: usize) -> Result<String, JsError> {
        Ok(describe::chart(&self.notebook(index)?))
    }
}

impl Study {
    /// The fans of all subsets, where they are what is looked at.
    pub(crate) fn facets(&self) -> Option<BySubset<'_>> {
        let is_asked = self.link.view.form == ViewForm::Facets && self.has_facets();
        is_asked.then(|| BySubset {
            link: &self.link,
            ensembles: self.plan.ensembles.values().collect(),
        })
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
