//! The runs of a point on all cores.
//!
//! Each thread makes a stretch of the runs, and stretches are put together in order, so the result
//! is the one that a single thread would have.

use apiary_core::ends::Ends;
use apiary_core::lanes::LANES;
use apiary_core::noise::Noise;
use apiary_core::scenario::Scenario;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// Runs below which another thread costs more than it saves.
const STRETCH: u32 = 64;

/// What each stretch has drawn: the next question is often about the same runs.
static DRAWN: Mutex<BTreeMap<u32, Noise>> = Mutex::new(BTreeMap::new());

/// Cuts `0..size` into stretches, has each made on a thread of its own, and gives them in order.
pub(crate) fn in_stretches<T: Send>(
    size: u32,
    make: impl Fn(Range<u32>, &mut Noise) -> T + Sync,
) -> Vec<T> {
    let make = |stretch: Range<u32>| {
        let first = stretch.start;
        let mut noise = drawn().remove(&first).unwrap_or_default();
        let made = make(stretch, &mut noise);
        drawn().insert(first, noise);
        made
    };
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
    let length = size.div_ceil(cores).max(STRETCH);
    let length = length.next_multiple_of(LANES as u32);
    let stretches = (0..size).step_by(length as usize);
    let stretches: Vec<_> = stretches
        .map(|from| from..size.min(from + length))
        .collect();
    if let [only] = &stretches[..] {
        return vec![make(only.clone())];
    }
    let make = &make;
    thread::scope(|scope| {
        let threads: Vec<_> = stretches
            .into_iter()
            .map(|stretch| scope.spawn(move || make(stretch)))
            .collect();
        // A thread ends early only by a panic, which goes on here as it would have without threads.
        let joined = threads.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .map(|made| made.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// The drawn noise, also after a thread has panicked: it is whole before it is put there.
fn drawn() -> MutexGuard<'static, BTreeMap<u32, Noise>> {
    DRAWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How all runs of a point end.
pub(crate) fn ends(scenario: &Scenario, inputs: &[f64], outputs: &[usize]) -> Ends {
    let mut ends = ends_of_points(scenario, &[inputs.to_vec()], outputs);
    ends.pop().unwrap_or_default()
}

/// How all runs of several points end.
pub(crate) fn ends_of_points(
    scenario: &Scenario,
    points: &[Vec<f64>],
    outputs: &[usize],
) -> Vec<Ends> {
    let stretches = in_stretches(scenario.runs, |stretch, noise| {
        let runs = stretch.start + 1..stretch.end + 1;
        Ends::of_points(scenario, points, outputs, runs, noise)
    });
    let none = vec![Ends::default(); points.len()];
    stretches.into_iter().fold(none, |made, more| {
        let both = made.into_iter().zip(more);
        both.map(|(made, more)| made.and(more)).collect()
    })
}
