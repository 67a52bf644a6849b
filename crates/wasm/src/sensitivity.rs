//! What moves the outcome: a tornado first, then Sobol's indices, from few pairs and then from all.

pub(crate) mod told;
mod work;

use crate::border::scenario_of;
use crate::pieces::Pieces;
use crate::readout::areas;
use crate::study::Numbered;
use apiary_canvas::{Canvas, read_style, to_js};
use apiary_charts::sobol;
use apiary_charts::tornado::{Side, Tornado};
use apiary_core::analysis::question::Moved;
use apiary_core::analysis::sensitivity::{self, Indices, Outcome, moves};
use apiary_core::analysis::standing_at;
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::number::shortest;
use apiary_core::stats::statistic::{Estimate, Statistic};
use plotters::drawing::IntoDrawingArea;
use std::ops::Range;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// Pairs of points of a Sobol study: those of `apiary sensitivity`, so that both say the same.
const PAIRS: u32 = 16_384;

/// What a point of the analysis is.
#[derive(Clone, Debug)]
enum Point {
    /// Runs of the scenario itself, or with a parameter moved.
    Runs(Vec<f64>),
    /// Pairs of the Sobol study.
    Pairs(Range<u32>),
}

/// What the looks so far have given.
#[derive(Default)]
struct Answer {
    tornado: Option<(Estimate, Vec<[Side; 2]>)>,
    sobol: Option<(Indices, [Estimate; 3])>,
}

/// What moves an outcome: what the link's `sensitivity` asks.
#[wasm_bindgen]
pub struct Sensitivity {
    /// The link as it is, for links to its neighbours.
    asked: Link,
    /// The scenario of the subset looked at.
    link: Link,
    /// The same as jobs take it.
    text: String,
    measure: Measure,
    statistic: Statistic,
    outcome: Outcome,
    moves: Vec<sensitivity::Moved>,
    points: Vec<Point>,
    pieces: Pieces,
    /// Looks taken: at the tornado, at few pairs, at all of them.
    looks: usize,
    answer: Answer,
}

#[wasm_bindgen]
impl Sensitivity {
    /// The analysis of the scenario of a link, whose axes stand at the subset looked at.
    ///
    /// # Errors
    /// When there are too many runs for a tab.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let asked = Link::read(link).link;
        let measure = asked
            .view
            .sensitivity
            .unwrap_or(Moved::Goal)
            .measure(&asked);
        let statistic = match measure.of {
            Of::Ends(statistic) => statistic,
            Of::Impossible => Statistic::Mean,
        };
        let mut link = asked.clone();
        link.scenario = standing_at(&asked.scenario, asked.subset());
        link.view.subset = None;
        link.view.fingerprint = None;
        let mut analysis = Self {
            text: scenario_of(&link),
            moves: moves(&link.scenario),
            asked,
            link,
            measure,
            statistic,
            outcome: Outcome::about(statistic),
            points: Vec::new(),
            pieces: Pieces::default(),
            looks: 0,
            answer: Answer::default(),
        };
        analysis.plan_tornado()?;
        Ok(analysis)
    }

    /// How many runs there are to make.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        let parameters = self.link.scenario.model.parameters().len() as u32;
        let waiting: u32 = self.study().looks()[self.looks.min(2)..]
            .iter()
            .flatten()
            .map(|pairs| pairs.len() as u32)
            .sum();
        self.pieces.total + f64::from(waiting) * f64::from(parameters + 3)
    }

    /// How many have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.pieces.done
    }

    /// Whether there is anything to show yet.
    #[wasm_bindgen(getter)]
    pub fn shows(&self) -> bool {
        self.answer.tornado.is_some()
    }

    /// Whether there are Sobol's indices to show.
    #[wasm_bindgen(getter)]
    pub fn shows_sobol(&self) -> bool {
        self.answer.sobol.is_some()
    }

    /// The next job; none when all have been given.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Numbered | undefined")]
    pub fn next_job(&mut self) -> Result<JsValue, JsError> {
        let Some((number, piece)) = self.pieces.next() else {
            return Ok(JsValue::UNDEFINED);
        };
        let job = self.job(piece);
        to_js(&Numbered { number, job })
    }

    /// Takes what a job gave, in any order.
    pub fn take(&mut self, number: usize, values: &[f64]) {
        self.pieces.take(number, values);
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        self.pieces.take_back();
    }

    /// When all jobs are done: concludes from them, and asks for what comes next. Whether there are
    /// more jobs now.
    ///
    /// # Errors
    /// When it would take too much memory.
    pub fn look_closer(&mut self) -> Result<bool, JsError> {
        if !self.pieces.is_complete() {
            return Ok(false);
        }
        if self.looks == 0 {
            self.answer.tornado = Some(self.tornado_of_runs());
        } else {
            self.answer.sobol = Some(self.sobol_of_pairs());
        }
        let pairs = self.study().looks().get(self.looks).cloned();
        self.looks += 1;
        for pairs in pairs
            .into_iter()
            .flatten()
            .filter(|pairs| !pairs.is_empty())
        {
            self.plan_pairs(pairs)?;
        }
        Ok(!self.pieces.is_complete())
    }

    /// Looks at the same scenario in another way; whether links have changed by that.
    pub fn look(&mut self, link: &str) -> bool {
        let link = Link::read(link).link;
        let changed = link.write() != self.asked.write();
        let same = scenario_of(&link) == scenario_of(&self.asked);
        if same && changed {
            self.asked = link;
        }
        same && changed
    }

    /// How high the tornado is at a width, in CSS pixels.
    pub fn tornado_height(&self, width: f64) -> f64 {
        Tornado::height(width, self.moves.len() / 2)
    }

    /// How high the picture of Sobol's indices is at a width, in CSS pixels.
    pub fn sobol_height(&self, width: f64) -> f64 {
        sobol::Sobol::height(width, self.moves.len() / 2)
    }

    /// Draws the tornado. Gives what can be read of it, as [`areas`] has it.
    ///
    /// # Errors
    /// When there is none yet, or the canvas or a colour cannot be used.
    pub fn draw_tornado(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        areas(self.tornado()?.draw(&surface, frame, &theme))
    }

    /// Draws Sobol's indices. Gives what can be read of them, as [`areas`] has it.
    ///
    /// # Errors
    /// When there are none yet, or the canvas or a colour cannot be used.
    pub fn draw_sobol(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        areas(self.sobol()?.draw(&surface, frame, &theme))
    }

    /// The tornado as a table.
    ///
    /// # Errors
    /// When there is none yet.
    pub fn tornado_table(&self) -> Result<String, JsError> {
        Ok(self.tornado()?.table())
    }

    /// Sobol's indices as a table.
    ///
    /// # Errors
    /// When there are none yet.
    pub fn sobol_table(&self) -> Result<String, JsError> {
        Ok(self.sobol()?.table())
    }

    /// The link of the scenario whose bar lies at a place of the tornado, if one does.
    ///
    /// # Errors
    /// When there is no tornado yet, or the frame is none.
    pub fn link_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        x: f64,
        y: f64,
    ) -> Result<Option<String>, JsError> {
        let frame: apiary_canvas::Frame = serde_wasm_bindgen::from_value(frame)?;
        let at = self.tornado()?.at(frame.into(), (x, y));
        Ok(at.and_then(|(parameter, side)| self.link_of(&self.moves[2 * parameter + side])))
    }

    /// The answers in words and as tables.
    ///
    /// # Errors
    /// Before there is a tornado.
    #[wasm_bindgen(unchecked_return_type = "Sensitive")]
    pub fn told(&self) -> Result<JsValue, JsError> {
        let tornado = self.tornado()?;
        let sobol = self.sobol().ok();
        to_js(&self.words(&tornado, sobol.as_ref()))
    }
}

impl Sensitivity {
    pub(crate) fn tornado(&self) -> Result<Tornado<'_>, JsError> {
        let nothing = || JsError::new("no run has been made yet");
        let (base, sides) = self.answer.tornado.as_ref().ok_or_else(nothing)?;
        Ok(Tornado {
            link: &self.link,
            measure: self.measure,
            base: *base,
            sides,
        })
    }

    pub(crate) fn sobol(&self) -> Result<sobol::Sobol<'_>, JsError> {
        let nothing = || JsError::new("no pair has been made yet");
        let (indices, explained) = self.answer.sobol.as_ref().ok_or_else(nothing)?;
        Ok(sobol::Sobol {
            link: &self.link,
            measure: self.measure,
            outcome: self.outcome,
            indices,
            explained: *explained,
        })
    }

    fn link_of(&self, moved: &sensitivity::Moved) -> Option<String> {
        let parameters = self.link.scenario.model.parameters();
        let key = parameters[moved.parameter].key;
        let link = self.asked.with(key, &shortest(moved.value));
        link.ok().map(|link| link.write())
    }
}
