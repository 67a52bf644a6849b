//! Two outputs against one another, coloured by time.

use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Area, Read};
use crate::scale::standing_out;
use crate::style::{Frame, Theme};
use plotters::prelude::DrawingBackend;

/// Runs whose points are drawn.
pub(crate) const MOST_RUNS: usize = 10;

pub(crate) fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let outputs = notebook.outputs();
    let (Some(ensemble), [(x, x_row), (y, y_row)]) =
        (notebook.ensembles.get(notebook.link.subset()), &outputs[..])
    else {
        return Ok(Vec::new());
    };
    let runs = ensemble.runs().min(MOST_RUNS);
    let about = notebook.link.scenario.model.about();
    let what = format!(
        "{} against {}, {}; {runs} runs, coloured by {}",
        y_row.label.to_ascii_lowercase(),
        x_row.label.to_ascii_lowercase(),
        y_row.unit.symbol,
        about.timestep
    );
    let top = pen.title(notebook.chart.title, &what, frame.width)?;
    let values = |output: usize| (0..runs).flat_map(move |run| ensemble.trajectory(output, run));
    let plot = Plot {
        left: 0.0,
        top: top + 18.0,
        right: frame.width.min(720.0) - 12.0,
        bottom: frame.height - if frame.is_narrow() { 66.0 } else { 48.0 },
        x: plot::span(values(*x)),
        y: plot::span(values(*y)),
    };
    let plot = Plot {
        left: plot.label_room(&pen, y_row.unit),
        ..plot
    };
    plot.y_axis(&pen, y_row.unit)?;
    plot.x_axis(&pen, x_row.unit, &x_row.label.to_ascii_lowercase())?;
    let grey = Type::of(12.0, theme.ink3);
    pen.text(
        &y_row.label.to_ascii_lowercase(),
        (0.0, plot.top - 14.0),
        grey,
    )?;
    let last = f64::from(ensemble.timesteps());
    for timestep in 0..=ensemble.timesteps() {
        let colour = standing_out(pen.theme, f64::from(timestep) / last);
        let points = ensemble
            .at(*x, timestep)
            .iter()
            .zip(ensemble.at(*y, timestep));
        for (&x, &y) in points
            .take(MOST_RUNS)
            .filter(|(x, y)| x.is_finite() && y.is_finite())
        {
            pen.disc(plot.at(x, y), 1.6, colour)?;
        }
    }
    pen.note(Area {
        read: Read::Plane,
        plot,
        count: ensemble.timesteps() as usize,
    });
    draw_scale(&pen, &plot, about.timestep, last)?;
    Ok(pen.noted())
}

/// What the colours stand for.
fn draw_scale<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    timestep: &str,
    last: f64,
) -> Drawn<DB> {
    let (left, y, width) = (plot.left, pen.frame.height - 14.0, 120.0);
    let grey = Type::of(12.0, pen.theme.ink3);
    let name = format!("{timestep} 0");
    let from = left + pen.width(&name, grey) + 8.0;
    pen.text(&name, (left, y), grey)?;
    for pixel in 0..60 {
        let x = from + width * f64::from(pixel) / 60.0;
        let shade = standing_out(pen.theme, f64::from(pixel) / 59.0);
        pen.block((x, y - 5.0), (x + width / 60.0, y + 5.0), shade)?;
    }
    let end = apiary_core::people::number(last, 0);
    pen.text(&end, (from + width + 8.0, y), grey.at(Anchor::Start))
}
