//! How an outcome rises or falls with a parameter, read in three ways, and where each reading
//! crosses the levels.

use crate::pen::{Anchor, Drawn, Pen, Point, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use apiary_core::analysis::threshold::{Crossing, Point as Reached, TrendReading};
use apiary_core::link::Link;
use apiary_core::people;
use apiary_core::table::Unit;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Room for the crossings of one reading, below the axis.
const ROW: f64 = 30.0;

/// One reading of the curve.
#[derive(Clone, Debug)]
pub struct Read {
    /// Which.
    pub reading: TrendReading,
    /// What it reads at each value of the parameter.
    pub points: Vec<Reached>,
    /// Where it crosses, by level.
    pub crossings: Vec<Vec<Crossing>>,
}

/// The picture of a search.
pub struct Picture<'a> {
    /// The scenario.
    pub link: &'a Link,
    /// Index of the parameter.
    pub parameter: usize,
    /// Index of the output.
    pub output: usize,
    /// The levels, rising.
    pub levels: &'a [f64],
    /// The readings.
    pub read: [Read; 3],
}

fn name(reading: TrendReading) -> &'static str {
    match reading {
        TrendReading::Mean => "Mean",
        TrendReading::Median => "Median",
        TrendReading::Trend => "LOWESS",
    }
}

fn colour(reading: TrendReading, theme: &Theme) -> RGBColor {
    match reading {
        TrendReading::Mean => theme.blue,
        TrendReading::Median => theme.ink,
        TrendReading::Trend => theme.brick,
    }
}

impl Picture<'_> {
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
        let model = self.link.scenario.model;
        let (row, parameter) = (
            model.outputs()[self.output],
            model.parameters()[self.parameter],
        );
        let title = format!(
            "Final {} against {}",
            row.label.to_lowercase(),
            parameter.label.to_lowercase()
        );
        let runs = people::number(f64::from(self.link.scenario.runs), 0);
        let what = format!(
            "mean and median of {runs} runs a point; mean of the LOWESS lines through ten runs each; \
             ± 95 %"
        );
        let top = pen.title(&title, &what, frame.width)?;
        let plot = Plot {
            left: 0.0,
            top: top + 4.0,
            right: frame.width - 12.0,
            bottom: frame.height - 52.0 - ROW * 3.0,
            x: [parameter.slider.from, parameter.slider.to],
            y: self.span(),
        };
        let plot = Plot {
            left: plot.label_room(&pen, row.unit).max(58.0),
            ..plot
        };
        plot.y_axis(&pen, row.unit)?;
        plot.x_axis(&pen, parameter.unit, &parameter.label.to_lowercase())?;
        for &level in self.levels {
            pen.dashes(plot.up(level), [plot.left, plot.right], theme.ink2)?;
        }
        for read in &self.read {
            let values: Vec<Point> = read.points.iter().map(|p| (p.at, p.read.value)).collect();
            plot.line(&pen, &values, (colour(read.reading, theme), 2.2))?;
        }
        self.draw_key(&pen, &plot)?;
        self.draw_mark(&pen, &plot)?;
        for (place, read) in self.read.iter().enumerate() {
            let y = plot.bottom + 60.0 + ROW * place as f64;
            self.draw_crossings(&pen, &plot, read, (y, parameter.unit))?;
        }
        Ok(())
    }

    fn span(&self) -> [f64; 2] {
        let row = self.link.scenario.model.outputs()[self.output];
        let values = self
            .read
            .iter()
            .flat_map(|read| read.points.iter().map(|p| p.read.value));
        row.span
            .unwrap_or_else(|| plot::span(values.chain(self.levels.iter().copied())))
    }

    /// The readings' names, in their colours, at the top left.
    fn draw_key<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
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
        let own = self.link.scenario.inputs_of(self.link.subset())[self.parameter];
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
        (y, unit): (f64, Unit),
    ) -> Drawn<DB> {
        let (theme, colour) = (pen.theme, colour(read.reading, pen.theme));
        pen.text(
            name(read.reading),
            (0.0, y),
            Type::of(12.5, colour).strong(),
        )?;
        pen.line(&[(0.0, y + 14.0), (plot.right, y + 14.0)], theme.rule, 1.0)?;
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
            let [low, high] = [crossing.low, crossing.high].map(|x| plot.across(x));
            pen.line(&[(low, y), (high, y)], colour, 1.5)?;
            let x = plot.across(crossing.value);
            pen.line(&[(x, y - 7.0), (x, y + 7.0)], colour, 2.0)?;
        }
        let set = Type::of(12.0, theme.ink);
        pen.label(&told(first, unit), (left - 10.0, y), set.at(Anchor::End))?;
        if found.len() > 1 {
            pen.label(&told(last, unit), (right + 10.0, y), set.at(Anchor::Start))?;
        }
        Ok(())
    }

    /// The crossings in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let model = self.link.scenario.model;
        let (row, parameter) = (
            model.outputs()[self.output],
            model.parameters()[self.parameter],
        );
        let of = |read: &Read| {
            let levels = self
                .levels
                .iter()
                .zip(&read.crossings)
                .map(|(level, found)| {
                    let level = people::exactly(*level, row.unit);
                    match &found[..] {
                        [] => format!("does not cross {level}"),
                        [one] => format!("crosses {level} at {}", told(one, parameter.unit)),
                        more => format!("crosses {level} {} times", more.len()),
                    }
                });
            let levels: Vec<_> = levels.collect();
            format!("{}: {}", name(read.reading), levels.join(", "))
        };
        let read: Vec<_> = self.read.iter().map(of).collect();
        format!(
            "Final {} against {}, 95 % intervals. {}.",
            row.label.to_lowercase(),
            parameter.label.to_lowercase(),
            read.join(". ")
        )
    }
}

/// A crossing with half of its interval, to the interval's first digit.
fn told(crossing: &Crossing, unit: Unit) -> String {
    let half = (crossing.high - crossing.low) / 2.0;
    let fine = Unit {
        decimals: 4,
        ..unit
    };
    let short = |value: f64| {
        let text = people::about(value, fine);
        text.replace('\u{202f}', "")
            .trim_end_matches('%')
            .to_owned()
    };
    let sign = if unit.power == 2 { "\u{202f}%" } else { "" };
    format!("{} ± {}{sign}", short(crossing.value), short(half))
}
