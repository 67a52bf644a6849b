//! A third model is one file: what an author writes is all that links, ensembles, sentences and CSV
//! need.

use apiary_core::ensemble::Ensemble;
use apiary_core::explained::{Chance, Draw, Equation, Explained, Passage, Worked};
use apiary_core::export::notebook::notebook;
use apiary_core::link::Link;
use apiary_core::migrate::Migration;
use apiary_core::model::{
    DerivedRow, Impossible, Model, ParameterRow, Refusal, Simulator, VariableRow,
};
use apiary_core::models::MODELS;
use apiary_core::rng::RandomState;
use apiary_core::scenario::Scenario;
use apiary_core::sentence::Sentence;
use apiary_core::summary::Fan;
use apiary_core::table::{
    About, Chart, Form, Goal, Group, Output, Parameter, Preset, Quirk, Role, Sense, Slider, Spec,
    Unit,
};
use apiary_tests::python::written_by;
use apiary_tests::run::{runs_table, sweep_table};
use rand::Rng;

/// A pot into which somebody puts a little every week, if in the mood.
struct Savings;

#[derive(Default)]
struct Parameters {
    deposit: f64,
    mood: f64,
}

#[derive(Default)]
struct Pot {
    saved: f64,
}

impl Model for Savings {
    type Parameters = Parameters;
    type State = Pot;

    fn check(p: &Parameters, _: &Pot) -> Result<(), Refusal> {
        if p.mood < 0.0 {
            return Err(Refusal {
                key: "mood".to_owned(),
                value: p.mood,
                reason: "it is a chance, so it must be 0 or more".to_owned(),
            });
        }
        Ok(())
    }

    fn step<R: Rng>(p: &Parameters, pot: &mut Pot, draws: &mut RandomState<R>) {
        let saves = draws.random_sample() < p.mood;
        pot.saved += if saves { p.deposit } else { 0.0 };
    }

    const PYTHON: &'static str = "\
def step(p, s, history, draws):
    saves = draws.random_sample() < p['mood']
    return {'saved': s['saved'] + (p['deposit'] if saves else 0)}


def derived(s):
    return {'half': s['saved'] / 2}
";

    const EXPLAINED: Explained = Explained {
        draws: &[Draw {
            name: "whim",
            label: "Whim",
            text: "Any number from 0 to 1.",
            chance: Chance::Uniform,
        }],
        passages: &[Passage {
            title: "All of it",
            source: "This test.",
            equations: &[
                Equation::new(
                    "saved",
                    "",
                    "saved + if(whim < mood, deposit, 0)",
                    "Now and then.",
                ),
                Equation::new("half", "", "saved' / 2", "Half of it."),
            ],
        }],
        ..Explained::NONE
    };

    const PARAMETERS: &'static [ParameterRow<Self>] = &[
        (
            |p| &mut p.deposit,
            Parameter {
                key: "deposit",
                name: "deposit",
                label: "Deposit",
                noun: "the deposit",
                phrase: "a deposit of {}",
                unit: Unit::of("coins", 0),
                default: 10.0,
                slider: Slider {
                    from: 0.0,
                    to: 50.0,
                    step: 1.0,
                    why: "From nothing to a lot.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "Nobody pays in less than nothing.",
                },
                zero: None,
                yearly: None,
                nudge: 1.0,
                role: Role::Policy,
                whole: true,
                help: "What goes into the pot.",
                source: "This test.",
            },
        ),
        (
            |p| &mut p.mood,
            Parameter {
                key: "mood",
                name: "mood",
                label: "Mood",
                noun: "the mood",
                phrase: "a mood of {}",
                unit: Unit::PERCENT,
                default: 0.5,
                slider: Slider {
                    from: 0.0,
                    to: 1.0,
                    step: 0.1,
                    why: "A chance.",
                },
                sense: Sense {
                    from: 0.0,
                    to: 1.0,
                    beyond: "A chance lies between 0 and 1.",
                },
                zero: None,
                yearly: None,
                nudge: 1.0,
                role: Role::World,
                whole: false,
                help: "How often anything goes into it.",
                source: "This test.",
            },
        ),
    ];

    const VARIABLES: &'static [VariableRow<Self>] = &[(
        |pot| &mut pot.saved,
        5.0,
        Output {
            key: "saved",
            name: Some("saved"),
            label: "Saved",
            help: "what is in the pot",
            unit: Unit::of("coins", 0),
            span: None,
            never_negative: true,
            source: "This test.",
        },
    )];

    const DERIVED: &'static [DerivedRow<Self>] = &[(
        |pot| pot.saved / 2.0,
        Output {
            key: "half",
            name: Some("half"),
            label: "Half",
            help: "half of it",
            unit: Unit::of("coins", 1),
            span: None,
            never_negative: false,
            source: "This test.",
        },
    )];

    const ABOUT: About = About {
        name: "savings",
        version: 3,
        ladder: &[Migration {
            from: 2,
            renamed: &[("amount", "deposit")],
            was: &[("mood", "0.25")],
        }],
        label: "Savings",
        kicker: "A pot, {span}",
        text: "A pot.",
        timestep: "week",
        year: 52,
        tick: 4,
        timesteps: 8,
        runs: 20,
        run: 1,
        many: "runs",
        start: "Starts with {initial-saved}.",
        goal: Goal {
            output: "saved",
            level: 40.0,
            above: true,
            miss: None,
            good: true,
            line: "goal",
            counted: "end above {goal}",
            counted_elsewhere: None,
            headline: "With {deposit} at {mood}, {share} of {runs} pots end above {goal}.",
            lede: "{ever} are there at some time.",
        },
        unsure: "deposit",
        plan: None,
        tabs: &["saved"],
        charts: &[Chart {
            title: "The pot",
            source: "This test.",
            outputs: &["saved"],
            form: Form::Run,
            note: None,
        }],
        presets: &[Preset {
            group: Group::Notebook,
            title: "A pot",
            answer: None,
            about: "As it is.",
            link: "savings/3",
        }],
        reference: None,
        quirks: &[Quirk {
            title: "None",
            text: "It is a pot.",
            swept: None,
            link: None,
        }],
    };
}

static SAVINGS: &dyn Simulator = &Savings;

fn read(text: &str) -> Link {
    let models: Vec<_> = MODELS.iter().copied().chain([SAVINGS]).collect();
    let reading = Link::read_among(&models, text);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.link
}

#[test]
fn its_links_are_read_and_written() {
    let text = "savings/3?deposit=5,10&mood=0.1..0.3..0.1&initial-saved=1&runs=4&view=half";
    let link = read(text);
    assert_eq!(link.write(), text);
    assert_eq!(link.scenario.subsets(), Ok(6));
    assert_eq!(link.scenario.inputs_of(1), [10.0, 0.1, 1.0]);
}

#[test]
fn a_link_of_an_older_version_means_what_it_meant() {
    let among = |text: &str| Link::read_among(&[SAVINGS], text);
    let reading = among("savings/2?amount=5,10&runs=4");
    assert_eq!(reading.problems, []);
    assert_eq!(
        reading.link.write(),
        "savings/3?deposit=5,10&mood=0.25&runs=4"
    );
    let told = |text: &str| {
        let problems = among(text).problems.into_iter();
        problems.map(|p| p.to_string()).collect::<Vec<_>>()
    };
    let [claim] = &told("savings/2?amount=5&fingerprint=jtm0-9aty")[..] else {
        panic!("one problem")
    };
    assert!(
        claim.contains("the same in savings/3, but the fingerprint \"jtm0-9aty\""),
        "{claim}"
    );
    for (text, version) in [("savings/1?deposit=5", "1"), ("savings/4?deposit=5", "4")] {
        let [told] = &told(text)[..] else {
            panic!("one problem")
        };
        assert!(
            told.contains(&format!("has no version \"{version}\"")),
            "{told}"
        );
    }
}

#[test]
fn its_refusals_are_told() {
    let reading = Link::read_among(&[SAVINGS], "savings/3?mood=-0.5&deposit=2");
    assert_eq!(
        reading.problems[0].to_string(),
        "mood cannot be -0.5: it is a chance, so it must be 0 or more"
    );
    assert_eq!(reading.link.write(), "savings/3?deposit=2");
    let reading = Link::read_among(&[SAVINGS], "savings/3?deposit=2.5");
    assert_eq!(reading.problems[0].key, "deposit");
}

#[test]
fn its_runs_are_computed_and_written() {
    let scenario = Scenario::of(SAVINGS);
    assert_eq!((scenario.runs, scenario.timesteps), (20, 8));
    let ensemble = Ensemble::complete(&scenario, 0, &[0, 1]).unwrap();
    let mut draws = RandomState::new(4);
    let saved = (0..8).filter(|_| draws.random_sample() < 0.5).count() as f64 * 10.0 + 5.0;
    assert_eq!(ensemble.ends(0)[4], saved);
    assert_eq!(ensemble.ends(1)[4], saved / 2.0);

    let text = runs_table(&scenario, 1);
    assert!(
        text.starts_with("subset,run,timestep,saved,half\n0,1,0,5,2.5\n"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 1 + 20 * 9);
}

#[test]
fn its_sweep_has_a_row_a_subset() {
    let link = read("savings/3?mood=0,1&runs=3&timesteps=4");
    let text = sweep_table(&link.scenario, 2);
    let rows: Vec<_> = text.lines().collect();
    assert!(
        rows[0].starts_with("subset,mood,saved_mean,saved_se,"),
        "{}",
        rows[0]
    );
    assert!(rows[1].starts_with("0,0,5,0,5,"), "{}", rows[1]);
    assert!(rows[2].starts_with("1,1,45,0,45,"), "{}", rows[2]);
}

#[test]
fn its_result_has_a_sentence_and_a_fan() {
    let link = read("savings/3?mood=1");
    let ensemble = Ensemble::complete(&link.scenario, 0, &[0]).unwrap();
    let sentence = Sentence::of(&link, &ensemble);
    let text: String = sentence
        .headline
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    assert_eq!(
        text,
        "With 10 at 100\u{202f}%, all of 20 pots end above 40."
    );
    assert_eq!(sentence.start, "Starts with 5.");
    assert_eq!(Fan::of(&ensemble, 0).quantiles[2].last(), Some(&85.0));
}

#[test]
fn its_impossible_states_are_named() {
    let scenario = read("savings/3?deposit=-9&mood=1").scenario;
    let run = SAVINGS.run(
        &scenario.inputs_of(0),
        0,
        3,
        &[0],
        &mut |_: u32, _: &[f64]| {},
    );
    assert_eq!(run, Some(Impossible::Negative(0)));
}

#[test]
fn its_tables_say_everything_about_it() {
    let spec = Spec::of(SAVINGS);
    assert_eq!(spec.about.name, "savings");
    assert_eq!(spec.parameters.len(), 2);
    assert_eq!(spec.outputs.len(), 2);
    assert_eq!(spec.initial, [5.0]);
}

#[test]
#[ignore = "needs numpy: cargo xtask test python"]
fn with_python_its_notebook_writes_the_same_file() {
    let link = read("savings/3?deposit=5,10&mood=0.1..0.3..0.1&initial-saved=1&runs=4");
    let written = written_by(
        &serde_json::to_string(&notebook(&link, "")).unwrap(),
        "savings",
        "savings-3-runs.csv",
    );
    assert_eq!(written, runs_table(&link.scenario, 6));
}

#[test]
fn its_equations_can_be_worked_out() {
    let scenario = Scenario::of(SAVINGS);
    let inputs = scenario.inputs_of(0);
    let mut worked = Worked::new(SAVINGS, &inputs, 7).unwrap();
    let mut saved = Vec::new();
    SAVINGS.run(&inputs, 7, 20, &[0], &mut |_: u32, row: &[f64]| {
        saved.push(row[0]);
    });
    let place = worked.names().iter().position(|name| *name == "saved");
    for expected in &saved[1..] {
        worked.step();
        assert_eq!(worked.now()[place.unwrap()], *expected);
    }
}
