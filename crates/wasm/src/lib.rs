//! The only crate that knows JavaScript: core and charts, thinly wrapped.

use wasm_bindgen::prelude::*;

/// A seed nobody chose, from the browser's own randomness.
///
/// # Errors
/// When the browser refuses its random numbers.
#[wasm_bindgen]
pub fn new_seed() -> Result<u32, JsError> {
    Ok(getrandom::u32()?)
}
