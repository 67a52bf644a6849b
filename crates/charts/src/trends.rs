//! The trends of a sweep's subsets over time, side by side: a frame for each value of the second
//! axis, in it a line for each value of the first.

use crate::grid::Grid;
use crate::naming;
use crate::pen::{Drawn, Pen, Point, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::scale::standing_out;
use crate::style::{Frame, Theme};
use crate::subset_names::Names;
use apiary_core::link::Link;
use apiary_core::people;
use apiary_core::sentence::{label_of, value_told};
use apiary_core::stats::order;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use std::ops::Range;

/// Height of a frame with its axis and its name, on a narrow screen, too.
const CELL: f64 = 178.0;
const NARROW_CELL: f64 = 150.0;
/// Least width of a frame.
const LEAST: f64 = 164.0;
const MOST_COLUMNS: usize = 5;
/// Lines of a frame that strokes and gaps alone tell apart; more have their names at their ends.
const FEW: usize = 6;
/// Least width of a frame whose lines are named.
const LEAST_NAMED: f64 = 212.0;
/// From one name to the next, and from a line's end to its name.
const APART: f64 = 12.5;
const BESIDE: f64 = 12.0;
/// Ends this close to one another end together, and so many are a crowd.
const TOGETHER: f64 = 5.0;
const CROWD: usize = 3;
/// A line of the key.
const KEY: f64 = 22.0;

/// The trends of the subsets in the map that is looked at.
pub struct Trends<'a> {
    /// The sweep.
    pub link: &'a Link,
    /// Index of the output.
    pub output: usize,
    /// How many runs each line goes through.
    pub runs: u32,
    /// The line of each subset of [`subsets`](Self::subsets), as far as it has been made.
    pub lines: &'a [Option<Vec<f64>>],
    /// Whether the name of the subset looked at stands out.
    pub marked: bool,
}

impl Trends<'_> {
    /// The subsets whose lines are drawn: those that differ from the one looked at in the first two
    /// axes alone.
    #[must_use]
    pub fn subsets(link: &Link) -> Range<usize> {
        let Some(grid) = Grid::of(link) else {
            return 0..0;
        };
        let first = link.subset() / grid.cells() * grid.cells();
        first..first + grid.cells()
    }

    /// How high the chart is at a width, in CSS pixels.
    #[must_use]
    pub fn height(link: &Link, width: f64) -> f64 {
        Grid::of(link).map_or(0.0, |grid| {
            let rows = grid.rows.div_ceil(columns(&grid, width));
            let cell = if is_narrow(width) { NARROW_CELL } else { CELL };
            estimated_head(&grid, width) + rows as f64 * cell
        })
    }

    /// Draws it.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let Some(grid) = Grid::of(self.link) else {
            return Ok(Vec::new());
        };
        let row = self.link.scenario.model.outputs()[self.output];
        let unit = match row.unit.symbol {
            "" => String::new(),
            symbol => format!("{symbol}; "),
        };
        let inputs = self.link.scenario.inputs_of(self.link.subset());
        let others = grid.others.iter().map(|&(axis, _)| {
            let (label, _) = label_of(self.link.scenario.model, axis);
            let value = value_told(self.link.scenario.model, axis, inputs[axis]);
            format!("; {} {value}", label.to_ascii_lowercase())
        });
        let span = self.span();
        // Where frames stand across does not depend on what stands above them.
        let rough = (0..grid.rows).map(|place| self.plot(&pen, &grid, place, (0.0, span)));
        let rough: Vec<Plot> = rough.collect();
        let names = self.frame_names(&pen, &grid, &rough);
        let axis = names.axes.as_ref();
        let axis = axis.map_or_else(String::new, |axis| format!("; above each frame: {axis}"));
        let what = format!(
            "{unit}the LOWESS line through {} runs of each subset{}{axis}",
            people::number(f64::from(self.runs), 0),
            others.collect::<String>()
        );
        let title = format!("Trend of {}", row.label.to_ascii_lowercase());
        let top = pen.title(&title, &what, frame.width)?;
        let head = self.draw_key(&pen, &grid, top + 6.0)?;
        for place in 0..grid.rows {
            let plot = self.plot(&pen, &grid, place, (head, span));
            self.draw_frame(&pen, &grid, place, &plot)?;
            if let Some(name) = names.each.get(place).filter(|_| grid.up.is_some()) {
                let set = Type::of(12.5, theme.ink2).strong();
                pen.label(name, (plot.left + 6.0, plot.top - 11.0), set)?;
            }
        }
        Ok(pen.noted())
    }

    /// The names of the frames: their values of the second axis.
    fn frame_names<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid, plots: &[Plot]) -> Names {
        let set = Type::of(12.5, pen.theme.ink2).strong();
        let fits = |place: usize, name: &str| {
            pen.width(name, set) <= plots[place].right - plots[place].left - 8.0
        };
        let first = Self::subsets(self.link).start;
        let subsets = (0..grid.rows).map(|place| first + place * grid.columns);
        let subsets: Vec<usize> = subsets.collect();
        let axes: Vec<usize> = grid.up.into_iter().collect();
        Names::of(&self.link.scenario, &subsets, &axes, fits)
    }

    fn span(&self) -> [f64; 2] {
        let row = self.link.scenario.model.outputs()[self.output];
        let values = self.lines.iter().flatten().flatten().copied();
        row.span.unwrap_or_else(|| plot::span(values))
    }

    fn plot<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        place: usize,
        (head, y): (f64, [f64; 2]),
    ) -> Plot {
        let columns = columns(grid, pen.frame.width);
        let (column, row) = (place % columns, place / columns);
        let width = pen.frame.width / columns as f64;
        let height = (pen.frame.height - head) / grid.rows.div_ceil(columns) as f64;
        let top = head + row as f64 * height;
        let plot = Plot {
            left: width * column as f64,
            top: top + 20.0,
            right: width * (column + 1) as f64 - 12.0,
            bottom: top + height - 34.0,
            x: [0.0, f64::from(self.link.scenario.timesteps)],
            y,
        };
        let unit = self.link.scenario.model.outputs()[self.output].unit;
        Plot {
            left: plot.left + plot.label_room(pen, unit),
            right: plot.right - self.name_room(pen, grid),
            ..plot
        }
    }

    /// Room for the names at the right ends of the lines.
    fn name_room<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid) -> f64 {
        if grid.columns <= FEW {
            return 0.0;
        }
        let set = Type::of(12.0, pen.theme.ink).strong();
        let names = (0..grid.columns).map(|column| self.name(grid, column));
        let names = names.chain([crowd(grid.columns, grid.columns - 1)]);
        names.map(|name| pen.width(&name, set)).fold(0.0, f64::max) + BESIDE
    }

    /// A line's value of the first axis.
    fn name(&self, grid: &Grid, column: usize) -> String {
        let scenario = &self.link.scenario;
        let point = scenario.settings[grid.across].points()[column];
        value_told(scenario.model, grid.across, point)
    }

    fn draw_frame<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        place: usize,
        plot: &Plot,
    ) -> Drawn<DB> {
        let scenario = &self.link.scenario;
        plot.y_axis(pen, scenario.model.outputs()[self.output].unit)?;
        plot.time_axis(pen, scenario.model.about())?;
        let own = place * grid.columns..(place + 1) * grid.columns;
        for subset in own.clone() {
            let colour = colour(pen.theme, subset % grid.columns, grid.columns);
            if let Some(Some(line)) = self.lines.get(subset) {
                let strokes = Theme::strokes(subset % grid.columns);
                plot.stroked(pen, line, 0, ((colour, strokes), 1.75))?;
            }
        }
        if grid.columns > FEW {
            self.draw_names(pen, grid, own, plot)?;
        }
        Ok(())
    }

    /// The lines' names at their ends; those that end together are counted, and the key tells them apart.
    fn draw_names<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        own: Range<usize>,
        plot: &Plot,
    ) -> Drawn<DB> {
        let end = |subset: usize| {
            let end = *self.lines.get(subset)?.as_ref()?.last()?;
            let y = plot.up(plot.within(end));
            end.is_finite().then_some((subset, y))
        };
        let mut ends: Vec<(usize, f64)> = own.filter_map(end).collect();
        // The highest values lie at the least heights.
        order::descending(&mut ends, |(_, y)| *y);
        let groups: Vec<&[(usize, f64)]> = ends
            .chunk_by(|(_, y), (_, next)| (y - next).abs() < TOGETHER)
            .flat_map(|group| group.chunks(if is_crowd(group) { group.len() } else { 1 }))
            .collect();
        let room = ((plot.bottom - plot.top) / APART) as usize + 1;
        let picked = naming::picked(groups.len(), room).into_iter();
        let named: Vec<&[(usize, f64)]> = picked.map(|place| groups[place]).collect();
        let wanted: Vec<f64> = named.iter().map(|group| middle(group)).collect();
        let places = naming::apart(&wanted, APART, [plot.top, plot.bottom]);
        for (group, y) in named.into_iter().zip(places) {
            self.draw_name(pen, grid, (group, ends.len()), (plot.right, y))?;
        }
        Ok(())
    }

    /// The name of a line, or how many end where it does, of so many, with a line to each of the ends.
    fn draw_name<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        (group, all): (&[(usize, f64)], usize),
        (right, y): Point,
    ) -> Drawn<DB> {
        for &(subset, end) in group {
            let colour = colour(pen.theme, subset % grid.columns, grid.columns);
            pen.line(
                &[(right + 2.0, end), (right + BESIDE - 3.0, y)],
                colour,
                1.0,
            )?;
        }
        let looked_at = self.link.subset() % grid.cells();
        let is_own = |&(subset, _): &(usize, f64)| subset == looked_at;
        let set = if self.marked && group.iter().any(is_own) {
            Type::of(12.0, pen.theme.ink).strong()
        } else {
            Type::of(12.0, pen.theme.ink2)
        };
        let name = match group {
            [(subset, _)] => self.name(grid, subset % grid.columns),
            _ => crowd(all, group.len()),
        };
        pen.text(&name, (right + BESIDE, y), set)
    }

    /// The values of the first axis in their colours, in as many lines as they need. Returns where they end.
    fn draw_key<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        top: f64,
    ) -> Result<f64, DrawingAreaErrorKind<DB::ErrorType>> {
        let model = self.link.scenario.model;
        let (label, _) = label_of(model, grid.across);
        let points = self.link.scenario.settings[grid.across].points();
        let set = Type::of(12.5, pen.theme.ink2);
        let mut y = top + 8.0;
        pen.text(&label, (0.0, y), set)?;
        let mut start = pen.width(&label, set) + 16.0;
        if is_narrow(pen.frame.width) {
            (start, y) = (0.0, y + KEY);
        }
        let mut x = start;
        for (place, point) in points.iter().enumerate() {
            let text = value_told(model, grid.across, *point);
            let width = 32.0 + pen.width(&text, set);
            if x > start && x + width > pen.frame.width {
                (x, y) = (start, y + KEY);
            }
            let colour = colour(pen.theme, place, points.len());
            let sample = [(x, y), (x + 24.0, y)];
            pen.pattern(&sample, (colour, 3.0), Theme::strokes(place))?;
            pen.text(&text, (x + 30.0, y), set)?;
            x += width + 14.0;
        }
        Ok(y + KEY / 2.0 + 6.0)
    }

    /// The lines that end highest and lowest, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let row = self.link.scenario.model.outputs()[self.output];
        let first = Self::subsets(self.link).start;
        let ends = self.lines.iter().enumerate().filter_map(|(place, line)| {
            let end = line.as_ref()?.last().copied()?;
            end.is_finite().then_some((first + place, end))
        });
        let ends: Vec<(usize, f64)> = ends.collect();
        let name = row.label.to_ascii_lowercase();
        let by_end = |a: &&(usize, f64), b: &&(usize, f64)| a.1.total_cmp(&b.1);
        let [Some(low), Some(high)] = [ends.iter().min_by(by_end), ends.iter().max_by(by_end)]
        else {
            return format!("The trends of {name}, not made yet.");
        };
        let told = |(subset, end): &(usize, f64)| {
            let axes = apiary_core::sentence::subset_label(&self.link.scenario, *subset);
            format!("{} at {axes}", people::about(*end, row.unit))
        };
        format!(
            "The trends of {name} by subset. The highest ends at {}, the lowest at {}.",
            told(high),
            told(low)
        )
    }
}

/// What lines are called that end together, of so many.
fn crowd(all: usize, together: usize) -> String {
    if together == all {
        format!("all {all}")
    } else {
        format!("{together} lines")
    }
}

/// Whether lines end so close to one another that their names would fan out.
fn is_crowd(ends: &[(usize, f64)]) -> bool {
    ends.len() >= CROWD && spread(ends) < APART
}

/// From the highest end to the lowest.
fn spread(ends: &[(usize, f64)]) -> f64 {
    let [(_, from), .., (_, to)] = ends else {
        return 0.0;
    };
    to - from
}

/// The middle of the highest and the lowest end.
fn middle(ends: &[(usize, f64)]) -> f64 {
    ends[0].1 + spread(ends) / 2.0
}

fn columns(grid: &Grid, width: f64) -> usize {
    let least = if grid.columns > FEW && !is_narrow(width) {
        LEAST_NAMED
    } else {
        LEAST
    };
    let fit = (width / least).floor().max(1.0) as usize;
    grid.rows.min(fit).min(MOST_COLUMNS)
}

/// Whether two frames stand side by side rather than wide ones one below another, and the key's values below the name
/// of their axis, which else takes too much of their room.
fn is_narrow(width: f64) -> bool {
    width < Frame::NARROW
}

/// Room for the title and the key, as far as can be told without measuring letters.
fn estimated_head(grid: &Grid, width: f64) -> f64 {
    let beside = if is_narrow(width) { 0.0 } else { 160.0 };
    let each_line = ((width - beside) / 84.0).floor().max(1.0) as usize;
    let lines = grid.columns.div_ceil(each_line) + usize::from(is_narrow(width));
    let letters = 70 + 30 * (grid.others.len() + usize::from(grid.up.is_some()));
    let captions = (letters as f64 * 6.6 / width).ceil();
    28.0 + 18.0 * captions + 24.0 + KEY * lines as f64
}

/// A colour of the scale that stands out from the paper.
fn colour(theme: &Theme, place: usize, of: usize) -> RGBColor {
    let share = place as f64 / (of.max(2) - 1) as f64;
    standing_out(theme, share)
}
