//! The headline and what follows it are true and read well in every state, not only in the usual one.

use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::sentence::{Part, PartKind, Sentence};

/// The sentence of a link, with plain spaces.
fn told(link: &str) -> Sentence {
    let reading = Link::read(link);
    assert!(reading.problems.is_empty(), "{link}");
    let link = reading.link;
    let outputs: Vec<usize> = (0..link.scenario.model.outputs().len()).collect();
    let ensemble = Ensemble::complete(&link.scenario, link.subset(), &outputs).unwrap();
    Sentence::of(&link, &ensemble)
}

fn text(parts: &[Part]) -> String {
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn headline(link: &str) -> String {
    text(&told(link).headline)
}

fn lede(link: &str) -> String {
    text(&told(link).lede)
}

fn assert_ends(text: &str, end: &str) {
    assert!(text.ends_with(end), "{text:?} does not end with {end:?}");
}

#[test]
fn one_run_is_no_share() {
    assert_ends(
        &headline("honey/1?runs=1"),
        "the one simulated ten-year run ends above 80 % saturation.",
    );
    assert_eq!(lede("honey/1?runs=1"), "It ends at 93 %.");
    assert_ends(
        &headline("honey/1?runs=1&productivity=0.7"),
        "run does not end above 80 % saturation.",
    );
    assert_ends(
        &headline("currents/1?runs=1"),
        "the one simulated member does not owe more than the credit limit after a year.",
    );
    let result = told("honey/1?runs=1").headline;
    assert!(
        result
            .iter()
            .any(|part| part.kind == PartKind::Result && part.text == "ends"),
        "{result:?}"
    );
}

#[test]
fn no_run_and_every_run_are_said_in_a_word() {
    assert_ends(
        &headline("honey/1?runs=50&productivity=0.7"),
        "none of 50 simulated ten-year runs end above 80 % saturation.",
    );
    assert_ends(
        &headline("honey/1?runs=50&productivity=1"),
        "all of 50 simulated ten-year runs end above 80 % saturation.",
    );
    assert!(lede("honey/1?runs=50&productivity=1").starts_with("None end below 10 %. The mean is"));
    assert!(lede("honey/1?runs=50&timesteps=1").starts_with("All end below 10 %."));
    assert!(lede("currents/1?runs=50&timesteps=1").starts_with("None does so on any day."));
    assert!(headline("honey/1?runs=50&timesteps=1").contains("one-month runs"));
}

#[test]
fn an_error_that_rounds_to_nothing_is_not_told() {
    assert_eq!(
        lede("honey/1?runs=50&p-variance=0&productivity=0.8"),
        lede("honey/1?runs=50&p-variance=0&productivity=0.8").replace(" ± 0.0 %", "")
    );
}

#[test]
fn a_zero_that_is_no_small_value_is_called_by_its_name() {
    assert!(headline("honey/1?throttle=0&runs=20").contains("20 % and no throttle, "));
    assert!(headline("currents/1?sum-volume=0&runs=20").contains("set by all incoming payments, "));
    assert!(headline("currents/1?sum-volume=1&runs=20").contains("the last 1 incoming payment, "));
    let parts = told("honey/1?throttle=0&runs=20").headline;
    let throttle = parts.iter().find(|part| part.text == "no throttle");
    assert_eq!(
        throttle.and_then(|part| part.key.as_deref()),
        Some("throttle"),
        "it can be moved from there"
    );
}

#[test]
fn a_limit_that_was_moved_is_not_called_the_limit() {
    let moved = headline("currents/1?goal=500&runs=20");
    assert!(
        moved.contains("members have less than 500 units of room to their credit limit after"),
        "{moved}"
    );
    assert!(!moved.contains("owe"), "{moved}");
}

#[test]
fn impossible_runs_are_named_before_all_else_where_they_matter() {
    assert!(
        lede("honey/1?p-variance=3&runs=50").starts_with(
            "All of them passed through an impossible state (a price below zero), counted like any \
             other. "
        ),
        "{}",
        lede("honey/1?p-variance=3&runs=50")
    );
    let one = lede("honey/1?p-variance=3&runs=1");
    assert!(one.starts_with("The run passed through"), "{one}");
    // One in a thousand is told below the picture.
    assert!(lede("honey/1").starts_with("65 % ± 2 % end below 10 %."));
    let notice = told("honey/1?throttle=-0.008&runs=500").notice.unwrap();
    assert!(
        notice.contains("runs passed through an impossible state, such as a "),
        "{notice}"
    );
}

#[test]
fn impossible_runs_are_shown_by_the_first_of_them() {
    assert_eq!(told("honey/1?runs=50").evidence, None);
    let evidence = told("honey/1?goal=0.7").evidence.unwrap();
    let link = Link::read("honey/1?goal=0.7").link;
    let written = link.showing(&evidence.output, evidence.run).write();
    assert_eq!(
        written,
        "honey/1?goal=0.7&view=price&view-as=runs&view-run=306"
    );
    let link = Link::read(&written).link;
    let outputs: Vec<usize> = (0..link.scenario.model.outputs().len()).collect();
    let ensemble = Ensemble::complete(&link.scenario, 0, &outputs).unwrap();
    let first = (0..ensemble.runs()).find(|&run| ensemble.impossible(run).is_some());
    assert_eq!(Some(link.run()), first);
    let values = ensemble.trajectory(link.output(), link.run());
    assert!(values.iter().any(|&value| value < 0.0), "{written}");
}

#[test]
fn the_next_run_that_counts_is_found_in_a_circle() {
    let goal = |model| &Link::read(model).link.scenario.model.about().goal;
    let ends = [-1.0, 3.0, f64::NAN, -2.0, 0.0];
    let past = |run| goal("currents/1").next_counted(&ends, 0.0, run);
    assert_eq!([past(0), past(1), past(3)], [Some(3), Some(3), Some(0)]);
    assert_eq!(past(9), Some(0), "from beyond the last on");
    let above = |run| goal("honey/1").next_counted(&ends, 2.0, run);
    assert_eq!([above(0), above(1)], [Some(1), None], "it is the only one");
}
