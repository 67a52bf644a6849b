//! A scenario as files that others open: what they are called, and how they say where they come from.

pub mod document;
pub mod notebook;

use crate::link::Link;
use crate::scenario::Scenario;

/// The name of a file that holds a part of a scenario's results, like `honey-1-saturation.svg`: model,
/// version, what it is, and how it ends.
#[must_use]
pub fn file_name(scenario: &Scenario, part: &str, extension: &str) -> String {
    let about = scenario.model.about();
    format!("{}-{}-{part}.{extension}", about.name, about.version)
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
