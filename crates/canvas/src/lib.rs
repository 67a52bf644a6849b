//! What both wasm modules of the page share: its canvases as plotters' backend, the size and colours that it
//! has pictures drawn in, and plain objects for its JavaScript.

mod canvas;
mod plain;
mod style;
pub mod svg;

pub use canvas::Canvas;
pub use plain::to_js;
pub use style::{Frame, Theme, read_style};
