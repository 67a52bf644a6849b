//! The trends of a sweep's subsets, beside one another: whose they are, what they are called, where they end.

use apiary_charts::trends::Trends;
use apiary_core::ends::{trend_ends, trend_line};
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_tests::chart::{DARK, LIGHT, Svg, WIDTHS, theme};
use apiary_tests::links::read;

/// The trends of the subsets looked at, through a few runs.
fn trend_lines(link: &Link, runs: u32) -> Vec<Option<Vec<f64>>> {
    let line = |subset| {
        let inputs = link.scenario.inputs_of(subset);
        trend_line(
            &link.scenario,
            &inputs,
            link.output(),
            1..runs + 1,
            &mut Noise::new(),
        )
    };
    Trends::subsets(link).map(line).map(Some).collect()
}

fn draw_trends(link: &Link, lines: &[Option<Vec<f64>>], width: f64, tokens: &str) -> Svg {
    let trends = Trends {
        link,
        output: link.output(),
        runs: 10,
        lines,
        marked: true,
    };
    Svg::draw(width, Trends::height(link, width), 1.0, |surface, frame| {
        let drawn = trends.draw(surface, frame, &theme(tokens));
        drawn.expect("it is drawn");
    })
}

#[test]
fn the_trends_of_a_sweep_are_the_ones_looked_at() {
    let link = read(
        "honey/1?throttle=0.002,0.008,0.03&target-reserve-ratio=0.1..0.3..0.1&runs=10&view-subset=7",
    );
    let lines = trend_lines(&link, 10);
    draw_trends(&link, &lines, 960.0, LIGHT).assert_golden("trends");
    draw_trends(&link, &lines, 360.0, DARK).assert_golden("trends_narrow_dark");
}

#[test]
fn of_many_trends_each_has_its_name_at_its_end_or_is_counted_where_many_end_together() {
    let link = read(
        "honey/1?throttle=0.002..0.032..0.004&target-reserve-ratio=0.2,0.3&runs=10&view-subset=9",
    );
    let lines = trend_lines(&link, 10);
    let picture = draw_trends(&link, &lines, 700.0, LIGHT);
    picture.assert_golden("trends_many");
    let words = picture.words();
    let values = ["0.2", "0.6", "1", "1.4", "1.8", "2.2", "2.6", "3"];
    let values = values.map(|value| format!("{value}\u{202f}%"));
    let named = words
        .lines()
        .filter(|word| values.iter().any(|value| value == word));
    let counted = words.lines().filter_map(|word| word.strip_suffix(" lines"));
    let counted: Vec<usize> = counted.map(|count| count.parse().unwrap()).collect();
    assert!(!counted.is_empty(), "{words}");
    // Eight in the key, and eight in each of two frames.
    assert_eq!(
        named.count() + counted.iter().sum::<usize>(),
        3 * 8,
        "{words}"
    );
}

#[test]
fn a_trend_ends_where_the_notebooks_experiment_does() {
    let link = read("honey/1?throttle=0.002,0.008&runs=10&timesteps=60");
    for subset in 0..2 {
        let inputs = link.scenario.inputs_of(subset);
        let line = trend_line(&link.scenario, &inputs, 3, 1..11, &mut Noise::new());
        let ends = trend_ends(&link.scenario, &inputs, 3, 0..1, &mut Noise::new());
        assert_eq!((line.len(), line.last()), (61, ends.first()));
    }
}

#[test]
fn trends_of_any_sweep_are_drawn_within_their_frame_and_told() {
    for text in [
        "honey/1?throttle=0.002,0.008&runs=1&timesteps=1",
        "honey/1?throttle=0.008&initial-price=1e300,1e305&runs=3&timesteps=12&view=price",
        "honey/1?growth=-1,0&p-variance=0,9&p-pull=0.5,0.7&runs=3&timesteps=12&view-subset=5",
        "currents/1?integrity-coefficient=0.5,0.9&avg-amount=1e9,5&sweep=zip&runs=3&timesteps=40",
        "currents/1?integrity-coefficient=0.5..1..0.05&runs=3&timesteps=400&view=transaction",
    ] {
        let link = Link::read(text).link;
        let complete = trend_lines(&link, 3);
        for width in WIDTHS {
            for made in [0, 1, complete.len()] {
                let mut lines = complete.clone();
                lines[made.min(complete.len())..].fill(None);
                let picture = draw_trends(&link, &lines, width, LIGHT);
                picture.assert_within_frame(&format!("{text} at {width}"));
                assert!(!picture.words().contains("NaN"), "{text}");
            }
        }
    }
    let link = read("honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.3&runs=10");
    let lines = trend_lines(&link, 10);
    let trends = Trends {
        link: &link,
        output: link.output(),
        runs: 10,
        lines: &lines,
        marked: true,
    };
    let told = trends.describe().replace('\u{202f}', " ");
    assert!(
        told.starts_with("The trends of saturation by subset. The highest ends at "),
        "{told}"
    );
    assert!(
        told.contains("target reserve ratio 30 %, the lowest at "),
        "{told}"
    );
}
