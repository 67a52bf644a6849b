//! Any link there can be, for tests to draw; a written one read.

use apiary_core::analysis::compare::differing;
use apiary_core::analysis::planned::{Choice, Deciding};
use apiary_core::analysis::question::{Asked, Moved, Question};
use apiary_core::analysis::standing_at;
use apiary_core::analysis::threshold::Reading;
use apiary_core::fingerprint::Claim;
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::model::Simulator;
use apiary_core::models::MODELS;
use apiary_core::scenario::{Scenario, Setting, Sweep, inputs};
use apiary_core::stats::statistic::Statistic;
use apiary_core::view::{View, ViewForm};
use proptest::prelude::*;
use proptest::sample::select;

/// The link of a text without problems.
///
/// # Panics
/// If it has any.
#[must_use]
pub fn read(text: &str) -> Link {
    let reading = Link::read(text);
    let problems: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{text}: {problems:?}");
    reading.link
}

/// Numbers of every size, among them those that people write.
pub fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => (-10_000_i32..10_000, 0_i32..6).prop_map(|(digits, places)| {
            format!("{digits}e-{places}").parse().expect("a number")
        }),
        1 => any::<f64>().prop_filter("links hold finite numbers", |x| x.is_finite()),
        1 => select(vec![0.0, -0.0, 5e-324, f64::MIN_POSITIVE, f64::MAX, f64::MIN, 1e21, 1e-7]),
    ]
}

fn setting(default: f64) -> impl Strategy<Value = Setting> {
    prop_oneof![
        6 => Just(Setting::Value(default)),
        3 => number().prop_map(Setting::Value),
        1 => prop::collection::vec(number(), 2..4).prop_map(Setting::List),
        1 => (-1000_i32..1000, 1_i32..5, 1_i32..50, any::<bool>()).prop_map(|(from, steps, step, falls)| {
            let step = if falls { -step } else { step };
            let of = |hundredths: i32| f64::from(hundredths) / 100.0;
            Setting::range(of(from), of(from + steps * step), of(step)).expect("a range")
        }),
    ]
}

/// A link that a failing test shows as its text.
#[derive(Clone)]
pub struct Shown(pub Link);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.write())
    }
}

/// Any statistic of any output.
fn measure(model: &'static dyn Simulator) -> impl Strategy<Value = Measure> {
    let of = prop_oneof![
        Just(Of::Impossible),
        Just(Of::Ends(Statistic::Mean)),
        Just(Of::Ends(Statistic::Spread)),
        select(vec![0.05, 0.25, 0.5, 0.75, 0.95]).prop_map(|q| Of::Ends(Statistic::Quantile(q))),
        number().prop_map(|level| Of::Ends(Statistic::Above(level))),
        number().prop_map(|level| Of::Ends(Statistic::Below(level))),
    ];
    (0..model.outputs().len(), of).prop_map(|(output, of)| Measure { output, of })
}

fn choice() -> impl Strategy<Value = Choice> {
    let deciding = select(vec![Deciding::Mean, Deciding::Median, Deciding::Trend]);
    let bounds = prop::option::of([rising(), rising()]);
    (deciding, prop::option::of(number()), bounds).prop_map(|(deciding, middle, bounds)| Choice {
        deciding,
        middle,
        bounds,
    })
}

/// Two numbers, the first less than the second.
fn rising() -> impl Strategy<Value = [f64; 2]> {
    let pair = (number(), number()).prop_filter("apart", |(a, b)| a != b);
    pair.prop_map(|(a, b)| [a.min(b), a.max(b)])
}

/// Any search for thresholds.
fn question(model: &'static dyn Simulator) -> impl Strategy<Value = Question> {
    let range = (number(), number()).prop_filter_map("a range rises", |(a, b)| {
        (a < b && (b - a).is_finite()).then_some([a, b])
    });
    let reading = measure(model).prop_map(|measure| match measure.of {
        Of::Ends(statistic) => Some(Reading::Ends(statistic)),
        Of::Impossible => Some(Reading::Trend),
    });
    let outcome = (0..model.outputs().len(), prop_oneof![Just(None), reading]);
    let outcome = outcome.prop_map(|(output, reading)| Asked { output, reading });
    let parts = (
        0..model.parameters().len(),
        prop::option::of(range),
        prop::option::of(outcome),
        prop::collection::vec(number(), 0..=8),
    );
    parts.prop_map(|(parameter, range, outcome, levels)| Question {
        parameter,
        range,
        outcome,
        levels,
    })
}

/// Any outcome of which it can be asked what moves it.
fn moved(model: &'static dyn Simulator) -> impl Strategy<Value = Moved> {
    measure(model).prop_map(|Measure { output, of }| match of {
        Of::Ends(statistic) => Moved::Measure { output, statistic },
        Of::Impossible => Moved::Goal,
    })
}

/// Any link whose scenario can be computed.
pub fn link() -> impl Strategy<Value = Shown> {
    (0..MODELS.len()).prop_flat_map(|place| {
        let model = MODELS[place];
        let settings: Vec<_> = inputs(model)
            .iter()
            .map(|i| setting(i.default).boxed())
            .collect();
        let keys: Vec<_> = model.outputs().iter().map(|o| o.key.to_owned()).collect();
        let sweep = select(vec![Sweep::Product, Sweep::Zip]);
        let counts = (any::<u32>(), 1_u32..=10_000_000, 1_u32..=10_000);
        let form = select(vec![
            ViewForm::Fan,
            ViewForm::Runs,
            ViewForm::Trend,
            ViewForm::Facets,
        ]);
        let view = (
            prop::option::of(select(keys)),
            form,
            prop::option::of(1_u32..=10_000_000),
            prop::option::of(0_u32..=10_000),
            prop::option::of(number()),
            [
                prop::option::of(measure(model)),
                prop::option::of(measure(model)),
            ],
            (
                [
                    prop::collection::vec(number(), 0..=8),
                    prop::collection::vec(number(), 0..=8),
                ],
                prop::option::of(question(model)),
                prop::option::of(moved(model)),
                prop::option::of(choice()),
                prop::option::of(prop::collection::btree_map(
                    0..settings.len(),
                    number(),
                    0..3,
                )),
                prop::option::of("[0-9a-hjkmnp-tv-z]{8,52}"),
            ),
        );
        (settings, sweep, counts, view).prop_filter_map(
            "the model is defined there",
            move |(
                settings,
                sweep,
                (seed, runs, timesteps),
                (
                    output,
                    form,
                    run,
                    subset,
                    goal,
                    maps,
                    (lines, threshold, sensitivity, planned, pinned, fingerprint),
                ),
            )| {
                let scenario = Scenario {
                    model,
                    settings,
                    sweep,
                    runs,
                    timesteps,
                    seed,
                };
                scenario.check().ok()?;
                let subsets = scenario.subsets().ok()? as u32;
                let fingerprint = fingerprint.and_then(|text| Claim::read(&text).ok());
                let view = View {
                    output,
                    form,
                    run: run.map(|run| 1 + run % runs),
                    subset: subset.map(|subset| subset % subsets),
                    goal,
                    maps,
                    lines,
                    threshold: None,
                    sensitivity: None,
                    planned: planned.filter(|_| model.about().plan.is_some()),
                    pinned: None,
                    fingerprint,
                };
                let mut link = Link { scenario, view };
                link.view.threshold = threshold.map(|asked| asked.brief(&link));
                link.view.sensitivity = sensitivity.map(|of| of.brief(&link));
                let own = standing_at(&link.scenario, link.subset());
                link.view.pinned = pinned.map(|inputs| {
                    let mut scenario = own.clone();
                    for (input, value) in inputs {
                        scenario.settings[input] = Setting::Value(value);
                    }
                    // One that the model is not defined for cannot be pinned.
                    let scenario = scenario.check().map_or(own.clone(), |()| scenario);
                    differing(&own, &scenario)
                });
                Some(Shown(link))
            },
        )
    })
}
