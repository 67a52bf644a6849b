//! How much the same run differs between two scenarios.

use super::{Comparison, colours};
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Area, Read, Readout, bar};
use crate::style::{Frame, Theme};
use apiary_core::analysis::compare::difference;
use apiary_core::people;
use apiary_core::stats::mean_and_error;
use apiary_core::stats::order;
use apiary_core::summary::Histogram;
use apiary_core::table::Unit;
use plotters::prelude::DrawingBackend;

/// Bars of the differences, as many on either side of none.
const BARS: usize = 20;

/// Few runs are near the mean where less of them than this end within a bar and a half of it.
const FEW: f64 = 0.1;

/// Room above the bars for the counts of both sides and the mean, in CSS pixels.
const ABOVE: f64 = 58.0;

/// How far apart two lines of text are, in CSS pixels.
const LINE: f64 = 16.0;

impl Comparison<'_> {
    /// A bar of the differences.
    #[must_use]
    pub fn difference(&self, which: usize) -> Readout {
        let (_, row) = self.compared.output();
        let differences = self.compared.differences();
        let (unit, times) = of_difference(row.unit);
        let reach = times * reach(&differences);
        let differing = differences.iter().filter(|d| **d != 0.0);
        let differing: Vec<f64> = differing.map(|d| times * d).collect();
        let runs = (&*differing, differences.len());
        bar(runs, [-reach, reach], 2 * BARS, which, unit)
    }

    /// Draws how much higher or lower each run ends here than in the pinned scenario.
    pub fn draw_differences<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let (_, row) = self.compared.output();
        let differences = self.compared.differences();
        let (axis, times) = of_difference(row.unit);
        let unit = match axis.symbol {
            "" => String::new(),
            symbol => format!(" ({symbol})"),
        };
        let counted = |count: usize| people::number(count as f64, 0);
        // Runs that end alike stand on no side.
        let differing: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
        let alike = match differences.len() - differing.len() {
            0 => String::new(),
            alike => format!(", {} of them alike", counted(alike)),
        };
        let what = format!(
            "{}{unit} at the end, {} runs{alike}",
            row.label.to_ascii_lowercase(),
            counted(differences.len())
        );
        let top = pen.title("The same run, B minus A", &what, frame.width)?;
        let reach = reach(&differences);
        let is_far = are_few_near(&differences, reach);
        let above = ABOVE + if is_far { LINE } else { 0.0 };
        let plot = Plot {
            left: 28.0,
            top: top + above,
            right: frame.width - 28.0,
            bottom: frame.height - 28.0,
            x: [-reach, reach],
            y: [0.0, 1.0],
        };
        let histogram = Histogram::of(&differing, plot.x, 2 * BARS);
        let most = histogram.counts.iter().copied().max().unwrap_or(0).max(1);
        let [grey, blue] = colours(theme);
        for (bar, &count) in histogram.counts.iter().enumerate() {
            let edge =
                |bar: usize| plot.left + (plot.right - plot.left) * bar as f64 / (2 * BARS) as f64;
            let colour = if bar < BARS { grey } else { blue };
            let height = plot.up(f64::from(count) / f64::from(most));
            if count > 0 {
                pen.block(
                    (edge(bar) + 0.5, height),
                    (edge(bar + 1) - 0.5, plot.bottom),
                    colour,
                )?;
            }
        }
        pen.note(Area {
            read: Read::Standing,
            plot,
            count: 2 * BARS,
        });
        let in_unit = Plot {
            x: plot.x.map(|end| times * end),
            ..plot
        };
        in_unit.x_axis(&pen, axis, "")?;
        let zero = plot.across(0.0);
        pen.line(
            &[(zero, plot.top - above + 8.0), (zero, plot.bottom)],
            theme.ink2,
            1.0,
        )?;
        tell_sides(&pen, (zero, plot.top - above + 14.0), &differences)?;
        let first = plot.top - above + 36.0;
        mark_mean(&pen, (&plot, first), (&differences, is_far), row.unit)?;
        Ok(pen.noted())
    }
}

/// The unit of a difference, and how many of it make 1: one of percentages is in points, and no percentage.
const fn of_difference(unit: Unit) -> (Unit, f64) {
    match unit.power {
        2 => (Unit::of("points", unit.decimals), 100.0),
        _ => (unit, 1.0),
    }
}

/// How far the axis of differences goes on either side: to the farthest but a few.
fn reach(differences: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = differences.iter().map(|d| d.abs()).collect();
    order::sort(&mut sizes);
    let most = sizes.get(sizes.len() * 99 / 100).copied().unwrap_or(1.0);
    let [_, high] = plot::span([0.0, most].into_iter());
    high.max(f64::MIN_POSITIVE)
}

/// Whether the mean stands where few runs end.
fn are_few_near(differences: &[f64], reach: f64) -> bool {
    let (mean, _) = mean_and_error(differences);
    let near = differences
        .iter()
        .filter(|d| (**d - mean).abs() <= 1.5 * reach / BARS as f64);
    (near.count() as f64) < FEW * differences.len() as f64
}

/// How many runs lie on either side.
fn tell_sides<DB: DrawingBackend>(
    pen: &Pen<DB>,
    (zero, y): (f64, f64),
    differences: &[f64],
) -> Drawn<DB> {
    let count = |counts: fn(&f64) -> bool| {
        let counted = differences.iter().copied().filter(counts).count();
        people::number(counted as f64, 0)
    };
    let [grey, blue] = colours(pen.theme);
    let set = Type::of(12.5, grey).strong().at(Anchor::End);
    pen.text(
        &format!("{} lower in B", count(|d| *d < 0.0)),
        (zero - 8.0, y),
        set,
    )?;
    let set = Type::of(12.5, blue).strong().at(Anchor::Start);
    pen.text(
        &format!("{} higher in B", count(|d| *d > 0.0)),
        (zero + 8.0, y),
        set,
    )
}

/// The mean, which few runs may be near, told from a first line on.
fn mark_mean<DB: DrawingBackend>(
    pen: &Pen<DB>,
    (plot, first): (&Plot, f64),
    (differences, is_far): (&[f64], bool),
    unit: Unit,
) -> Drawn<DB> {
    let (value, error) = mean_and_error(differences);
    let [low, high] = plot.x;
    if !(low..=high).contains(&value) {
        return Ok(());
    }
    let x = plot.across(value);
    let set = Type::of(12.0, pen.theme.ink);
    let note = is_far.then(|| ("few are near it".to_owned(), set.in_colour(pen.theme.ink3)));
    // Its unit stands above the picture.
    let (unit, times) = of_difference(unit);
    let told = format!("mean {}", difference(times * value, times * error, unit));
    let lines: Vec<_> = std::iter::once((told, set)).chain(note).collect();
    let widths = lines.iter().map(|(text, set)| pen.width(text, *set));
    let wide = widths.fold(0.0, f64::max);
    let (before, behind) = (x - 6.0 - wide, x + 6.0);
    let zero = plot.across(0.0);
    let is_clear = |left: f64| {
        left >= 0.0
            && left + wide <= pen.frame.width
            && !(left - 4.0..left + wide + 4.0).contains(&zero)
    };
    let beside = if value >= 0.0 {
        [behind, before]
    } else {
        [before, behind]
    };
    // Where neither side has room, above its own line and not over that of none.
    let above = (x - wide / 2.0).min(pen.frame.width - wide).max(0.0);
    let left = beside.into_iter().find(|&left| is_clear(left));
    let last = first + LINE * (lines.len() - 1) as f64;
    let mut y = if left.is_some() {
        first - 4.0
    } else {
        last + 9.0
    };
    while y < plot.bottom {
        let stroke = [(x, y), (x, (y + 3.0).min(plot.bottom))];
        pen.line(&stroke, pen.theme.ink, 1.0)?;
        y += 6.0;
    }
    for (line, (text, set)) in lines.iter().enumerate() {
        let place = (left.unwrap_or(above), first + LINE * line as f64);
        pen.label(text, place, *set)?;
    }
    Ok(())
}
