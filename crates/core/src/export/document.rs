//! A scenario as JSON, for other programs to read and for the page to open.
//!
//! It says everything twice: once by the notebook's names, for whoever computes with it, and once as its
//! link, which is what opens it, since a link's meaning is frozen. A document whose two halves differ has
//! been changed by hand in one of them, and is refused with the first difference.

use super::{address, made};
use crate::link::Link;
use crate::number::shortest;
use crate::problem::Problem;
use crate::scenario::{Setting, Sweep};
use crate::table::Output;
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use thiserror::Error;

/// A scenario and how it was made, as it is written.
#[derive(serde::Serialize)]
struct Document<'a> {
    /// How it was made.
    made: String,
    /// What opens it, with how it is looked at.
    link: String,
    model: &'static str,
    version: u32,
    /// By the notebook's names: a number, or the points of an axis.
    parameters: Named<'a>,
    /// The state variables at timestep 0, likewise.
    initial_state: Named<'a>,
    /// The names of what is swept, the one that moves fastest in a product first.
    axes: Vec<&'static str>,
    sweep: Sweep,
    runs: u32,
    timesteps: u32,
    /// Of run 1; run r has `seed + r - 1`.
    seed: u32,
}

/// Settings by name, in the order of the tables.
struct Named<'a>(Vec<(&'static str, &'a Setting)>);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |setting: &Setting| match setting {
            Setting::Value(value) => Value::from(*value),
            axis => Value::from(axis.points()),
        };
        let pairs = self.0.iter().map(|(name, setting)| (name, value(setting)));
        serializer.collect_map(pairs)
    }
}

impl<'a> Document<'a> {
    fn of(link: &'a Link, page: &str) -> Self {
        let scenario = &link.scenario;
        let (model, about) = (scenario.model, scenario.model.about());
        let parameters = model.parameters().into_iter().map(|row| row.name);
        let states = |output: &'static Output| output.name.unwrap_or(output.key);
        let initial = model.outputs().into_iter().map(states);
        let initial = initial.take(model.initial().len());
        let names: Vec<_> = parameters.chain(initial).collect();
        let named: Vec<_> = names.iter().copied().zip(&scenario.settings).collect();
        let (parameters, initial) = named.split_at(model.parameters().len());
        Self {
            made: made(link, page),
            link: address(link, page),
            model: about.name,
            version: about.version,
            parameters: Named(parameters.to_vec()),
            initial_state: Named(initial.to_vec()),
            axes: scenario.axes().iter().map(|&axis| names[axis]).collect(),
            sweep: scenario.sweep,
            runs: scenario.runs,
            timesteps: scenario.timesteps,
            seed: scenario.seed,
        }
    }
}

/// The scenario's JSON text. `page` is the address that links follow, or nothing where there is none.
///
/// # Errors
/// Never in practice: it is plain data.
pub fn document(link: &Link, page: &str) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(&Document::of(link, page))?;
    Ok(format!("{text}\n"))
}

/// Why a text does not open a scenario.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// Not JSON.
    #[error("it is not JSON: {0}")]
    Json(#[from] serde_json::Error),
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

/// The link of a JSON text.
///
/// # Errors
/// A [`DocumentError`], in words for whoever wrote the text.
pub fn open(text: &str) -> Result<Link, DocumentError> {
    let found: Value = serde_json::from_str(text)?;
    let Some(link) = found.get("link").and_then(Value::as_str) else {
        return Err(DocumentError::NoLink);
    };
    let reading = Link::read(link);
    if let Some(problem) = reading.problems.into_iter().find(|p| !p.is_harmless()) {
        return Err(problem.into());
    }
    let mut expected = serde_json::to_value(Document::of(&reading.link, ""))?;
    if let Some(fields) = expected.as_object_mut() {
        // Where and when it was made changes nothing, and the link may be written otherwise.
        fields.remove("made");
        fields.remove("link");
    }
    match difference("", &expected, &found) {
        None => Ok(reading.link),
        Some(differs) => Err(differs),
    }
}

/// The first thing that both say, and not the same.
fn difference(field: &str, expected: &Value, found: &Value) -> Option<DocumentError> {
    if let (Some(expected), Some(found)) = (expected.as_object(), found.as_object()) {
        let mut both = found
            .iter()
            .filter_map(|(name, f)| Some((name, expected.get(name)?, f)));
        return both.find_map(|(name, expected, found)| {
            let dot = if field.is_empty() { "" } else { "." };
            difference(&format!("{field}{dot}{name}"), expected, found)
        });
    }
    (!is_same(expected, found)).then(|| DocumentError::Differs {
        field: field.to_owned(),
        found: told(found),
        expected: told(expected),
    })
}

/// Equal, with numbers by their value: 1 is 1.0.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_array(), other.as_array()) {
        (Some(one), Some(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        _ => one == other || one.is_number() && one.as_f64() == other.as_f64(),
    }
}

/// A value in a message, briefly.
fn told(value: &Value) -> String {
    let text = value.as_f64().map_or_else(|| value.to_string(), shortest);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let begun: String = text.chars().take(LONGEST).collect();
    format!("{begun} …")
}

/// Characters of a value that a message shows.
const LONGEST: usize = 60;
