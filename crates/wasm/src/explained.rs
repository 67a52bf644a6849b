//! What there is to understand about a model, as plain objects.

use crate::study::Study;
use apiary_canvas::to_js;
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

/// All quantities of a model's equations at a timestep of a run, of the subset that a link looks at, worked out by
/// the equations alone: draws, parameters, outputs, then what is on the way to them in the order of its equations;
/// first all of them in the row before, then all of the row itself.
///
/// # Errors
/// Never in practice: a test reads all equations.
#[wasm_bindgen]
pub fn worked(link: &str, run: u32, timestep: u32) -> Result<Vec<f64>, JsError> {
    let link = Link::read(link).link;
    let scenario = &link.scenario;
    let inputs = scenario.inputs_of(link.subset());
    let mut worked = Worked::new(scenario.model, &inputs, scenario.seed_of(run))?;
    for _ in 0..timestep.clamp(1, scenario.timesteps.max(1)) {
        worked.step();
    }
    Ok([worked.before(), worked.now()].concat())
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
