//! A scale of colours: which colour a value has, and the key that says so.
//!
//! Cividis, which reads the same with any colour vision and in grey.

use crate::contours::STROKES;
use crate::pen::{Anchor, Drawn, Pen, Type};
use crate::plot::{are_alike, step, ticks};
use crate::style::Theme;
use apiary_core::people;
use apiary_core::table::Unit;
use colorous::CIVIDIS;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Values this many times apart are told by their ratios.
const WIDE: f64 = 8.0;
/// Colours of the key.
const SHADES: u32 = 80;

/// Values and their colours, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Whether equal ratios of values are equal steps of colour.
    pub(crate) is_log: bool,
}

impl Scale {
    /// A share's: from none to all.
    pub(crate) const SHARE: Self = Self {
        low: 0.0,
        high: 1.0,
        is_log: false,
    };

    /// One that holds all finite values.
    pub(crate) fn of(values: impl Iterator<Item = f64>) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let [low, high] = finite.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
            [low.min(value), high.max(value)]
        });
        if low > high {
            return Self::SHARE;
        }
        // One value has the colour in the middle and its figure alone.
        let high = if are_alike([low, high]) { low } else { high };
        Self {
            low,
            high,
            is_log: low > 0.0 && high / low > WIDE,
        }
    }

    /// Whether it holds a single value.
    fn is_one(self) -> bool {
        self.low == self.high
    }

    /// How far along the scale a value lies, from 0 to 1.
    fn along(self, value: f64) -> f64 {
        if self.is_one() {
            return 0.5;
        }
        let place = if self.is_log {
            libm::log(value / self.low) / libm::log(self.high / self.low)
        } else {
            (value - self.low) / (self.high - self.low)
        };
        place.clamp(0.0, 1.0)
    }

    pub(crate) fn colour(self, value: f64) -> RGBColor {
        shade(self.along(value))
    }

    /// A few round values within the scale.
    pub(crate) fn marks(self, about: usize) -> Vec<f64> {
        let within = |mark: &f64| (self.low..=self.high).contains(mark);
        if self.is_one() {
            return Vec::new();
        }
        if !self.is_log {
            let marks = ticks([self.low, self.high], about);
            return marks.into_iter().filter(within).collect();
        }
        let first = libm::floor(libm::log10(self.low)) as i32;
        let last = libm::ceil(libm::log10(self.high)) as i32;
        let leads: &[f64] = if last - first > 3 {
            &[1.0]
        } else {
            &[1.0, 2.0, 5.0]
        };
        let powers = (first..=last).map(|power| libm::pow(10.0, f64::from(power)));
        let marks = powers.flat_map(|power| leads.iter().map(move |lead| lead * power));
        marks.filter(within).collect()
    }

    /// A value in a cell: two or three digits say enough, and a small one has as many; or so many times as fine.
    pub(crate) fn told(self, value: f64, unit: Unit, finer: f64) -> String {
        let fineness = self.fineness(value) / (50.0 * finer);
        let is_small = value != 0.0 && value.abs() < 5.0 * fineness;
        let fineness = if is_small { fineness / 10.0 } else { fineness };
        let text = people::tick(value, fineness, unit);
        text.trim_end_matches('%').trim_end().to_owned()
    }

    /// What a small difference is compared with.
    fn fineness(self, value: f64) -> f64 {
        if self.is_log || self.is_one() {
            value
        } else {
            self.high - self.low
        }
    }

    /// A value beside the key or a line, with its sign.
    pub(crate) fn mark(self, value: f64, unit: Unit) -> String {
        let gap = if self.is_log || self.is_one() {
            value
        } else {
            step(&ticks([self.low, self.high], 5))
        };
        people::tick(value, gap, unit)
    }

    /// An end of the scale, which is seldom round.
    fn end(self, value: f64, unit: Unit) -> String {
        people::tick(value, self.fineness(value) / 50.0, unit)
    }

    /// Draws the key between two sides, from a height on, with the levels of contours.
    pub(crate) fn draw<DB: DrawingBackend>(
        self,
        pen: &Pen<DB>,
        ([left, right], top): ([f64; 2], f64),
        unit: Unit,
        levels: &[f64],
    ) -> Drawn<DB> {
        let width = (right - left) / f64::from(SHADES);
        for place in 0..SHADES {
            let x = left + f64::from(place) * width;
            let colour = shade((f64::from(place) + 0.5) / f64::from(SHADES));
            pen.block((x, top), (x + width + 0.5, top + 9.0), colour)?;
        }
        let set = Type::of(12.0, pen.theme.ink3).at(Anchor::Middle);
        let levels = levels.iter().copied();
        let levels = levels.filter(|level| (self.low..=self.high).contains(level));
        for (colour, width) in STROKES {
            for level in levels.clone() {
                let x = left + self.along(level) * (right - left);
                pen.line(&[(x, top), (x, top + 9.0)], colour, width)?;
            }
        }
        // The ends first: what stands between them makes room, round values also for the lines'.
        let marks = levels.chain(self.marks(5));
        let marks = marks.map(|mark| (mark, self.mark(mark, unit)));
        let ends = [self.low, self.high].map(|end| (end, self.end(end, unit)));
        let mut taken: Vec<[f64; 2]> = Vec::new();
        for (value, text) in ends.into_iter().chain(marks) {
            let x = left + self.along(value) * (right - left);
            let half = pen.width(&text, set) / 2.0;
            // Words may be wider than the scale is.
            let middle = x.min(right - half).max(left + half);
            let [from, to] = [middle - half, middle + half];
            if taken
                .iter()
                .any(|other| from < other[1] + 8.0 && other[0] < to + 8.0)
            {
                continue;
            }
            taken.push([from, to]);
            pen.line(&[(x, top + 9.0), (x, top + 13.0)], pen.theme.rule2, 1.0)?;
            pen.text(&text, (middle, top + 22.0), set)?;
        }
        Ok(())
    }
}

/// The colour at a place from 0 to 1.
pub(crate) fn shade(place: f64) -> RGBColor {
    let colour = CIVIDIS.eval_continuous(place.clamp(0.0, 1.0));
    RGBColor(colour.r, colour.g, colour.b)
}

/// The colour at a place from 0 to 1 of the part of the scale that stands out from the paper: for lines and dots.
pub(crate) fn standing_out(theme: &Theme, place: f64) -> RGBColor {
    let RGBColor(_, green, _) = theme.paper;
    let [from, to] = if green > 127 { [0.0, 0.85] } else { [0.4, 1.0] };
    shade(from + place.clamp(0.0, 1.0) * (to - from))
}

/// Black or white, whichever stands out more.
pub(crate) fn contrasting(RGBColor(r, g, b): RGBColor) -> RGBColor {
    let light = 0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b);
    if light > 128.0 {
        RGBColor(0, 0, 0)
    } else {
        RGBColor(255, 255, 255)
    }
}
