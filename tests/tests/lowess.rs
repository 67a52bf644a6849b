//! The trend line against statsmodels, whose line plotly draws, and against a library that fits
//! every point.

use apiary_core::stats::lowess::lowess;
use apiary_tests::golden::{json, numbers};
use lowess::prelude::Lowess;

struct Points {
    xs: Vec<f64>,
    ys: Vec<Vec<f64>>,
    trend: Vec<f64>,
}

impl Points {
    fn load(name: &str) -> Self {
        let case = json(&format!("lowess/{name}.json"));
        let ys = case["ys"].as_array().expect("groups");
        Self {
            xs: numbers(&case["xs"]),
            ys: ys.iter().map(numbers).collect(),
            trend: numbers(&case["trend"]),
        }
    }

    fn fit(&self) -> Vec<f64> {
        let groups: Vec<&[f64]> = self.ys.iter().map(Vec::as_slice).collect();
        lowess(&self.xs, &groups)
    }

    /// The trend at each point by itself, by the library.
    fn fit_every_point(&self) -> Vec<f64> {
        let pooled = || self.xs.iter().zip(&self.ys);
        let x: Vec<f64> = pooled().flat_map(|(x, ys)| vec![*x; ys.len()]).collect();
        let y: Vec<f64> = self.ys.concat();
        let model = Lowess::new()
            .fraction(2.0 / 3.0)
            .iterations(3)
            .delta(0.0)
            .scaling_method("mar")
            .boundary_policy("noboundary")
            .build()
            .expect("the settings");
        let fits = model.fit(&x, &y).expect("a fit").y;
        let mut place = 0;
        let mut first = |ys: &Vec<f64>| {
            place += ys.len();
            fits[place - ys.len()]
        };
        self.ys.iter().map(&mut first).collect()
    }
}

/// The distance relative to the span of the line.
fn assert_near(found: &[f64], expected: &[f64], tolerance: f64, name: &str) {
    assert_eq!(found.len(), expected.len());
    let largest = expected
        .iter()
        .fold(0.0, |largest: f64, y| largest.max(y.abs()));
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let distance = (found - expected).abs() / largest;
        assert!(
            distance <= tolerance,
            "{name} at {place}: {found} for {expected}"
        );
    }
}

const CASES: [&str; 4] = [
    "saturation_of_ten_runs",
    "price_with_outliers",
    "price_of_one_run",
    "balance_of_ten_runs",
];

#[test]
fn a_trend_is_statsmodels() {
    for name in CASES {
        let points = Points::load(name);
        assert_near(&points.fit(), &points.trend, 1e-9, name);
    }
}

#[test]
fn a_trend_by_groups_is_the_trend_by_points() {
    for name in CASES {
        let points = Points::load(name);
        // The library rounds weights within a thousandth of one or of zero, as Cleveland's code does
        // and statsmodels does not.
        assert_near(&points.fit(), &points.fit_every_point(), 1e-7, name);
    }
}
