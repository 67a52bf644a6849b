//! The tables of every model: complete, consistent, and readable.

use apiary_core::link::Link;
use apiary_core::model::Simulator;
use apiary_core::models::MODELS;
use apiary_core::scenario::inputs;
use apiary_core::sentence::template::{Piece, pieces};
use apiary_core::table::{Output, Spec};
use std::collections::BTreeSet;

/// Calls `check` with every model and its name.
fn each_model(check: impl Fn(&'static dyn Simulator, &str)) {
    assert!(MODELS.len() >= 2);
    for model in MODELS {
        check(*model, model.about().name);
    }
}

fn output(model: &dyn Simulator, key: &str) -> Option<&'static Output> {
    model.outputs().into_iter().find(|output| output.key == key)
}

fn is_kebab_case(key: &str) -> bool {
    let words = key.split('-');
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    words.clone().count() > 0 && words.into_iter().all(word)
}

/// A sentence, or several: it begins with no small letter and ends with a full stop.
fn assert_sentence(text: &str, place: &str) {
    assert!(
        text.ends_with('.'),
        "{place} ends without a full stop: {text:?}"
    );
    let first = text.chars().next().expect("a sentence");
    assert!(!first.is_lowercase(), "{place} begins small: {text:?}");
    assert_tidy(text, place);
}

/// A name: some text, without an end.
fn assert_name(text: &str, place: &str) {
    assert!(
        !text.ends_with(['.', ',', ':', ' ']),
        "{place} ends like a sentence: {text:?}"
    );
    assert_tidy(text, place);
}

/// Text with no stray space; a line continued in the source leaves none.
fn assert_tidy(text: &str, place: &str) {
    assert!(!text.is_empty(), "{place} is empty");
    assert_eq!(text.trim(), text, "{place} has spaces around it");
    assert!(
        !text.contains("  ") && !text.contains('\n'),
        "{place} has stray spaces: {text:?}"
    );
}

#[test]
fn models_have_names_of_their_own() {
    let names: BTreeSet<_> = MODELS.iter().map(|model| model.about().name).collect();
    assert_eq!(names.len(), MODELS.len());
    let labels: BTreeSet<_> = MODELS.iter().map(|model| model.about().label).collect();
    assert_eq!(labels.len(), MODELS.len());
}

#[test]
fn keys_are_kebab_case_and_stand_once() {
    each_model(|model, name| {
        let mut keys: Vec<String> = inputs(model).into_iter().map(|input| input.key).collect();
        keys.extend(
            [
                "seed",
                "runs",
                "timesteps",
                "sweep",
                "goal",
                "view",
                "view-as",
                "view-run",
                "view-subset",
            ]
            .map(str::to_owned),
        );
        let different: BTreeSet<_> = keys.iter().collect();
        assert_eq!(different.len(), keys.len(), "{name}");
        assert!(
            keys.iter().all(|key| is_kebab_case(key)),
            "{name}: {keys:?}"
        );

        let outputs: Vec<_> = model.outputs().iter().map(|output| output.key).collect();
        let different: BTreeSet<_> = outputs.iter().collect();
        assert_eq!(different.len(), outputs.len(), "{name}");
        assert!(
            outputs.iter().all(|key| is_kebab_case(key)),
            "{name}: {outputs:?}"
        );
    });
}

#[test]
fn notebook_names_stand_once_and_every_variable_has_one() {
    each_model(|model, name| {
        let outputs = model.outputs();
        let names: Vec<_> = outputs.iter().filter_map(|output| output.name).collect();
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{name}");
        for variable in &outputs[..model.initial().len()] {
            assert!(variable.name.is_some(), "{name}: {}", variable.key);
        }
        let parameters: BTreeSet<_> = model.parameters().iter().map(|p| p.name).collect();
        assert_eq!(parameters.len(), model.parameters().len(), "{name}");
    });
}

#[test]
fn a_key_is_the_notebooks_name_in_kebab_case() {
    // The notebook spells this one wrongly.
    let corrected = |name: &str| name.replace("ammount", "amount").replace("AVG", "avg");
    let kebab = |name: &str| {
        let mut key = String::new();
        for c in corrected(name).chars() {
            if c == '_' {
                key.push('-');
            } else if c.is_ascii_uppercase() {
                key.push('-');
                key.push(c.to_ascii_lowercase());
            } else {
                key.push(c);
            }
        }
        key
    };
    each_model(|model, _| {
        for parameter in model.parameters() {
            assert_eq!(parameter.key, kebab(parameter.name));
        }
        for output in model.outputs() {
            if let Some(name) = output.name {
                assert_eq!(output.key, kebab(name));
            }
        }
    });
}

#[test]
fn a_slider_reaches_its_default_in_whole_steps() {
    each_model(|model, _| {
        for parameter in model.parameters() {
            let (key, slider) = (parameter.key, parameter.slider);
            assert!(slider.step > 0.0, "{key}");
            assert!(slider.from < slider.to, "{key}");
            let sense = parameter.sense;
            assert!(sense.from <= slider.from && slider.to <= sense.to, "{key}");
            assert_sentence(sense.beyond, key);
            assert!(
                (slider.from..=slider.to).contains(&parameter.default),
                "{key}"
            );
            for place in [parameter.default, slider.to] {
                let steps = (place - slider.from) / slider.step;
                assert!(
                    (steps - steps.round()).abs() < 1e-9,
                    "{key}: {place} lies between steps"
                );
            }
            if parameter.whole {
                assert_eq!(slider.step.fract() + slider.from.fract(), 0.0, "{key}");
            }
            let steps = (slider.to - slider.from) / slider.step;
            assert!((5.0..=250.0).contains(&steps), "{key} has {steps} places");
        }
    });
}

#[test]
fn every_place_of_every_slider_can_be_computed() {
    each_model(|model, name| {
        let count = model.parameters().len();
        for (place, parameter) in model.parameters().into_iter().enumerate() {
            let mut values: Vec<f64> = inputs(model).iter().map(|input| input.default).collect();
            for end in [
                parameter.slider.from,
                parameter.slider.to,
                parameter.default,
            ] {
                values[place] = end;
                assert_eq!(
                    model.check(&values),
                    Ok(()),
                    "{name}: {} at {end}",
                    parameter.key
                );
            }
            assert!(place < count);
        }
    });
}

#[test]
fn the_defaults_pass_through_no_impossible_state_for_most_runs() {
    each_model(|model, name| {
        let values: Vec<f64> = inputs(model).iter().map(|input| input.default).collect();
        let timesteps = model.about().timesteps;
        let impossible = (0..100)
            .filter(|seed| {
                let nothing = &mut |_: u32, _: &[f64]| {};
                model
                    .run(&values, *seed, timesteps, &[0], nothing)
                    .is_some()
            })
            .count();
        assert!(impossible <= 2, "{name}: {impossible} of 100");
    });
}

#[test]
fn every_output_that_a_model_names_exists() {
    each_model(|model, name| {
        let about = model.about();
        let named = about
            .tabs
            .iter()
            .chain(about.charts.iter().flat_map(|chart| chart.outputs));
        for key in named.chain([&about.goal.output]) {
            assert!(output(model, key).is_some(), "{name} has no output {key}");
        }
        assert!(!about.tabs.is_empty() && !about.charts.is_empty(), "{name}");
        let different: BTreeSet<_> = about.tabs.iter().collect();
        assert_eq!(different.len(), about.tabs.len(), "{name}");
    });
}

#[test]
fn the_goal_can_be_met_and_missed() {
    each_model(|model, name| {
        let goal = model.about().goal;
        let output = output(model, goal.output).expect(name);
        if let Some([low, high]) = output.span {
            assert!((low..=high).contains(&goal.level), "{name}");
        }
        if let Some(miss) = goal.miss {
            assert_eq!(miss < goal.level, goal.above, "{name}: the other side");
            assert!(
                goal.lede.contains("{missed}") && goal.lede.contains("{miss}"),
                "{name}"
            );
        }
    });
}

/// The names and conditions of a template, those within its choices, too.
fn each_name(template: &str, told: &mut dyn FnMut(&str)) {
    for piece in pieces(template) {
        match piece {
            Piece::Text(_) => {}
            Piece::Name(name, _) => told(name),
            Piece::Choice(condition, alternatives) => {
                told(condition.split('=').next().unwrap_or(condition));
                for text in alternatives {
                    each_name(text, told);
                }
            }
        }
    }
}

#[test]
fn every_name_in_a_sentence_can_be_filled_in() {
    each_model(|model, name| {
        let about = model.about();
        let keys: BTreeSet<String> = inputs(model).into_iter().map(|input| input.key).collect();
        let shares = [
            "share",
            "runs",
            "span",
            "span-long",
            "goal",
            "missed",
            "miss",
            "ever",
            "mean",
            "end",
            "one",
            "met",
            "moved",
        ];
        let sentences = [
            (about.kicker, &["span", "span-long"][..]),
            (about.start, &[][..]),
            (about.goal.headline, &shares[..]),
            (about.goal.lede, &shares[..]),
            (about.goal.counted, &["goal"][..]),
        ];
        for (sentence, known) in sentences {
            assert_eq!(sentence.matches('{').count(), sentence.matches('}').count());
            assert_eq!(sentence.matches('[').count(), sentence.matches(']').count());
            each_name(sentence, &mut |placeholder| {
                let exists = known.contains(&placeholder) || keys.contains(placeholder);
                assert!(exists, "{name}: {placeholder:?} in {sentence:?}");
            });
        }
        assert!(about.goal.headline.contains("{share}"), "{name}");
        assert!(about.goal.headline.contains("{runs}"), "{name}");
    });
}

#[test]
fn every_link_of_a_model_is_its_own_in_canonical_form() {
    each_model(|model, name| {
        let about = model.about();
        let presets = about.presets.iter().map(|preset| preset.link);
        let quirks = about.quirks.iter().filter_map(|quirk| quirk.link);
        for link in presets.chain(quirks) {
            let reading = Link::read(link);
            assert!(
                reading.problems.is_empty(),
                "{link}: {:?}",
                reading.problems
            );
            assert_eq!(reading.link.write(), link);
            assert_eq!(reading.link.scenario.model.about().name, name);
        }
        let first = about.presets.first().expect("a preset");
        assert_eq!(
            first.link,
            format!("{name}/{}", about.version),
            "the defaults come first"
        );
        let different: BTreeSet<_> = about.presets.iter().map(|preset| preset.link).collect();
        assert_eq!(different.len(), about.presets.len(), "{name}");
    });
}

#[test]
fn everything_has_a_name_and_a_text_that_reads_well() {
    each_model(|model, name| {
        let about = model.about();
        assert_name(about.label, name);
        assert_name(about.kicker, name);
        assert_sentence(about.text, name);
        assert_sentence(about.start, name);
        assert_sentence(about.goal.headline, name);
        assert_name(about.goal.line, name);
        assert_name(about.goal.counted, name);
        assert_name(about.timestep, name);
        for parameter in model.parameters() {
            let key = parameter.key;
            assert_name(parameter.label, key);
            assert_sentence(parameter.help, key);
            assert_sentence(parameter.source, key);
            assert_sentence(parameter.slider.why, key);
        }
        for output in model.outputs() {
            assert_name(output.label, output.key);
            // It stands in a line with others, so it is no sentence.
            assert_name(output.help, output.key);
            assert_sentence(output.source, output.key);
        }
        for chart in about.charts {
            assert_name(chart.title, name);
            assert_sentence(chart.source, chart.title);
        }
        for preset in about.presets {
            assert_name(preset.title, name);
            assert_sentence(preset.about, preset.title);
        }
        for quirk in about.quirks {
            assert_name(quirk.title, name);
            assert_sentence(quirk.text, quirk.title);
        }
    });
}

#[test]
fn labels_tell_inputs_and_outputs_apart() {
    each_model(|model, name| {
        let labels: Vec<_> = model.parameters().iter().map(|p| p.label).collect();
        let different: BTreeSet<_> = labels.iter().collect();
        assert_eq!(different.len(), labels.len(), "{name}");
        let labels: Vec<_> = model.outputs().iter().map(|output| output.label).collect();
        let different: BTreeSet<_> = labels.iter().collect();
        assert_eq!(different.len(), labels.len(), "{name}");
    });
}

#[test]
fn the_notebooks_defaults_are_the_designs() {
    let honey = Spec::of(MODELS[0]);
    let values: Vec<_> = honey
        .parameters
        .iter()
        .map(|p| (p.name, p.default))
        .collect();
    let expected = [
        ("throttle", 0.008),
        ("outflow_rate", 0.05),
        ("target_reserve_ratio", 0.2),
        ("valuation_ratio", 2.0),
        ("productivity", 0.88),
        ("growth", 0.0),
        ("p_variance", 0.25),
        ("p_pull", 0.75),
    ];
    assert_eq!(values, expected);
    assert_eq!((honey.about.runs, honey.about.timesteps), (1000, 120));
    let initial = [
        7473.0, 18_765.0, 100_000.0, 0.0, 0.0, 0.0, 10.0, 10.0, 0.0, 0.0,
    ];
    assert_eq!(honey.initial, initial);

    let currents = Spec::of(MODELS[1]);
    let values: Vec<_> = currents
        .parameters
        .iter()
        .map(|p| (p.name, p.default))
        .collect();
    let expected = [
        ("integrity_coefficient", 1.0),
        ("AVG_ammount", 100.0),
        ("sumVolume", 30.0),
    ];
    assert_eq!(values, expected);
    assert_eq!((currents.about.runs, currents.about.timesteps), (1000, 365));
    assert_eq!(
        currents.initial,
        [0.0, 0.0, 0.0, 250.0, 250.0, 0.0, 0.0, 0.0]
    );
}

#[test]
fn the_spec_is_all_there_is_in_json() {
    each_model(|model, name| {
        let spec = serde_json::to_value(Spec::of(model)).expect(name);
        for table in ["parameters", "outputs", "initial"] {
            assert!(
                spec[table].as_array().is_some_and(|rows| !rows.is_empty()),
                "{name}: {table}"
            );
        }
        assert_eq!(spec["about"]["name"], name);
        for parameter in spec["parameters"].as_array().expect("rows") {
            for fact in [
                "key", "name", "label", "unit", "default", "slider", "role", "help", "source",
            ] {
                assert!(!parameter[fact].is_null(), "{name}: {fact}");
            }
        }
    });
}
