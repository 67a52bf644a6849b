//! A scenario as a block for a forum, in Markdown that reads well as plain text, too: what comes out, what
//! differs from another where one is pinned, what was changed for it, and how anybody checks it.

use super::address;
use crate::analysis::compare::pinned;
use crate::link::Link;
use crate::people;
use crate::scenario::{Scenario, Setting, inputs};
use crate::sentence::{label_of, value_told};

/// What the page says of a link.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Its headline.
    pub headline: &'a str,
    /// What stands below it.
    pub lede: &'a str,
    /// What is said of the scenario itself, where the headline tells a comparison with the pinned one; nothing where
    /// it does not.
    pub compared: &'a str,
}

/// The line that marks where the picture goes, which no text can hold.
const PICTURE: &str = "*(The picture goes here: “Copy picture”, then paste it over this line.)*";

/// The block. `page` is the address that links follow. The link carries the scenario's fingerprint, where it is
/// known.
#[must_use]
pub fn proposal(link: &Link, said: Said, page: &str) -> String {
    let Said {
        headline,
        lede,
        compared,
    } = said;
    let compared = match compared {
        "" => String::new(),
        told => format!("**A is what it is compared with, B is this.** {told}\n\n"),
    };
    let checked = link.view.fingerprint.as_ref().map(|claim| {
        format!(
            "Fingerprint {}: the link carries it, and every reader's browser says whether it computes the very \
             same numbers.\n",
            claim.write()
        )
    });
    format!(
        "**{headline}** {lede}\n\n{compared}{PICTURE}\n\n{}\n[Open it, change it, check it]({}): {}.\n{}",
        changed(link),
        address(link, page),
        made_of(&link.scenario),
        checked.unwrap_or_default(),
    )
}

/// What differs from the defaults, or from what is pinned, as a table.
fn changed(link: &Link) -> String {
    let pinned = pinned(link);
    let mut rows: Vec<[String; 4]> = changed_inputs(&link.scenario, pinned.as_ref());
    rows.extend(moved_goal(link));
    if rows.is_empty() {
        let view = &link.view;
        let asks = view.threshold.is_some() || view.sensitivity.is_some() || view.planned.is_some();
        let besides = if asks {
            "Apart from what is moved, every"
        } else {
            "Every"
        };
        return format!("{besides} parameter has its default.\n");
    }
    let line = |[label, here, pinned_there, default]: [&str; 4]| match &pinned {
        Some(_) => format!("| {label} | {pinned_there} | {here} | {default} |\n"),
        None => format!("| {label} | {here} | {default} |\n"),
    };
    let head = match &pinned {
        Some(_) => ["What differs", "B, here", "A", "by default"],
        None => ["What differs", "here", "", "by default"],
    };
    let rule = line(["---"; 4]);
    let rows = rows
        .iter()
        .map(|row| line(row.each_ref().map(String::as_str)));
    format!("{}{rule}{}", line(head), rows.collect::<String>())
}

/// The inputs that differ: what they are called, their value here, in the pinned scenario and by default.
fn changed_inputs(scenario: &Scenario, pinned: Option<&Scenario>) -> Vec<[String; 4]> {
    let model = scenario.model;
    let told =
        |setting: &Setting, place: usize| told(setting, |value| value_told(model, place, value));
    let rows = inputs(model).into_iter().enumerate();
    rows.filter_map(|(place, input)| {
        let here = &scenario.settings[place];
        let there = pinned.map_or(here, |pinned| &pinned.settings[place]);
        let default = Setting::Value(input.default);
        let differs = *here != default || *there != default;
        differs.then(|| {
            [
                label_of(model, place).0,
                told(here, place),
                told(there, place),
                told(&default, place),
            ]
        })
    })
    .collect()
}

/// The level that runs are judged by, where the link moves it.
fn moved_goal(link: &Link) -> Option<[String; 4]> {
    let goal = &link.scenario.model.about().goal;
    let level = link.view.goal.filter(|level| *level != goal.level)?;
    let row = link.scenario.model.outputs()[link.index_of(goal.output)];
    let [here, default] = [level, goal.level].map(|level| people::exactly(level, row.unit));
    let label = format!("The {} of {}", goal.line, row.label.to_ascii_lowercase());
    Some([label, here.clone(), here, default])
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
