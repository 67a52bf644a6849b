//! All subsets in one frame: every run's value at every timestep, and each subset's trend.

use crate::notebook::Notebook;
use crate::pen::{Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use apiary_core::ensemble::Ensemble;
use apiary_core::sentence::subset_label;
use apiary_core::stats::order;
use apiary_core::summary::{Fan, trend};
use plotters::prelude::DrawingBackend;
use std::ops::RangeInclusive;

/// Runs of a subset whose points are drawn; the trend goes through all.
const MOST_RUNS: usize = 20;

/// The timesteps that the notebook keeps, cell 473: after the second and before the thousandth.
pub(crate) fn kept(ensemble: &Ensemble) -> RangeInclusive<u32> {
    3.min(ensemble.timesteps())..=ensemble.timesteps().min(999)
}

pub(crate) fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let (Some(first), Some(&(output, row))) =
        (notebook.ensembles.first(), notebook.outputs().first())
    else {
        return Ok(Vec::new());
    };
    let about = notebook.link.scenario.model.about();
    let runs = first.runs().min(MOST_RUNS);
    let what = format!(
        "{}, {}; points: {runs} runs, from {} 3 on as in the notebook; lines: LOWESS of all runs",
        row.help, row.unit.symbol, about.timestep
    );
    let top = pen.title(notebook.chart.title, &what, frame.width)?;
    let plot = Plot {
        left: 0.0,
        top: top + 4.0,
        right: frame.width - if frame.is_narrow() { 12.0 } else { 150.0 },
        bottom: frame.height - 28.0,
        x: [0.0, f64::from(first.timesteps())],
        y: span(notebook, output),
    };
    let plot = Plot {
        left: plot.label_room(&pen, row.unit),
        ..plot
    };
    plot.y_axis(&pen, row.unit)?;
    plot.time_axis(&pen, about)?;
    for (subset, ensemble) in notebook.ensembles.iter().enumerate() {
        let pale = mix(theme.paper, theme.series(subset), 0.35);
        for timestep in kept(ensemble) {
            for &value in ensemble.at(output, timestep).iter().take(MOST_RUNS) {
                if (plot.y[0]..=plot.y[1]).contains(&value) {
                    pen.disc(plot.at(f64::from(timestep), value), 1.0, pale)?;
                }
            }
        }
    }
    for (subset, ensemble) in notebook.ensembles.iter().enumerate() {
        let steps = kept(ensemble);
        let line = trend(ensemble, output, steps.clone());
        plot.series(&pen, &line, *steps.start(), (subset, 2.8))?;
    }
    draw_names(notebook, &pen, &plot, output)?;
    Ok(pen.noted())
}

/// Each subset's name at the end of its trend.
fn draw_names<DB: DrawingBackend>(
    notebook: &Notebook,
    pen: &Pen<DB>,
    plot: &Plot,
    output: usize,
) -> Drawn<DB> {
    let mut ends: Vec<(usize, f64)> = Vec::new();
    for (subset, ensemble) in notebook.ensembles.iter().enumerate() {
        let line = trend(ensemble, output, kept(ensemble));
        let end = line.last().copied().filter(|end| end.is_finite());
        ends.extend(end.map(|end| (subset, plot.up(plot.within(end)))));
    }
    order::ascending(&mut ends, |(_, y)| *y);
    let mut least = plot.top;
    for (subset, y) in ends {
        let name = subset_label(&notebook.link.scenario, subset);
        let y = f64::max(y, least);
        least = y + 15.0;
        let set = Type::of(12.5, pen.theme.series(subset)).strong();
        if pen.frame.is_narrow() {
            let width = pen.width(&name, set);
            pen.label(&name, (plot.right - width, y - 10.0), set)?;
        } else {
            pen.text(&name, (plot.right + 8.0, y), set)?;
        }
    }
    Ok(())
}

fn span(notebook: &Notebook, output: usize) -> [f64; 2] {
    let mut ends = Vec::new();
    for ensemble in &notebook.ensembles {
        let [low, .., high] = Fan::of(ensemble, output).quantiles;
        for timestep in kept(ensemble) {
            ends.extend([low[timestep as usize], high[timestep as usize]]);
        }
    }
    plot::span(ends.into_iter())
}
