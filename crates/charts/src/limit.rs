//! A balance against the limit below it, in one run: where it stays within, and where it does not.

use crate::notebook::Notebook;
use crate::pen::{Anchor, Drawn, Pen, Point, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::style::{Frame, Theme, mix};
use apiary_core::people;
use plotters::prelude::DrawingBackend;

/// The room on the right for the names of the lines.
const NAMES: f64 = 112.0;

/// Balance and credit of a run; the limit is the credit below zero.
struct Account {
    balance: Vec<f64>,
    limit: Vec<f64>,
}

impl Account {
    fn is_past(&self, timestep: usize) -> bool {
        self.balance[timestep] < self.limit[timestep]
    }

    /// The stretches of time on one side of the limit, as ranges of timesteps that touch.
    fn stretches(&self) -> Vec<(bool, std::ops::RangeInclusive<usize>)> {
        let mut stretches: Vec<(bool, std::ops::RangeInclusive<usize>)> = Vec::new();
        for timestep in 0..self.balance.len() {
            let past = self.is_past(timestep);
            match stretches.last_mut() {
                Some((side, range)) if *side == past => *range = *range.start()..=timestep,
                _ => stretches.push((past, timestep.saturating_sub(1)..=timestep)),
            }
        }
        stretches
    }
}

pub(crate) fn draw<DB: DrawingBackend>(
    notebook: &Notebook,
    surface: &Surface<DB>,
    frame: Frame,
    theme: &Theme,
) -> Shown<DB> {
    let pen = Pen::new(surface, frame, theme)?;
    let outputs = notebook.outputs();
    let (Some(ensemble), [(balance, row), (credit, _)]) =
        (notebook.ensembles.get(notebook.link.subset()), &outputs[..])
    else {
        return Ok(Vec::new());
    };
    let run = notebook.link.run();
    let credit = ensemble.trajectory(*credit, run);
    let account = Account {
        balance: ensemble.trajectory(*balance, run),
        limit: credit.iter().map(|credit| -credit).collect(),
    };
    let days = account.balance.len();
    if days < 2 {
        return Ok(Vec::new());
    }
    let past = (0..days).filter(|&day| account.is_past(day)).count();
    let about = notebook.link.scenario.model.about();
    let title = format!(
        "Run {}: {}",
        run + 1,
        notebook.chart.title.to_ascii_lowercase()
    );
    let what = format!(
        "{} by {}; coloured where the member owes more than the limit, {}\u{202f}% of {}s",
        row.unit.symbol,
        about.timestep,
        people::number(100.0 * past as f64 / days as f64, 0),
        about.timestep
    );
    let top = pen.title(&title, &what, frame.width)?;
    let values = account.balance.iter().chain(&account.limit).copied();
    let plot = Plot {
        left: 0.0,
        top: top + 4.0,
        right: frame.width - if frame.is_narrow() { 12.0 } else { NAMES },
        bottom: frame.height - 28.0,
        x: [0.0, (days - 1) as f64],
        y: plot::span(values.chain([0.0])),
    };
    let plot = Plot {
        left: plot.label_room(&pen, row.unit),
        ..plot
    };
    draw_areas(&pen, &plot, &account)?;
    plot.y_axis(&pen, row.unit)?;
    plot.time_axis(&pen, about)?;
    let limit: Vec<Point> = steps(&account.limit).map(|(x, y)| plot.at(x, y)).collect();
    pen.line(&limit, theme.ink, 1.5)?;
    for (past, range) in account.stretches() {
        let colour = if past { theme.brick } else { theme.blue };
        let values = &account.balance[range.clone()];
        plot.curve(&pen, values, *range.start() as u32, (colour, 1.75))?;
    }
    draw_names(&pen, &plot, &account)?;
    Ok(pen.noted())
}

/// A step line: each value stands until the next one.
fn steps(values: &[f64]) -> impl Iterator<Item = Point> {
    let finite = values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_finite());
    finite
        .flat_map(|(x, &value)| [(x as f64, value), (x as f64 + 1.0, value)])
        .take_while({
            let last = values.len() as f64 - 1.0;
            move |(x, _)| *x <= last
        })
}

/// The credit, from zero down to the limit, and over it what is owed beyond.
fn draw_areas<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, account: &Account) -> Drawn<DB> {
    let theme = pen.theme;
    let mut credit: Vec<Point> = steps(&account.limit).map(|(x, y)| plot.at(x, y)).collect();
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
        let mut beyond = edge(&account.limit);
        beyond.extend(edge(&account.balance).into_iter().rev());
        pen.shape(&beyond, mix(theme.paper, theme.brick, 0.2))?;
    }
    Ok(())
}

fn draw_names<DB: DrawingBackend>(pen: &Pen<DB>, plot: &Plot, account: &Account) -> Drawn<DB> {
    let ends = [("balance", &account.balance), ("limit", &account.limit)];
    let last = account.balance.len() - 1;
    let [balance, limit] = ends.map(|(_, values)| plot.up(plot.within(values[last])));
    let gap = if (balance - limit).abs() < 15.0 {
        8.0
    } else {
        0.0
    };
    let is_narrow = pen.frame.is_narrow();
    // On a narrow screen they stand on the lines' ends, away from one another.
    let gap = if is_narrow { 12.0 } else { gap };
    let up = if balance <= limit { -gap } else { gap };
    let colour = if account.is_past(last) {
        pen.theme.brick
    } else {
        pen.theme.blue
    };
    for ((name, values), (y, colour)) in ends
        .into_iter()
        .zip([(balance + up, colour), (limit - up, pen.theme.ink)])
    {
        let text = format!("{name} {}", people::number(values[last], 0));
        let set = Type::of(12.5, colour).strong();
        if is_narrow {
            let y = y.clamp(plot.top + 8.0, plot.bottom - 8.0);
            pen.label(&text, (plot.right - 2.0, y), set.at(Anchor::End))?;
        } else {
            pen.text(&text, (plot.right + 8.0, y), set)?;
        }
    }
    Ok(())
}
