//! Thresholds and sensitivities, through the command line, where the answer is known beforehand.

use apiary_core::analysis::sensitivity::{Outcome, Sobol, moves};
use apiary_tests::command::apiary;
use apiary_tests::run::Run;
use serde_json::Value;

/// What a command prints, as JSON.
fn answer(arguments: &[&str]) -> Value {
    let output = apiary(arguments);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{said}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"))
}

/// What a command says when it ends with 2.
fn refusal(arguments: &[&str]) -> String {
    let output = apiary(arguments);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    said
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("no number: {value}"))
}

fn threshold<'a>(link: &'a str, statistic: &'a str, levels: &'a str) -> [&'a str; 14] {
    [
        "threshold",
        link,
        "--parameter",
        "initial-user-balance",
        "--from",
        "-100",
        "--to",
        "300",
        "--output",
        "userBalance",
        "--statistic",
        statistic,
        "--levels",
        levels,
    ]
}

fn crossings(answer: &Value, level: usize) -> &Vec<Value> {
    answer["levels"][level]["crossings"]
        .as_array()
        .expect("a list")
}

/// What each of so many members' first payment adds to the balance, whatever that was.
fn amounts(runs: u32) -> Vec<f64> {
    let link = format!("currents/1?runs={runs}&timesteps=1");
    let amount = |run| Run::nth(&link, 0, run).at("user-balance", 1);
    (1..=runs).map(amount).collect()
}

#[test]
fn a_threshold_of_the_mean_lies_where_the_mean_payment_puts_it() {
    let amounts = amounts(400);
    let mean = amounts.iter().sum::<f64>() / 400.0;
    let answer = answer(&threshold(
        "currents/1?runs=400&timesteps=1",
        "mean",
        "50,120",
    ));
    assert_eq!(answer["runs"], 400);
    for (place, level) in [50.0, 120.0].into_iter().enumerate() {
        let [crossing] = &crossings(&answer, place)[..] else {
            panic!("{answer}");
        };
        let value = number(&crossing["value"]);
        assert!((value - (level - mean)).abs() < 1e-9, "{value}");
        let (low, high) = (number(&crossing["low"]), number(&crossing["high"]));
        assert!(low < value && value < high, "{crossing}");
        // Twenty parts of twenty members: nearly the plain interval of a mean.
        let squares = amounts.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
        let plain = 2.0 * 1.96 * (squares / 399.0 / 400.0).sqrt();
        let ratio = (high - low) / plain;
        assert!((0.6..1.6).contains(&ratio), "{ratio}");
    }
}

#[test]
fn a_threshold_of_the_median_lies_where_the_median_payment_puts_it() {
    let mut amounts = amounts(400);
    amounts.sort_by(f64::total_cmp);
    let median = f64::midpoint(amounts[199], amounts[200]);
    let answer = answer(&threshold(
        "currents/1?runs=400&timesteps=1",
        "median",
        "50",
    ));
    let [crossing] = &crossings(&answer, 0)[..] else {
        panic!("{answer}");
    };
    assert!((number(&crossing["value"]) - (50.0 - median)).abs() < 1e-9);
}

#[test]
fn a_threshold_of_a_share_lies_where_half_of_the_payments_put_it() {
    let mut amounts = amounts(400);
    amounts.sort_by(f64::total_cmp);
    let question = threshold("currents/1?runs=400&timesteps=1", "above.50", "0.5");
    let answer = answer(&question);
    let [crossing] = &crossings(&answer, 0)[..] else {
        panic!("{answer}");
    };
    // A share moves in steps, so it is known to the distance of the middle payments and a step.
    let value = number(&crossing["value"]);
    let between = [50.0 - amounts[203] - 1.0, 50.0 - amounts[196] + 1.0];
    assert!(
        (between[0]..=between[1]).contains(&value),
        "{value} {between:?}"
    );
}

#[test]
fn more_runs_narrow_a_threshold() {
    let width = |runs: u32, statistic: &str| {
        let link = format!("currents/1?runs={runs}&timesteps=3");
        let answer = answer(&threshold(&link, statistic, "50"));
        let crossing = &crossings(&answer, 0)[0];
        number(&crossing["high"]) - number(&crossing["low"])
    };
    for statistic in ["mean", "median", "trend"] {
        let (few, many) = (width(400, statistic), width(4000, statistic));
        assert!(many < few / 1.8, "{statistic}: {few} {many}");
    }
}

#[test]
fn a_level_beyond_the_curve_is_not_crossed() {
    let answer = answer(&threshold(
        "currents/1?runs=400&timesteps=1",
        "mean",
        "5000,-5000,0",
    ));
    let counts = [0, 1, 2].map(|level| crossings(&answer, level).len());
    assert_eq!(counts, [0, 0, 1]);
}

#[test]
fn what_is_no_question_is_refused_with_a_reason() {
    let link = "currents/1?runs=400&timesteps=1";
    for (place, text, told) in [
        (1, "currents/1?runs=100", "200"),
        (1, "currents/1?runs=400&avg-amount=1,2", "avg-amount"),
        (1, "currents/1?runs=400&sum-volume=2.5", "sum-volume"),
        (1, "", "empty"),
        (3, "fame", "fame"),
        (5, "300", "range"),
        (5, "many", "many"),
        (9, "fame", "fame"),
        (11, "mode", "mode"),
        (13, "high", "high"),
    ] {
        let mut arguments = threshold(link, "mean", "50");
        arguments[place] = text;
        let said = refusal(&arguments);
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
    for (arguments, told) in [
        (&["sensitivity", "honey/1", "--output", "fame"][..], "fame"),
        (&["sensitivity", "honey/1"], "--output"),
        (
            &["sensitivity", "honey/1?growth=0,0.01", "--output", "price"],
            "growth",
        ),
    ] {
        let said = refusal(arguments);
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn few_pairs_of_each_part_are_a_study_of_their_own_and_all_looks_make_the_whole() {
    let scenario = apiary_tests::run::scenario("honey/1?timesteps=12");
    let study = Sobol {
        scenario: &scenario,
        output: 3,
        outcome: Outcome::Value,
        pairs: 256,
    };
    let looks = study.looks();
    let mut pairs: Vec<u32> = looks.iter().flatten().flat_map(Clone::clone).collect();
    pairs.sort_unstable();
    assert_eq!(pairs, (0..256).collect::<Vec<_>>());
    let evaluated: Vec<Vec<f64>> = (0..256).map(|pair| study.evaluate(pair)).collect();
    let parts = |few: usize| -> Vec<Vec<&[f64]>> {
        let parts = evaluated.chunks(16);
        parts
            .map(|part| part[..few].iter().map(Vec::as_slice).collect())
            .collect()
    };
    assert_eq!(study.conclude_parts(&parts(16)), study.conclude(&evaluated));
    let few = study.conclude_parts(&parts(2));
    assert_eq!(few.pairs + few.left_out, 32);
    // What kinds of factors explain is what the factors explain.
    let whole = study.conclude(&evaluated);
    let sum: f64 = whole.shares.iter().map(|share| share.first.value).sum();
    let kinds: f64 = study
        .explained(&parts(16))
        .iter()
        .map(|kind| kind.value)
        .sum();
    assert!((sum - kinds).abs() < 1e-12, "{sum} {kinds}");
}

#[test]
fn a_moved_parameter_has_the_value_one_would_write_down() {
    let scenario = apiary_tests::run::scenario("honey/1?target-reserve-ratio=0.3&runs=1");
    let values: Vec<f64> = moves(&scenario).iter().map(|moved| moved.value).collect();
    assert_eq!(values[4..6], [0.25, 0.35]);
    assert_eq!(values[8..10], [0.87, 0.89]);
}

#[test]
fn a_small_step_neither_leaves_what_has_a_meaning_nor_switches_off() {
    let lowered = |text: &str| moves(&apiary_tests::run::scenario(text))[0].value;
    assert_eq!(lowered("honey/1?runs=1"), 0.004);
    // Lowered by 0.004, a throttle would be off, or below zero.
    assert_eq!(lowered("honey/1?throttle=0.004&runs=1"), 0.002);
    assert_eq!(lowered("honey/1?throttle=0.0005&runs=1"), 0.00025);
}

/// What moves HONEY's saturation after one month: nothing but what is paid out and what that makes.
const ONE_MONTH: [&str; 4] = [
    "sensitivity",
    "honey/1?runs=50&timesteps=1",
    "--output",
    "saturation",
];

#[test]
fn a_tornado_has_both_sides_of_every_parameter_and_no_noise() {
    let answer = answer(&ONE_MONTH);
    let bars = answer["tornado"].as_array().expect("bars");
    assert_eq!(bars.len(), 16);
    let end = |change: &str| Run::of(&format!("honey/1?timesteps=1&{change}")).end("saturation");
    for bar in bars {
        let (key, value) = (bar["parameter"].as_str().expect("a key"), &bar["value"]);
        let change = number(&bar["change"]["value"]);
        let expected = end(&format!("{key}={value}")) - end("seed=0");
        assert!((change - expected).abs() < 1e-16, "{bar}");
        assert_eq!(
            change != 0.0,
            ["outflow-rate", "productivity"].contains(&key),
            "{bar}"
        );
        // Every run changes by the same.
        assert!(number(&bar["change"]["error"]) < 1e-17, "{bar}");
    }
}

#[test]
fn a_parameter_that_cannot_be_moved_there_has_no_bar() {
    let answer = answer(&[
        "sensitivity",
        "honey/1?runs=5&timesteps=3&p-variance=0.01",
        "--output",
        "price",
        "--pairs",
        "160",
    ]);
    let bars = answer["tornado"].as_array().expect("bars");
    let without: Vec<_> = bars.iter().filter(|bar| bar["change"].is_null()).collect();
    assert_eq!(without.len(), 1);
    assert_eq!(without[0]["parameter"], "p-variance");
    assert!(number(&without[0]["value"]) < 0.0);
}

#[test]
fn variance_is_shared_among_what_moves_the_outcome() {
    let mut arguments = ONE_MONTH.to_vec();
    arguments.extend(["--pairs", "2048"]);
    let answer = answer(&arguments);
    let shares = answer["sobol"]["shares"].as_array().expect("shares");
    assert_eq!(shares.len(), 9, "eight parameters and luck");
    let mut sum = 0.0;
    for share in shares {
        let key = share["parameter"].as_str();
        let (first, total) = (
            number(&share["first"]["value"]),
            number(&share["total"]["value"]),
        );
        let moves = matches!(key, Some("outflow-rate" | "productivity"));
        assert_eq!(total != 0.0, moves, "{share}");
        assert!(first <= total + 0.05, "{share}");
        sum += first;
    }
    assert!((sum - 1.0).abs() < 0.1, "{sum}");
    assert_eq!(answer["sobol"]["pairs"], 2048);
    assert_eq!(answer["sobol"]["left_out"], 0);
}

#[test]
fn luck_is_a_factor_of_its_own() {
    // One month's price is where chance puts it; parameters say how far at most.
    let answer = answer(&[
        "sensitivity",
        "honey/1?runs=50&timesteps=1",
        "--output",
        "price",
        "--pairs",
        "1024",
    ]);
    let shares = answer["sobol"]["shares"].as_array().expect("shares");
    let luck = shares.last().expect("luck");
    assert!(luck["parameter"].is_null() && luck["role"].is_null());
    assert!(number(&luck["total"]["value"]) > 0.5, "{luck}");
    let throttle = &shares[0];
    assert_eq!(throttle["parameter"], "throttle");
    assert_eq!(number(&throttle["total"]["value"]), 0.0);
}

#[test]
fn an_analysis_has_the_same_numbers_every_time() {
    let question = threshold("currents/1?runs=400&timesteps=5", "trend", "50,120");
    assert_eq!(answer(&question), answer(&question));
    let question = [
        "sensitivity",
        "currents/1?runs=50&timesteps=40",
        "--output",
        "userBalance",
        "--above",
        "0",
        "--pairs",
        "160",
    ];
    assert_eq!(answer(&question), answer(&question));
}
