//! How sentences, charts and tables name inputs and their values.

use crate::model::Simulator;
use crate::people;
use crate::scenario::Scenario;
use crate::table::Unit;

/// What the name of an initial value begins with.
const INITIAL: &str = "Initial ";

/// A subset by the values of its axes: `throttle 0.2 %, target reserve ratio 10 %`; nothing where
/// there are no axes.
#[must_use]
pub fn subset_label(scenario: &Scenario, subset: usize) -> String {
    let values = scenario.inputs_of(subset);
    let named = |axis: &usize| {
        let (label, _) = label_of(scenario.model, *axis);
        let value = value_told(scenario.model, *axis, values[*axis]);
        format!("{} {value}", label.to_ascii_lowercase())
    };
    let named: Vec<_> = scenario.axes().iter().map(named).collect();
    named.join(", ")
}

/// The value of an input, counted as in [`inputs`](crate::scenario::inputs), with all its digits, or by what zero is called there.
#[must_use]
#[inline(never)] // Charts and tables ask in many places.
pub fn value_told(model: &dyn Simulator, input: usize, value: f64) -> String {
    let zero = model.parameters().get(input).and_then(|row| row.zero);
    match zero {
        Some(word) if value == 0.0 => word.to_owned(),
        _ => people::exactly(value, label_of(model, input).1),
    }
}

/// The name and unit of an input, counted as in [`inputs`](crate::scenario::inputs): `Throttle`, `Initial balance`.
#[must_use]
pub fn label_of(model: &dyn Simulator, input: usize) -> (String, Unit) {
    let parameters = model.parameters();
    match parameters.get(input) {
        Some(parameter) => (parameter.label.to_owned(), parameter.unit),
        None => {
            let output = model.outputs()[input - parameters.len()];
            let label = output.label.to_ascii_lowercase();
            (format!("{INITIAL}{label}"), output.unit)
        }
    }
}

/// An input, counted as in [`inputs`](crate::scenario::inputs), within a sentence: `the throttle`, `the initial balance`.
#[must_use]
pub fn noun_of(model: &dyn Simulator, input: usize) -> String {
    match model.parameters().get(input) {
        Some(parameter) => parameter.noun.to_owned(),
        None => format!("the {}", label_of(model, input).0.to_ascii_lowercase()),
    }
}

/// An input, counted as in [`inputs`](crate::scenario::inputs), with a value, within a sentence: `a throttle of 1 %`, `the throttle
/// off`, `all payments counted`.
#[must_use]
pub fn phrased(model: &dyn Simulator, input: usize, value: f64) -> String {
    let told = value_told(model, input, value);
    let parameters = model.parameters();
    let Some(parameter) = parameters.get(input) else {
        let label = label_of(model, input).0.to_ascii_lowercase();
        return format!("an {label} of {told}");
    };
    let is_word = told.starts_with(char::is_alphabetic);
    if is_word && !parameter.phrase.starts_with("{}") {
        return format!("{} {told}", parameter.noun);
    }
    let plural = if value == 1.0 { "" } else { "s" };
    parameter.phrase.replace("{}", &told).replace("{s}", plural)
}
