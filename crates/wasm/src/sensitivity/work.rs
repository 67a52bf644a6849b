//! The runs of a sensitivity analysis, and what is concluded from them.

use super::{PAIRS, Point, Sensitivity};
use crate::pieces::{Piece, Room};
use crate::work::{Job, runs_one_by_one, runs_with_ends, whole_lanes};
use apiary_charts::tornado::Side;
use apiary_core::analysis::Sample;
use apiary_core::analysis::sensitivity::{Indices, Outcome, PARTS, Sobol, bar};
use apiary_core::stats::statistic::Estimate;
use std::ops::Range;
use wasm_bindgen::JsError;

impl Sensitivity {
    pub(super) fn study(&self) -> Sobol<'_> {
        Sobol {
            scenario: &self.link.scenario,
            output: self.measure.output,
            outcome: self.outcome,
            pairs: PAIRS,
        }
    }

    pub(super) fn job(&self, Piece { point, from, to }: Piece) -> Job {
        let (link, output) = (self.text.clone(), self.measure.output);
        match &self.points[point] {
            Point::Runs(inputs) => Job::Sample {
                link,
                inputs: inputs.clone(),
                output,
                sample: Sample::Runs,
                from,
                to,
            },
            Point::Pairs(pairs) => {
                let (above, level) = match self.outcome {
                    Outcome::Value => (true, None),
                    Outcome::Above(level) => (true, Some(level)),
                    Outcome::Below(level) => (false, Some(level)),
                };
                Job::Sobol {
                    link,
                    output,
                    above,
                    level,
                    pairs: PAIRS,
                    from: pairs.start + from,
                    to: pairs.start + to,
                }
            }
        }
    }

    /// Runs of the scenario itself, then with each parameter moved, where the model is defined.
    pub(super) fn plan_tornado(&mut self) -> Result<(), JsError> {
        let scenario = &self.link.scenario;
        let room = Room {
            size: scenario.runs,
            stretch: whole_lanes(runs_with_ends(scenario)),
            width: 1,
            runs: 1,
        };
        self.points.push(Point::Runs(scenario.inputs_of(0)));
        let defined = self.moves.iter().filter(|moved| moved.refusal.is_none());
        let moved = defined.map(|moved| Point::Runs(moved.inputs.clone()));
        self.points.extend(moved);
        for _ in &self.points {
            self.pieces.add(room)?;
        }
        Ok(())
    }

    pub(super) fn plan_pairs(&mut self, pairs: Range<u32>) -> Result<(), JsError> {
        let runs = self.moves.len() as u32 / 2 + 3;
        self.pieces.add(Room {
            size: pairs.len() as u32,
            stretch: runs_one_by_one(&self.link.scenario) / runs,
            width: runs as usize,
            runs,
        })?;
        self.points.push(Point::Pairs(pairs));
        Ok(())
    }

    pub(super) fn tornado_of_runs(&self) -> (Estimate, Vec<[Side; 2]>) {
        let before = self.pieces.sample(0).unwrap_or_default();
        let mut place = 0;
        let sides: Vec<Side> = self
            .moves
            .iter()
            .map(|moved| {
                let after = moved.refusal.is_none().then(|| {
                    place += 1;
                    self.pieces.sample(place).unwrap_or_default()
                });
                Side {
                    bar: bar(&self.link.scenario, moved, self.statistic, before, after),
                    gives: after.map(|after| self.statistic.of(after)),
                }
            })
            .collect();
        let rows = sides.chunks_exact(2);
        let rows = rows.map(|pair| [pair[0].clone(), pair[1].clone()]);
        (self.statistic.of(before), rows.collect())
    }

    pub(super) fn sobol_of_pairs(&self) -> (Indices, [Estimate; 3]) {
        let study = self.study();
        let width = self.moves.len() / 2 + 3;
        let mut parts: Vec<Vec<&[f64]>> = vec![Vec::new(); PARTS as usize];
        let size = study.size() / PARTS;
        for (place, point) in self.points.iter().enumerate() {
            if let (Point::Pairs(pairs), Some(values)) = (point, self.pieces.sample(place)) {
                let part = (pairs.start / size.max(1)) as usize;
                parts[part].extend(values.chunks_exact(width));
            }
        }
        (study.conclude_parts(&parts), study.explained(&parts))
    }
}
