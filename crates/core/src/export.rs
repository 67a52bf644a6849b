//! A scenario as files that others open: what they are called, and how they say where they come from.

pub mod document;
pub mod json;
pub mod notebook;
pub mod proposal;

use crate::fingerprint::Claim;
use crate::link::Link;
use crate::model::Simulator;

/// The link as files carry it: with the fingerprint (in short) that its scenario's numbers were found to have,
/// so that whoever opens it checks them. Without one it claims nothing: what a link claimed before was not
/// looked at.
#[must_use]
pub fn claiming(link: &Link, fingerprint: Option<&str>) -> Link {
    let mut link = link.clone();
    link.view.fingerprint = fingerprint.and_then(|text| Claim::read(text).ok());
    link
}

/// The name of a file that holds a part of a link's results, like `honey-1-jtm0-9aty-saturation.svg`: model,
/// version, the fingerprint where the link carries one, what it is, and how it ends.
#[must_use]
pub fn file_name(link: &Link, part: &str, extension: &str) -> String {
    let about = link.scenario.model.about();
    let claim = link.view.fingerprint.as_ref();
    let fingerprint = claim.map_or(String::new(), |claim| format!("{}-", claim.write()));
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
    words.join("-").to_ascii_lowercase()
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
