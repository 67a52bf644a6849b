//! Contours of a map: lines between cells on two sides of a level.

use crate::grid::{Grid, Place};
use crate::pen::{Anchor, Drawn, Pen, Point, Type};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// A light line on a dark one stands out from every colour of the scale.
pub(crate) const STROKES: [(RGBColor, f64); 2] =
    [(RGBColor(29, 27, 23), 4.5), (RGBColor(255, 255, 255), 2.5)];
/// Least distance between the names of two contours.
const APART: f64 = 14.0;

/// An edge between two cells, on two sides of a level.
type Edge = [Point; 2];

/// A level and where it runs.
pub(crate) struct Contour {
    pub(crate) name: String,
    pub(crate) edges: Vec<Edge>,
}

/// The edges between cells on two sides of a level. `value` is that of a cell by column and row, none
/// where it has no number.
pub(crate) fn edges(
    grid: &Grid,
    place: &Place,
    level: f64,
    value: &impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Edge> {
    let (width, height) = place.cell;
    let above = |column: usize, row: usize| value(column, row).map(|value| value >= level);
    let differ = |a: Option<bool>, b: Option<bool>| a.zip(b).is_some_and(|(a, b)| a != b);
    let mut edges = Vec::new();
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
    edges
}

/// Draws all lines.
pub(crate) fn draw_lines<DB: DrawingBackend>(pen: &Pen<DB>, contours: &[Contour]) -> Drawn<DB> {
    for (colour, width) in STROKES {
        for edge in contours.iter().flat_map(|contour| &contour.edges) {
            pen.line(edge, colour, width)?;
        }
    }
    Ok(())
}

/// Names the contours where they leave the map.
pub(crate) fn draw_names<DB: DrawingBackend>(
    pen: &Pen<DB>,
    place: &Place,
    contours: &[Contour],
) -> Drawn<DB> {
    let mut taken = Vec::new();
    for Contour { name, edges } in contours {
        if let Some((at, anchor)) = name_place(edges, place, &mut taken) {
            let set = Type::of(12.0, pen.theme.ink).at(anchor);
            pen.label(name, at, set)?;
        }
    }
    Ok(())
}

/// Where a contour's name stands: at the right or above, where it leaves the map, clear of others.
fn name_place(edges: &[Edge], place: &Place, taken: &mut Vec<Point>) -> Option<(Point, Anchor)> {
    let right = place.left + place.width;
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let ends = || edges.iter().flatten();
    let at_right = ends().find(|(x, _)| near(*x, right));
    // The name of the axis up stands above the first columns.
    let above = ends().filter(|(x, y)| near(*y, place.top) && x - place.left > 90.0);
    let above = above.max_by(|a, b| a.0.total_cmp(&b.0));
    let at_right = at_right.map(|(_, y)| ((right + 6.0, *y), Anchor::Start));
    let above = above.map(|(x, _)| ((*x, place.top - 10.0), Anchor::Middle));
    let (at, anchor) = at_right.or(above)?;
    let is_free = |other: &Point| (other.0 - at.0).abs() > 40.0 || (other.1 - at.1).abs() > APART;
    if !taken.iter().all(is_free) {
        return None;
    }
    taken.push(at);
    Some((at, anchor))
}
