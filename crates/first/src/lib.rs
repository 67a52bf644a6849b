//! The first picture of a scenario and the sentence above it, and nothing else.
//!
//! The whole simulation is more than a slow line brings in a moment, and most of it is not needed for what a
//! reader sees first. This module is a fraction of it. It shows what the whole one then shows again, to the
//! last digit and pixel, and is gone once that one is there (`www/js/first-picture.js`).

use apiary_canvas::{Canvas, read_style, to_js};
use apiary_charts::fan::Picture;
use apiary_core::ensemble::Ensemble;
use apiary_core::lanes::LANES;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::sentence::Sentence;
use apiary_core::view::ViewForm;
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// Numbers that are held for a first picture; what needs more is left to the whole page.
const MOST: u64 = 1 << 22;
/// Timesteps that are made at once, milliseconds of work.
const STEPS: u32 = 60_000;

/// The runs of a scenario, as far as its first picture needs them.
#[wasm_bindgen]
pub struct First {
    link: Link,
    ensemble: Ensemble,
    noise: Noise,
}

#[wasm_bindgen]
impl First {
    /// What a link holds, no run made yet. Nothing for what a part of the runs cannot tell: a sweep's sentence
    /// speaks of all its subsets.
    pub fn of(link: &str) -> Option<First> {
        let link = Link::read(link).link;
        let (scenario, shown) = (&link.scenario, link.shown());
        let rows = shown.len() as u64 * (u64::from(scenario.timesteps) + 1);
        let is_small = rows * u64::from(scenario.runs) <= MOST;
        let is_simple = scenario.axes().is_empty() && link.view.form != ViewForm::Trend;
        if !is_small || !is_simple {
            return None;
        }
        Some(Self {
            ensemble: Ensemble::new(scenario, 0, &shown).ok()?,
            noise: Noise::new(),
            link,
        })
    }

    /// Makes the next runs; whether there are more to make.
    ///
    /// # Errors
    /// When they would take too much memory.
    pub fn go_on(&mut self) -> Result<bool, JsError> {
        let (scenario, made) = (&self.link.scenario, self.ensemble.runs() as u32);
        let lanes = LANES as u32;
        let runs = (STEPS / scenario.timesteps.max(1) / lanes).max(1) * lanes;
        let next = made + 1..(made + runs).min(scenario.runs) + 1;
        let next = Ensemble::of_runs(scenario, 0, &self.link.shown(), next, &mut self.noise)?;
        self.ensemble.take(made as usize, &next.packed());
        Ok((self.ensemble.runs() as u32) < scenario.runs)
    }

    /// Whether another scenario is pinned, which the result in words would have to speak of.
    #[wasm_bindgen(getter)]
    pub fn compares(&self) -> bool {
        self.link.is_compared()
    }

    /// The result in words, of the runs made so far: at least one.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Sentence")]
    pub fn sentence(&self) -> Result<JsValue, JsError> {
        to_js(&Sentence::of(&self.link, &self.ensemble))
    }

    /// Draws the main picture of the runs made so far; in a small frame without its title.
    ///
    /// # Errors
    /// When the canvas or a colour cannot be used.
    pub fn draw(
        &self,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        bare: bool,
    ) -> Result<(), JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        let picture = Picture::new(&self.link, &self.ensemble);
        let picture = if bare { picture.bare() } else { picture };
        picture.draw(&surface, frame, &theme)?;
        Ok(())
    }
}
