//! Apiary's simulation core: models, scenarios, links, ensembles and their statistics.
//!
//! Pure on purpose: no wasm, no files, no clock, no threads, no unsafe code. What it computes
//! depends on the scenario alone, to the last bit, on every machine.
//!
//! ```
//! use apiary_core::{ensemble::Ensemble, link::Link};
//!
//! let reading = Link::read("#currents/1?runs=10");
//! assert!(reading.problems.is_empty());
//! let scenario = reading.link.scenario;
//! let balance = 0;
//! let ensemble = Ensemble::complete(&scenario, 0, &[balance])?;
//! // The first number printed in the CURRENTS notebook.
//! assert_eq!(format!("{:.6}", ensemble.at(balance, 1)[0]), "-109.284462");
//! # Ok::<(), apiary_core::scenario::ScenarioError>(())
//! ```

pub mod analysis;
pub mod besides;
pub mod csv;
pub mod ends;
pub mod ensemble;
pub mod explained;
pub mod exponential;
pub mod export;
pub mod fingerprint;
pub mod formula;
pub mod lanes;
pub mod link;
pub mod measure;
mod mend;
pub mod migrate;
pub mod model;
pub mod models;
pub mod noise;
pub mod number;
pub mod people;
pub mod preset;
pub mod problem;
pub mod reference;
pub mod rng;
pub mod scenario;
pub mod sentence;
pub mod stats;
pub mod summary;
pub mod table;
pub mod view;
