//! What chance holds for runs, kept.
//!
//! Where draws depend on neither parameters nor state, a run's are the same in every subset and at every
//! place of a slider, and drawing them takes longer than all else. So whoever makes runs keeps them
//! from one question to the next, as long as model, seed and timesteps stay. It is a cache: no result
//! depends on what is in it.

use crate::lanes::{InLanes, Lanes};
use crate::model::{Model, Stretch};
use std::collections::BTreeMap;

/// Bytes that a cache takes at most: the draws of 20,000 HONEY runs of ten years.
pub const LIMIT: usize = 40 << 20;

/// Draws kept for runs that step together.
#[derive(Debug, Default)]
pub struct Noise {
    /// The model's name and version, the scenario's seed and its timesteps.
    of: Option<(&'static str, u32, u32, u32)>,
    /// By the first of the runs.
    kept: BTreeMap<u32, Vec<Lanes>>,
    /// What there was no room to keep.
    last: Vec<Lanes>,
}

impl Noise {
    /// Nothing kept.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The draws of the runs that step together from this one on: kept ones, or new ones.
    pub(crate) fn of<M: Model>(
        &mut self,
        lanes: &InLanes<M>,
        stretch: &Stretch,
        run: u32,
    ) -> &[Lanes] {
        let of = (
            M::ABOUT.name,
            M::ABOUT.version,
            stretch.seed,
            stretch.timesteps,
        );
        if self.of != Some(of) {
            *self = Self {
                of: Some(of),
                ..Self::default()
            };
        }
        if !self.kept.contains_key(&run) {
            let drawn = lanes.noise(stretch.seed_of(run), stretch.timesteps);
            if (self.kept.len() + 1) * size_of_val(&drawn[..]) > LIMIT {
                self.last = drawn;
                return &self.last;
            }
            self.kept.insert(run, drawn);
        }
        &self.kept[&run]
    }
}
