//! Where runs pass, as shades: what takes the place of lines where there are too many of them.
//!
//! Each column is a timestep, or the first of several where they are closer than the columns, and counts how
//! many runs lie in each of its cells. Drawing costs what the cells
//! cost, however many runs there are, and no run hides another.

use crate::pen::{Drawn, Pen};
use crate::plot::Plot;
use crate::style::mix;
use apiary_core::ensemble::Ensemble;
use apiary_core::summary::{Histogram, density};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// How high a cell is, and how wide a column at least, in CSS pixels.
const CELL: f64 = 4.0;
/// Shades, from the palest, which a single run has, to the darkest.
const SHADES: u32 = 12;
/// The share of runs in a cell from which on it has the darkest shade.
const FULL: f64 = 0.2;
/// How strong the palest and the darkest are.
const STRENGTH: [f64; 2] = [0.07, 0.85];

/// Draws where the runs made so far pass.
pub(crate) fn draw<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    (ensemble, output): (&Ensemble, usize),
    colour: RGBColor,
) -> Drawn<DB> {
    let columns = ((plot.right - plot.left) / CELL).max(1.0);
    let every = (f64::from(ensemble.timesteps()) / columns).ceil().max(1.0) as u32;
    let bins = ((plot.bottom - plot.top) / CELL).max(1.0) as usize;
    let counted = density(ensemble, output, every, plot.y, bins);
    // Shade by shade: a canvas changes its colour less often.
    for shade in 1..=SHADES {
        let part = f64::from(shade - 1) / f64::from(SHADES - 1);
        let strength = STRENGTH[0] + part * (STRENGTH[1] - STRENGTH[0]);
        let colour = mix(pen.theme.paper, colour, strength);
        for (column, histogram) in counted.iter().enumerate() {
            let at = column as f64 * f64::from(every);
            let half = f64::from(every) / 2.0;
            let left = plot.across((at - half).max(plot.x[0]));
            let right = plot.across((at + half).min(plot.x[1]));
            let edge =
                |bin: usize| plot.bottom - (plot.bottom - plot.top) * bin as f64 / bins as f64;
            for (from, to) in stretches(histogram, ensemble.runs(), shade) {
                pen.block((left, edge(to)), (right, edge(from)), colour)?;
            }
        }
    }
    Ok(())
}

/// The shade of a cell; none where no run passes.
fn shade_of(count: u32, runs: usize) -> u32 {
    if count == 0 {
        return 0;
    }
    let part = f64::from(count) / (runs as f64 * FULL);
    let shade = (f64::from(SHADES) * part.min(1.0).sqrt()).ceil() as u32;
    shade.min(SHADES)
}

/// The cells of a shade that lie on each other: the first, and the one behind the last.
fn stretches(histogram: &Histogram, runs: usize, shade: u32) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (bin, &count) in histogram.counts.iter().enumerate() {
        if shade_of(count, runs) != shade {
            continue;
        }
        match found.last_mut() {
            Some((_, end)) if *end == bin => *end += 1,
            _ => found.push((bin, bin + 1)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_run_is_seen_and_a_crowd_is_darkest() {
        assert_eq!(shade_of(0, 100_000), 0);
        assert_eq!(shade_of(1, 100_000), 1);
        assert_eq!(shade_of(20_000, 100_000), SHADES);
        assert_eq!(shade_of(100_000, 100_000), SHADES);
    }

    #[test]
    fn cells_of_a_shade_are_one_block() {
        let counts = vec![1, 1, 0, 1, 500, 500];
        let histogram = Histogram {
            counts,
            below: 0,
            above: 0,
        };
        assert_eq!(stretches(&histogram, 1000, 1), [(0, 2), (3, 4)]);
        assert_eq!(stretches(&histogram, 1000, SHADES), [(4, 6)]);
    }
}
