//! HONEY, row by row: which number of which row goes into which. Quirks have a file of their own.

use apiary_core::rng::RandomState;
use apiary_tests::run::Run;

/// Runs of different parameters, among them the ends of what a parameter can be.
const LINKS: [&str; 6] = [
    "honey/1",
    "honey/1?seed=7&p-variance=0",
    "honey/1?seed=7&p-pull=0&throttle=0.002",
    "honey/1?seed=7&p-pull=1&growth=0.01",
    "honey/1?seed=305",
    "honey/1?seed=9&productivity=0.95&outflow-rate=0.1&initial-price=3&initial-reserve=4000",
];

/// Calls `check` with every run and every timestep but the first.
fn each_step(check: impl Fn(&Run, usize, &dyn Fn(&str) -> f64, &dyn Fn(&str) -> f64)) {
    for link in LINKS {
        let run = Run::of(link);
        for timestep in run.steps().skip(1) {
            let before = |key: &str| run.at(key, timestep - 1);
            let now = |key: &str| run.at(key, timestep);
            check(&run, timestep, &before, &now);
        }
    }
}

/// How many timesteps of all runs tell two formulas apart.
fn count(differs: impl Fn(&dyn Fn(&str) -> f64, &dyn Fn(&str) -> f64) -> bool) -> usize {
    let differing = std::cell::Cell::new(0);
    each_step(|_, _, before, now| {
        differing.set(differing.get() + usize::from(differs(before, now)));
    });
    differing.get()
}

#[test]
fn a_run_draws_uniform_then_normal_whatever_the_parameters() {
    for link in LINKS {
        let run = Run::of(link);
        let seed = link.split("seed=").nth(1).map_or(0, |rest| {
            let digits = rest.split('&').next().unwrap_or_default();
            digits.parse().expect("a seed")
        });
        let mut draws = RandomState::new(seed);
        for timestep in run.steps().skip(1) {
            let (chance, size) = (draws.random_sample(), draws.standard_normal());
            let price = run.at("price", timestep - 1);
            let below = price < run.at("target-price", timestep);
            let up = (chance < run.input("p-pull")) == below;
            let magnitude = (run.input("p-variance") * size).abs();
            let moved = price * if up { 1.0 } else { -1.0 } * magnitude;
            assert_eq!(
                run.at("price", timestep),
                price + moved,
                "{link} at {timestep}"
            );
        }
    }
}

#[test]
fn a_runs_draws_do_not_depend_on_its_parameters() {
    // Without a price to follow, only the draws move the price.
    let free = "honey/1?p-pull=0.5&p-variance=0.1&seed=3";
    let sizes = |link: &str| {
        let run = Run::of(link);
        let size = |t: usize| {
            ((run.at("price", t) - run.at("price", t - 1)) / run.at("price", t - 1)).abs()
        };
        run.steps().skip(1).map(size).collect::<Vec<_>>()
    };
    let others = format!("{free}&throttle=0&growth=0.02&initial-reserve=100&initial-price=3");
    for (a, b) in sizes(free).iter().zip(sizes(&others)) {
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }
}

#[test]
fn inflow_uses_the_old_target_price() {
    each_step(|run, timestep, before, now| {
        let inflow = before("size") * before("saturation") / before("target-price");
        let outflow = before("reserve") * run.input("outflow-rate");
        assert_eq!(now("netflow"), inflow - outflow, "at {timestep}");
    });
    let new = |before: &dyn Fn(&str) -> f64, now: &dyn Fn(&str) -> f64| {
        before("target-price") != now("target-price") && before("saturation") > 0.0
    };
    assert!(
        count(new) > 100,
        "the old and the new target price can be told apart"
    );
}

#[test]
fn the_target_price_is_that_of_the_row_before() {
    each_step(|run, timestep, before, now| {
        let supply = before("circulation") + before("reserve");
        let circulating = before("circulation") / supply;
        let saturation = before("saturation");
        let target = before("size") / supply
            * (run.input("valuation-ratio") / if saturation > 0.5 { saturation } else { 0.5 })
            * (1.0 / (circulating * circulating));
        // Written as one quotient, it may differ in the last digits.
        let apart = (now("target-price") - target).abs();
        assert!(apart <= 1e-15 * target, "{target} at {timestep}");
    });
}

#[test]
fn a_price_at_its_target_counts_as_not_below() {
    // Everything circulates: the target is 100 / 100 * (2 / 0.5) = 4, the price.
    let at =
        "initial-reserve=0&initial-circulation=100&initial-size=100&initial-price=4&timesteps=1";
    let pulled = Run::of(&format!("honey/1?{at}&p-pull=1"));
    assert_eq!(pulled.at("target-price", 1), 4.0);
    assert!(pulled.at("price", 1) < 4.0);
    let pushed = Run::of(&format!("honey/1?{at}&p-pull=0"));
    assert!(pushed.at("price", 1) > 4.0);
}

#[test]
fn a_chance_equal_to_the_pull_moves_away_from_the_target() {
    // The first chance of seed 0. The target lies above the first price.
    let at = |pull: f64| Run::of(&format!("honey/1?p-pull={pull}&timesteps=1")).at("price", 1);
    let chance: f64 = 0.5488135039273248;
    assert!(at(chance) < 10.0);
    assert!(at(chance.next_up()) > 10.0);
}

#[test]
fn a_negative_throttle_is_taken_as_it_stands() {
    let run = Run::of("honey/1?throttle=-0.01&timesteps=12");
    for timestep in run.steps().skip(1) {
        let supply = run.at("total-supply", timestep - 1);
        let share = run.at("adjustment", timestep) / supply;
        assert!((share.abs() - 0.01).abs() < 1e-12, "{share} at {timestep}");
    }
}

#[test]
fn production_uses_the_price_and_the_reserve_before() {
    each_step(|run, timestep, before, now| {
        let productivity = run.input("productivity");
        let outflow = before("reserve") * run.input("outflow-rate");
        let production = before("production") * (productivity * productivity)
            + outflow * (1.0 + productivity) * before("price");
        assert_eq!(now("production"), production, "at {timestep}");
    });
}

#[test]
fn utility_and_saturation_use_the_new_production_and_the_size_before() {
    each_step(|run, timestep, before, now| {
        let utility = 10.0 * now("production") / (now("production") + before("size"));
        assert_eq!(now("utility"), utility, "at {timestep}");
        let saturation = 1.0 / (1.0 + libm::exp(-utility + 6.0));
        assert!(
            (now("saturation") - saturation).abs() < 1e-15,
            "at {timestep}"
        );
        assert_eq!(now("size"), before("size") * (1.0 + run.input("growth")));
    });
}

#[test]
fn the_reserve_takes_the_netflow_before_the_adjustment() {
    each_step(|_, timestep, before, now| {
        let reserve = before("reserve") + now("netflow") + now("adjustment");
        assert_eq!(now("reserve"), reserve, "at {timestep}");
        assert_eq!(now("circulation"), before("circulation") - now("netflow"));
    });
    let order = |before: &dyn Fn(&str) -> f64, now: &dyn Fn(&str) -> f64| {
        let (reserve, netflow, adjustment) = (before("reserve"), now("netflow"), now("adjustment"));
        reserve + netflow + adjustment != reserve + (netflow + adjustment)
    };
    assert!(count(order) > 10, "the orders can be told apart");
}

#[test]
fn the_adjustment_corrects_a_twelfth_of_the_error_within_the_throttle() {
    each_step(|run, timestep, before, now| {
        let reserve = before("reserve") + now("netflow");
        let supply = reserve + (before("circulation") - now("netflow"));
        let error = (1.0 - reserve / supply / run.input("target-reserve-ratio")) / 12.0;
        let throttle = run.input("throttle");
        let expected = error.clamp(-throttle, throttle) * supply;
        // Written as one quotient, the error may differ in the last digits of 1.
        let apart = (now("adjustment") - expected).abs();
        assert!(apart <= 1e-16 * supply, "{expected} at {timestep}");
    });
}

#[test]
fn what_is_derived_is_derived_from_the_same_row() {
    each_step(|_, _, _, now| {
        let supply = now("reserve") + now("circulation");
        assert_eq!(now("total-supply"), supply);
        assert_eq!(now("market-cap"), supply * now("price"));
        assert_eq!(now("ratio"), now("reserve") / supply);
    });
}

#[test]
fn a_utility_far_below_zero_gives_no_saturation() {
    // Production 10,000 * -9.99999 outweighs the market by so little that exp overflows.
    let run = Run::of(
        "honey/1?productivity=0&outflow-rate=1&initial-reserve=10000&initial-price=-9.99999\
         &timesteps=1",
    );
    assert!(run.at("utility", 1) < -1e6);
    assert_eq!(run.at("saturation", 1), 0.0);
}

#[test]
fn pythons_larger_of_a_half_and_no_number_is_a_half() {
    // Neither production nor market: utility is 0 / 0 from the second timestep on.
    let run = Run::of("honey/1?growth=-1&outflow-rate=0&timesteps=3");
    assert!(run.at("saturation", 2).is_nan());
    assert_eq!(run.at("target-price", 3), 0.0);
    assert!(
        run.at("adjustment", 3).is_nan(),
        "the smaller of no number and the throttle is none"
    );
}

#[test]
fn a_price_is_not_below_a_target_that_is_no_number() {
    let run = Run::of("honey/1?growth=-1&p-pull=1&timesteps=12");
    for timestep in 4..=12 {
        assert!(run.at("target-price", timestep).is_nan());
        assert!(run.at("price", timestep) < run.at("price", timestep - 1));
    }
}
