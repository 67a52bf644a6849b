//! What charts say at a timestep, of a bar or of a cell, as plain objects.

use crate::compare::Comparison;
use crate::sensitivity::Sensitivity;
use crate::study::Study;
use crate::threshold::Threshold;
use crate::trends::Trends;
use apiary_canvas::{Canvas, to_js};
use apiary_charts::Shown;
use apiary_charts::fan::Picture;
use apiary_charts::readout::{self, Weight};
use apiary_core::sentence::subset_label;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A line of a readout.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ReadoutLine {
    /// What is told.
    label: String,
    /// Its value.
    text: String,
    /// Where it lies on the y axis; NaN where it does not.
    y: f64,
    /// `strong`, `good` or `past`; empty for a plain one.
    weight: &'static str,
}

/// What one part of a chart says.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Readout {
    /// The part's name, where there are several.
    title: String,
    lines: Vec<ReadoutLine>,
}

impl From<readout::Readout> for Readout {
    fn from(readout: readout::Readout) -> Self {
        let lines = readout.lines.into_iter().map(|line| ReadoutLine {
            label: line.label,
            text: line.text,
            y: line.y,
            weight: match line.weight {
                Weight::Plain => "",
                Weight::Strong => "strong",
                Weight::Good => "good",
                Weight::Past => "past",
            },
        });
        Self {
            title: readout.title,
            lines: lines.collect(),
        }
    }
}

fn told(readouts: Vec<readout::Readout>) -> Result<JsValue, JsError> {
    to_js(&readouts.into_iter().map(Readout::from).collect::<Vec<_>>())
}

fn one(readout: Option<readout::Readout>) -> Result<JsValue, JsError> {
    readout.map_or(Ok(JsValue::UNDEFINED), |readout| {
        to_js(&Readout::from(readout))
    })
}

/// The parts of a chart that can be read, ten numbers each.
pub(crate) fn areas(shown: Shown<Canvas>) -> Result<Vec<f64>, JsError> {
    let areas = shown?;
    Ok(areas.iter().flat_map(readout::Area::numbers).collect())
}

#[wasm_bindgen]
impl Study {
    /// What the main picture says at a timestep, by frame.
    ///
    /// # Errors
    /// Before the first run is made.
    #[wasm_bindgen(unchecked_return_type = "Readout[]")]
    pub fn main_at(&self, timestep: usize) -> Result<JsValue, JsError> {
        let (link, shown) = (&self.link, self.shown()?);
        let Some(facets) = self.facets() else {
            return told(vec![readout::main(link, shown, String::new(), timestep)]);
        };
        let frames = facets.ensembles.into_iter().enumerate();
        let frames = frames.map(|(subset, ensemble)| {
            let title = subset_label(&link.scenario, subset);
            readout::main(link, ensemble, title, timestep)
        });
        told(frames.collect())
    }

    /// What a bar of the main picture says; its axis goes from `low` to `high`.
    ///
    /// # Errors
    /// Before the first run is made.
    #[wasm_bindgen(unchecked_return_type = "Readout")]
    pub fn main_bar(&self, low: f64, high: f64, bar: usize) -> Result<JsValue, JsError> {
        let bar = Picture::end(&self.link, self.shown()?, [low, high], bar);
        to_js(&Readout::from(bar))
    }

    /// What a chart of the notebook says at a timestep, by frame.
    ///
    /// # Errors
    /// When there is no such chart.
    #[wasm_bindgen(unchecked_return_type = "Readout[]")]
    pub fn chart_at(&self, index: usize, timestep: usize) -> Result<JsValue, JsError> {
        told(readout::notebook(&self.notebook(index)?, timestep))
    }

    /// All cells of a map in words, by subset.
    pub fn map_list(&self, which: usize) -> Vec<String> {
        let cells = self.cells(which);
        let map = self.map(which, &cells);
        (0..cells.len()).map(|subset| map.told(subset)).collect()
    }
}

#[wasm_bindgen]
impl Trends {
    /// What the lines say at a timestep, by frame.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Readout[]")]
    pub fn at(&self, timestep: usize) -> Result<JsValue, JsError> {
        told(readout::trends(&self.picture(), timestep))
    }
}

#[wasm_bindgen]
impl Threshold {
    /// What the curves say at one of the places that they were computed at.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Readout | undefined")]
    pub fn at(&self, place: usize) -> Result<JsValue, JsError> {
        one(self.picture().at(place))
    }
}

#[wasm_bindgen]
impl Sensitivity {
    /// What a row of the tornado says, counted from the lowest up.
    ///
    /// # Errors
    /// Before there is a tornado.
    #[wasm_bindgen(unchecked_return_type = "Readout | undefined")]
    pub fn tornado_row(&self, row: usize) -> Result<JsValue, JsError> {
        one(self.tornado()?.row(row))
    }

    /// What a row of Sobol's indices says, counted from the lowest up.
    ///
    /// # Errors
    /// Before there are any.
    #[wasm_bindgen(unchecked_return_type = "Readout | undefined")]
    pub fn sobol_row(&self, row: usize) -> Result<JsValue, JsError> {
        one(self.sobol()?.row(row))
    }
}

#[wasm_bindgen]
impl Comparison {
    /// What both scenarios say at a timestep, in one frame or side by side.
    ///
    /// # Errors
    /// Before all runs are there.
    #[wasm_bindgen(unchecked_return_type = "Readout[]")]
    pub fn at(&self, timestep: usize, is_side_by_side: bool) -> Result<JsValue, JsError> {
        let compared = self.compared()?;
        told(if is_side_by_side {
            readout::compared_side_by_side(&compared, timestep)
        } else {
            vec![readout::compared(&compared, timestep)]
        })
    }

    /// What a bar says of where the pinned scenario ends (0), of where this one does (1), or of the
    /// differences (2); the axis of the first two goes from `low` to `high`.
    ///
    /// # Errors
    /// Before all runs are there.
    #[wasm_bindgen(unchecked_return_type = "Readout")]
    pub fn bar(&self, of: usize, low: f64, high: f64, bar: usize) -> Result<JsValue, JsError> {
        let compared = self.compared()?;
        let picture = apiary_charts::compare::Comparison {
            compared: &compared,
        };
        let readout = match of {
            2 => picture.difference(bar),
            place => picture.end(place, [low, high], bar),
        };
        to_js(&Readout::from(readout))
    }
}
