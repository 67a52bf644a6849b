//! Which model a link is about, and in which version's words.

use crate::migrate::{Climbed, climbed};
use crate::model::Simulator;
use crate::problem::{Fault, Problem};
use crate::view::FINGERPRINT;
use std::borrow::Cow;

/// A link's model, and the rest of the link in that model's words.
pub(super) struct Named<'a> {
    pub(super) model: &'static dyn Simulator,
    pub(super) query: Cow<'a, str>,
    pub(super) problem: Option<Problem>,
}

impl<'a> Named<'a> {
    /// Of the part before the question mark and the part behind it.
    pub(super) fn read(models: &[&'static dyn Simulator], name: &str, query: &'a str) -> Self {
        let (model, version) = name.split_once('/').unwrap_or((name, ""));
        let problem = |fault| Problem {
            key: String::new(),
            text: name.to_owned(),
            fault,
        };
        let Some(&found) = models.iter().find(|known| known.about().name == model) else {
            // No fragment at all is how the page opens.
            let is_named = !name.is_empty() || !query.is_empty();
            return Self {
                model: models[0],
                // What the keys of a model mean that is not there, nobody knows.
                query: Cow::Borrowed(""),
                problem: is_named.then(|| problem(Fault::UnknownModel(name.to_owned()))),
            };
        };
        let about = found.about();
        if version == about.version.to_string() {
            return Named {
                model: found,
                query: Cow::Borrowed(query),
                problem: None,
            };
        }
        let older = version.parse().ok().filter(|older| *older < about.version);
        let climbed = older.and_then(|older| climbed(about.ladder, older..about.version, query));
        match climbed {
            Some(Climbed { query, claim }) => Named {
                model: found,
                query: Cow::Owned(query),
                problem: claim.map(|claim| Problem {
                    key: FINGERPRINT.to_owned(),
                    text: claim.clone(),
                    fault: Fault::OldClaim {
                        model: about.name,
                        claim,
                        known: about.version,
                    },
                }),
            },
            None => Named {
                model: found,
                query: Cow::Borrowed(query),
                problem: Some(problem(Fault::UnknownVersion {
                    model: about.name,
                    version: version.to_owned(),
                    known: about.version,
                })),
            },
        }
    }
}
