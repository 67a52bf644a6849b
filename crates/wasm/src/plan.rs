//! The work of a study, cut into jobs, and their results put together.
//!
//! Jobs may be done anywhere and come back in any order; what they give is taken in the order of
//! runs, so a study is the same however it was made, and at every moment it holds the first runs.

use crate::work::{JOB_STEPS, Job};
use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::scenario::{Scenario, ScenarioError, limits};
use std::collections::{BTreeMap, VecDeque};

/// Numbers that a tab holds without complaint. Beyond it only the subset looked at keeps its
/// trajectories, and of these only what is shown.
const COMFORTABLE: u64 = limits::VALUES / 2;
/// What a job is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// Trajectories of a subset.
    Rows(usize),
    /// Final values of a subset.
    Ends(usize),
}

/// Some runs, counted from 0, for a target.
#[derive(Clone, Copy, Debug)]
struct Piece {
    target: Target,
    from: u32,
    to: u32,
}

/// Ensembles and final values in the making.
pub(crate) struct Plan {
    /// The subsets whose trajectories are held.
    pub(crate) ensembles: BTreeMap<usize, Ensemble>,
    /// The final values of every output, by subset; none where the ensembles hold all there is.
    pub(crate) ends: Vec<Ends>,
    /// Indices of the outputs that the ensembles hold.
    pub(crate) outputs: Vec<usize>,
    waiting: VecDeque<Piece>,
    given: Vec<Piece>,
    /// Results that came before those of earlier runs.
    early: BTreeMap<(Target, u32), Vec<f64>>,
    /// How many outputs the model has.
    model_outputs: usize,
    pub(crate) total: f64,
    pub(crate) done: f64,
}

impl Plan {
    /// The plan of a link's scenario, nothing made yet.
    ///
    /// # Errors
    /// [`ScenarioError::TooLarge`] when it would not fit a tab.
    pub(crate) fn new(link: &Link) -> Result<Self, ScenarioError> {
        let scenario = &link.scenario;
        let subsets = scenario.subsets()?;
        let all: Vec<usize> = (0..scenario.model.outputs().len()).collect();
        let runs = u64::from(scenario.runs);
        let rows = (u64::from(scenario.timesteps) + 1) * runs;
        let is_full = rows * all.len() as u64 * subsets as u64 <= COMFORTABLE;
        let outputs = if is_full { all.clone() } else { needed(link) };
        let with_rows: Vec<usize> = if is_full {
            (0..subsets).collect()
        } else {
            vec![link.subset()]
        };
        let with_ends = if is_full || subsets == 1 { 0 } else { subsets };
        let values = rows * outputs.len() as u64 * with_rows.len() as u64
            + runs * (all.len() * with_ends) as u64;
        if values > limits::VALUES {
            return Err(ScenarioError::TooLarge { values });
        }
        let ensemble = |subset: usize| {
            let ensemble = Ensemble::new(scenario, subset, &outputs)?;
            Ok::<_, ScenarioError>((subset, ensemble))
        };
        let stages = [
            order(link.subset(), with_rows.iter().copied())
                .map(Target::Rows)
                .collect(),
            order(link.subset(), 0..with_ends)
                .map(Target::Ends)
                .collect(),
        ];
        Ok(Self {
            ensembles: with_rows
                .iter()
                .copied()
                .map(ensemble)
                .collect::<Result<_, _>>()?,
            ends: vec![Ends::default(); with_ends],
            waiting: pieces(scenario, &stages),
            given: Vec::new(),
            early: BTreeMap::new(),
            model_outputs: all.len(),
            total: runs as f64 * (with_rows.len() + with_ends) as f64,
            done: 0.0,
            outputs,
        })
    }

    /// The next job and its number; none when all have been given.
    pub(crate) fn next(&mut self, link: &Link) -> Option<(usize, Job)> {
        let piece = self.waiting.pop_front()?;
        self.given.push(piece);
        let scenario = &link.scenario;
        let Piece { target, from, to } = piece;
        let job = match target {
            Target::Rows(subset) => Job::Rows {
                link: link.write(),
                subset,
                outputs: self.outputs.clone(),
                from,
                to,
            },
            Target::Ends(subset) => Job::Ends {
                link: link.write(),
                inputs: scenario.inputs_of(subset),
                outputs: (0..scenario.model.outputs().len()).collect(),
                from,
                to,
            },
        };
        Some((self.given.len() - 1, job))
    }

    /// Takes what a job gave.
    pub(crate) fn take(&mut self, number: usize, values: Vec<f64>) {
        let Some(&Piece { target, from, to }) = self.given.get(number) else {
            return;
        };
        self.early.insert((target, from), values);
        self.done += f64::from(to - from);
        while let Some(values) = self.early.remove(&(target, self.made(target))) {
            if !self.put(target, &values) {
                return;
            }
        }
    }

    /// How many of a target's runs have been put together.
    fn made(&self, target: Target) -> u32 {
        match target {
            Target::Rows(subset) => self.ensembles[&subset].runs() as u32,
            Target::Ends(subset) => self.ends[subset].values.first().map_or(0, Vec::len) as u32,
        }
    }

    /// Puts the next runs to a target's; whether they had the right shape.
    fn put(&mut self, target: Target, values: &[f64]) -> bool {
        let first = self.made(target) as usize;
        match target {
            Target::Rows(subset) => {
                let ensemble = self.ensembles.get_mut(&subset);
                !values.is_empty() && ensemble.is_some_and(|ensemble| ensemble.take(first, values))
            }
            Target::Ends(subset) => {
                let Some((impossible, values)) = values.split_last() else {
                    return false;
                };
                let outputs = values.chunks_exact((values.len() / self.model_outputs).max(1));
                let more = Ends {
                    values: outputs.map(<[f64]>::to_vec).collect(),
                    impossible: *impossible as u32,
                };
                self.ends[subset] = std::mem::take(&mut self.ends[subset]).and(more);
                !values.is_empty()
            }
        }
    }

    /// Final values of an output in a subset, of the runs made so far, and how many of these were
    /// impossible.
    pub(crate) fn ends_of(&self, subset: usize, output: usize) -> (&[f64], u32) {
        if let Some(ends) = self.ends.get(subset) {
            return (
                ends.values.get(output).map_or(&[], Vec::as_slice),
                ends.impossible,
            );
        }
        let Some(ensemble) = self.ensembles.get(&subset) else {
            return (&[], 0);
        };
        let impossible = (0..ensemble.runs()).filter(|&run| ensemble.impossible(run).is_some());
        (ensemble.ends(output), impossible.count() as u32)
    }
}

/// The outputs that a link's main picture and sentence need.
fn needed(link: &Link) -> Vec<usize> {
    let goal = link.index_of(link.scenario.model.about().goal.output);
    let mut needed = vec![goal, link.output()];
    needed.dedup();
    needed
}

/// The subsets with the one looked at first.
fn order(
    first: usize,
    subsets: impl Iterator<Item = usize> + Clone,
) -> impl Iterator<Item = usize> {
    let looked_at = subsets.clone().filter(move |&subset| subset == first);
    looked_at.chain(subsets.filter(move |&subset| subset != first))
}

/// All runs of all targets. Stage by stage; within one, a first stretch of every target before the
/// second of any, so that a coarse picture stands early.
fn pieces(scenario: &Scenario, stages: &[Vec<Target>]) -> VecDeque<Piece> {
    let stretch = (JOB_STEPS / scenario.timesteps.max(1)).max(1);
    let mut pieces = VecDeque::new();
    for targets in stages {
        for from in (0..scenario.runs).step_by(stretch as usize) {
            let to = scenario.runs.min(from + stretch);
            pieces.extend(targets.iter().map(|&target| Piece { target, from, to }));
        }
    }
    pieces
}
