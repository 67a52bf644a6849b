//! Two scenarios in one frame, and how much the same run differs between them.

use crate::ends::{BESIDE, BINS, Ends, Heading, Note, Tone, longest};
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Area, Read, Readout, bar};
use crate::style::{Frame, Theme, mix};
use apiary_core::analysis::compare::{Compared, difference};
use apiary_core::people;
use apiary_core::sentence::Judgement;
use apiary_core::stats::mean_and_error;
use apiary_core::stats::order;
use apiary_core::summary::{Fan, Histogram};
use apiary_core::table::{Output, Unit};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Bars of the differences, as many on either side of none.
const BARS: usize = 20;
/// Room for a name, or for a share, beside a line or bars.
const NAMED: f64 = 86.0;
/// From what is said of A's runs to B's bars.
const APART: f64 = 14.0;

/// The picture of a comparison.
pub struct Comparison<'a> {
    /// What is compared.
    pub compared: &'a Compared<'a>,
}

impl Comparison<'_> {
    /// Draws medians and middle halves of both, and beside them where the runs of each end.
    ///
    /// # Errors
    /// The backend's, here and below.
    pub fn draw<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let (output, row) = self.compared.output();
        let fans = self
            .compared
            .ensembles
            .map(|ensemble| Fan::of(ensemble, output));
        let notes = [0, 1].map(|place| self.note(place));
        let beside = notes.iter().flatten().map(|note| note.width(&pen));
        let beside = beside.fold(NAMED, f64::max);
        let ends = columns(frame, beside);
        let right = ends.map_or(frame.width, |columns| columns[0][0]) - NAMED - 20.0;
        let what = match ends {
            Some(_) => "Lines: medians. Bands: the middle half of the runs",
            None => {
                "Lines: medians. Bands: the middle half of the runs. Where they end: in the table"
            }
        };
        let top = pen.title(row.label, what, right + NAMED)?;
        let plot = Plot {
            left: 0.0,
            top: top + 6.0,
            right,
            bottom: frame.height - 28.0,
            x: [0.0, f64::from(self.compared.ensembles[0].timesteps())],
            y: span(&fans, row),
        };
        let plot = Plot {
            left: plot.label_room(&pen, row.unit),
            ..plot
        };
        plot.y_axis(&pen, row.unit)?;
        plot.time_axis(&pen, self.compared.link.scenario.model.about())?;
        let bands = [mix(theme.paper, theme.grey2, 0.22), theme.band50];
        for (fan, band) in fans.iter().zip(bands) {
            let [_, low, _, high, _] = &fan.quantiles;
            let ends = low.iter().zip(high).map(|(&low, &high)| [low, high]);
            plot.band(
                &pen,
                ends.enumerate().map(|(x, ends)| (x as f64, ends)),
                band,
            )?;
        }
        // Where B's band lies over A's, the edges of A's still show.
        let [_, low, _, high, _] = &fans[0].quantiles;
        for edge in [low, high] {
            plot.stroked(&pen, edge, 0, ((theme.grey2, &[]), 1.0))?;
        }
        let strokes: [&[f64]; 2] = [&[7.0, 3.0], &[]];
        for (fan, look) in fans.iter().zip(colours(theme).into_iter().zip(strokes)) {
            plot.stroked(&pen, &fan.quantiles[2], 0, (look, 2.5))?;
        }
        name_medians(&pen, &plot, &fans, row)?;
        for ((place, columns), fan) in ends.into_iter().flatten().enumerate().zip(&fans) {
            let bars = self.bars(&plot, place, (columns, beside), fan);
            bars.draw(&pen)?;
        }
        Ok(pen.noted())
    }

    /// The bars of the pinned scenario (0) or of this one (1).
    fn bars(
        &self,
        plot: &Plot,
        place: usize,
        ([left, right], beside): ([f64; 2], f64),
        fan: &Fan,
    ) -> Ends<'_> {
        let Compared { link, ensembles } = self.compared;
        let (output, _) = self.compared.output();
        let judgement = Judgement::of(link, ensembles[place]);
        let level = (judgement.output == output).then_some(judgement.level);
        let above = judgement.goal.above;
        let beyond = move |value: f64| {
            level.is_none_or(|level| if above { value > level } else { value < level })
        };
        Ends {
            plot: *plot,
            left,
            right,
            beside: Some(beside),
            heading: Heading::Above(format!("Where {} ends", ["A", "B"][place])),
            goal: None,
            values: ensembles[place].ends(output),
            full: self
                .compared
                .ends(output)
                .map(|ends| longest(ends, plot.y))
                .into_iter()
                .max(),
            not_finite: fan.not_finite,
            colour: Box::new(move |theme, value| {
                let colour = colours(theme)[place];
                if beyond(value) {
                    colour
                } else {
                    mix(theme.paper, colour, 0.5)
                }
            }),
            notes: self.note(place).into_iter().collect(),
        }
    }

    /// The share of the pinned scenario's runs (0) or of this one's (1) beyond the goal, where that is about
    /// the output.
    fn note(&self, place: usize) -> Option<Note> {
        let Compared { link, ensembles } = self.compared;
        let (output, row) = self.compared.output();
        let judgement = Judgement::of(link, ensembles[place]);
        let level = judgement.level;
        let side = if judgement.goal.above {
            "above"
        } else {
            "below"
        };
        (judgement.output == output).then(|| Note {
            span: [level, level],
            figure: people::share(judgement.beyond).to_string(),
            text: format!("{side} {}", people::exactly(level, row.unit)),
            tone: Tone::Plain,
        })
    }

    /// A bar of the pinned scenario's histogram (0) or of this one's (1), with the span of its axis.
    #[must_use]
    pub fn end(&self, place: usize, span: [f64; 2], which: usize) -> Readout {
        let (output, row) = self.compared.output();
        let ensemble = self.compared.ensembles[place.min(1)];
        bar(ensemble.ends(output), span, BINS, which, row.unit)
    }

    /// A bar of the differences.
    #[must_use]
    pub fn difference(&self, which: usize) -> Readout {
        let (_, row) = self.compared.output();
        let differences = self.compared.differences();
        let (unit, times) = of_difference(row.unit);
        let reach = times * reach(&differences);
        let differing = differences.iter().filter(|d| **d != 0.0);
        let differing: Vec<f64> = differing.map(|d| times * d).collect();
        bar(&differing, [-reach, reach], 2 * BARS, which, unit)
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
        let plot = Plot {
            left: 28.0,
            top: top + 48.0,
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
            &[(zero, plot.top - 40.0), (zero, plot.bottom)],
            theme.ink2,
            1.0,
        )?;
        tell_sides(&pen, &plot, &differences)?;
        mark_mean(&pen, &plot, &differences, row.unit)?;
        Ok(pen.noted())
    }
}

/// Where the bars of each begin and end, with words so wide beside them; nowhere on a narrow screen, where a
/// table has the figures.
fn columns(frame: Frame, beside: f64) -> Option<[[f64; 2]; 2]> {
    let wide = frame.width * 0.1;
    let apart = wide + BESIDE + beside + APART;
    let first = frame.width - 2.0 * apart + APART;
    let column = |left: f64| [left, left + wide];
    (!frame.is_narrow()).then(|| [column(first), column(first + apart)])
}

/// The colours of the pinned scenario and of this one.
const fn colours(theme: &Theme) -> [RGBColor; 2] {
    [theme.ink2, theme.blue]
}

/// An axis for both, or the output's own.
fn span(fans: &[Fan; 2], row: &Output) -> [f64; 2] {
    let shown = fans
        .iter()
        .flat_map(|fan| fan.quantiles[1..4].iter().flatten().copied());
    match row.span {
        Some([low, high])
            if shown
                .clone()
                .all(|y| !y.is_finite() || (low..=high).contains(&y)) =>
        {
            [low, high]
        }
        _ => plot::span(shown),
    }
}

/// Names each median at its end, apart from the other.
fn name_medians<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    fans: &[Fan; 2],
    row: &Output,
) -> Drawn<DB> {
    let last = |fan: &Fan| {
        fan.quantiles[2]
            .last()
            .copied()
            .filter(|end| end.is_finite())
    };
    let Some((a, b)) = last(&fans[0]).zip(last(&fans[1])) else {
        return Ok(());
    };
    let [low, high] = [plot.top + 8.0, plot.bottom - 26.0];
    let place = |value: f64| plot.up(plot.within(value)).clamp(low, high);
    let mut heights = [place(a), place(b)];
    let apart = 38.0;
    if (heights[0] - heights[1]).abs() < apart {
        let upper = usize::from(b > a);
        let middle =
            f64::midpoint(heights[0], heights[1]).clamp(low + apart / 2.0, high - apart / 2.0);
        heights[upper] = middle - apart / 2.0;
        heights[1 - upper] = middle + apart / 2.0;
    }
    for (((name, value), y), colour) in [("A", a), ("B", b)]
        .into_iter()
        .zip(heights)
        .zip(colours(pen.theme))
    {
        let set = Type::of(12.5, colour).strong();
        pen.text(&format!("{name} median"), (plot.right + 8.0, y), set)?;
        pen.text(
            &people::about(value, row.unit),
            (plot.right + 8.0, y + 16.0),
            set,
        )?;
    }
    Ok(())
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

/// How many runs lie on either side.
fn tell_sides<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, differences: &[f64]) -> Drawn<DB> {
    let count = |counts: fn(&f64) -> bool| {
        let counted = differences.iter().copied().filter(counts).count();
        people::number(counted as f64, 0)
    };
    let [grey, blue] = colours(pen.theme);
    let zero = plot.across(0.0);
    let y = plot.top - 34.0;
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

/// The mean, which few runs may be near.
fn mark_mean<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    differences: &[f64],
    unit: Unit,
) -> Drawn<DB> {
    let (value, error) = mean_and_error(differences);
    let [low, high] = plot.x;
    if !(low..=high).contains(&value) {
        return Ok(());
    }
    let x = plot.across(value);
    let text = format!("mean {}", difference(value, error, unit));
    let set = Type::of(12.0, pen.theme.ink);
    let wide = pen.width(&text, set);
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
    let mut y = plot.top - if left.is_some() { 16.0 } else { 3.0 };
    while y < plot.bottom {
        let stroke = [(x, y), (x, (y + 3.0).min(plot.bottom))];
        pen.line(&stroke, pen.theme.ink, 1.0)?;
        y += 6.0;
    }
    pen.label(&text, (left.unwrap_or(above), plot.top - 12.0), set)
}
