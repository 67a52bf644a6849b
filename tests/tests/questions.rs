//! What links ask of analyses, `threshold=` and `sensitivity=`: in text that says only what differs.

use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::sentence::Judgement;

#[test]
fn a_question_says_only_what_one_would_not_ask_anyway() {
    for (text, written) in [
        ("productivity", "productivity"),
        ("productivity,0.7..1,saturation,0.8,0.1", "productivity"),
        ("productivity,,0.84..0.94,", "productivity,0.84..0.94"),
        ("productivity,0.8,0.84..0.94", "productivity,0.84..0.94,0.8"),
        (
            "throttle,saturation.above.0.8,0.5",
            "throttle,saturation.above.0.8",
        ),
        ("throttle,price,10", "throttle,price"),
        (
            "throttle,0.2,saturation.trend,0.1",
            "throttle,saturation.trend,0.1,0.2",
        ),
    ] {
        let reading = Link::read(&format!("honey/1?threshold={text}"));
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        assert_eq!(reading.link.write(), format!("honey/1?threshold={written}"));
    }
    for (text, written) in [
        ("goal", "goal"),
        ("saturation.above.0.8", "goal"),
        ("price.p95", "price.p95"),
    ] {
        let link = Link::read(&format!("honey/1?sensitivity={text}")).link;
        assert_eq!(link.write(), format!("honey/1?sensitivity={written}"));
    }
}

#[test]
fn the_levels_of_a_question_follow_what_is_asked() {
    let levels = |text: &str| {
        let link = Link::read(text).link;
        let question = link.view.threshold.clone().expect("a question");
        question.search(&link).levels
    };
    assert_eq!(levels("honey/1?threshold=throttle"), [0.1, 0.8]);
    assert_eq!(levels("honey/1?goal=0.6&threshold=throttle"), [0.1, 0.6]);
    assert_eq!(levels("honey/1?threshold=throttle,price.above.20"), [0.5]);
    assert_eq!(
        levels("honey/1?initial-price=12&threshold=throttle,price"),
        [12.0]
    );
    assert_eq!(levels("honey/1?threshold=throttle,0.3"), [0.3]);
}

#[test]
fn a_question_that_cannot_be_asked_is_named_with_what_would_be_right() {
    for (key, text, part, right) in [
        ("threshold", "", "", "productivity"),
        ("threshold", "fame", "fame", "productivity"),
        ("threshold", "throttle,0.9..0.8", "0.9..0.8", "0.84..0.94"),
        ("threshold", "throttle,1..2..3", "1..2..3", "0.84..0.94"),
        (
            "threshold",
            "throttle,-1e308..1e308",
            "-1e308..1e308",
            "rises",
        ),
        ("threshold", "throttle,0..1,0..2", "0..2", "second range"),
        (
            "threshold",
            "throttle,price,ratio",
            "ratio",
            "second outcome",
        ),
        ("threshold", "throttle,fame", "fame", "saturation"),
        ("threshold", "throttle,price.mode", "price.mode", "median"),
        (
            "threshold",
            "throttle,price.impossible",
            "price.impossible",
            "spread",
        ),
        (
            "threshold",
            "throttle,price.above",
            "price.above",
            "above.0.8",
        ),
        ("threshold", "throttle,1e999", "1e999", "too large"),
        ("threshold", "throttle,1,2,3,4,5,6,7,8,9", "9", "8"),
        ("sensitivity", "saturation", "saturation", "price.median"),
        (
            "sensitivity",
            "price.impossible",
            "price.impossible",
            "goal",
        ),
    ] {
        let reading = Link::read(&format!("honey/1?{key}={text}&seed=7"));
        assert_eq!(reading.link.write(), "honey/1?seed=7");
        let [problem] = &reading.problems[..] else {
            panic!("{text}: {:?}", reading.problems);
        };
        let told = problem.to_string();
        assert!(
            told.starts_with(&format!("{key} cannot be {text:?}: ")),
            "{told}"
        );
        assert!(told.contains(part) && told.contains(right), "{told}");
        assert!(problem.is_of_view(), "{told}");
    }
}

#[test]
fn what_a_question_answers_of_its_sweep_its_runs_say() {
    // How the share of members past their limit moves from each subset to the next.
    for (title, answer, sign) in [
        (
            "Does a longer payment memory help?",
            "Yes: the longer it is, the fewer members",
            -1.0,
        ),
        (
            "Does integrity keep members within their limit?",
            "No: as published, members of less integrity end past it less often",
            1.0,
        ),
        (
            "Do larger payments take members past their limit?",
            "Hardly: about a quarter end past it, whatever",
            0.0,
        ),
    ] {
        let mut presets = MODELS.iter().flat_map(|model| model.about().presets);
        let preset = presets.find(|preset| preset.title == title).expect(title);
        assert!(preset.answer.expect(title).starts_with(answer), "{title}");
        let link = Link::read(preset.link).link;
        let output = link.index_of(link.scenario.model.about().goal.output);
        let shares = (0..3).map(|subset| {
            let runs = Ensemble::complete(&link.scenario, subset, &[output]).expect("runs");
            Judgement::of(&link, &runs).beyond
        });
        let shares: Vec<_> = shares.collect();
        for pair in shares.windows(2) {
            let change = pair[1].value() - pair[0].value();
            let error = pair[0].error().max(pair[1].error());
            let is_so = if sign == 0.0 {
                change.abs() < error && (0.2..0.3).contains(&pair[1].value())
            } else {
                sign * change > 3.0 * error
            };
            assert!(is_so, "{title}: {shares:?}");
        }
    }
}
