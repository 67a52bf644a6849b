//! The tables of charts: the numbers that are drawn, and none besides.

use apiary_charts::compare::Comparison;
use apiary_charts::fan::Picture;
use apiary_charts::heatmap::Heatmap;
use apiary_charts::notebook::Notebook;
use apiary_charts::trends::Trends;
use apiary_core::analysis::compare::{Compared, side_by_side};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::number::shortest;
use apiary_core::summary::{Fan, trend};
use apiary_core::table::Form;
use apiary_tests::run::csv;

fn link(text: &str) -> Link {
    let reading = Link::read(text);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.link
}

fn ensembles(link: &Link) -> Vec<Ensemble> {
    let outputs: Vec<usize> = (0..link.scenario.model.outputs().len()).collect();
    let subsets = 0..link.scenario.subsets().expect("subsets");
    subsets
        .map(|subset| Ensemble::complete(&link.scenario, subset, &outputs).expect("runs"))
        .collect()
}

/// A table's first line, and its rows, each with as many cells.
fn read(table: &str) -> (Vec<&str>, Vec<Vec<&str>>) {
    let mut lines = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let names = lines.next().expect("names");
    let rows: Vec<_> = lines.collect();
    assert!(rows.iter().all(|row| row.len() == names.len()), "{table}");
    (names, rows)
}

#[test]
fn the_main_pictures_table_is_its_fan_and_its_trend() {
    let link = link("honey/1?runs=30&timesteps=12&view-as=trend");
    let ensemble = &ensembles(&link)[0];
    let table = Picture::new(&link, ensemble).table();
    let (names, rows) = read(&table);
    assert_eq!(
        names.join(" "),
        "timestep saturation_p5 saturation_p25 saturation_median saturation_p75 saturation_p95 \
         saturation_trend saturation_finite"
    );
    let fan = Fan::of(ensemble, link.output());
    let line = trend(ensemble, link.output(), 0..=12);
    assert_eq!(rows.len(), 13);
    for (timestep, row) in rows.iter().enumerate() {
        let told = [fan.quantiles[2][timestep], line[timestep], 30.0].map(shortest);
        assert_eq!([row[3], row[6], row[7]], told);
    }
}

#[test]
fn a_maps_table_has_each_subset_with_its_axes_its_value_and_its_error() {
    let link =
        link("honey/1?throttle=0.002,0.004&target-reserve-ratio=0.1,0.3&runs=10&timesteps=6");
    let ensembles = ensembles(&link);
    let measure = Measure::goal(&link);
    let cells: Vec<_> = ensembles
        .iter()
        .map(|ensemble| measure.estimate(ensemble.ends(measure.output), 0))
        .collect();
    let map = Heatmap {
        link: &link,
        measure,
        lines: &[],
        cells: &cells,
        runs: 10,
        marked: true,
    };
    let table = map.table();
    let (names, rows) = read(&table);
    assert_eq!(
        names.join(" "),
        "subset throttle target-reserve-ratio saturation.above.0.8 error"
    );
    assert_eq!(rows[1][..3], ["1", "0.004", "0.1"]);
    for (row, cell) in rows.iter().zip(&cells) {
        let cell = cell.expect("a value");
        assert_eq!(row[3..], [cell.value, cell.error].map(shortest));
    }
}

#[test]
fn the_table_of_a_notebooks_chart_has_rows_of_apiary_run_or_trends_by_subset() {
    for text in [
        "currents/1?runs=12&timesteps=20&integrity-coefficient=0.5,0.9&view-subset=1&view-run=3",
        "honey/1?runs=4&timesteps=12&throttle=0.002,0.004",
    ] {
        let link = link(text);
        let ensembles = ensembles(&link);
        let all = csv(text);
        let (all_names, all_rows) = read(&all);
        for chart in link.scenario.model.about().charts {
            let notebook = Notebook {
                link: &link,
                ensembles: ensembles.iter().collect(),
                chart,
            };
            let table = notebook.table();
            let (names, rows) = read(&table);
            assert!(!rows.is_empty(), "{}", chart.title);
            if matches!(chart.form, Form::Subsets | Form::Scatter) {
                let steps = link.scenario.timesteps as usize + 1;
                assert_eq!(rows.len(), ensembles.len() * steps, "{}", chart.title);
                assert!(names.iter().any(|name| name.ends_with("_trend")));
                continue;
            }
            let column = |name: &&str| all_names.iter().position(|other| other == name);
            // What the notebook does not name is no column of `apiary run`.
            let places: Vec<_> = names.iter().map(column).collect();
            for row in &rows {
                let same = |other: &&Vec<&str>| other[..3] == row[..3];
                let own = all_rows.iter().find(same).expect("a row");
                for (cell, place) in row.iter().zip(&places) {
                    assert!(place.is_none_or(|place| own[place] == *cell), "{text}");
                }
            }
        }
    }
}

#[test]
fn the_table_of_trends_has_a_row_for_each_timestep_of_each_line() {
    let link = link("honey/1?throttle=0.002,0.004&runs=10&timesteps=6");
    let lines: Vec<_> = ensembles(&link)
        .iter()
        .map(|ensemble| Some(trend(ensemble, link.output(), 0..=6)))
        .collect();
    let trends = Trends {
        link: &link,
        output: link.output(),
        runs: 10,
        lines: &lines,
        marked: true,
    };
    let table = trends.table();
    let (names, rows) = read(&table);
    assert_eq!(names.join(" "), "subset throttle timestep saturation_trend");
    assert_eq!(rows.len(), 14);
    let end = shortest(lines[1].as_ref().expect("a line")[6]);
    assert_eq!(rows[13], ["1", "0.004", "6", &end]);
}

#[test]
fn the_tables_of_a_comparison_have_both_fans_and_each_runs_difference() {
    let link = link(
        "honey/1?target-reserve-ratio=0.3&runs=20&timesteps=12&pinned-target-reserve-ratio=0.2",
    );
    let both = side_by_side(&link).expect("two scenarios");
    let ensembles = ensembles(&both);
    let compared = Compared {
        link: &both,
        ensembles: [&ensembles[0], &ensembles[1]],
    };
    let comparison = Comparison {
        compared: &compared,
    };
    let (fans, differences) = (comparison.table(), comparison.table_of_differences());
    let (names, rows) = read(&fans);
    assert_eq!((names.len(), rows.len()), (13, 13));
    assert_eq!(
        [names[3], names[9]],
        ["a_saturation_median", "b_saturation_median"]
    );
    let median = |of: usize| shortest(Fan::of(&ensembles[of], link.output()).quantiles[2][12]);
    assert_eq!([rows[12][3], rows[12][9]], [median(0), median(1)]);
    let (_, rows) = read(&differences);
    let told: Vec<_> = compared.differences().into_iter().map(shortest).collect();
    let found: Vec<_> = rows.iter().map(|row| row[3]).collect();
    assert_eq!(found, told);
}
