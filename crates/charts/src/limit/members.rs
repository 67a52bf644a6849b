//! Some runs beside each other, each with its balance against its limit, on one scale.

use super::account::Account;
use super::{draw_account, note_time, of_days};
use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme};
use apiary_core::people;
use apiary_core::table::Unit;
use plotters::prelude::DrawingBackend;

/// The room above all frames, and above and below the lines of each.
const TITLE: f64 = 36.0;
const HEAD: f64 = 42.0;
const FOOT: f64 = 32.0;
const BETWEEN: f64 = 12.0;

fn columns(width: f64) -> usize {
    if width < 480.0 { 2 } else { 5 }
}

/// How high they are at a width.
pub(crate) fn height(members: usize, width: f64) -> f64 {
    let columns = columns(width);
    let each = if columns < 5 { 152.0 } else { 188.0 };
    TITLE + each * members.div_ceil(columns) as f64
}

pub(crate) fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let outputs = notebook.outputs();
    let (Some(ensemble), [(balance, row), (credit, _), ..]) = (notebook.looked_at(), &outputs[..])
    else {
        return Ok(Vec::new());
    };
    let timestep = notebook.link.scenario.model.about().timestep;
    let what = format!("balance and limit, one scale; share of {timestep}s past the limit");
    let top = pen.title(notebook.chart.title, &what, frame.width)?;
    let runs = notebook.runs_beside();
    let account = |&run: &usize| Account::of(ensemble, [*balance, *credit], run);
    let accounts: Vec<Account> = runs.iter().map(account).collect();
    let y = plot::span(accounts.iter().flat_map(Account::values));
    let last = f64::from(ensemble.timesteps());
    for (place, (&run, account)) in runs.iter().zip(&accounts).enumerate() {
        let plot = at(frame, top, (place, runs.len()), ([0.0, last], y));
        draw_account(&pen, &plot, account, [1.2, 1.4], || draw_ends(&pen, &plot))?;
        draw_head(&pen, &plot, (run, account), run == notebook.link.run())?;
        if place == 0 {
            name_ends(&pen, &plot, row.unit)?;
        }
        note_time(&pen, &plot);
    }
    Ok(pen.noted())
}

/// Where one of so many lies.
fn at(
    frame: Frame,
    top: f64,
    (place, members): (usize, usize),
    (x, y): ([f64; 2], [f64; 2]),
) -> Plot {
    let columns = columns(frame.width);
    let rows = members.div_ceil(columns) as f64;
    let (column, row) = ((place % columns) as f64, (place / columns) as f64);
    let width = (frame.width + BETWEEN) / columns as f64;
    let height = (frame.height - top) / rows;
    Plot {
        left: width * column,
        top: top + height * row + HEAD,
        right: width * (column + 1.0) - BETWEEN,
        bottom: top + height * (row + 1.0) - FOOT,
        x,
        y,
    }
}

/// Lines at the ends of the axis, and at zero.
fn draw_ends<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
    let theme = pen.theme;
    let zero = plot.up(plot.within(0.0));
    for (y, colour) in [
        (plot.top, theme.rule),
        (plot.bottom, theme.rule),
        (zero, theme.rule2),
    ] {
        pen.line(&[(plot.left, y), (plot.right, y)], colour, 1.0)?;
    }
    Ok(())
}

/// The values at the ends of the axis, which all frames share.
fn name_ends<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, unit: Unit) -> Drawn<DB> {
    let set = Type::of(11.5, pen.theme.ink3);
    let [low, high] = plot.y.map(|end| people::tick(end, end.abs(), unit));
    pen.text(&high, (plot.left, plot.top - 8.0), set)?;
    pen.text(&low, (plot.left, plot.bottom + 9.0), set)
}

/// Which run it is and how long it is past its limit; the one that is looked at stands out.
fn draw_head<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    (run, account): (usize, &Account),
    is_looked_at: bool,
) -> Drawn<DB> {
    let theme = pen.theme;
    let y = plot.top - 26.0;
    let name = format!("run {}", people::number(run as f64 + 1.0, 0));
    let set = Type::of(12.5, theme.ink);
    let set = if is_looked_at { set.strong() } else { set };
    pen.text(&name, (plot.left, y), set)?;
    let colour = if account.share_past() > 0.0 {
        theme.brick
    } else {
        theme.ink3
    };
    let share = Type::of(12.5, colour).at(Anchor::End);
    pen.text(&of_days(account), (plot.right, y), share)?;
    if is_looked_at {
        let y = plot.bottom + 18.0;
        pen.block((plot.left, y), (plot.right, y + 2.0), theme.honey)?;
    }
    Ok(())
}
