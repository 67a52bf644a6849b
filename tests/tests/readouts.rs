//! What charts say at a timestep and of a bar is what the runs say.

use apiary_charts::by_subset::BySubset;
use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::notebook::Notebook;
use apiary_charts::readout::{self, Area, Read, Weight};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::people;
use apiary_core::sentence::Judgement;
use apiary_core::table::Form;
use apiary_tests::chart::{LIGHT, Svg, WIDTHS, theme};
use std::cell::RefCell;

fn studied(link: &str) -> (Link, Vec<Ensemble>) {
    let reading = Link::read(link);
    assert!(reading.problems.is_empty(), "{link}");
    let scenario = &reading.link.scenario;
    let outputs: Vec<usize> = (0..scenario.model.outputs().len()).collect();
    let complete = |subset| Ensemble::complete(scenario, subset, &outputs).unwrap();
    let ensembles = (0..scenario.subsets().unwrap()).map(complete).collect();
    (reading.link, ensembles)
}

fn finite_sorted(values: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|x| x.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    values
}

#[test]
fn the_median_told_is_the_middle_run_at_every_timestep() {
    for model in MODELS {
        let (link, ensembles) = studied(&format!("{}/1?runs=11&timesteps=30", model.about().name));
        for timestep in 0..=30 {
            let told = readout::main(&link, &ensembles[0], String::new(), timestep);
            let median = told
                .lines
                .iter()
                .find(|line| line.label == "median")
                .unwrap();
            let values = finite_sorted(ensembles[0].at(link.output(), timestep as u32));
            assert_eq!(median.y, values[values.len() / 2]);
            assert_eq!(median.weight, Weight::Strong);
        }
    }
}

#[test]
fn the_share_told_at_the_end_is_the_headlines() {
    for model in MODELS {
        let (link, ensembles) = studied(&format!("{}/1?runs=200&timesteps=90", model.about().name));
        let told = readout::main(&link, &ensembles[0], String::new(), 90);
        let headline = people::share(Judgement::of(&link, &ensembles[0]).beyond);
        let share = told.lines.last().unwrap();
        assert_eq!(share.text, headline.to_string());
        assert_ne!(share.weight, Weight::Plain);
    }
}

#[test]
fn a_run_is_told_only_where_the_link_asks_for_it() {
    let told = |link: &str| {
        let (link, ensembles) = studied(link);
        readout::main(&link, &ensembles[0], String::new(), 5).lines
    };
    assert!(
        told("honey/1?runs=9")
            .iter()
            .all(|line| line.label != "run 3")
    );
    let lines = told("honey/1?runs=9&view-run=3&view=price");
    let (_, ensembles) = studied("honey/1?runs=9");
    let (link, _) = studied("honey/1?view=price");
    let value = ensembles[0].at(link.output(), 5)[2];
    let unit = link.scenario.model.outputs()[link.output()].unit;
    let run = lines.iter().find(|line| line.label == "run 3").unwrap();
    assert_eq!(run.text, people::about(value, unit));
}

#[test]
fn the_bars_count_every_run_once() {
    let (link, ensembles) = studied("honey/1?runs=300");
    let bar = |bar| Picture::end(&link, &ensembles[0], [0.0, 1.0], bar);
    let counted = |which| -> u32 { bar(which).lines[0].text.parse().unwrap() };
    assert_eq!((0..20).map(counted).sum::<u32>(), 300);
    assert_eq!(bar(19).title, "95\u{202f}% to 100\u{202f}%");
}

#[test]
fn every_frame_over_time_that_is_drawn_is_told_at_every_timestep() {
    let theme = theme(LIGHT);
    for link in [
        "honey/1?throttle=0.002,0.008&runs=20&timesteps=24",
        "currents/1?runs=12&timesteps=40&view-run=3",
    ] {
        let (link, ensembles) = studied(link);
        for chart in link.scenario.model.about().charts {
            let notebook = Notebook {
                link: &link,
                ensembles: ensembles.iter().collect(),
                chart,
            };
            for width in WIDTHS {
                let areas: RefCell<Vec<Area>> = RefCell::default();
                Svg::draw(width, notebook.height(width), 1.0, |surface, frame| {
                    *areas.borrow_mut() = notebook.draw(surface, frame, &theme).expect("drawn");
                });
                let areas = areas.into_inner();
                assert!(!areas.is_empty(), "{}", chart.title);
                for timestep in [0, 1, link.scenario.timesteps as usize] {
                    let told = readout::notebook(&notebook, timestep);
                    assert_eq!(told.len(), areas.len(), "{} at {timestep}", chart.title);
                    assert!(told.iter().all(|frame| !frame.lines.is_empty()));
                }
                for area in &areas {
                    assert_eq!(area.count, link.scenario.timesteps as usize);
                    assert!((0.0..=width).contains(&area.plot.left) && area.plot.right <= width);
                }
            }
        }
    }
}

/// A chart of CURRENTS by its title, for run 5 of ten.
fn of_run_5<T>(title: &str, told: impl Fn(&Notebook) -> T) -> (T, Ensemble) {
    let (link, mut ensembles) = studied("currents/1?runs=10&view-run=5");
    let charts = link.scenario.model.about().charts;
    let chart = charts.iter().find(|chart| chart.title == title);
    let told = told(&Notebook {
        link: &link,
        ensembles: ensembles.iter().collect(),
        chart: chart.expect(title),
    });
    (told, ensembles.remove(0))
}

/// In which share of all days, in per cent, a run owes more than its credit.
fn days_past(ensemble: &Ensemble, run: usize) -> f64 {
    let [balance, credit] = [0, 3].map(|output| ensemble.trajectory(output, run));
    let past = balance.iter().zip(&credit).filter(|(b, c)| **b < -**c);
    100.0 * past.count() as f64 / balance.len() as f64
}

#[test]
fn how_long_each_member_is_past_the_limit_is_counted_from_its_days() {
    let (told, ensemble) = of_run_5("Member by member", describe::chart);
    for run in 0..10 {
        let days = days_past(&ensemble, run);
        let figure = if days > 0.0 && days < 0.5 {
            "<1".to_owned()
        } else {
            format!("{days:.0}")
        };
        let named = format!("run {} {figure}\u{202f}%", run + 1);
        assert!(told.contains(&named), "{named} in {told}");
    }
    let (told, _) = of_run_5("Balance against the credit limit", describe::chart);
    let days = format!("Past the limit on {:.0}\u{202f}%", days_past(&ensemble, 4));
    assert!(told.contains(&days), "{told}");
}

#[test]
fn a_limit_that_stands_at_first_is_said_to_until_the_day_before_it_moves() {
    let (told, ensemble) = of_run_5("Balance against the credit limit", describe::chart);
    let credit = ensemble.trajectory(3, 4);
    assert!(credit[..=89].iter().all(|&credit| credit == 250.0) && credit[90] != 250.0);
    let note = "Until day 89 the limit stays at 250: too few payments at first, or";
    assert!(told.contains(note), "{told}");
}

#[test]
fn a_frame_of_one_run_knows_which_it_is() {
    let runs = |notebook: &Notebook| (0..11).map(|frame| notebook.run_of_frame(frame)).collect();
    let first: Vec<_> = (0..10).map(Some).chain([None]).collect();
    for title in ["Member by member", "Members side by side"] {
        let (frames, _): (Vec<_>, _) = of_run_5(title, runs);
        assert_eq!(frames, first, "{title}");
    }
    let (frames, _): (Vec<_>, _) = of_run_5("One member", runs);
    assert_eq!(frames, vec![None; 11]);
    // One beyond the first ten takes the last place.
    let (link, ensembles) = studied("currents/1?runs=12&timesteps=9&view-run=12");
    let charts = link.scenario.model.about().charts;
    let members = charts.iter().find(|chart| chart.form == Form::Members);
    let notebook = Notebook {
        link: &link,
        ensembles: ensembles.iter().collect(),
        chart: members.unwrap(),
    };
    assert_eq!(notebook.run_of_frame(9), Some(11));
    let told = readout::notebook(&notebook, 9);
    assert_eq!(told[9].title, "run 12");
}

#[test]
fn the_main_picture_is_read_over_time_and_by_its_bars() {
    let (link, ensembles) = studied("currents/1?runs=40&timesteps=60");
    let areas: RefCell<Vec<Area>> = RefCell::default();
    Svg::draw(900.0, 420.0, 1.0, |surface, frame| {
        let picture = Picture::new(&link, &ensembles[0]);
        *areas.borrow_mut() = picture.draw(surface, frame, &theme(LIGHT)).expect("drawn");
    });
    let read: Vec<Read> = areas.borrow().iter().map(|area| area.read).collect();
    assert_eq!(read, [Read::Time, Read::Lying]);
}

#[test]
fn the_facets_of_a_sweep_are_the_ones_looked_at() {
    let (link, ensembles) = studied(
        "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.3&runs=40&timesteps=60&view-as=facets&view-subset=2",
    );
    let facets = BySubset {
        link: &link,
        ensembles: ensembles.iter().collect(),
    };
    while facets.prepare() {}
    for (name, width) in [("facets", 1120.0), ("facets_narrow", 358.0)] {
        let areas = RefCell::new(0);
        let drawn = Svg::draw(width, facets.height(width), 1.0, |surface, frame| {
            let drawn = facets.draw(surface, frame, &theme(LIGHT));
            *areas.borrow_mut() = drawn.expect("drawn").len();
        });
        assert_eq!(areas.into_inner(), 4);
        drawn.assert_within_frame(name);
        drawn.assert_golden(name);
    }
}
