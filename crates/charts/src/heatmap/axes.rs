//! What stands around a map: its two axes, and the values of further ones at small maps.

use super::Heatmap;
use crate::grid::{Grid, Place};
use crate::pen::{Anchor, Drawn, Pen, Type};
use apiary_core::sentence::{label_of, value_told};
use plotters::prelude::DrawingBackend;

impl Heatmap<'_> {
    pub(super) fn draw_axes<DB: DrawingBackend>(
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
            let left = place.left - grid.left(pen.frame.width);
            pen.text(&label, (left, place.top - 12.0), grey)?;
        } else if place.row == 0 {
            let left = place.left - 8.0 - pen.width(&label, grey);
            pen.text(&label, (left.max(0.0), place.top - 11.0), grey)?;
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
            return pen.text(&label, (middle, name_y), grey.at(Anchor::Middle));
        }
        if place.is_leftmost {
            pen.text(&label, (place.left, name_y), grey)?;
        }
        Ok(())
    }

    /// The values of the further axes: above each map, or once for the columns, rows and blocks of
    /// small maps.
    pub(super) fn draw_names<DB: DrawingBackend>(
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
}
