//! The notebook's planned analysis: its links, what follows from results, and what it says.

use apiary_core::analysis::planned::{
    Choice, Planned, Range, kept, range_told, sweep_told, worlds_told,
};
use apiary_core::analysis::threshold::Crossing;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::stats::statistic::Estimate;

fn planned(link: &str) -> Planned {
    let reading = Link::read(link);
    assert!(
        reading.problems.is_empty(),
        "{link}: {:?}",
        reading.problems
    );
    Planned::of(&reading.link).expect("a plan")
}

fn crossing(value: f64) -> Crossing {
    Crossing {
        value,
        low: value - 0.001,
        high: value + 0.001,
    }
}

fn range(failure: f64, success: f64) -> Range {
    Range {
        failure: vec![crossing(failure)],
        success: vec![crossing(success)],
    }
}

fn share(value: f64) -> Option<Estimate> {
    Some(Estimate { value, error: 0.01 })
}

fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn every_plan_can_be_made() {
    for model in MODELS {
        let Some(plan) = &model.about().plan else {
            continue;
        };
        let planned = Planned::of(&Link::of(*model)).expect("a plan");
        let keys: Vec<_> = model.parameters().iter().map(|row| row.key).collect();
        assert!(keys.contains(&plan.unsure));
        for (key, text) in plan.held.iter().chain(&plan.axes).chain(plan.worlds) {
            let link = Link::of(*model).with(key, text);
            assert!(link.is_ok(), "{key}={text}: {:?}", link.err());
        }
        let asked = planned.range().view.threshold.expect("a threshold");
        assert_eq!(asked.range, Some(plan.range));
        let sweep = planned.sweep(plan.range[0]).expect("a sweep");
        assert_eq!(sweep.scenario.axes().len(), 2);
        let order: Vec<_> = plan.axes.iter().map(|(key, _)| *key).collect();
        let axes = sweep.scenario.axes();
        assert_eq!(
            order,
            [keys[axes[0]], keys[axes[1]]],
            "in the table's order"
        );
    }
}

#[test]
fn the_steps_are_the_notebooks_own() {
    let planned =
        planned("honey/1?throttle=0.02&p-pull=0.6,0.7&growth=0.001&runs=50&seed=9&view=price");
    // What the plan holds is set, what it does not speak of stays the reader's.
    let held = "growth=0.001&seed=9&runs=50";
    assert_eq!(
        planned.range().write(),
        format!("honey/1?{held}&threshold=productivity,0.84..0.94")
    );
    let range = range(0.88749, 0.9013);
    assert_eq!(planned.middle(&range), Some(0.8944));
    let sweep = planned.sweep(0.8944).expect("a sweep");
    let axes = "throttle=0.002..0.032..0.004&target-reserve-ratio=0.1..0.3..0.025";
    assert_eq!(
        sweep.write(),
        format!("honey/1?{axes}&productivity=0.8944&{held}")
    );
    assert_eq!(sweep.scenario.subsets(), Ok(72));
    let bounds = [[0.006, 0.01], [0.25, 0.3]];
    let worlds = planned.worlds(&range, 0.8944, bounds).expect("worlds");
    assert_eq!(
        worlds.write(),
        format!(
            "honey/1?throttle=0.006,0.01&target-reserve-ratio=0.25,0.275,0.3\
             &productivity=0.8875,0.8944,0.9013&growth=0.001&p-variance=0.15,0.25,0.35\
             &p-pull=0.65,0.75,0.85&seed=9&runs=50"
        )
    );
}

#[test]
fn a_readers_choice_takes_the_place_of_a_result() {
    let planned = planned("honey/1?planned=mean,0.9,0.002..0.01,0.2..0.3");
    assert_eq!(planned.middle(&range(0.88, 0.89)), Some(0.9));
    assert_eq!(planned.middle(&Range::default()), Some(0.9));
    let sweep = planned.sweep(0.9).expect("a sweep");
    let all = vec![share(0.5); 72];
    assert_eq!(planned.bounds(&sweep, &all), [[0.002, 0.01], [0.2, 0.3]]);
    let told = plain(&range_told(&planned, &range(0.88, 0.89)));
    assert!(
        told.starts_with("By the mean over runs, saturation passes 10 % at 0.880 ± 0.001"),
        "{told}"
    );
    assert!(told.ends_with("You chose 0.9 for the next step."), "{told}");
}

#[test]
fn without_a_range_the_reader_is_asked_for_a_value() {
    let planned = planned("honey/1?planned=trend");
    let half = Range {
        success: vec![crossing(0.89), crossing(0.9)],
        ..range(0.88, 0.9)
    };
    assert_eq!(planned.middle(&half), None);
    let told = plain(&range_told(&planned, &half));
    assert!(told.contains("passes 80 % 2 times"), "{told}");
    assert!(
        told.ends_with("needs a value of productivity: choose one."),
        "{told}"
    );
}

#[test]
fn the_first_step_says_what_it_takes_from_the_readers_scenario() {
    let told = |link| plain(&range_told(&planned(link), &range(0.88, 0.9)));
    assert!(!told("honey/1?productivity=0.85&throttle=0.02").contains("your scenario"));
    let own = told("honey/1?growth=0.001&initial-price=12&timesteps=60");
    assert!(
        own.contains(
            " From your scenario it takes market growth 0.1 %, initial price 12, five years."
        ),
        "{own}"
    );
}

#[test]
fn the_bounds_are_those_of_the_subsets_near_the_best() {
    let planned = planned("honey/1");
    let sweep = planned.sweep(0.89).expect("a sweep");
    // Throttle runs across in eights, the target ratio up in nines.
    let mut shares = vec![share(0.1); 72];
    for (subset, value) in [(8 * 6 + 1, 0.61), (8 * 8 + 2, 0.8), (8 * 7 + 3, 0.59)] {
        shares[subset] = share(value);
    }
    assert_eq!(kept(&shares), [8 * 6 + 1, 8 * 8 + 2]);
    assert_eq!(
        planned.bounds(&sweep, &shares),
        [[0.006, 0.01], [0.25, 0.3]]
    );
    // Where nothing succeeds anywhere, nothing is narrowed.
    let none = vec![share(0.0); 72];
    assert_eq!(planned.bounds(&sweep, &none), [[0.002, 0.03], [0.1, 0.3]]);
    shares[0] = Some(Estimate {
        value: f64::NAN,
        error: f64::NAN,
    });
    assert_eq!(kept(&shares).len(), 2);
}

#[test]
fn the_second_step_names_the_best_the_decider_and_what_is_kept() {
    let sweep = Link::read("honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2,0.3").link;
    let shares = [0.01, 0.02, 0.1, 0.2, 0.6, 0.7].map(share);
    let told = plain(&sweep_told(&sweep, &shares));
    assert_eq!(
        told,
        "The best of 6 subsets is a throttle of 0.8 % and a target reserve ratio of 30 %. With it 70 % ± 1 % of runs end \
         above 80 % saturation, with the worst 1 %. The target reserve ratio moves the share most: on average from 2 % to \
         65 %; the throttle from 24 % to 31 %. Better may lie beyond: no higher target reserve ratio was tried. 2 subsets \
         reach 75 % of the best share; the next step stays within their bounds."
    );
    assert_eq!(
        sweep_told(&sweep, &[None; 6]),
        "No subset has given a number."
    );
}

#[test]
fn the_third_step_names_the_best_policy_over_all_worlds() {
    let link =
        Link::read("honey/1?throttle=0.002,0.008&productivity=0.8,0.9&p-pull=0.6,0.7,0.8").link;
    // Policies are throttle by productivity here: the first two axes.
    let shares = [
        0.1, 0.2, 0.3, 0.35, 0.2, 0.3, 0.5, 0.52, 0.9, 0.9, 0.8, 0.99,
    ]
    .map(share);
    let told = plain(&worlds_told(&link, &shares));
    assert_eq!(
        told,
        "Over 3 worlds a throttle of 0.8 % and a productivity of 0.9 does best on average: 62 % of runs end \
         above 80 % saturation, from 35 % in one world to 99 % in another. In 3 of 3 no other policy \
         is ahead by more than twice the error."
    );
    let mut broken = shares;
    broken[3] = None;
    broken[2] = None;
    broken[1] = None;
    broken[0] = None;
    let told = worlds_told(&link, &broken);
    assert!(told.starts_with("Not every world gives a number"), "{told}");
}

#[test]
fn a_choice_without_a_plan_is_the_usual_one() {
    assert_eq!(planned("honey/1").choice, Choice::default());
    assert!(Planned::of(&Link::read("currents/1").link).is_none());
}

#[test]
fn bounds_beyond_the_sweep_are_swept_themselves_and_impossible_ones_named() {
    let planned = planned("honey/1");
    let range = range(0.88, 0.9);
    let worlds = planned.worlds(&range, 0.89, [[0.5, 0.6], [0.29, 0.29]]);
    let text = worlds.expect("worlds").write();
    assert!(
        text.starts_with("honey/1?throttle=0.5,0.6&target-reserve-ratio=0.29&"),
        "{text}"
    );
    let problem = planned.worlds(&range, 0.89, [[0.5, 0.6], [0.0, 0.0]]);
    let told = problem.err().expect("a problem").to_string();
    assert!(
        told.starts_with("target-reserve-ratio cannot be 0"),
        "{told}"
    );
    let problem = planned.sweep(1e200).err().expect("a problem");
    assert_eq!(problem.key, "productivity");
}

#[test]
fn subsets_that_do_equally_well_are_said_to() {
    let sweep = Link::read("honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2").link;
    let told = plain(&sweep_told(&sweep, &[0.5, 0.51, 0.5, 0.5].map(share)));
    assert_eq!(
        told,
        "None of 4 subsets can be told from the others within twice the error: about 51 % ± 1 % of runs end above \
         80 % saturation. All come near the best, so the next step leaves none out."
    );
}
