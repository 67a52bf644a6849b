//! The trends of a sweep's subsets, in the making.

use crate::readout::areas;
use crate::study::Numbered;
use crate::work::Job;
use apiary_canvas::{Canvas, read_style, to_js};
use apiary_charts::trends::Trends as Picture;
use apiary_core::link::Link;
use apiary_core::table::Form;
use plotters::drawing::IntoDrawingArea;
use std::collections::VecDeque;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// Runs that a trend goes through: thirty of the notebook's experiments, which is fine enough for a
/// line and takes a fraction of a second for a sweep.
const RUNS: u32 = 300;
/// Most lines that anybody could tell apart.
const MOST: usize = 400;

/// The trends of the subsets in the map that is looked at; of a model whose notebook draws none there are none.
#[wasm_bindgen]
pub struct Trends {
    link: Link,
    runs: u32,
    first: usize,
    lines: Vec<Option<Vec<f64>>>,
    /// The lines whose jobs have not been given out.
    waiting: VecDeque<usize>,
    /// Whether the name of the subset looked at stands out.
    pub(crate) marked: bool,
}

#[wasm_bindgen]
impl Trends {
    /// The trends of the output looked at in the sweep of a link; no line is made yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(link: &str) -> Self {
        Self::of(Link::read(link).link)
    }

    /// How many lines there are to make.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.lines.len() as f64
    }

    /// How many have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.lines.iter().flatten().count() as f64
    }

    /// The next job; none when all have been given.
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
        if let Some(line) = self.lines.get_mut(number) {
            *line = Some(values);
        }
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        self.waiting = (0..self.lines.len())
            .filter(|&line| self.lines[line].is_none())
            .collect();
    }

    /// There is nothing to look at more closely.
    pub fn look_closer(&mut self) -> bool {
        false
    }

    /// How high the chart is at a width, in CSS pixels.
    #[must_use]
    pub fn height(&self, width: f64) -> f64 {
        if self.lines.is_empty() {
            return 0.0;
        }
        Picture::height(&self.link, width)
    }

    /// Draws the lines made so far. Gives what can be read of it, as [`areas`] has it.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        areas(self.picture().draw(&surface, frame, &theme))
    }

    /// The lines as a table.
    #[must_use]
    pub fn table(&self) -> String {
        self.picture().table()
    }

    /// The highest and the lowest line in words.
    #[must_use]
    pub fn describe(&self) -> String {
        self.picture().describe()
    }
}

impl Trends {
    pub(crate) fn of(link: Link) -> Self {
        let subsets = Picture::subsets(&link);
        // Of other models' outputs, which leap, such lines say what no run does.
        let charts = link.scenario.model.about().charts;
        let has_trends = charts.iter().any(|chart| chart.form == Form::Subsets);
        let count = if has_trends && subsets.len() <= MOST {
            subsets.len()
        } else {
            0
        };
        Self {
            runs: link.scenario.runs.min(RUNS),
            first: subsets.start,
            lines: vec![None; count],
            waiting: (0..count).collect(),
            marked: true,
            link,
        }
    }

    pub(crate) fn next(&mut self) -> Option<(usize, Job)> {
        let number = self.waiting.pop_front()?;
        let job = Job::Trend {
            link: self.link.write(),
            subset: self.first + number,
            output: self.link.output(),
            runs: self.runs,
        };
        Some((number, job))
    }

    pub(crate) fn picture(&self) -> Picture<'_> {
        Picture {
            link: &self.link,
            output: self.link.output(),
            runs: self.runs,
            lines: &self.lines,
            marked: self.marked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trends_are_drawn_of_models_whose_notebook_draws_them() {
        let trends = |link: &str| Trends::of(Link::read(link).link);
        assert_eq!(trends("honey/1?throttle=0.004,0.008").lines.len(), 2);
        let none = trends("currents/1?sum-volume=10,30,90");
        assert!(none.lines.is_empty() && none.height(960.0) == 0.0);
    }
}
