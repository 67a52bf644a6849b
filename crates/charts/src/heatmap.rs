//! A map of a sweep: two axes across and up, a value in each cell; further axes make small maps. One axis alone
//! makes a line.
//!
//! Contours run between cells, because nothing was computed in between.

mod axes;
mod bare;
mod cells;
mod line;
mod mark;

use crate::contours::{Contour, Names, draw_lines, edges, together};
use crate::grid::{Grid, Place};
use crate::pen::{Anchor, Drawn, Pen, Point, Surface, Type};
use crate::scale::Scale;
use crate::style::{Frame, Theme};
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::people;
use apiary_core::scenario::Setting;
use apiary_core::sentence::subset_label;
use apiary_core::stats::statistic::Estimate;
use apiary_core::table::Unit;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use std::collections::BTreeSet;

/// From the key of colours to the foot of the chart.
const KEY: f64 = 34.0;

/// A map of a sweep.
pub struct Heatmap<'a> {
    /// The sweep.
    pub link: &'a Link,
    /// What is shown.
    pub measure: Measure,
    /// The levels whose contours are drawn; a few round ones where there are none.
    pub lines: &'a [f64],
    /// Its value in each subset; none where no run has been made.
    pub cells: &'a [Option<Estimate>],
    /// How many runs each cell is made of, or at least, while they are made.
    pub runs: u32,
    /// Whether the subset is marked whose runs are shown below it.
    pub marked: bool,
}

impl Heatmap<'_> {
    /// How high it is at a width, in CSS pixels.
    #[must_use]
    pub fn height(link: &Link, width: f64) -> f64 {
        Grid::of(link).map_or(0.0, |grid| grid.height(width))
    }

    /// The subset whose cell lies at a place of the chart.
    #[must_use]
    pub fn subset_at(link: &Link, frame: Frame, at: Point) -> Option<usize> {
        Grid::of(link)?.subset_at(frame, at)
    }

    /// The box of a subset's cell: left, top, width and height.
    #[must_use]
    pub fn cell_box(link: &Link, frame: Frame, subset: usize) -> Option<[f64; 4]> {
        let is_there = subset < link.scenario.subsets().unwrap_or(0);
        Grid::of(link)
            .filter(|_| is_there)
            .map(|grid| grid.cell(subset, frame))
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
        let scale = self.scale();
        pen.title(
            &self.measure.label(self.link.scenario.model),
            &self.what(scale),
            frame.width,
        )?;
        if grid.is_line() {
            let place = grid.place(0, frame);
            self.draw_points(&pen, &grid, &place, scale)?;
            self.draw_axes(&pen, &grid, &place)?;
            return self.explain_point(&pen, &grid, frame.height - 9.0);
        }
        let mut below = BTreeSet::new();
        for map in 0..grid.maps() {
            let place = grid.place(map, frame);
            self.draw_cells(&pen, &grid, map, &place, scale)?;
            below.extend(self.draw_contours(&pen, &grid, map, &place)?);
            self.draw_axes(&pen, &grid, &place)?;
            self.draw_names(&pen, &grid, map, &place)?;
        }
        self.draw_mark(&pen, &grid)?;
        let alone = (grid.maps() == 1).then(|| grid.place(0, frame));
        let left = grid.left(frame.width);
        let right = match alone {
            Some(place) => place.left + place.width,
            None => (frame.width - 18.0).min(left + 460.0),
        };
        let (sides, top) = ([left, right], frame.height - KEY);
        let levels = self.levels(scale);
        let is_drawn = |which: &usize| {
            (0..grid.maps()).any(|map| {
                let contours = self.contours(&grid, map, &grid.place(map, frame));
                !contours[*which].edges.is_empty()
            })
        };
        let drawn = (0..levels.len()).filter(is_drawn);
        let drawn: Vec<f64> = drawn.map(|which| levels[which]).collect();
        scale.draw(&pen, (sides, top), self.unit(), &drawn)?;
        if below.is_empty() {
            return Ok(());
        }
        let names = below.into_iter().map(|which| levels[which]);
        let names: Vec<_> = names.map(|level| scale.mark(level, self.unit())).collect();
        let set = Type::of(12.0, theme.ink3).at(Anchor::End);
        let text = format!("lines: {}", together(&names));
        pen.text(&text, (right, top - 9.0), set)
    }

    /// The unit of the values, the runs and the largest error.
    fn what(&self, scale: Scale) -> String {
        let runs = people::number(f64::from(self.runs), 0);
        let is_line = Grid::of(self.link).is_some_and(|grid| grid.is_line());
        let each = if is_line { "point" } else { "cell" };
        let of = if self.measure.is_share() {
            format!("% of {runs} runs a {each}")
        } else {
            let symbol = self.unit().symbol;
            let unit = if symbol.is_empty() {
                String::new()
            } else {
                format!("{symbol}, ")
            };
            format!("{unit}{runs} runs a {each}")
        };
        if is_line {
            return format!("{of}; whiskers: one standard error");
        }
        let error = self.largest_error().map_or(String::new(), |error| {
            let told = if error > 0.0 {
                people::tick(error, error / 10.0, self.unit())
            } else {
                people::about(error, self.unit())
            };
            format!(", ±\u{a0}{told} at most")
        });
        let log = if scale.is_log { ", log colour" } else { "" };
        format!("{of}{error}{log}")
    }

    /// The largest standard error of any cell, so far.
    fn largest_error(&self) -> Option<f64> {
        let errors = self.cells.iter().flatten().map(|estimate| estimate.error);
        errors.filter(|error| error.is_finite()).reduce(f64::max)
    }

    fn unit(&self) -> Unit {
        self.measure.unit(&self.link.scenario.model.outputs())
    }

    fn scale(&self) -> Scale {
        if self.measure.is_share() {
            return Scale::SHARE;
        }
        Scale::of(self.cells.iter().flatten().map(|estimate| estimate.value))
    }

    fn cell(&self, grid: &Grid, map: usize, column: usize, row: usize) -> Option<Estimate> {
        let subset = map * grid.cells() + row * grid.columns + column;
        self.cells.get(subset).copied().flatten()
    }

    /// Draws the contours of a map, named where it stands alone. Returns all of them where any has no name there,
    /// and must be told below.
    fn draw_contours<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
    ) -> Result<Vec<usize>, DrawingAreaErrorKind<DB::ErrorType>> {
        let contours = self.contours(grid, map, place);
        draw_lines(pen, &contours)?;
        // Small maps have no room for names.
        if grid.maps() == 1 {
            let names = Names::of(pen, place, &contours);
            names.draw(pen)?;
            if names.unnamed.is_empty() {
                return Ok(Vec::new());
            }
        }
        let drawn = (0..contours.len()).filter(|&which| !contours[which].edges.is_empty());
        Ok(drawn.collect())
    }

    /// Lines between cells on two sides of a level, one a level.
    fn contours(&self, grid: &Grid, map: usize, place: &Place) -> Vec<Contour> {
        let value = |column: usize, row: usize| {
            let cell = self.cell(grid, map, column, row)?;
            Some(cell.value).filter(|value| value.is_finite())
        };
        let scale = self.scale();
        let contour = |level| Contour {
            name: scale.mark(level, self.unit()),
            edges: edges(grid, place, level, &value),
        };
        self.levels(scale).into_iter().map(contour).collect()
    }

    fn levels(&self, scale: Scale) -> Vec<f64> {
        if !self.lines.is_empty() {
            self.lines.to_vec()
        } else if self.measure.is_share() {
            vec![0.1, 0.5, 0.9]
        } else {
            scale.marks(4)
        }
    }

    /// What a tooltip says of a subset: its axes, its value and error.
    #[must_use]
    pub fn told(&self, subset: usize) -> String {
        let axes = subset_label(&self.link.scenario, subset);
        let Some(estimate) = self.cells.get(subset).copied().flatten() else {
            return format!("{axes}: not computed yet");
        };
        if !estimate.value.is_finite() {
            return format!("{axes}: no number, a run has left all numbers behind");
        }
        format!("{axes}: {}", self.figure(&estimate))
    }

    /// A value with its error, as people say it.
    fn figure(&self, estimate: &Estimate) -> String {
        if self.measure.is_share() {
            return people::estimated(estimate.value, estimate.error).to_string();
        }
        let unit = finer(self.unit());
        let [value, error] = [estimate.value, estimate.error].map(|x| people::about(x, unit));
        let symbol = if unit.power == 0 { unit.symbol } else { "" };
        let told = format!("{}\u{a0}{symbol}", people::plus_minus(&value, &error));
        told.trim_end().to_owned()
    }
}

/// A digit more.
const fn finer(unit: Unit) -> Unit {
    Unit {
        decimals: unit.decimals + 1,
        ..unit
    }
}

/// Whether a scenario can be shown as a map: it sweeps something.
#[must_use]
pub fn is_possible(link: &Link) -> bool {
    link.scenario.settings.iter().any(Setting::is_axis)
}
