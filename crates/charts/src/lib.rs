//! Apiary's charts: an ensemble in, shapes out, on any of plotters' drawing backends.
//!
//! The page draws them on a canvas, the tests as SVG. Everything is measured in CSS pixels and
//! scaled once, in [`pen`], to the pixels of the device. All fills are opaque: bands are mixed
//! colours, so that nothing depends on what lies below.

pub mod by_subset;
pub mod compare;
mod contours;
mod density;
pub mod describe;
pub mod ends;
mod facets;
pub mod fan;
mod grid;
pub mod heatmap;
mod limit;
mod naming;
pub mod notebook;
mod numbers;
pub mod pen;
mod phase;
pub mod plot;
pub mod readout;
pub(crate) mod scale;
mod scatter;
pub mod sobol;
pub mod style;
mod subset_names;
pub mod threshold;
pub mod tornado;
pub mod trends;

pub use pen::{Drawn, Shown, Surface};
