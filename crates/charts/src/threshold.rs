//! How an outcome rises or falls with a parameter, read in one way or in three, and where each
//! reading crosses the levels.

use crate::naming::places;
use crate::pen::{Anchor, Drawn, Pen, Point, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use apiary_core::analysis::question::Search;
use apiary_core::analysis::threshold::{Crossing, Point as Reached, Reading};
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::people;
use apiary_core::stats::statistic::Statistic;
use apiary_core::table::{Output, Parameter, Unit};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Room for the crossings of one reading, below the axis.
const ROW: f64 = 34.0;
const NARROW_ROW: f64 = 46.0;
/// From the axis to the first row.
const FOOT: f64 = 52.0;
/// Room for what is said of a reading, at the right of a wide picture.
const NOTE: f64 = 132.0;

/// One reading of the curve.
#[derive(Clone, Debug)]
pub struct Read {
    /// Which.
    pub reading: Reading,
    /// What it reads at each value of the parameter.
    pub points: Vec<Reached>,
    /// Where it crosses, by level.
    pub crossings: Vec<Vec<Crossing>>,
}

/// The picture of a search.
pub struct Picture<'a> {
    /// The scenario.
    pub link: &'a Link,
    /// What is looked for.
    pub search: &'a Search,
    /// The readings.
    pub read: &'a [Read],
}

impl Picture<'_> {
    /// How high it is at a width, in CSS pixels, with so many readings.
    #[must_use]
    pub fn height(width: f64, readings: usize) -> f64 {
        let (plot, row) = if width < Frame::NARROW {
            (330.0, NARROW_ROW)
        } else {
            (360.0, ROW)
        };
        plot + FOOT + row * readings as f64
    }

    fn parameter(&self) -> &'static Parameter {
        self.link.scenario.model.parameters()[self.search.parameter]
    }

    fn output(&self) -> &'static Output {
        self.link.scenario.model.outputs()[self.search.asked.output]
    }

    /// The measure, where one statistic is asked for.
    fn measure(&self) -> Option<Measure> {
        match self.search.asked.reading {
            Some(Reading::Ends(statistic)) => Some(Measure {
                output: self.search.asked.output,
                of: Of::Ends(statistic),
            }),
            _ => None,
        }
    }

    fn unit(&self) -> Unit {
        let outputs = self.link.scenario.model.outputs();
        let unit = self.measure().map(|measure| measure.unit(&outputs));
        unit.unwrap_or(self.output().unit)
    }

    /// `Final saturation against productivity`.
    fn title(&self) -> String {
        let outputs = self.link.scenario.model.outputs();
        let name = self.output().label.to_lowercase();
        let what = match self.search.asked.reading {
            None => format!("Final {name}"),
            Some(Reading::Trend) => format!("Trend of {name}"),
            Some(_) => self
                .measure()
                .map_or_else(String::new, |measure| measure.label(&outputs)),
        };
        format!("{what} against {}", self.parameter().label.to_lowercase())
    }

    /// What each point is made of.
    fn what(&self) -> String {
        let runs = people::number(f64::from(self.link.scenario.runs), 0);
        let lines = "LOWESS lines through ten runs each";
        match self.search.asked.reading {
            None => format!("mean and median of {runs} runs a point; mean of the {lines}; ± 95 %"),
            Some(Reading::Trend) => {
                format!("mean of the {lines}, {runs} runs a point; ± 95 %")
            }
            Some(_) => format!("{runs} runs a point, the same luck in each; ± 95 %"),
        }
    }

    /// Draws it.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Drawn<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let top = pen.title(&self.title(), &self.what(), frame.width)?;
        let plot = self.plot(&pen, top);
        let levels = self.levels_in(&plot);
        plot.y_axis_with(&pen, self.unit(), &levels)?;
        let name = self.parameter().label.to_lowercase();
        if frame.is_narrow() {
            plot.x_axis(&pen, self.parameter().unit, &name)?;
        } else {
            plot.x_axis(&pen, self.parameter().unit, "")?;
            let at = (plot.right + 24.0, plot.bottom + 15.0);
            pen.text(&name, at, Type::of(12.0, theme.ink2))?;
        }
        for &level in &levels {
            pen.dashes(plot.up(level), [plot.left, plot.right], theme.ink2)?;
        }
        for read in self.read {
            plot.line(&pen, &values(read), (colour(read.reading, theme), 2.2))?;
        }
        self.draw_names(&pen, &plot, &levels)?;
        self.draw_mark(&pen, &plot)?;
        for (place, read) in self.read.iter().enumerate() {
            self.draw_row(&pen, &plot, read, place)?;
        }
        Ok(())
    }

    fn plot<DB: DrawingBackend>(&self, pen: &Pen<DB>, top: f64) -> Plot {
        let frame = pen.frame;
        let (row, note) = if frame.is_narrow() {
            (NARROW_ROW, 12.0)
        } else {
            (ROW, NOTE)
        };
        let plot = Plot {
            left: 0.0,
            top: top + 6.0,
            right: frame.width - note,
            bottom: frame.height - FOOT - row * self.read.len() as f64,
            x: self.search.range,
            y: self.span(),
        };
        let names = self.read.iter().map(|read| {
            let set = Type::of(12.5, pen.theme.ink).strong();
            pen.width(&name(read.reading), set) + 10.0
        });
        let names = names.fold(44.0, f64::max);
        let left = plot.label_room(pen, self.unit());
        Plot {
            // On a narrow screen the names stand above their bars.
            left: if frame.is_narrow() {
                left
            } else {
                left.max(names)
            },
            ..plot
        }
    }

    fn span(&self) -> [f64; 2] {
        let points = self.read.iter().flat_map(|read| &read.points);
        let values = points.map(|point| point.read.value);
        let natural = match self.measure() {
            Some(measure) if measure.is_share() => Some([0.0, 1.0]),
            Some(Measure {
                of: Of::Ends(Statistic::Spread),
                ..
            }) => None,
            _ => self.output().span,
        };
        natural.unwrap_or_else(|| plot::span(values.chain(self.search.levels.iter().copied())))
    }

    fn levels_in(&self, plot: &Plot) -> Vec<f64> {
        let [low, high] = plot.y;
        let levels = self.search.levels.iter().copied();
        levels
            .filter(|level| (low..=high).contains(level))
            .collect()
    }

    /// The readings' names, beside their curves where there is room, else together at the top.
    fn draw_names<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        levels: &[f64],
    ) -> Drawn<DB> {
        if self.read.len() < 2 {
            return Ok(());
        }
        let set = Type::of(12.5, pen.theme.ink).strong();
        let names: Vec<String> = self
            .read
            .iter()
            .map(|read| long_name(read.reading))
            .collect();
        let widths: Vec<f64> = names.iter().map(|name| pen.width(name, set)).collect();
        let on_page = |(x, y): Point| plot.at(x, plot.within(y));
        let curve = |read: &Read| -> Vec<Point> {
            let finite = values(read).into_iter().filter(|(_, y)| y.is_finite());
            finite.map(on_page).collect()
        };
        let curves: Vec<Vec<Point>> = self.read.iter().map(curve).collect();
        let within = [plot.left + 4.0, plot.top, plot.right, plot.bottom - 10.0];
        let taken: Vec<f64> = levels.iter().map(|&level| plot.up(level)).collect();
        let places = places(&curves, &widths, within, &taken);
        for (place, (read, name)) in self.read.iter().zip(&names).enumerate() {
            let set = Type::of(12.5, colour(read.reading, pen.theme)).strong();
            let at = places[place].map_or_else(
                || (plot.left + 10.0, plot.top + 12.0 + 18.0 * place as f64),
                |place| (place.left, place.y),
            );
            pen.label(name, at, set)?;
        }
        Ok(())
    }

    /// The hexagon at the scenario's own value.
    fn draw_mark<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let own = self.link.scenario.inputs_of(self.link.subset())[self.search.parameter];
        let [from, to] = plot.x;
        if !(from..=to).contains(&own) {
            return Ok(());
        }
        let x = plot.across(own);
        pen.hexagon((x, plot.bottom), 8.0, [pen.theme.honey, pen.theme.honeyink])?;
        let value = people::exactly(own, self.parameter().unit);
        let text = format!("this scenario, {value}");
        let set = Type::of(12.5, pen.theme.honeyink).at(Anchor::Middle);
        let half = pen.width(&text, set) / 2.0;
        let right = if pen.frame.is_narrow() {
            let name = self.parameter().label.to_lowercase();
            plot.right - pen.width(&name, Type::of(12.0, pen.theme.ink3)) - 12.0
        } else {
            plot.right
        };
        let x = x.min(right - half).max(half);
        pen.text(&text, (x, plot.bottom + 33.0), set)
    }

    /// A reading's crossings on the same axis: a tick each, its interval, a bar between the outermost
    /// two, and beside them what they are.
    fn draw_row<DB: DrawingBackend>(
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
        if narrow {
            let set = Type::of(12.0, theme.ink).at(Anchor::End);
            pen.text(&self.summary(read), (pen.frame.width, title), set)?;
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
            [only] => [None, Some(told(only, unit))],
            [first, .., last] => [Some(told(first, unit)), Some(told(last, unit))],
            [] => return Ok(()),
        };
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let [before, behind] = [&first, &last].map(|text| pen.width(text, set) + 10.0);
        let between = if first.is_empty() { "" } else { " to " };
        if left - before >= plot.left && right + behind <= plot.right {
            pen.text(&first, (left - 10.0, y), set.at(Anchor::End))?;
            pen.text(&last, (right + 10.0, y), set)
        } else if right + before + behind + 16.0 <= plot.right {
            let both = format!("{first}{between}{last}");
            pen.text(&both, (right + 10.0, y), set)
        } else {
            let both = format!("{first}{between}{last}");
            pen.label(&both, (left - 10.0, y), set.at(Anchor::End))
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
                0 => format!("not at {level}"),
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
        let told = people::with_error(middle, error, self.parameter().unit);
        told.split(" ±").next().map(str::to_owned)
    }

    /// The crossings of a reading in a line of a narrow picture.
    fn summary(&self, read: &Read) -> String {
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
            let levels = self.search.levels.iter().zip(&read.crossings);
            let levels = levels.map(|(level, found)| {
                let level = people::exactly(*level, self.unit());
                match &found[..] {
                    [] => format!("does not cross {level} here"),
                    [one] => format!("crosses {level} at {}", told(one, unit)),
                    more => {
                        let places: Vec<_> = more.iter().map(|one| told(one, unit)).collect();
                        format!(
                            "crosses {level} {} times, at {}",
                            more.len(),
                            joined(&places)
                        )
                    }
                }
            });
            let levels: Vec<_> = levels.collect();
            let middle = self.midpoint(read);
            let middle = middle.map_or_else(String::new, |middle| format!("; midpoint {middle}"));
            format!("{}: {}{middle}.", name(read.reading), joined(&levels))
        };
        self.read.iter().map(of).collect()
    }

    /// The picture in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let sentences = self.sentences().join(" ");
        format!("{}, 95 % intervals. {sentences}", self.title())
    }
}

fn values(read: &Read) -> Vec<Point> {
    let points = read.points.iter();
    points.map(|point| (point.at, point.read.value)).collect()
}

/// All crossings, from left to right.
fn found(read: &Read) -> Vec<&Crossing> {
    let mut found: Vec<&Crossing> = read.crossings.iter().flatten().collect();
    found.sort_by(|a, b| a.value.total_cmp(&b.value));
    found
}

fn name(reading: Reading) -> String {
    match reading {
        Reading::Trend => "LOWESS".to_owned(),
        Reading::Ends(Statistic::Mean) => "Mean".to_owned(),
        Reading::Ends(Statistic::Quantile(0.5)) => "Median".to_owned(),
        Reading::Ends(Statistic::Quantile(q)) => {
            format!("{} quantile", people::exactly(q, Unit::PERCENT))
        }
        Reading::Ends(Statistic::Above(_) | Statistic::Below(_)) => "Share".to_owned(),
        Reading::Ends(Statistic::Spread) => "Spread".to_owned(),
    }
}

/// The name beside a curve.
fn long_name(reading: Reading) -> String {
    match reading {
        Reading::Trend => "LOWESS of ten runs".to_owned(),
        other => name(other),
    }
}

fn colour(reading: Reading, theme: &Theme) -> RGBColor {
    match reading {
        Reading::Ends(Statistic::Quantile(_)) => theme.ink,
        Reading::Ends(_) => theme.blue,
        Reading::Trend => theme.brick,
    }
}

/// `a, b and c`.
fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A crossing with half of its interval.
fn told(crossing: &Crossing, unit: Unit) -> String {
    let half = (crossing.high - crossing.low) / 2.0;
    people::with_error(crossing.value, half, unit)
}
