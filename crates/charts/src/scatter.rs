//! All subsets in one frame: every run's value at every timestep, and each subset's trend.

use crate::naming;
use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use crate::subset_names::Names;
use apiary_core::ensemble::Ensemble;
use apiary_core::stats::order;
use apiary_core::summary::{Fan, trend};
use plotters::prelude::DrawingBackend;
use std::ops::RangeInclusive;

/// Room for the subsets' names on the right, from a line's end to its name, and from one name to the next.
const NAMES: f64 = 150.0;
const BESIDE: f64 = 12.0;
const APART: f64 = 15.0;
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
    let names = names(notebook, &pen);
    let axes = names.axes.as_ref();
    let axes = axes.map_or_else(String::new, |axes| format!(", named by {axes}"));
    let what = format!(
        "{}, {}; points: {runs} runs, from {} 3 on as in the notebook; lines: LOWESS of all runs{axes}",
        row.help, row.unit.symbol, about.timestep
    );
    let top = pen.title(notebook.chart.title, &what, frame.width)?;
    let plot = Plot {
        left: 0.0,
        top: top + 4.0,
        right: frame.width
            - if frame.is_narrow() || names.each.len() == 1 {
                12.0
            } else {
                NAMES
            },
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
    draw_names(notebook, &pen, &plot, output, &names.each)?;
    Ok(pen.noted())
}

/// Each subset's name at the end of its trend; one alone needs none.
fn draw_names<DB: DrawingBackend>(
    notebook: &Notebook,
    pen: &Pen<DB>,
    plot: &Plot,
    output: usize,
    names: &[String],
) -> Drawn<DB> {
    if names.len() == 1 {
        return Ok(());
    }
    let mut ends: Vec<(usize, f64)> = Vec::new();
    for (subset, ensemble) in notebook.ensembles.iter().enumerate() {
        let line = trend(ensemble, output, kept(ensemble));
        let end = line.last().copied().filter(|end| end.is_finite());
        ends.extend(end.map(|end| (subset, plot.up(plot.within(end)))));
    }
    order::descending(&mut ends, |(_, y)| *y);
    let sides = [plot.top + 8.0, plot.bottom - 8.0];
    let picked = naming::picked(ends.len(), ((sides[1] - sides[0]) / APART) as usize + 1);
    let named: Vec<(usize, f64)> = picked.into_iter().map(|place| ends[place]).collect();
    let wanted: Vec<f64> = named.iter().map(|(_, y)| *y).collect();
    let places = naming::apart(&wanted, APART, sides);
    for ((subset, end), y) in named.into_iter().zip(places) {
        let colour = pen.theme.series(subset);
        let (name, set) = (&names[subset], Type::of(12.5, colour).strong());
        if pen.frame.is_narrow() {
            pen.label(name, (plot.right - 4.0, y - 4.0), set.at(Anchor::End))?;
            continue;
        }
        if (y - end).abs() > 2.0 {
            let leader = [(plot.right + 2.0, end), (plot.right + BESIDE - 3.0, y)];
            pen.line(&leader, colour, 1.0)?;
        }
        pen.text(name, (plot.right + BESIDE, y), set)?;
    }
    Ok(())
}

/// The subsets' names in the room that they have.
fn names<DB: DrawingBackend>(notebook: &Notebook, pen: &Pen<DB>) -> Names {
    let scenario = &notebook.link.scenario;
    let subsets: Vec<usize> = (0..notebook.ensembles.len()).collect();
    let set = Type::of(12.5, pen.theme.ink).strong();
    let room = if pen.frame.is_narrow() {
        pen.frame.width / 2.0
    } else {
        NAMES - BESIDE
    };
    Names::of(scenario, &subsets, &scenario.axes(), |_, name| {
        pen.width(name, set) <= room
    })
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
