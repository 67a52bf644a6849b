//! Statistics of runs: ordered, within their bounds, and told when there is none.

use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::stats::quantile::{median, quantiles};
use apiary_core::stats::{mean_and_error, share::Share};
use apiary_core::summary::{Fan, Histogram};
use apiary_tests::run::{Run, scenario};
use proptest::prelude::*;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn sample() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(-1e12..1e12, 1..200)
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn quantiles_rise_with_their_level_and_stay_within_the_sample(values in sample()) {
        let levels = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0];
        let found = quantiles(&mut values.clone(), levels);
        prop_assert!(found.is_sorted(), "{:?}", found);
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        prop_assert_eq!((found[0], found[6]), (least, most));
    }

    #[test]
    fn quantiles_do_not_depend_on_the_order_of_runs(values in sample()) {
        let of = |mut values: Vec<f64>| quantiles(&mut values, [0.05, 0.25, 0.5, 0.75, 0.95]);
        let turned = values.iter().rev().copied().collect();
        prop_assert_eq!(of(values), of(turned));
    }

    #[test]
    fn half_of_a_sample_lies_on_each_side_of_its_median(mut values in sample()) {
        let middle = median(&mut values);
        let below = values.iter().filter(|x| **x < middle).count();
        let above = values.iter().filter(|x| **x > middle).count();
        prop_assert!(2 * below <= values.len() && 2 * above <= values.len());
    }

    #[test]
    fn a_histogram_counts_every_value_once(values in sample(), bins in 1_usize..50) {
        let histogram = Histogram::of(&values, [-1e11, 1e11], bins);
        let counted = histogram.counts.iter().sum::<u32>() + histogram.below + histogram.above;
        prop_assert_eq!(counted as usize, values.len());
    }

    #[test]
    fn a_share_and_its_error_are_shares(counted in 0_u32..1000, more in 1_u32..1000) {
        let share = Share { counted, runs: counted + more };
        prop_assert!((0.0..=1.0).contains(&share.value()));
        prop_assert!(share.error() > 0.0 && share.error() < 0.5);
    }
}

#[test]
fn the_error_of_a_mean_is_the_deviation_by_the_root_of_the_runs() {
    let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    let (mean, error) = mean_and_error(&values);
    assert_eq!(mean, 5.0);
    // Squares add up to 32; 32 / 7 is the variance, and a root of eight runs the divisor.
    assert!((error - (32.0_f64 / 7.0 / 8.0).sqrt()).abs() < 1e-15);
    assert!(mean_and_error(&[1.0]).1.is_nan());
}

#[test]
fn saturation_stays_between_nothing_and_all() {
    let link = "honey/1?runs=200";
    let scenario = scenario(link);
    let saturation = Link::of(scenario.model).index_of("saturation");
    let ensemble = Ensemble::complete(&scenario, 0, &[saturation]).unwrap();
    for timestep in 0..=scenario.timesteps {
        let values = ensemble.at(saturation, timestep);
        assert!(
            values.iter().all(|s| (0.0..=1.0).contains(s)),
            "timestep {timestep}"
        );
    }
}

#[test]
fn a_fan_is_ordered_and_as_long_as_a_run() {
    for (link, output) in [
        ("honey/1?runs=50", "price"),
        ("currents/1?runs=50", "headroom"),
    ] {
        let scenario = scenario(link);
        let output = Link::of(scenario.model).index_of(output);
        let fan = Fan::of(
            &Ensemble::complete(&scenario, 0, &[output]).unwrap(),
            output,
        );
        for timestep in 0..=scenario.timesteps as usize {
            let levels = fan.quantiles.each_ref().map(|level| level[timestep]);
            assert!(levels.is_sorted(), "{link} at {timestep}: {levels:?}");
        }
        assert_eq!(fan.not_finite, 0);
    }
}

#[test]
fn a_fan_says_how_many_runs_it_cannot_show() {
    let scenario = scenario("honey/1?growth=-1&runs=7&timesteps=12");
    let reserve = Link::of(scenario.model).index_of("reserve");
    let ensemble = Ensemble::complete(&scenario, 0, &[reserve]).unwrap();
    assert_eq!(Fan::of(&ensemble, reserve).not_finite, 7);
}

#[test]
fn an_impossible_state_is_counted_also_when_the_run_ends_well() {
    // Seed 305 passes below zero; outputs that are not asked for count as well.
    let run = Run::of("honey/1?seed=305");
    assert!(run.all("price").iter().any(|price| *price < 0.0));
    let scenario = scenario("honey/1?seed=305&runs=1");
    let saturation = Link::of(scenario.model).index_of("saturation");
    let ensemble = Ensemble::complete(&scenario, 0, &[saturation]).unwrap();
    assert!(ensemble.impossible(0).is_some());
}
