//! The mark of the subset whose runs stand below the maps, and what it means.

use super::{Heatmap, KEY};
use crate::grid::Grid;
use crate::pen::{Drawn, Pen, Type};
use plotters::prelude::DrawingBackend;

/// What a mark says: the runs of its subset are what the page shows below its maps.
const MARKED: &str = "shown below";

impl Heatmap<'_> {
    /// The outline of the subset that is looked at.
    pub(super) fn draw_mark<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid) -> Drawn<DB> {
        if !self.marked {
            return Ok(());
        }
        let [x, y, width, height] = grid.cell(self.link.subset(), pen.frame);
        // Within the cell, whose edges may be contours.
        let inset = (width.min(height) / 14.0).min(3.5);
        let inner = [x + inset, y + inset, x + width - inset, y + height - inset];
        outline(pen, inner)?;
        self.explain_outline(pen, grid, pen.frame.height - KEY - 14.0)
    }

    /// What the outline means.
    fn explain_outline<DB: DrawingBackend>(&self, pen: &Pen<DB>, grid: &Grid, y: f64) -> Drawn<DB> {
        // Beside the levels of small maps' contours, which end at the key's right end.
        let left = if grid.maps() == 1 {
            grid.left(pen.frame.width)
        } else {
            0.0
        };
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
        pen.hexagon((grid.left(pen.frame.width) + 6.0, y), 6.0, colours)?;
        explain(pen, (grid.left(pen.frame.width) + 18.0, y))
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
