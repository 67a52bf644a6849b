//! Links: each says exactly one scenario, for ever, in text that forums leave alone.

use apiary_core::analysis::compare::{differing, pinned};
use apiary_core::analysis::standing_at;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::problem::Fault;
use apiary_core::scenario::{Scenario, Setting, inputs};
use apiary_tests::golden::folder;
use apiary_tests::links::{Shown, link, number};
use proptest::prelude::*;

#[test]
fn every_published_link_keeps_its_meaning() {
    let text = std::fs::read_to_string(folder().join("links.txt")).expect("the fixture");
    let lines = text.lines().filter(|line| !line.starts_with("# "));
    let links = lines.filter_map(|line| line.split_once(" -> "));
    let mut seen = 0;
    for (link, canonical) in links {
        let reading = Link::read(link);
        let problems: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{link}: {problems:?}");
        assert_eq!(plain(&reading.link.write()), plain(canonical), "{link}");
        seen += 1;
    }
    assert!(seen >= 40, "{seen} links");
}

/// A link without what is written for forums' sake: a minus as %2D.
fn plain(link: &str) -> String {
    link.replace("%2D", "-")
}

#[test]
fn a_minus_behind_two_dots_is_written_so_that_forums_go_on_reading() {
    for (link, written) in [
        ("p-pull=1..0.5..-0.1", "p-pull=1..0.5..%2D0.1"),
        ("growth=-0.03..-0.01..0.01", "growth=-0.03..%2D0.01..0.01"),
        ("growth=-0.03,-0.01", "growth=-0.03,-0.01"),
        (
            "threshold=growth,-0.03..-0.01",
            "threshold=growth,-0.03..%2D0.01",
        ),
    ] {
        let reading = Link::read(&format!("honey/1?{link}"));
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        assert_eq!(reading.link.write(), format!("honey/1?{written}"));
        let again = Link::read(&reading.link.write()).link;
        assert_eq!(again.write(), reading.link.write());
    }
}

#[test]
fn every_preset_and_every_quirks_link_is_published() {
    let text = std::fs::read_to_string(folder().join("links.txt")).expect("the fixture");
    for model in MODELS {
        let about = model.about();
        let presets = about.presets.iter().map(|preset| preset.link);
        for link in presets.chain(about.quirks.iter().filter_map(|quirk| quirk.link)) {
            let line = format!("{link} -> {link}");
            assert!(text.lines().any(|known| known == line), "{line}");
        }
    }
}

#[test]
fn every_key_of_every_model_is_published() {
    let text = std::fs::read_to_string(folder().join("links.txt")).expect("the fixture");
    for model in MODELS {
        for input in inputs(*model) {
            assert!(
                text.contains(&format!("{}=", input.key)),
                "{} is in no link",
                input.key
            );
        }
    }
}

#[test]
fn an_unknown_key_is_told_and_the_rest_is_used() {
    let reading = Link::read("honey/1?colour=red&throttle=0.004");
    assert_eq!(reading.link.write(), "honey/1?throttle=0.004");
    assert_eq!(reading.problems.len(), 1);
    assert!(reading.problems[0].is_harmless());
    assert!(reading.problems[0].to_string().contains("colour"));
}

#[test]
fn a_run_or_a_subset_that_is_not_there_is_told_and_not_looked_at() {
    for (link, key) in [
        ("honey/1?runs=10&view-run=11", "view-run"),
        ("honey/1?view-run=0", "view-run"),
        ("honey/1?view-subset=1", "view-subset"),
        ("honey/1?throttle=0.002,0.004&view-subset=2", "view-subset"),
    ] {
        let reading = Link::read(link);
        let [problem] = &reading.problems[..] else {
            panic!("{link}: {:?}", reading.problems);
        };
        assert_eq!(problem.key, key);
        assert!(matches!(problem.fault, Fault::Count { .. }), "{problem}");
        assert!(!reading.link.write().contains("view"), "{link}");
    }
}

#[test]
fn keys_of_one_model_mean_nothing_to_the_other() {
    let reading = Link::read("currents/1?throttle=0.004");
    assert!(matches!(
        reading.problems[0].fault,
        Fault::UnknownKey { .. }
    ));
}

#[test]
fn a_key_given_twice_counts_once_and_is_told() {
    let reading = Link::read("honey/1?throttle=0.004&throttle=0.002");
    assert_eq!(reading.link.write(), "honey/1?throttle=0.004");
    assert_eq!(reading.problems[0].fault, Fault::Twice);
}

#[test]
fn an_unknown_model_or_version_is_told_and_the_nearest_scenario_stands_in() {
    for (link, stands_in) in [
        ("hony/1?throttle=0.004", "honey/1"),
        ("nope/1?throttle=0.004&seed=7&colour=red", "honey/1"),
        ("?throttle=0.004", "honey/1"),
        ("bees", "honey/1"),
        ("honey/2?throttle=0.004", "honey/1?throttle=0.004"),
        ("currents", "currents/1"),
        ("currents/x", "currents/1"),
    ] {
        let reading = Link::read(link);
        assert_eq!(reading.problems.len(), 1, "{link}");
        assert!(!reading.problems[0].is_harmless());
        assert_eq!(reading.link.write(), stands_in);
    }
}

#[test]
fn a_range_has_the_points_one_would_write_down() {
    for (range, points) in [
        ("0.1..0.3..0.1", "0.1,0.2,0.3"),
        (
            "0.002..0.032..0.004",
            "0.002,0.006,0.01,0.014,0.018,0.022,0.026,0.03",
        ),
        ("1..0..-0.25", "1,0.75,0.5,0.25,0"),
        ("-0.3..0.3..0.1", "-0.3,-0.2,-0.1,0,0.1,0.2,0.3"),
    ] {
        let of = |text: &str| {
            let link = Link::read(&format!("honey/1?growth={text}")).link;
            link.scenario.settings[5].points().to_vec()
        };
        assert_eq!(of(range), of(points), "{range}");
    }
}

fn bits(scenario: &Scenario) -> Vec<Vec<u64>> {
    let bits = |setting: &Setting| setting.points().iter().map(|x| x.to_bits()).collect();
    scenario.settings.iter().map(bits).collect()
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_local_rejects: 1_000_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(10_000))]

    #[test]
    fn a_link_reads_back_as_the_scenario_it_was_written_from(Shown(link) in link()) {
        let text = link.write();
        let reading = Link::read(&text);
        prop_assert!(reading.problems.is_empty(), "{}: {:?}", text, reading.problems);
        let (before, after) = (&link.scenario, &reading.link.scenario);
        prop_assert_eq!(before.model.about().name, after.model.about().name);
        prop_assert_eq!(bits(before), bits(after));
        prop_assert_eq!(&before.settings, &after.settings);
        prop_assert_eq!(before.sweep, after.sweep);
        prop_assert_eq!(before.runs, after.runs);
        prop_assert_eq!(before.timesteps, after.timesteps);
        prop_assert_eq!(before.seed, after.seed);
        prop_assert_eq!(&link.view, &reading.link.view);
        prop_assert_eq!(reading.link.write(), text);
    }

    #[test]
    fn a_number_reads_back_bit_for_bit(value in number()) {
        let text = apiary_core::number::shortest(value);
        let read = apiary_core::number::parse(&text).expect("a number");
        prop_assert_eq!(read.to_bits(), value.to_bits(), "{}", text);
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn a_link_has_only_characters_that_forums_leave_alone(Shown(link) in link()) {
        let text = link.write();
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._=&/?,".contains(c);
        // An encoded minus is the one exception: behind two dots forums would end the link at it.
        prop_assert!(plain(&text).chars().all(allowed), "{}", text);
        prop_assert!(!text.contains("..-"), "{}", text);
        prop_assert!(text.ends_with(|c: char| c.is_ascii_alphanumeric()), "{}", text);
    }

    #[test]
    fn a_change_of_one_key_leaves_the_others(Shown(link) in link(), throttle in 1_u32..1000) {
        let key = if link.scenario.model.about().name == "honey" { "outflow-rate" } else { "avg-amount" };
        let text = format!("0.0{throttle}7");
        // A model may refuse what this and the other values come to.
        if let Ok(changed) = link.with(key, &text) {
            let place = inputs(link.scenario.model).iter().position(|i| i.key == key).expect(key);
            let mut expected = link.clone();
            // What is claimed of a scenario is not claimed of another.
            expected.view.fingerprint = None;
            expected.scenario.settings[place] = Setting::Value(text.parse().expect("a number"));
            // With an axis go subsets that were looked at; the look stays where it was.
            if link.scenario.settings[place].points().len() > 1 {
                expected = expected.looking_near(&link.scenario.inputs_of(link.subset()));
            }
            // What is pinned stays as it is.
            expected.view.pinned = pinned(&link).map(|scenario| {
                let own = standing_at(&expected.scenario, expected.subset());
                differing(&own, &scenario)
            });
            prop_assert_eq!(changed.write(), expected.write());
        }
    }
}

#[test]
fn a_new_axis_leaves_the_reader_at_the_own_scenario() {
    let link = Link::read("honey/1").link;
    let swept = link.with("throttle", "0,0.006,0.012").expect("an axis");
    let swept = swept
        .with("target-reserve-ratio", "0.1..0.3..0.1")
        .expect("another");
    assert_eq!(
        swept.scenario.inputs_of(swept.subset())[..3],
        [0.006, 0.05, 0.2]
    );
    let moved = swept.with("view-subset", "8").expect("a look");
    let again = moved.with("throttle", "").expect("no axis");
    assert_eq!(
        again.scenario.inputs_of(again.subset())[..3],
        [0.008, 0.05, 0.3]
    );
}

#[test]
fn a_sweep_that_names_no_subset_shows_the_one_at_the_defaults() {
    let near = "throttle=0.002..0.032..0.004&target-reserve-ratio=0.1..0.3..0.025";
    for (query, subset) in [
        (
            "throttle=0.004,0.008,0.016&target-reserve-ratio=0.15,0.2,0.25",
            4,
        ),
        (
            "throttle=0.008,0.004,0.008&target-reserve-ratio=0.1,0.2,0.2&sweep=zip",
            2,
        ),
        // Where none is, the nearest.
        (near, 33),
        ("throttle=0.001,0.002&sweep=zip", 1),
        ("throttle=0.004", 0),
    ] {
        let link = Link::read(&format!("honey/1?{query}")).link;
        assert_eq!(link.subset(), subset, "{query}");
        assert_eq!(link.write(), format!("honey/1?{query}"));
        let own = link.scenario.inputs_of(link.subset());
        assert_eq!(link.clone().looking_near(&own).write(), link.write());
    }
    let named = format!("honey/1?{near}&view-subset=0");
    assert_eq!(
        Link::read(&named).link.subset(),
        0,
        "a link keeps the one it names"
    );
    assert_eq!(Link::read(&named).link.write(), named);
}

#[test]
fn a_changed_value_is_a_value_whatever_its_characters() {
    let link = Link::read("honey/1?throttle=0.004&seed=7").link;
    for text in [
        "0.9&seed=3&view=price",
        "#honey/1?seed=77",
        "0.9%26seed=3",
        "0.9?seed=3",
        "0.9&amp;seed=3",
    ] {
        let problem = link.with("productivity", text).err().expect("a problem");
        assert_eq!(problem.key, "productivity");
        assert_eq!(problem.text, text);
    }
}

#[test]
fn what_is_written_as_something_never_becomes_nothing() {
    let reading = Link::read("honey/1?throttle=1e-400");
    let told = reading.problems[0].to_string();
    assert!(told.contains("too small"), "{told}");
}

#[test]
fn a_view_of_what_is_gone_after_an_edit_goes_with_it() {
    let link = Link::read("honey/1?throttle=0.002,0.004&runs=10&view-run=9&view-subset=1").link;
    let fewer = link
        .with("runs", "5")
        .and_then(|link| link.with("throttle", ""));
    assert_eq!(
        fewer.ok().map(|link| link.write()).as_deref(),
        Some("honey/1?runs=5")
    );
}

#[test]
fn a_choice_that_cannot_be_used_is_named_with_what_would_be_right() {
    for (text, told) in [
        ("planned=luck", "mean, median or trend"),
        ("planned=mean,0.9,0.2..0.3", "the bounds of both axes"),
        ("planned=mean,0.9,0.3..0.2,0..1", "the bounds of both axes"),
        ("map-lines=0.1,much", "much"),
        ("map-lines=1,2,3,4,5,6,7,8,9", "more than 8 levels"),
    ] {
        let reading = Link::read(&format!("honey/1?{text}"));
        let [problem] = &reading.problems[..] else {
            panic!("{text}: {:?}", reading.problems);
        };
        assert!(problem.to_string().contains(told), "{text}: {problem}");
        assert!(problem.is_of_view(), "{text}");
        assert_eq!(reading.link.write(), "honey/1", "{text}");
    }
    let reading = Link::read("currents/1?planned=trend");
    let told = reading.problems[0].to_string();
    assert!(told.contains("no key \"planned\""), "{told}");
}
