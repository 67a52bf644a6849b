//! Where the runs of an ensemble end: a histogram lying on the fan's own axis.
//!
//! It shows what bands hide: outcomes of some models come in two heaps with next to nothing between
//! them.

mod notes;
mod room;
mod words;

use crate::pen::{Anchor, Drawn, Pen, Type};
use crate::plot::{Plot, ticks};
use crate::readout::{Area, Read};
use crate::style::Theme;
use apiary_core::people;
use apiary_core::summary::Histogram;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use room::Room;

pub use notes::{Note, Tone, alone, middle, shares};

/// Bars of the histogram.
pub(crate) const BINS: usize = 20;
/// From the bars to the words beside them.
pub(crate) const BESIDE: f64 = 18.0;

/// Numbers on the axis of the runs at most, and between two of them.
const MOST_COUNTS: usize = 5;
const BETWEEN: f64 = 14.0;

/// What the histogram says of itself.
#[derive(Clone, Debug)]
pub enum Heading {
    /// Above it, at a height, and how many runs there are below it.
    Above {
        /// The words.
        text: String,
        /// Pixels.
        y: f64,
        /// What is counted, at the end of the axis; nothing where the words say it.
        unit: &'static str,
    },
    /// Below it, alone.
    Below(String),
}

/// The colour of a value.
pub type Colouring<'a> = Box<dyn Fn(&Theme, f64) -> RGBColor + 'a>;

/// The histogram.
pub struct Ends<'a> {
    /// The fan's plot, whose y axis it shares.
    pub plot: Plot,
    /// Pixels.
    pub left: f64,
    /// Pixels.
    pub right: f64,
    /// How wide words beside it may be; none where there is no room, and they stand among its bars.
    pub beside: Option<f64>,
    /// What it says of itself.
    pub heading: Heading,
    /// A level that a line is drawn at, through the histogram too.
    pub goal: Option<f64>,
    /// The final values.
    pub values: &'a [f64],
    /// How many runs a bar of the whole width has; those of the longest, where nothing is to be compared.
    pub full: Option<u32>,
    /// How many of them are not finite.
    pub not_finite: usize,
    /// The colour of a bar at a value.
    pub colour: Colouring<'a>,
    /// What is said beside it.
    pub notes: Vec<Note>,
}

/// How many runs the longest bar of these values has.
pub(crate) fn longest(values: &[f64], span: [f64; 2]) -> u32 {
    let counts = Histogram::of(values, span, BINS).counts;
    counts.into_iter().max().unwrap_or(0).max(1)
}

impl Ends<'_> {
    /// Draws it.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let histogram = Histogram::of(self.values, self.plot.y, BINS);
        pen.note(Area {
            read: Read::Lying,
            plot: Plot {
                left: self.left,
                right: self.right,
                ..self.plot
            },
            count: BINS,
        });
        let (most, [low, high]) = (self.most(), self.plot.y);
        for (bin, &count) in histogram.counts.iter().enumerate() {
            let edge = |bin: usize| low + (high - low) * bin as f64 / BINS as f64;
            let middle = f64::midpoint(edge(bin), edge(bin + 1));
            let (top, bottom) = (self.plot.up(edge(bin + 1)), self.plot.up(edge(bin)));
            if count > 0 {
                let colour = (self.colour)(pen.theme, middle);
                let corner = (self.across(count, most), bottom.max(top + 2.0));
                pen.block((self.left, top + 1.0), corner, colour)?;
            }
        }
        self.draw_axis(pen, most)?;
        self.draw_words(pen, &histogram)
    }

    /// How many runs a bar of the whole width has.
    fn most(&self) -> u32 {
        self.full
            .unwrap_or_else(|| longest(self.values, self.plot.y))
    }

    /// Where a bar of so many runs ends.
    fn across(&self, count: u32, most: u32) -> f64 {
        let share = f64::from(count) / f64::from(most);
        self.left + share * (self.right - self.left - 6.0)
    }

    /// What bars and goal leave for words.
    fn room(&self) -> Room {
        let histogram = Histogram::of(self.values, self.plot.y, BINS);
        let most = self.most();
        let end = |&count: &u32| (count > 0).then(|| self.across(count, most));
        let ends = histogram.counts.iter().map(end).collect();
        let mut room = Room::of(self.plot, self.left, ends);
        if let Some(level) = self.goal {
            room.take((self.plot.up(level), 1.0));
        }
        room
    }

    fn draw_axis<DB: DrawingBackend>(&self, pen: &Pen<DB>, most: u32) -> Drawn<DB> {
        let (theme, plot) = (pen.theme, &self.plot);
        let axis = [(self.left, plot.top), (self.left, plot.bottom)];
        pen.line(&axis, theme.rule2, 1.0)?;
        let grey = Type::of(12.0, theme.ink3);
        let (title, y, unit) = match &self.heading {
            Heading::Above { text, y, unit } => (text, *y, *unit),
            Heading::Below(text) => {
                // On a narrow screen the last timestep stands beside it.
                let (x, anchor) = if self.beside.is_none() {
                    (self.right, Anchor::End)
                } else {
                    (self.left, Anchor::Start)
                };
                return pen.text(text, (x, plot.bottom + 15.0), grey.at(anchor));
            }
        };
        let set = Type::of(13.0, theme.ink2).strong();
        pen.text(title, (self.left, y), set)?;
        pen.line(
            &[(self.left, plot.bottom), (self.right, plot.bottom)],
            theme.rule2,
            1.0,
        )?;
        let free = self.draw_counts(pen, most)?;
        let x = free.max(self.right + 8.0);
        pen.text(unit, (x, plot.bottom + 15.0), grey)
    }

    /// Draws as many round numbers of runs as there is room for; returns where they end.
    fn draw_counts<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        most: u32,
    ) -> Result<f64, DrawingAreaErrorKind<DB::ErrorType>> {
        let (bottom, grey) = (self.plot.bottom, Type::of(12.0, pen.theme.ink3));
        let place = |count: f64| {
            let text = people::number(count, 0);
            let half = pen.width(&text, grey) / 2.0;
            (self.across(count as u32, most), half, text)
        };
        let counts = |about: usize| {
            let mut ticks = ticks([0.0, f64::from(most)], about);
            ticks.retain(|tick| tick.fract() == 0.0 && *tick >= 0.0);
            ticks
        };
        let fit = |counts: &Vec<f64>| {
            let mut free = f64::NEG_INFINITY;
            counts.iter().all(|&count| {
                let (x, half, _) = place(count);
                let is_free = free + BETWEEN <= x - half;
                free = x + half;
                is_free
            })
        };
        let found = (2..=MOST_COUNTS).rev().map(counts).find(fit);
        let mut free = self.left;
        for count in found.unwrap_or_default() {
            let (x, half, text) = place(count);
            pen.line(&[(x, bottom), (x, bottom + 5.0)], pen.theme.rule2, 1.0)?;
            pen.text(&text, (x, bottom + 15.0), grey.at(Anchor::Middle))?;
            free = x + half + 6.0;
        }
        Ok(free)
    }
}
