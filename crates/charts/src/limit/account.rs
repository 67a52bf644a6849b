//! A run's balance beside the limit that its credit sets.

use crate::pen::Point;
use crate::plot::Plot;
use apiary_core::ensemble::Ensemble;
use std::ops::RangeInclusive;

/// Balance and limit of a run by timestep; the limit is the credit below zero.
pub(super) struct Account {
    pub(super) balance: Vec<f64>,
    pub(super) limit: Vec<f64>,
}

impl Account {
    pub(super) fn of(ensemble: &Ensemble, [balance, credit]: [usize; 2], run: usize) -> Self {
        let credit = ensemble.trajectory(credit, run);
        Self {
            balance: ensemble.trajectory(balance, run),
            limit: credit.iter().map(|credit| -credit).collect(),
        }
    }

    pub(super) fn is_past(&self, timestep: usize) -> bool {
        self.balance[timestep] < self.limit[timestep]
    }

    /// In which share of all timesteps it is past its limit.
    pub(super) fn share_past(&self) -> f64 {
        let all = self.balance.len();
        let past = (0..all).filter(|&timestep| self.is_past(timestep)).count();
        past as f64 / all as f64
    }

    /// All its values, and zero.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        let values = self.balance.iter().chain(&self.limit).copied();
        values.chain([0.0])
    }

    /// The stretches of time on one side of the limit, as ranges of timesteps that touch.
    pub(super) fn stretches(&self) -> Vec<(bool, RangeInclusive<usize>)> {
        let mut stretches: Vec<(bool, RangeInclusive<usize>)> = Vec::new();
        for timestep in 0..self.balance.len() {
            let past = self.is_past(timestep);
            match stretches.last_mut() {
                Some((side, range)) if *side == past => *range = *range.start()..=timestep,
                _ => stretches.push((past, timestep.saturating_sub(1)..=timestep)),
            }
        }
        stretches
    }

    /// The last timestep at which the limit is what it was at first, where it stands for a while and then moves.
    pub(super) fn stands_until(&self) -> Option<usize> {
        let first = *self.limit.first()?;
        let moved = self.limit.iter().position(|&limit| limit != first)?;
        moved.checked_sub(1).filter(|&last| last > 0)
    }

    /// How far down and how far up anything is drawn between two places on the page.
    pub(super) fn extent(&self, plot: &Plot, [left, right]: [f64; 2]) -> [f64; 2] {
        let lines = self.balance.iter().zip(&self.limit).enumerate();
        let within = lines.filter(|(x, _)| (left..=right).contains(&plot.across(*x as f64)));
        let heights = within.map(|(_, (balance, limit))| {
            let ends = [balance.min(*limit), balance.max(*limit).max(0.0)];
            ends.map(|end| plot.up(plot.within(end)))
        });
        let none = [plot.top, plot.bottom];
        heights.fold(none, |[lowest, highest], [low, high]| {
            [lowest.max(low), highest.min(high)]
        })
    }

    /// How far down the upper line comes between two places on the page, and how far up the lower one does.
    pub(super) fn gap(&self, plot: &Plot, [left, right]: [f64; 2]) -> [f64; 2] {
        let lines = self.balance.iter().zip(&self.limit).enumerate();
        let within = lines.filter(|(x, _)| (left..=right).contains(&plot.across(*x as f64)));
        let heights = within.map(|(_, (balance, limit))| {
            let ends = [balance.max(*limit), balance.min(*limit)];
            ends.map(|end| plot.up(plot.within(end)))
        });
        let all = [plot.top, plot.bottom];
        heights.fold(all, |[upper, lower], [high, low]| {
            [upper.max(high), lower.min(low)]
        })
    }

    /// The limit as a step line: each value stands until the next one.
    pub(super) fn steps(&self, plot: &Plot) -> Vec<Point> {
        let last = self.limit.len() as f64 - 1.0;
        let values = self.limit.iter().enumerate();
        let finite = values.filter(|(_, value)| value.is_finite());
        let steps = finite.flat_map(|(x, &value)| [(x as f64, value), (x as f64 + 1.0, value)]);
        let steps = steps.take_while(|(x, _)| *x <= last);
        steps.map(|(x, y)| plot.at(x, y)).collect()
    }
}
