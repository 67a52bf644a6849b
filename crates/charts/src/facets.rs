//! Small frames side by side: one a subset, or one a run.

use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use crate::subset_names::Names;
use apiary_core::ensemble::Ensemble;
use apiary_core::people;
use apiary_core::summary::{Fan, trend};
use apiary_core::table::{Form, Unit};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

/// Runs drawn in a facet; the trend goes through all.
const MOST_RUNS: usize = 50;
/// Runs with a facet of their own.
const MOST_FACETS: usize = 10;
const HEAD: f64 = 62.0;
const CELL: f64 = 176.0;

/// How many runs get a facet.
pub(crate) fn runs_shown(notebook: &Notebook) -> usize {
    let runs = notebook.link.scenario.runs as usize;
    runs.min(MOST_FACETS)
}

fn columns(facets: usize, width: f64) -> usize {
    let fit = (width / 230.0).floor().max(1.0) as usize;
    let even = if facets.is_multiple_of(3) { 3 } else { 5 };
    let most = facets.min(fit).min(even);
    // Rows of about one length, rather than full ones and a rest.
    facets.div_ceil(facets.div_ceil(most).max(1))
}

/// How high so many facets are at a width.
pub(crate) fn height(facets: usize, width: f64) -> f64 {
    let rows = facets.div_ceil(columns(facets, width));
    if facets == 1 {
        return HEAD + 300.0;
    }
    HEAD + CELL * rows as f64
}

/// What a facet shows.
struct Facet<'a> {
    title: String,
    ensemble: &'a Ensemble,
    /// The only run it shows; else many, and their trend.
    run: Option<usize>,
}

pub(crate) fn draw_subsets<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let facets = notebook.ensembles.iter().map(|&ensemble| Facet {
        title: String::new(),
        ensemble,
        run: None,
    });
    let runs = notebook
        .ensembles
        .first()
        .map_or(0, |ensemble| ensemble.runs());
    let each = if facets.len() > 1 {
        " in each frame"
    } else {
        ""
    };
    let drawn = if runs > MOST_RUNS {
        let all = people::number(runs as f64, 0);
        format!("{MOST_RUNS} of {all} runs{each}")
    } else {
        "all runs".to_owned()
    };
    let what = format!("{drawn}; bold: the LOWESS trend of all runs");
    draw(
        notebook,
        facets.collect::<Vec<_>>(),
        &what,
        surface,
        frame,
        theme,
    )
}

/// Names the subsets in the room that their frames have, and says of which axes the names are.
fn name_subsets<DB: DrawingBackend>(
    notebook: &Notebook,
    pen: &Pen<DB>,
    facets: &mut [Facet],
    plots: &[Plot],
) -> String {
    let scenario = &notebook.link.scenario;
    let subsets: Vec<usize> = (0..facets.len()).collect();
    let set = Type::of(12.5, pen.theme.ink2).strong();
    let fits = |place: usize, name: &str| {
        pen.width(name, set) <= plots[place].right - plots[place].left - 8.0
    };
    let names = Names::of(scenario, &subsets, &scenario.axes(), fits);
    for (facet, name) in facets.iter_mut().zip(names.each) {
        facet.title = name;
    }
    names
        .axes
        .map_or_else(String::new, |axes| format!("; above each: {axes}"))
}

pub(crate) fn draw_runs<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let Some(ensemble) = notebook.looked_at() else {
        return Ok(Vec::new());
    };
    let facets = (0..runs_shown(notebook)).map(|run| Facet {
        title: format!("run {}", run + 1),
        ensemble,
        run: Some(run),
    });
    let facets: Vec<_> = facets.collect();
    let what = format!("the first {} runs, one a frame", facets.len());
    draw(notebook, facets, &what, surface, frame, theme)
}

pub(crate) fn draw_run<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let Some(ensemble) = notebook.looked_at() else {
        return Ok(Vec::new());
    };
    let run = notebook.link.run();
    let facet = Facet {
        title: String::new(),
        ensemble,
        run: Some(run),
    };
    let what = format!("run {} of the ensemble", run + 1);
    draw(notebook, vec![facet], &what, surface, frame, theme)
}

fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    mut facets: Vec<Facet>,
    what: &str,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let outputs = notebook.outputs();
    let Some((_, row)) = outputs.first() else {
        return Ok(Vec::new());
    };
    let timesteps = facets.first().map_or(1, |facet| facet.ensemble.timesteps());
    let axes = (timesteps, shared_span(notebook, &facets), row.unit);
    let mut what = match row.unit.symbol {
        "" => what.to_owned(),
        unit => format!("{unit}; {what}"),
    };
    if notebook.chart.form == Form::Subsets {
        // Where frames stand across does not depend on what the title takes.
        let rough = plots(&pen, facets.len(), 0.0, axes);
        what.push_str(&name_subsets(notebook, &pen, &mut facets, &rough));
    }
    let top = pen.title(notebook.chart.title, &what, frame.width)?;
    let head = draw_key(notebook, &pen, top)?;
    for (facet, plot) in facets.iter().zip(plots(&pen, facets.len(), head, axes)) {
        draw_facet(notebook, facet, &pen, &plot)?;
    }
    Ok(pen.noted())
}

/// Where so many facets lie below a head, on the same axes: timesteps across, values of a unit up.
pub(crate) fn plots<DB: DrawingBackend>(
    pen: &Pen<DB>,
    facets: usize,
    head: f64,
    (timesteps, y, unit): (u32, [f64; 2], Unit),
) -> Vec<Plot> {
    let columns = columns(facets, pen.frame.width);
    let rows = facets.div_ceil(columns);
    let width = pen.frame.width / columns as f64;
    let height = (pen.frame.height - head) / rows as f64;
    let plot = |place: usize| {
        let (column, row) = (place % columns, place / columns);
        let plot = Plot {
            left: width * column as f64,
            top: head + height * row as f64 + 14.0,
            right: width * (column + 1) as f64 - 12.0,
            bottom: head + height * (row + 1) as f64 - 34.0,
            x: [0.0, f64::from(timesteps)],
            y,
        };
        Plot {
            left: plot.left + plot.label_room(pen, unit),
            ..plot
        }
    };
    (0..facets).map(plot).collect()
}

/// The names of the outputs in their colours, below the title, in as many lines as they need.
/// Returns where they end.
fn draw_key<DB: DrawingBackend>(
    notebook: &Notebook,
    pen: &Pen<DB>,
    top: f64,
) -> Result<f64, DrawingAreaErrorKind<DB::ErrorType>> {
    let outputs = notebook.outputs();
    if outputs.len() < 2 {
        return Ok(top + 6.0);
    }
    let (mut x, mut y) = (0.0, top - 2.0);
    for (series, (_, row)) in outputs.iter().enumerate() {
        let set = Type::of(13.0, pen.theme.ink2);
        let width = 30.0 + pen.width(row.label, set);
        if x > 0.0 && x + width > pen.frame.width {
            (x, y) = (0.0, y + 20.0);
        }
        let colour = pen.theme.series(series);
        let sample = [(x, y), (x + 24.0, y)];
        pen.pattern(&sample, (colour, 2.5), Theme::strokes(series))?;
        pen.text(row.label, (x + 30.0, y), set)?;
        x += width + 20.0;
    }
    Ok(y + 26.0)
}

/// One y axis for all facets, so that they can be compared. A few extreme runs leave the frame
/// rather than flatten all others.
fn shared_span(notebook: &Notebook, facets: &[Facet]) -> [f64; 2] {
    let outputs = notebook.outputs();
    if let [(_, row)] = outputs[..]
        && let Some(span) = row.span
    {
        return span;
    }
    let mut ends = Vec::new();
    for facet in facets {
        for &(output, _) in &outputs {
            match facet.run {
                Some(run) => ends.extend(facet.ensemble.trajectory(output, run)),
                None => {
                    let [low, .., high] = Fan::of(facet.ensemble, output).quantiles;
                    ends.extend(low.into_iter().chain(high));
                }
            }
        }
    }
    plot::span(ends.into_iter())
}

fn draw_facet<DB: DrawingBackend>(
    notebook: &Notebook,
    facet: &Facet,
    pen: &Pen<DB>,
    plot: &Plot,
) -> Drawn<DB> {
    let outputs = notebook.outputs();
    let Some((_, first)) = outputs.first() else {
        return Ok(());
    };
    plot.y_axis(pen, first.unit)?;
    plot.time_axis(pen, notebook.link.scenario.model.about())?;
    let theme = pen.theme;
    match facet.run {
        Some(run) => {
            for (series, &(output, _)) in outputs.iter().enumerate() {
                let values = facet.ensemble.trajectory(output, run);
                plot.series(pen, &values, 0, (series, 1.6))?;
            }
        }
        None => {
            for (series, &(output, _)) in outputs.iter().enumerate() {
                let pale = mix(theme.paper, theme.series(series), 0.3);
                for run in 0..facet.ensemble.runs().min(MOST_RUNS) {
                    let values = facet.ensemble.trajectory(output, run);
                    plot.curve(pen, &values, 0, (pale, 1.0))?;
                }
            }
            for (series, &(output, _)) in outputs.iter().enumerate() {
                let line = trend(facet.ensemble, output, 0..=facet.ensemble.timesteps());
                plot.series(pen, &line, 0, (series, 2.5))?;
            }
        }
    }
    let set = Type::of(12.5, theme.ink2).strong().at(Anchor::Start);
    if facet.title.is_empty() {
        return Ok(());
    }
    pen.label(&facet.title, (plot.left + 6.0, plot.top - 11.0), set)
}
