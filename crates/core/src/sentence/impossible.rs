//! Runs that passed through an impossible state, in words.

use super::{Evidence, Part, PartKind, part};
use crate::ensemble::Ensemble;
use crate::link::Link;
use crate::model::Impossible;
use crate::people;
use crate::stats::share::Share;

/// A share of impossible runs that is told below the picture alone.
const FEW: f64 = 0.02;

/// The runs that passed through an impossible state.
pub(super) struct Impossibles {
    share: Share,
    /// What was impossible in the first of them.
    first: String,
    /// Which run that was, counted from 1, and by which output.
    seen: Option<(u32, usize)>,
    /// Whether others passed through another such state.
    others: bool,
}

impl Impossibles {
    pub(super) fn of(link: &Link, ensemble: &Ensemble) -> Self {
        let found: Vec<(usize, Impossible)> = (0..ensemble.runs())
            .filter_map(|run| Some((run, ensemble.impossible(run)?)))
            .collect();
        let states: Vec<Impossible> = found.iter().map(|&(_, state)| state).collect();
        let outputs = link.scenario.model.outputs();
        let what = |state: &Impossible| {
            let output = output_of(*state);
            let label = outputs[output].label.to_ascii_lowercase();
            match state {
                Impossible::Negative(_) => format!("a {label} below zero"),
                Impossible::NotFinite(_) => format!("a {label} that is no finite number"),
            }
        };
        Self {
            share: Share {
                counted: states.len() as u32,
                runs: ensemble.runs() as u32,
            },
            first: states.first().map_or_else(String::new, what),
            seen: found
                .first()
                .map(|&(run, state)| (run as u32 + 1, output_of(state))),
            others: states.iter().any(|state| Some(state) != states.first()),
        }
    }

    /// Said before all else where these runs could change what the headline says of so many.
    pub(super) fn caution(&self, told: Share) -> Vec<Part> {
        if self.share.value() <= told.error().max(FEW) {
            return Vec::new();
        }
        let who = match self.share {
            Share { runs: 1, .. } => "The run".to_owned(),
            Share { counted, runs } if counted == runs => "All of them".to_owned(),
            Share { counted, .. } => format!("{} of them", people::number(f64::from(counted), 0)),
        };
        vec![
            part(PartKind::Strong, &who),
            part(
                PartKind::Text,
                &format!(
                    " passed through an impossible state ({}), counted like any other. ",
                    self.some()
                ),
            ),
        ]
    }

    /// What was impossible: all of it, or an example.
    fn some(&self) -> String {
        let like = if self.others { "such as " } else { "" };
        format!("{like}{}", self.first)
    }

    /// The first of these runs.
    pub(super) fn evidence(&self, link: &Link) -> Option<Evidence> {
        let (run, output) = self.seen?;
        let output = link.scenario.model.outputs()[output].key.to_owned();
        Some(Evidence { output, run })
    }

    /// How many runs passed through which impossible state.
    pub(super) fn notice(&self) -> Option<String> {
        let Share { counted, runs } = self.share;
        let number = |count: u32| people::number(f64::from(count), 0);
        let who = match (counted, runs) {
            (0, _) => return None,
            (1, 1) => "The one run".to_owned(),
            (counted, runs) if counted == runs => format!("All {} runs", number(runs)),
            _ => format!("{} of {} runs", number(counted), number(runs)),
        };
        let kept = if counted == 1 { "It is" } else { "They are" };
        let what = if self.others {
            format!("passed through an impossible state, {}", self.some())
        } else {
            format!("had {}, which is impossible", self.first)
        };
        Some(format!("{who} {what}. {kept} kept and counted."))
    }
}

/// The output that was impossible.
const fn output_of(state: Impossible) -> usize {
    let (Impossible::Negative(output) | Impossible::NotFinite(output)) = state;
    output
}
