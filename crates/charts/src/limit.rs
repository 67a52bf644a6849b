//! A balance against the limit below it: where it stays within, and where it does not. One run alone, with what
//! it has at hand and what it pays below it, or some beside each other.

mod account;
mod members;
mod note;
mod strips;

use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Point, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Area, Read};
use crate::style::{Frame, Theme, mix};
use account::Account;
use apiary_core::people;
use apiary_core::table::Form;
use plotters::prelude::DrawingBackend;
use plotters::style::{BLACK, RGBColor};

pub(crate) use members::{draw as draw_members, height as height_of_members};

/// The room on the right for the names of the lines.
const NAMES: f64 = 112.0;
/// How these are set.
const NAME: Type = Type::of(12.5, BLACK).strong();
/// From a line to a name above or below it.
const APART: f64 = 10.0;

/// How high the chart of one run is at a width.
pub(crate) fn height(width: f64) -> f64 {
    if width < Frame::NARROW { 600.0 } else { 560.0 }
}

pub(crate) fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let outputs = notebook.outputs();
    let (Some(ensemble), [(balance, row), (credit, _), more @ ..]) =
        (notebook.looked_at(), &outputs[..])
    else {
        return Ok(Vec::new());
    };
    let run = notebook.link.run();
    let account = Account::of(ensemble, [*balance, *credit], run);
    let days = account.balance.len();
    if days < 2 {
        return Ok(Vec::new());
    }
    let about = notebook.link.scenario.model.about();
    let title = format!(
        "Run {}: {}",
        run + 1,
        notebook.chart.title.to_ascii_lowercase()
    );
    let what = format!(
        "{} by {}; red where the member owes more than the limit, {} of {}s",
        row.unit.symbol,
        about.timestep,
        of_days(&account),
        about.timestep
    );
    let note = note::told(&account, notebook);
    let note = note.filter(|_| frame.is_narrow());
    let what = note.map_or(what.clone(), |(_, note)| format!("{what}. {note}"));
    let top = pen.title(&title, &what, frame.width)?;
    let strips = strips::Strip::all(ensemble, run, more);
    let x = [0.0, (days - 1) as f64];
    let plot = Plot {
        left: 0.0,
        top: top + 4.0,
        right: frame.width - if frame.is_narrow() { 12.0 } else { NAMES },
        bottom: frame.height - 28.0 - strips::height(frame) * strips.len() as f64,
        x,
        y: plot::span(account.values()),
    };
    let rooms = strips.iter().map(|strip| strip.label_room(&pen));
    let left = rooms.fold(plot.label_room(&pen, row.unit), f64::max);
    let plot = Plot { left, ..plot };
    draw_account(&pen, &plot, &account, [1.5, 1.75], || {
        plot.y_axis(&pen, row.unit)
    })?;
    draw_names(&pen, &plot, &account)?;
    if !frame.is_narrow() {
        note::draw(&pen, &plot, &account, notebook)?;
    }
    let mut lowest = plot;
    for strip in &strips {
        note_time(&pen, &lowest);
        lowest = strip.draw(&pen, &lowest)?;
    }
    lowest.time_axis(&pen, about)?;
    Ok(pen.noted())
}

/// How long the runs shown are past their limits, and why the limit of one stands still, in words.
pub(crate) fn told(notebook: &Notebook) -> String {
    let outputs = notebook.outputs();
    let (Some(ensemble), [balance, credit, ..]) = (notebook.looked_at(), &outputs[..]) else {
        return String::new();
    };
    let account = |run: usize| Account::of(ensemble, [balance.0, credit.0], run);
    let timestep = notebook.link.scenario.model.about().timestep;
    if notebook.chart.form == Form::Limit {
        let account = account(notebook.link.run());
        let past = format!("Past the limit on {} of {timestep}s.", of_days(&account));
        let note = note::told(&account, notebook).map(|(_, note)| note);
        return [Some(past), note]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let runs = notebook.runs_beside().into_iter();
    let each = runs.map(|run| format!("run {} {}", run + 1, of_days(&account(run))));
    let each: Vec<_> = each.collect();
    format!("Share of {timestep}s past the limit: {}.", each.join(", "))
}

/// In how many of its days it is past its limit, in words.
fn of_days(account: &Account) -> String {
    let percent = 100.0 * account.share_past();
    let is_little = percent > 0.0 && percent < 0.5;
    let figure = if is_little {
        "<1".to_owned()
    } else {
        people::number(percent, 0)
    };
    format!("{figure}\u{202f}%")
}

/// Notes that what stands on a plot without a time axis of its own can be read at each timestep.
fn note_time<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot) {
    pen.note(Area {
        read: Read::Time,
        plot: *plot,
        count: plot.x[1] as usize,
    });
}

/// The credit and what is owed beyond it, the axis over both, and on it limit and balance, so wide.
fn draw_account<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    account: &Account,
    [limit, balance]: [f64; 2],
    draw_axis: impl Fn() -> Drawn<DB>,
) -> Drawn<DB> {
    draw_areas(pen, plot, account)?;
    draw_axis()?;
    pen.line(&account.steps(plot), pen.theme.ink, limit)?;
    for (past, range) in account.stretches() {
        let values = &account.balance[range.clone()];
        let look = (colour_of(pen.theme, past), balance);
        plot.curve(pen, values, *range.start() as u32, look)?;
    }
    Ok(())
}

/// The colour of a balance within its limit, or past it.
const fn colour_of(theme: &Theme, past: bool) -> RGBColor {
    if past { theme.brick } else { theme.blue }
}

/// What is past a limit.
fn beyond(theme: &Theme) -> RGBColor {
    mix(theme.paper, theme.brick, 0.2)
}

/// The credit, from zero down to the limit, and over it what is owed beyond.
fn draw_areas<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, account: &Account) -> Drawn<DB> {
    let theme = pen.theme;
    let mut credit = account.steps(plot);
    credit.push(plot.at(plot.x[1], 0.0));
    credit.push(plot.at(0.0, 0.0));
    pen.shape(&credit, theme.band90)?;
    for (_, range) in account.stretches().into_iter().filter(|(past, _)| *past) {
        let edge = |values: &[f64]| -> Vec<Point> {
            let points = range.clone().map(|day| (day, values[day]));
            let points = points.filter(|(_, y)| y.is_finite());
            points
                .map(|(day, y)| plot.at(day as f64, plot.within(y)))
                .collect()
        };
        let mut owed = edge(&account.limit);
        owed.extend(edge(&account.balance).into_iter().rev());
        pen.shape(&owed, beyond(theme))?;
    }
    Ok(())
}

/// Names balance and limit at their ends: beside them, or, where there is no room for that, above the upper one and
/// below the lower one; the balance between them, where that is nearer to its end.
fn draw_names<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, account: &Account) -> Drawn<DB> {
    let last = account.balance.len() - 1;
    let names = [("balance", &account.balance), ("limit", &account.limit)];
    let colours = [colour_of(pen.theme, account.is_past(last)), pen.theme.ink];
    let ends = names.map(|(_, values)| plot.up(plot.within(values[last])));
    let is_narrow = pen.frame.is_narrow();
    let heights = if is_narrow {
        let widest = names.map(|(name, values)| pen.width(&end_of(name, values), NAME));
        let left = plot.right - widest[0].max(widest[1]);
        let [lowest, highest] = account.extent(plot, [left, plot.right]);
        let around = [highest - APART, lowest + APART];
        let around = around.map(|y| y.min(plot.bottom - 8.0).max(plot.top + 8.0));
        let is_upper = ends[0] <= ends[1];
        let [outer, limit] = if is_upper {
            around
        } else {
            [around[1], around[0]]
        };
        let [from, to] = account.gap(plot, [left, plot.right]);
        let inner = ends[0].max(from + APART).min(to - APART);
        let has_room = to - from >= 2.0 * APART;
        let is_nearer = (inner - ends[0]).abs() < (outer - ends[0]).abs();
        [if has_room && is_nearer { inner } else { outer }, limit]
    } else {
        apart(ends)
    };
    for (((name, values), y), colour) in names.into_iter().zip(heights).zip(colours) {
        let (text, set) = (end_of(name, values), NAME.in_colour(colour));
        if is_narrow {
            pen.label(&text, (plot.right - 2.0, y), set.at(Anchor::End))?;
        } else {
            pen.text(&text, (plot.right + 8.0, y), set)?;
        }
    }
    // The area between zero and the limit has a name where there is room between the others.
    let middle = plot.up(plot.within(account.limit[last] / 2.0));
    let is_free = heights.iter().all(|height| (height - middle).abs() > 15.0);
    if !is_narrow && is_free && account.limit[last] < 0.0 {
        let set = Type::of(12.5, pen.theme.ink3);
        pen.text("credit", (plot.right + 8.0, middle), set)?;
    }
    Ok(())
}

/// A line's name with its last value.
fn end_of(name: &str, values: &[f64]) -> String {
    let last = values.last().copied().unwrap_or(f64::NAN);
    format!("{name} {}", people::number(last, 0))
}

/// Two heights, moved off each other where names at them would touch.
fn apart([a, b]: [f64; 2]) -> [f64; 2] {
    let gap = if (a - b).abs() < 15.0 { 8.0 } else { 0.0 };
    let up = if a <= b { -gap } else { gap };
    [a + up, b - up]
}
