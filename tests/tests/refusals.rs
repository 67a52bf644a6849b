//! Values the notebooks' code stops at are refused, by name; all others are taken.

use apiary_core::link::Link;
use apiary_core::problem::Fault;
use apiary_core::scenario::ScenarioError;
use apiary_tests::run::Run;

/// The key that a link's only problem names, and the whole message.
fn refusal(link: &str) -> (String, String) {
    let reading = Link::read(link);
    let [problem] = &reading.problems[..] else {
        panic!("{link}: {:?}", reading.problems);
    };
    let Fault::Scenario(ScenarioError::Refused(refusal)) = &problem.fault else {
        panic!("{link}: {problem}");
    };
    assert_eq!(reading.link.scenario.check(), Ok(()));
    (refusal.key.clone(), problem.to_string())
}

#[test]
fn what_stops_the_notebook_is_refused_with_key_value_and_reason() {
    // Each raises ZeroDivisionError, OverflowError or ValueError in the notebook's first two steps.
    for (link, key, value) in [
        (
            "honey/1?target-reserve-ratio=0",
            "target-reserve-ratio",
            "0",
        ),
        ("honey/1?p-variance=-0.1", "p-variance", "-0.1"),
        (
            "honey/1?initial-target-price=0",
            "initial-target-price",
            "0",
        ),
        (
            "honey/1?initial-reserve=0&initial-circulation=0",
            "initial-circulation",
            "0",
        ),
        ("honey/1?initial-circulation=0", "initial-circulation", "0"),
        (
            "honey/1?initial-reserve=-18765",
            "initial-circulation",
            "18765",
        ),
        (
            "honey/1?initial-size=0&initial-reserve=0",
            "initial-size",
            "0",
        ),
        ("honey/1?productivity=1e200", "productivity", "1e200"),
        ("currents/1?sum-volume=2.5", "sum-volume", "2.5"),
        (
            "currents/1?initial-total-num-transactions=30&initial-avg-user-balance=1e200\
             &initial-avg-send-volume=1",
            "initial-avg-send-volume",
            "1",
        ),
    ] {
        let (found, message) = refusal(link);
        assert_eq!(found, key, "{link}");
        let start = format!("{key} cannot be {value}: ");
        assert!(message.starts_with(&start), "{message}");
        assert!(message.len() > start.len() + 20, "{message}");
    }
}

#[test]
fn what_only_later_steps_divide_by_is_not_refused() {
    for link in [
        "honey/1?growth=-1&timesteps=12",
        "honey/1?initial-saturation=0&initial-production=0",
        "honey/1?initial-price=0",
        "currents/1?initial-avg-send-volume=0&initial-total-num-transactions=40",
    ] {
        assert!(Link::read(link).problems.is_empty(), "{link}");
    }
}

#[test]
fn values_beyond_a_slider_are_taken() {
    for link in [
        "honey/1?throttle=5&outflow-rate=-1&target-reserve-ratio=7&valuation-ratio=1e9",
        "honey/1?productivity=3&growth=2&p-variance=40&p-pull=-3",
        "honey/1?throttle=-0.5",
        "currents/1?integrity-coefficient=-2&avg-amount=-1e6&sum-volume=-7",
        "currents/1?integrity-coefficient=9&avg-amount=0&sum-volume=100000",
    ] {
        let reading = Link::read(link);
        assert!(reading.problems.is_empty(), "{link}");
        assert_eq!(Run::of(&format!("{link}&timesteps=20")).steps().len(), 21);
    }
}

#[test]
fn a_refused_value_leaves_the_others_as_they_are() {
    let reading = Link::read("honey/1?throttle=0.004&p-variance=-1&productivity=0.9");
    assert_eq!(
        reading.link.write(),
        "honey/1?throttle=0.004&productivity=0.9"
    );
    assert_eq!(reading.problems[0].key, "p-variance");
    assert_eq!(reading.problems[0].text, "-1");
}

#[test]
fn one_point_of_an_axis_that_is_refused_names_the_axis() {
    let (key, message) = refusal("honey/1?target-reserve-ratio=0.1,0,0.2");
    assert_eq!(key, "target-reserve-ratio");
    assert!(message.contains("cannot be 0:"), "{message}");
}

#[test]
fn what_is_no_number_says_so() {
    for (text, says) in [
        ("abc", "it is not a number"),
        ("", "it is not a number"),
        ("nan", "it is not a number"),
        ("inf", "it is not a number"),
        ("0,2", ""),
        ("1e999", "it is too large"),
        ("1..2", "a range has a step too"),
        ("1..2..0", "its step is 0"),
        ("1..2..-1", "leads away"),
        ("0..1..1e-9", "more than"),
        ("0x10", "it is not a number"),
        ("٣", "it is not a number"),
    ] {
        let reading = Link::read(&format!("honey/1?throttle={text}"));
        let messages: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        if says.is_empty() {
            assert!(messages.is_empty(), "{messages:?}");
            continue;
        }
        assert_eq!(messages.len(), 1, "{text}");
        assert!(
            messages[0].starts_with("throttle cannot be "),
            "{}",
            messages[0]
        );
        assert!(messages[0].contains(says), "{}", messages[0]);
    }
}

#[test]
fn a_number_that_is_not_finite_is_refused_in_every_input() {
    for model in apiary_core::models::MODELS {
        let inputs = apiary_core::scenario::inputs(*model);
        for (place, input) in inputs.iter().enumerate() {
            for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                let mut values: Vec<f64> = inputs.iter().map(|input| input.default).collect();
                values[place] = value;
                let refusal = model.check(&values).expect_err("no finite number");
                assert_eq!(refusal.key, input.key);
            }
        }
    }
}
