//! A map of a sweep: two axes across and up, a value in each cell; a third and a fourth axis make
//! small maps side by side.
//!
//! Contours run between cells, because nothing was computed in between.

use crate::pen::{Anchor, Drawn, Pen, Surface, Type};
use crate::plot::{step, ticks};
use crate::style::{Frame, Theme};
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::people;
use apiary_core::scenario::{Setting, Sweep};
use apiary_core::sentence::label_of;
use apiary_core::stats::statistic::Estimate;
use colorous::CIVIDIS;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

const LEFT: f64 = 58.0;
const HEAD: f64 = 58.0;
const FOOT: f64 = 44.0;
const LEGEND: f64 = 52.0;
const GAP: f64 = 22.0;

/// A map of a sweep.
pub struct Heatmap<'a> {
    /// The sweep.
    pub link: &'a Link,
    /// What is shown.
    pub measure: Measure,
    /// Its value in each subset; none where no run has been made.
    pub cells: &'a [Option<Estimate>],
}

/// The points of two axes and of those that make small maps.
struct Grid {
    /// Inputs that run across and up.
    across: usize,
    up: Option<usize>,
    columns: usize,
    rows: usize,
    /// How many small maps there are.
    maps: usize,
}

/// Where the cells of a map lie.
struct Place {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Grid {
    fn of(link: &Link) -> Option<Self> {
        let scenario = &link.scenario;
        let axes = scenario.axes();
        let length = |axis: usize| scenario.settings[axis].points().len();
        let (&across, rest) = axes.split_first()?;
        if scenario.sweep == Sweep::Zip {
            return Some(Self {
                across,
                up: None,
                columns: length(across),
                rows: 1,
                maps: 1,
            });
        }
        let up = rest.first().copied();
        Some(Self {
            across,
            up,
            columns: length(across),
            rows: up.map_or(1, length),
            maps: rest.iter().skip(1).map(|&axis| length(axis)).product(),
        })
    }

    /// How many small maps stand side by side.
    fn side_by_side(&self, width: f64) -> usize {
        let fit = (width / 300.0).floor().max(1.0) as usize;
        self.maps.min(fit)
    }

    fn place(&self, map: usize, frame: Frame) -> Place {
        let across = self.side_by_side(frame.width);
        let down = self.maps.div_ceil(across);
        let width = (frame.width - GAP * (across - 1) as f64) / across as f64;
        let height = (frame.height - HEAD - LEGEND) / down as f64;
        Place {
            left: (map % across) as f64 * (width + GAP) + LEFT,
            top: HEAD + (map / across) as f64 * height,
            width: width - LEFT,
            height: height - FOOT,
        }
    }
}

impl Heatmap<'_> {
    /// How high it is at a width, in CSS pixels.
    #[must_use]
    pub fn height(link: &Link, width: f64) -> f64 {
        let Some(grid) = Grid::of(link) else {
            return 0.0;
        };
        let across = grid.side_by_side(width);
        let down = grid.maps.div_ceil(across);
        let each = (grid.rows as f64 * 34.0).clamp(60.0, 420.0) + FOOT;
        HEAD + LEGEND + down as f64 * each
    }

    /// The subset whose cell lies at a place of the chart.
    #[must_use]
    pub fn subset_at(link: &Link, frame: Frame, (x, y): (f64, f64)) -> Option<usize> {
        let grid = Grid::of(link)?;
        (0..grid.maps).find_map(|map| {
            let place = grid.place(map, frame);
            let column = ((x - place.left) / place.width * grid.columns as f64).floor();
            let row = ((place.top + place.height - y) / place.height * grid.rows as f64).floor();
            let inside = (0.0..grid.columns as f64).contains(&column)
                && (0.0..grid.rows as f64).contains(&row);
            let first = map * grid.rows * grid.columns;
            inside.then(|| first + row as usize * grid.columns + column as usize)
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
    ) -> Drawn<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let Some(grid) = Grid::of(self.link) else {
            return Ok(());
        };
        let outputs = self.link.scenario.model.outputs();
        let runs = people::number(f64::from(self.link.scenario.runs), 0);
        let what = format!("{runs} runs a cell, the same luck in each");
        pen.title(&self.measure.label(&outputs), &what, frame.width)?;
        let scale = self.scale();
        for map in 0..grid.maps {
            let place = grid.place(map, frame);
            self.draw_cells(&pen, &grid, map, &place, scale)?;
            self.draw_contours(&pen, &grid, map, &place)?;
            self.draw_axes(&pen, &grid, map, &place)?;
        }
        self.draw_mark(&pen, &grid)?;
        self.draw_legend(&pen, scale)
    }

    /// The values of the first and the last colour.
    fn scale(&self) -> [f64; 2] {
        if self.measure.is_share() {
            return [0.0, 1.0];
        }
        let finite = self.values().filter(|value| value.is_finite());
        let [low, high] = finite.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
            [low.min(value), high.max(value)]
        });
        match low < high {
            true => [low, high],
            false if low.is_finite() => [low - 0.5, low + 0.5],
            false => [0.0, 1.0],
        }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.cells.iter().flatten().map(|estimate| estimate.value)
    }

    fn cell(&self, grid: &Grid, map: usize, column: usize, row: usize) -> Option<Estimate> {
        let subset = (map * grid.rows + row) * grid.columns + column;
        self.cells.get(subset).copied().flatten()
    }

    fn draw_cells<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
        scale: [f64; 2],
    ) -> Drawn<DB> {
        let unit = self.measure.unit(&self.link.scenario.model.outputs());
        let (width, height) = place.cell(grid);
        for row in 0..grid.rows {
            for column in 0..grid.columns {
                let (x, y) = place.corner(grid, column, row);
                let (to, cell) = ((x + width, y + height), self.cell(grid, map, column, row));
                let value = cell.map(|cell| cell.value);
                let Some(value) = value.filter(|value| value.is_finite()) else {
                    // A cell without a number is crossed out, or still empty.
                    pen.block((x, y), to, pen.theme.rule)?;
                    if value.is_some() {
                        pen.line(&[(x, y), to], pen.theme.ink3, 1.0)?;
                    }
                    continue;
                };
                let fill = colour(value, scale);
                pen.block((x, y), to, fill)?;
                if width >= 34.0 && height >= 16.0 {
                    let text = told(value, scale, unit);
                    let set = Type::of(12.0, contrasting(fill)).at(Anchor::Middle);
                    pen.text(&text, (x + width / 2.0, y + height / 2.0), set)?;
                }
            }
        }
        Ok(())
    }

    /// Lines between cells on two sides of a level.
    fn draw_contours<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
    ) -> Drawn<DB> {
        let (width, height) = place.cell(grid);
        let mut edges = Vec::new();
        for level in self.levels() {
            let above = |column: usize, row: usize| {
                let cell = self.cell(grid, map, column, row);
                cell.map(|cell| cell.value)
                    .filter(|v| v.is_finite())
                    .map(|v| v >= level)
            };
            let differ =
                |a: Option<bool>, b: Option<bool>| matches!((a, b), (Some(a), Some(b)) if a != b);
            for row in 0..grid.rows {
                for column in 0..grid.columns {
                    let (x, y) = place.corner(grid, column, row);
                    let here = above(column, row);
                    if column + 1 < grid.columns && differ(here, above(column + 1, row)) {
                        edges.push([(x + width, y), (x + width, y + height)]);
                    }
                    if row + 1 < grid.rows && differ(here, above(column, row + 1)) {
                        edges.push([(x, y), (x + width, y)]);
                    }
                }
            }
        }
        for (colour, width) in [(RGBColor(29, 27, 23), 4.5), (RGBColor(255, 255, 255), 2.5)] {
            for edge in &edges {
                pen.line(edge, colour, width)?;
            }
        }
        Ok(())
    }

    fn levels(&self) -> Vec<f64> {
        if self.measure.is_share() {
            return vec![0.1, 0.5, 0.9];
        }
        let scale = self.scale();
        let inside = |tick: &f64| (scale[0]..scale[1]).contains(tick);
        ticks(scale, 4).into_iter().filter(inside).collect()
    }

    fn draw_axes<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
    ) -> Drawn<DB> {
        let scenario = &self.link.scenario;
        let grey = Type::of(12.0, pen.theme.ink3);
        let (width, height) = place.cell(grid);
        let bottom = place.top + place.height;
        let (label, unit) = label_of(scenario.model, grid.across);
        let points = scenario.settings[grid.across].points();
        let every = (44.0 / width).ceil().max(1.0) as usize;
        for (column, &point) in points.iter().enumerate().step_by(every) {
            let x = place.left + width * (column as f64 + 0.5);
            let text = people::exactly(point, unit);
            pen.text(&text, (x, bottom + 13.0), grey.at(Anchor::Middle))?;
        }
        let middle = place.left + place.width / 2.0;
        pen.text(label, (middle, bottom + 31.0), grey.at(Anchor::Middle))?;
        if let Some(up) = grid.up {
            let (label, unit) = label_of(scenario.model, up);
            let every = (16.0 / height).ceil().max(1.0) as usize;
            for (row, &point) in scenario.settings[up]
                .points()
                .iter()
                .enumerate()
                .step_by(every)
            {
                let y = bottom - height * (row as f64 + 0.5);
                let text = people::exactly(point, unit);
                pen.text(&text, (place.left - 8.0, y), grey.at(Anchor::End))?;
            }
            pen.text(label, (place.left - LEFT, place.top - 12.0), grey)?;
        }
        if grid.maps > 1 {
            let name = self.name_of(grid, map);
            let right = place.left + place.width;
            let set = Type::of(12.5, pen.theme.ink2).strong().at(Anchor::End);
            pen.text(&name, (right, place.top - 12.0), set)?;
        }
        Ok(())
    }

    /// The values of the axes beyond the first two, in a small map.
    fn name_of(&self, grid: &Grid, map: usize) -> String {
        let scenario = &self.link.scenario;
        let values = scenario.inputs_of(map * grid.rows * grid.columns);
        let named = |&axis: &usize| {
            let (label, unit) = label_of(scenario.model, axis);
            format!(
                "{} {}",
                label.to_lowercase(),
                people::exactly(values[axis], unit)
            )
        };
        let names: Vec<_> = scenario.axes().iter().skip(2).map(named).collect();
        names.join(", ")
    }

    /// The hexagon on the subset that is looked at.
    fn draw_mark<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid) -> Drawn<DB> {
        let subset = self.link.subset();
        let each = grid.rows * grid.columns;
        let place = grid.place(subset / each, pen.frame);
        let (column, row) = (subset % each % grid.columns, subset % each / grid.columns);
        let (x, y) = place.corner(grid, column, row);
        let (width, height) = place.cell(grid);
        let corners = [
            (x, y),
            (x + width, y),
            (x + width, y + height),
            (x, y + height),
            (x, y),
        ];
        pen.line(&corners, pen.theme.honeyink, 3.0)?;
        let centre = (x + 9.0, y + 9.0);
        pen.hexagon(centre, 7.0, [pen.theme.honey, pen.theme.honeyink])
    }

    fn draw_legend<DB: DrawingBackend>(&self, pen: &Pen<DB>, scale: [f64; 2]) -> Drawn<DB> {
        let unit = self.measure.unit(&self.link.scenario.model.outputs());
        let (left, right) = (LEFT, pen.frame.width.min(LEFT + 460.0));
        let y = pen.frame.height - 34.0;
        let [low, high] = scale;
        let shades = 80;
        for shade in 0..shades {
            let share = f64::from(shade) / f64::from(shades);
            let x = left + share * (right - left);
            let value = low + share * (high - low);
            let to = (x + (right - left) / f64::from(shades) + 0.5, y + 9.0);
            pen.block((x, y), to, colour(value, scale))?;
        }
        let marks = ticks(scale, 5);
        let gap = step(&marks);
        let set = Type::of(12.0, pen.theme.ink3).at(Anchor::Middle);
        for mark in marks.into_iter().filter(|mark| (low..=high).contains(mark)) {
            let x = left + (mark - low) / (high - low) * (right - left);
            pen.line(&[(x, y + 9.0), (x, y + 13.0)], pen.theme.rule2, 1.0)?;
            pen.text(&people::tick(mark, gap, unit), (x, y + 22.0), set)?;
        }
        Ok(())
    }

    /// What a tooltip says of a subset: its axes, its value and error.
    #[must_use]
    pub fn told(&self, subset: usize) -> String {
        let unit = self.measure.unit(&self.link.scenario.model.outputs());
        let axes = apiary_core::sentence::subset_label(&self.link.scenario, subset);
        let Some(estimate) = self.cells.get(subset).copied().flatten() else {
            return format!("{axes}: not computed yet");
        };
        let finer = apiary_core::table::Unit {
            decimals: unit.decimals + 1,
            ..unit
        };
        let [value, error] = [estimate.value, estimate.error].map(|x| people::about(x, finer));
        format!("{axes}: {value} ± {error}")
    }
}

impl Place {
    fn cell(&self, grid: &Grid) -> (f64, f64) {
        (
            self.width / grid.columns as f64,
            self.height / grid.rows as f64,
        )
    }

    /// The top left corner of a cell; rows count from the bottom.
    fn corner(&self, grid: &Grid, column: usize, row: usize) -> (f64, f64) {
        let (width, height) = self.cell(grid);
        let from_top = grid.rows - 1 - row;
        (
            self.left + width * column as f64,
            self.top + height * from_top as f64,
        )
    }
}

fn colour(value: f64, [low, high]: [f64; 2]) -> RGBColor {
    let colour = CIVIDIS.eval_continuous(((value - low) / (high - low)).clamp(0.0, 1.0));
    RGBColor(colour.r, colour.g, colour.b)
}

/// Black or white, whichever stands out more.
fn contrasting(RGBColor(r, g, b): RGBColor) -> RGBColor {
    let light = 0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b);
    if light > 128.0 {
        RGBColor(0, 0, 0)
    } else {
        RGBColor(255, 255, 255)
    }
}

/// A cell's value: two or three digits say enough.
fn told(value: f64, [low, high]: [f64; 2], unit: apiary_core::table::Unit) -> String {
    let text = people::tick(value, (high - low) / 50.0, unit);
    text.trim_end_matches('%').trim_end().to_owned()
}

/// Whether a scenario can be shown as a map: it sweeps something.
#[must_use]
pub fn is_possible(link: &Link) -> bool {
    link.scenario.settings.iter().any(Setting::is_axis)
}
