//! The words of every chart can be read at every width, and hide nothing that matters: none meets another, is
//! cut or struck through, and none lies over the end of a bar, on a median, a trend or a dashed mark.

use apiary_charts::by_subset::BySubset;
use apiary_charts::compare::Comparison;
use apiary_charts::fan::Picture;
use apiary_charts::heatmap::Heatmap;
use apiary_charts::notebook::Notebook;
use apiary_charts::sobol::Sobol;
use apiary_charts::threshold;
use apiary_charts::tornado::Tornado;
use apiary_charts::trends::Trends;
use apiary_core::analysis::compare::{Compared, side_by_side};
use apiary_core::ends::{Ends, trend_line};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::table::Form;
use apiary_core::view::ViewForm;
use apiary_tests::asked::{Asked, Searched};
use apiary_tests::chart::{LIGHT, theme};
use apiary_tests::links::read;
use apiary_tests::sheet::Sheet;

/// What charts have on screens of 320, 390, 600, 768 and 1440 pixels, and in two columns of these.
const WIDTHS: [f64; 8] = [288.0, 358.0, 448.0, 568.0, 699.0, 704.0, 920.0, 1200.0];

/// Widths and heights of pictures in embeds and on the strip.
const BARE: [(f64, f64); 6] = [
    (288.0, 116.0),
    (328.0, 190.0),
    (448.0, 150.0),
    (448.0, 500.0),
    (600.0, 185.0),
    (860.0, 314.0),
];

/// Draws a chart of a height at a width, and collects what cannot be read of it.
macro_rules! faults {
    ($name:expr, $width:expr, $height:expr, $draw:expr) => {{
        let sheet = Sheet::draw($width, $height, |surface, frame| {
            $draw(surface, frame, &theme(LIGHT)).expect("it is drawn");
        });
        let at = format!("{} at {}", $name, $width);
        sheet
            .faults()
            .into_iter()
            .map(move |fault| format!("{at}: {fault}"))
    }};
}

fn assert_none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn studied(text: &str) -> (Link, Vec<Ensemble>) {
    let link = read(text);
    let outputs: Vec<usize> = (0..link.scenario.model.outputs().len()).collect();
    let complete = |subset| Ensemble::complete(&link.scenario, subset, &outputs).expect("runs");
    let ensembles = (0..link.scenario.subsets().expect("few"))
        .map(complete)
        .collect();
    (link, ensembles)
}

#[test]
fn the_words_of_the_main_picture_can_be_read() {
    let mut faults = Vec::new();
    for text in [
        "honey/1?runs=1000",
        "honey/1?runs=1",
        "honey/1?runs=20&timesteps=7",
        "honey/1?runs=200&target-reserve-ratio=0.05",
        "honey/1?runs=200&target-reserve-ratio=0.9",
        "honey/1?runs=200&growth=-1&timesteps=12",
        "currents/1?runs=1000&timesteps=60",
        "currents/1?runs=200&timesteps=365",
        "currents/1?runs=1",
        "currents/1?runs=200&timesteps=60&avg-amount=1e9",
        "currents/1?runs=300",
        "currents/1?runs=300&initial-user-balance=-1000",
    ] {
        let (mut link, ensembles) = studied(text);
        for output in link.scenario.model.outputs() {
            link.view.output = Some(output.key.to_owned());
            for form in [ViewForm::Fan, ViewForm::Runs, ViewForm::Trend] {
                link.view.form = form;
                let name = format!("{} of {text} as {form:?}", output.key);
                for width in WIDTHS {
                    let picture = Picture::new(&link, &ensembles[0]);
                    let height = if width < 700.0 { 340.0 } else { 460.0 };
                    faults.extend(
                        faults!(name, width, height, |s: &_, f, t: &_| picture.draw(s, f, t))
                    );
                }
            }
            for (width, height) in BARE {
                let picture = Picture::new(&link, &ensembles[0]).bare();
                let name = format!("{} of {text}, bare, {height} high", output.key);
                faults
                    .extend(faults!(name, width, height, |s: &_, f, t: &_| picture.draw(s, f, t)));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_words_of_facets_and_of_the_notebooks_charts_can_be_read() {
    let mut faults = Vec::new();
    for text in [
        "honey/1?runs=10&timesteps=60",
        "honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.1..0.3..0.1&runs=3",
        "honey/1?target-reserve-ratio=0.1..0.3..0.025&runs=3&view-subset=3",
        "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.3&productivity=0.85,0.9&p-pull=0.7,0.8&runs=3&view-subset=2",
        "currents/1?runs=12&timesteps=90",
        "currents/1?integrity-coefficient=0.5..1..0.1&avg-amount=5,50&runs=11&timesteps=40&view-run=11",
    ] {
        let (mut link, ensembles) = studied(text);
        for chart in link.scenario.model.about().charts {
            let notebook = Notebook {
                link: &link,
                ensembles: ensembles.iter().collect(),
                chart,
            };
            let name = format!("{} of {text}", chart.title);
            // Where these leave no room beside them, names stand on the ends of their own lines.
            let is_own =
                |fault: &String| chart.form == Form::Scatter && fault.ends_with("on a curve");
            for width in WIDTHS {
                let found = faults!(name, width, notebook.height(width), |s: &_, f, t: &_| {
                    notebook.draw(s, f, t)
                });
                faults.extend(found.filter(|fault| !is_own(fault)));
            }
        }
        link.view.form = ViewForm::Facets;
        for output in link.scenario.model.outputs() {
            link.view.output = Some(output.key.to_owned());
            let facets = BySubset {
                link: &link,
                ensembles: ensembles.iter().collect(),
            };
            while facets.prepare() {}
            let name = format!("facets of {} of {text}", output.key);
            for width in WIDTHS {
                faults.extend(faults!(
                    name,
                    width,
                    facets.height(width),
                    |s: &_, f, t: &_| facets.draw(s, f, t)
                ));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_words_of_a_sweeps_maps_and_trends_can_be_read() {
    let mut faults = Vec::new();
    for text in [
        "honey/1?target-reserve-ratio=0.1..0.3..0.025&runs=20",
        "honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.1..0.3..0.025&runs=20&view-subset=9",
        "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&productivity=0.85..0.95..0.02&runs=20",
        "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&productivity=0.85,0.9,0.95&p-variance=0.15,0.25&p-pull=0.65,0.85&runs=5&view-subset=9",
        "honey/1?throttle=0.0005..0.0035..0.0005&target-reserve-ratio=0.1,0.3&runs=20&view=price&map-2=price.median",
        "honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1..0.3..0.1&runs=20",
        "honey/1?throttle=0.004,0.008,0.016&target-reserve-ratio=0.15,0.2,0.25&runs=20",
        "currents/1?integrity-coefficient=0.5..1..0.05&avg-amount=5..50..5&runs=5&timesteps=40",
        "currents/1?integrity-coefficient=0.5,0.9&avg-amount=1e9,5&sweep=zip&runs=3&timesteps=40&view=transaction",
    ] {
        let link = read(text);
        let scenario = &link.scenario;
        for measure in link.maps() {
            let cell = |subset| {
                let (inputs, runs) = (scenario.inputs_of(subset), 1..scenario.runs + 1);
                let ends = Ends::of(
                    scenario,
                    &inputs,
                    &[measure.output],
                    runs,
                    &mut Noise::new(),
                );
                measure.estimate(&ends.values[0], ends.impossible)
            };
            let cells: Vec<_> = (0..scenario.subsets().expect("few")).map(cell).collect();
            let map = Heatmap {
                link: &link,
                measure,
                lines: &link.view.lines[0],
                cells: &cells,
                runs: scenario.runs,
                marked: true,
            };
            for width in WIDTHS {
                faults.extend(faults!(
                    format!("map of {text}"),
                    width,
                    Heatmap::height(&link, width),
                    |s: &_, f, t: &_| map.draw(s, f, t)
                ));
            }
            for (width, height) in BARE {
                let name = format!("bare map of {text}, {height} high");
                faults.extend(faults!(name, width, height, |s: &_, f, t: &_| map
                    .draw_bare(s, f, t)));
            }
        }
        let line = |subset| {
            trend_line(
                scenario,
                &scenario.inputs_of(subset),
                link.output(),
                1..4,
                &mut Noise::new(),
            )
        };
        let lines: Vec<_> = Trends::subsets(&link).map(line).map(Some).collect();
        let trends = Trends {
            link: &link,
            output: link.output(),
            runs: 3,
            lines: &lines,
            marked: true,
        };
        for width in WIDTHS {
            faults.extend(faults!(
                format!("trends of {text}"),
                width,
                Trends::height(&link, width),
                |s: &_, f, t: &_| trends.draw(s, f, t)
            ));
        }
    }
    assert_none(&faults);
}

#[test]
fn the_words_of_a_threshold_can_be_read() {
    let mut faults = Vec::new();
    for text in [
        "honey/1?runs=200&timesteps=60&threshold=productivity",
        "honey/1?runs=200&timesteps=60&threshold=productivity,0.84..0.98,saturation.above.0.8",
        "honey/1?runs=200&timesteps=60&threshold=productivity,saturation.median,0.1,0.8,0.9999",
        "honey/1?runs=200&timesteps=2&threshold=throttle,price",
        "honey/1?runs=200&timesteps=12&growth=-1&threshold=productivity,reserve.trend",
        "currents/1?runs=200&timesteps=40&threshold=avg-amount",
    ] {
        let searched = Searched::of(text);
        let picture = searched.picture();
        for width in WIDTHS {
            let height = threshold::Picture::height(width, searched.2.len());
            let found = faults!(text, width, height, |s: &_, f, t: &_| picture.draw(s, f, t));
            // Beside its own curve a name may lie on the shade of how sure that is.
            faults.extend(found.filter(|fault| !fault.ends_with("the edge of a band")));
        }
    }
    assert_none(&faults);
}

#[test]
fn the_words_of_a_sensitivity_can_be_read() {
    let mut faults = Vec::new();
    for text in [
        "honey/1?runs=300&sensitivity=goal",
        "honey/1?runs=300&target-reserve-ratio=0.9&sensitivity=goal",
        "honey/1?runs=300&target-reserve-ratio=0.05&sensitivity=goal",
        "currents/1?runs=100&timesteps=60&sensitivity=goal",
        "currents/1?runs=100&timesteps=60&sensitivity=user-balance.mean",
        "honey/1?runs=20&timesteps=12&p-variance=0.01&sensitivity=price.p95",
        "honey/1?runs=20&timesteps=12&throttle=0&sensitivity=market-cap.mean",
        "honey/1?runs=1&timesteps=1&sensitivity=size.mean",
    ] {
        let asked = Asked::of(text);
        let (tornado, sobol, rows) = (asked.tornado(), asked.sobol(), asked.sides.len());
        for width in WIDTHS {
            faults.extend(faults!(
                format!("tornado of {text}"),
                width,
                Tornado::height(width, rows),
                |s: &_, f, t: &_| tornado.draw(s, f, t)
            ));
            faults.extend(faults!(
                format!("Sobol of {text}"),
                width,
                Sobol::height(width, rows),
                |s: &_, f, t: &_| sobol.draw(s, f, t)
            ));
        }
    }
    assert_none(&faults);
}

#[test]
fn the_words_of_a_comparison_can_be_read() {
    let mut faults = Vec::new();
    for text in [
        "honey/1?throttle=0.006&runs=1000&pinned-throttle=0.008",
        "honey/1?target-reserve-ratio=0.3&runs=200&pinned-target-reserve-ratio=0.2",
        "honey/1?target-reserve-ratio=0.9&runs=200&pinned-target-reserve-ratio=0.8",
        "honey/1?target-reserve-ratio=0.05&runs=1&pinned-target-reserve-ratio=0.04",
        "currents/1?sum-volume=10&runs=200&timesteps=60&pinned-sum-volume=30",
        "currents/1?initial-user-balance=-1000&runs=300&pinned-initial-user-balance=1000",
    ] {
        let mut both = side_by_side(&read(text)).expect("two scenarios");
        for output in both.scenario.model.outputs() {
            both.view.output = Some(output.key.to_owned());
            let outputs: Vec<usize> = (0..both.scenario.model.outputs().len()).collect();
            let [a, b] = [0, 1]
                .map(|subset| Ensemble::complete(&both.scenario, subset, &outputs).expect("runs"));
            let compared = Compared {
                link: &both,
                ensembles: [&a, &b],
            };
            let picture = Comparison {
                compared: &compared,
            };
            let name = format!("{} of {text}", output.key);
            for width in WIDTHS {
                for height in if width < 700.0 {
                    [320.0, 540.0]
                } else {
                    [400.0, 460.0]
                } {
                    faults.extend(faults!(
                        format!("comparison of {name}, {height} high"),
                        width,
                        height,
                        |s: &_, f, t: &_| picture.draw(s, f, t)
                    ));
                }
                faults.extend(faults!(
                    format!("differences of {name}"),
                    width,
                    320.0,
                    |s: &_, f, t: &_| picture.draw_differences(s, f, t)
                ));
            }
        }
    }
    assert_none(&faults);
}
