//! What could not be used of a link, and why: the messages of a reader's and a field's errors.

use crate::fingerprint::ClaimError;
use crate::number::{NumberError, RangeError};
use crate::scenario::{ScenarioError, limits};
use crate::view::{FINGERPRINT, LINES, MAPS, PINNED, PLANNED, SENSITIVITY, THRESHOLD};
use std::borrow::Cow;
use thiserror::Error;

/// The keys of what a reader asks of a scenario, or says of it.
const QUESTIONS: [&str; 5] = ["goal", THRESHOLD, SENSITIVITY, PLANNED, FINGERPRINT];

/// Whether a key is about how the scenario is looked at, so that no number depends on it.
pub(crate) fn is_of_view(key: &str) -> bool {
    key.starts_with("view")
        || key.starts_with(PINNED[0])
        || MAPS.contains(&key)
        || LINES.contains(&key)
        || QUESTIONS.contains(&key)
}

/// The most characters of a link that a message quotes.
const QUOTED: usize = 80;

/// A part of a link that was not used.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{}", sentence(.key, .text, .fault))]
pub struct Problem {
    /// The key, or nothing for the link as a whole.
    pub key: String,
    /// What the link says there.
    pub text: String,
    /// Why it cannot be used.
    pub fault: Fault,
}

impl Problem {
    /// Whether it is about how the scenario is looked at, so that no number depends on it.
    #[must_use]
    pub fn is_of_view(&self) -> bool {
        is_of_view(&self.key)
    }

    /// Whether the rest of the link means the same without this part.
    #[must_use]
    pub const fn is_harmless(&self) -> bool {
        matches!(self.fault, Fault::UnknownKey { .. })
    }
}

fn sentence(key: &str, text: &str, fault: &Fault) -> String {
    match fault {
        Fault::Scenario(_)
        | Fault::UnknownKey { .. }
        | Fault::UnknownModel(_)
        | Fault::UnknownVersion { .. }
        | Fault::OldClaim { .. }
        | Fault::Cut(_)
        | Fault::More(_) => fault.to_string(),
        _ => format!("{key} cannot be {:?}: {fault}", brief(text)),
    }
}

/// A text short enough to be quoted.
fn brief(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{} …", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Why a part of a link cannot be used.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Fault {
    /// No model of that name.
    #[error(
        "there is no model {:?}, so nothing of the link is used; a link begins like honey/1 or currents/1",
        brief(.0)
    )]
    UnknownModel(String),
    /// A claim in a link of an older version, which hashes that version's name with its numbers.
    #[error(
        "this link is of an older version of {model}; its scenario is the same in {model}/{known}, but the fingerprint \
         {:?} it carries can be checked only where the older version runs",
        brief(.claim)
    )]
    OldClaim {
        /// The model.
        model: &'static str,
        /// The fingerprint in the link.
        claim: String,
        /// The version there is.
        known: u32,
    },
    /// A version that does not exist.
    #[error(
        "{model} has no version {:?}; this page knows {model}/{known}, as which the link is read",
        brief(.version)
    )]
    UnknownVersion {
        /// The model.
        model: &'static str,
        /// What the link says.
        version: String,
        /// The version there is.
        known: u32,
    },
    /// A key that neither the model nor the page knows.
    #[error("{model} has no key {:?}; the rest of the link is used", brief(.key))]
    UnknownKey {
        /// The model and its version.
        model: String,
        /// The key.
        key: String,
    },
    /// A key that came before.
    #[error("the key stands twice in the link; its first value is used")]
    Twice,
    /// Not a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// Two points, but not a range's three parts.
    #[error("a range has a step too; write it as from..to..step")]
    RangeForm,
    /// Not a range.
    #[error(transparent)]
    Range(#[from] RangeError),
    /// Not a whole number within bounds.
    #[error("it must be a whole number from {least} to {most}")]
    Count {
        /// The least possible.
        least: u32,
        /// The most possible.
        most: u32,
    },
    /// Not a measure.
    #[error("it must be {}", crate::measure::GRAMMAR)]
    Measure,
    /// A part of a question that cannot be used.
    #[error("{:?} {right}", brief(.part))]
    Question {
        /// The part.
        part: String,
        /// What is wrong with it and what would be right.
        right: String,
    },
    /// Not an outcome that a sensitivity can be asked of.
    #[error(
        "it must be goal, or an output and one of its statistics, like saturation.above.0.8 or \
         price.median: {}",
        crate::measure::statistics()
    )]
    Moved,
    /// Not one of the words that the key takes.
    #[error("it must be one of {0}")]
    Word(String),
    /// More points than an axis may have.
    #[error("it has more than {most} points", most = limits::SUBSETS)]
    TooManyPoints,
    /// Not a choice of the planned analysis.
    #[error("it must be {}", crate::analysis::planned::GRAMMAR)]
    Planned,
    /// Not a fingerprint.
    #[error(transparent)]
    Fingerprint(#[from] ClaimError),
    /// More levels than are drawn or looked for.
    #[error("it has more than {0} levels")]
    TooManyLevels(usize),
    /// The link ends in an ellipsis.
    #[error("the link is cut off at {:?}; what stands before that is used", brief(.0))]
    Cut(String),
    /// More parts than are told one by one.
    #[error("{0} more parts of the link cannot be used")]
    More(usize),
    /// The scenario as a whole cannot be computed with it.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}
