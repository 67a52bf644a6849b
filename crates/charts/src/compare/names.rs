//! The names of both medians, right of the fans that they end.

use super::colours;
use super::places::NAMED;
use crate::naming::apart_from;
use crate::pen::{Drawn, Pen, Type};
use crate::plot::Plot;
use apiary_core::people;
use apiary_core::summary::Fan;
use apiary_core::table::Output;
use plotters::prelude::DrawingBackend;

/// From the end of a median to its name.
const BESIDE: f64 = 12.0;
/// From one name to the next.
const APART: f64 = 15.0;

/// The name of a median, with its value.
pub(super) struct Name {
    told: String,
    /// How high the median ends, and how high its name stands.
    end: f64,
    height: f64,
    /// Which of both it is.
    place: usize,
}

impl Name {
    /// Whether it stands at a height.
    pub(super) fn holds(&self, y: f64) -> bool {
        (y - self.height).abs() < APART / 2.0
    }
}

/// Each median's name at its end, apart from the other and from the goal's line, if there is one; none where either
/// ends in no number.
pub(super) fn names_of_medians<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    fans: &[Fan; 2],
    (row, goal): (&Output, Option<f64>),
) -> Vec<Name> {
    let ends = fans.each_ref().map(|fan| fan.quantiles[2].last().copied());
    let [Some(a), Some(b)] = ends.map(|end| end.filter(|end| end.is_finite())) else {
        return Vec::new();
    };
    let value = |value: f64| people::about(value, row.unit);
    let whole = [("A", a), ("B", b)].map(|(name, end)| format!("{name} median {}", value(end)));
    let set = Type::of(12.5, pen.theme.ink).strong();
    let told = if whole.iter().all(|told| pen.width(told, set) <= NAMED) {
        whole
    } else {
        [("A", a), ("B", b)].map(|(name, end)| format!("{name} {}", value(end)))
    };
    let mut names: Vec<(usize, String, f64)> = told
        .into_iter()
        .zip([a, b])
        .enumerate()
        .map(|(place, (told, end))| (place, told, plot.up(plot.within(end))))
        .collect();
    names.sort_by(|(_, _, one), (_, _, other)| other.total_cmp(one));
    let wanted: Vec<f64> = names.iter().map(|(_, _, end)| *end).collect();
    let sides = [plot.top + 8.0, plot.bottom - 4.0];
    let heights = apart_from(&wanted, APART, sides, goal.map(|level| plot.up(level)));
    let named = names.into_iter().zip(heights);
    named
        .map(|((place, told, end), height)| Name {
            told,
            end,
            height,
            place,
        })
        .collect()
}

/// Draws them, each with a line to its end where it stands elsewhere.
pub(super) fn name_medians<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    names: &[Name],
) -> Drawn<DB> {
    for name in names {
        let colour = colours(pen.theme)[name.place];
        if (name.height - name.end).abs() > 2.0 {
            let leader = [
                (plot.right + 2.0, name.end),
                (plot.right + BESIDE - 3.0, name.height),
            ];
            pen.line(&leader, colour, 1.0)?;
        }
        let set = Type::of(12.5, colour).strong();
        pen.text(&name.told, (plot.right + BESIDE, name.height), set)?;
    }
    Ok(())
}
