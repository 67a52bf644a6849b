//! Words beside the bars of where runs end: never on them, since what hides a bar's end makes it shorter.

use super::notes::{Note, Tone};
use super::room::Room;
use super::{BESIDE, Ends, Heading};
use crate::naming;
use crate::pen::{Anchor, Drawn, Pen, Type};
use crate::plot::Plot;
use apiary_core::people;
use apiary_core::summary::Histogram;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

/// The height of three notes, one above the other.
const NOTES: f64 = 130.0;
/// Half the height of a note among bars.
const NOTE_HALF: f64 = 17.0;
/// From this width of the bars on a figure among them is as large as beside them.
const ROOMY: f64 = 140.0;
/// The height of a line of words.
const LINE: f64 = 16.0;
/// How far words may stand from the end of the axis that they are about: farther they would say the contrary.
const FAR: f64 = 28.0;
/// What is told of runs that no bar shows.
struct Beyond {
    /// In one line, or in two.
    words: [String; 2],
    /// Whether it belongs to the upper end of the axis.
    is_up: bool,
    /// The height it is wanted at.
    wanted: f64,
}

impl Beyond {
    fn lines(&self) -> [Vec<String>; 2] {
        [vec![self.words.join(" ")], self.words.to_vec()]
    }
}

impl Ends<'_> {
    /// Says what no bar shows, and the notes, where there is room.
    pub(super) fn draw_words<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        histogram: &Histogram,
    ) -> Drawn<DB> {
        let mut room = self.room();
        if self.beside.is_none() {
            // Where there is little room it is the notes'.
            let is_free = self.draw_notes_among_bars(pen, &mut room)?;
            let sides = self.draw_beyond(pen, histogram, &mut room, is_free);
            return sides.map(|_| ());
        }
        let sides = self.draw_beyond(pen, histogram, &mut room, true)?;
        self.draw_notes(pen, sides)
    }

    /// Runs that end beyond the axis or in no number are told, since no bar shows them: right of the bars where
    /// these are short, else in the column of notes or above the plot; without room they are left out. Returns
    /// the sides of what that leaves to the notes.
    fn draw_beyond<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        histogram: &Histogram,
        room: &mut Room,
        is_line_free: bool,
    ) -> Result<[f64; 2], DrawingAreaErrorKind<DB::ErrorType>> {
        let Plot { top, bottom, .. } = self.plot;
        let mut sides = [top, bottom];
        let mut has_line_above = is_line_free && self.has_line_above();
        for told in self.beyond(histogram) {
            if self.draw_beyond_among_bars(pen, &told, room)? {
                continue;
            }
            if let Some(wide) = self.beside {
                sides = self.draw_beyond_beside(pen, &told, wide, sides)?;
            } else if told.is_up && has_line_above {
                let set = Type::of(12.0, pen.theme.ink2).at(Anchor::End);
                let words = told.words.join(" ");
                // Wider than the bars are, they begin where these do, as long as that is within the frame.
                let end = self.left + pen.width(&words, set);
                let end = if end > pen.frame.width {
                    self.right
                } else {
                    end.max(self.right)
                };
                pen.text(&words, (end, top - 9.0), set)?;
                has_line_above = false;
            }
        }
        Ok(sides)
    }

    /// Says it in the column of notes, at its end of what is left there. Returns what that leaves.
    fn draw_beyond_beside<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        told: &Beyond,
        wide: f64,
        [top, bottom]: [f64; 2],
    ) -> Result<[f64; 2], DrawingAreaErrorKind<DB::ErrorType>> {
        let set = Type::of(12.0, pen.theme.ink2);
        let lines = pen.wrapped(&told.words.join(" "), set, wide);
        let high = LINE * lines.len() as f64;
        let (from, left) = if told.is_up {
            (top, [top + high, bottom])
        } else {
            (bottom - high, [top, bottom - high])
        };
        draw_lines(pen, &lines, (self.right + BESIDE, from + high / 2.0), set)?;
        Ok(left)
    }

    /// Whether there is room for it right of the bars: in one line, or in two where there is none beside them.
    fn draw_beyond_among_bars<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        told: &Beyond,
        room: &mut Room,
    ) -> Result<bool, DrawingAreaErrorKind<DB::ErrorType>> {
        let set = Type::of(12.0, pen.theme.ink2).at(Anchor::End);
        let tried = if self.beside.is_none() { 2 } else { 1 };
        for lines in told.lines().into_iter().take(tried) {
            let widths = lines.iter().map(|line| pen.width(line, set));
            let left = self.right - widths.fold(0.0, f64::max);
            let half = LINE / 2.0 * lines.len() as f64;
            let near = [told.wanted - FAR - half, told.wanted + FAR + half];
            if let Some(y) = room.find((told.wanted, half), left, near) {
                draw_lines(pen, &lines, (self.right, y), set)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn beyond(&self, histogram: &Histogram) -> Vec<Beyond> {
        let Plot { top, bottom, .. } = self.plot;
        let half = LINE / 2.0;
        let told = [
            (histogram.above, "further up", true, top + half),
            (histogram.below, "further down", false, bottom - half),
            (self.not_finite as u32, "in no number", true, top + 18.0),
        ];
        let told = told.into_iter().filter(|(count, ..)| *count > 0);
        told.map(|(count, words, is_up, wanted)| Beyond {
            words: [people::number(f64::from(count), 0), words.to_owned()],
            is_up,
            wanted,
        })
        .collect()
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
        self.beside.is_none() || self.plot.bottom - self.plot.top < NOTES
    }

    /// The notes beside the bars, between what is told there already.
    fn draw_notes<DB: DrawingBackend>(&self, pen: &Pen<DB>, [top, bottom]: [f64; 2]) -> Drawn<DB> {
        let pitch = if self.is_crowded() { 38.0 } else { 42.0 };
        // A note reaches a little further up than down, and may leave the plot where nothing else is.
        let above = if top > self.plot.top { 18.0 } else { 8.0 };
        let sides = [top + above, bottom - 18.0];
        let notes = self.notes_for(sides[1] - sides[0], pitch);
        let wanted = |note: &&Note| self.middle(note).min(sides[1]).max(sides[0]);
        let wanted: Vec<f64> = notes.iter().map(wanted).collect();
        let places = naming::apart(&wanted, pitch, sides);
        for (note, y) in notes.into_iter().zip(places) {
            let colour = note.tone.colour(pen.theme);
            if note.is_headline() {
                let x = self.right + 8.0;
                let ends = note.span.map(|value| (x, self.height_of(value)));
                pen.line(&ends, colour, 2.0)?;
            }
            let x = self.right + BESIDE;
            pen.text(&note.figure, (x, y - 9.0), Type::of(16.0, colour).strong())?;
            pen.text(&note.text, (x, y + 10.0), Type::of(12.5, pen.theme.ink2))?;
        }
        Ok(())
    }

    /// The notes where they have no room beside the bars: right of those that are short. Where the headline's
    /// has no room its figure may have, or it stands above the plot, as one does that is alone; another note without room is
    /// left out. Returns whether the line above is still free.
    fn draw_notes_among_bars<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        room: &mut Room,
    ) -> Result<bool, DrawingAreaErrorKind<DB::ErrorType>> {
        let Plot { top, bottom, .. } = self.plot;
        let notes = self.notes_for(bottom - top - 2.0 * NOTE_HALF, 2.0 * NOTE_HALF + 4.0);
        // The headline's has the first choice; then, from the bottom up, the others above and below it.
        let mut order: Vec<usize> = (0..notes.len()).collect();
        order.sort_by_key(|&place| !notes[place].is_headline());
        let mut heights: Vec<Option<f64>> = vec![None; notes.len()];
        for place in order {
            let least = heights[place..].iter().flatten().copied();
            let most = heights[..place].iter().flatten().copied();
            let between = [least.fold(top, f64::max), most.fold(bottom, f64::min)];
            heights[place] = self.draw_note_among_bars(pen, notes[place], between, room)?;
        }
        let is_told_above = |note: &Note| note.is_headline() || notes.len() == 1;
        let mut untold = notes
            .iter()
            .zip(&heights)
            .filter(|(_, height)| height.is_none());
        let untold = untold.find(|(note, _)| is_told_above(note));
        let Some((note, _)) = untold.filter(|_| self.has_line_above()) else {
            return Ok(true);
        };
        let set = Type::of(12.0, note.tone.colour(pen.theme)).strong();
        let text = note.text.strip_prefix("end ").unwrap_or(&note.text);
        let words = format!("{} {text}", note.figure);
        // Bars beside others keep off what is said of these.
        let is_beside = matches!(self.heading, Heading::Above { .. });
        let words = if is_beside && pen.width(&words, set) > self.right - self.left {
            &note.figure
        } else {
            &words
        };
        pen.text(words, (self.right, top - 9.0), set.at(Anchor::End))?;
        Ok(false)
    }

    /// Whether there is a line of words above the plot.
    fn has_line_above(&self) -> bool {
        self.plot.top > 2.0 * LINE
    }

    /// Draws a note, or its figure, between two heights; returns its own.
    fn draw_note_among_bars<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        note: &Note,
        between: [f64; 2],
        room: &mut Room,
    ) -> Result<Option<f64>, DrawingAreaErrorKind<DB::ErrorType>> {
        let text = note.text.strip_prefix("end ").unwrap_or(&note.text);
        let is_roomy = self.right - self.left >= ROOMY;
        let size = if is_roomy { 16.0 } else { 13.0 };
        let strong = Type::of(size, note.tone.colour(pen.theme)).strong();
        let (strong, plain) = (strong.at(Anchor::End), Type::of(12.0, pen.theme.ink2));
        let plain = plain.at(Anchor::End);
        let x = self.right - 2.0;
        let (figure_wide, text_wide) = (pen.width(&note.figure, strong), pen.width(text, plain));
        let whole = (self.middle(note), NOTE_HALF);
        // What says what it counts may stand across the line, too.
        let near = self.near(note, between, FAR + 2.0 * NOTE_HALF);
        if let Some(y) = room.find(whole, x - figure_wide.max(text_wide), near) {
            pen.text(&note.figure, (x, y - 8.0), strong)?;
            pen.text(text, (x, y + 9.0), plain)?;
            return Ok(Some(y));
        }
        if !note.is_headline() {
            return Ok(None);
        }
        let figure = (self.middle(note), LINE / 2.0);
        let near = self.near(note, between, FAR);
        let found = room.find(figure, x - figure_wide, near);
        if let Some(y) = found {
            pen.text(&note.figure, (x, y), strong)?;
        }
        Ok(found)
    }

    /// What of a stretch is near enough to what the headline's note is about: elsewhere it would name other bars.
    fn near(&self, note: &Note, [top, bottom]: [f64; 2], far: f64) -> [f64; 2] {
        if !note.is_headline() {
            return [top, bottom];
        }
        let [a, b] = note.span.map(|value| self.height_of(value));
        [top.max(a.min(b) - far), bottom.min(a.max(b) + far)]
    }

    /// Whether all notes have room right of the bars.
    pub(crate) fn has_room_for_notes<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> bool {
        let Plot { top, bottom, .. } = self.plot;
        let mut room = self.room();
        self.notes.iter().all(|note| {
            let left = self.right - 2.0 - note.width(pen);
            let whole = (self.middle(note), NOTE_HALF);
            room.find(whole, left, [top, bottom]).is_some()
        })
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

/// Lines of words about a height.
fn draw_lines<DB: DrawingBackend>(
    pen: &Pen<DB>,
    lines: &[String],
    (x, middle): (f64, f64),
    set: Type,
) -> Drawn<DB> {
    let first = middle - LINE / 2.0 * (lines.len() as f64 - 1.0);
    for (line, text) in lines.iter().enumerate() {
        pen.text(text, (x, first + LINE * line as f64), set)?;
    }
    Ok(())
}
