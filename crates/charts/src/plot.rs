//! A frame with two axes: where values lie on the chart, what stands beside them.

use crate::pen::{Anchor, Drawn, Pen, Point, Type};
use crate::readout::{Area, Read};
use crate::style::Theme;
use apiary_core::people;
use apiary_core::table::{About, Output, Unit};
use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// A rectangle of the chart and the values at its sides.
#[derive(Clone, Copy, Debug)]
pub struct Plot {
    /// Pixels of the sides.
    pub left: f64,
    /// See `left`.
    pub top: f64,
    /// See `left`.
    pub right: f64,
    /// See `left`.
    pub bottom: f64,
    /// The values at left and right.
    pub x: [f64; 2],
    /// The values at bottom and top.
    pub y: [f64; 2],
}

/// Round values between two ends, about so many.
#[must_use]
pub fn ticks([low, high]: [f64; 2], about: usize) -> Vec<f64> {
    // plotters searches for ever where there is no distance, or none that a number could hold.
    if !(high > low && (high - low).is_finite() && high - low > f64::EPSILON * high.abs()) {
        return vec![low, high];
    }
    RangedCoordf64::from(low..high).key_points(BoldPoints(about.max(2)))
}

/// The distance between ticks.
#[must_use]
pub fn step(ticks: &[f64]) -> f64 {
    match ticks {
        [first, second, ..] => second - first,
        _ => 1.0,
    }
}

/// Values that lie closer together than this share of them are one: no axis could tell them apart in
/// figures that anybody would read.
const ALIKE: f64 = 1e-6;

/// Whether the ends of some values are as good as one value.
#[must_use]
pub fn are_alike([low, high]: [f64; 2]) -> bool {
    high - low <= ALIKE * low.abs().max(high.abs())
}

/// The farthest that an axis goes.
const FARTHEST: f64 = 1e300;

/// An axis that holds all of the values, from a round one to a round one; with zero, unless that
/// would flatten them.
#[must_use]
pub fn span(values: impl Iterator<Item = f64>) -> [f64; 2] {
    // No axis is so long that the distance of its ends is no number.
    let ends = values
        .filter(|value| value.is_finite())
        .map(|value| value.clamp(-FARTHEST, FARTHEST))
        .fold(None, |ends, value| {
            let (low, high) = ends.unwrap_or((value, value));
            Some((f64::min(low, value), f64::max(high, value)))
        });
    let Some((low, high)) = ends else {
        return [0.0, 1.0];
    };
    if are_alike([low, high]) {
        return span_about(low);
    }
    let reach = (high - low).max(1e-9);
    let (low, high) = match (low, high) {
        (low, high) if low > 0.0 && low < 2.0 * reach => (0.0, high),
        (low, high) if high < 0.0 && -high < 2.0 * reach => (low, 0.0),
        _ => (low, low + reach),
    };
    let step = step(&ticks([low, high], 6));
    [(low / step).floor() * step, (high / step).ceil() * step]
}

/// An axis for one value: from zero to a round one beyond it.
fn span_about(value: f64) -> [f64; 2] {
    let (low, high) = (value.min(0.0), value.max(0.0));
    if low == high {
        return [0.0, 1.0];
    }
    let step = step(&ticks([low, high], 6));
    if value > 0.0 {
        [0.0, ((value / step).floor() + 1.0) * step]
    } else {
        [((value / step).ceil() - 1.0) * step, 0.0]
    }
}

/// An output's own span where all values lie in it, else one that holds them and what else is drawn.
#[must_use]
pub fn span_of(
    row: &Output,
    values: &(impl Iterator<Item = f64> + Clone),
    also: Option<f64>,
) -> [f64; 2] {
    let is_in = |span: [f64; 2]| {
        let mut values = values.clone();
        values.all(|y| !y.is_finite() || (span[0]..=span[1]).contains(&y))
    };
    match row.span {
        Some(own) if is_in(own) => own,
        own => span(values.clone().chain(also).chain(own.into_iter().flatten())),
    }
}

impl Plot {
    /// Where two values lie.
    #[must_use]
    pub fn at(&self, x: f64, y: f64) -> Point {
        (self.across(x), self.up(y))
    }

    /// Where a value of the x axis lies.
    #[must_use]
    pub fn across(&self, x: f64) -> f64 {
        let [from, to] = self.x;
        self.left + (x - from) / (to - from) * (self.right - self.left)
    }

    /// Where a value of the y axis lies.
    #[must_use]
    pub fn up(&self, y: f64) -> f64 {
        let [from, to] = self.y;
        self.bottom - (y - from) / (to - from) * (self.bottom - self.top)
    }

    /// The value nearest to another within the y axis.
    #[must_use]
    pub fn within(&self, y: f64) -> f64 {
        y.clamp(self.y[0], self.y[1])
    }

    /// Draws values at 0, 1, 2, … (from `first` on) as a line. It leaves the frame where they do,
    /// and breaks where they are not finite.
    ///
    /// # Errors
    /// The backend's.
    pub fn curve<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        values: &[f64],
        first: u32,
        (colour, width): (RGBColor, f64),
    ) -> Drawn<DB> {
        let points = values.iter().enumerate();
        let points = points.map(|(i, &y)| (f64::from(first) + i as f64, y));
        self.line(pen, points, (colour, width))
    }

    /// Draws the values of the nth series of a chart, in its colour and strokes; else like
    /// [`curve`](Self::curve).
    pub fn series<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        values: &[f64],
        first: u32,
        (n, width): (usize, f64),
    ) -> Drawn<DB> {
        let look = (pen.theme.series(n), Theme::strokes(n));
        self.stroked(pen, values, first, (look, width))
    }

    /// The same in a colour, strokes and gaps.
    pub fn stroked<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        values: &[f64],
        first: u32,
        ((colour, lengths), width): ((RGBColor, &[f64]), f64),
    ) -> Drawn<DB> {
        let points = values.iter().enumerate();
        let points = points.map(|(i, &y)| (f64::from(first) + i as f64, y));
        for piece in self.on_page(points) {
            pen.pattern(&piece, (colour, width), lengths)?;
        }
        Ok(())
    }

    /// Draws points, in the values of the axes, as a line; else like [`curve`](Self::curve).
    pub fn line<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        points: impl Iterator<Item = Point>,
        (colour, width): (RGBColor, f64),
    ) -> Drawn<DB> {
        for piece in self.on_page(points) {
            pen.line(&piece, colour, width)?;
        }
        Ok(())
    }

    /// The pieces of a line within the frame, where they lie on the page.
    fn on_page(&self, points: impl Iterator<Item = Point>) -> Vec<Vec<Point>> {
        let mut pieces = self.clipped(points);
        for point in pieces.iter_mut().flatten() {
            *point = self.at(point.0, point.1);
        }
        pieces
    }

    /// The middle nine tenths and the middle half of a fan.
    ///
    /// # Errors
    /// The backend's.
    pub fn bands<DB: DrawingBackend>(&self, pen: &Pen<DB>, quantiles: &[Vec<f64>; 5]) -> Drawn<DB> {
        self.bands_in(pen, quantiles, [pen.theme.band90, pen.theme.band50])
    }

    /// Fills them in the colours of nine tenths and of half of the runs.
    ///
    /// # Errors
    /// The backend's.
    pub fn bands_in<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        [p5, p25, _, p75, p95]: &[Vec<f64>; 5],
        [wide, half]: [RGBColor; 2],
    ) -> Drawn<DB> {
        for (low, high, colour) in [(p5, p95, wide), (p25, p75, half)] {
            let ends = low.iter().zip(high).map(|(&low, &high)| [low, high]);
            let ends = ends.enumerate().map(|(x, ends)| (x as f64, ends));
            self.band(pen, ends, colour)?;
        }
        Ok(())
    }

    /// Fills what lies between a low and a high value at each place on the axis, within the frame.
    /// Places where either is not finite are left out.
    ///
    /// # Errors
    /// The backend's.
    pub fn band<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        ends: impl Iterator<Item = (f64, [f64; 2])>,
        colour: RGBColor,
    ) -> Drawn<DB> {
        let finite = ends.filter(|(_, [low, high])| low.is_finite() && high.is_finite());
        let on_page = |(x, ends): (f64, [f64; 2])| ends.map(|y| self.at(x, self.within(y)));
        let edges: Vec<[Point; 2]> = finite.map(on_page).collect();
        let high = edges.iter().map(|[_, high]| *high);
        let low = edges.iter().rev().map(|[low, _]| *low);
        let corners: Vec<Point> = high.chain(low).collect();
        pen.shape(&corners, colour)
    }

    /// The pieces of a line that lie between bottom and top. Backends clamp single points, which
    /// bends lines.
    fn clipped(&self, points: impl Iterator<Item = Point>) -> Vec<Vec<Point>> {
        let most = points.size_hint().0;
        let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
        let mut previous: Option<Point> = None;
        for point in points {
            let piece = previous.and_then(|from| self.inside(from, point));
            match (piece, pieces.last_mut()) {
                (Some([from, to]), Some(last)) if last.last() == Some(&from) => last.push(to),
                (Some([from, to]), _) => {
                    let mut piece = Vec::with_capacity(most);
                    piece.extend([from, to]);
                    pieces.push(piece);
                }
                (None, _) => {}
            }
            previous = point.1.is_finite().then_some(point);
        }
        pieces
    }

    /// The part of a straight line between bottom and top.
    fn inside(&self, from: Point, to: Point) -> Option<[Point; 2]> {
        let [low, high] = self.y;
        let outside = |edge: f64, beyond: fn(&f64, &f64) -> bool| {
            beyond(&from.1, &edge) && beyond(&to.1, &edge)
        };
        if !to.1.is_finite() || outside(low, f64::lt) || outside(high, f64::gt) {
            return None;
        }
        let cut = |point: Point, other: Point| {
            let y = self.within(point.1);
            if y == point.1 {
                return point;
            }
            let share = (y - point.1) / (other.1 - point.1);
            (point.0 + share * (other.0 - point.0), y)
        };
        Some([cut(from, to), cut(to, from)])
    }

    /// Level grid lines with their values on the left, and the ground line.
    ///
    /// # Errors
    /// The backend's, here and below.
    pub fn y_axis<DB: DrawingBackend>(&self, pen: &Pen<DB>, unit: Unit) -> Drawn<DB> {
        self.y_axis_with(pen, unit, &[])
    }

    /// The same with values that matter among the others, which make room for them.
    pub fn y_axis_with<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        unit: Unit,
        marked: &[f64],
    ) -> Drawn<DB> {
        let set = Type::of(12.0, pen.theme.ink3).at(Anchor::End);
        let heights: Vec<f64> = marked.iter().map(|&value| self.up(value)).collect();
        for (value, label) in self.y_labels(unit) {
            let y = self.up(value);
            pen.line(&[(self.left, y), (self.right, y)], pen.theme.rule, 1.0)?;
            if heights.iter().all(|height| (height - y).abs() > 13.0) {
                pen.text(&label, (self.left - 7.0, y), set)?;
            }
        }
        let set = Type::of(12.0, pen.theme.ink).strong().at(Anchor::End);
        for (&value, &y) in marked.iter().zip(&heights) {
            pen.text(&people::exactly(value, unit), (self.left - 7.0, y), set)?;
        }
        let zero = if self.y[0] < 0.0 && self.y[1] > 0.0 {
            self.up(0.0)
        } else {
            self.bottom
        };
        pen.line(
            &[(self.left, zero), (self.right, zero)],
            pen.theme.rule2,
            1.0,
        )
    }

    fn y_labels(&self, unit: Unit) -> Vec<(f64, String)> {
        let ticks = ticks(self.y, ((self.bottom - self.top) / 36.0) as usize);
        let step = step(&ticks);
        let labelled = |&value: &f64| (value, people::tick(value, step, unit));
        ticks.iter().map(labelled).collect()
    }

    /// How much room the values of the y axis need on the left.
    #[must_use]
    pub fn label_room<DB: DrawingBackend>(&self, pen: &Pen<DB>, unit: Unit) -> f64 {
        let set = Type::of(12.0, pen.theme.ink3);
        let widths = self.y_labels(unit);
        let widths = widths.iter().map(|(_, label)| pen.width(label, set));
        widths.fold(0.0, f64::max) + 9.0
    }

    /// Time along the bottom: ticks at whole years or months, with the name of a timestep at the
    /// first. What stands on it can be read at each timestep.
    pub fn time_axis<DB: DrawingBackend>(&self, pen: &Pen<DB>, about: &About) -> Drawn<DB> {
        let set = Type::of(12.0, pen.theme.ink3);
        let (theme, y) = (pen.theme, self.bottom);
        pen.line(&[(self.left, y), (self.right, y)], theme.rule2, 1.0)?;
        let last = self.x[1];
        pen.note(Area {
            read: Read::Time,
            plot: *self,
            count: last as usize,
        });
        let step = time_step(last, about.tick, (self.right - self.left) / 44.0);
        let first = format!("{} 0", about.timestep);
        let (left, mut free) = (self.left - 6.0, f64::NEG_INFINITY);
        let mut value = 0.0;
        while value <= last {
            let x = self.across(value);
            pen.line(&[(x, y), (x, y + 5.0)], theme.rule2, 1.0)?;
            if value == 0.0 {
                pen.text(&first, (left, y + 15.0), set)?;
                free = left + pen.width(&first, set) + 4.0;
            } else {
                let text = people::number(value, 0);
                // Where there is no room beside the name of a timestep.
                if x - pen.width(&text, set) / 2.0 > free {
                    pen.text(&text, (x, y + 15.0), set.at(Anchor::Middle))?;
                }
            }
            value += step;
        }
        Ok(())
    }

    /// A plain axis along the bottom, with a name below its right end.
    pub fn x_axis<DB: DrawingBackend>(&self, pen: &Pen<DB>, unit: Unit, name: &str) -> Drawn<DB> {
        let set = Type::of(12.0, pen.theme.ink3);
        let (theme, y) = (pen.theme, self.bottom);
        pen.line(&[(self.left, y), (self.right, y)], theme.rule2, 1.0)?;
        let about = ((self.right - self.left) / 80.0) as usize;
        let more = |ticks: &Vec<f64>| ticks.len() > 1;
        // One value alone is no scale.
        let ticks = (about..about + 3)
            .map(|about| ticks(self.x, about))
            .find(more);
        let ticks = ticks.unwrap_or_else(|| self.x.to_vec());
        let mut free = f64::NEG_INFINITY;
        for &value in &ticks {
            let x = self.across(value);
            pen.line(&[(x, y), (x, y + 5.0)], theme.rule2, 1.0)?;
            let text = people::tick(value, step(&ticks), unit);
            let half = pen.width(&text, set) / 2.0;
            let middle = x.min(pen.frame.width - half).max(half);
            if middle - half > free {
                pen.text(&text, (middle, y + 15.0), set.at(Anchor::Middle))?;
                free = middle + half + 4.0;
            }
        }
        pen.text(name, (self.right, y + 33.0), set.at(Anchor::End))
    }
}

/// The distance of time ticks: the model's own, a few of it that end at the last timestep, or else doubled until so
/// many fit.
fn time_step(last: f64, tick: u32, most: f64) -> f64 {
    let (tick, most) = (f64::from(tick), most.max(1.0));
    if last < tick {
        return (last / most).ceil();
    }
    let mut step = tick;
    while last / step > most {
        step *= 2.0;
    }
    let least = (last / most / tick).ceil() as u32;
    let mut ending = (least..=2 * least).map(|ticks| f64::from(ticks) * tick);
    ending.find(|step| last % step == 0.0).unwrap_or(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Plot = Plot {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 10.0,
        x: [0.0, 10.0],
        y: [0.0, 1.0],
    };

    #[test]
    fn a_line_is_cut_at_the_frame_and_not_bent() {
        let points = [(0.0, 0.5), (1.0, 1.5), (2.0, 0.5)];
        let pieces = PLOT.clipped(points.into_iter());
        let pieces: Vec<_> = pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect();
        let expected = [vec![(0.0, 0.5), (0.5, 1.0)], vec![(1.5, 1.0), (2.0, 0.5)]];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn a_line_breaks_at_what_is_no_number() {
        let points = [
            (0.0, 0.1),
            (1.0, 0.2),
            (2.0, f64::NAN),
            (3.0, 0.2),
            (4.0, 0.1),
        ];
        let pieces = PLOT.clipped(points.into_iter());
        assert_eq!(pieces.iter().filter(|piece| !piece.is_empty()).count(), 2);
    }

    #[test]
    fn an_axis_ends_at_round_values() {
        assert_eq!(span([3.0, 97.0].into_iter()), [0.0, 100.0]);
        assert_eq!(span([f64::NAN].into_iter()), [0.0, 1.0]);
        let [low, high] = span([26_000.0, 26_100.0].into_iter());
        assert!(low > 25_000.0 && high < 27_000.0);
    }

    #[test]
    fn an_axis_of_one_value_has_figures_that_can_be_read() {
        assert_eq!(span([250.0].into_iter()), [0.0, 300.0]);
        assert_eq!(span([100_000.0, 100_000.01].into_iter()), [0.0, 120_000.0]);
        assert_eq!(span([-250.0, -250.0].into_iter()), [-300.0, 0.0]);
        assert_eq!(span([0.0].into_iter()), [0.0, 1.0]);
    }
}
