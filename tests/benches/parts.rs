//! Criterion's times of the parts: what a change to one of them gains or costs.

use apiary_core::ends::{Ends, trend_line};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::scenario::Scenario;
use apiary_core::stats::pairwise::Growing;
use apiary_core::stats::quantile::quantiles;
use apiary_core::summary::Fan;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

fn scenario(link: &str) -> Scenario {
    Link::read(link).link.scenario
}

fn ends(scenario: &Scenario, noise: &mut Noise) -> Ends {
    let inputs = scenario.inputs_of(0);
    Ends::of(scenario, &inputs, &[3], 1..scenario.runs + 1, noise)
}

fn simulation(criterion: &mut Criterion) {
    let honey = scenario("honey/1?runs=1008");
    let mut kept = Noise::new();
    criterion.bench_function("HONEY, 1,008 runs, draws kept", |b| {
        b.iter(|| ends(&honey, &mut kept));
    });
    criterion.bench_function("HONEY, 1,008 runs, draws made", |b| {
        b.iter(|| ends(&honey, &mut Noise::new()));
    });
    criterion.bench_function("HONEY, 1,008 runs, all rows", |b| {
        let outputs: Vec<usize> = (0..honey.model.outputs().len()).collect();
        b.iter(|| Ensemble::of_runs(&honey, 0, &outputs, 1..1009, &mut kept));
    });
    let currents = scenario("currents/1?runs=100");
    criterion.bench_function("CURRENTS, 100 runs of a year", |b| {
        b.iter(|| ends(&currents, &mut kept));
    });
    let long = scenario("currents/1?runs=10&timesteps=3650");
    criterion.bench_function("CURRENTS, 10 runs of ten years", |b| {
        b.iter(|| ends(&long, &mut kept));
    });
}

fn statistics(criterion: &mut Criterion) {
    let honey = scenario("honey/1?runs=1000");
    let inputs = honey.inputs_of(0);
    let mut noise = Noise::new();
    criterion.bench_function("LOWESS through 1,000 runs, with the runs", |b| {
        b.iter(|| trend_line(&honey, &inputs, 3, 1..1001, &mut noise));
    });
    let ensemble = Ensemble::complete(&honey, 0, &[3]).expect("an ensemble");
    criterion.bench_function("quantile bands of 1,000 runs", |b| {
        b.iter(|| Fan::of(&ensemble, 3));
    });
    let values = ensemble.ends(3).to_vec();
    criterion.bench_function("five quantiles of 1,000 values", |b| {
        b.iter(|| quantiles(&mut values.clone(), [0.05, 0.25, 0.5, 0.75, 0.95]));
    });
    criterion.bench_function("numpy's mean after each of 3,650 values", |b| {
        b.iter(|| {
            let mut growing = Growing::default();
            for index in 0..3650 {
                growing.push(f64::from(index) / 3.0);
                black_box(growing.mean());
            }
        });
    });
}

criterion_group!(parts, simulation, statistics);
criterion_main!(parts);
