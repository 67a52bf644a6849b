//! Charts, drawn as SVG: some equal pictures that were looked at, and all can be drawn, of any
//! width and of any runs, within their frames.
//!
//! The pictures lie in `tests/golden/charts/`. `UPDATE_CHARTS=1 cargo test -p apiary-tests --test
//! charts` writes them anew; look at them before they are committed.

use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::notebook::Notebook;
use apiary_charts::style::Theme;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::sentence::Sentence;
use apiary_core::table::Chart;
use apiary_core::view::ViewForm;
use apiary_tests::chart::{DARK, LIGHT, Svg, WIDTHS, theme};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The height of the main picture.
const HEIGHT: f64 = 420.0;
/// A link and all outputs of all its subsets' runs.
struct Study {
    link: Link,
    ensembles: Vec<Ensemble>,
}

impl Study {
    fn of(link: &str) -> Self {
        let reading = Link::read(link);
        assert!(reading.problems.is_empty(), "{link}");
        let (link, scenario) = (reading.link.clone(), reading.link.scenario);
        let outputs: Vec<_> = (0..scenario.model.outputs().len()).collect();
        let complete = |subset| Ensemble::complete(&scenario, subset, &outputs).unwrap();
        let ensembles = (0..scenario.subsets().unwrap()).map(complete).collect();
        Self { link, ensembles }
    }

    fn shown(&self) -> &Ensemble {
        &self.ensembles[self.link.subset()]
    }

    fn charts(&self) -> &'static [Chart] {
        self.link.scenario.model.about().charts
    }

    fn notebook(&self, chart: &'static Chart) -> Notebook<'_> {
        Notebook {
            link: &self.link,
            ensembles: self.ensembles.iter().collect(),
            chart,
        }
    }

    fn main(&self, width: f64, ratio: f64, theme: &Theme) -> Svg {
        let picture = Picture::new(&self.link, self.shown());
        Svg::draw(width, HEIGHT, ratio, |surface, frame| {
            picture.draw(surface, frame, theme).expect("it is drawn");
        })
    }

    fn chart(&self, chart: &'static Chart, width: f64, theme: &Theme) -> Svg {
        let notebook = self.notebook(chart);
        Svg::draw(width, notebook.height(width), 1.0, |surface, frame| {
            notebook.draw(surface, frame, theme).expect("it is drawn");
        })
    }
}

/// All runs end in no number.
const NO_NUMBER: &str = "honey/1?growth=-1&runs=3&timesteps=12";

/// A number that is none, a price that only falls, runs that end outside of the span, one run, one
/// timestep, no variance, and ends of what links can say.
const ODD: [&str; 17] = [
    "currents/1?avg-amount=1e308&runs=4&timesteps=20",
    "honey/1?initial-price=1.7e308&runs=4&timesteps=20",
    "currents/1?goal=1.7e308&runs=4&timesteps=20",
    "honey/1?runs=1",
    "honey/1?runs=3&timesteps=1",
    "honey/1?runs=1&timesteps=1",
    NO_NUMBER,
    "honey/1?p-variance=0&runs=3",
    "honey/1?p-variance=0.5&runs=40",
    "honey/1?growth=0.02&runs=3&timesteps=1300",
    "honey/1?initial-price=1e300&runs=3",
    "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2,0.3&runs=2&view-subset=5&view-run=2",
    "currents/1?runs=1",
    "currents/1?runs=3&timesteps=1",
    "currents/1?runs=2&timesteps=3",
    "currents/1?avg-amount=0&runs=3&timesteps=40",
    "currents/1?integrity-coefficient=0.5..1..0.1&avg-amount=1e9&runs=11&timesteps=40&view-run=11",
];

#[test]
fn the_main_picture_of_honey_is_the_one_looked_at() {
    let study = Study::of("honey/1?runs=50");
    for (name, tokens) in [("light", LIGHT), ("dark", DARK)] {
        let picture = study.main(1120.0, 1.0, &theme(tokens));
        picture.assert_golden(&format!("main_honey_{name}"));
    }
    let narrow = study.main(320.0, 1.0, &theme(LIGHT));
    narrow.assert_golden("main_honey_narrow");
}

#[test]
fn the_main_picture_in_each_form_is_the_one_looked_at() {
    for form in ["fan", "runs", "trend"] {
        let link = format!("currents/1?runs=30&timesteps=90&view-as={form}");
        let picture = Study::of(&link).main(1120.0, 1.0, &theme(LIGHT));
        picture.assert_golden(&format!("main_currents_{form}"));
    }
    // More runs than lines could show: shades below a few of them.
    let crowd = Study::of("currents/1?runs=300&timesteps=40&view-as=runs");
    let picture = crowd.main(1120.0, 1.0, &theme(LIGHT));
    picture.assert_golden("main_currents_crowd");
    // An output that no goal is about: quantiles beside the bars, and no shares.
    let price = Study::of("honey/1?runs=30&view=price");
    let picture = price.main(1120.0, 1.0, &theme(LIGHT));
    picture.assert_golden("main_honey_price");
}

#[test]
fn a_run_that_is_asked_for_is_seen_where_it_leaves_all_others() {
    // The price of run 306 is below zero from month 73 on, and no other's ever.
    let price = |link: &str| Study::of(link).main(1120.0, 1.0, &theme(LIGHT)).words();
    let link = "honey/1?view=price&view-as=runs";
    assert!(!price(link).contains("−100"));
    let shown = price(&format!("{link}&view-run=306"));
    assert!(shown.contains("−100") && shown.contains("150"), "{shown}");
}

#[test]
fn the_run_that_is_looked_at_is_named_at_its_end() {
    let with = |link: &str| Study::of(link).main(1200.0, 1.0, &theme(LIGHT));
    let [alone, picked] = [
        "currents/1?runs=30&timesteps=90",
        "currents/1?runs=30&timesteps=90&view-run=5",
    ]
    .map(with);
    assert!(!alone.words().contains("run 5"));
    assert!(picked.words().contains("run 5"), "{}", picked.words());
    picked.assert_words_within_frame("a run that is looked at");
    picked.assert_golden("main_currents_run");
}

#[test]
fn each_of_the_notebooks_forms_of_chart_is_the_one_looked_at() {
    let mut forms = Vec::new();
    for (name, link, title) in [
        (
            "honey_supply",
            "honey/1?throttle=0.002,0.008&runs=3&timesteps=36",
            "Supply",
        ),
        (
            "currents_limit",
            "currents/1?seed=6&runs=1&timesteps=180",
            "Balance against the credit limit",
        ),
        (
            "currents_members",
            "currents/1?runs=12&timesteps=120&view-run=12",
            "Member by member",
        ),
        (
            "currents_run",
            "currents/1?runs=2&timesteps=90&view-run=2",
            "One member",
        ),
        (
            "currents_runs",
            "currents/1?runs=4&timesteps=60",
            "Members side by side",
        ),
        (
            "currents_scatter",
            "currents/1?integrity-coefficient=0.5,1&runs=3&timesteps=40",
            "Balance by integrity",
        ),
        (
            "currents_phase",
            "currents/1?runs=2&timesteps=90",
            "Credit follows the average balance",
        ),
    ] {
        let study = Study::of(link);
        let chart = study.charts().iter().find(|chart| chart.title == title);
        let chart = chart.unwrap_or_else(|| panic!("{title}"));
        let picture = study.chart(chart, 900.0, &theme(LIGHT));
        picture.assert_golden(&format!("notebook_{name}"));
        forms.push(chart.form);
    }
    let all = MODELS.iter().flat_map(|model| model.about().charts);
    for chart in all {
        assert!(forms.contains(&chart.form), "{} is shown", chart.title);
    }
}

#[test]
fn every_chart_of_every_odd_scenario_is_drawn_within_its_frame_at_every_width() {
    let theme = theme(LIGHT);
    for link in ODD {
        let study = Study::of(link);
        for width in WIDTHS {
            for chart in study.charts() {
                let name = format!("{} of {link} at {width}", chart.title);
                study.chart(chart, width, &theme).assert_within_frame(&name);
            }
        }
    }
}

#[test]
fn the_main_picture_of_every_output_is_drawn_within_its_frame_at_every_width() {
    let theme = theme(DARK);
    for link in ODD {
        let mut study = Study::of(link);
        for output in study.link.scenario.model.outputs() {
            for form in [
                ViewForm::Fan,
                ViewForm::Runs,
                ViewForm::Trend,
                ViewForm::Facets,
            ] {
                study.link.view.output = Some(output.key.to_owned());
                study.link.view.form = form;
                for width in WIDTHS {
                    let name = format!("{} of {link} as {form:?} at {width}", output.key);
                    study.main(width, 1.0, &theme).assert_within_frame(&name);
                }
            }
        }
    }
}

#[test]
fn the_bare_picture_of_every_output_is_drawn_within_small_frames() {
    let theme = theme(LIGHT);
    for link in ODD {
        let mut study = Study::of(link);
        for output in study.link.scenario.model.outputs() {
            study.link.view.output = Some(output.key.to_owned());
            let picture = Picture::new(&study.link, study.shown()).bare();
            for (width, height) in [
                (288.0, 116.0),
                (448.0, 150.0),
                (600.0, 185.0),
                (860.0, 314.0),
            ] {
                let name = format!("{} of {link}, bare, at {width}", output.key);
                let drawn = Svg::draw(width, height, 1.0, |surface, frame| {
                    picture.draw(surface, frame, &theme).expect("it is drawn");
                });
                drawn.assert_within_frame(&name);
            }
        }
    }
}

#[test]
fn the_bare_picture_is_the_one_looked_at() {
    let study = Study::of("honey/1?runs=50");
    let picture = Picture::new(&study.link, study.shown()).bare();
    for (name, width, height) in [("small", 600.0, 185.0), ("smallest", 288.0, 116.0)] {
        let drawn = Svg::draw(width, height, 1.0, |surface, frame| {
            picture
                .draw(surface, frame, &theme(LIGHT))
                .expect("it is drawn");
        });
        drawn.assert_golden(&format!("bare_honey_{name}"));
    }
}

#[test]
fn a_main_picture_of_runs_that_end_in_no_number_is_drawn_within_its_frame() {
    let mut study = Study::of(NO_NUMBER);
    for output in study.link.scenario.model.outputs() {
        study.link.view.output = Some(output.key.to_owned());
        for width in WIDTHS {
            let name = format!("{} at {width}", output.key);
            let picture = study.main(width, 1.0, &theme(LIGHT));
            picture.assert_within_frame(&name);
        }
    }
}

#[test]
fn dark_and_light_differ_in_colours_alone() {
    let colourless = |text: &str| {
        let parts = text.split('#').map(|part| part.get(6..).unwrap_or(part));
        parts.collect::<Vec<_>>().join("#")
    };
    for link in ["honey/1?runs=20", "currents/1?runs=20&timesteps=60"] {
        let study = Study::of(link);
        let pair = |draw: &dyn Fn(&Theme) -> Svg| {
            let (light, dark) = (draw(&theme(LIGHT)).text, draw(&theme(DARK)).text);
            assert_ne!(light, dark, "{link}");
            assert_eq!(colourless(&light), colourless(&dark), "{link}");
        };
        pair(&|theme| study.main(1000.0, 1.0, theme));
        for chart in study.charts() {
            pair(&|theme| study.chart(chart, 1000.0, theme));
        }
    }
}

#[test]
fn the_same_runs_give_the_same_picture_every_time() {
    for link in ["honey/1?runs=20", "currents/1?runs=5&timesteps=60"] {
        let draw = || Study::of(link).main(1000.0, 1.0, &theme(LIGHT)).text;
        assert_eq!(draw(), draw());
    }
}

#[test]
fn a_finer_screen_shows_the_same_picture() {
    let study = Study::of("honey/1?runs=20");
    let coarse = study.main(1000.0, 1.0, &theme(LIGHT));
    for ratio in [1.5, 2.0, 3.0] {
        let fine = study.main(1000.0, ratio, &theme(LIGHT));
        fine.assert_within_frame("fine");
        assert_eq!(fine.words(), coarse.words());
        let count = |svg: &Svg, element: &str| svg.text.matches(element).count();
        for element in ["<polyline", "<polygon", "<text", "<rect"] {
            assert_eq!(count(&fine, element), count(&coarse, element), "{element}");
        }
    }
}

#[test]
fn every_fill_is_opaque() {
    for link in ["honey/1?runs=20", "currents/1?runs=20&timesteps=60"] {
        let study = Study::of(link);
        let mut pictures = vec![study.main(1000.0, 1.0, &theme(LIGHT))];
        let charts = study.charts().iter();
        pictures.extend(charts.map(|chart| study.chart(chart, 1000.0, &theme(LIGHT))));
        for picture in pictures {
            let opacities: BTreeSet<&str> = picture.attribute("opacity").collect();
            assert!(opacities.iter().all(|o| *o == "1"), "{opacities:?}");
        }
    }
}

#[test]
fn the_picture_says_what_the_headline_says() {
    for link in ["honey/1?runs=200", "currents/1?runs=200&timesteps=60"] {
        let study = Study::of(link);
        let headline = Sentence::of(&study.link, study.shown()).headline;
        let words = study.main(1120.0, 1.0, &theme(LIGHT)).words();
        let said = describe::main(&study.link, study.shown());
        for part in headline {
            assert!(said.contains(&part.text), "{said}");
            if part.text.contains('±') {
                let error = part.text.replace("±\u{a0}", "±\u{202f}");
                assert!(words.contains(&error), "{error} in {words}");
            }
        }
        let row = study.link.scenario.model.outputs()[study.link.output()];
        assert!(words.starts_with(row.label), "{words}");
        assert!(said.starts_with(row.label), "{said}");
    }
}

#[test]
fn what_no_picture_shows_is_told_in_it() {
    // All reserves end in no number.
    let study = Study::of("honey/1?growth=-1&runs=3&timesteps=12&view=reserve");
    let words = study.main(1120.0, 1.0, &theme(LIGHT)).words();
    assert!(words.contains("3 in no number"), "{words}");
    // A few extreme prices lie beyond an axis that shows nine tenths of the runs.
    let study = Study::of("honey/1?runs=200&view=price");
    let words = study.main(1120.0, 1.0, &theme(LIGHT)).words();
    assert!(words.contains(" further up"), "{words}");
}

#[test]
fn every_chart_has_words_for_those_who_cannot_see_it() {
    for link in ODD {
        let study = Study::of(link);
        for chart in study.charts() {
            let said = describe::chart(&study.notebook(chart));
            assert!(
                said.starts_with(chart.title) && said.ends_with('.'),
                "{said}"
            );
        }
        let said = describe::main(&study.link, study.shown());
        assert!(!said.contains("NaN") && !said.contains("inf "), "{said}");
    }
}

#[test]
fn a_chart_needs_no_more_height_on_a_wider_screen() {
    let study =
        Study::of("honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2,0.3&runs=1");
    for chart in study.charts() {
        let heights = WIDTHS.map(|width| study.notebook(chart).height(width));
        assert!(heights.is_sorted_by(|a, b| a >= b), "{heights:?}");
        assert!(heights[2] >= 200.0 && heights[0] < 3000.0, "{heights:?}");
    }
}

#[test]
fn a_theme_needs_every_token_and_names_the_missing_one() {
    for (place, _) in LIGHT.match_indices("--") {
        let name = LIGHT[place..].split(':').next().expect("a name");
        let without = LIGHT.replace(&format!("{name}:"), "--other:");
        let error = Theme::from_tokens(&without, "Inter").expect_err(name);
        assert!(error.to_string().contains(name), "{error}");
    }
    for odd in ["", "#12", "red", "#12345g", "#1234567", "#é1234"] {
        assert!(apiary_charts::style::colour(odd).is_err(), "{odd}");
    }
}

#[test]
fn the_pages_style_sheet_has_every_colour_in_light_and_dark() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/css/tokens.css");
    let sheet = fs::read_to_string(path).expect("the page's style sheet");
    let blocks: Vec<&str> = sheet.split("{\n").skip(1).collect();
    let themes: Vec<Theme> = blocks
        .iter()
        .filter(|block| block.contains("--paper:"))
        .map(|block| theme(block.split('}').next().unwrap_or_default()))
        .collect();
    assert_eq!(themes.len(), 2, "light and dark");
    for theme in themes {
        let brightness =
            |c: plotters::style::RGBColor| i32::from(c.0) + i32::from(c.1) + i32::from(c.2);
        let gap = brightness(theme.paper) - brightness(theme.ink);
        assert!(gap.abs() > 500, "text can be read on its ground");
    }
}
