//! How an outcome rises or falls with a parameter, in one or more readings, and where each crosses
//! the levels.

use crate::pen::{Anchor, Drawn, Pen, Point, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use apiary_core::analysis::question::Asked;
use apiary_core::analysis::threshold::{Crossing, Point as Reached, Reading};
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::people;
use apiary_core::stats::statistic::Statistic;
use apiary_core::table::{Output, Parameter, Unit};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Room for the crossings of one reading, below the axis.
const ROW: f64 = 30.0;
/// Room for the curves and their axis.
const CURVES: f64 = 380.0;
const FOOT: f64 = 52.0;
/// Room at the right for the middle between two crossings.
const MIDPOINT: f64 = 124.0;

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
    /// What is asked.
    pub asked: &'a Asked,
    /// The readings.
    pub read: Vec<Read>,
}

impl Picture<'_> {
    /// How high a picture of so many readings is, in CSS pixels.
    #[must_use]
    pub fn height(readings: usize) -> f64 {
        CURVES + FOOT + ROW * readings as f64
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
        let plot = Plot {
            left: 0.0,
            top: top + 4.0,
            right: frame.width - 12.0,
            bottom: frame.height - FOOT - ROW * self.read.len() as f64,
            x: self.asked.range,
            y: self.span(),
        };
        let plot = Plot {
            left: plot.label_room(&pen, self.asked.unit).max(58.0),
            right: if frame.is_narrow() {
                plot.right
            } else {
                plot.right - MIDPOINT
            },
            ..plot
        };
        let parameter = self.parameter();
        plot.y_axis(&pen, self.asked.unit)?;
        plot.x_axis(&pen, parameter.unit, &parameter.label.to_lowercase())?;
        self.draw_levels(&pen, &plot)?;
        for read in &self.read {
            let values: Vec<Point> = read.points.iter().map(|p| (p.at, p.read.value)).collect();
            plot.line(&pen, &values, (colour(read.reading, theme), 2.2))?;
        }
        self.draw_key(&pen, &plot)?;
        self.draw_mark(&pen, &plot)?;
        for (place, read) in self.read.iter().enumerate() {
            let y = plot.bottom + 60.0 + ROW * place as f64;
            self.draw_crossings(&pen, &plot, read, y)?;
        }
        Ok(())
    }

    fn output(&self) -> &'static Output {
        self.link.scenario.model.outputs()[self.asked.output]
    }

    fn parameter(&self) -> &'static Parameter {
        self.link.scenario.model.parameters()[self.asked.parameter]
    }

    fn title(&self) -> String {
        let against = self.parameter().label.to_lowercase();
        let what = match self.asked.readings[..] {
            [Reading::Runs(statistic)] => {
                let of = Of::Ends(statistic);
                let output = self.asked.output;
                Measure { output, of }.label(&self.link.scenario.model.outputs())
            }
            _ => format!("Final {}", self.output().label.to_lowercase()),
        };
        format!("{what} against {against}")
    }

    fn what(&self) -> String {
        let runs = people::number(f64::from(self.link.scenario.runs), 0);
        let trend = if self.asked.readings.contains(&Reading::Trend) {
            "; LOWESS: mean of the lines through ten runs each"
        } else {
            ""
        };
        format!("{runs} runs a point{trend}; ± 95 %")
    }

    fn span(&self) -> [f64; 2] {
        let values = self.read.iter().flat_map(|read| &read.points);
        let values = values.map(|point| point.read.value);
        let own = match self.asked.readings[..] {
            [Reading::Runs(Statistic::Above(_) | Statistic::Below(_))] => Some([0.0, 1.0]),
            _ => self.output().span,
        };
        own.unwrap_or_else(|| plot::span(values.chain(self.asked.levels.iter().copied())))
    }

    /// A dashed line at each level that lies on the axis.
    fn draw_levels<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        for &level in &self.asked.levels {
            if plot.within(level) == level {
                pen.dashes(plot.up(level), [plot.left, plot.right], pen.theme.ink2)?;
            }
        }
        Ok(())
    }

    /// The readings' names, in their colours, at the top left.
    fn draw_key<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        if self.read.len() < 2 {
            return Ok(());
        }
        for (place, read) in self.read.iter().enumerate() {
            let y = plot.top + 12.0 + 18.0 * place as f64;
            let colour = colour(read.reading, pen.theme);
            pen.line(&[(plot.left + 10.0, y), (plot.left + 30.0, y)], colour, 2.2)?;
            let set = Type::of(12.5, colour).strong();
            pen.label(name(read.reading), (plot.left + 38.0, y), set)?;
        }
        Ok(())
    }

    /// The hexagon at the scenario's own value.
    fn draw_mark<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let own = self.link.scenario.inputs_of(self.link.subset())[self.asked.parameter];
        let [from, to] = plot.x;
        if !(from..=to).contains(&own) {
            return Ok(());
        }
        let at = (plot.across(own), plot.bottom);
        pen.hexagon(at, 8.0, [pen.theme.honey, pen.theme.honeyink])
    }

    /// A reading's crossings on the same axis: a tick each, its interval, and a bar between the
    /// outermost two.
    fn draw_crossings<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        read: &Read,
        y: f64,
    ) -> Drawn<DB> {
        let (theme, colour) = (pen.theme, colour(read.reading, pen.theme));
        let unit = self.parameter().unit;
        let set = Type::of(12.5, colour).strong();
        pen.text(name(read.reading), (0.0, y), set)?;
        let edge = pen.frame.width - 12.0;
        pen.line(&[(0.0, y + 14.0), (edge, y + 14.0)], theme.rule, 1.0)?;
        let found: Vec<&Crossing> = read.crossings.iter().flatten().collect();
        let [Some(first), Some(last)] = [found.first(), found.last()] else {
            let set = Type::of(12.0, theme.ink3);
            return pen.text("crosses no level here", (plot.left, y), set);
        };
        let ends = [first.value.min(last.value), first.value.max(last.value)];
        let [left, right] = ends.map(|value| plot.across(value));
        let pale = mix(theme.paper, colour, 0.3);
        pen.block((left, y - 4.0), (right, y + 4.0), pale)?;
        for crossing in &found {
            let [low, high] = [crossing.low, crossing.high];
            let [low, high] = [low, high].map(|x| plot.across(x).clamp(plot.left, plot.right));
            pen.line(&[(low, y), (high, y)], colour, 1.5)?;
            let x = plot.across(crossing.value);
            pen.line(&[(x, y - 7.0), (x, y + 7.0)], colour, 2.0)?;
        }
        let set = Type::of(12.0, theme.ink);
        let (lower, upper) = if first.value <= last.value {
            (first, last)
        } else {
            (last, first)
        };
        pen.label(&told(lower, unit), (left - 10.0, y), set.at(Anchor::End))?;
        if found.len() > 1 {
            pen.label(&told(upper, unit), (right + 10.0, y), set)?;
        }
        let is_range = read.crossings.len() == 2 && read.crossings.iter().all(|c| c.len() == 1);
        if is_range && !pen.frame.is_narrow() {
            let error = (first.high - first.low).max(last.high - last.low) / 2.0;
            let middle = precisely(f64::midpoint(first.value, last.value), error, unit);
            let set = Type::of(12.0, theme.ink3).at(Anchor::End);
            pen.text(&format!("midpoint {middle}"), (edge, y), set)?;
        }
        Ok(())
    }

    /// The crossings in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let unit = self.parameter().unit;
        let of = |read: &Read| {
            let levels = self.asked.levels.iter().zip(&read.crossings);
            let levels = levels.map(|(level, found)| {
                let level = people::exactly(*level, self.asked.unit);
                match &found[..] {
                    [] => format!("does not cross {level}"),
                    [one] => format!("crosses {level} at {}", told(one, unit)),
                    more => {
                        let places = more.iter().map(|crossing| told(crossing, unit));
                        let places = places.collect::<Vec<_>>().join(" and ");
                        format!("crosses {level} {} times, at {places}", more.len())
                    }
                }
            });
            let levels: Vec<_> = levels.collect();
            format!("{} {}", self.subject(read.reading), levels.join(" and "))
        };
        let read: Vec<_> = self.read.iter().map(of).collect();
        let [from, to] = self.asked.range.map(|end| people::exactly(end, unit));
        let parameter = self.parameter().label.to_lowercase();
        let read = read.join("; ");
        format!("As {parameter} goes from {from} to {to}, {read} (95 % intervals).")
    }

    /// A reading as the subject of a sentence.
    fn subject(&self, reading: Reading) -> String {
        let output = self.output().label.to_lowercase();
        match reading {
            Reading::Trend => format!("the LOWESS trend of {output}"),
            Reading::Runs(Statistic::Mean) => format!("the mean of final {output}"),
            Reading::Runs(Statistic::Quantile(0.5)) => format!("the median of final {output}"),
            Reading::Runs(statistic) => {
                let (output, of) = (self.asked.output, Of::Ends(statistic));
                let label = Measure { output, of }.label(&self.link.scenario.model.outputs());
                match statistic {
                    Statistic::Above(_) | Statistic::Below(_) => {
                        format!("the share of {}", label.to_lowercase())
                    }
                    _ => format!("the {}", label.to_lowercase()),
                }
            }
        }
    }
}

/// A reading's name beside its crossings; the title says the rest.
fn name(reading: Reading) -> &'static str {
    match reading {
        Reading::Trend => "LOWESS",
        Reading::Runs(Statistic::Mean) => "Mean",
        Reading::Runs(Statistic::Quantile(0.5)) => "Median",
        Reading::Runs(Statistic::Quantile(_)) => "Quantile",
        Reading::Runs(Statistic::Above(_) | Statistic::Below(_)) => "Share",
        Reading::Runs(Statistic::Spread) => "Spread",
    }
}

fn colour(reading: Reading, theme: &Theme) -> RGBColor {
    match reading {
        Reading::Runs(Statistic::Quantile(_)) => theme.ink,
        Reading::Runs(_) => theme.blue,
        Reading::Trend => theme.brick,
    }
}

/// A crossing with half of its interval, to the interval's second digit.
fn told(crossing: &Crossing, unit: Unit) -> String {
    let half = (crossing.high - crossing.low) / 2.0;
    let sign = if unit.power == 2 { "\u{202f}%" } else { "" };
    let [value, half] = [crossing.value, half].map(|x| {
        let text = precisely(x, half, unit).replace('\u{202f}', "");
        text.trim_end_matches('%').to_owned()
    });
    format!("{value} ± {half}{sign}")
}

/// A value to the second digit of its error.
fn precisely(value: f64, error: f64, unit: Unit) -> String {
    let shown = error * libm::pow(10.0, f64::from(unit.power));
    let decimals = 1.0 - libm::floor(libm::log10(shown));
    let decimals = if decimals.is_finite() {
        decimals.clamp(0.0, 8.0) as u8
    } else {
        4
    };
    people::about(value, Unit { decimals, ..unit })
}
