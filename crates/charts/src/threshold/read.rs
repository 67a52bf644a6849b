//! What the curves say at a value of the parameter.

use super::{Picture, Read, name};
use crate::readout::{Line, Readout, finer};
use apiary_core::analysis::threshold::Point;
use apiary_core::people;
use apiary_core::sentence::value_told;
use apiary_core::stats::order;

impl Picture<'_> {
    /// The values of the parameter that any of the curves was computed at, from the least on.
    #[must_use]
    pub fn places(&self) -> Vec<f64> {
        let points = self.read.iter().flat_map(|read| &read.points);
        let mut places: Vec<f64> = points.map(|point| point.at).collect();
        order::sort(&mut places);
        places.dedup();
        places
    }

    /// What each curve says at one of the [`places`](Self::places): its line and its shade, as they are
    /// drawn, so straight between two points. The first line is the place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<Readout> {
        let at = *self.places().get(place)?;
        let parameter = Line {
            y: at,
            ..Line::told(self.parameter().label, self.told_at(at))
        };
        let told = self.read.iter().filter_map(|read| self.line(read, at));
        Some(Readout {
            title: String::new(),
            lines: std::iter::once(parameter).chain(told).collect(),
        })
    }

    /// A value of the parameter.
    pub(super) fn told_at(&self, at: f64) -> String {
        let model = self.link.scenario.model;
        value_told(model, self.search.parameter, people::tidy(at))
    }

    fn line(&self, read: &Read, at: f64) -> Option<Line> {
        let Point {
            value, low, high, ..
        } = drawn(&read.points, at)?;
        let unit = finer(self.unit());
        let told = people::about(value, unit);
        let text = if low.is_finite() && high.is_finite() {
            format!("{told} ({})", people::range([low, high], unit))
        } else {
            told
        };
        Some(Line {
            y: value,
            ..Line::told(name(read.reading), text)
        })
    }
}

/// Where a line through points, which lie from left to right, is at a place between them.
fn drawn(points: &[Point], at: f64) -> Option<Point> {
    let behind = points.iter().position(|point| point.at >= at)?;
    let to = points[behind];
    if to.at == at {
        return Some(to);
    }
    let from = points[behind.checked_sub(1)?];
    let share = (at - from.at) / (to.at - from.at);
    let between = |a: f64, b: f64| a + share * (b - a);
    Some(Point {
        at,
        value: between(from.value, to.value),
        low: between(from.low, to.low),
        high: between(from.high, to.high),
    })
}
