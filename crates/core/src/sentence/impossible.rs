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
    /// What was impossible in the first of them, and how: `price`, `below zero`.
    first: Option<(String, &'static str)>,
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
            let how = match state {
                Impossible::Negative(_) => "below zero",
                Impossible::NotFinite(_) => "no finite number",
            };
            (label, how)
        };
        Self {
            share: Share {
                counted: states.len() as u32,
                runs: ensemble.runs() as u32,
            },
            first: states.first().map(what),
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
        match &self.first {
            Some((label, how @ "below zero")) => format!("{like}a {label} {how}"),
            Some((label, how)) => format!("{like}a {label} that is {how}"),
            None => String::new(),
        }
    }

    /// The first of these runs.
    pub(super) fn evidence(&self, link: &Link) -> Option<Evidence> {
        let (run, output) = self.seen?;
        let output = link.scenario.model.outputs()[output].key.to_owned();
        Some(Evidence { output, run })
    }

    /// How many runs passed through which impossible state, in a sentence that little room has, and what of them; of
    /// two scenarios, those of B.
    pub(super) fn notice(&self, link: &Link) -> Option<String> {
        let Share { counted, runs } = self.share;
        let number = |count: u32| people::number(f64::from(count), 0);
        let of_b = if link.is_compared() { " of B" } else { "" };
        let who = match (counted, runs) {
            (0, _) => return None,
            (1, 1) => format!("The one run{of_b}"),
            (counted, runs) if counted == runs => format!("All {} runs{of_b}", number(runs)),
            _ => format!("{} of {} runs{of_b}", number(counted), number(runs)),
        };
        let [it, they] = match counted {
            1 => ["It is", "the run is"],
            _ => ["They are", "the runs are"],
        };
        Some(match &self.first {
            Some((label, how)) if !self.others => {
                format!("{who} had an impossible {label}. It was {how}; {they} kept and counted.")
            }
            _ => format!(
                "{who} passed through an impossible state, {}. {it} kept and counted.",
                self.some()
            ),
        })
    }
}

/// The output that was impossible.
const fn output_of(state: Impossible) -> usize {
    let (Impossible::Negative(output) | Impossible::NotFinite(output)) = state;
    output
}
