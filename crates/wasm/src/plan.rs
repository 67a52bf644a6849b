//! The work of a study, cut into jobs, and their results put together.
//!
//! Jobs may be done anywhere and come back in any order; what they give is taken in the order of
//! runs, so a study is the same however it was made, and at every moment it holds the first runs.

use crate::preview;
use crate::work::{Job, runs_with_ends, runs_with_rows, whole_lanes};
use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::scenario::{Scenario, ScenarioError, limits};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

/// Numbers that a tab holds without complaint. Beyond it only the subset looked at keeps its
/// trajectories, and of these only what is shown.
const COMFORTABLE: u64 = limits::VALUES / 2;
/// Most subsets whose every row is kept: nobody reads a chart of more facets.
const FACETS: usize = 16;
/// Most subsets whose final values one job makes.
const TOGETHER: usize = 16;

/// What a job is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// Trajectories of a subset.
    Rows(usize),
    /// Final values of a group of subsets.
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
    /// The final values of what maps show, by subset; none where the ensembles hold all there is.
    ends: Vec<Ends>,
    /// Indices of the outputs that these hold.
    ends_of: Vec<usize>,
    /// The subsets whose final values are made together.
    groups: Vec<Vec<usize>>,
    /// Indices of the outputs that the ensembles hold.
    pub(crate) outputs: Vec<usize>,
    waiting: VecDeque<Piece>,
    /// By number; none where it has been taken, or given out anew.
    given: Vec<Option<Piece>>,
    /// Results that came before those of earlier runs.
    early: BTreeMap<(Target, u32), Vec<f64>>,
    pub(crate) total: f64,
    pub(crate) done: f64,
    /// The first runs of every target that stand for all while a slider moves.
    pub(crate) preview: u32,
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
        let ends_of = mapped(link);
        let fits = |outputs: &[usize]| {
            subsets <= FACETS && rows * (outputs.len() * subsets) as u64 <= COMFORTABLE
        };
        let shown = each_once(&all, &[link.shown(), ends_of.clone()].concat());
        // All outputs of all subsets, or what is shown of all, or what is shown of the one looked at.
        let (outputs, with_rows) = if fits(&all) {
            (all, (0..subsets).collect())
        } else if fits(&shown) {
            (shown, (0..subsets).collect())
        } else {
            (link.shown(), vec![link.subset()])
        };
        let with_ends = if with_rows.len() == subsets {
            0
        } else {
            subsets
        };
        let values = rows * outputs.len() as u64 * with_rows.len() as u64
            + runs * (ends_of.len() * with_ends) as u64;
        if values > limits::VALUES {
            return Err(ScenarioError::TooLarge { values });
        }
        let ensemble = |subset: usize| {
            let ensemble = Ensemble::new(scenario, subset, &outputs)?;
            Ok::<_, ScenarioError>((subset, ensemble))
        };
        let groups = groups(scenario, order(link.subset(), 0..with_ends));
        let rows = order(link.subset(), with_rows.iter().copied()).map(Target::Rows);
        let rows: Vec<_> = rows.collect();
        let ends: Vec<_> = (0..groups.len()).map(Target::Ends).collect();
        let together = groups.first().map_or(1, Vec::len) as u32;
        let preview = preview::runs_of(link, with_rows.len(), with_ends);
        // What a preview takes comes first.
        let waiting = [0..preview, preview..scenario.runs].map(|runs| {
            let rows = pieces(&runs, &rows, runs_with_rows(scenario));
            let ends = pieces(&runs, &ends, runs_with_ends(scenario) / together);
            [rows, ends].concat()
        });
        Ok(Self {
            ensembles: with_rows
                .iter()
                .copied()
                .map(ensemble)
                .collect::<Result<_, _>>()?,
            ends: vec![Ends::default(); with_ends],
            groups,
            waiting: waiting.concat().into(),
            given: Vec::new(),
            early: BTreeMap::new(),
            ends_of,
            total: runs as f64 * (with_rows.len() + with_ends) as f64,
            done: 0.0,
            preview,
            outputs,
        })
    }

    /// The next job and its number, of the preview alone or of all; none when all of them have been given.
    pub(crate) fn next(&mut self, link: &Link, previews: bool) -> Option<(usize, Job)> {
        let is_wanted = |piece: &&Piece| !previews || piece.to <= self.preview;
        let piece = *self.waiting.front().filter(is_wanted)?;
        self.waiting.pop_front();
        self.given.push(Some(piece));
        let Piece { target, from, to } = piece;
        let job = match target {
            Target::Rows(subset) => Job::Rows {
                link: link.write(),
                subset,
                outputs: self.outputs.clone(),
                from,
                to,
            },
            Target::Ends(group) => Job::Ends {
                link: link.write(),
                subsets: self.groups[group].clone(),
                outputs: self.ends_of.clone(),
                from,
                to,
            },
        };
        Some((self.given.len() - 1, job))
    }

    /// Takes back what was given out and has not come, to give it out anew.
    pub(crate) fn take_back(&mut self) {
        for given in self.given.iter_mut().rev() {
            if let Some(piece) = given.take() {
                self.waiting.push_front(piece);
            }
        }
    }

    /// Takes what a job gave.
    pub(crate) fn take(&mut self, number: usize, values: Vec<f64>) {
        let given = self.given.get_mut(number).and_then(Option::take);
        let Some(Piece { target, from, to }) = given else {
            return;
        };
        self.early.insert((target, from), values);
        let subsets = match target {
            Target::Rows(_) => 1,
            Target::Ends(group) => self.groups[group].len(),
        };
        self.done += f64::from(to - from) * subsets as f64;
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
            Target::Ends(group) => {
                let first = self.groups[group].first();
                let ends = first.and_then(|&subset| self.ends[subset].values.first());
                ends.map_or(0, Vec::len) as u32
            }
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
            Target::Ends(group) => {
                let subsets = self.groups[group].clone();
                let each = values.len() / subsets.len().max(1);
                let parts = values.chunks_exact(each.max(1));
                let mut taken = subsets.into_iter().zip(parts);
                taken.all(|(subset, part)| self.put_ends(subset, part))
            }
        }
    }

    /// Puts the next final values to a subset's; whether they had the right shape.
    fn put_ends(&mut self, subset: usize, values: &[f64]) -> bool {
        let Some((impossible, values)) = values.split_last() else {
            return false;
        };
        let outputs = values.chunks_exact((values.len() / self.ends_of.len()).max(1));
        let more = Ends {
            values: outputs.map(<[f64]>::to_vec).collect(),
            impossible: *impossible as u32,
        };
        self.ends[subset] = std::mem::take(&mut self.ends[subset]).and(more);
        !values.is_empty()
    }

    /// Whether it holds what a link's maps show.
    pub(crate) fn holds_maps(&self, link: &Link) -> bool {
        let held = |output: &usize| self.ends_of.contains(output);
        self.ends.is_empty() || mapped(link).iter().all(held)
    }

    /// Final values of an output in a subset, of the runs made so far, and how many of these were
    /// impossible.
    pub(crate) fn ends_of(&self, subset: usize, output: usize) -> (&[f64], u32) {
        if let Some(ends) = self.ends.get(subset) {
            let held = self.ends_of.iter().position(|held| *held == output);
            let values = held.and_then(|held| ends.values.get(held));
            return (values.map_or(&[], Vec::as_slice), ends.impossible);
        }
        let Some(ensemble) = self.ensembles.get(&subset) else {
            return (&[], 0);
        };
        let impossible = (0..ensemble.runs()).filter(|&run| ensemble.impossible(run).is_some());
        (ensemble.ends(output), impossible.count() as u32)
    }
}

/// The outputs that a link's maps and sentences need.
fn mapped(link: &Link) -> Vec<usize> {
    let maps = link.maps().map(|measure| measure.output);
    let mapped: Vec<usize> = [Measure::goal(link).output]
        .into_iter()
        .chain(maps)
        .collect();
    let all: Vec<usize> = (0..link.scenario.model.outputs().len()).collect();
    each_once(&all, &mapped)
}

/// Those of all outputs that are among the wanted ones.
fn each_once(all: &[usize], wanted: &[usize]) -> Vec<usize> {
    all.iter()
        .copied()
        .filter(|output| wanted.contains(output))
        .collect()
}

/// The subsets with the one looked at first.
fn order(
    first: usize,
    subsets: impl Iterator<Item = usize> + Clone,
) -> impl Iterator<Item = usize> {
    let looked_at = subsets.clone().filter(move |&subset| subset == first);
    looked_at.chain(subsets.filter(move |&subset| subset != first))
}

/// The subsets in groups that one job can serve.
fn groups(scenario: &Scenario, subsets: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let together = runs_with_ends(scenario);
    let subsets: Vec<usize> = subsets.collect();
    let groups = subsets.chunks(TOGETHER.min(together as usize).max(1));
    groups.map(<[usize]>::to_vec).collect()
}

/// Some runs of all targets: a first stretch of every target before the second of any, so that a coarse
/// picture stands early.
fn pieces(runs: &Range<u32>, targets: &[Target], stretch: u32) -> Vec<Piece> {
    let stretch = whole_lanes(stretch);
    let firsts = runs.clone().step_by(stretch as usize);
    firsts
        .flat_map(|from| {
            let to = runs.end.min(from + stretch);
            targets
                .iter()
                .map(move |&target| Piece { target, from, to })
        })
        .collect()
}
