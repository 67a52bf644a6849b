//! Contours of a map: lines between cells on two sides of a level.

use crate::grid::{Grid, Place};
use crate::pen::{Anchor, Drawn, Pen, Point, Type};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// A light line on a dark one stands out from every colour of the scale.
pub(crate) const STROKES: [(RGBColor, f64); 2] =
    [(RGBColor(29, 27, 23), 4.5), (RGBColor(255, 255, 255), 2.5)];
/// How much wider a line is for each other one that runs along it, and for how many at most.
const WIDER: f64 = 1.0;
const MOST_WIDER: usize = 2;
/// A line of a name, and from the map to the name.
const LINE: f64 = 14.0;
const BESIDE: f64 = 6.0;
/// So many levels at most are told one by one.
const MANY: usize = 4;
/// How far a name may move along the side of the map, where another stands in its place.
const SHIFTS: [f64; 7] = [0.0, -3.0, 3.0, -6.0, 6.0, -9.0, 9.0];

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

/// Draws all lines. Where several run along one edge theirs is wider: on the map of a steep outcome all of them may.
pub(crate) fn draw_lines<DB: DrawingBackend>(pen: &Pen<DB>, contours: &[Contour]) -> Drawn<DB> {
    // Edges of one map meet at the corners of its cells, which lie farther apart than a hundredth of a pixel.
    let place = |(x, y): Point| [x, y].map(|at| (100.0 * at).round() as i64);
    let mut edges: Vec<_> = contours
        .iter()
        .flat_map(|contour| &contour.edges)
        .map(|edge| (edge.map(place), *edge))
        .collect();
    edges.sort_unstable_by_key(|(places, _)| *places);
    let together: Vec<_> = edges.chunk_by(|(a, _), (b, _)| a == b).collect();
    for (colour, width) in STROKES {
        for edge in &together {
            let more = (edge.len() - 1).min(MOST_WIDER) as f64;
            pen.line(&edge[0].1, colour, width + WIDER * more)?;
        }
    }
    Ok(())
}

/// What the contours are called where they leave the map: all that leave it in one place share a name.
pub(crate) struct Names {
    placed: Vec<Name>,
    /// The contours that have none.
    pub(crate) unnamed: Vec<usize>,
}

/// A name, in lines.
struct Name {
    lines: Vec<String>,
    at: Point,
    anchor: Anchor,
    /// Left, top, right and bottom.
    area: [f64; 4],
}

impl Names {
    /// Finds a place for the names of the contours at the right of the map, or above it.
    pub(crate) fn of<DB: DrawingBackend>(
        pen: &Pen<DB>,
        place: &Place,
        contours: &[Contour],
    ) -> Self {
        let exits = contours.iter().map(|contour| exits(contour, place));
        let exits: Vec<Vec<Exit>> = exits.collect();
        let mut placed: Vec<Name> = Vec::new();
        let mut is_named = vec![false; contours.len()];
        for which in 0..contours.len() {
            if is_named[which] {
                continue;
            }
            for &exit in &exits[which] {
                let here: Vec<usize> = (0..contours.len())
                    .filter(|&other| exits[other].contains(&exit))
                    .collect();
                let names: Vec<&str> = here.iter().map(|&here| &*contours[here].name).collect();
                if let Some(name) = Name::at(pen, place, exit, &names, &placed) {
                    placed.push(name);
                    here.into_iter().for_each(|here| is_named[here] = true);
                    break;
                }
            }
        }
        let unnamed = (0..contours.len()).filter(|&which| !is_named[which]);
        let unnamed = unnamed.filter(|&which| !contours[which].edges.is_empty());
        Self {
            unnamed: unnamed.collect(),
            placed,
        }
    }

    /// Writes them.
    pub(crate) fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        for Name {
            lines, at, anchor, ..
        } in &self.placed
        {
            let first = at.1 - LINE / 2.0 * (lines.len() as f64 - 1.0);
            for (line, text) in lines.iter().enumerate() {
                let at = (at.0, first + LINE * line as f64);
                pen.text(text, at, Type::of(12.0, pen.theme.ink).at(*anchor))?;
            }
        }
        Ok(())
    }
}

impl Name {
    /// A name at an exit, or a little beside it, clear of the others.
    fn at<DB: DrawingBackend>(
        pen: &Pen<DB>,
        place: &Place,
        exit: Exit,
        names: &[&str],
        others: &[Self],
    ) -> Option<Self> {
        let set = Type::of(12.0, pen.theme.ink);
        let lines = match exit {
            // The higher one stands above, as it does on most maps.
            Exit::Right(_) if names.len() == 2 => {
                names.iter().rev().map(ToString::to_string).collect()
            }
            Exit::Right(_) => {
                let room = pen.frame.width - place.left - place.width - BESIDE;
                pen.wrapped(&together(names), set, room)
            }
            Exit::Top(_) => vec![together(names)],
        };
        let widths = lines.iter().map(|line| pen.width(line, set));
        let wide = widths.fold(0.0, f64::max);
        let half = LINE / 2.0 * lines.len() as f64;
        let name = |by: f64| {
            let (at, anchor, left) = match exit {
                Exit::Right(y) => {
                    let x = place.left + place.width + BESIDE;
                    ((x, f64::from(y) + by), Anchor::Start, x)
                }
                Exit::Top(x) => {
                    let x = f64::from(x) + by;
                    ((x, place.top - 10.0), Anchor::Middle, x - wide / 2.0)
                }
            };
            Self {
                lines: lines.clone(),
                at,
                anchor,
                area: [left - 4.0, at.1 - half, left + wide + 4.0, at.1 + half],
            }
        };
        let mut tried = SHIFTS.into_iter().map(name);
        tried.find(|name| {
            let [left, top, right, _] = name.area;
            let is_within = left >= 0.0 && top >= 0.0 && right <= pen.frame.width + 4.0;
            is_within && !others.iter().any(|other| other.meets(name))
        })
    }

    fn meets(&self, other: &Self) -> bool {
        let ([left, top, right, bottom], other) = (self.area, other.area);
        left < other[2] && other[0] < right && top < other[3] && other[1] < bottom
    }
}

/// What levels are called that are told together, from the lowest to the highest.
pub(crate) fn together<Name: AsRef<str>>(names: &[Name]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names[..] {
        [first, .., last] if names.len() > MANY => format!("{first} to {last}"),
        _ => names.join(", "),
    }
}

/// Where a contour leaves a map, in whole pixels.
#[derive(Clone, Copy, PartialEq)]
enum Exit {
    Right(i32),
    Top(i32),
}

/// Where a contour leaves a map at the right, from the top down, and above, from the right.
fn exits(contour: &Contour, place: &Place) -> Vec<Exit> {
    // The name of the axis up stands above the first columns.
    let taken = if place.is_named { 90.0 } else { 0.0 };
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let ends = || contour.edges.iter().flatten();
    let right = ends().filter(|(x, _)| near(*x, place.left + place.width));
    let above = ends().filter(|(x, y)| near(*y, place.top) && x - place.left > taken);
    let mut right: Vec<i32> = right.map(|(_, y)| y.round() as i32).collect();
    let mut above: Vec<i32> = above.map(|(x, _)| x.round() as i32).collect();
    right.sort_unstable();
    above.sort_unstable_by(|a, b| b.cmp(a));
    let (right, above) = (
        right.into_iter().map(Exit::Right),
        above.into_iter().map(Exit::Top),
    );
    let mut exits: Vec<Exit> = right.chain(above).collect();
    exits.dedup();
    exits
}
