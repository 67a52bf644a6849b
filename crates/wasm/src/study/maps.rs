//! A study's maps of a sweep.

use super::Study;
use super::place::Place;
use apiary_canvas::{Canvas, Frame, read_style};
use apiary_charts::heatmap::Heatmap;
use apiary_core::stats::statistic::Estimate;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

#[wasm_bindgen]
impl Study {
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
        self.link.maps()[which.min(1)].label(self.link.scenario.model)
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
}

impl Study {
    pub(crate) fn cells(&self, which: usize) -> Vec<Option<Estimate>> {
        self.measured(self.link.maps()[which.min(1)])
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
}
