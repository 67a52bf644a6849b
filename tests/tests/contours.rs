//! The lines of a map: whoever sees one can read its level.

use apiary_charts::heatmap::Heatmap;
use apiary_core::link::Link;
use apiary_core::stats::statistic::Estimate;
use apiary_tests::chart::{LIGHT, Svg, WIDTHS, theme};
use proptest::prelude::*;
use proptest::sample::select;

/// Levels that neither a cell nor the key of colours has.
const LEVELS: [f64; 3] = [17.0, 45.0, 90.0];
/// Values on all sides of them.
const VALUES: [f64; 4] = [5.0, 30.0, 60.0, 120.0];
/// Sweeps of twenty subsets, in rows and in one.
const SWEEPS: [&str; 2] = [
    "honey/1?throttle=0.002..0.01..0.002&map-2=price.median&target-reserve-ratio=0.1..0.25..0.05",
    "honey/1?throttle=0.001..0.02..0.001&map-2=price.median",
];

/// What a map of the median price says, with these values in its cells.
fn words(link: &Link, values: &[f64], width: f64) -> Vec<String> {
    let cells: Vec<Option<Estimate>> = values
        .iter()
        .map(|&value| Some(Estimate { value, error: 1.0 }))
        .collect();
    let map = Heatmap {
        link,
        measure: link.maps()[1],
        lines: &LEVELS,
        cells: &cells,
        runs: 20,
        marked: true,
    };
    let height = Heatmap::height(link, width);
    let drawn = Svg::draw(width, height, 1.0, |surface, frame| {
        map.draw(surface, frame, &theme(LIGHT))
            .expect("it is drawn");
    });
    let words = drawn.words();
    words.split([',', ' ', '\n']).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_of_a_map_is_named_on_it_or_below_it(
        text in select(&SWEEPS[..]),
        values in prop::collection::vec(select(&VALUES[..]), 20),
    ) {
        let reading = Link::read(text);
        prop_assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        for width in WIDTHS {
            let words = words(&reading.link, &values, width);
            for level in LEVELS {
                let is_above = |value: &f64| *value >= level;
                // Cells on two sides have a line between them.
                let has_line = values.iter().any(is_above) && !values.iter().all(is_above);
                let is_named = words.contains(&level.to_string());
                prop_assert!(!has_line || is_named, "{text} at {width}: {level} in {words:?}");
            }
        }
    }
}
