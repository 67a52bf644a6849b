//! What there is to understand about a model, as plain objects.

use crate::border::to_js;
use crate::study::Study;
use apiary_core::explained::Worked;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::summary::Fan;
use wasm_bindgen::prelude::*;

/// What there is to understand about a model, its equations as trees.
///
/// # Errors
/// When there is no such model.
#[wasm_bindgen(unchecked_return_type = "Explained")]
pub fn explained(model: &str) -> Result<JsValue, JsError> {
    let model = MODELS.iter().find(|known| known.about().name == model);
    let model = model.ok_or_else(|| JsError::new("there is no such model"))?;
    to_js(model.explained())
}

/// All quantities of a model's equations at a timestep of a run, of the subset that a link looks at. They are worked
/// out by the equations alone.
///
/// # Errors
/// Never in practice: it is plain data.
#[wasm_bindgen(unchecked_return_type = "Quantity[]")]
pub fn worked(link: &str, run: u32, timestep: u32) -> Result<JsValue, JsError> {
    let link = Link::read(link).link;
    let scenario = &link.scenario;
    let inputs = scenario.inputs_of(link.subset());
    let mut worked = Worked::new(scenario.model, &inputs, scenario.seed_of(run));
    for _ in 0..timestep.min(scenario.timesteps) {
        worked.step();
    }
    to_js(worked.quantities())
}

#[wasm_bindgen]
impl Study {
    /// The fan of an output of the subset looked at: five quantiles, one after the other, each over all timesteps;
    /// nothing where its rows are not kept.
    #[must_use]
    pub fn fan(&self, output: usize) -> Vec<f64> {
        match self.shown() {
            Ok(ensemble) if self.plan.outputs.contains(&output) => {
                Fan::of(ensemble, output).quantiles.concat()
            }
            _ => Vec::new(),
        }
    }
}
