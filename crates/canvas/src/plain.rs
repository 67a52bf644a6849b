//! Rust's values as JavaScript's.

use serde::Serialize;
use wasm_bindgen::{JsError, JsValue};

/// A plain object: structs become objects, not maps.
///
/// # Errors
/// Never in practice: what the page is told is plain data.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}
