//! Nothing that a link, a field or a value can contain makes the core panic, hang or take memory.

use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::notebook::Notebook;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::scenario::{Setting, inputs};
use apiary_core::sentence::Sentence;
use apiary_core::stats::lowess::lowess;
use apiary_core::stats::quantile::quantiles;
use apiary_core::stats::{mean_and_error, share::Share};
use apiary_core::summary::{Fan, Histogram, trend};
use apiary_tests::chart::{LIGHT, Svg, theme};
use apiary_tests::run::{runs_table, sweep_table};
use proptest::prelude::*;
use proptest::sample::select;
use std::time::{Duration, Instant};

/// Every float64 there is, the odd ones often.
fn value() -> impl Strategy<Value = f64> {
    let odd = vec![
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.0,
        -0.0,
        5e-324,
        -5e-324,
        f64::MIN_POSITIVE,
        f64::MAX,
        f64::MIN,
        1.0,
        -1.0,
        0.5,
        1e-300,
        1e300,
        4_294_967_296.0,
        9_007_199_254_740_993.0,
    ];
    prop_oneof![any::<f64>(), select(odd), -1e4..1e4]
}

/// Words that links are made of, and words that they are not.
fn scrap() -> impl Strategy<Value = String> {
    let mut words: Vec<String> = [
        "honey/1",
        "currents/1",
        "honey/",
        "/1",
        "?",
        "&",
        "=",
        "..",
        ",",
        "#",
        "%",
        "%00",
        "%2C",
        "%FF",
        "%e2%80%ae",
        "&amp;",
        "&amp;amp;",
        "<script>",
        "\"'`",
        "\0",
        "\u{202e}",
        "💥",
        "é",
        "NaN",
        "inf",
        "-inf",
        "1e999",
        "-0",
        "1e-400",
        "0..1..0.1",
        "0..1..1e-320",
        "1..1..1",
        "1e308..-1e308..-1e300",
        "0..1e300..1e-300",
        "9".repeat(400).as_str(),
        "0.1,0.2,0.3",
        "seed",
        "runs",
        "timesteps",
        "sweep",
        "zip",
        "goal",
        "view",
        "view-as",
        "view-run",
        "view-subset",
        "threshold",
        "sensitivity",
        "throttle,0..1,price.median,7",
        "4294967296",
        "1e9",
        " ",
        "\t",
        "\n",
        "+",
        "--",
        "e",
        ".",
        "-",
    ]
    .map(str::to_owned)
    .to_vec();
    for model in MODELS {
        words.extend(inputs(*model).into_iter().map(|input| input.key));
        words.extend(model.outputs().iter().map(|output| output.key.to_owned()));
    }
    prop_oneof![8 => select(words), 1 => any::<String>(), 1 => value().prop_map(|x| x.to_string())]
}

/// A text like a link, or like nothing.
fn text() -> impl Strategy<Value = String> {
    let key_and_value = (scrap(), scrap()).prop_map(|(key, value)| format!("{key}={value}&"));
    let pairs = prop::collection::vec(key_and_value, 0..8).prop_map(|pairs| pairs.concat());
    let model = select(vec![
        "honey/1?",
        "currents/1?",
        "#honey/1?",
        "https://a.b/#currents/1?",
        "",
    ]);
    prop_oneof![
        6 => (model, pairs).prop_map(|(model, pairs)| format!("{model}{pairs}")),
        2 => prop::collection::vec(scrap(), 0..12).prop_map(|scraps| scraps.concat()),
        1 => any::<String>(),
        1 => prop::collection::vec(any::<u8>(), 0..60)
            .prop_map(|bytes| bytes.iter().map(|b| format!("%{b:02x}")).collect()),
    ]
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(5_000))]

    #[test]
    fn any_text_is_read_as_a_link_that_can_be_computed(text in text()) {
        let reading = Link::read(&text);
        prop_assert_eq!(reading.link.scenario.check(), Ok(()));
        let again = Link::read(&reading.link.write());
        prop_assert!(again.problems.is_empty(), "{:?}", again.problems);
        for problem in &reading.problems {
            prop_assert!(problem.to_string().chars().count() > 10);
        }
        // Whatever stands there is of this link: a part that was not used, or what is shown.
        let scenario = &reading.link.scenario;
        let (subset, run) = (reading.link.subset(), reading.link.run());
        prop_assert!(subset < scenario.subsets().unwrap());
        prop_assert!(run < scenario.runs as usize);
        prop_assert!(reading.link.output() < scenario.model.outputs().len());
    }

    #[test]
    fn any_text_in_a_field_is_taken_or_named(key in scrap(), text in scrap()) {
        for model in MODELS {
            match Link::of(*model).with(&key, &text) {
                Ok(link) => prop_assert_eq!(link.scenario.check(), Ok(())),
                Err(problem) => prop_assert!(!problem.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn statistics_take_any_numbers(
        mut values in prop::collection::vec(value(), 0..40),
        ends in (value(), value()),
        bins in 0_usize..30,
    ) {
        let _ = mean_and_error(&values);
        let share = Share::of(&values, |x| x > 0.5);
        prop_assert!(values.is_empty() || (0.0..=1.0).contains(&share.value()));
        let histogram = Histogram::of(&values, [ends.0, ends.1], bins);
        prop_assert_eq!(histogram.counts.len(), bins);
        let xs: Vec<f64> = (0..values.len()).map(|x| x as f64).collect();
        let groups: Vec<&[f64]> = values.chunks(1).collect();
        prop_assert_eq!(lowess(&xs, &groups).len(), xs.len());
        let _ = quantiles(&mut values, [0.05, 0.5, 0.95]);
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn any_values_are_refused_or_run(
        place in 0..MODELS.len(),
        values in prop::collection::vec(value(), 32),
        changed in prop::collection::vec(any::<bool>(), 32),
        seed in any::<u32>(),
    ) {
        let model = MODELS[place];
        let values: Vec<f64> = inputs(model)
            .iter()
            .zip(values.iter().zip(changed))
            .map(|(input, (value, changed))| if changed { *value } else { input.default })
            .collect();
        // What is refused must not panic either: a caller may forget to ask.
        let _ = model.check(&values);
        let outputs: Vec<usize> = (0..model.outputs().len()).collect();
        let mut rows = 0;
        model.run(&values, seed, 40, &outputs, &mut |_: u32, row: &[f64]| {
            rows += 1;
            assert_eq!(row.len(), outputs.len());
        });
        prop_assert_eq!(rows, 41);
    }

    #[test]
    fn any_values_have_a_picture(
        place in 0..MODELS.len(),
        values in prop::collection::vec(value(), 32),
        changed in prop::collection::vec(prop::bool::weighted(0.2), 32),
        goal in prop::option::of(value()),
        output in 0_usize..13,
    ) {
        let mut link = Link::of(MODELS[place]);
        let settings = link.scenario.settings.iter_mut();
        for (setting, (value, changed)) in settings.zip(values.iter().zip(changed)) {
            if changed {
                *setting = Setting::Value(*value);
            }
        }
        (link.scenario.runs, link.scenario.timesteps) = (3, 20);
        prop_assume!(link.scenario.check().is_ok());
        link.view.goal = goal.filter(|goal| goal.is_finite());
        let keys = MODELS[place].outputs();
        link.view.output = Some(keys[output % keys.len()].key.to_owned());
        let outputs: Vec<usize> = (0..keys.len()).collect();
        let ensemble = Ensemble::complete(&link.scenario, 0, &outputs).unwrap();
        let picture = Picture::new(&link, &ensemble);
        let drawn = Svg::draw(900.0, 340.0, 1.0, |surface, frame| {
            picture.draw(surface, frame, &theme(LIGHT)).expect("it is drawn");
        });
        drawn.assert_within_frame(&link.write());
    }

    #[test]
    fn any_link_has_pictures_words_and_tables(text in text()) {
        let mut link = Link::read(&text).link;
        link.scenario.runs = link.scenario.runs.min(3);
        link.scenario.timesteps = link.scenario.timesteps.min(5);
        let outputs: Vec<usize> = (0..link.scenario.model.outputs().len()).collect();
        let ensemble = Ensemble::complete(&link.scenario, link.subset(), &outputs).unwrap();
        let sentence = Sentence::of(&link, &ensemble);
        prop_assert!(!sentence.headline.is_empty());
        for &output in &outputs {
            prop_assert_eq!(Fan::of(&ensemble, output).quantiles[0].len(), ensemble.timesteps() as usize + 1);
            let trend = trend(&ensemble, output, 0..=ensemble.timesteps());
            prop_assert_eq!(trend.len(), ensemble.timesteps() as usize + 1);
        }
        let picture = Picture::new(&link, &ensemble);
        let drawn = Svg::draw(500.0, 340.0, 1.0, |surface, frame| {
            picture.draw(surface, frame, &theme(LIGHT)).expect("it is drawn");
        });
        drawn.assert_within_frame(&link.write());
        prop_assert!(describe::main(&link, &ensemble).len() > 100);
        if link.scenario.subsets() == Ok(1) {
            for chart in link.scenario.model.about().charts {
                let ensembles = vec![&ensemble];
                let notebook = Notebook { link: &link, ensembles, chart };
                let drawn = Svg::draw(500.0, notebook.height(500.0), 1.0, |surface, frame| {
                    notebook.draw(surface, frame, &theme(LIGHT)).expect("it is drawn");
                });
                drawn.assert_within_frame(&format!("{} of {}", chart.title, link.write()));
            }
        }
        let subsets = link.scenario.subsets().unwrap().min(2);
        let rows = subsets * link.scenario.runs as usize * (link.scenario.timesteps as usize + 1);
        prop_assert_eq!(runs_table(&link.scenario, subsets).lines().count(), 1 + rows);
        prop_assert_eq!(sweep_table(&link.scenario, subsets).lines().count(), 1 + subsets);
    }
}

#[test]
fn a_very_long_link_is_read_at_once() {
    let started = Instant::now();
    for text in [
        format!("honey/1?throttle={}", "0.1,".repeat(500_000)),
        format!("honey/1?{}", "throttle=0.1&".repeat(50_000)),
        format!("honey/1?throttle={}", "9".repeat(1_000_000)),
        format!("honey/1?throttle=0.{}1", "0".repeat(1_000_000)),
        "%41".repeat(500_000),
        "#".repeat(1_000_000),
        "&amp;".repeat(300_000),
        format!("%{}41", "25".repeat(500_000)),
        format!("honey/1?{}", "\u{200b}".repeat(300_000)),
        format!("honey/1?seed=5{}", "…".repeat(300_000)),
        format!("honey/1?{}", "x&".repeat(500_000)),
        "honey/1?throttle=0..1..1e-300".to_owned(),
        "honey/1?throttle=1e-300..1e300..1".to_owned(),
    ] {
        assert_eq!(Link::read(&text).link.scenario.check(), Ok(()));
    }
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_link_cut_anywhere_is_read() {
    let link = "https://example.org/#honey/1?throttle=0.002,0.004&target-reserve-ratio=0.1..0.3..0.1\
                &initial-price=8&seed=5&runs=10&sweep=product&goal=0.5&view=price&view-as=trend";
    for end in 0..link.len() {
        assert_eq!(Link::read(&link[..end]).link.scenario.check(), Ok(()));
        assert_eq!(Link::read(&link[end..]).link.scenario.check(), Ok(()));
    }
}

#[test]
fn however_much_of_a_link_cannot_be_used_is_told_briefly() {
    let many: String = (0..100_000).map(|n| format!("key-{n}=1&")).collect();
    let long = "9,".repeat(500_000);
    for text in [
        format!("honey/1?{many}throttle=0.004"),
        format!("honey/1?throttle=0.004&productivity=x{long}"),
        format!("honey/1?throttle=0.004&{long}=1"),
        format!("honey/1?throttle=0.004&threshold={long}x"),
        format!("honey/{long}?throttle=0.004"),
    ] {
        let reading = Link::read(&text);
        assert_eq!(reading.link.write(), "honey/1?throttle=0.004");
        let told: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(!told.is_empty());
        assert!(told.concat().len() < 3000, "{told:?}");
    }
    let told = Link::read(&format!("honey/1?{many}")).problems;
    let last = told.last().expect("problems").to_string();
    assert_eq!(last, "99980 more parts of the link cannot be used");
}
