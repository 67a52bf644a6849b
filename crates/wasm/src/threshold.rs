//! Where a level is crossed as a parameter moves, by one reading or several at once.

use crate::border::{scenario_of, to_js};
use crate::canvas::Canvas;
use crate::pieces::Pieces;
use crate::study::{Numbered, read_style};
use crate::work::{JOB_STEPS, Job};
use apiary_charts::threshold::{Picture, Read};
use apiary_core::analysis::Sample;
use apiary_core::analysis::question::Asked;
use apiary_core::analysis::threshold::{Crossing, Curve, Reading, ThresholdError, coarse};
use apiary_core::ends::EXPERIMENT;
use apiary_core::link::Link;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// A search for thresholds: what a link asks, in its scenario.
#[wasm_bindgen]
pub struct Threshold {
    link: Link,
    asked: Asked,
    /// The value of the parameter and what is taken of its runs, for each point asked for.
    points: Vec<(f64, Sample)>,
    pieces: Pieces,
    /// Whether the closer look has been planned.
    is_fine: bool,
}

#[wasm_bindgen]
impl Threshold {
    /// The search that a link asks for, in its scenario, whose axes stand at the subset looked at.
    ///
    /// # Errors
    /// When there are too few runs for an interval.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        Ok(Self::of(Link::read(link).link)?)
    }

    /// What the search of a link depends on.
    ///
    /// # Errors
    /// Never in practice.
    #[must_use]
    pub fn key_of(link: &str) -> String {
        let link = Link::read(link).link;
        let inputs = link.scenario.inputs_of(link.subset());
        format!("{} {inputs:?} {:?}", scenario_of(&link), Asked::of(&link))
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

    /// How high the picture is, in CSS pixels.
    #[must_use]
    pub fn height(&self) -> f64 {
        Picture::height(self.asked.readings.len())
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
    /// The search that a link asks for.
    pub(crate) fn of(link: Link) -> Result<Self, ThresholdError> {
        let asked = Asked::of(&link);
        let mut search = Self {
            points: Vec::new(),
            pieces: Pieces::default(),
            is_fine: false,
            asked,
            link,
        };
        for (reading, sample) in search.sampled() {
            let values = coarse(reading, search.asked.range, search.link.scenario.runs)?;
            search.plan(&values, sample);
        }
        Ok(search)
    }

    /// The samples that the readings need, each once, with a reading that needs it.
    fn sampled(&self) -> Vec<(Reading, Sample)> {
        let readings = self.asked.readings.iter();
        let mut sampled: Vec<_> = readings
            .map(|&reading| (reading, reading.sample()))
            .collect();
        sampled.dedup_by_key(|(_, sample)| *sample);
        sampled
    }

    /// The next job and its number.
    pub(crate) fn next(&mut self) -> Option<(usize, Job)> {
        let (number, piece) = self.pieces.next()?;
        let (value, sample) = self.points[piece.point];
        let mut inputs = self.link.scenario.inputs_of(self.link.subset());
        inputs[self.asked.parameter] = value;
        let job = Job::Sample {
            link: self.link.write(),
            inputs,
            output: self.asked.output,
            sample,
            from: piece.from,
            to: piece.to,
        };
        Some((number, job))
    }

    /// Where a reading's curve crosses a level.
    pub(crate) fn crossings(&self, reading: Reading, level: f64) -> Vec<Crossing> {
        self.curve(reading).crossings(level)
    }

    /// Asks for points. Values that the model is not defined for give none.
    fn plan(&mut self, values: &[f64], sample: Sample) {
        let scenario = &self.link.scenario;
        let runs = match sample {
            Sample::Experiments => EXPERIMENT,
            Sample::Runs => 1,
        };
        let stretch = JOB_STEPS / scenario.timesteps.max(1) / runs;
        for &value in values {
            let mut inputs = scenario.inputs_of(self.link.subset());
            inputs[self.asked.parameter] = value;
            if scenario.model.check(&inputs).is_ok() {
                self.points.push((value, sample));
                self.pieces.add(sample.size(scenario.runs), stretch);
            }
        }
    }

    fn plan_closer_look(&mut self) {
        self.is_fine = true;
        for (_, sample) in self.sampled() {
            let readings = self.asked.readings.iter();
            let own = readings.filter(|reading| reading.sample() == sample);
            let values = own.flat_map(|&reading| self.curve(reading).fine(&self.asked.levels));
            let mut values: Vec<f64> = values.collect();
            values.sort_by(f64::total_cmp);
            values.dedup();
            self.plan(&values, sample);
        }
    }

    /// The curve of a reading, through the points that are complete.
    fn curve(&self, reading: Reading) -> Curve {
        let mut curve = Curve::new(reading);
        let made = self.pieces.complete_samples();
        for ((value, sampled), sample) in self.points.iter().zip(made) {
            if let Some(sample) = sample
                && *sampled == reading.sample()
            {
                curve.add(*value, sample.to_vec());
            }
        }
        curve
    }

    fn picture(&self) -> Picture<'_> {
        let read = self.asked.readings.iter().map(|&reading| {
            let curve = self.curve(reading);
            let levels = self.asked.levels.iter();
            Read {
                reading,
                crossings: levels.map(|&level| curve.crossings(level)).collect(),
                points: curve.points(),
            }
        });
        Picture {
            link: &self.link,
            asked: &self.asked,
            read: read.collect(),
        }
    }
}
