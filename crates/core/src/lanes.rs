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

/// A value of each of these runs, where a cache line begins: a vector that lies in two is read twice.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

/// A model whose step draws the same numbers whatever parameters and state are, and computes the next
/// row from them by arithmetic alone: comparisons choose between values, never between ways to go.
pub trait Lanewise<const DRAWS: usize>: Model {
    /// What chance adds to a timestep.
    fn draw<R: Rng>(from: &mut RandomState<R>) -> [f64; DRAWS];

    /// The next row. To be marked `#[inline(always)]`, like all that it calls.
    fn next(parameters: &Self::Parameters, state: &Self::State, draws: [f64; DRAWS])
    -> Self::State;

    /// Not 0 where a row may be impossible although none of its variables is negative and the last row of the
    /// run looks well: something derived, or a variable that is not finite and that later rows forget. Who only
    /// asks how runs end has a run in doubt made once more, one step at a time: any doubt is right, none too
    /// many. To be marked like [`next`](Self::next).
    fn doubt(state: &Self::State) -> f64;
}

/// How runs of a model step together.
pub struct InLanes<M: Model> {
    draw: fn(u32, u32) -> Vec<Lanes>,
    step: fn(&mut Runs<M>, &[Lanes]),
    run: fn(&mut Runs<M>, &[Lanes]),
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
            step: make::<M, DRAWS, true>,
            // For wasm the compiler vectorises the loop that derives and, as it is, not the other: measured.
            run: make::<M, DRAWS, { cfg!(target_family = "wasm") }>,
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

    /// Makes a step, with all that is derived from it.
    pub(crate) fn step(&self, runs: &mut Runs<M>, noise: &[Lanes]) {
        (self.step)(runs, noise);
    }

    /// Makes as many steps as there is noise for, of which only the last is looked at.
    pub(crate) fn run(&self, runs: &mut Runs<M>, noise: &[Lanes]) {
        (self.run)(runs, noise);
    }
}

/// Runs of a point that step together.
pub(crate) struct Runs<M: Model> {
    parameters: M::Parameters,
    /// The row they start from: a value of each output.
    start: Vec<f64>,
    /// What there is of each run, in one list, so that the compiler sees that nothing is written twice: the
    /// variables, [`fault`], [`doubt`], what is derived.
    values: Vec<Lanes>,
}

/// Values of a run that there is room for: variables, [`fault`], [`doubt`], what is derived.
const MOST: usize = 16;

/// How many there are.
const fn count<M: Model>() -> usize {
    let count = M::VARIABLES.len() + 2 + M::DERIVED.len();
    assert!(
        count <= MOST,
        "a model of so many outputs needs a larger MOST"
    );
    count
}

/// Where it stands that a run has passed through an impossible state: below 0, or no number.
const fn fault<M: Model>() -> usize {
    M::VARIABLES.len()
}

/// Where it stands that a run may have done so unseen: not 0.
const fn doubt<M: Model>() -> usize {
    M::VARIABLES.len() + 1
}

/// Where the values of an output stand.
const fn place_of<M: Model>(output: usize) -> usize {
    if output < M::VARIABLES.len() {
        output
    } else {
        output + 2
    }
}

impl<M: Model> Runs<M> {
    /// Runs at their start.
    pub(crate) fn new(inputs: &[f64]) -> Self {
        let (parameters, mut state) = set::<M>(inputs);
        let start = outputs_of::<M>(&mut state);
        let mut runs = Self {
            parameters,
            values: vec![Lanes([0.0; LANES]); start.len() + 2],
            start,
        };
        runs.restart();
        runs
    }

    /// Puts them back to their start.
    pub(crate) fn restart(&mut self) {
        let impossible = first_impossible::<M>(|output| self.start[output]).is_some();
        for (output, value) in self.start.iter().enumerate() {
            self.values[place_of::<M>(output)] = Lanes([*value; LANES]);
        }
        self.values[fault::<M>()] = Lanes([if impossible { -1.0 } else { 0.0 }; LANES]);
        self.values[doubt::<M>()] = Lanes([0.0; LANES]);
    }

    /// The values of an output.
    pub(crate) fn output(&self, output: usize) -> &Lanes {
        &self.values[place_of::<M>(output)]
    }

    /// Whether a run has passed through an impossible state.
    pub(crate) fn is_at_fault(&self, lane: usize) -> bool {
        let fault = self.values[fault::<M>()].0[lane];
        fault < 0.0 || fault.is_nan()
    }

    /// Whether it may have done so unseen.
    pub(crate) fn is_in_doubt(&self, lane: usize) -> bool {
        self.values[doubt::<M>()].0[lane] != 0.0
    }

    /// What is impossible of a run now.
    pub(crate) fn impossible(&self, lane: usize) -> Option<Impossible> {
        first_impossible::<M>(|output| self.output(output).0[lane])
    }
}

fn draw<M: Lanewise<DRAWS>, const DRAWS: usize>(seed: u32, timesteps: u32) -> Vec<Lanes> {
    let mut twisters = Twisters::new(seed);
    let mut noise = vec![Lanes([0.0; LANES]); timesteps as usize * DRAWS];
    for lane in 0..LANES {
        let mut from = RandomState::from_words(twisters.words(lane));
        for step in noise.chunks_exact_mut(DRAWS) {
            for (lanes, value) in step.iter_mut().zip(M::draw(&mut from)) {
                lanes.0[lane] = value;
            }
        }
    }
    noise
}

/// Makes steps: with all that is derived from each, or with nothing but the variables.
fn make<M: Lanewise<DRAWS>, const DRAWS: usize, const DERIVES: bool>(
    runs: &mut Runs<M>,
    noise: &[Lanes],
) {
    on_widest_vectors(Steps::<M, DRAWS, DERIVES> {
        parameters: &runs.parameters,
        values: &mut runs.values,
        noise,
    });
}

/// Steps to make, as a value: what closures cannot promise to be, inlined into the one who calls.
struct Steps<'a, M: Model, const DRAWS: usize, const DERIVES: bool> {
    parameters: &'a M::Parameters,
    values: &'a mut [Lanes],
    noise: &'a [Lanes],
}

impl<M: Lanewise<DRAWS>, const DRAWS: usize, const DERIVES: bool> Steps<'_, M, DRAWS, DERIVES> {
    /// On a copy of the values: the compiler then knows that nothing else can change while it writes them.
    #[inline(always)]
    fn make(self) {
        let count = const { count::<M>() };
        let mut own = [Lanes([0.0; LANES]); MOST];
        let values = &mut own[..count];
        values.copy_from_slice(&self.values[..count]);
        let (timesteps, _) = self.noise.as_chunks::<DRAWS>();
        for draws in timesteps {
            for lane in 0..LANES {
                if DERIVES {
                    derive::<M, DRAWS>(self.parameters, values, draws, lane);
                } else {
                    skim::<M, DRAWS>(self.parameters, values, draws, lane);
                }
            }
        }
        if !DERIVES {
            for lane in 0..LANES {
                let row = row_of::<M>(values, lane);
                keep::<M>(row, values, lane);
            }
        }
        self.values[..count].copy_from_slice(values);
    }
}

/// One step of one run, with all that is derived from it and without a doubt. The loop over the lanes
/// around it is what becomes vectors.
#[inline(always)]
fn derive<M: Lanewise<DRAWS>, const DRAWS: usize>(
    parameters: &M::Parameters,
    values: &mut [Lanes],
    draws: &[Lanes; DRAWS],
    lane: usize,
) {
    let next = next_of::<M, DRAWS>(parameters, values, draws, lane);
    keep::<M>(next, values, lane);
}

/// Keeps a row of a run, with all that is derived from it, and whether any of that is impossible.
#[inline(always)]
fn keep<M: Model>(mut state: M::State, values: &mut [Lanes], lane: usize) {
    let mut seen = values[fault::<M>()].0[lane];
    let (variables, others) = values.split_at_mut(M::VARIABLES.len());
    for ((field, _, row), lanes) in M::VARIABLES.iter().zip(variables) {
        let value = *field(&mut state);
        lanes.0[lane] = value;
        seen = fault_of(seen, value, row.never_negative);
    }
    for ((formula, row), lanes) in M::DERIVED.iter().zip(&mut others[2..]) {
        let value = formula(&state);
        lanes.0[lane] = value;
        seen = fault_of(seen, value, row.never_negative);
    }
    others[0].0[lane] = seen;
}

/// One step of one run, with nothing but its variables: the least that must not be negative, and any doubt.
#[inline(always)]
fn skim<M: Lanewise<DRAWS>, const DRAWS: usize>(
    parameters: &M::Parameters,
    values: &mut [Lanes],
    draws: &[Lanes; DRAWS],
    lane: usize,
) {
    let mut next = next_of::<M, DRAWS>(parameters, values, draws, lane);
    let in_doubt = M::doubt(&next);
    let [mut least, doubts] = [fault::<M>(), doubt::<M>()].map(|place| values[place].0[lane]);
    let (variables, others) = values.split_at_mut(M::VARIABLES.len());
    for ((field, _, row), lanes) in M::VARIABLES.iter().zip(variables) {
        let value = *field(&mut next);
        lanes.0[lane] = value;
        if row.never_negative && value < least {
            least = value;
        }
    }
    others[0].0[lane] = least;
    others[1].0[lane] = doubts + in_doubt;
}

/// The next row of a run.
#[inline(always)]
fn next_of<M: Lanewise<DRAWS>, const DRAWS: usize>(
    parameters: &M::Parameters,
    values: &[Lanes],
    draws: &[Lanes; DRAWS],
    lane: usize,
) -> M::State {
    let draws = draws.each_ref().map(|lanes| lanes.0[lane]);
    M::next(parameters, &row_of::<M>(values, lane), draws)
}

/// The row of a run.
#[inline(always)]
fn row_of<M: Model>(variables: &[Lanes], lane: usize) -> M::State {
    let mut state = M::State::default();
    for ((field, ..), lanes) in M::VARIABLES.iter().zip(variables) {
        *field(&mut state) = lanes.0[lane];
    }
    state
}

/// Not a number, or -1, once a value has been impossible: a finite one times 0 adds nothing.
#[inline(always)]
pub(crate) fn fault_of(fault: f64, value: f64, never_negative: bool) -> f64 {
    let fault = fault + value * 0.0;
    if never_negative && value < 0.0 {
        -1.0
    } else {
        fault
    }
}

#[cfg(any(not(target_arch = "x86_64"), feature = "baseline"))]
fn on_widest_vectors<M: Lanewise<DRAWS>, const DRAWS: usize, const DERIVES: bool>(
    steps: Steps<'_, M, DRAWS, DERIVES>,
) {
    steps.make();
}

#[cfg(all(target_arch = "x86_64", not(feature = "baseline")))]
fn on_widest_vectors<M: Lanewise<DRAWS>, const DRAWS: usize, const DERIVES: bool>(
    steps: Steps<'_, M, DRAWS, DERIVES>,
) {
    pulp::Arch::new().dispatch(steps);
}

#[cfg(all(target_arch = "x86_64", not(feature = "baseline")))]
impl<M: Lanewise<DRAWS>, const DRAWS: usize, const DERIVES: bool> pulp::NullaryFnOnce
    for Steps<'_, M, DRAWS, DERIVES>
{
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.make();
    }
}
