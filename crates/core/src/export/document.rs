//! A scenario as JSON, for other programs to read and for the page to open.
//!
//! It says everything twice: once by the notebook's names, for whoever computes with it, and once as its
//! link, which is what opens it, since a link's meaning is frozen. A document whose two halves differ has
//! been changed by hand in one of them, and is refused with the first difference.

use super::json::Json;
use super::{address, made, names};
use crate::link::Link;
use crate::problem::Problem;
use crate::scenario::{Scenario, Setting, Sweep};
use thiserror::Error;

/// The scenario as JSON: how it was made; its link; model and version; parameters and initial state by the
/// notebook's names, each a number or the points of an axis; the axes, the one that moves fastest in a
/// product first; how they meet; runs, timesteps, and the seed of run 1. `page` is the address that links
/// follow, or nothing where there is none.
#[must_use]
pub fn document(link: &Link, page: &str) -> Json {
    let Scenario {
        model,
        settings,
        sweep,
        runs,
        timesteps,
        seed,
    } = &link.scenario;
    let about = model.about();
    let names = names(*model);
    let named: Vec<_> = names.iter().zip(settings).collect();
    let (parameters, initial) = named.split_at(model.parameters().len());
    let axes = named.iter().filter(|(_, setting)| setting.is_axis());
    Json::named([
        ("made", made(link, page).into()),
        ("link", address(link, page).into()),
        ("model", about.name.into()),
        ("version", about.version.into()),
        ("parameters", values(parameters)),
        ("initial_state", values(initial)),
        (
            "axes",
            Json::List(axes.map(|(name, _)| (**name).into()).collect()),
        ),
        ("sweep", word(*sweep).into()),
        ("runs", (*runs).into()),
        ("timesteps", (*timesteps).into()),
        ("seed", (*seed).into()),
    ])
}

fn values(named: &[(&&str, &Setting)]) -> Json {
    let value = |setting: &Setting| match setting {
        Setting::Value(value) => Json::Number(*value),
        axis => Json::numbers(axis.points()),
    };
    let pairs = named
        .iter()
        .map(|(name, setting)| ((**name).to_owned(), value(setting)));
    Json::Named(pairs.collect())
}

/// How axes meet, as links say it.
pub(super) const fn word(sweep: Sweep) -> &'static str {
    match sweep {
        Sweep::Product => "product",
        Sweep::Zip => "zip",
    }
}

/// Why a document does not open a scenario.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// JSON of something else.
    #[error(
        "it says no \"link\", by which a scenario is opened, such as \"honey/1?throttle=0.004\""
    )]
    NoLink,
    /// A part of the link cannot be used.
    #[error("{0}")]
    Link(#[from] Problem),
    /// The document was changed, but not its link.
    #[error(
        "it says {found} for {field}, and its link {expected}; a scenario is opened by its link, so \
         change that, or take {field} out"
    )]
    Differs {
        /// Where the two differ.
        field: String,
        /// What the document says.
        found: String,
        /// What its link says.
        expected: String,
    },
}

/// What may differ: where it was made changes nothing, and a link may be written otherwise.
const FREE: [&str; 2] = ["made", "link"];

/// The link of a document.
///
/// # Errors
/// A [`DocumentError`], in words for whoever wrote the document.
pub fn open(found: &Json) -> Result<Link, DocumentError> {
    let Some(Json::Text(link)) = found.get("link") else {
        return Err(DocumentError::NoLink);
    };
    let reading = Link::read(link);
    if let Some(problem) = reading.problems.into_iter().find(|p| !p.is_harmless()) {
        return Err(problem.into());
    }
    match difference("", &document(&reading.link, ""), found) {
        None => Ok(reading.link),
        Some(differs) => Err(differs),
    }
}

/// The first thing that both say, and not the same.
fn difference(field: &str, expected: &Json, found: &Json) -> Option<DocumentError> {
    if let (Json::Named(pairs), Json::Named(_)) = (expected, found) {
        let mut compared = pairs
            .iter()
            .filter(|(name, _)| !FREE.contains(&name.as_str()));
        return compared.find_map(|(name, expected)| {
            let dot = if field.is_empty() { "" } else { "." };
            difference(&format!("{field}{dot}{name}"), expected, found.get(name)?)
        });
    }
    (expected != found).then(|| DocumentError::Differs {
        field: field.to_owned(),
        found: brief(found),
        expected: brief(expected),
    })
}

/// Characters of a value that a message shows.
const LONGEST: usize = 60;

fn brief(value: &Json) -> String {
    let text = value.told();
    if text.chars().count() <= LONGEST {
        return text;
    }
    let begun: String = text.chars().take(LONGEST).collect();
    format!("{begun} …")
}
