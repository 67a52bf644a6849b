//! The cells of a map: a colour each, and a figure where all have room for one.

use super::Heatmap;
use crate::grid::{Grid, Place};
use crate::pen::{Anchor, Drawn, Pen, Type};
use crate::scale::{Scale, contrasting};
use plotters::prelude::DrawingBackend;

/// In narrower cells figures are smaller, so that contours do not touch them.
const SMALL: f64 = 36.0;
const SMALLEST: f64 = 28.0;

/// How much finer than two or three digits a figure may be, to stand on its side of a contour.
const FINER: [f64; 3] = [1.0, 10.0, 100.0];

impl Heatmap<'_> {
    pub(super) fn draw_cells<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
        scale: Scale,
    ) -> Drawn<DB> {
        let ((width, height), levels) = (place.cell, self.levels(scale));
        // In all cells or in none: one without a figure among others would seem to have no value.
        let size = match width {
            ..SMALLEST => 10.0,
            ..SMALL => 11.0,
            _ => 12.0,
        };
        let set = Type::of(size, pen.theme.ink);
        let values = self.cells.iter().flatten().map(|cell| cell.value);
        let mut finite = values.filter(|value| value.is_finite());
        let fits = |told: &str| pen.width(told, set) + 4.0 <= width;
        let has_figures =
            height >= 16.0 && finite.all(|value| fits(&self.plain_figure(value, scale)));
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
                if has_figures {
                    let set = set.in_colour(contrasting(fill)).at(Anchor::Middle);
                    let middle = (x + width / 2.0, y + height / 2.0);
                    let mut figures = self.figures_in_cell(value, scale, &levels).into_iter();
                    let figure = figures.find(|told| fits(told)).unwrap_or_default();
                    pen.text(&figure, middle, set)?;
                }
            }
        }
        Ok(())
    }

    /// A value in two or three digits.
    fn plain_figure(&self, value: f64, scale: Scale) -> String {
        scale.told(value, self.unit(), FINER[0])
    }

    /// A value as its cell may tell it, the best first: with digits enough to be on the side of each contour that the
    /// cell is on, which 49.6 is not as 50; else that it is less than the contour's level.
    pub(super) fn figures_in_cell(&self, value: f64, scale: Scale, levels: &[f64]) -> Vec<String> {
        let unit = self.unit();
        let times = if unit.power == 2 { 100.0 } else { 1.0 };
        let is_on_its_side = |text: &String| {
            let plain = text.replace(',', "").replace('−', "-");
            plain.parse::<f64>().is_ok_and(|told| {
                let told = told / times;
                levels.iter().all(|level| {
                    let is_level = (told - level).abs() <= 1e-9 * level.abs();
                    (is_level || told > *level) == (value >= *level)
                })
            })
        };
        let told = |finer| scale.told(value, unit, finer);
        let above = levels.iter().copied().filter(|level| value < *level);
        let above = above.fold(f64::INFINITY, f64::min);
        let level = scale.mark(above, unit);
        let less = format!("<{}", level.trim_end_matches('%').trim_end());
        let less = Some(less).filter(|_| above.is_finite());
        let finer = FINER.into_iter().map(told).find(is_on_its_side);
        finer
            .into_iter()
            .chain(less)
            .chain([told(FINER[0])])
            .collect()
    }
}
