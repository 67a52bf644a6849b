//! Times the simulation natively, for `cargo xtask bench`: a line a case, `case who steps seconds`, tabs
//! between. Draws are made anew each time; a time is the middle one of five.

use apiary_core::ends::Ends;
use apiary_core::exponential::exp;
use apiary_core::lanes::LANES;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::scenario::Scenario;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

/// The planned analysis' second step.
const SWEEP: &str =
    "honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.1..0.3..0.025&runs=1000";
const ENSEMBLE: &str = "honey/1?runs=10000";
const MEMBERS: &str = "currents/1?runs=1000";
const TEN_YEARS: &str = "currents/1?runs=100&timesteps=3650";

/// What the unavoidable arithmetic alone takes.
const LIMIT: &str = "limit: its divisions and exponential, one core";

fn main() {
    let scales = std::env::args().any(|argument| argument == "--scales");
    if scales {
        tell_scales();
    } else {
        compare();
    }
}

fn compare() {
    let who = if cfg!(feature = "baseline") {
        "native, one core, plain vectors"
    } else {
        "native, one core"
    };
    for (case, link) in [
        ("honey sweep", SWEEP),
        ("honey ensemble", ENSEMBLE),
        ("currents", MEMBERS),
        ("currents, ten years", TEN_YEARS),
    ] {
        let scenario = Link::read(link).link.scenario;
        tell(case, who, timed(&scenario, 1));
        let cores = thread::available_parallelism().map_or(1, usize::from);
        if cores > 1 && !cfg!(feature = "baseline") {
            tell(
                case,
                &format!("native, {cores} cores"),
                timed(&scenario, cores as u32),
            );
        }
    }
    if !cfg!(feature = "baseline") {
        let sweep = Link::read(SWEEP).link.scenario;
        tell("honey sweep, draws given", who, drawn(&sweep));
        tell("honey sweep, draws given", LIMIT, limit());
    }
}

/// How the time grows with runs, timesteps, cells and cores.
fn tell_scales() {
    for runs in [100, 1000, 10_000, 100_000] {
        scale(&format!("runs: {runs}"), &format!("honey/1?runs={runs}"), 1);
    }
    for timesteps in [12, 120, 1200] {
        scale(
            &format!("timesteps: {timesteps}"),
            &format!("honey/1?timesteps={timesteps}"),
            1,
        );
    }
    for step in [0.2, 0.025, 0.0025] {
        let link = format!("honey/1?target-reserve-ratio=0.1..0.3..{step}");
        let cells = Link::read(&link).link.scenario.subsets().unwrap_or(1);
        scale(&format!("cells: {cells}"), &link, 1);
    }
    let cores = thread::available_parallelism().map_or(1, usize::from) as u32;
    for used in 1..=cores {
        scale(&format!("cores: {used}"), SWEEP, used);
    }
}

fn scale(case: &str, link: &str, cores: u32) {
    let scenario = Link::read(link).link.scenario;
    tell(case, "native", timed(&scenario, cores));
}

fn tell(case: &str, who: &str, (steps, seconds): (u64, f64)) {
    println!("{case}\t{who}\t{steps}\t{seconds}");
}

/// Steps and seconds of all subsets of a scenario, draws included.
fn timed(scenario: &Scenario, cores: u32) -> (u64, f64) {
    let subsets = scenario.subsets().unwrap_or(1);
    let points: Vec<Vec<f64>> = (0..subsets)
        .map(|subset| scenario.inputs_of(subset))
        .collect();
    let make = |core: u32| {
        let lanes = LANES as u32;
        let each = scenario.runs.div_ceil(cores).next_multiple_of(lanes);
        let runs = core * each + 1..((core + 1) * each).min(scenario.runs) + 1;
        Ends::of_points(scenario, &points, &[3, 6], runs, &mut Noise::new())
    };
    let once = || {
        let start = Instant::now();
        thread::scope(|scope| {
            for core in 1..cores {
                scope.spawn(move || black_box(make(core)));
            }
            black_box(make(0));
        });
        start.elapsed().as_secs_f64()
    };
    (steps_of(scenario), middle(once))
}

/// The same on one core, with the draws there already.
fn drawn(scenario: &Scenario) -> (u64, f64) {
    let subsets = scenario.subsets().unwrap_or(1);
    let points: Vec<Vec<f64>> = (0..subsets)
        .map(|subset| scenario.inputs_of(subset))
        .collect();
    let mut noise = Noise::new();
    let once = || {
        let start = Instant::now();
        let runs = 1..scenario.runs + 1;
        black_box(Ends::of_points(
            scenario,
            &points,
            &[3, 6],
            runs,
            &mut noise,
        ));
        start.elapsed().as_secs_f64()
    };
    (steps_of(scenario), middle(once))
}

fn steps_of(scenario: &Scenario) -> u64 {
    let subsets = scenario.subsets().unwrap_or(1) as u64;
    subsets * u64::from(scenario.runs) * u64::from(scenario.timesteps)
}

/// The middle one of five times, after one for the caches and the processor's clock.
fn middle(mut once: impl FnMut() -> f64) -> f64 {
    once();
    let mut times: Vec<f64> = (0..5).map(|_| once()).collect();
    times.sort_by(f64::total_cmp);
    times[2]
}

/// What no HONEY step can do without: five divisions that wait for each other as they do there, and one
/// exponential, in the widest vectors.
struct Limit<'a> {
    values: &'a mut [[f64; LANES]; 5],
    steps: u32,
}

impl pulp::NullaryFnOnce for Limit<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for _ in 0..self.steps {
            for lane in 0..LANES {
                let [a, b, c, d, e] = self.values.each_ref().map(|lanes| lanes[lane]);
                let inflow = a / b;
                let ratio = inflow / c;
                let utility = d / ratio;
                let saturation = 1.0 / (1.0 + exp(utility));
                let target = e / saturation;
                for (lanes, value) in self
                    .values
                    .iter_mut()
                    .zip([inflow, ratio, utility, saturation, target])
                {
                    lanes[lane] = value;
                }
            }
        }
    }
}

fn limit() -> (u64, f64) {
    let steps = 540_000;
    let once = || {
        let mut values = black_box([1.1, 1.2, 1.3, 1.4, 1.5].map(|value| [value; LANES]));
        let start = Instant::now();
        pulp::Arch::new().dispatch(Limit {
            values: &mut values,
            steps,
        });
        black_box(values);
        start.elapsed().as_secs_f64()
    };
    (u64::from(steps) * LANES as u64, middle(once))
}
