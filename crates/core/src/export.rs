//! A scenario as files that others open: what they are called, and how they say where they come from.

pub mod document;
pub mod json;
pub mod notebook;
pub mod proposal;

use crate::link::Link;
use crate::model::Simulator;
use crate::scenario::Scenario;

/// The name of a file that holds a part of a scenario's results, like `honey-1-saturation.svg`: model,
/// version, the scenario's fingerprint where it is known, what it is, and how it ends.
#[must_use]
pub fn file_name(
    scenario: &Scenario,
    fingerprint: Option<&str>,
    part: &str,
    extension: &str,
) -> String {
    let about = scenario.model.about();
    let fingerprint = fingerprint.map_or(String::new(), |short| format!("{short}-"));
    format!(
        "{}-{}-{fingerprint}{part}.{extension}",
        about.name, about.version
    )
}

/// The part of a file's name that stands for a title: its letters and digits, with dashes between words.
#[must_use]
pub fn part(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// How a file was made, in a sentence: by what, and from which link. `page` is the address that links
/// follow, or nothing where there is none.
#[must_use]
pub fn made(link: &Link, page: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("Made by Apiary {version} from {}", address(link, page))
}

/// The whole link where the page's address is known, else its text alone.
fn address(link: &Link, page: &str) -> String {
    let text = link.write();
    if page.is_empty() {
        return text;
    }
    format!("{page}#{text}")
}

/// The notebook's name of each input of a model, where it has one.
fn names(model: &dyn Simulator) -> Vec<&'static str> {
    let parameters = model.parameters().into_iter().map(|row| row.name);
    let states = model.outputs().into_iter().zip(model.initial());
    let states = states.map(|(output, _)| output.name.unwrap_or(output.key));
    parameters.chain(states).collect()
}
