//! Samples of many points in the making: cut into jobs, and put together in the order of runs.

use std::collections::VecDeque;

/// A stretch of a point's sample, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) point: usize,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// The samples of points, by point.
#[derive(Default)]
pub(crate) struct Pieces {
    waiting: VecDeque<Piece>,
    given: Vec<Piece>,
    samples: Vec<Vec<f64>>,
    /// How many stretches each point still lacks.
    lacks: Vec<usize>,
    left: usize,
    pub(crate) total: f64,
    pub(crate) done: f64,
}

impl Pieces {
    /// Room for a point's sample of some size, to be made in stretches.
    pub(crate) fn add(&mut self, size: u32, stretch: u32) {
        let point = self.samples.len();
        self.samples.push(vec![f64::NAN; size as usize]);
        for from in (0..size).step_by(stretch.max(1) as usize) {
            let to = size.min(from + stretch.max(1));
            self.waiting.push_back(Piece { point, from, to });
            self.left += 1;
        }
        self.lacks.push(size.div_ceil(stretch.max(1)) as usize);
        self.total += f64::from(size);
    }

    /// The next stretch to be made and its number.
    pub(crate) fn next(&mut self) -> Option<(usize, Piece)> {
        let piece = self.waiting.pop_front()?;
        self.given.push(piece);
        Some((self.given.len() - 1, piece))
    }

    /// Takes a stretch, in any order; one of another length is not taken.
    pub(crate) fn take(&mut self, number: usize, values: &[f64]) {
        let Some(&Piece { point, from, to }) = self.given.get(number) else {
            return;
        };
        let place = &mut self.samples[point][from as usize..to as usize];
        if place.len() == values.len() {
            place.copy_from_slice(values);
        }
        self.left -= 1;
        self.lacks[point] -= 1;
        self.done += f64::from(to - from);
    }

    /// Whether every stretch has been taken.
    pub(crate) fn is_complete(&self) -> bool {
        self.left == 0
    }

    /// The samples, by point; none where one is still in the making.
    pub(crate) fn complete_samples(&self) -> impl Iterator<Item = Option<&[f64]>> {
        let samples = self.samples.iter().zip(&self.lacks);
        samples.map(|(sample, lacks)| (*lacks == 0).then_some(sample.as_slice()))
    }
}
