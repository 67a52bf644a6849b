//! What a sweep says of its subsets, given their shares.

use apiary_core::analysis::sweep::Outcomes;
use apiary_core::link::Link;
use apiary_core::sentence::{Part, PartKind, Sentence};
use apiary_core::stats::statistic::Estimate;

fn share(value: f64) -> Option<Estimate> {
    Some(Estimate { value, error: 0.01 })
}

/// With ordinary spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// A sentence on one subset.
fn looked_at() -> Sentence {
    let figure = [("17 %", PartKind::Result), ("± 1 %", PartKind::Error)];
    Sentence {
        kicker: String::new(),
        headline: figure
            .map(|(text, kind)| Part {
                text: text.to_owned(),
                kind,
                key: None,
            })
            .to_vec(),
        lede: Vec::new(),
        looked: None,
        notice: None,
        evidence: None,
        start: String::new(),
        good: true,
        share: 0.17,
    }
}

/// The headline of a sweep and what is said of the subset looked at.
fn headline(link: &str, shares: &[f64]) -> [String; 2] {
    let link = Link::read(link).link;
    let shares: Vec<_> = shares.iter().copied().map(share).collect();
    let sentence = Outcomes::of(&link, &shares).sentence(looked_at(), link.scenario.runs);
    let text: String = sentence
        .headline
        .into_iter()
        .map(|part| part.text)
        .collect();
    [text, sentence.looked.unwrap_or_default()].map(|text| plain(&text))
}

#[test]
fn below_the_headline_stands_what_it_does_not_say() {
    let lede = |shares: &[f64]| -> String {
        let link = Link::read("honey/1?throttle=0.002,0.02&target-reserve-ratio=0.1,0.3").link;
        let shares: Vec<_> = shares.iter().copied().map(share).collect();
        let sentence = Outcomes::of(&link, &shares).sentence(looked_at(), link.scenario.runs);
        sentence.lede.into_iter().map(|part| part.text).collect()
    };
    // The headline says what decides, and tells the best share.
    assert_eq!(
        plain(&lede(&[0.05, 0.08, 0.7, 0.77])),
        "The best of 4 subsets is a throttle of 2 % and a target reserve ratio of 30 %."
    );
    // It tells the best and the worst alone.
    assert_eq!(
        plain(&lede(&[0.04, 0.08, 0.06, 0.78])),
        "No other subset is as good within twice the error. The throttle moves the share most: on average \
         from 5 % to 43 %; the target reserve ratio from 6 % to 42 %."
    );
}

#[test]
fn what_a_quirk_of_the_model_does_is_no_advice() {
    let link = Link::read("currents/1?integrity-coefficient=0.5,0.75,1").link;
    let shares = [0.1, 0.3, 0.47].map(share);
    let sentence = Outcomes::of(&link, &shares).sentence(looked_at(), link.scenario.runs);
    let quirk = sentence
        .lede
        .iter()
        .find(|part| part.kind == PartKind::Link);
    let quirk = quirk.expect("the quirk");
    assert_eq!(quirk.text, "low integrity makes members richer");
    let link = quirk.key.as_deref().expect("a link");
    assert!(
        link.starts_with("currents/1?integrity-coefficient="),
        "{link}"
    );
    let lede: String = sentence.lede.into_iter().map(|part| part.text).collect();
    assert!(!lede.contains("better may lie beyond"), "{lede}");
    let other = Link::read("currents/1?sum-volume=10,30,90").link;
    let sentence = Outcomes::of(&other, &shares).sentence(looked_at(), other.scenario.runs);
    assert!(sentence.lede.iter().all(|part| part.kind != PartKind::Link));
}

#[test]
fn nothing_better_lies_beyond_the_last_value_that_has_a_sense() {
    let told = |link: &str, shares: &[f64]| {
        let link = Link::read(link).link;
        let shares: Vec<_> = shares.iter().copied().map(share).collect();
        plain(&Outcomes::of(&link, &shares).told())
    };
    let beyond = |told: &str| told.contains("Better may lie beyond");
    let falling = [0.9, 0.6, 0.3];
    // A throttle of zero is none, and nobody holds more than all.
    let off = told("honey/1?throttle=0,0.008,0.02", &falling);
    assert!(!beyond(&off), "{off}");
    let all = told("honey/1?target-reserve-ratio=1,0.5,0.2", &falling);
    assert!(!beyond(&all), "{all}");
    let low = told("honey/1?throttle=0.002,0.008,0.02", &falling);
    assert!(
        low.ends_with("Better may lie beyond: no lower throttle was tried."),
        "{low}"
    );
    let utmost = told("honey/1?throttle=0.002,0.008,0.02", &[1.0, 0.6, 0.3]);
    assert!(!beyond(&utmost), "all of the runs: {utmost}");
}

#[test]
fn the_headline_of_a_sweep_tells_what_its_deciding_axis_does() {
    let [told, below] = headline(
        "honey/1?throttle=0.002,0.02&target-reserve-ratio=0.1,0.3&view-subset=3",
        &[0.05, 0.08, 0.7, 0.77],
    );
    assert_eq!(
        told,
        "The target reserve ratio decides: at 10 %, at most 8 % of runs end above 80 % saturation, \
         whatever the throttle; at 30 %, up to 77 % ± 1 %."
    );
    assert_eq!(
        below,
        "With a throttle of 2 % and a target reserve ratio of 30 %, 17 % ± 1 % of the runs end above \
         80 % saturation."
    );
}

#[test]
fn no_axis_decides_whatever_the_others_are_where_another_can_turn_it_round() {
    // The ratio moves the mean share further, but at the best ratio the worst throttle undoes it.
    let [told, _] = headline(
        "honey/1?throttle=0.002,0.02&target-reserve-ratio=0.1,0.3",
        &[0.3, 0.2, 0.9, 0.28],
    );
    assert!(!told.contains("whatever"), "{told}");
    assert!(
        told.starts_with("With a throttle of 0.2 % and a target reserve ratio of 30 %, 90 % "),
        "{told}"
    );
}

#[test]
fn where_a_limit_is_judged_the_headline_goes_down() {
    let [told, _] = headline(
        "currents/1?integrity-coefficient=0.5,0.9&sum-volume=5,10",
        &[0.5, 0.1, 0.52, 0.08],
    );
    assert_eq!(
        told,
        "Integrity decides: at 0.5, at least 50 % of runs end past the limit, whatever the number \
         of payments counted; at 0.9, down to 8 % ± 1 %."
    );
}

#[test]
fn where_no_axis_decides_the_headline_names_the_best_and_the_worst() {
    for link in [
        "honey/1?throttle=0.002,0.02&target-reserve-ratio=0.1,0.3",
        "honey/1?throttle=0.002,0.02,0.03,0.04&target-reserve-ratio=0.1,0.2,0.3,0.35&sweep=zip",
    ] {
        let [told, _] = headline(link, &[0.1, 0.4, 0.5, 0.6]);
        assert!(told.starts_with("With a throttle of "), "{told}");
        assert!(
            told.contains(", 60 % ± 1 % of runs end above 80 % saturation; with a throttle of"),
            "{told}"
        );
        assert!(
            told.ends_with("a throttle of 0.2 % and a target reserve ratio of 10 %, 10 %."),
            "{told}"
        );
    }
}

#[test]
fn a_share_that_is_not_none_is_not_told_as_zero() {
    let [told, _] = headline("honey/1?target-reserve-ratio=0.1,0.3", &[0.005, 0.8]);
    assert!(told.ends_with("; with 10 %, 0.5 %."), "{told}");
}

#[test]
fn a_sweep_says_none_all_and_off_where_that_is_so() {
    let [told, below] = headline("honey/1?throttle=0,0.008&view-subset=0", &[0.0, 0.5]);
    assert_eq!(
        told,
        "With a throttle of 0.8 %, 50 % ± 1 % of runs end above 80 % saturation; with the throttle off, none."
    );
    assert!(
        below.starts_with("With the throttle off, 17 % ± 1 % of the runs end above"),
        "{below}"
    );
    let [told, _] = headline(
        "honey/1?throttle=0,0.02&target-reserve-ratio=0.1,0.3",
        &[0.0, 0.0, 0.7, 0.77],
    );
    assert!(
        told.starts_with("The target reserve ratio decides: at 10 %, none of the runs end above"),
        "{told}"
    );
    let [told, _] = headline("honey/1?throttle=0,0.02", &[0.0, 0.0]);
    assert_eq!(
        told,
        "None of the runs end above 80 % saturation, in any subset."
    );
    let [told, _] = headline("currents/1?sum-volume=1,2", &[1.0, 1.0]);
    assert_eq!(told, "All of the runs end past the limit, in every subset.");
}

#[test]
fn so_few_runs_tell_no_subset_apart() {
    let few = "honey/1?throttle=0,0.02&runs=2";
    let [told, _] = headline(few, &[0.0, 1.0]);
    assert!(
        told.starts_with("Over all subsets, 50 % ±") && told.contains("of 4 runs end above 80 %"),
        "{told}"
    );
    let below = Outcomes::of(&Link::read(few).link, &[0.0, 1.0].map(share)).told();
    assert_eq!(
        plain(&below),
        "So few runs do not tell 2 subsets apart; 10 of each begin to."
    );
}

#[test]
fn what_moves_the_share_no_farther_than_another_is_not_told_to_move_it_most() {
    let link =
        Link::read("honey/1?throttle=0.002,0.02&target-reserve-ratio=0.1,0.3&runs=1000").link;
    let told = |shares: [f64; 4]| plain(&Outcomes::of(&link, &shares.map(share)).told());
    let even = told([0.1, 0.5, 0.5, 0.9]);
    assert!(!even.contains("moves the share most"), "{even}");
    let uneven = told([0.1, 0.2, 0.8, 0.9]);
    assert!(uneven.contains("moves the share most"), "{uneven}");
}

#[test]
fn where_all_do_equally_well_the_headline_says_so() {
    let [told, _] = headline("honey/1?throttle=0.002,0.02", &[0.5, 0.51]);
    assert_eq!(
        told,
        "No subset can be told from another: about 51 % ± 1 % of runs end above 80 % saturation."
    );
}

#[test]
fn a_single_one_is_not_told_in_the_plural_and_an_initial_value_is_told_as_one() {
    let [one, _] = headline("currents/1?sum-volume=30,1", &[0.4, 0.1]);
    assert!(one.starts_with("With 1 payment counted, 10 %"), "{one}");
    let [_, start] = headline("currents/1?initial-user-balance=0,-200", &[0.4, 0.1]);
    assert!(start.starts_with("With an initial balance of "), "{start}");
    let link = Link::read("currents/1?initial-user-balance=0,-200").link;
    let shares = [0.4, 0.1].map(share);
    let kicker = Outcomes::of(&link, &shares)
        .sentence(looked_at(), 1000)
        .kicker;
    assert!(kicker.contains("sweep of initial balance"), "{kicker}");
}

#[test]
fn where_the_goal_is_a_limit_the_fewest_runs_past_it_are_best() {
    let link = Link::read("currents/1?integrity-coefficient=0.5,0.9&sum-volume=5,10").link;
    let shares = [0.4, 0.1, 0.5, 0.3].map(share);
    let told = plain(&Outcomes::of(&link, &shares).told());
    assert!(
        told.starts_with("The best of 4 subsets is an integrity of 0.9 and 5 payments counted. "),
        "{told}"
    );
    assert!(
        told.contains("With it 10 % ± 1 % of runs end past the limit, with the worst 50 %."),
        "{told}"
    );
}

#[test]
fn axes_that_move_together_have_no_decider() {
    let text = "honey/1?throttle=0.002,0.008,0.02&target-reserve-ratio=0.1,0.2,0.3&sweep=zip";
    let link = Link::read(text).link;
    let shares = [0.4, 0.39, 0.2].map(share);
    let told = plain(&Outcomes::of(&link, &shares).told());
    assert!(
        told.contains("; one other is as good within twice the error. With it 40 %"),
        "{told}"
    );
    assert!(
        told.contains("with the worst 20 %.") && !told.contains("moves the share most"),
        "{told}"
    );
    assert!(
        told.ends_with(
            "Better may lie beyond: no lower throttle and no lower target reserve ratio were tried."
        ),
        "{told}"
    );
}
