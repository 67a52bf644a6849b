//! Runs side by side are the runs that the plain step function makes one by one.

use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::model::Impossible;
use apiary_core::models::MODELS;
use apiary_core::noise::{self, Noise};
use apiary_core::scenario::{Scenario, Setting};
use apiary_tests::run::scenario;
use proptest::prelude::*;

/// Equal to the last bit; what is no number has no bits that mean anything.
fn bits(value: f64) -> u64 {
    if value.is_nan() {
        f64::NAN.to_bits()
    } else {
        value.to_bits()
    }
}

/// All rows of a run, and its first impossible state, by the plain step function.
fn plain(scenario: &Scenario, run: u32) -> (Vec<Vec<u64>>, Option<Impossible>) {
    let model = scenario.model;
    let outputs: Vec<usize> = (0..model.outputs().len()).collect();
    let mut rows = Vec::new();
    let impossible = model.run(
        &scenario.inputs_of(0),
        scenario.seed_of(run),
        scenario.timesteps,
        &outputs,
        &mut |_: u32, row: &[f64]| rows.push(row.iter().copied().map(bits).collect()),
    );
    (rows, impossible)
}

/// Holds an ensemble and its ends against the plain runs.
fn hold(scenario: &Scenario, noise: &mut Noise) {
    let outputs: Vec<usize> = (0..scenario.model.outputs().len()).collect();
    let runs = 1..scenario.runs + 1;
    let ensemble = Ensemble::of_runs(scenario, 0, &outputs, runs.clone(), noise).unwrap();
    let inputs = scenario.inputs_of(0);
    let ends = Ends::of(scenario, &inputs, &outputs, runs.clone(), noise);
    let mut counted = 0;
    for run in runs {
        let (rows, impossible) = plain(scenario, run);
        let place = run as usize - 1;
        for (timestep, row) in rows.iter().enumerate() {
            for (output, expected) in row.iter().enumerate() {
                let own = ensemble.at(output, timestep as u32)[place];
                assert_eq!(
                    bits(own),
                    *expected,
                    "run {run}, {timestep}, output {output}"
                );
            }
        }
        for (values, expected) in ends.values.iter().zip(rows.last().unwrap()) {
            assert_eq!(bits(values[place]), *expected, "the end of run {run}");
        }
        assert_eq!(ensemble.impossible(place), impossible, "run {run}");
        counted += u32::from(impossible.is_some());
    }
    assert_eq!(ends.impossible, counted);
}

#[test]
fn every_preset_of_every_model_is_the_same_side_by_side() {
    for model in MODELS {
        let about = model.about();
        for preset in about.presets {
            let mut scenario = scenario(preset.link);
            for setting in &mut scenario.settings {
                *setting = Setting::Value(setting.points()[0]);
            }
            scenario.runs = 37;
            hold(&scenario, &mut Noise::new());
        }
    }
}

/// Values inside the slider, far beyond it, and such that break the model.
fn value(from: f64, to: f64) -> impl Strategy<Value = f64> {
    let width = to - from;
    prop_oneof![
        8 => from..=to,
        2 => from - 3.0 * width..=to + 3.0 * width,
        1 => prop::sample::select(vec![0.0, -0.0, 1.0, -1.0, 1e-300, -1e300, 1e300]),
    ]
}

/// Mostly the usual initial value; else one that soon breaks the model.
fn start(usual: f64) -> impl Strategy<Value = f64> {
    prop_oneof![
        12 => Just(usual),
        1 => prop::sample::select(vec![0.0, -0.0, 1e-300, 1e300, -1e300, 5e-324, -1.0]),
        1 => -2.0 * usual.abs()..=2.0 * usual.abs() + 1.0,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_scenario_is_the_same_side_by_side(
        values in MODELS[0].parameters().iter().map(|row| value(row.slider.from, row.slider.to)).collect::<Vec<_>>(),
        starts in MODELS[0].initial().into_iter().map(start).collect::<Vec<_>>(),
        (runs, timesteps, seed) in (1..40_u32, 0..150_u32, any::<u32>()),
    ) {
        let mut scenario = scenario("honey/1");
        for (setting, value) in scenario.settings.iter_mut().zip(values.into_iter().chain(starts)) {
            *setting = Setting::Value(value);
        }
        scenario.runs = runs;
        scenario.timesteps = timesteps;
        scenario.seed = seed;
        if scenario.check().is_ok() {
            hold(&scenario, &mut Noise::new());
        }
    }
}

#[test]
fn what_has_been_drawn_before_changes_nothing() {
    let mut noise = Noise::new();
    for link in [
        "honey/1?runs=40&timesteps=30",
        "honey/1?runs=40&timesteps=30&throttle=0.02",
        "honey/1?runs=20&timesteps=30&seed=16",
        "honey/1?runs=20&timesteps=20&seed=16",
        "currents/1?runs=20&timesteps=20&seed=16",
        "honey/1?runs=40&timesteps=30",
    ] {
        hold(&scenario(link), &mut noise);
    }
}

#[test]
fn what_there_is_no_room_to_keep_is_drawn_again() {
    let timesteps = 4000;
    let runs = (noise::LIMIT / (16 * timesteps)) as u32 + 40;
    let scenario = scenario(&format!("honey/1?runs={runs}&timesteps={timesteps}"));
    let inputs = [scenario.inputs_of(0)];
    let ends = |noise: &mut Noise| Ends::of_points(&scenario, &inputs, &[3, 6], 1..runs + 1, noise);
    let mut noise = Noise::new();
    let first = ends(&mut noise);
    assert_eq!(ends(&mut noise), first);
    let (rows, _) = plain(&scenario, runs);
    let last = first[0].values[0].last().copied().map(bits);
    assert_eq!(last, Some(rows[timesteps][3]));
}
