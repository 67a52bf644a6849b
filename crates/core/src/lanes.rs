//! Runs side by side: one step of many runs of a point, in a form that a compiler turns into vector
//! instructions.
//!
//! A model whose draws depend on neither parameters nor state says so by [`Lanewise`]. Its runs then
//! share what chance holds ([`Noise`](crate::noise::Noise)), and [`LANES`] of them step together: each
//! variable is a list with a value of each run, and the step function itself, inlined into a loop
//! over the lists, is what the compiler vectorises. So there is one step function, and both ways are
//! equal to the last bit by construction; a test holds them against each other all the same.
//!
//! In wasm vectors are two numbers wide. On x86-64 the machine is asked once whether it has wider
//! ones, by `pulp`, which needs no unsafe code of ours.

use crate::model::{Impossible, Model, first_impossible, outputs_of, set};
use crate::rng::RandomState;
use crate::rng::twisters::Twisters;
use rand::Rng;

/// Runs that step together: enough for the widest vectors, few enough for the nearest cache.
pub const LANES: usize = 16;

/// A value of each of these runs.
pub type Lanes = [f64; LANES];

/// A model whose step draws the same numbers whatever parameters and state are, and computes the next
/// row from them by arithmetic alone: comparisons choose between values, never between ways to go.
pub trait Lanewise<const DRAWS: usize>: Model {
    /// What chance adds to a timestep.
    fn draw<R: Rng>(from: &mut RandomState<R>) -> [f64; DRAWS];

    /// The next row. To be marked `#[inline(always)]`, like all that it calls.
    fn next(parameters: &Self::Parameters, state: &Self::State, draws: [f64; DRAWS])
    -> Self::State;
}

/// How runs of a model step together.
pub struct InLanes<M: Model> {
    draw: fn(u32, u32) -> Vec<Lanes>,
    advance: fn(&mut Runs<M>, &[Lanes]),
    draws: usize,
}

impl<M: Model> InLanes<M> {
    /// For a model that can.
    #[must_use]
    pub const fn new<const DRAWS: usize>() -> Self
    where
        M: Lanewise<DRAWS>,
    {
        Self {
            draw: draw::<M, DRAWS>,
            advance: advance::<M, DRAWS>,
            draws: DRAWS,
        }
    }

    /// What chance holds for the runs of [`LANES`] seeds from this one on, by timestep and draw.
    pub(crate) fn noise(&self, seed: u32, timesteps: u32) -> Vec<Lanes> {
        (self.draw)(seed, timesteps)
    }

    /// The noise of each timestep.
    pub(crate) fn timesteps<'a>(&self, noise: &'a [Lanes]) -> impl Iterator<Item = &'a [Lanes]> {
        noise.chunks_exact(self.draws)
    }

    /// Makes as many steps as there is noise for.
    pub(crate) fn advance(&self, runs: &mut Runs<M>, noise: &[Lanes]) {
        (self.advance)(runs, noise);
    }
}

/// Runs of a point that step together.
pub(crate) struct Runs<M: Model> {
    parameters: M::Parameters,
    /// By output.
    values: Vec<Lanes>,
    /// 0 while a run has been possible, else not a number.
    faults: Lanes,
}

impl<M: Model> Runs<M> {
    /// Runs at their start.
    pub(crate) fn new(inputs: &[f64]) -> Self {
        let (parameters, mut state) = set::<M>(inputs);
        let start = outputs_of::<M>(&mut state);
        let fault = first_impossible::<M>(|output| start[output]);
        Self {
            parameters,
            values: start.into_iter().map(|value| [value; LANES]).collect(),
            faults: [if fault.is_some() { f64::NAN } else { 0.0 }; LANES],
        }
    }

    /// The values of an output.
    pub(crate) fn output(&self, output: usize) -> &Lanes {
        &self.values[output]
    }

    /// Whether a run has passed through an impossible state.
    pub(crate) fn is_at_fault(&self, lane: usize) -> bool {
        self.faults[lane] != 0.0
    }

    /// What is impossible of a run now.
    pub(crate) fn impossible(&self, lane: usize) -> Option<Impossible> {
        first_impossible::<M>(|output| self.values[output][lane])
    }
}

fn draw<M: Lanewise<DRAWS>, const DRAWS: usize>(seed: u32, timesteps: u32) -> Vec<Lanes> {
    let mut twisters = Twisters::new(seed);
    let mut noise = vec![[0.0; LANES]; timesteps as usize * DRAWS];
    for lane in 0..LANES {
        let mut from = RandomState::from_words(twisters.words(lane));
        for step in noise.chunks_exact_mut(DRAWS) {
            for (lanes, value) in step.iter_mut().zip(M::draw(&mut from)) {
                lanes[lane] = value;
            }
        }
    }
    noise
}

fn advance<M: Lanewise<DRAWS>, const DRAWS: usize>(runs: &mut Runs<M>, noise: &[Lanes]) {
    let Runs {
        parameters,
        values,
        faults,
    } = runs;
    on_widest_vectors(Steps::<M, DRAWS> {
        parameters,
        values,
        faults,
        noise,
    });
}

/// Steps to make, as a value: what closures cannot promise to be, inlined into the one who calls.
struct Steps<'a, M: Model, const DRAWS: usize> {
    parameters: &'a M::Parameters,
    values: &'a mut [Lanes],
    faults: &'a mut Lanes,
    noise: &'a [Lanes],
}

impl<M: Lanewise<DRAWS>, const DRAWS: usize> Steps<'_, M, DRAWS> {
    #[inline(always)]
    fn make(self) {
        let (timesteps, _) = self.noise.as_chunks::<DRAWS>();
        let values = &mut self.values[..M::VARIABLES.len() + M::DERIVED.len()];
        for draws in timesteps {
            for lane in 0..LANES {
                step::<M, DRAWS>(self.parameters, values, self.faults, draws, lane);
            }
        }
    }
}

/// One step of one run. The loop over the lanes around it is what becomes vectors.
#[inline(always)]
fn step<M: Lanewise<DRAWS>, const DRAWS: usize>(
    parameters: &M::Parameters,
    values: &mut [Lanes],
    faults: &mut Lanes,
    draws: &[Lanes; DRAWS],
    lane: usize,
) {
    let mut state = M::State::default();
    for ((field, ..), lanes) in M::VARIABLES.iter().zip(values.iter()) {
        *field(&mut state) = lanes[lane];
    }
    let mut next = M::next(
        parameters,
        &state,
        draws.each_ref().map(|lanes| lanes[lane]),
    );
    let mut fault = faults[lane];
    let (variables, derived) = values.split_at_mut(M::VARIABLES.len());
    for ((field, _, row), lanes) in M::VARIABLES.iter().zip(variables) {
        let value = *field(&mut next);
        lanes[lane] = value;
        fault = fault_of(fault, value, row.never_negative);
    }
    for ((formula, row), lanes) in M::DERIVED.iter().zip(derived) {
        let value = formula(&next);
        lanes[lane] = value;
        fault = fault_of(fault, value, row.never_negative);
    }
    faults[lane] = fault;
}

/// Not a number once a value has been impossible: a finite one times 0 adds nothing.
#[inline(always)]
fn fault_of(fault: f64, value: f64, never_negative: bool) -> f64 {
    let fault = fault + value * 0.0;
    if never_negative && value < 0.0 {
        f64::NAN
    } else {
        fault
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn on_widest_vectors<M: Lanewise<DRAWS>, const DRAWS: usize>(steps: Steps<'_, M, DRAWS>) {
    steps.make();
}

#[cfg(target_arch = "x86_64")]
fn on_widest_vectors<M: Lanewise<DRAWS>, const DRAWS: usize>(steps: Steps<'_, M, DRAWS>) {
    pulp::Arch::new().dispatch(steps);
}

#[cfg(target_arch = "x86_64")]
impl<M: Lanewise<DRAWS>, const DRAWS: usize> pulp::NullaryFnOnce for Steps<'_, M, DRAWS> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.make();
    }
}
