//! What stands below a balance on the same time axis: what a member has at hand, and what is paid.

use super::{NAMES, beyond};
use crate::pen::{Anchor, Drawn, Pen, Point, Type};
use crate::plot::{self, Plot};
use crate::style::Frame;
use apiary_core::ensemble::Ensemble;
use apiary_core::people;
use apiary_core::table::Output;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

/// The room above a strip, with its name.
const HEAD: f64 = 38.0;

/// How an output is drawn in a strip.
#[derive(Clone, Copy)]
enum Look {
    /// A level: a line, filled where it is below zero.
    Line,
    /// A flow: a bar a timestep.
    Bars,
}

/// An output of one run in a frame of its own.
pub(super) struct Strip {
    row: &'static Output,
    values: Vec<f64>,
    look: Look,
}

/// How high a strip is, with its name.
pub(super) fn height(frame: Frame) -> f64 {
    HEAD + if frame.is_narrow() { 44.0 } else { 56.0 }
}

impl Strip {
    /// A level first, a flow after it, where the chart has such.
    pub(super) fn all(
        ensemble: &Ensemble,
        run: usize,
        outputs: &[(usize, &'static Output)],
    ) -> Vec<Self> {
        let looks = [Look::Line, Look::Bars];
        let strips = outputs.iter().zip(looks);
        strips
            .map(|(&(output, row), look)| Self {
                row,
                values: ensemble.trajectory(output, run),
                look,
            })
            .collect()
    }

    fn y(&self) -> [f64; 2] {
        plot::span(self.values.iter().copied().chain([0.0]))
    }

    /// Values of its axis with their names: in so little height, few.
    fn ticks(&self) -> Vec<(f64, String)> {
        let ticks = plot::ticks(self.y(), 4);
        let step = plot::step(&ticks);
        let named = |&value: &f64| (value, people::tick(value, step, self.row.unit));
        ticks.iter().map(named).collect()
    }

    /// How much room its values need on the left.
    pub(super) fn label_room<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> f64 {
        let set = Type::of(12.0, pen.theme.ink3);
        let widths = self.ticks().into_iter();
        let widths = widths.map(|(_, name)| pen.width(&name, set));
        widths.fold(0.0, f64::max) + 9.0
    }

    fn draw_axis<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let theme = pen.theme;
        let set = Type::of(12.0, theme.ink3).at(Anchor::End);
        for (value, name) in self.ticks() {
            let colour = if value == 0.0 {
                theme.rule2
            } else {
                theme.rule
            };
            let y = plot.up(value);
            pen.line(&[(plot.left, y), (plot.right, y)], colour, 1.0)?;
            pen.text(&name, (plot.left - 7.0, y), set)?;
        }
        Ok(())
    }

    /// Draws it below another frame; where it is.
    pub(super) fn draw<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        above: &Plot,
    ) -> Result<Plot, DrawingAreaErrorKind<DB::ErrorType>> {
        let plot = Plot {
            top: above.bottom + HEAD,
            bottom: above.bottom + height(pen.frame),
            y: self.y(),
            ..*above
        };
        self.draw_name(pen, &plot)?;
        match self.look {
            Look::Line => self.draw_line(pen, &plot)?,
            Look::Bars => self.draw_bars(pen, &plot)?,
        }
        Ok(plot)
    }

    fn draw_name<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let theme = pen.theme;
        let y = plot.top - 14.0;
        let set = Type::of(12.5, theme.ink).strong();
        pen.text(self.row.label, (plot.left, y), set)?;
        let at = plot.left + pen.width(self.row.label, set) + 8.0;
        let grey = Type::of(12.5, theme.ink3);
        let room = plot.right + if pen.frame.is_narrow() { 0.0 } else { NAMES };
        if at + pen.width(self.row.help, grey) <= room {
            pen.text(self.row.help, (at, y), grey)?;
        }
        Ok(())
    }

    fn draw_line<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let theme = pen.theme;
        let below = |(x, value): (usize, &f64)| (x as f64, [value.min(0.0), 0.0]);
        plot.band(
            pen,
            self.values.iter().enumerate().map(below),
            beyond(theme),
        )?;
        self.draw_axis(pen, plot)?;
        plot.curve(pen, &self.values, 0, (theme.ink2, 1.25))?;
        let Some(&last) = self.values.last().filter(|last| last.is_finite()) else {
            return Ok(());
        };
        if pen.frame.is_narrow() {
            return Ok(());
        }
        let name = self.row.label.to_ascii_lowercase();
        let text = format!("{name} {}", people::number(last, 0));
        let at = (plot.right + 8.0, plot.up(plot.within(last)));
        pen.text(&text, at, Type::of(12.5, theme.ink2).strong())
    }

    fn draw_bars<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        self.draw_axis(pen, plot)?;
        let each = (plot.right - plot.left) / plot.x[1];
        let half = (each * 0.35).min(6.0);
        for (x, &value) in self.values.iter().enumerate() {
            if value == 0.0 || !value.is_finite() {
                continue;
            }
            let (middle, zero): Point = plot.at(x as f64, 0.0);
            let end = plot.up(plot.within(value));
            // An axis may hold more than numbers can tell apart.
            if !(zero.is_finite() && end.is_finite()) {
                continue;
            }
            let colour = if value > 0.0 {
                pen.theme.blue
            } else {
                pen.theme.grey2
            };
            let right = (middle + half).min(plot.right);
            pen.block(
                (middle - half, zero.min(end)),
                (right, zero.max(end)),
                colour,
            )?;
        }
        Ok(())
    }
}
