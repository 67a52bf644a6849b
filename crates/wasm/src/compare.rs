//! A comparison with the pinned scenario, in the making: a study of both as the subsets of a sweep. Where there are
//! many runs, a first look at a few of them comes before.

use crate::readout::areas;
use crate::study::{Numbered, Study};
use apiary_canvas::{Canvas, read_style, to_js};
use apiary_charts::compare::Comparison as Picture;
use apiary_core::analysis::compare::{
    Changed, Compared, Verdict, changes, differing, pinned, side_by_side,
};
use apiary_core::analysis::standing_at;
use apiary_core::link::Link;
use plotters::drawing::IntoDrawingArea;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// Runs of a first look: enough for a sentence that will hold.
const FIRST_RUNS: u32 = 2000;
/// How many times as many runs there must be for a first look to be worth its time.
const WORTH: u32 = 4;

/// A picture of a comparison.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum ComparisonPicture {
    /// Both scenarios in one frame.
    Overlay = "overlay",
    /// Both side by side, on the same axes.
    SideBySide = "side-by-side",
    /// How the same run differs between them.
    Differences = "differences",
}

/// The pinned scenario and this one.
#[wasm_bindgen]
pub struct Comparison {
    /// A first look, where there is one, and all runs.
    looks: Vec<Study>,
    /// Which of them is being made.
    at: usize,
}

/// What is said of a comparison.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ComparisonTold {
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    verdict: Verdict,
    /// What differs.
    changes: Vec<Changed>,
    /// How many parameters are equal.
    equal: usize,
}

/// Links around what is pinned.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Pinned {
    /// The pinned scenario alone.
    alone: String,
    /// The pinned scenario in the place of this one, which is pinned instead.
    swapped: String,
    /// Whether anything differs.
    differs: bool,
}

impl Pinned {
    /// What a link has pinned; none where it has not.
    pub(crate) fn of(link: &Link) -> Option<Self> {
        let scenario = pinned(link)?;
        let own = standing_at(&link.scenario, link.subset());
        let differing = differing(&scenario, &own);
        let mut alone = link.clone();
        alone.scenario = scenario;
        alone.view.subset = None;
        alone.view.fingerprint = None;
        alone.view.pinned = None;
        let mut swapped = alone.clone();
        swapped.view.pinned = Some(differing.clone());
        Some(Self {
            alone: alone.write(),
            swapped: swapped.write(),
            differs: !differing.is_empty(),
        })
    }
}

#[wasm_bindgen]
impl Comparison {
    /// Of the scenario that a link has pinned and its own; no run is made yet.
    ///
    /// # Errors
    /// Where nothing is pinned or nothing differs, and when it would take too much memory, with a sentence for
    /// people.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let link = Link::read(link).link;
        let both = side_by_side(&link).filter(|both| !both.scenario.axes().is_empty());
        let both = both.ok_or_else(|| JsError::new("nothing differs from what is pinned"))?;
        let mut first = both.clone();
        first.scenario.runs = FIRST_RUNS;
        let has_first = both.scenario.runs >= WORTH * FIRST_RUNS;
        let looks = has_first.then_some(first).into_iter().chain([both]);
        let looks: Vec<Study> = looks.map(Study::of).collect::<Result<_, _>>()?;
        if looks.iter().all(Study::holds_rows) {
            return Ok(Self { looks, at: 0 });
        }
        Err(JsError::new(
            "two scenarios of so many runs do not fit here; with fewer they do",
        ))
    }

    /// How many runs there are to make.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.looks.iter().map(Study::total).sum()
    }

    /// How many runs have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.looks.iter().map(Study::done).sum()
    }

    /// Whether there is something to show: all runs of a look.
    #[wasm_bindgen(getter)]
    pub fn shows(&self) -> bool {
        self.compared().is_ok()
    }

    /// The next job; none when all have been given.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Numbered | undefined")]
    pub fn next_job(&mut self) -> Result<JsValue, JsError> {
        match self.looks[self.at].next() {
            Some((number, job)) => to_js(&Numbered { number, job }),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// Takes what a job gave, in any order.
    pub fn take(&mut self, number: usize, values: Vec<f64>) {
        self.looks[self.at].take(number, values);
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        self.looks[self.at].go_on();
    }

    /// Goes on to all runs; whether there is anything to go on to.
    pub fn look_closer(&mut self) -> bool {
        let has_next = self.at + 1 < self.looks.len();
        self.at += usize::from(has_next);
        has_next
    }

    /// Says what differs and what that does.
    ///
    /// # Errors
    /// Before all runs of a look are there.
    #[wasm_bindgen(unchecked_return_type = "ComparisonTold")]
    pub fn told(&self) -> Result<JsValue, JsError> {
        let compared = self.compared()?;
        let link = compared.link;
        let parameters = link.scenario.model.parameters().len();
        let axes = link.scenario.axes();
        to_js(&ComparisonTold {
            verdict: compared.verdict(),
            equal: parameters - axes.iter().filter(|&&axis| axis < parameters).count(),
            changes: changes(link),
        })
    }

    /// Draws a picture and gives what can be read of it, as [`areas`] has it.
    ///
    /// # Errors
    /// Before all runs of a look are there; when the picture is none, and when the canvas or a colour cannot be used.
    pub fn draw(
        &self,
        which: ComparisonPicture,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        let compared = self.compared()?;
        let picture = Picture {
            compared: &compared,
        };
        areas(match which {
            ComparisonPicture::Overlay => picture.draw(&surface, frame, &theme),
            ComparisonPicture::SideBySide => picture.draw_side_by_side(&surface, frame, &theme),
            ComparisonPicture::Differences => picture.draw_differences(&surface, frame, &theme),
            _ => return Err(no_picture()),
        })
    }

    /// What a picture shows, as a table.
    ///
    /// # Errors
    /// Before all runs of a look are there; when the picture is none.
    pub fn table(&self, which: ComparisonPicture) -> Result<String, JsError> {
        let compared = self.compared()?;
        let picture = Picture {
            compared: &compared,
        };
        Ok(match which {
            ComparisonPicture::Overlay | ComparisonPicture::SideBySide => picture.table(),
            ComparisonPicture::Differences => picture.table_of_differences(),
            _ => return Err(no_picture()),
        })
    }

    pub(crate) fn compared(&self) -> Result<Compared<'_>, JsError> {
        let complete = |look: &&Study| look.done() >= look.total();
        let latest = self.looks.iter().rev().find(complete);
        let latest = latest.and_then(|look| Some((look, look.both()?)));
        let (look, ensembles) = latest.ok_or_else(|| JsError::new("runs are missing"))?;
        Ok(Compared {
            link: &look.link,
            ensembles,
        })
    }
}

fn no_picture() -> JsError {
    JsError::new("a comparison is drawn as overlay, side-by-side or differences")
}
