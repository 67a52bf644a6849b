//! Where a level is crossed as a parameter moves, by three readings at once.

use crate::border::to_js;
use crate::canvas::Canvas;
use crate::pieces::Pieces;
use crate::study::{Numbered, read_style};
use crate::work::{JOB_STEPS, Job};
use apiary_charts::threshold::{Picture, Read};
use apiary_core::analysis::threshold::{Crossing, Curve, ThresholdError, TrendReading, coarse};
use apiary_core::ends::EXPERIMENT;
use apiary_core::link::Link;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

const READINGS: [TrendReading; 3] = [
    TrendReading::Mean,
    TrendReading::Median,
    TrendReading::Trend,
];

/// A search for thresholds: the goal's output against a parameter over its slider.
#[wasm_bindgen]
pub struct Threshold {
    link: Link,
    parameter: usize,
    output: usize,
    levels: Vec<f64>,
    /// The value of the parameter and the reading's sample, for each point asked for.
    points: Vec<(f64, TrendReading)>,
    pieces: Pieces,
    /// Whether the closer look has been planned.
    is_fine: bool,
}

#[wasm_bindgen]
impl Threshold {
    /// A search in the scenario of a link, whose axes stand at the subset looked at. The levels are
    /// the goal's and that of its other side.
    ///
    /// # Errors
    /// When there is no such parameter, or too few runs.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, parameter: &str) -> Result<Self, JsError> {
        let link = Link::read(link).link;
        let parameters = link.scenario.model.parameters();
        let found = parameters.iter().position(|row| row.key == parameter);
        let parameter = found.ok_or_else(|| JsError::new("there is no such parameter"))?;
        let slider = parameters[parameter].slider;
        Ok(Self::of(link, parameter, [slider.from, slider.to])?)
    }

    /// How many values there are to make, as far as is known yet.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.pieces.total
    }

    /// How many have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.pieces.done
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

    /// When all jobs are done: asks for a closer look where a level is crossed, once. Whether there
    /// are more jobs now.
    pub fn look_closer(&mut self) -> bool {
        let more = self.pieces.is_complete() && !self.is_fine;
        if more {
            self.plan_closer_look();
        }
        more
    }

    /// Takes what a job gave, in any order.
    pub fn take(&mut self, number: usize, values: &[f64]) {
        self.pieces.take(number, values);
    }

    /// Draws the curves and where they cross.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<(), JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        Ok(self.picture().draw(&surface, frame, &theme)?)
    }

    /// The crossings in words.
    pub fn describe(&self) -> String {
        self.picture().describe()
    }
}

impl Threshold {
    /// A search over a range of a parameter.
    pub(crate) fn of(
        link: Link,
        parameter: usize,
        range: [f64; 2],
    ) -> Result<Self, ThresholdError> {
        let goal = &link.scenario.model.about().goal;
        let mut levels = vec![link.view.goal.unwrap_or(goal.level)];
        levels.extend(goal.miss);
        levels.sort_by(f64::total_cmp);
        let mut search = Self {
            output: link.index_of(goal.output),
            levels,
            points: Vec::new(),
            pieces: Pieces::default(),
            is_fine: false,
            parameter,
            link,
        };
        let runs = search.link.scenario.runs;
        for reading in [TrendReading::Mean, TrendReading::Trend] {
            let values = coarse(reading, range, runs)?;
            search.plan(&values, reading);
        }
        Ok(search)
    }

    /// The next job and its number.
    pub(crate) fn next(&mut self) -> Option<(usize, Job)> {
        let (number, piece) = self.pieces.next()?;
        let (value, reading) = self.points[piece.point];
        let mut inputs = self.link.scenario.inputs_of(self.link.subset());
        inputs[self.parameter] = value;
        let job = Job::Sample {
            link: self.link.write(),
            inputs,
            output: self.output,
            reading,
            from: piece.from,
            to: piece.to,
        };
        Some((number, job))
    }

    /// Where a reading's curve crosses a level.
    pub(crate) fn crossings(&self, reading: TrendReading, level: f64) -> Vec<Crossing> {
        self.curve(reading).crossings(level)
    }

    /// Asks for points. Values that the model is not defined for give none.
    fn plan(&mut self, values: &[f64], reading: TrendReading) {
        let scenario = &self.link.scenario;
        let runs = match reading {
            TrendReading::Trend => EXPERIMENT,
            TrendReading::Mean | TrendReading::Median => 1,
        };
        let stretch = JOB_STEPS / scenario.timesteps.max(1) / runs;
        for &value in values {
            let mut inputs = scenario.inputs_of(self.link.subset());
            inputs[self.parameter] = value;
            if scenario.model.check(&inputs).is_ok() {
                self.points.push((value, reading));
                self.pieces
                    .add(reading.sample().size(scenario.runs), stretch);
            }
        }
    }

    fn plan_closer_look(&mut self) {
        self.is_fine = true;
        let mut values: Vec<f64> = [TrendReading::Mean, TrendReading::Median]
            .into_iter()
            .flat_map(|reading| self.curve(reading).fine(&self.levels))
            .collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        self.plan(&values, TrendReading::Mean);
        let trend = self.curve(TrendReading::Trend).fine(&self.levels);
        self.plan(&trend, TrendReading::Trend);
    }

    /// The curve of a reading; mean and median read the same runs.
    fn curve(&self, reading: TrendReading) -> Curve {
        let mut curve = Curve::new(reading);
        for ((value, sampled), sample) in self.points.iter().zip(self.pieces.samples()) {
            if sampled.sample() == reading.sample() {
                curve.add(*value, sample.clone());
            }
        }
        curve
    }

    fn picture(&self) -> Picture<'_> {
        let read = READINGS.map(|reading| {
            let curve = self.curve(reading);
            Read {
                reading,
                crossings: self
                    .levels
                    .iter()
                    .map(|&level| curve.crossings(level))
                    .collect(),
                points: curve.points(),
            }
        });
        Picture {
            link: &self.link,
            parameter: self.parameter,
            output: self.output,
            levels: &self.levels,
            read,
        }
    }
}
