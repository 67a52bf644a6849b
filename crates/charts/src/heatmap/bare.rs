//! A map in little room, with neither title nor key of colours: the sentence beside it says what it shows.

use super::Heatmap;
use crate::contours::{Names, draw_lines};
use crate::grid::{Grid, Place};
use crate::pen::{Drawn, Pen, Surface};
use crate::style::{Frame, Theme};
use plotters::prelude::DrawingBackend;

/// Room above and below the cells for the names and the points of the axes.
const ROOM: [f64; 2] = [22.0, 40.0];
/// The same where frames are so low that the axes have no names.
const LOW_ROOM: [f64; 2] = [4.0, 20.0];
const LOW: f64 = 120.0;

impl Heatmap<'_> {
    /// Draws the map that holds the subset looked at, as high as its frame.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw_bare<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Drawn<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let Some(grid) = Grid::of(self.link) else {
            return Ok(());
        };
        let (place, scale) = (whole(&grid, frame), self.scale());
        if grid.is_line() {
            self.draw_points(&pen, &grid, &place, scale)?;
            return self.draw_axes(&pen, &grid, &place);
        }
        let map = self.link.subset() / grid.cells();
        self.draw_cells(&pen, &grid, map, &place, scale)?;
        self.draw_named_contours(&pen, &grid, map, &place)?;
        self.draw_axes(&pen, &grid, &place)
    }

    /// Draws the contours that have a name: without a key of colours nothing tells the others' levels.
    fn draw_named_contours<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        map: usize,
        place: &Place,
    ) -> Drawn<DB> {
        let mut contours = self.contours(grid, map, place);
        let names = Names::of(pen, place, &contours);
        for &which in &names.unnamed {
            contours[which].edges.clear();
        }
        draw_lines(pen, &contours)?;
        names.draw(pen)
    }
}

/// One map that takes all of a frame.
fn whole(grid: &Grid, frame: Frame) -> Place {
    let is_low = frame.height < LOW;
    let [top, foot] = if is_low { LOW_ROOM } else { ROOM };
    let [left, right] = [grid.left(frame.width), Grid::right(frame.width)];
    let (width, height) = (frame.width - left - right, frame.height - top - foot);
    Place {
        left,
        top,
        width,
        height,
        cell: (width / grid.columns as f64, height / grid.rows as f64),
        column: 0,
        row: 0,
        is_leftmost: true,
        is_lowest: true,
        is_named: !is_low,
    }
}
