//! Two scenarios in one frame, and how much the same run differs between them.

mod differences;
mod side_by_side;

use crate::ends::{BESIDE, BINS, Ends, Heading, Note, Tone, longest};
use crate::pen::{Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Readout, bar};
use crate::style::{Frame, Theme, mix};
use apiary_core::analysis::compare::Compared;
use apiary_core::people;
use apiary_core::sentence::Judgement;
use apiary_core::summary::Fan;
use apiary_core::table::Output;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Room for the words below a plot.
const AXIS: f64 = 28.0;
/// The height of a heading above the plot.
const TITLE: f64 = 10.5;
/// The least height of a narrow frame that fans and bars have room in.
const LEAST_FOR_BOTH: f64 = 420.0;
/// From this width on there is room for the bars beside the fans.
const BESIDE_FROM: f64 = 860.0;
/// Room for the word behind the axis of a number of runs.
const RUNS_NAMED: f64 = 54.0;
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
        let (_, row) = self.compared.output();
        let fans = self.fans();
        let notes = [0, 1].map(|place| self.note(place));
        let beside = notes.iter().flatten().map(|note| note.width(&pen));
        let beside = beside.fold(NAMED, f64::max);
        let places = Places::of(frame, beside);
        let what = match places.ends {
            Some(_) => {
                "Lines: medians. Bands: the middle halves of the runs, darkest where both are"
            }
            None => {
                "Lines: medians. Bands: the middle halves of the runs. Where they end: in the table"
            }
        };
        let top = pen.title(row.label, what, places.right + NAMED)?;
        let plot = Plot {
            left: 0.0,
            top: top + 6.0,
            right: places.right,
            bottom: places.bottom,
            x: [0.0, f64::from(self.compared.ensembles[0].timesteps())],
            y: span(&fans, row),
        };
        let plot = Plot {
            left: plot.label_room(&pen, row.unit),
            ..plot
        };
        plot.y_axis(&pen, row.unit)?;
        plot.time_axis(&pen, self.compared.link.scenario.model.about())?;
        draw_bands(&pen, &plot, &fans)?;
        let strokes: [&[f64]; 2] = [&[7.0, 3.0], &[]];
        for (fan, look) in fans.iter().zip(colours(theme).into_iter().zip(strokes)) {
            plot.stroked(&pen, &fan.quantiles[2], 0, (look, 2.5))?;
        }
        name_medians(&pen, &plot, &fans, row)?;
        if let Some(ends) = &places.ends {
            self.draw_ends(&pen, &plot, ends, &fans)?;
        }
        self.draw_goal(&pen, &plot, places.ends.as_ref())?;
        Ok(pen.noted())
    }

    /// Draws the goal through the fans, and through bars that lie on their axis, but not through the words between.
    fn draw_goal<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        ends: Option<&Bars>,
    ) -> Drawn<DB> {
        let goal = self.compared.link.goal_of(self.compared.output().0);
        let Some(level) = goal.filter(|level| (plot.y[0]..=plot.y[1]).contains(level)) else {
            return Ok(());
        };
        let columns = match ends {
            Some(Bars::Beside { columns, .. }) => columns.as_slice(),
            _ => &[],
        };
        for span in [[plot.left, plot.right]].iter().chain(columns) {
            pen.dashes(plot.up(level), *span, pen.theme.ink)?;
        }
        Ok(())
    }

    /// Draws where the runs of each end: on the axis of the fans, or on the same axis drawn anew below them.
    fn draw_ends<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        fans_plot: &Plot,
        ends: &Bars,
        fans: &[Fan; 2],
    ) -> Drawn<DB> {
        let plot = ends.plot(fans_plot, pen.frame);
        if let Bars::Below(_) = ends {
            // Lines across would strike through the words among the bars.
            let labels = Plot {
                right: plot.left,
                ..plot
            };
            labels.y_axis(pen, self.compared.output().1.unit)?;
        }
        for (place, fan) in fans.iter().enumerate() {
            self.bars(&plot, place, ends, fan).draw(pen)?;
        }
        Ok(())
    }

    /// The bars of the pinned scenario (0) or of this one (1).
    fn bars(&self, plot: &Plot, place: usize, places: &Bars, fan: &Fan) -> Ends<'_> {
        let Compared { link, ensembles } = self.compared;
        let (output, _) = self.compared.output();
        let judgement = Judgement::of(link, ensembles[place]);
        let level = (judgement.output == output).then_some(judgement.level);
        let above = judgement.goal.above;
        let [left, right] = places.columns(plot)[place];
        let beyond = move |value: f64| {
            level.is_none_or(|level| if above { value > level } else { value < level })
        };
        Ends {
            plot: *plot,
            left,
            right,
            beside: match places {
                Bars::Beside { words, .. } => Some(*words),
                Bars::Below(_) => None,
            },
            heading: Heading::Above {
                text: format!("Where {} ends", ["A", "B"][place]),
                y: match places {
                    Bars::Beside { .. } => TITLE,
                    Bars::Below([top, _]) => top - 25.0,
                },
            },
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
        let ends = self.compared.ensembles[place.min(1)].ends(output);
        bar((ends, ends.len()), span, BINS, which, row.unit)
    }
}

/// Where the bars of where the runs end stand.
enum Bars {
    /// Right of the fans, on their axis: the left and right of each, with words so wide beside them.
    Beside { columns: [[f64; 2]; 2], words: f64 },
    /// Below the fans, with their words among them: the top and bottom of both.
    Below([f64; 2]),
}

impl Bars {
    /// The plot that they lie on.
    const fn plot(&self, fans: &Plot, frame: Frame) -> Plot {
        match *self {
            Self::Beside { .. } => *fans,
            Self::Below([top, bottom]) => Plot {
                top,
                bottom,
                right: frame.width,
                ..*fans
            },
        }
    }

    /// The left and right of each; below the fans they share the width of the plot.
    fn columns(&self, plot: &Plot) -> [[f64; 2]; 2] {
        if let Self::Beside { columns, .. } = *self {
            return columns;
        }
        let wide = (plot.right - plot.left) / 2.0;
        let column = |left: f64| [left, left + wide - RUNS_NAMED];
        [column(plot.left), column(plot.left + wide)]
    }
}

/// How a frame is shared out.
struct Places {
    /// Where the fans end on the right.
    right: f64,
    /// Where the fans end below.
    bottom: f64,
    /// Where the runs end; nowhere in a small frame, where a table has the figures.
    ends: Option<Bars>,
}

impl Places {
    /// With words so wide beside the bars: these stand beside the fans, on a narrow screen below.
    fn of(frame: Frame, beside: f64) -> Self {
        let bottom = frame.height - AXIS;
        let right = frame.width - NAMED - 20.0;
        let is_below = frame.width < BESIDE_FROM && frame.height >= LEAST_FOR_BOTH;
        if !frame.is_narrow() && !is_below {
            let wide = frame.width * 0.1;
            let apart = wide + BESIDE + beside + APART;
            let first = frame.width - 2.0 * apart + APART;
            let column = |left: f64| [left, left + wide];
            return Self {
                right: first - NAMED - 20.0,
                bottom,
                ends: Some(Bars::Beside {
                    columns: [column(first), column(first + apart)],
                    words: beside,
                }),
            };
        }
        if !is_below {
            return Self {
                right,
                bottom,
                ends: None,
            };
        }
        let fans = frame.height * 0.56;
        Self {
            right,
            bottom: fans - AXIS,
            ends: Some(Bars::Below([fans + 46.0, bottom])),
        }
    }
}

/// Draws the middle halves of both. Where they meet they are a third colour, so that neither hides the other.
fn draw_bands<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, fans: &[Fan; 2]) -> Drawn<DB> {
    let theme = pen.theme;
    let halves = fans.each_ref().map(|fan| {
        let [_, low, _, high, _] = &fan.quantiles;
        let ends = low.iter().zip(high).map(|(&low, &high)| [low, high]);
        ends.collect::<Vec<_>>()
    });
    let [a, b] = &halves;
    let meeting = a.iter().zip(b).map(|(a, b)| {
        let low = a[0].max(b[0]);
        [low, a[1].min(b[1]).max(low)]
    });
    let grey = mix(theme.paper, theme.grey2, 0.26);
    let bands = [
        (a.clone(), grey),
        (b.clone(), theme.band50),
        (meeting.collect(), mix(theme.band50, theme.grey2, 0.2)),
    ];
    for (ends, colour) in bands {
        let ends = ends.into_iter().enumerate();
        plot.band(pen, ends.map(|(x, ends)| (x as f64, ends)), colour)?;
    }
    for (fan, colour) in fans.iter().zip([theme.grey2, theme.blue]) {
        let [_, low, _, high, _] = &fan.quantiles;
        for edge in [low, high] {
            plot.stroked(pen, edge, 0, ((colour, &[]), 1.0))?;
        }
    }
    Ok(())
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
