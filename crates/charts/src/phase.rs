//! Two outputs against one another, coloured by time.

use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Point, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Area, Read};
use crate::scale::standing_out;
use crate::style::{Frame, Theme, mix};
use apiary_core::people;
use plotters::prelude::DrawingBackend;

pub(crate) fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let outputs = notebook.outputs();
    let (Some(ensemble), [(x, x_row), (y, y_row)]) = (notebook.looked_at(), &outputs[..]) else {
        return Ok(Vec::new());
    };
    let runs = notebook.runs_beside();
    let looked_at = notebook.link.run();
    let about = notebook.link.scenario.model.about();
    let what = format!(
        "{}; run {} coloured by {}{}",
        y_row.unit.symbol,
        people::number(looked_at as f64 + 1.0, 0),
        about.timestep,
        match runs.len() {
            1 => String::new(),
            several => format!(", grey: {} others", several - 1),
        }
    );
    let top = pen.title(notebook.chart.title, &what, frame.width)?;
    let values = |output: usize| {
        let all = runs.iter();
        all.flat_map(move |&run| ensemble.trajectory(output, run))
    };
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
    let points = |run: usize| {
        let [xs, ys] = [*x, *y].map(|output| ensemble.trajectory(output, run));
        let points = xs.into_iter().zip(ys).enumerate();
        points.filter(|(_, (x, y))| x.is_finite() && y.is_finite())
    };
    let pale = mix(theme.paper, theme.grey1, 0.45);
    for &run in runs.iter().filter(|run| **run != looked_at) {
        for (_, (x, y)) in points(run) {
            pen.disc(plot.at(x, y), 1.1, pale)?;
        }
    }
    for (timestep, (x, y)) in points(looked_at) {
        let colour = standing_out(pen.theme, timestep as f64 / last);
        pen.disc(plot.at(x, y), 2.0, colour)?;
    }
    let ends: Vec<_> = points(looked_at).collect();
    for (timestep, (x, y)) in [ends.first(), ends.last()].into_iter().flatten() {
        name_end(
            &pen,
            &plot,
            plot.at(*x, *y),
            &format!("{} {timestep}", about.timestep),
        )?;
    }
    pen.note(Area {
        read: Read::Plane,
        plot,
        count: ensemble.timesteps() as usize,
    });
    draw_scale(&pen, &plot, about.timestep, last)?;
    Ok(pen.noted())
}

/// A ring around an end of the line, with its timestep beside it.
fn name_end<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, at: Point, name: &str) -> Drawn<DB> {
    pen.ring(at, 4.5, pen.theme.ink)?;
    let set = Type::of(12.5, pen.theme.ink);
    let is_right = at.0 + 10.0 + pen.width(name, set) <= plot.right;
    let (by, anchor) = if is_right {
        (9.0, Anchor::Start)
    } else {
        (-9.0, Anchor::End)
    };
    let y = (at.1 - 10.0).max(plot.top + 8.0);
    pen.label(name, (at.0 + by, y), set.at(anchor))
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
    let end = people::number(last, 0);
    pen.text(&end, (from + width + 8.0, y), grey.at(Anchor::Start))
}
