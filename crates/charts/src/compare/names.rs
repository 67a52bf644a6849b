//! The names of both medians, right of the fans that they end.

use super::colours;
use crate::pen::{Drawn, Pen, Type};
use crate::plot::Plot;
use apiary_core::people;
use apiary_core::summary::Fan;
use apiary_core::table::Output;
use plotters::prelude::DrawingBackend;

/// The height of a line.
const LINE: f64 = 16.0;

/// The name of a median, and its value below that.
pub(super) struct Name {
    name: &'static str,
    value: f64,
    /// How high its first line stands.
    height: f64,
    /// Which of both it is.
    place: usize,
}

impl Name {
    /// Whether its lines stand at a height.
    pub(super) fn holds(&self, y: f64) -> bool {
        (self.height - LINE * 0.75..self.height + LINE * 1.75).contains(&y)
    }
}

/// Each median's name at its end, apart from the other; none where either ends in no number.
pub(super) fn names_of_medians(plot: &Plot, fans: &[Fan; 2]) -> Vec<Name> {
    let ends = fans.each_ref().map(|fan| fan.quantiles[2].last().copied());
    let [Some(a), Some(b)] = ends.map(|end| end.filter(|end| end.is_finite())) else {
        return Vec::new();
    };
    let [low, high] = [plot.top + 8.0, plot.bottom - 26.0];
    let place = |value: f64| plot.up(plot.within(value)).min(high).max(low);
    let mut heights = [place(a), place(b)];
    let apart = 38.0;
    if (heights[0] - heights[1]).abs() < apart {
        let upper = usize::from(b > a);
        let middle = f64::midpoint(heights[0], heights[1])
            .min(high - apart / 2.0)
            .max(low + apart / 2.0);
        heights[upper] = middle - apart / 2.0;
        heights[1 - upper] = middle + apart / 2.0;
    }
    let named = |place: usize, name, value| Name {
        name,
        value,
        height: heights[place],
        place,
    };
    vec![named(0, "A median", a), named(1, "B median", b)]
}

/// Draws them.
pub(super) fn name_medians<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    names: &[Name],
    row: &Output,
) -> Drawn<DB> {
    for name in names {
        let set = Type::of(12.5, colours(pen.theme)[name.place]).strong();
        let x = plot.right + 8.0;
        pen.text(name.name, (x, name.height), set)?;
        let value = people::about(name.value, row.unit);
        pen.text(&value, (x, name.height + LINE), set)?;
    }
    Ok(())
}
