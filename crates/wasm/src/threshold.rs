//! Where levels are crossed as a parameter moves, by one reading or by three at once.

use crate::border::scenario_of;
use crate::pieces::{Pieces, Room};
use crate::readout::areas;
use crate::study::Numbered;
use crate::work::{Job, runs_with_ends, whole_lanes};
use apiary_canvas::{Canvas, read_style, to_js};
use apiary_charts::threshold::{Picture, Read};
use apiary_core::analysis::question::{Question, Search};
use apiary_core::analysis::threshold::{COARSE, Crossing, Curve, FINE, Reading, coarse};
use apiary_core::analysis::{Sample, standing_at};
use apiary_core::ends::EXPERIMENT;
use apiary_core::link::Link;
use apiary_core::model::Refusal;
use apiary_core::scenario::ScenarioError;
use apiary_core::stats::order;
use plotters::drawing::IntoDrawingArea;
use std::collections::VecDeque;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// A search for thresholds: what the link's `threshold` asks.
#[wasm_bindgen]
pub struct Threshold {
    link: Link,
    /// The scenario as jobs take it.
    text: String,
    search: Search,
    /// The value of the parameter and what is taken there, for each point asked for.
    points: Vec<(f64, Sample)>,
    /// Values that the model is not defined for, and why at the last of them.
    refused: (u32, Option<Refusal>),
    pieces: Pieces,
    /// What the last look gave.
    read: Vec<Read>,
    /// Looks to take at what is not sampled yet, the quickest first.
    looks: VecDeque<Look>,
}

/// A look at the curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// At evenly spaced points.
    Coarse(Sample),
    /// Where a level is crossed.
    Closer,
}

#[wasm_bindgen]
impl Threshold {
    /// A search in the scenario of a link, whose axes stand at the subset looked at.
    ///
    /// # Errors
    /// When there are too few runs, or too many for a tab.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let mut link = Link::read(link).link;
        let question = link.view.threshold.clone();
        let question = question.unwrap_or_else(|| Question::of(link.scenario.model));
        let search = question.search(&link);
        link.scenario = standing_at(&link.scenario, link.subset());
        link.view.subset = None;
        link.view.fingerprint = None;
        let mut threshold = Self {
            text: scenario_of(&link),
            link,
            search,
            points: Vec::new(),
            refused: (0, None),
            pieces: Pieces::default(),
            read: Vec::new(),
            looks: VecDeque::new(),
        };
        let samples = threshold.samples().into_iter();
        threshold.looks = samples.map(|(sample, _)| Look::Coarse(sample)).collect();
        threshold.looks.push_back(Look::Closer);
        threshold.take_look()?;
        match threshold.refused.1.take() {
            Some(refusal) if threshold.points.is_empty() => {
                Err(ScenarioError::Refused(refusal).into())
            }
            _ => Ok(threshold),
        }
    }

    /// How many runs there are to make, as far as can be told.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        let readings = self.search.asked.readings().len();
        let points = self.looks.iter().map(|look| match look {
            Look::Coarse(_) => COARSE,
            Look::Closer => FINE * self.search.levels.len() * readings,
        });
        let points: usize = points.sum();
        self.pieces.total + points as f64 * f64::from(self.link.scenario.runs)
    }

    /// How many have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.pieces.done
    }

    /// Whether there is anything to show yet.
    #[wasm_bindgen(getter)]
    pub fn shows(&self) -> bool {
        !self.read.is_empty()
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
    pub fn take(&mut self, number: usize, values: &[f64]) {
        self.pieces.take(number, values);
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        self.pieces.take_back();
    }

    /// When all jobs are done: reads the curves, and asks for the next look at them, the last one
    /// where a level is crossed. Whether there are more jobs now.
    ///
    /// # Errors
    /// When the closer look would take too much memory.
    pub fn look_closer(&mut self) -> Result<bool, JsError> {
        if !self.pieces.is_complete() {
            return Ok(false);
        }
        self.read = self.readings();
        while self.pieces.is_complete() && !self.looks.is_empty() {
            self.take_look()?;
        }
        Ok(!self.pieces.is_complete())
    }

    /// How high the picture is at a width, in CSS pixels.
    pub fn height(&self, width: f64) -> f64 {
        Picture::height(width, self.search.asked.readings().len())
    }

    /// Draws the curves and where they cross. Gives what can be read of it, as [`areas`] has it.
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

    /// The curves as a table.
    pub fn table(&self) -> String {
        self.picture().table()
    }

    /// The curves as lines of a table, parts set apart by tabs; the head comes first.
    pub fn list(&self) -> Vec<String> {
        self.picture().list()
    }

    /// The picture in words.
    pub fn describe(&self) -> String {
        self.picture().describe()
    }

    /// A sentence on each reading, and one on values that the model is not defined for.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = self.picture().sentences();
        if self.refused.0 > 0 {
            sentences.push(format!(
                "The model is not defined at {} of the values looked at; the curves go straight \
                 past these.",
                self.refused.0
            ));
        }
        sentences
    }
}

impl Threshold {
    /// The next job and its number.
    pub(crate) fn next(&mut self) -> Option<(usize, Job)> {
        let (number, piece) = self.pieces.next()?;
        let (value, sample) = self.points[piece.point];
        let job = Job::Sample {
            link: self.text.clone(),
            inputs: self.inputs(value),
            output: self.search.asked.output,
            sample,
            from: piece.from,
            to: piece.to,
        };
        Some((number, job))
    }

    /// Where a reading's curve crosses a level, as far as it is made.
    pub(crate) fn crossings(&self, reading: Reading, level: f64) -> Vec<Crossing> {
        self.curve(reading).crossings(level)
    }

    fn inputs(&self, value: f64) -> Vec<f64> {
        let mut inputs = self.link.scenario.inputs_of(0);
        inputs[self.search.parameter] = value;
        inputs
    }

    /// What must be taken of each point, and the readings that are made of it.
    fn samples(&self) -> Vec<(Sample, Vec<Reading>)> {
        let readings = self.search.asked.readings();
        let of = |sample: Sample| {
            let readings = readings.iter().copied();
            let readings: Vec<_> = readings.filter(|r| r.sample() == sample).collect();
            (sample, readings)
        };
        let samples = [Sample::Runs, Sample::Experiments].map(of);
        let asked = |(_, readings): &(Sample, Vec<Reading>)| !readings.is_empty();
        samples.into_iter().filter(asked).collect()
    }

    /// Asks for points, whole ones where only these have a meaning. Values that the model is not
    /// defined for give none.
    fn plan(&mut self, values: &[f64], sample: Sample) -> Result<(), ScenarioError> {
        let model = self.link.scenario.model;
        let whole = model.parameters()[self.search.parameter].whole;
        for &value in values {
            let value = if whole { value.round() } else { value };
            if self.points.contains(&(value, sample)) {
                continue;
            }
            match model.check(&self.inputs(value)) {
                Ok(()) => {
                    self.pieces.add(self.room(sample))?;
                    self.points.push((value, sample));
                }
                Err(refusal) => self.refused = (self.refused.0 + 1, Some(refusal)),
            }
        }
        Ok(())
    }

    fn room(&self, sample: Sample) -> Room {
        let scenario = &self.link.scenario;
        // A LOWESS line takes longer than its runs, and the more so the longer they are.
        let (runs, line) = match sample {
            Sample::Runs => (1, 1),
            Sample::Experiments => (EXPERIMENT, 5 + scenario.timesteps / 5),
        };
        Room {
            size: sample.size(scenario.runs),
            stretch: whole_lanes(runs_with_ends(scenario) / runs / line),
            width: 1,
            runs,
        }
    }

    /// Plans the next look.
    fn take_look(&mut self) -> Result<(), JsError> {
        match self.looks.pop_front() {
            Some(Look::Coarse(sample)) => {
                let samples = self.samples().into_iter();
                let reading = samples.filter(|(of, _)| *of == sample).map(|(_, r)| r[0]);
                for reading in reading {
                    let runs = self.link.scenario.runs;
                    let values = coarse(reading, self.search.range, runs)?;
                    self.plan(&values, sample)?;
                }
            }
            Some(Look::Closer) => self.plan_closer_look()?,
            None => {}
        }
        Ok(())
    }

    fn plan_closer_look(&mut self) -> Result<(), ScenarioError> {
        for (sample, readings) in self.samples() {
            let levels = &self.search.levels;
            let closer = readings.iter().flat_map(|&r| self.curve(r).fine(levels));
            let mut values: Vec<f64> = closer.collect();
            order::sort(&mut values);
            self.plan(&values, sample)?;
        }
        Ok(())
    }

    /// The curve of a reading, through the points that are complete.
    fn curve(&self, reading: Reading) -> Curve<&[f64]> {
        let mut curve = Curve::new(reading);
        for (point, (value, sample)) in self.points.iter().enumerate() {
            if let Some(values) = self.pieces.sample(point)
                && *sample == reading.sample()
            {
                curve.add(*value, values);
            }
        }
        curve
    }

    fn readings(&self) -> Vec<Read> {
        let read = |reading: Reading| {
            let curve = self.curve(reading);
            let levels = self.search.levels.iter();
            Read {
                reading,
                crossings: levels.map(|&level| curve.crossings(level)).collect(),
                points: curve.points(),
            }
        };
        self.search.asked.readings().into_iter().map(read).collect()
    }

    pub(crate) fn picture(&self) -> Picture<'_> {
        Picture {
            link: &self.link,
            search: &self.search,
            read: &self.read,
        }
    }
}
