//! What frames side by side are called: by their axes and values where that fits, else by their values alone,
//! with the axes named once for all.

use apiary_core::scenario::Scenario;
use apiary_core::sentence::{label_of, value_told};

/// The names of some frames.
pub(crate) struct Names {
    /// One for each.
    pub(crate) each: Vec<String>,
    /// The axes whose values they are: `throttle, target reserve ratio`; nothing where each names them.
    pub(crate) axes: Option<String>,
    /// Whether they are only counted.
    pub(crate) are_counted: bool,
}

impl Names {
    /// Names of subsets by some axes, as long as `fits` lets them be. Where not even values fit, they are
    /// counted.
    pub(crate) fn of(
        scenario: &Scenario,
        subsets: &[usize],
        axes: &[usize],
        fits: impl Fn(usize, &str) -> bool,
    ) -> Self {
        let label = |axis: usize| label_of(scenario.model, axis).0.to_ascii_lowercase();
        let told = |subset: usize, is_named: bool| {
            let inputs = scenario.inputs_of(subset);
            let value = |&axis: &usize| {
                let value = value_told(scenario.model, axis, inputs[axis]);
                if is_named {
                    format!("{} {value}", label(axis))
                } else {
                    value
                }
            };
            axes.iter().map(value).collect::<Vec<_>>().join(", ")
        };
        let all = |is_named: bool| -> Vec<String> {
            let each = subsets.iter().map(|&subset| told(subset, is_named));
            each.collect()
        };
        let fit = |each: &[String]| (0..).zip(each).all(|(place, name)| fits(place, name));
        let full = all(true);
        if fit(&full) {
            return Self {
                each: full,
                axes: None,
                are_counted: false,
            };
        }
        let labels: Vec<_> = axes.iter().map(|&axis| label(axis)).collect();
        let (values, labels) = (all(false), labels.join(", "));
        if fit(&values) {
            return Self {
                each: values,
                axes: Some(labels),
                are_counted: false,
            };
        }
        Self {
            each: subsets
                .iter()
                .map(|subset| format!("subset {subset}"))
                .collect(),
            axes: Some(format!("subsets by {labels}")),
            are_counted: true,
        }
    }
}
