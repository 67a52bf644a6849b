//! Samples of many points in the making: cut into jobs, and put together in the order of runs.

use apiary_core::scenario::{ScenarioError, limits};
use std::collections::VecDeque;

/// Numbers that an analysis may hold: beside the study's there is room for as many.
const MOST: u64 = limits::VALUES / 2;

/// A stretch of a point's sample, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) point: usize,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// How a point's sample is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// How many members it has.
    pub(crate) size: u32,
    /// How many of them make a job.
    pub(crate) stretch: u32,
    /// Values of each member.
    pub(crate) width: usize,
    /// Runs that each member takes.
    pub(crate) runs: u32,
}

/// A point's sample and how much of it is to come.
struct Held {
    room: Room,
    values: Vec<f64>,
    left: u32,
}

/// The samples of points, by point.
#[derive(Default)]
pub(crate) struct Pieces {
    waiting: VecDeque<Piece>,
    /// By number; none where it has been taken, or given out anew.
    given: Vec<Option<Piece>>,
    held: Vec<Held>,
    /// Runs to make.
    pub(crate) total: f64,
    /// Runs made.
    pub(crate) done: f64,
}

impl Pieces {
    /// Room for a point's sample.
    ///
    /// # Errors
    /// When the samples would take too much memory.
    pub(crate) fn add(&mut self, room: Room) -> Result<(), ScenarioError> {
        let size = room.size as usize * room.width;
        let held: usize = self.held.iter().map(|held| held.values.len()).sum();
        let values = (held + size) as u64;
        if values > MOST {
            return Err(ScenarioError::TooLarge { values });
        }
        let point = self.held.len();
        let stretch = room.stretch.max(1);
        for from in (0..room.size).step_by(stretch as usize) {
            let to = room.size.min(from + stretch);
            self.waiting.push_back(Piece { point, from, to });
        }
        self.held.push(Held {
            room,
            values: vec![f64::NAN; size],
            left: room.size,
        });
        self.total += f64::from(room.size) * f64::from(room.runs);
        Ok(())
    }

    /// The next stretch to be made and its number.
    pub(crate) fn next(&mut self) -> Option<(usize, Piece)> {
        let piece = self.waiting.pop_front()?;
        self.given.push(Some(piece));
        Some((self.given.len() - 1, piece))
    }

    /// Takes a stretch, in any order; one of another length is not taken.
    pub(crate) fn take(&mut self, number: usize, values: &[f64]) {
        let given = self.given.get_mut(number).and_then(Option::take);
        let Some(Piece { point, from, to }) = given else {
            return;
        };
        let held = &mut self.held[point];
        let width = held.room.width;
        let place = &mut held.values[from as usize * width..to as usize * width];
        if place.len() == values.len() {
            place.copy_from_slice(values);
        }
        held.left -= to - from;
        self.done += f64::from(to - from) * f64::from(held.room.runs);
    }

    /// Takes back what was given out and has not come, to give it out anew.
    pub(crate) fn take_back(&mut self) {
        for given in self.given.iter_mut().rev() {
            if let Some(piece) = given.take() {
                self.waiting.push_front(piece);
            }
        }
    }

    /// Whether every stretch has been taken.
    pub(crate) fn is_complete(&self) -> bool {
        self.held.iter().all(|held| held.left == 0)
    }

    /// The sample of a point; none while it is not complete.
    pub(crate) fn sample(&self, point: usize) -> Option<&[f64]> {
        let held = self.held.get(point)?;
        (held.left == 0).then_some(held.values.as_slice())
    }
}
