//! The models there are. A new one is a file beside these and a line in [`MODELS`].

use crate::model::Simulator;

pub mod currents;
pub mod honey;

/// Every model, in the order of the page's switch; the first opens where a link names none.
pub static MODELS: &[&dyn Simulator] = &[&honey::Honey, &currents::Currents];
