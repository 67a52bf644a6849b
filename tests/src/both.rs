//! Two scenarios of a link on the same draws, with all their runs.

use apiary_core::analysis::compare::{Compared, side_by_side};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;

/// The runs of the pinned scenario and of the other, with every output.
#[must_use]
pub fn ensembles(both: &Link) -> [Ensemble; 2] {
    let outputs: Vec<usize> = (0..both.scenario.model.outputs().len()).collect();
    [0, 1].map(|subset| Ensemble::complete(&both.scenario, subset, &outputs).expect("runs"))
}

/// What is asked of the two scenarios that a link holds.
pub fn compared<T>(link: &str, ask: impl FnOnce(&Compared) -> T) -> T {
    let both = side_by_side(&Link::read(link).link).expect("two scenarios");
    let [a, b] = ensembles(&both);
    ask(&Compared {
        link: &both,
        ensembles: [&a, &b],
    })
}
