//! Where readings cross the levels: bars below the picture, and sentences.

use super::{FOOT, NARROW_ROW, NOTE, Picture, ROW, Read, colour, name};
use crate::pen::{Anchor, Drawn, Pen, Type};
use crate::plot::Plot;
use crate::style::mix;
use apiary_core::analysis::threshold::{Crossing, Reading};
use apiary_core::people;
use apiary_core::stats::order;
use apiary_core::stats::statistic::Statistic;
use apiary_core::table::Unit;
use plotters::prelude::DrawingBackend;

/// Said of a reading without points.
const WAITING: &str = "not computed yet";

impl Picture<'_> {
    /// A reading's crossings on the same axis: a tick each, its interval, a bar between the outermost
    /// two, and beside them what they are.
    pub(super) fn draw_row<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        read: &Read,
        place: usize,
    ) -> Drawn<DB> {
        let (theme, colour) = (pen.theme, colour(read.reading, pen.theme));
        let narrow = pen.frame.is_narrow();
        let row = if narrow { NARROW_ROW } else { ROW };
        let top = plot.bottom + FOOT + row * place as f64;
        let (title, y) = if narrow {
            (top + 10.0, top + 30.0)
        } else {
            (top + 12.0, top + 12.0)
        };
        let set = Type::of(12.5, colour).strong();
        pen.text(&name(read.reading), (0.0, title), set)?;
        if read.points.is_empty() {
            let set = Type::of(12.0, theme.ink3).at(Anchor::End);
            pen.text(WAITING, (pen.frame.width, title), set)?;
        } else if narrow {
            let room = pen.frame.width - pen.width(&name(read.reading), set) - 14.0;
            let set = Type::of(12.0, theme.ink).at(Anchor::End);
            let fits = |text: &String| pen.width(text, set) <= room;
            let summary = Some(self.summary(read, Crossing::told)).filter(fits);
            let summary = summary.unwrap_or_else(|| self.summary(read, value_told));
            pen.text(&summary, (pen.frame.width, title), set)?;
        } else {
            self.draw_note(pen, read, y)?;
        }
        let line = top + row - 5.0;
        pen.line(&[(0.0, line), (pen.frame.width, line)], theme.rule, 1.0)?;
        let found = found(read);
        let [Some(first), Some(last)] = [found.first(), found.last()] else {
            return Ok(());
        };
        let inside = |x: f64| plot.across(x.clamp(plot.x[0], plot.x[1]));
        let [left, right] = [inside(first.value), inside(last.value)];
        let pale = mix(theme.paper, colour, 0.3);
        pen.block((left, y - 4.0), (right, y + 4.0), pale)?;
        for crossing in &found {
            let [low, high] = [crossing.low, crossing.high].map(inside);
            pen.line(&[(low, y), (high, y)], colour, 1.5)?;
            let x = inside(crossing.value);
            pen.line(&[(x, y - 7.0), (x, y + 7.0)], colour, 2.0)?;
        }
        if narrow {
            return Ok(());
        }
        let ends = [inside(first.low).min(left), inside(last.high).max(right)];
        self.draw_values(pen, plot, &found, (ends, y))
    }

    /// The outermost crossings in figures, on both sides of the bar where there is room.
    fn draw_values<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        found: &[&Crossing],
        ([left, right], y): ([f64; 2], f64),
    ) -> Drawn<DB> {
        let (unit, set) = (self.parameter().unit, Type::of(12.0, pen.theme.ink));
        let [first, last] = match found {
            [only] => [None, Some(only.told(unit))],
            [first, .., last] => [Some(first.told(unit)), Some(last.told(unit))],
            [] => return Ok(()),
        };
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let [before, behind] = [&first, &last].map(|text| pen.width(text, set) + 10.0);
        let between = if first.is_empty() { "" } else { " to " };
        if left - before >= plot.left && right + behind <= plot.right {
            pen.text(&first, (left - 10.0, y), set.at(Anchor::End))?;
            return pen.text(&last, (right + 10.0, y), set);
        }
        let both = format!("{first}{between}{last}");
        let width = pen.width(&both, set);
        if right + 10.0 + width <= plot.right {
            pen.text(&both, (right + 10.0, y), set)
        } else if left - 10.0 - width >= plot.left {
            pen.text(&both, (left - 10.0, y), set.at(Anchor::End))
        } else {
            // No room on either side: the bar makes room.
            let half = width / 2.0;
            let middle = f64::midpoint(left, right);
            let x = middle.min(plot.right - half).max(plot.left + half);
            pen.label(&both, (x, y), set.at(Anchor::Middle))
        }
    }

    /// At the right end of a row: the midpoint of two crossings, or what is not as one would expect.
    fn draw_note<DB: DrawingBackend>(&self, pen: &Pen<DB>, read: &Read, y: f64) -> Drawn<DB> {
        let set = Type::of(12.0, pen.theme.ink2);
        let text = self.note(read);
        let lines = pen.wrapped(&text, set, NOTE - 14.0);
        let lines = &lines[..lines.len().min(2)];
        for (line, text) in lines.iter().enumerate() {
            let y = y + 14.0 * (line as f64 - (lines.len() - 1) as f64 / 2.0);
            pen.text(text, (pen.frame.width, y), set.at(Anchor::End))?;
        }
        Ok(())
    }

    fn note(&self, read: &Read) -> String {
        let odd = self.odd(read);
        if !odd.is_empty() {
            return odd.join(", ");
        }
        match self.midpoint(read) {
            Some(middle) => format!("midpoint {middle}"),
            None => String::new(),
        }
    }

    /// Levels that are not crossed exactly once.
    fn odd(&self, read: &Read) -> Vec<String> {
        let levels = self.search.levels.iter().zip(&read.crossings);
        let odd = levels.filter(|(_, found)| found.len() != 1);
        odd.map(|(level, found)| {
            let level = people::exactly(*level, self.unit());
            match found.len() {
                0 => format!("{level} not crossed"),
                times => format!("{level} at {times} places"),
            }
        })
        .collect()
    }

    /// Between the crossings of two levels, where each is crossed once.
    fn midpoint(&self, read: &Read) -> Option<String> {
        let [first, second] = &read.crossings[..] else {
            return None;
        };
        let ([first], [second]) = (&first[..], &second[..]) else {
            return None;
        };
        let half = |crossing: &Crossing| (crossing.high - crossing.low) / 2.0;
        let error = half(first).max(half(second));
        let middle = f64::midpoint(first.value, second.value);
        Some(bare(middle, error, self.parameter().unit))
    }

    /// The crossings of a reading in a line of a narrow picture, each told in one way.
    fn summary(&self, read: &Read, told: fn(&Crossing, Unit) -> String) -> String {
        let unit = self.parameter().unit;
        let found = found(read);
        let told = match &found[..] {
            [] => return "crosses no level here".to_owned(),
            [only] => told(only, unit),
            [first, last] => format!("{} to {}", told(first, unit), told(last, unit)),
            more => format!("crosses at {} places", more.len()),
        };
        match &self.odd(read)[..] {
            [odd] if found.len() == 1 => format!("{told}, {odd}"),
            _ => told,
        }
    }

    /// A sentence on each reading.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let unit = self.parameter().unit;
        let of = |read: &Read| {
            if read.points.is_empty() {
                return format!("{}: {WAITING}.", name(read.reading));
            }
            if let Some(answer) = self.share_told(read) {
                return answer;
            }
            let levels = self.search.levels.iter().zip(&read.crossings);
            let levels = levels.map(|(level, found)| {
                let level = people::exactly(*level, self.unit());
                match &found[..] {
                    [] => format!("does not cross {level} here"),
                    [one] => format!("crosses {level} at {}", one.told(unit)),
                    more => {
                        let places: Vec<_> = more.iter().map(|one| one.told(unit)).collect();
                        format!(
                            "crosses {level} {} times, at {}",
                            more.len(),
                            joined(&places)
                        )
                    }
                }
            });
            let levels = without_repeats(&levels.collect::<Vec<_>>());
            let middle = self.midpoint(read);
            let middle = middle.map_or_else(String::new, |middle| format!("; midpoint {middle}"));
            format!("{}: {}{middle}.", name(read.reading), joined(&levels))
        };
        self.read.iter().map(of).collect()
    }

    /// The answer where the share of runs beyond a level is asked for and crosses one share, once: `Half of the runs
    /// end above 80 % saturation once productivity reaches 0.898 ± 0.001.`
    fn share_told(&self, read: &Read) -> Option<String> {
        let (Reading::Ends(statistic), [wanted]) = (read.reading, &self.search.levels[..]) else {
            return None;
        };
        let [found] = &read.crossings.first()?[..] else {
            return None;
        };
        let output = self.output();
        let end = match statistic {
            Statistic::Above(level) => format!("above {}", people::exactly(level, output.unit)),
            Statistic::Below(level) => format!("below {}", people::exactly(level, output.unit)),
            _ => return None,
        };
        let is_rising = read.points.last()?.value > *wanted;
        let share = match (*wanted == 0.5, is_rising) {
            (true, true) => "Half".to_owned(),
            (true, false) => "Fewer than half".to_owned(),
            (false, true) => people::exactly(*wanted, Unit::PERCENT),
            (false, false) => format!("Fewer than {}", people::exactly(*wanted, Unit::PERCENT)),
        };
        Some(format!(
            "{share} of the runs end {end} {} once {} reaches {}.",
            output.label.to_ascii_lowercase(),
            self.parameter().label.to_ascii_lowercase(),
            found.told(self.parameter().unit)
        ))
    }

    /// The picture in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let sentences = self.sentences().join(" ");
        format!("{}, 95 % intervals. {sentences}", self.title())
    }
}

/// All crossings, from left to right.
fn found(read: &Read) -> Vec<&Crossing> {
    let mut found: Vec<&Crossing> = read.crossings.iter().flatten().collect();
    order::ascending(&mut found, |crossing| crossing.value);
    found
}

/// `crosses a` and `crosses b` as `crosses a` and `b`.
fn without_repeats(parts: &[String]) -> Vec<String> {
    let told = |(place, part): (usize, &String)| {
        let before = place.checked_sub(1).map_or("", |before| &parts[before]);
        let bare = part.strip_prefix("crosses ");
        let bare = bare.filter(|_| before.starts_with("crosses "));
        bare.unwrap_or(part).to_owned()
    };
    parts.iter().enumerate().map(told).collect()
}

/// `a, b and c`.
fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A crossing without its interval, to the digit that the interval leaves.
fn value_told(crossing: &Crossing, unit: Unit) -> String {
    bare(crossing.value, (crossing.high - crossing.low) / 2.0, unit)
}

/// A value to the first digit of its error, without the error.
fn bare(value: f64, error: f64, unit: Unit) -> String {
    let told = people::with_error(value, error, unit);
    let value = told.split('±').next().unwrap_or_default();
    value.trim_end().to_owned()
}
