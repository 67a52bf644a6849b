//! The mark of the subset whose runs stand below the maps, and what it means.

use super::{Heatmap, KEY};
use crate::grid::Grid;
use crate::pen::{Drawn, Pen, Type};
use plotters::prelude::DrawingBackend;

/// What a mark says: the runs of its subset are what the page shows below its maps.
const MARKED: &str = "shown below";

impl Heatmap<'_> {
    /// The outline of the subset that is looked at, and a hexagon in it.
    pub(super) fn draw_mark<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid) -> Drawn<DB> {
        if !self.marked {
            return Ok(());
        }
        let [x, y, width, height] = grid.cell(self.link.subset(), pen.frame);
        // Within the cell, whose edges may be contours.
        let beside = (width - self.width_of_looked(pen)) / 2.0 - 3.0;
        let inset = (height / 4.0).min(beside).clamp(0.0, 3.5);
        let inner = [x + inset, y + inset, x + width - inset, y + height - inset];
        outline(pen, inner)?;
        // In its corner, where that leaves the figure alone.
        let radius = (width.min(height) / 2.0 - 2.0).clamp(3.0, 7.0);
        if 2.0 * radius + 4.0 <= (width - self.width_of_looked(pen)) / 2.0 || height > 44.0 {
            let colours = [pen.theme.honey, pen.theme.honeyink];
            pen.hexagon((x + radius + 2.0, y + radius + 2.0), radius, colours)?;
        }
        self.explain_outline(pen, grid, pen.frame.height - KEY - 9.0)
    }

    /// What the outline means, which each map has; the hexagon has no room in all.
    fn explain_outline<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid, y: f64) -> Drawn<DB> {
        // Beside the levels of small maps' contours, which end at the key's right end.
        let left = if grid.maps() == 1 { grid.left() } else { 0.0 };
        outline(pen, [left + 1.0, y - 5.0, left + 17.0, y + 5.0])?;
        explain(pen, (left + 24.0, y))
    }

    /// What the hexagon among the points of one axis means.
    pub(super) fn explain_point<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        y: f64,
    ) -> Drawn<DB> {
        if !self.marked {
            return Ok(());
        }
        let colours = [pen.theme.honey, pen.theme.honeyink];
        pen.hexagon((grid.left() + 6.0, y), 6.0, colours)?;
        explain(pen, (grid.left() + 18.0, y))
    }

    /// How wide the figure of the cell that is looked at is.
    fn width_of_looked<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> f64 {
        let cell = self.cells.get(self.link.subset()).copied().flatten();
        let scale = self.scale();
        let told = cell.map(|cell| self.figure_in_cell(cell.value, scale, &self.levels(scale)));
        told.map_or(0.0, |told| pen.width(&told, Type::of(12.0, pen.theme.ink)))
    }
}

fn explain<DB: DrawingBackend>(pen: &Pen<DB>, at: (f64, f64)) -> Drawn<DB> {
    pen.text(MARKED, at, Type::of(12.0, pen.theme.ink2))
}

fn outline<DB: DrawingBackend>(pen: &Pen<DB>, [left, top, right, bottom]: [f64; 4]) -> Drawn<DB> {
    let corners = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    pen.line(&corners, pen.theme.honeyink, 3.0)?;
    pen.line(&corners, pen.theme.honey, 1.5)
}
