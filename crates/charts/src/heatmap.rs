//! A map of a sweep: two axes across and up, a value in each cell; further axes make small maps.
//!
//! Contours run between cells, because nothing was computed in between.

mod bare;

use crate::contours::{Contour, Names, draw_lines, edges, together};
use crate::grid::{Grid, LEFT, Place};
use crate::pen::{Anchor, Drawn, Pen, Point, Surface, Type};
use crate::scale::{Scale, contrasting};
use crate::style::{Frame, Theme};
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::people;
use apiary_core::scenario::Setting;
use apiary_core::sentence::{label_of, subset_label, value_told};
use apiary_core::stats::statistic::Estimate;
use apiary_core::table::Unit;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use std::collections::BTreeSet;

/// From the key of colours to the foot of the chart.
const KEY: f64 = 34.0;
/// What the hexagon means: the runs of its subset are what the page shows below its maps.
const MARKED: &str = "shown below";

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
            &self.measure.label(&self.link.scenario.model.outputs()),
            &self.what(scale),
            frame.width,
        )?;
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
        let right = match alone {
            Some(place) => place.left + place.width,
            None => (frame.width - 18.0).min(LEFT + 460.0),
        };
        let (sides, top) = ([LEFT, right], frame.height - KEY);
        let levels = self.levels(scale);
        scale.draw(&pen, (sides, top), self.unit(), &levels)?;
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
        let of = if self.measure.is_share() {
            format!("% of {runs} runs a cell")
        } else {
            let symbol = self.unit().symbol;
            let unit = if symbol.is_empty() {
                String::new()
            } else {
                format!("{symbol}, ")
            };
            format!("{unit}{runs} runs a cell")
        };
        let digits = if self.measure.is_share() {
            finer(self.unit())
        } else {
            self.unit()
        };
        let error = self.largest_error().map_or(String::new(), |error| {
            format!(", ±\u{a0}{} at most", people::about(error, digits))
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

    fn draw_cells<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
        scale: Scale,
    ) -> Drawn<DB> {
        let (unit, (width, height)) = (self.unit(), place.cell);
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
                let fill = scale.colour(value);
                pen.block((x, y), to, fill)?;
                if width >= 34.0 && height >= 16.0 {
                    let set = Type::of(12.0, contrasting(fill)).at(Anchor::Middle);
                    let middle = (x + width / 2.0, y + height / 2.0);
                    pen.text(&scale.told(value, unit), middle, set)?;
                }
            }
        }
        Ok(())
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
            let names = Names::of(pen, grid, place, &contours);
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

    fn draw_axes<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        place: &Place,
    ) -> Drawn<DB> {
        let scenario = &self.link.scenario;
        let grey = Type::of(12.0, pen.theme.ink3);
        let (_, height) = place.cell;
        if place.is_lowest {
            self.draw_across(pen, grid, place)?;
        }
        let Some(up) = grid.up.filter(|_| place.is_leftmost) else {
            return Ok(());
        };
        let (label, _) = label_of(scenario.model, up);
        let every = (16.0 / height).ceil().max(1.0) as usize;
        let points = scenario.settings[up].points().iter().enumerate();
        for (row, &point) in points.step_by(every) {
            let y = place.bottom() - height * (row as f64 + 0.5);
            let text = value_told(scenario.model, up, point);
            pen.text(&text, (place.left - 8.0, y), grey.at(Anchor::End))?;
        }
        if !place.is_named {
            return Ok(());
        }
        if !grid.is_crossed() {
            pen.text(label, (place.left - LEFT, place.top - 12.0), grey)?;
        } else if place.row == 0 {
            let left = place.left - 8.0 - pen.width(label, grey);
            pen.text(label, (left.max(0.0), place.top - 11.0), grey)?;
        }
        Ok(())
    }

    /// The axis below a map. A small one names its ends alone, within itself.
    fn draw_across<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        place: &Place,
    ) -> Drawn<DB> {
        let scenario = &self.link.scenario;
        let (label, _) = label_of(scenario.model, grid.across);
        let told = |point: f64| value_told(scenario.model, grid.across, point);
        let points = scenario.settings[grid.across].points();
        let (width, grey) = (place.cell.0, Type::of(12.0, pen.theme.ink3));
        let (y, right) = (place.bottom() + 13.0, place.left + place.width);
        let texts: Vec<String> = points.iter().map(|&point| told(point)).collect();
        let widest = texts
            .iter()
            .map(|text| pen.width(text, grey))
            .fold(36.0, f64::max)
            + 8.0;
        let (name_y, is_small) = (place.bottom() + 31.0, grid.is_crossed() && width < widest);
        if let ([first, .., last], true) = (&texts[..], is_small) {
            pen.text(first, (place.left, y), grey)?;
            if pen.width(first, grey) + pen.width(last, grey) + 8.0 < place.width {
                pen.text(last, (right, y), grey.at(Anchor::End))?;
            }
        } else {
            let every = (widest / width).ceil().max(1.0) as usize;
            for (column, text) in texts.iter().enumerate().step_by(every) {
                let x = place.left + width * (column as f64 + 0.5);
                pen.text(text, (x, y), grey.at(Anchor::Middle))?;
            }
        }
        if !place.is_named {
            return Ok(());
        }
        if !grid.is_crossed() {
            let middle = place.left + place.width / 2.0;
            return pen.text(label, (middle, name_y), grey.at(Anchor::Middle));
        }
        if place.is_leftmost {
            pen.text(label, (place.left, name_y), grey)?;
        }
        Ok(())
    }

    /// The values of the further axes: above each map, or once for the columns, rows and blocks of
    /// small maps.
    fn draw_names<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
    ) -> Drawn<DB> {
        let values = self.link.scenario.inputs_of(map * grid.cells());
        let named = |which: usize| {
            let axis = grid.others.get(which).map(|(axis, _)| *axis)?;
            let model = self.link.scenario.model;
            let (label, _) = label_of(model, axis);
            Some((
                label.to_ascii_lowercase(),
                value_told(model, axis, values[axis]),
            ))
        };
        let right = place.left + place.width;
        let set = Type::of(12.5, pen.theme.ink2);
        let Some((label, value)) = named(0) else {
            return Ok(());
        };
        if !grid.is_crossed() {
            let at = (right, place.top - 12.0);
            let set = set.strong().at(Anchor::End);
            return pen.text(&format!("{label} {value}"), at, set);
        }
        if place.row == 0 {
            self.draw_head(
                pen,
                place,
                (&label, &value),
                (2..grid.others.len()).filter_map(named),
            )?;
        }
        if let Some((label, value)) = named(1).filter(|_| place.is_leftmost) {
            let middle = place.top + place.height / 2.0;
            pen.text(&label, (0.0, middle - 8.0), set)?;
            pen.text(&value, (0.0, middle + 8.0), set.strong())?;
        }
        Ok(())
    }

    /// The head of a column of small maps, with the values of its block above the first. Where the name
    /// of the third axis does not fit, it goes with the block's.
    fn draw_head<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        place: &Place,
        (label, value): (&str, &str),
        beyond: impl Iterator<Item = (String, String)>,
    ) -> Drawn<DB> {
        let set = Type::of(12.5, pen.theme.ink2);
        let middle = (place.left + place.width / 2.0, place.top - 11.0);
        let full = format!("{label} {value}");
        let fits = pen.width(&full, set) <= place.width;
        let text = if place.column == 0 && fits {
            &full
        } else {
            value
        };
        pen.text(text, middle, set.at(Anchor::Middle))?;
        if place.column > 0 {
            return Ok(());
        }
        let beyond = beyond.map(|(label, value)| format!("{label} {value}"));
        let across = (!fits).then(|| format!("{label} across"));
        let block: Vec<_> = beyond.chain(across).collect();
        let (text, set) = (block.join(", "), set.strong());
        let left = place.left.min(pen.frame.width - pen.width(&text, set));
        pen.text(&text, (left.max(0.0), place.top - 31.0), set)
    }

    /// The hexagon on the subset that is looked at, and what it means.
    fn draw_mark<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid) -> Drawn<DB> {
        if !self.marked {
            return Ok(());
        }
        let [x, y, width, height] = grid.cell(self.link.subset(), pen.frame);
        let corners = [
            (x, y),
            (x + width, y),
            (x + width, y + height),
            (x, y + height),
            (x, y),
        ];
        let colours = [pen.theme.honey, pen.theme.honeyink];
        pen.line(&corners, pen.theme.honeyink, 3.0)?;
        let radius = (width.min(height) / 2.0 - 2.0).clamp(3.0, 7.0);
        let centre = (x + radius + 2.0, y + radius + 2.0);
        pen.hexagon(centre, radius, colours)?;
        // Beside the levels of small maps' contours, which end at the key's right end.
        let left = if grid.maps() == 1 { LEFT } else { 0.0 };
        let below = pen.frame.height - KEY - 9.0;
        pen.hexagon((left + 6.0, below), 6.0, colours)?;
        let set = Type::of(12.0, pen.theme.ink2);
        pen.text(MARKED, (left + 18.0, below), set)
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
        if self.measure.is_share() {
            let told = people::estimated(estimate.value, estimate.error);
            return format!("{axes}: {told}");
        }
        let unit = finer(self.unit());
        let [value, error] = [estimate.value, estimate.error].map(|x| people::about(x, unit));
        let symbol = if unit.power == 0 { unit.symbol } else { "" };
        format!(
            "{axes}: {}\u{a0}{symbol}",
            people::plus_minus(&value, &error)
        )
        .trim_end()
        .to_owned()
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
