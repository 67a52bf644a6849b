//! How an outcome rises or falls with a parameter, read in one way or in three, and where each
//! reading crosses the levels.

mod crossings;
mod read;

use crate::naming::places;
use crate::pen::{Anchor, Drawn, Pen, Point, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{self, Area};
use crate::style::{Frame, Theme, mix};
use apiary_core::analysis::question::Search;
use apiary_core::analysis::threshold::{COARSE, Crossing, Point as Reached, Reading};
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

    /// The points that are drawn: those of the first look, evenly apart. A closer look at crossings, among them,
    /// would make a curve that wavers there alone.
    fn even<'r>(&self, read: &'r Read) -> impl Iterator<Item = &'r Reached> {
        let [from, to] = self.search.range;
        let steps = (COARSE - 1) as f64;
        // Whole values lie where they can.
        let is_whole = self.parameter().whole;
        read.points.iter().filter(move |point| {
            let place = (point.at - from) / (to - from) * steps;
            is_whole || (place - place.round()).abs() < 1e-6
        })
    }

    fn values(&self, read: &Read) -> Vec<Point> {
        let points = self.even(read);
        points.map(|point| (point.at, point.value)).collect()
    }

    fn unit(&self) -> Unit {
        let outputs = self.link.scenario.model.outputs();
        let unit = self.measure().map(|measure| measure.unit(&outputs));
        unit.unwrap_or(self.output().unit)
    }

    /// `Final saturation against productivity`.
    fn title(&self) -> String {
        let name = self.output().label.to_ascii_lowercase();
        let what = match self.search.asked.reading {
            None => format!("Final {name}"),
            Some(Reading::Trend) => format!("Trend of {name}"),
            Some(_) => self.measure().map_or_else(String::new, |measure| {
                measure.label(self.link.scenario.model)
            }),
        };
        // `Final price, 5 % below it, against …`
        let comma = if what.contains(',') { "," } else { "" };
        format!(
            "{what}{comma} against {}",
            self.parameter().label.to_ascii_lowercase()
        )
    }

    /// What each point is made of.
    fn what(&self) -> String {
        let runs = people::number(f64::from(self.link.scenario.runs), 0);
        let lines = "LOWESS lines through ten runs each";
        let shaded = "shading and ± are 95\u{202f}% intervals";
        match self.search.asked.reading {
            None => {
                format!("mean and median of {runs} runs a point, median of the {lines}; {shaded}")
            }
            Some(Reading::Trend) => {
                format!("median of the {lines}; {runs} runs a point; {shaded}")
            }
            Some(_) => format!("{runs} runs a point, the same luck in each; {shaded}"),
        }
    }

    /// Draws it. The curves can be read at each of the [`places`](Self::places).
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let top = pen.title(&self.title(), &self.what(), frame.width)?;
        let plot = self.plot(&pen, top);
        let levels = self.levels_in(&plot);
        plot.y_axis_with(&pen, self.unit(), &levels)?;
        let name = self.parameter().label.to_ascii_lowercase();
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
            let ends = self.even(read).map(|p| (p.at, [p.low, p.high]));
            let pale = mix(theme.paper, colour(read.reading, theme), 0.22);
            plot.band(&pen, ends, pale)?;
        }
        for read in self.read {
            plot.line(
                &pen,
                self.values(read).into_iter(),
                (colour(read.reading, theme), 2.2),
            )?;
        }
        self.draw_names(&pen, &plot, &levels)?;
        self.draw_mark(&pen, &plot)?;
        for (place, read) in self.read.iter().enumerate() {
            self.draw_row(&pen, &plot, read, place)?;
        }
        pen.note(Area {
            read: readout::Read::Places,
            plot,
            count: self.places().len(),
        });
        Ok(pen.noted())
    }

    /// The curves as lines of a table, parts set apart by tabs; the head comes first.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        let head = format!(
            "{}\tread as\t{}\t95\u{202f}% from\tto",
            self.parameter().label,
            self.title()
        );
        let row = |read: &Read, point: &Reached| {
            let at = self.told_at(point.at);
            let [value, low, high] =
                [point.value, point.low, point.high].map(|value| people::about(value, self.unit()));
            format!("{at}\t{}\t{value}\t{low}\t{high}", name(read.reading))
        };
        let rows = self.read.iter();
        let rows = rows.flat_map(|read| read.points.iter().map(move |point| row(read, point)));
        std::iter::once(head).chain(rows).collect()
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
        let levels = self.levels_in(&plot).into_iter().map(|level| {
            let set = Type::of(12.0, pen.theme.ink).strong();
            pen.width(&people::exactly(level, self.unit()), set) + 9.0
        });
        // A level can be a number of many digits, and the picture is more than its label.
        let levels = levels.fold(0.0, f64::max).min(frame.width / 4.0);
        let left = plot.label_room(pen, self.unit()).max(levels);
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
        let values = points.map(|point| point.value);
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
            let finite = self.values(read).into_iter().filter(|(_, y)| y.is_finite());
            finite.map(on_page).collect()
        };
        let curves: Vec<Vec<Point>> = self.read.iter().map(curve).collect();
        let within = [plot.left + 4.0, plot.top, plot.right, plot.bottom - 10.0];
        let taken: Vec<f64> = levels.iter().map(|&level| plot.up(level)).collect();
        let places = places(&curves, &widths, within, &taken);
        for (place, (read, name)) in self.read.iter().zip(&names).enumerate() {
            if read.points.is_empty() {
                continue;
            }
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
            let name = self.parameter().label.to_ascii_lowercase();
            plot.right - pen.width(&name, Type::of(12.0, pen.theme.ink3)) - 12.0
        } else {
            plot.right
        };
        let x = x.min(right - half).max(half);
        pen.text(&text, (x, plot.bottom + 33.0), set)
    }
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
