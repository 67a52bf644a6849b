//! What a link says besides what is shown of it: in a small frame, on a picture of it, in a file's name for
//! people. Whoever shows less than the whole page says what else the result depends on.

use crate::analysis::compare::side_by_side;
use crate::link::Link;
use crate::model::Simulator;
use crate::scenario::{Scenario, Setting, inputs};
use crate::sentence::{label_of, value_told};
use serde::Serialize;

/// What a link says besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Besides {
    /// What its scenario sets otherwise than by default: `productivity 0.95`. Axes are told with subsets.
    pub changes: Vec<String>,
    /// What it is compared with: `throttle 0.2 %`.
    pub compared: Option<String>,
    /// What it asks, as questions.
    pub asks: Vec<String>,
}

impl Besides {
    /// What a link says besides the inputs of some keys.
    #[must_use]
    pub fn of<S: AsRef<str>>(link: &Link, shown: impl IntoIterator<Item = S>) -> Self {
        let shown: Vec<S> = shown.into_iter().collect();
        Self {
            changes: changes(link, &shown),
            compared: side_by_side(link)
                .map(|both| compared(&both.scenario))
                .filter(|told| !told.is_empty()),
            asks: asks(link),
        }
    }
}

fn changes<S: AsRef<str>>(link: &Link, shown: &[S]) -> Vec<String> {
    let model = link.scenario.model;
    let rows = inputs(model).into_iter().zip(&link.scenario.settings);
    let changed = rows.enumerate().filter(|(_, (input, setting))| {
        let is_shown = shown.iter().any(|key| key.as_ref() == input.key);
        !is_shown && !setting.is_axis() && **setting != Setting::Value(input.default)
    });
    let told = changed.map(|(place, (_, setting))| told(model, place, setting.points()[0]));
    told.collect()
}

/// Where the first of two scenarios stands.
fn compared(both: &Scenario) -> String {
    let values = both.inputs_of(0);
    let axes = both.axes().into_iter();
    let told = axes.map(|place| told(both.model, place, values[place]));
    told.collect::<Vec<_>>().join(", ")
}

/// An input with its value.
fn told(model: &dyn Simulator, place: usize, value: f64) -> String {
    let label = label_of(model, place).0.to_ascii_lowercase();
    format!("{label} {}", value_told(model, place, value))
}

fn asks(link: &Link) -> Vec<String> {
    let parameters = link.scenario.model.parameters();
    let view = &link.view;
    let threshold = view.threshold.as_ref().map(|question| {
        let label = parameters[question.parameter].label.to_ascii_lowercase();
        if link.scenario.model.about().goal.good {
            format!("How high must {label} be?")
        } else {
            format!("Where does {label} matter?")
        }
    });
    let sensitivity = view
        .sensitivity
        .map(|_| "What moves the outcome?".to_owned());
    let planned = view.planned.as_ref();
    let planned = planned.map(|_| "What does the notebook’s planned analysis find?".to_owned());
    [threshold, sensitivity, planned]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn besides(link: &str, shown: &[&str]) -> Besides {
        Besides::of(&Link::read(link).link, shown)
    }

    #[test]
    fn what_is_changed_and_not_shown_is_told() {
        let link = "honey/1?throttle=0.004&productivity=0.95&initial-reserve=50&target-reserve-ratio=0.1,0.2";
        assert_eq!(
            besides(link, &["throttle"]).changes,
            ["productivity 0.95", "initial reserve 50"]
        );
        assert!(
            besides("honey/1?runs=5&seed=2&goal=0.5", &[])
                .changes
                .is_empty()
        );
    }

    #[test]
    fn comparisons_and_questions_are_told() {
        let link =
            "honey/1?throttle=0.008&pinned-throttle=0.002&threshold=productivity&sensitivity=goal";
        let told = besides(link, &[]);
        assert_eq!(told.compared.as_deref(), Some("throttle 0.2\u{202f}%"));
        assert_eq!(
            told.asks,
            ["How high must productivity be?", "What moves the outcome?"]
        );
        let plain = besides("honey/1", &[]);
        assert_eq!((plain.compared, plain.asks.len()), (None, 0));
    }
}
