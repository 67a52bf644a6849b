//! A tornado in words.

use super::{Side, Tornado, largest, role_name};
use crate::readout::{Line, Readout};
use apiary_core::sentence::value_told;

impl Tornado<'_> {
    /// The sides in words, the largest effect first.
    #[must_use]
    pub fn describe(&self) -> String {
        let rows = self.order().into_iter().map(|parameter| {
            let row = self.parameters()[parameter];
            let sides = self.sides[parameter].each_ref().map(|side| {
                let value = self.value_of(parameter, side);
                format!("{value} {}", self.gives(side))
            });
            format!("{}: {}", row.label, sides.join(", "))
        });
        let rows: Vec<_> = rows.collect();
        format!(
            "{}: {} in this scenario. One parameter moved at a time: {}.",
            self.measure.label(self.link.scenario.model),
            self.told(self.base),
            rows.join("; ")
        )
    }

    /// What a parameter is moved to.
    #[must_use]
    pub fn value_of(&self, parameter: usize, side: &Side) -> String {
        value_told(self.link.scenario.model, parameter, side.bar.value)
    }

    /// What a row says, counted from the lowest up: the outcome in the scenario itself, and with the
    /// parameter moved to either side.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Readout> {
        let parameter = *self.order().iter().rev().nth(row)?;
        let table = self.parameters()[parameter];
        let own = value_told(self.link.scenario.model, parameter, self.own(parameter));
        let now = Line::told(format!("kept at {own}"), self.told(self.base));
        let sides = self.sides[parameter].iter().zip(["lowered", "raised"]);
        let moved = sides.map(|(side, moved)| {
            let value = self.value_of(parameter, side);
            let gives = side.gives.map(|gives| self.told(gives));
            let gives = gives.unwrap_or_else(|| "not defined here".to_owned());
            Line::told(format!("{moved} to {value}"), gives)
        });
        Some(Readout {
            title: format!("{}, {}", table.label, role_name(Some(table.role))),
            lines: std::iter::once(now).chain(moved).collect(),
        })
    }

    fn gives(&self, side: &Side) -> String {
        side.gives.map_or_else(
            || "is not defined here".to_owned(),
            |gives| format!("gives {}", self.told(gives)),
        )
    }

    /// What matters most, in a sentence.
    #[must_use]
    pub fn conclusion(&self) -> String {
        if !self.base.value.is_finite() {
            return "This scenario ends in no number, so nothing can be said of what moves it."
                .to_owned();
        }
        let first = self.order().first().copied().unwrap_or_default();
        let Some((error, change)) = self.sides.get(first).and_then(largest) else {
            return "No parameter can be moved here.".to_owned();
        };
        // One run has no error, and says nothing.
        let is_beyond_chance = change > 2.0 * error;
        if !is_beyond_chance {
            return "No parameter, moved a little, changes this beyond what chance explains."
                .to_owned();
        }
        let row = self.parameters()[first];
        let sides = self.sides[first].each_ref().map(|side| {
            let value = self.value_of(first, side);
            format!("{value} {}", self.gives(side))
        });
        format!(
            "Near this scenario, one step at a time, {} matters most: {}.",
            row.label.to_ascii_lowercase(),
            sides.join(", ")
        )
    }
}
