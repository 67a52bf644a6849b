//! A scenario as a block for a forum, in Markdown that reads well as plain text, too: what comes out, what
//! was changed for it, and how anybody checks it.

use super::address;
use crate::fingerprint::Claim;
use crate::link::Link;
use crate::people;
use crate::scenario::{Scenario, Setting, inputs};
use crate::sentence::value_told;

/// The block. `headline` and `lede` are the page's sentences about this link, `page` the address that links
/// follow, and `fingerprint` the short form of the scenario's, where it is known.
#[must_use]
pub fn proposal(
    link: &Link,
    [headline, lede]: [&str; 2],
    page: &str,
    fingerprint: Option<&str>,
) -> String {
    let mut claiming = link.clone();
    if let Some(claim) = fingerprint.and_then(|text| Claim::read(text).ok()) {
        claiming.view.fingerprint = Some(claim);
    }
    let checked = fingerprint.map(|short| {
        format!(
            "Fingerprint {short}: the link carries it, and every reader's browser says whether it computes the very \
             same numbers.\n"
        )
    });
    format!(
        "**{headline}** {lede}\n\n{}\n[Open it, change it, check it]({}): {}.\n{}",
        changed(&link.scenario),
        address(&claiming, page),
        made_of(&link.scenario),
        checked.unwrap_or_default(),
    )
}

/// What differs from the defaults, as a table.
fn changed(scenario: &Scenario) -> String {
    let model = scenario.model;
    let (parameters, outputs) = (model.parameters(), model.outputs());
    let named = |input: usize| match parameters.get(input) {
        Some(row) => row.label.to_owned(),
        None => {
            let row = outputs[input - parameters.len()];
            format!("{} at the start", row.label)
        }
    };
    let rows: Vec<String> = inputs(model)
        .iter()
        .zip(&scenario.settings)
        .enumerate()
        .filter(|(_, (input, setting))| **setting != Setting::Value(input.default))
        .map(|(place, (input, setting))| {
            let label = named(place);
            let default = value_told(model, place, input.default);
            format!(
                "| {label} | {} | {default} |\n",
                told(setting, |value| value_told(model, place, value))
            )
        })
        .collect();
    if rows.is_empty() {
        return "Every parameter has its default.\n".to_owned();
    }
    format!(
        "| What differs | here | by default |\n| --- | --- | --- |\n{}",
        rows.concat()
    )
}

fn told(setting: &Setting, value: impl Fn(f64) -> String) -> String {
    match setting.points()[..] {
        [only] => value(only),
        [first, .., last] => format!(
            "{} to {}, {} values",
            value(first),
            value(last),
            setting.points().len()
        ),
        [] => String::new(),
    }
}

/// Of what the result is made.
fn made_of(scenario: &Scenario) -> String {
    let about = scenario.model.about();
    let counted = |count: u32| people::number(f64::from(count), 0);
    format!(
        "{} {}, {} runs of {} {}s, seed {}",
        about.label,
        about.version,
        counted(scenario.runs),
        counted(scenario.timesteps),
        about.timestep,
        scenario.seed
    )
}
