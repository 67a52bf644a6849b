//! Where the runs of an ensemble end: a histogram lying on the fan's own axis.
//!
//! It shows what bands hide: outcomes of some models come in two heaps with next to nothing between
//! them.

mod notes;

use crate::naming;
use crate::pen::{Anchor, Drawn, Pen, Type};
use crate::plot::{Plot, ticks};
use crate::readout::{Area, Read};
use crate::style::Theme;
use apiary_core::people;
use apiary_core::summary::Histogram;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

pub use notes::{Note, Tone, alone, middle, shares};

/// Bars of the histogram.
pub(crate) const BINS: usize = 20;
/// The height of three notes, one above the other.
const NOTES: f64 = 130.0;
/// Half the height of a note on bars.
const NOTE_HALF: f64 = 17.0;
/// The height of a line of words on bars.
const LINE: f64 = 16.0;

/// What the histogram says of itself.
#[derive(Clone, Debug)]
pub enum Heading {
    /// Above it, and how many runs there are below it.
    Above(String),
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
    /// Whether notes have no room beside it, and stand on it.
    pub narrow: bool,
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
        let most = self
            .full
            .unwrap_or_else(|| longest(self.values, self.plot.y));
        let across = |count: u32| {
            let share = f64::from(count) / f64::from(most);
            self.left + share * (self.right - self.left - 6.0)
        };
        let [low, high] = self.plot.y;
        for (bin, &count) in histogram.counts.iter().enumerate() {
            let edge = |bin: usize| low + (high - low) * bin as f64 / BINS as f64;
            let middle = f64::midpoint(edge(bin), edge(bin + 1));
            let (top, bottom) = (self.plot.up(edge(bin + 1)), self.plot.up(edge(bin)));
            if count > 0 {
                let colour = (self.colour)(pen.theme, middle);
                let corner = (across(count), bottom.max(top + 2.0));
                pen.block((self.left, top + 1.0), corner, colour)?;
            }
        }
        self.draw_axis(pen, most, across)?;
        let room = Room {
            plot: self.plot,
            ends: histogram
                .counts
                .iter()
                .map(|&count| across(count))
                .collect(),
            histogram,
        };
        let taken = self.draw_beyond(pen, &room)?;
        self.draw_notes(pen, &room, taken)
    }

    fn draw_axis<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        most: u32,
        across: impl Fn(u32) -> f64,
    ) -> Drawn<DB> {
        let (theme, plot) = (pen.theme, &self.plot);
        let axis = [(self.left, plot.top), (self.left, plot.bottom)];
        pen.line(&axis, theme.rule2, 1.0)?;
        let grey = Type::of(12.0, theme.ink3);
        let title = match &self.heading {
            Heading::Above(title) => title,
            Heading::Below(text) => {
                // On a narrow screen the last timestep stands beside it.
                let (x, anchor) = if self.narrow {
                    (self.right, Anchor::End)
                } else {
                    (self.left, Anchor::Start)
                };
                return pen.text(text, (x, plot.bottom + 15.0), grey.at(anchor));
            }
        };
        let set = Type::of(13.0, theme.ink2).strong();
        pen.text(title, (self.left, 10.5), set)?;
        pen.line(
            &[(self.left, plot.bottom), (self.right, plot.bottom)],
            theme.rule2,
            1.0,
        )?;
        // Where the words on the axis end.
        let mut free = f64::NEG_INFINITY;
        for tick in ticks([0.0, f64::from(most)], 3) {
            let text = people::number(tick, 0);
            let (x, half) = (across(tick.max(0.0) as u32), pen.width(&text, grey) / 2.0);
            if tick.fract() != 0.0 || tick < 0.0 || x - half < free {
                continue;
            }
            let mark = [(x, plot.bottom), (x, plot.bottom + 5.0)];
            pen.line(&mark, theme.rule2, 1.0)?;
            pen.text(&text, (x, plot.bottom + 15.0), grey.at(Anchor::Middle))?;
            free = x + half + 6.0;
        }
        let x = free.max(self.right + 8.0);
        pen.text("runs", (x, plot.bottom + 15.0), grey)
    }

    /// Runs that end beyond the axis or in no number are told, since no bar shows them. Returns what is
    /// taken of the height, by the goal's line too.
    fn draw_beyond<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        room: &Room,
    ) -> Result<Vec<Stretch>, DrawingAreaErrorKind<DB::ErrorType>> {
        let set = Type::of(12.0, pen.theme.ink2).at(Anchor::End);
        let Plot { top, bottom, .. } = self.plot;
        let goal = self.goal.map(|level| (self.plot.up(level), 1.0));
        let mut taken: Vec<Stretch> = goal.into_iter().collect();
        for (count, where_to, wanted) in [
            (room.histogram.above, "further up", top),
            (room.histogram.below, "further down", bottom),
            (self.not_finite as u32, "in no number", top + 18.0),
        ] {
            if count == 0 {
                continue;
            }
            let text = format!("{} {where_to}", people::number(f64::from(count), 0));
            // Beside a few bars stands the fan, and on its other side the notes.
            let lines = pen.wrapped(&text, set, self.right - self.left - 4.0);
            let widths = lines.iter().map(|line| pen.width(line, set));
            let left = self.right - widths.fold(0.0, f64::max) - 4.0;
            let half = LINE / 2.0 * lines.len() as f64;
            let wanted = wanted.clamp(top + half, bottom - half);
            // Far from its end of the axis it would say the contrary.
            let y = room
                .free((wanted, half), left, &taken, [wanted - 28.0, wanted + 28.0])
                .unwrap_or(wanted);
            for (line, text) in lines.iter().enumerate() {
                let y = y - half + LINE * (line as f64 + 0.5);
                pen.label(text, (self.right, y), set)?;
            }
            taken.push((y, half));
        }
        Ok(taken)
    }

    /// As many of the notes as there is room for, from the bottom up: what the headline tells first, or
    /// what is in the middle; then the outer ones.
    fn notes_for(&self, room: f64, pitch: f64) -> Vec<&Note> {
        let most = (room / pitch).floor().max(0.0) as usize + 1;
        let mut notes: Vec<&Note> = self.notes.iter().rev().collect();
        if self.is_crowded() {
            notes.retain(|note| note.tone != Tone::Between);
        }
        while notes.len() > most.max(1) {
            let first = notes
                .iter()
                .position(|note| note.is_headline())
                .unwrap_or(0);
            let inner = notes.len() / 2;
            let last = if first == 0 { notes.len() - 1 } else { 0 };
            notes.remove(if notes.len() > 2 && inner != first {
                inner
            } else {
                last
            });
        }
        notes
    }

    /// Whether three notes have no room one above the other.
    fn is_crowded(&self) -> bool {
        self.narrow || self.plot.bottom - self.plot.top < NOTES
    }

    fn draw_notes<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        room: &Room,
        taken: Vec<Stretch>,
    ) -> Drawn<DB> {
        if self.narrow {
            return self.draw_notes_on_bars(pen, room, taken);
        }
        let pitch = if self.is_crowded() { 38.0 } else { 42.0 };
        let sides = [self.plot.top + 8.0, self.plot.bottom - 18.0];
        let notes = self.notes_for(sides[1] - sides[0], pitch);
        let wanted = |note: &&Note| self.middle(note).clamp(sides[0], sides[1]);
        let wanted: Vec<f64> = notes.iter().map(wanted).collect();
        let places = naming::apart(&wanted, pitch, sides);
        for (note, y) in notes.into_iter().zip(places) {
            let colour = note.tone.colour(pen.theme);
            if note.is_headline() {
                let x = self.right + 8.0;
                let ends = note.span.map(|value| (x, self.height_of(value)));
                pen.line(&ends, colour, 2.0)?;
            }
            let x = self.right + 18.0;
            pen.text(&note.figure, (x, y - 9.0), Type::of(16.0, colour).strong())?;
            pen.text(&note.text, (x, y + 10.0), Type::of(12.5, pen.theme.ink2))?;
        }
        Ok(())
    }

    /// The notes where they have no room beside the bars: on these, where they hide the end of none. A note
    /// without room is left out; what is told of runs beyond the axis is not.
    fn draw_notes_on_bars<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        room: &Room,
        mut taken: Vec<Stretch>,
    ) -> Drawn<DB> {
        let Plot { top, bottom, .. } = self.plot;
        let words = taken.iter().map(|(_, half)| 2.0 * half);
        let free = bottom - top - words.sum::<f64>() - 2.0 * NOTE_HALF;
        let notes = self.notes_for(free, 2.0 * NOTE_HALF + 4.0);
        // The headline's has the first choice; then, from the bottom up, the others above and below it.
        let mut order: Vec<usize> = (0..notes.len()).collect();
        order.sort_by_key(|&place| !notes[place].is_headline());
        let mut heights: Vec<Option<f64>> = vec![None; notes.len()];
        for place in order {
            let note = notes[place];
            let least = heights[place..].iter().flatten().copied();
            let most = heights[..place].iter().flatten().copied();
            let between = [least.fold(top, f64::max), most.fold(bottom, f64::min)];
            let colour = note.tone.colour(pen.theme);
            let text = note.text.strip_prefix("end ").unwrap_or(&note.text);
            let strong = Type::of(13.0, colour).strong().at(Anchor::End);
            let plain = Type::of(12.0, pen.theme.ink2).at(Anchor::End);
            let wide = pen.width(&note.figure, strong).max(pen.width(text, plain));
            let left = self.right - 6.0 - wide;
            let stretch = (self.middle(note), NOTE_HALF);
            let Some(y) = room.free(stretch, left, &taken, between) else {
                continue;
            };
            taken.push((y, NOTE_HALF));
            heights[place] = Some(y);
            let x = self.right - 2.0;
            pen.label(&note.figure, (x, y - 8.0), strong)?;
            pen.label(text, (x, y + 9.0), plain)?;
        }
        Ok(())
    }

    fn height_of(&self, value: f64) -> f64 {
        self.plot.up(self.plot.within(value))
    }

    /// Halfway up what a note is about.
    fn middle(&self, note: &Note) -> f64 {
        let [low, high] = note.span.map(|value| self.height_of(value));
        f64::midpoint(low, high)
    }
}

/// A part of the height: its middle, and how far it reaches up and down.
type Stretch = (f64, f64);

/// What the bars leave for words.
struct Room {
    plot: Plot,
    histogram: Histogram,
    /// Where each bar ends.
    ends: Vec<f64>,
}

impl Room {
    /// The height nearest to the wanted one, between two others, at which words that begin at `left` hide no
    /// bar's end, and nothing else that is there; else one at which they hide only bars.
    fn free(
        &self,
        (wanted, half): Stretch,
        left: f64,
        taken: &[Stretch],
        [least, most]: [f64; 2],
    ) -> Option<f64> {
        let Plot { top, bottom, .. } = self.plot;
        let bar = (bottom - top) / self.ends.len() as f64;
        let bars = self
            .ends
            .iter()
            .enumerate()
            .filter(|(_, end)| **end >= left);
        let bars = bars.map(|(bin, _)| (bottom - bar * (bin as f64 + 0.5), bar / 2.0));
        let bars: Vec<Stretch> = bars.collect();
        let [least, most] = [least.max(top + half), most.min(bottom - half)];
        let steps = ((bottom - top) / 2.0) as u32;
        let around = (0..steps).flat_map(|step| {
            let by = 2.0 * f64::from(step);
            [wanted - by, wanted + by]
        });
        let within: Vec<f64> = around.filter(|y| (least..=most).contains(y)).collect();
        let clear = |y: f64, others: &[Stretch]| {
            let mut others = others.iter();
            others.all(|(at, reach)| (at - y).abs() > half + reach)
        };
        let mut free = within.into_iter().filter(|&y| clear(y, taken));
        let first = free.clone().next();
        free.find(|&y| clear(y, &bars)).or(first)
    }
}
