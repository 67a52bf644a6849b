//! What a chart says at one timestep, or of one bar: what a cross-hair tells beside it, and what its
//! data table lists.
//!
//! Nothing is drawn here. Fans and trend lines are kept by their ensemble, so that a readout costs next to
//! nothing while a chart stands.

use crate::grid::Grid;
use crate::notebook::Notebook;
use crate::plot::Plot;
use crate::scatter;
use crate::style::Theme;
use crate::trends::Trends;
use apiary_core::analysis::compare::Compared;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::people;
use apiary_core::sentence::{label_of, subset_label, value_told};
use apiary_core::stats::share::Share;
use apiary_core::summary::{Fan, Histogram, trend};
use apiary_core::table::{Form, Unit};
use apiary_core::view::ViewForm;
use plotters::style::RGBColor;

/// What the pinned scenario and this one are called.
const NAMES: [&str; 2] = ["A", "B"];

/// How a part of a chart is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Timesteps lie along its x axis.
    Time,
    /// Bars lie on each other, from the low end of its y axis up.
    Lying,
    /// Bars stand beside each other, from the low end of its x axis on.
    Standing,
    /// Timesteps lie anywhere: the first two lines of a readout are a place on both axes.
    Plane,
    /// Rows lie on each other like bars; the last is the one to read first.
    Rows,
    /// Places lie anywhere along its x axis: the first line of a readout is one.
    Places,
}

/// A part of a chart that can be read: where it lies, and how many timesteps or bars there are.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// How.
    pub read: Read,
    /// Where, and the values at its sides.
    pub plot: Plot,
    /// The last timestep, or how many bars, rows or places.
    pub count: usize,
}

impl Area {
    /// As plain numbers: how it is read, left, top, right, bottom, count, the ends of x and of y.
    #[must_use]
    pub fn numbers(&self) -> [f64; 10] {
        let Plot {
            left,
            top,
            right,
            bottom,
            x,
            y,
        } = self.plot;
        let read = f64::from(self.read as u8);
        let count = self.count as f64;
        [
            read, left, top, right, bottom, count, x[0], x[1], y[0], y[1],
        ]
    }
}

/// What a line of a readout is to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// One of them.
    Plain,
    /// The one that is read first.
    Strong,
    /// The headline's share, where that is good.
    Good,
    /// The headline's share, where that is past a limit.
    Past,
}

/// A line of a readout.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is told.
    pub label: String,
    /// Its value.
    pub text: String,
    /// Where it lies on the y axis; no number where it does not.
    pub y: f64,
    /// What it is to the others.
    pub weight: Weight,
}

impl Line {
    fn of(label: impl Into<String>, value: f64, unit: Unit) -> Self {
        Self {
            text: people::about(value, finer(unit)),
            y: value,
            ..Self::told(label, String::new())
        }
    }

    pub(crate) fn told(label: impl Into<String>, text: String) -> Self {
        Self {
            label: label.into(),
            text,
            y: f64::NAN,
            weight: Weight::Plain,
        }
    }

    /// The same without an error behind its figure.
    pub(crate) fn without_error(self) -> Self {
        let figure = self.text.split("\u{a0}±").next().unwrap_or_default();
        Self {
            text: figure.to_owned(),
            ..self
        }
    }

    /// Its colour in a chart.
    pub(crate) const fn colour(&self, theme: &Theme) -> RGBColor {
        match self.weight {
            Weight::Good => theme.blue,
            Weight::Past => theme.brick,
            Weight::Plain | Weight::Strong => theme.ink,
        }
    }

    fn strong(self) -> Self {
        Self {
            weight: Weight::Strong,
            ..self
        }
    }
}

/// Shares to a tenth of a per cent: who reads a single timestep wants to see it change.
pub(crate) fn finer(unit: Unit) -> Unit {
    Unit {
        decimals: unit.decimals + u8::from(unit.power == 2),
        ..unit
    }
}

/// What one part of a chart says: its name, where there are several, and its lines.
#[derive(Clone, Debug)]
pub struct Readout {
    /// The part's name.
    pub title: String,
    /// From the top down.
    pub lines: Vec<Line>,
}

/// The main picture at a timestep, of an ensemble under a name.
#[must_use]
pub fn main(link: &Link, ensemble: &Ensemble, title: String, timestep: usize) -> Readout {
    let output = link.output();
    let row = link.scenario.model.outputs()[output];
    let fan = Fan::of(ensemble, output);
    let at = |level: usize| fan.quantiles[level].get(timestep).copied();
    let names = ["5", "25", "", "75", "95"].into_iter().enumerate().rev();
    let mut lines: Vec<Line> = names
        .map(|(level, name)| {
            let value = at(level).unwrap_or(f64::NAN);
            match level {
                2 => Line::of("median", value, row.unit).strong(),
                _ => Line::of(format!("{name}\u{202f}% below"), value, row.unit),
            }
        })
        .collect();
    if link.view.form == ViewForm::Trend && title.is_empty() {
        let line = trend(ensemble, output, 0..=ensemble.timesteps());
        let value = line.get(timestep).copied().unwrap_or(f64::NAN);
        lines.push(Line::of("LOWESS trend", value, row.unit));
    }
    let values = ensemble.at(output, timestep as u32);
    // A run that nobody has asked for is none of the reader's business.
    if let (Some(run), true) = (link.view.run, title.is_empty())
        && let Some(&value) = values.get(link.run())
    {
        lines.push(Line {
            y: f64::NAN,
            ..Line::of(format!("run {run}"), value, row.unit)
        });
    }
    lines.extend(beyond(link, output, values));
    Readout { title, lines }
}

/// The share of values beyond the goal, where that is about the output.
pub(crate) fn beyond(link: &Link, output: usize, values: &[f64]) -> Option<Line> {
    let level = link.goal_of(output)?;
    let goal = &link.scenario.model.about().goal;
    let share = people::share(Share::of(values, |value| goal.counts(value, level)));
    let unit = link.scenario.model.outputs()[output].unit;
    let side = if goal.above { "above" } else { "below" };
    let label = format!("{side} {}", people::exactly(level, unit));
    Some(Line {
        weight: if goal.good {
            Weight::Good
        } else {
            Weight::Past
        },
        ..Line::told(label, share.to_string())
    })
}

/// A bar of a histogram: between which values, how many of some runs, and which share of them that is. The two
/// behind the last are what no bar shows: the runs above the span and those below.
#[must_use]
pub fn bar(
    (values, runs): (&[f64], usize),
    [low, high]: [f64; 2],
    bars: usize,
    bar: usize,
    unit: Unit,
) -> Readout {
    let histogram = Histogram::of(values, [low, high], bars);
    let step = (high - low) / bars as f64;
    let edge = |bar: usize| people::tick(low + (high - low) * bar as f64 / bars as f64, step, unit);
    let (title, counted) = match bar.checked_sub(bars) {
        Some(0) => (format!("above {}", edge(bars)), histogram.above),
        Some(_) => (format!("below {}", edge(0)), histogram.below),
        None => (
            format!("{} to {}", edge(bar), edge(bar + 1)),
            histogram.counts.get(bar).copied().unwrap_or(0),
        ),
    };
    let share = Share {
        counted,
        runs: runs as u32,
    };
    Readout {
        title,
        lines: vec![
            Line::told("runs", people::number(f64::from(counted), 0)).strong(),
            Line::told("share", people::share(share).to_string()),
        ],
    }
}

/// A chart of the notebook at a timestep, by frame.
#[must_use]
pub fn notebook(notebook: &Notebook, timestep: usize) -> Vec<Readout> {
    let outputs = notebook.outputs();
    let ensembles = &notebook.ensembles;
    let shown = notebook.looked_at();
    let of_run = |ensemble: &Ensemble, run: usize, title: String| {
        let line = |&(output, row): &(usize, &apiary_core::table::Output)| {
            let values = ensemble.at(output, timestep as u32);
            let value = values.get(run).copied().unwrap_or(f64::NAN);
            Line::of(row.label.to_ascii_lowercase(), value, row.unit)
        };
        Readout {
            title,
            lines: outputs.iter().map(line).collect(),
        }
    };
    let trend_of = |ensemble: &Ensemble, output: usize, kept: std::ops::RangeInclusive<u32>| {
        let place = timestep.checked_sub(*kept.start() as usize);
        let line = trend(ensemble, output, kept);
        let value = place.and_then(|place| line.get(place).copied());
        value.unwrap_or(f64::NAN)
    };
    let named = |subset: usize| subset_label(&notebook.link.scenario, subset);
    match (notebook.chart.form, shown) {
        (Form::Subsets, _) => {
            let frame = |(subset, ensemble): (usize, &&Ensemble)| {
                let line = |&(output, row): &(usize, &'static apiary_core::table::Output)| {
                    let value = trend_of(ensemble, output, 0..=ensemble.timesteps());
                    Line::of(
                        format!("{}, trend", row.label.to_ascii_lowercase()),
                        value,
                        row.unit,
                    )
                };
                Readout {
                    title: named(subset),
                    lines: outputs.iter().map(line).collect(),
                }
            };
            ensembles.iter().enumerate().map(frame).collect()
        }
        (Form::Scatter, Some(_)) => {
            let Some(&(output, row)) = outputs.first() else {
                return Vec::new();
            };
            let line = |(subset, ensemble): (usize, &&Ensemble)| {
                let value = trend_of(ensemble, output, scatter::kept(ensemble));
                let name = match named(subset) {
                    name if name.is_empty() => "trend".to_owned(),
                    name => name,
                };
                Line::of(name, value, row.unit)
            };
            vec![Readout {
                title: String::new(),
                lines: ensembles.iter().enumerate().map(line).collect(),
            }]
        }
        (Form::Runs, Some(ensemble)) => (0..crate::facets::runs_shown(notebook))
            .map(|run| of_run(ensemble, run, format!("run {}", run + 1)))
            .collect(),
        (Form::Members, Some(ensemble)) => {
            let runs = notebook.runs_beside().into_iter();
            let of_run = runs.map(|run| of_run(ensemble, run, format!("run {}", run + 1)));
            of_run
                .map(|readout| against_limit(readout, outputs[0].1.unit))
                .collect()
        }
        (form, Some(ensemble)) => {
            let run = notebook.link.run();
            let readout = of_run(ensemble, run, format!("run {}", run + 1));
            if form == Form::Limit {
                return in_strips(readout, outputs[0].1.unit);
            }
            vec![readout]
        }
        (_, None) => Vec::new(),
    }
}

/// Turns balance and credit into balance, limit and what is owed beyond it.
fn against_limit(readout: Readout, unit: Unit) -> Readout {
    let [balance, credit] = &readout.lines[..] else {
        return readout;
    };
    let limit = Line::of("credit limit", -credit.y, unit);
    let past = (balance.y < limit.y).then(|| Line {
        weight: Weight::Past,
        ..Line::told(
            "past the limit by",
            people::about(limit.y - balance.y, unit),
        )
    });
    Readout {
        title: readout.title,
        lines: [Some(balance.clone()), Some(limit), past]
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// Balance and credit against each other, and each further line in a frame of its own.
fn in_strips(readout: Readout, unit: Unit) -> Vec<Readout> {
    let Readout { title, mut lines } = readout;
    let strips = lines.split_off(lines.len().min(2));
    let account = against_limit(Readout { title, lines }, unit);
    let strip = |line: Line| Readout {
        title: String::new(),
        lines: vec![line],
    };
    let strips = strips.into_iter().map(strip);
    [account].into_iter().chain(strips).collect()
}

/// The trends of a sweep at a timestep, by frame.
#[must_use]
pub fn trends(trends: &Trends, timestep: usize) -> Vec<Readout> {
    let Some(grid) = Grid::of(trends.link) else {
        return Vec::new();
    };
    let scenario = &trends.link.scenario;
    let unit = scenario.model.outputs()[trends.output].unit;
    let named = |axis: usize, place: usize| {
        let (label, _) = label_of(scenario.model, axis);
        let value = value_told(
            scenario.model,
            axis,
            scenario.settings[axis].points()[place],
        );
        format!("{} {value}", label.to_ascii_lowercase())
    };
    let line = |row: usize, column: usize| {
        let made = trends.lines.get(row * grid.columns + column)?.as_ref()?;
        let value = made.get(timestep).copied()?;
        Some(Line::of(named(grid.across, column), value, unit))
    };
    let frame = |row: usize| Readout {
        title: grid.up.map_or(String::new(), |up| named(up, row)),
        // As they lie: the highest values are mostly those of the last column.
        lines: (0..grid.columns)
            .filter_map(|column| line(row, column))
            .collect(),
    };
    (0..grid.rows).map(frame).collect()
}

/// A comparison at a timestep.
#[must_use]
pub fn compared(compared: &Compared, timestep: usize) -> Readout {
    let lines = [0, 1].into_iter().flat_map(|place| {
        let name = NAMES[place];
        let named = move |line: Line| Line {
            label: format!("{name} {}", line.label),
            ..line
        };
        lines_of(compared, place, timestep).into_iter().map(named)
    });
    Readout {
        title: String::new(),
        lines: lines.collect(),
    }
}

/// What the pinned scenario and this one say at a timestep, each in a frame of its own.
#[must_use]
pub fn compared_side_by_side(compared: &Compared, timestep: usize) -> Vec<Readout> {
    let readout = |place: usize| Readout {
        title: NAMES[place].to_owned(),
        lines: lines_of(compared, place, timestep),
    };
    vec![readout(0), readout(1)]
}

/// What the pinned scenario (0) or this one (1) says at a timestep.
fn lines_of(compared: &Compared, place: usize, timestep: usize) -> Vec<Line> {
    let (output, row) = compared.output();
    let ensemble = compared.ensembles[place];
    let fan = Fan::of(ensemble, output);
    let at = |level: usize| {
        fan.quantiles[level]
            .get(timestep)
            .copied()
            .unwrap_or(f64::NAN)
    };
    let middle = people::range([at(1), at(3)], finer(row.unit));
    let mut lines = vec![
        Line::of("median".to_owned(), at(2), row.unit).strong(),
        Line::told("middle half".to_owned(), middle),
    ];
    let values = ensemble.at(output, timestep as u32);
    lines.extend(beyond(compared.link, output, values).map(|line| Line {
        weight: Weight::Plain,
        ..line
    }));
    lines
}
