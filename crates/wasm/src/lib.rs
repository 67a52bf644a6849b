//! The only crate that knows JavaScript: core and charts behind `wasm-bindgen`.
//!
//! Thin on purpose. It turns what core knows into plain objects, with their TypeScript declarations
//! generated, and draws charts on the page's canvases. It computes nothing itself.

mod border;
mod compare;
pub mod explained;
pub mod export;
mod pieces;
mod plan;
mod planned;
mod preview;
mod proof;
mod qr;
mod readout;
mod sensitivity;
mod study;
mod threshold;
mod trends;
mod work;

use apiary_canvas::to_js;
use apiary_charts::heatmap::Heatmap;
use apiary_core::analysis::standing_at;
use apiary_core::besides::Besides;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::table::Spec;
use border::{Edit, Reading};
use qr::Qr;
use trends::Trends;
use wasm_bindgen::prelude::*;

/// The declarations of the plain objects, which a test derives from the Rust types.
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = include_str!("border.d.ts");

/// The tables of all models.
///
/// # Errors
/// Never in practice: the tables are plain data.
#[wasm_bindgen(unchecked_return_type = "Spec[]")]
pub fn specs() -> Result<JsValue, JsError> {
    let specs: Vec<Spec> = MODELS.iter().map(|model| Spec::of(*model)).collect();
    to_js(&specs)
}

/// Reads a link: a whole URL, its fragment, or the text behind the `#`.
///
/// # Errors
/// Never in practice: what cannot be used is told in the reading.
#[wasm_bindgen(unchecked_return_type = "Reading")]
pub fn read(link: &str) -> Result<JsValue, JsError> {
    to_js(&Reading::of(&Link::read(link)))
}

/// The link with another text for one key, or what is wrong with that text. An empty text stands
/// for the default.
///
/// # Errors
/// Never in practice: what cannot be used is told in the edit.
#[wasm_bindgen(unchecked_return_type = "Edit")]
pub fn edit(link: &str, key: &str, text: &str) -> Result<JsValue, JsError> {
    to_js(&Edit::of(Link::read(link).link.with(key, text)))
}

/// The link of the subset looked at alone: its axes stand where they do there.
#[wasm_bindgen]
#[must_use]
pub fn alone(link: &str) -> String {
    let mut link = Link::read(link).link;
    link.scenario = standing_at(&link.scenario, link.subset());
    link.view.subset = None;
    link.view.fingerprint = None;
    link.write()
}

/// The link that draws one of a scenario's runs, counted from 1, among all, by the output with a key.
#[wasm_bindgen]
#[must_use]
pub fn showing(link: &str, output: &str, run: u32) -> String {
    Link::read(link).link.showing(output, run).write()
}

/// How high the maps of a link's sweep are at a width, and the trends of its subsets, in CSS pixels; 0 without a
/// sweep. It is known before any run is made, so that their room can be kept.
#[wasm_bindgen]
#[must_use]
pub fn sweep_heights(link: &str, map: f64, trends: f64) -> Vec<f64> {
    let link = Link::read(link).link;
    vec![Heatmap::height(&link, map), Trends::of(link).height(trends)]
}

/// The link that compares a scenario with another, which is pinned; none where they cannot be compared.
#[wasm_bindgen]
#[must_use]
pub fn beside(link: &str, other: &str) -> Option<String> {
    let [link, other] = [link, other].map(|link| Link::read(link).link);
    apiary_core::analysis::compare::beside(&link, &other).map(|link| link.write())
}

/// What a link has pinned, and links around it; nothing where it has not.
///
/// # Errors
/// Never in practice: it is plain data.
#[wasm_bindgen(unchecked_return_type = "Pinned | undefined")]
pub fn pinned(link: &str) -> Result<JsValue, JsError> {
    match compare::Pinned::of(&Link::read(link).link) {
        Some(pinned) => to_js(&pinned),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// What a link says besides the inputs of some keys: for whoever shows less than the whole page.
///
/// # Errors
/// Never in practice: it is plain data.
#[wasm_bindgen(unchecked_return_type = "Besides")]
pub fn besides(link: &str, shown: Vec<String>) -> Result<JsValue, JsError> {
    to_js(&Besides::of(&Link::read(link).link, shown))
}

/// The page with a picture of the preset that a link is, from this page on; nothing for other links.
#[wasm_bindgen]
#[must_use]
pub fn preset_page(link: &str) -> Option<String> {
    apiary_core::preset::page_of(link)
}

/// The notebook's own numbers of a model beside those computed here; nothing for a model without.
///
/// # Errors
/// Never in practice: it is plain data.
#[wasm_bindgen(unchecked_return_type = "Checked | undefined")]
pub fn check(model: &str) -> Result<JsValue, JsError> {
    let model = MODELS.iter().find(|known| known.about().name == model);
    match model.and_then(|model| apiary_core::reference::check(*model)) {
        Some(checked) => to_js(&checked),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// Does a job: runs of a scenario, as a list of numbers. Any worker gives the same.
///
/// # Errors
/// When it is no job, or would take too much memory.
#[wasm_bindgen]
pub fn work(
    #[wasm_bindgen(unchecked_param_type = "Job")] job: JsValue,
) -> Result<Vec<f64>, JsError> {
    Ok(work::done(serde_wasm_bindgen::from_value(job)?)?)
}

/// The QR code of a text; none where it is too long.
///
/// # Errors
/// Never in practice: a drawing is plain data.
#[wasm_bindgen(unchecked_return_type = "Qr | null")]
pub fn qr(text: &str) -> Result<JsValue, JsError> {
    to_js(&Qr::of(text))
}

/// A seed that nobody chose, from the browser's own randomness.
///
/// # Errors
/// When the browser refuses its random numbers.
#[wasm_bindgen]
pub fn new_seed() -> Result<u32, JsError> {
    Ok(getrandom::u32()?)
}
