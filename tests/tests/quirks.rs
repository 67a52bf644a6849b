//! What the published models do that a reader would not expect: one test for each quirk that the
//! page tells of.

use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::model::Impossible;
use apiary_core::models::MODELS;
use apiary_tests::run::{Run, scenario};

/// The title of every quirk, with the test that shows it.
const QUIRKS: [(&str, fn()); 15] = [
    ("Prices can fall below zero", prices_can_fall_below_zero),
    (
        "Variance is a standard deviation",
        variance_is_a_standard_deviation,
    ),
    (
        "A throttle of zero is no limit",
        a_throttle_of_zero_is_no_limit,
    ),
    (
        "Nothing is never quite nothing",
        nothing_is_never_quite_nothing,
    ),
    (
        "Each month looks at the month before",
        each_month_looks_at_the_month_before,
    ),
    (
        "The notebook’s runs were not independent",
        every_run_has_draws_of_its_own,
    ),
    (
        "Dividing by zero stops only the first months",
        dividing_by_zero_stops_only_the_first_months,
    ),
    (
        "Nothing stops a payment at the limit",
        nothing_stops_a_payment_at_the_limit,
    ),
    (
        "Send volume counts what comes in",
        send_volume_counts_what_comes_in,
    ),
    (
        "A negative credit keeps the old one",
        a_negative_credit_keeps_the_old_one,
    ),
    (
        "The slope is computed and dropped",
        the_slope_is_computed_and_dropped,
    ),
    (
        "Zero payments counted are all payments",
        zero_payments_counted_are_all_payments,
    ),
    ("Ties are rounded to even", half_ties_round_to_even),
    (
        "Each day looks at the day before",
        each_day_looks_at_the_day_before,
    ),
    (
        "Low integrity makes members richer",
        low_integrity_makes_members_richer,
    ),
];

#[test]
fn every_quirk_has_a_test() {
    let told = MODELS.iter().flat_map(|model| model.about().quirks);
    let told: Vec<&str> = told.map(|quirk| quirk.title).collect();
    let tested = QUIRKS.map(|(title, _)| title);
    assert_eq!(told, tested);
}

#[test]
fn every_quirk_has_a_link_that_shows_it() {
    for model in MODELS {
        for quirk in model.about().quirks {
            let link = quirk.link.unwrap_or_else(|| panic!("{}", quirk.title));
            let scenario = scenario(link);
            assert_eq!(scenario.model.about().name, model.about().name);
        }
    }
}

#[test]
fn low_integrity_makes_members_richer() {
    let mean = |integrity: &str| {
        let scenario = scenario(&format!(
            "currents/1?integrity-coefficient={integrity}&runs=200"
        ));
        let ensemble = Ensemble::complete(&scenario, 0, &[0]).unwrap();
        ensemble.ends(0).iter().sum::<f64>() / 200.0
    };
    assert!(mean("0") > 4000.0);
    assert!(mean("0.5") > 2000.0);
    assert!(mean("1").abs() < 500.0);
    // Without capacity no tenfold receipt fits, every payment does, and each of them comes in.
    let link = "currents/1?integrity-coefficient=0&initial-user-capacity=0&timesteps=1&runs=200";
    for run in 1..=200 {
        assert!(Run::nth(link, 0, run).at("user-balance", 1) >= 0.0);
    }
}

/// The share of a link's runs in which an output falls below zero at some timestep.
fn share_below_zero(link: &str, output: &str) -> f64 {
    let scenario = scenario(link);
    let output = Link::of(scenario.model).index_of(output);
    let ensemble = Ensemble::complete(&scenario, 0, &[output]).unwrap();
    let falls = |run: usize| ensemble.trajectory(output, run).iter().any(|x| *x < 0.0);
    (0..ensemble.runs()).filter(|run| falls(*run)).count() as f64 / ensemble.runs() as f64
}

#[test]
fn prices_can_fall_below_zero() {
    // Seeds with a draw beyond one, downward.
    for seed in [305, 1217, 1357] {
        let run = Run::of(&format!("honey/1?seed={seed}"));
        let prices = run.all("price");
        let first = prices
            .iter()
            .position(|price| *price < 0.0)
            .expect("it falls");
        assert!(
            prices[first..].iter().all(|price| *price < 0.0),
            "its pull towards the target pushes it down"
        );
        assert!(matches!(run.impossible, Some(Impossible::Negative(_))));
    }
    for (variance, share) in [("0.25", 0.003), ("0.3", 0.039), ("0.4", 0.42)] {
        let link = format!("honey/1?p-variance={variance}&runs=2000");
        let found = share_below_zero(&link, "price");
        assert!(
            (found - share).abs() < 0.003 + 0.1 * share,
            "{variance}: {found}"
        );
    }
}

#[test]
fn about_half_of_the_runs_with_a_negative_price_read_as_success() {
    let scenario = scenario("honey/1?p-variance=0.4&runs=1000");
    let of = |key: &str| Link::of(scenario.model).index_of(key);
    let (price, saturation) = (of("price"), of("saturation"));
    let ensemble = Ensemble::complete(&scenario, 0, &[price, saturation]).unwrap();
    let ends = ensemble.ends(price).iter().zip(ensemble.ends(saturation));
    let fallen: Vec<f64> = ends.filter(|(p, _)| **p < 0.0).map(|(_, s)| *s).collect();
    let successes = fallen.iter().filter(|s| **s > 0.97).count();
    let half = successes as f64 / fallen.len() as f64;
    assert!((0.4..0.65).contains(&half), "{half}");
}

#[test]
fn variance_is_a_standard_deviation() {
    // A variance of 0.0625 has the deviation 0.25.
    let scenario = scenario("honey/1?runs=4000&timesteps=1");
    let price = Link::of(scenario.model).index_of("price");
    let ensemble = Ensemble::complete(&scenario, 0, &[price]).unwrap();
    let moves = ensemble
        .ends(price)
        .iter()
        .map(|price| (price / 10.0 - 1.0) * (price / 10.0 - 1.0));
    let deviation = (moves.sum::<f64>() / 4000.0).sqrt();
    assert!((deviation - 0.25).abs() < 0.01, "{deviation}");
}

#[test]
fn a_throttle_of_zero_is_no_limit() {
    let bounded = Run::of("honey/1?throttle=0.0001");
    let unbounded = Run::of("honey/1?throttle=0");
    let largest = |run: &Run| {
        let share = |t: usize| (run.at("adjustment", t) / run.at("total-supply", t - 1)).abs();
        run.steps().skip(1).map(share).fold(0.0, f64::max)
    };
    assert!(largest(&bounded) < 0.000_101);
    assert!(largest(&unbounded) > 0.01);
    // Below a twelfth the correction can exceed the pool.
    let emptied = Run::of("honey/1?throttle=0&target-reserve-ratio=0.05");
    assert!(emptied.all("reserve").iter().any(|reserve| *reserve < 0.0));
    assert_eq!(emptied.impossible, Some(Impossible::Negative(0)));
}

#[test]
fn nothing_is_never_quite_nothing() {
    let nothing = Run::of("honey/1?outflow-rate=0&timesteps=3");
    assert_eq!(nothing.at("utility", 3), 0.0);
    assert!((nothing.at("saturation", 3) - 0.002_472_6).abs() < 1e-7);
    let everything = Run::of("honey/1?productivity=1.2&timesteps=600");
    assert!((everything.end("saturation") - 0.982_013_8).abs() < 1e-6);
    assert_eq!(everything.impossible, None);
}

#[test]
fn each_month_looks_at_the_month_before() {
    // A change of the first price reaches production in the first month, utility with it, and the
    // flow from the market in the second.
    let (a, b) = (
        Run::of("honey/1?timesteps=3"),
        Run::of("honey/1?timesteps=3&initial-price=20"),
    );
    assert_ne!(a.at("production", 1), b.at("production", 1));
    assert_ne!(a.at("saturation", 1), b.at("saturation", 1));
    assert_eq!(a.at("netflow", 1), b.at("netflow", 1));
    assert_ne!(a.at("netflow", 2), b.at("netflow", 2));
    // And a change of the first target price reaches the first flow, and never the price.
    let link = "honey/1?timesteps=3&initial-saturation=0.5";
    let (a, b) = (
        Run::of(link),
        Run::of(&format!("{link}&initial-target-price=20")),
    );
    assert_ne!(a.at("netflow", 1), b.at("netflow", 1));
    assert_eq!(a.at("price", 1), b.at("price", 1));
}

#[test]
fn every_run_has_draws_of_its_own() {
    let end = |run| Run::nth("honey/1?runs=90&timesteps=12", 0, run).end("price");
    let mut ends: Vec<u64> = (1..=90).map(|run| end(run).to_bits()).collect();
    ends.sort_unstable();
    ends.dedup();
    assert_eq!(ends.len(), 90);
    let sweep = "honey/1?throttle=0.002,0.004&p-pull=0.5&runs=1&timesteps=2";
    let moved = |subset| Run::nth(sweep, subset, 1).at("price", 1);
    assert_eq!(moved(0), moved(1), "the same luck in every subset");
}

#[test]
fn dividing_by_zero_stops_only_the_first_months() {
    for refused in [
        "target-reserve-ratio=0",
        "initial-target-price=0",
        "initial-circulation=0",
    ] {
        assert_eq!(
            Link::read(&format!("honey/1?{refused}")).problems.len(),
            1,
            "{refused}"
        );
    }
    let vanishing = Run::of("honey/1?growth=-1&timesteps=12");
    assert!(vanishing.at("saturation", 2).is_finite());
    assert!(vanishing.end("reserve").is_nan());
    assert!(matches!(
        vanishing.impossible,
        Some(Impossible::NotFinite(_))
    ));
}

#[test]
fn nothing_stops_a_payment_at_the_limit() {
    let mut past = 0;
    let mut rows = 0;
    for run in 1..=100 {
        let run = Run::nth("currents/1?runs=100", 0, run);
        for day in run.steps() {
            past += usize::from(run.at("user-balance", day) < -run.at("user-credit", day));
            rows += 1;
        }
    }
    let share = f64::from(past as u32) / f64::from(rows as u32);
    assert!((share - 0.22).abs() < 0.03, "{share}");
    // Nothing left: payments still double, receipts never do.
    let link = "currents/1?initial-user-capacity=0&timesteps=1&runs=400";
    let of = |run| Run::nth(link, 0, run).at("user-balance", 1);
    let amounts: Vec<f64> = (1..=400).map(of).collect();
    assert!(amounts.iter().all(|amount| *amount <= 150.0));
    assert!(amounts.iter().any(|amount| *amount < -150.0));
}

#[test]
fn send_volume_counts_what_comes_in() {
    let run = Run::of("currents/1?sum-volume=1000");
    for day in run.steps().skip(1) {
        let received: f64 = run.all("transaction")[..day]
            .iter()
            .filter(|t| **t > 0.0)
            .sum();
        assert_eq!(run.at("send-volume", day), received, "day {day}");
    }
}

#[test]
fn a_negative_credit_keeps_the_old_one() {
    // The average balance is ten times the send volume, so the formula gives -299 times it.
    let run = Run::of(
        "currents/1?initial-total-num-transactions=40&initial-avg-user-balance=1000\
         &initial-avg-send-volume=100&initial-user-credit=777&timesteps=1",
    );
    assert_eq!(run.at("user-credit", 1), 777.0);
    let mut kept = 0;
    let mut rows = 0;
    for run in 1..=100 {
        let run = Run::nth("currents/1?runs=100", 0, run);
        for day in 31..=365 {
            let s = run.at("avg-user-balance", day - 1) / run.at("avg-send-volume", day - 1);
            rows += 1;
            if 1.0 - 3.0 * s * s < -0.005 {
                assert_eq!(run.at("user-credit", day), run.at("user-credit", day - 1));
                kept += 1;
            }
        }
    }
    let share = f64::from(kept) / f64::from(rows);
    assert!((share - 0.157).abs() < 0.04, "{share}");
}

#[test]
fn the_slope_is_computed_and_dropped() {
    let run = Run::of("currents/1?sum-volume=60");
    for day in 0..=60 {
        assert_eq!(run.at("user-credit", day), 250.0, "day {day}");
    }
    assert_ne!(run.at("user-credit", 61), 250.0);
}

#[test]
fn zero_payments_counted_are_all_payments() {
    let run = Run::of("currents/1?sum-volume=0");
    for day in run.steps().skip(1) {
        let before = &run.all("transaction")[..day];
        let received: f64 = before.iter().filter(|payment| **payment > 0.0).sum();
        assert_eq!(run.at("send-volume", day), received, "day {day}");
    }
    assert!(run.end("send-volume") > 2.0 * Run::of("currents/1").end("send-volume"));
}

#[test]
fn half_ties_round_to_even() {
    for (balance, capacity) in [
        ("0.5", 250.0),
        ("1.5", 252.0),
        ("2.5", 252.0),
        ("-0.5", 250.0),
    ] {
        let run = Run::of(&format!(
            "currents/1?initial-user-balance={balance}&timesteps=1"
        ));
        assert_eq!(run.at("user-capacity", 1), capacity, "{balance}");
    }
    // A credit factor of 1: an average send volume of 300.5 is rounded to 300, 301.5 to 302.
    for (volume, credit) in [("300.5", 300.0), ("301.5", 302.0)] {
        let run = Run::of(&format!(
            "currents/1?initial-total-num-transactions=40&initial-avg-send-volume={volume}\
             &timesteps=1"
        ));
        assert_eq!(run.at("user-credit", 1), credit);
    }
}

#[test]
fn each_day_looks_at_the_day_before() {
    let run = Run::of("currents/1?initial-user-balance=1000&timesteps=3");
    assert_eq!(
        run.at("avg-user-balance", 1),
        1000.0,
        "the mean of the initial row"
    );
    assert_eq!(
        run.at("user-capacity", 1),
        1250.0,
        "balance and credit of the initial row"
    );
    let two = (1000.0 + run.at("user-balance", 1)) / 2.0;
    assert_eq!(run.at("avg-user-balance", 2), two);
    // The credit sees an average one day after it, and that sees a balance one day after it.
    let aged = "currents/1?initial-total-num-transactions=40&initial-avg-send-volume=400\
                &initial-transaction=400&initial-send-volume=400&timesteps=3";
    let (a, b) = (
        Run::of(aged),
        Run::of(&format!("{aged}&initial-user-balance=100")),
    );
    assert_eq!(a.at("user-credit", 1), b.at("user-credit", 1));
    assert_ne!(a.at("avg-user-balance", 1), b.at("avg-user-balance", 1));
    assert_ne!(a.at("user-credit", 2), b.at("user-credit", 2));
}
