//! Two scenarios in one frame, and how much the same run differs between them.

mod differences;
mod names;
mod places;
mod side_by_side;

use crate::ends::{BINS, Ends, Heading, Note, Tone, longest};
use crate::pen::{Drawn, Pen, Shown, Surface};
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

use names::{Name, name_medians, names_of_medians};
use places::{Bars, NAMED, Places};

/// About how high what stands above the fans is.
const HEAD: f64 = 42.0;
/// The least width of bars below the whole heading.
const HEADED: f64 = 130.0;
/// The height of a heading above the plot.
const TITLE: f64 = 10.5;

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
        let places = self.places(&pen, &fans);
        let what = match places.ends {
            Some(_) => {
                "Lines: medians. Bands: the middle halves of the runs, darkest where they overlap"
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
        // There are few round values on a narrow screen's axis.
        let marked = self.goal_on(&plot).filter(|_| frame.is_narrow());
        plot.y_axis_with(&pen, row.unit, marked.as_slice())?;
        plot.time_axis(&pen, self.compared.link.scenario.model.about())?;
        draw_bands(&pen, &plot, &fans)?;
        let strokes: [&[f64]; 2] = [&[7.0, 3.0], &[]];
        for (fan, look) in fans.iter().zip(colours(theme).into_iter().zip(strokes)) {
            plot.stroked(&pen, &fan.quantiles[2], 0, (look, 2.5))?;
        }
        if let Some(ends) = &places.ends {
            self.draw_ends(&pen, &plot, ends, &fans)?;
        }
        let names = names_of_medians(&pen, &plot, &fans, (row, self.goal_on(&plot)));
        self.draw_goal(&pen, &plot, (places.ends.as_ref(), &names))?;
        name_medians(&pen, &plot, &names)?;
        Ok(pen.noted())
    }

    /// Where all stands: what is said of the bars among them, if they leave it room, and else beside them.
    fn places<DB: DrawingBackend>(&self, pen: &Pen<DB>, fans: &[Fan; 2]) -> Places {
        let among = Places::of(pen.frame, None);
        let Some(ends) = among.ends.as_ref() else {
            return among;
        };
        let (_, row) = self.compared.output();
        let plot = Plot {
            left: 0.0,
            top: HEAD,
            right: among.right,
            bottom: among.bottom,
            x: [0.0, 1.0],
            y: span(fans, row),
        };
        let has_room = |place: usize| {
            let bars = self.bars(&ends.plot(&plot, pen.frame), place, ends, &fans[place]);
            bars.has_room_for_notes(pen)
        };
        if [0, 1].into_iter().all(has_room) {
            return among;
        }
        let notes = [0, 1].map(|place| self.note(place));
        let widths = notes.iter().flatten().map(|note| note.width(pen));
        Places::of(pen.frame, Some(widths.fold(NAMED, f64::max)))
    }

    /// The goal's level, where the goal is about this output.
    fn goal(&self) -> Option<f64> {
        self.compared.link.goal_of(self.compared.output().0)
    }

    /// The same, where it lies on an axis.
    fn goal_on(&self, plot: &Plot) -> Option<f64> {
        let is_seen = |level: &f64| (plot.y[0]..=plot.y[1]).contains(level);
        self.goal().filter(is_seen)
    }

    /// Draws the goal through the fans and the bars, and from one to the next where no word stands between.
    fn draw_goal<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        (ends, names): (Option<&Bars>, &[Name]),
    ) -> Drawn<DB> {
        let Some(level) = self.goal_on(plot) else {
            return Ok(());
        };
        let (y, ink) = (plot.up(level), pen.theme.ink);
        let Some(ends) = ends else {
            return pen.dashes(y, [plot.left, plot.right], ink);
        };
        let bars = ends.plot(plot, pen.frame);
        let columns = ends.columns(&bars);
        let is_in_words = names.iter().any(|name| name.holds(y));
        if is_in_words || matches!(ends, Bars::Below(_)) {
            pen.dashes(y, [plot.left, plot.right], ink)?;
            for column in columns {
                pen.dashes(bars.up(level), column, ink)?;
            }
            return Ok(());
        }
        let last = columns
            .iter()
            .fold(plot.right, |right, column| right.max(column[1]));
        pen.dashes(y, [plot.left, last], ink)
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
            let unit = self.compared.output().1.unit;
            labels.y_axis_with(pen, unit, self.goal_on(&plot).as_slice())?;
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
        let level = self.goal();
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
                Bars::Beside { words, .. } => *words,
                Bars::Below(_) => None,
            },
            heading: Heading::Above {
                text: match (["A", "B"][place], right - left < HEADED) {
                    (name, true) => format!("{name} ends, runs"),
                    (name, false) => format!("Where {name} ends, runs"),
                },
                unit: "",
                y: match places {
                    Bars::Beside { .. } => TITLE,
                    Bars::Below([top, _]) => top - 25.0,
                },
            },
            goal: level,
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
            figure: self.compared.shares()[place].to_string(),
            text: format!("{side} {}", people::exactly(level, row.unit)),
            tone: [Tone::Plain, Tone::Met][place],
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
