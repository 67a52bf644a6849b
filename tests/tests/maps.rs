//! Maps of sweeps: every cell is its subset's number, and every map can be drawn and pointed at.

use apiary_charts::heatmap::Heatmap;
use apiary_charts::plot::ticks;
use apiary_charts::style::Frame;
use apiary_core::ends::Ends;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::noise::Noise;
use apiary_core::stats::statistic::Estimate;
use apiary_tests::chart::{DARK, LIGHT, Svg, WIDTHS, theme};
use apiary_tests::links::read;
use apiary_tests::run::sweep_table;
use apiary_tests::table::Table;
use proptest::prelude::*;
use proptest::sample::select;

/// The words of links for what a map shows of an output.
const WORDS: [&str; 11] = [
    "mean",
    "median",
    "p5",
    "p25",
    "p75",
    "p95",
    "p97.5",
    "spread",
    "impossible",
    "above.0.5",
    "below.100",
];

/// The value of every cell.
fn cells(link: &Link, measure: Measure) -> Vec<Option<Estimate>> {
    let scenario = &link.scenario;
    let cell = |subset| {
        let runs = 1..scenario.runs + 1;
        let ends = Ends::of(
            scenario,
            &scenario.inputs_of(subset),
            &[measure.output],
            runs,
            &mut Noise::new(),
        );
        measure.estimate(&ends.values[0], ends.impossible)
    };
    (0..scenario.subsets().unwrap()).map(cell).collect()
}

fn draw(
    link: &Link,
    measure: Measure,
    cells: &[Option<Estimate>],
    width: f64,
    tokens: &str,
) -> Svg {
    let map = Heatmap {
        link,
        measure,
        lines: &link.view.lines[0],
        cells,
        runs: link.scenario.runs,
        marked: true,
    };
    let height = Heatmap::height(link, width);
    Svg::draw(width, height, 1.0, |surface, frame| {
        let drawn = map.draw(surface, frame, &theme(tokens));
        drawn.expect("it is drawn");
    })
}

#[test]
fn the_maps_of_the_notebooks_sweep_are_the_ones_looked_at() {
    let link = read(
        "honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1..0.3..0.05&runs=40\
         &view-subset=7&map-2=price.median",
    );
    for (measure, name) in link.maps().into_iter().zip(["share", "price"]) {
        let cells = cells(&link, measure);
        let picture = draw(&link, measure, &cells, 540.0, LIGHT);
        picture.assert_golden(&format!("map_{name}"));
    }
    let line = read("currents/1?sum-volume=10,30,90&runs=60&view-subset=1&map-lines=0.25");
    for (measure, name) in line.maps().into_iter().zip(["share", "balance"]) {
        let picture = draw(&line, measure, &cells(&line, measure), 540.0, LIGHT);
        picture.assert_golden(&format!("line_{name}"));
    }
    let small = read(
        "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&productivity=0.85,0.9,0.95&runs=20",
    );
    let [measure, _] = small.maps();
    let picture = draw(&small, measure, &cells(&small, measure), 960.0, DARK);
    picture.assert_golden("map_of_three_axes");
    let crossed = read(
        "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&productivity=0.85,0.9,0.95&\
         p-variance=0.15,0.25&p-pull=0.65,0.85&runs=10&map-lines=0.2&view-subset=9",
    );
    let [measure, _] = crossed.maps();
    let picture = draw(&crossed, measure, &cells(&crossed, measure), 960.0, LIGHT);
    picture.assert_golden("map_of_five_axes");
}

#[test]
fn along_one_axis_every_point_says_its_value_and_error_where_there_is_room() {
    let cell = |value| Some(Estimate { value, error: 0.02 });
    let figures = |link: &str, width: f64| {
        let link = read(link);
        let [measure, _] = link.maps();
        let columns = link.scenario.subsets().unwrap();
        let cells: Vec<_> = (1..=columns).map(|i| cell(0.1 * i as f64)).collect();
        draw(&link, measure, &cells, width, LIGHT).words()
    };
    let three = "honey/1?throttle=0.002,0.004,0.008";
    let wide = figures(three, 540.0);
    for figure in [
        "10\u{202f}%\u{a0}±\u{202f}2\u{202f}%",
        "30\u{202f}%\u{a0}±\u{202f}2\u{202f}%",
    ] {
        assert!(wide.contains(figure), "{figure} in {wide}");
    }
    // In little room the errors stand below.
    let narrow = figures(three, 330.0);
    assert!(narrow.contains("±\u{202f}2\u{202f}%"), "{narrow}");
    assert!(!narrow.contains("10\u{202f}%\u{a0}±"), "{narrow}");
    // All of them or none: a figure here and there would look like a mark.
    let many = figures("honey/1?throttle=0.002..0.01..0.001", 288.0);
    assert!(!many.contains("90\u{202f}%"), "{many}");
}

#[test]
fn contours_are_drawn_at_the_levels_that_the_link_names() {
    let link = read("honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&map-lines=0.25,0.5");
    let cell = |value| Some(Estimate { value, error: 0.0 });
    let cells = [0.1, 0.1, 0.3, 0.3].map(cell);
    let [measure, _] = link.maps();
    let words = draw(&link, measure, &cells, 540.0, LIGHT).words();
    // 0.25 runs between the rows and leaves at the right, 0.5 lies nowhere.
    assert!(words.contains("25\u{202f}%"), "{words}");
    assert_eq!(
        words.matches("50\u{202f}%").count(),
        1,
        "only in the key: {words}"
    );
}

#[test]
fn a_figure_stands_on_the_side_of_a_contour_that_its_cell_is_on() {
    let link = read("honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2");
    let cell = |value| Some(Estimate { value, error: 0.0 });
    let cells = [0.496, 0.504, 0.0998, 0.3].map(cell);
    let [measure, _] = link.maps();
    let words = draw(&link, measure, &cells, 540.0, LIGHT).words();
    let has = |figure: &str| words.split_whitespace().any(|word| word == figure);
    for (figure, why) in [
        ("49.6", "50 would be said to be above 50 %"),
        ("50", "is on its side as it is"),
        ("9.98", "10.0 would be said to be above 10 %"),
        ("30", "is far from all"),
    ] {
        assert!(has(figure), "{figure} {why}: {words}");
    }
    // Where there is no room for so many digits it says on which side it is.
    let narrow = read("honey/1?throttle=0.001..0.008..0.001&target-reserve-ratio=0.1,0.2");
    let cells = [Some(cell(0.4996).expect("a cell")); 16];
    let words = draw(&narrow, measure, &cells, 288.0, LIGHT).words();
    assert!(words.contains("&lt;50"), "{words}");
}

#[test]
fn every_row_of_a_map_is_named_in_full() {
    let link = read("honey/1?throttle=0.002,0.008&initial-reserve=1,250000000000");
    let cells = [Some(Estimate {
        value: 0.2,
        error: 0.0,
    }); 4];
    let [measure, _] = link.maps();
    for width in [288.0, 540.0] {
        let picture = draw(&link, measure, &cells, width, LIGHT);
        assert!(picture.words().contains("250,000,000,000"));
        picture.assert_words_within_frame("a map of large numbers");
    }
}

#[test]
fn a_cell_is_the_number_that_the_sweeps_table_has() {
    let link = read("honey/1?throttle=0.002,0.008&productivity=0.85,0.9,0.95&runs=30&timesteps=60");
    let table = Table::read(&sweep_table(&link.scenario, 6));
    let outputs = link.scenario.model.outputs();
    for word in ["mean", "median", "p5", "p25", "p75", "p95"] {
        let measure = Measure::read(&format!("price.{word}"), &outputs).expect("a measure");
        let found: Vec<f64> = cells(&link, measure)
            .iter()
            .map(|cell| cell.expect("runs").value)
            .collect();
        assert_eq!(found, table.column(&format!("price_{word}")));
    }
    let measure = Measure::read("price.impossible", &outputs).expect("a measure");
    for (cell, counted) in cells(&link, measure).iter().zip(table.column("impossible")) {
        assert_eq!(cell.expect("runs").value, counted / 30.0);
    }
}

#[test]
fn every_measure_of_every_odd_sweep_is_drawn_within_its_frame() {
    for text in [
        "honey/1?throttle=0.002,0.008&runs=3&timesteps=12",
        "honey/1?throttle=0.008,0.008&target-reserve-ratio=0.2,0.2&runs=1&timesteps=1",
        "honey/1?throttle=0.002,0.008&productivity=0.7,0.9&sweep=zip&runs=3&timesteps=12",
        "honey/1?growth=-1,0&p-variance=0,0.25,9&runs=3&timesteps=12",
        "honey/1?growth=-1&p-variance=0,0.25&runs=3&timesteps=12",
        "honey/1?initial-price=1e300,1e305&runs=3&timesteps=12",
        "honey/1?initial-price=1,-1e308,1e308&runs=1&timesteps=1",
        "honey/1?initial-price=1e-300,1e-320&runs=3&timesteps=12",
        "honey/1?throttle=0..0.02..0.0002&runs=1&timesteps=3",
        "honey/1?throttle=0,0.1&growth=0,0.01,0.02&p-pull=0.5,0.7&productivity=0.8,0.9&runs=1&timesteps=3&view-subset=23",
        "currents/1?integrity-coefficient=0.5..1..0.1&avg-amount=1e9,5&runs=3&timesteps=40",
    ] {
        let link = read(text);
        for output in link.scenario.model.outputs() {
            for word in WORDS {
                let name = format!("{}.{word}", output.key);
                let measure = Measure::read(&name, &link.scenario.model.outputs());
                let measure = measure.expect("a measure");
                let cells = cells(&link, measure);
                let name = format!("{name} of {text}");
                let picture = draw(&link, measure, &cells, 540.0, LIGHT);
                picture.assert_within_frame(&name);
                assert!(!picture.words().contains("NaN"), "{name}");
            }
        }
    }
}

#[test]
fn a_map_is_drawn_at_every_width_and_while_its_runs_are_made() {
    let link = read("honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2&runs=3");
    let [measure, _] = link.maps();
    let complete = cells(&link, measure);
    for width in WIDTHS {
        for made in 0..=complete.len() {
            let mut cells = complete.clone();
            cells[made..].fill(None);
            let picture = draw(&link, measure, &cells, width, LIGHT);
            picture.assert_within_frame(&format!("{made} cells at {width}"));
        }
        // Even if there are no cells at all.
        draw(&link, measure, &[], width, LIGHT).assert_within_frame("no cells");
    }
}

/// As while a window is narrowed, or in a view enlarged many times: nothing need be legible, but the page lives.
#[test]
fn no_width_is_too_small_for_a_map_to_be_drawn() {
    for link in [
        "honey/1?throttle=0.002,0.008,0.02&target-reserve-ratio=0.1,0.2,0.3&runs=3&timesteps=12",
        "honey/1?throttle=0.002,0.008,0.02&runs=3&timesteps=12",
        "currents/1?avg-amount=50,100,200&initial-user-balance=-1234567,0,1234567&runs=3&timesteps=12",
        "currents/1?avg-amount=50,100&initial-user-balance=-400,0&sum-volume=10,30&runs=3&timesteps=12",
    ] {
        let link = read(link);
        for measure in link.maps() {
            let cells = cells(&link, measure);
            for width in (0..30).map(|step| f64::from(step * 8 + 1)) {
                draw(&link, measure, &cells, width, LIGHT);
                draw(&link, measure, &vec![None; cells.len()], width, LIGHT);
            }
        }
    }
}

#[test]
fn a_link_without_axes_has_no_map() {
    let link = read("honey/1?runs=1");
    assert_eq!(Heatmap::height(&link, 540.0), 0.0);
    assert!(!apiary_charts::heatmap::is_possible(&link));
    let frame = Frame {
        width: 540.0,
        height: 300.0,
        ratio: 1.0,
    };
    assert_eq!(Heatmap::subset_at(&link, frame, (100.0, 100.0)), None);
}

#[test]
fn every_subset_can_be_pointed_at() {
    for text in [
        "honey/1?throttle=0.002,0.004,0.008",
        "honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1..0.3..0.025",
        "honey/1?throttle=0.002,0.004,0.008&growth=0,0.01&p-pull=0.5,0.6,0.7,0.8,0.9",
        "honey/1?throttle=0.002,0.004,0.008&growth=0,0.01&p-pull=0.5,0.6&productivity=0.8,0.9",
        "honey/1?throttle=0.002,0.004&growth=0,0.01&sweep=zip",
    ] {
        let link = read(text);
        for width in WIDTHS {
            let height = Heatmap::height(&link, width);
            let frame = Frame {
                width,
                height,
                ratio: 1.0,
            };
            let mut seen = vec![0; link.scenario.subsets().unwrap()];
            for x in 0..width as usize {
                for y in 0..height as usize {
                    let at = (x as f64 + 0.5, y as f64 + 0.5);
                    if let Some(subset) = Heatmap::subset_at(&link, frame, at) {
                        seen[subset] += 1;
                    }
                }
            }
            for subset in 0..seen.len() {
                let [x, y, w, h] = Heatmap::cell_box(&link, frame, subset).expect("a box");
                let middle = (x + w / 2.0, y + h / 2.0);
                assert_eq!(Heatmap::subset_at(&link, frame, middle), Some(subset));
            }
            let (least, most) = (seen.iter().min().unwrap(), seen.iter().max().unwrap());
            assert!(*least > 30, "{text} at {width}: {seen:?}");
            assert!(
                most - least <= 120 + least / 5,
                "{text} at {width}: {seen:?}"
            );
        }
    }
}

#[test]
fn the_mark_lies_on_the_subset_looked_at() {
    let text =
        "honey/1?throttle=0.002,0.004,0.008&growth=0,0.01&p-pull=0.5,0.6,0.7&runs=1&timesteps=1";
    for subset in 0..18 {
        let link = read(&format!("{text}&view-subset={subset}"));
        let [measure, _] = link.maps();
        let picture = draw(&link, measure, &[], 540.0, LIGHT);
        // The frame around the cell is the only line of this colour.
        let line = picture.text.lines().find(|line| line.contains("#8A5700"));
        let line = line.expect("a mark");
        let points = line.split("points=\"").nth(1).expect("points");
        let points: Vec<f64> = points
            .split(['"', ',', ' '])
            .map_while(|x| x.parse().ok())
            .collect();
        let middle = |place: usize| f64::midpoint(points[place], points[place + 4]);
        let frame = Frame {
            width: 540.0,
            height: Heatmap::height(&link, 540.0),
            ratio: 1.0,
        };
        let found = Heatmap::subset_at(&link, frame, (middle(0), middle(1)));
        assert_eq!(found, Some(subset));
    }
}

#[test]
fn what_is_told_of_a_cell_has_its_axes_its_value_and_its_error() {
    let link = read("honey/1?throttle=0.002,0.004&runs=50");
    let [measure, _] = link.maps();
    let cells = cells(&link, measure);
    let map = Heatmap {
        link: &link,
        measure,
        lines: &[],
        cells: &cells[..1],
        runs: link.scenario.runs,
        marked: true,
    };
    let told = map.told(0).replace('\u{202f}', " ");
    assert!(told.starts_with("throttle 0.2 %: "), "{told}");
    assert!(told.contains("%\u{a0}±"), "{told}");
    let told = map.told(1).replace('\u{202f}', " ");
    assert_eq!(told, "throttle 0.4 %: not computed yet");
}

/// Ends of axes up to a size, round and odd ones, near to one another and far apart.
fn ends(most: f64) -> impl Strategy<Value = [f64; 2]> {
    let odd = vec![0.0, -0.0, 5e-324, 1e-300, 1.0, 1.0_f64.next_up(), 1e16];
    let end = prop_oneof![
        any::<f64>().prop_filter("small enough", move |x| x.abs() <= most),
        -1e3..1e3,
        select(odd),
        Just(most),
        Just(-most),
    ];
    let near = (end.clone(), 1e-18..1e-3).prop_map(|(x, share)| [x, x + x.abs() * share]);
    let near = near.prop_filter("small enough", move |ends| ends[1] <= most);
    let apart = (end.clone(), end).prop_map(|(a, b)| [a.min(b), a.max(b)]);
    prop_oneof![apart, near]
}

fn assert_few_ticks(ends: [f64; 2], about: usize) {
    let found = ticks(ends, about);
    // Where ends are next to one another in float64, ticks repeat; still there is an end to them.
    let [low, high] = ends.map(f64::abs);
    let apart = (ends[1] - ends[0]) > 1e-12 * low.max(high);
    let most = if apart { 2 * about.max(2) + 4 } else { 100 };
    assert!(found.len() <= most, "{found:?} in {ends:?}");
    assert!(found.is_sorted(), "{found:?} in {ends:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_axis_of_any_two_ends_has_a_few_ticks(ends in ends(1e300), about in 0_usize..20) {
        assert_few_ticks(ends, about);
    }
}

#[test]
fn an_axis_as_long_as_numbers_go_has_a_few_ticks() {
    for ends in [
        [f64::MIN, f64::MAX],
        [0.0, f64::MAX],
        [f64::MIN, 0.0],
        [-1e308, 1e307],
    ] {
        assert_few_ticks(ends, 6);
    }
}
