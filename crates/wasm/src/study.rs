//! A study: the ensembles of a scenario, made in portions, and the charts of them.

use crate::border::{Frame, Theme, scenario_of, to_js};
use crate::canvas::Canvas;
use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::notebook::Notebook;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::scenario::{ScenarioError, limits};
use apiary_core::sentence::{Sentence, subset_label};
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// Numbers that a tab holds without complaint; beyond it the notebook's charts are left out.
const COMFORTABLE: u64 = limits::VALUES / 2;

/// The ensembles of a scenario.
#[wasm_bindgen]
pub struct Study {
    link: Link,
    ensembles: Vec<Ensemble>,
    /// Indices of the outputs that the ensembles hold.
    outputs: Vec<usize>,
}

#[wasm_bindgen]
impl Study {
    /// A study of the scenario that a link holds; no run is made yet.
    ///
    /// # Errors
    /// When it would take too much memory, with a sentence for people.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let link = Link::read(link).link;
        let outputs = outputs_to_hold(&link)?;
        let subsets = 0..link.scenario.subsets()?;
        let ensembles = subsets.map(|subset| Ensemble::new(&link.scenario, subset, &outputs));
        let ensembles = ensembles.collect::<Result<_, _>>()?;
        Ok(Self {
            link,
            ensembles,
            outputs,
        })
    }

    /// How many runs there are to make.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        f64::from(self.link.scenario.runs) * self.ensembles.len() as f64
    }

    /// How many runs have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.ensembles
            .iter()
            .map(|ensemble| ensemble.runs() as f64)
            .sum()
    }

    /// Makes up to so many more runs, the subset looked at first.
    pub fn advance(&mut self, runs: u32) {
        let scenario = &self.link.scenario;
        let mut left = runs;
        let first = self.link.subset();
        let count = self.ensembles.len();
        for place in 0..count {
            let ensemble = &mut self.ensembles[(first + place) % count];
            while left > 0 && ensemble.runs() < scenario.runs as usize {
                ensemble.add_run(scenario);
                left -= 1;
            }
        }
    }

    /// Whether this study can show another link: the same scenario, and an output that it holds.
    pub fn fits(&self, link: &str) -> bool {
        let link = Link::read(link).link;
        scenario_of(&link) == scenario_of(&self.link) && self.outputs.contains(&link.output())
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
        shown.all(|key| self.outputs.contains(&self.link.index_of(key)))
    }

    /// The result in words.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Sentence")]
    pub fn sentence(&self) -> Result<JsValue, JsError> {
        to_js(&Sentence::of(&self.link, self.looked_at()))
    }

    /// The values of the axes in each subset.
    pub fn subset_labels(&self) -> Vec<String> {
        let subsets = 0..self.ensembles.len();
        subsets
            .map(|subset| subset_label(&self.link.scenario, subset))
            .collect()
    }

    /// Draws the main picture.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw_main(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<(), JsError> {
        let (frame, theme) = read(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        let picture = Picture::new(&self.link, self.looked_at());
        Ok(picture.draw(&surface, frame, &theme)?)
    }

    /// The main picture in words.
    pub fn describe_main(&self) -> String {
        describe::main(&self.link, self.looked_at())
    }

    /// Draws a chart of the notebook.
    ///
    /// # Errors
    /// When there is no such chart, or the canvas or a colour cannot be used.
    pub fn draw_chart(
        &self,
        index: usize,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<(), JsError> {
        let (frame, theme) = read(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        Ok(self.notebook(index)?.draw(&surface, frame, &theme)?)
    }

    /// How high a chart of the notebook is at a width, in CSS pixels.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn chart_height(&self, index: usize, width: f64) -> Result<f64, JsError> {
        Ok(self.notebook(index)?.height(width))
    }

    /// A chart of the notebook in words.
    ///
    /// # Errors
    /// When there is no such chart.
    pub fn describe_chart(&self, index: usize) -> Result<String, JsError> {
        Ok(describe::chart(&self.notebook(index)?))
    }

    /// An output of one run over time, for whoever wants the numbers themselves. `subset` and
    /// `output` count from 0, `run` from 1.
    ///
    /// # Errors
    /// When there is no such subset.
    pub fn trajectory(&self, subset: usize, run: u32, output: usize) -> Result<Vec<f64>, JsError> {
        let ensemble = self.ensembles.get(subset);
        let ensemble = ensemble.ok_or_else(|| JsError::new("there is no such subset"))?;
        Ok(ensemble.trajectory(output, run.saturating_sub(1) as usize))
    }
}

impl Study {
    fn looked_at(&self) -> &Ensemble {
        &self.ensembles[self.link.subset()]
    }

    fn notebook(&self, index: usize) -> Result<Notebook<'_>, JsError> {
        let chart = self.link.scenario.model.about().charts.get(index);
        Ok(Notebook {
            link: &self.link,
            ensembles: &self.ensembles,
            chart: chart.ok_or_else(|| JsError::new("there is no such chart"))?,
        })
    }
}

/// All outputs where they fit, else the one looked at and the goal's.
fn outputs_to_hold(link: &Link) -> Result<Vec<usize>, ScenarioError> {
    let scenario = &link.scenario;
    let all: Vec<usize> = (0..scenario.model.outputs().len()).collect();
    let rows = u64::from(scenario.timesteps) + 1;
    let each = rows * u64::from(scenario.runs) * scenario.subsets()? as u64;
    if each * all.len() as u64 <= COMFORTABLE {
        return Ok(all);
    }
    let mut needed = vec![link.index_of(scenario.model.about().goal.output)];
    if !needed.contains(&link.output()) {
        needed.push(link.output());
    }
    let values = each * needed.len() as u64;
    if values > limits::VALUES {
        return Err(ScenarioError::TooLarge { values });
    }
    Ok(needed)
}

fn read(
    frame: JsValue,
    theme: JsValue,
) -> Result<(apiary_charts::style::Frame, apiary_charts::style::Theme), JsError> {
    let frame: Frame = serde_wasm_bindgen::from_value(frame)?;
    let theme: Theme = serde_wasm_bindgen::from_value(theme)?;
    Ok((frame.into(), theme.try_into()?))
}
