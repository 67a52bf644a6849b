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
    /// A link that says nothing.
    #[error(
        "its \"link\" is empty; it names a model at least, such as \"honey/1\" or \"honey/1?throttle=0.004\""
    )]
    EmptyLink,
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

/// A document, opened.
pub struct Opened {
    /// Its link.
    pub link: Link,
    /// What was not used of it, in a sentence each.
    pub unused: Vec<String>,
}

/// Names that are not known of which it is told one by one.
const MOST_TOLD: usize = 5;

/// Opens a document by its link.
///
/// # Errors
/// A [`DocumentError`], in words for whoever wrote the document.
pub fn open(found: &Json) -> Result<Opened, DocumentError> {
    let Some(Json::Text(link)) = found.get("link") else {
        return Err(DocumentError::NoLink);
    };
    if link
        .rsplit('#')
        .next()
        .is_none_or(|text| text.trim().is_empty())
    {
        return Err(DocumentError::EmptyLink);
    }
    let reading = Link::read(link);
    let (harmless, others): (Vec<_>, Vec<_>) =
        reading.problems.into_iter().partition(Problem::is_harmless);
    if let Some(problem) = others.into_iter().next() {
        return Err(problem.into());
    }
    let expected = document(&reading.link, "");
    if let Some(differs) = difference("", &expected, found) {
        return Err(differs);
    }
    let mut unused: Vec<String> = harmless.iter().map(ToString::to_string).collect();
    unused.extend(told_of(&unknown("", &expected, found)));
    Ok(Opened {
        link: reading.link,
        unused,
    })
}

/// The names in a document that no scenario has.
fn unknown(field: &str, expected: &Json, found: &Json) -> Vec<String> {
    let (Json::Named(known), Json::Named(pairs)) = (expected, found) else {
        return Vec::new();
    };
    let dot = if field.is_empty() { "" } else { "." };
    let looked_up = pairs.iter().map(|(name, value)| {
        let own = format!("{field}{dot}{name}");
        match known.iter().find(|(other, _)| other == name) {
            Some((_, expected)) => unknown(&own, expected, value),
            None => vec![own],
        }
    });
    looked_up.flatten().collect()
}

/// A sentence on each of the first names, and on how many more there are.
fn told_of(names: &[String]) -> Vec<String> {
    let told = |name: &String| {
        let name = brief(&Json::Text(name.clone()));
        format!("a scenario's JSON has no {name}; the rest of it is used")
    };
    let mut told: Vec<String> = names.iter().take(MOST_TOLD).map(told).collect();
    if names.len() > MOST_TOLD {
        let more = names.len() - MOST_TOLD;
        told.push(format!("{more} more names in it are not known"));
    }
    told
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
