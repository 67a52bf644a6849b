//! numpy's pairwise sum.
//!
//! The CURRENTS notebook averages with `np.mean`, whose last bits depend on the order in which it
//! adds. No library offers that order, so it is restated here, after numpy's `pairwise_sum`.

/// Runs of at most this length are added in eight lanes; longer ones are halved.
const BLOCK: usize = 128;

/// The sum of `values` in numpy's order: `np.sum` of a contiguous float64 array.
#[must_use]
pub fn sum(values: &[f64]) -> f64 {
    let n = values.len();
    if n < 8 {
        return values.iter().fold(0.0, |sum, value| sum + value);
    }
    if n <= BLOCK {
        return sum_block(values);
    }
    let half = n / 2;
    let (left, right) = values.split_at(half - half % 8);
    sum(left) + sum(right)
}

/// The mean of `values` as `np.mean` rounds it; not a number where there are none.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    sum(values) / values.len() as f64
}

fn sum_block(values: &[f64]) -> f64 {
    let (eights, rest) = values.as_chunks::<8>();
    let mut lanes = eights[0];
    for eight in &eights[1..] {
        for (lane, value) in lanes.iter_mut().zip(eight) {
            *lane += value;
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    let sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
    rest.iter().fold(sum, |sum, value| sum + value)
}

/// Values that grow one by one, summed in numpy's order after each.
///
/// The halves that a sum is made of move only every sixteen values, so all but the last block is
/// kept: a sum costs little more than that block, however many values there are.
#[derive(Clone, Debug, Default)]
pub struct Growing {
    values: Vec<f64>,
    /// The left halves on the way to the last block, from the outermost: start, length and sum.
    lefts: Vec<(usize, usize, f64)>,
}

impl Growing {
    /// Adds a value.
    pub fn push(&mut self, value: f64) {
        self.values.push(value);
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The same number as [`sum`] of the values.
    pub fn sum(&mut self) -> f64 {
        let (mut start, mut depth) = (0, 0);
        while self.values.len() - start > BLOCK {
            let half = (self.values.len() - start) / 2;
            let length = half - half % 8;
            self.keep(depth, start, length);
            (start, depth) = (start + length, depth + 1);
        }
        self.lefts.truncate(depth);
        let last = sum(&self.values[start..]);
        let lefts = self.lefts.iter().rev();
        lefts.fold(last, |right, (_, _, left)| left + right)
    }

    /// The same number as [`mean`] of the values.
    pub fn mean(&mut self) -> f64 {
        self.sum() / self.values.len() as f64
    }

    /// Sums a left half, unless it is the one that is kept.
    fn keep(&mut self, depth: usize, start: usize, length: usize) {
        let is_kept = |(at, long, _): &(usize, usize, f64)| (*at, *long) == (start, length);
        if self.lefts.get(depth).is_some_and(is_kept) {
            return;
        }
        self.lefts.truncate(depth);
        let left = sum(&self.values[start..start + length]);
        self.lefts.push((start, length, left));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_growing_sum_is_the_sum_after_every_value() {
        let mut draws = crate::rng::RandomState::new(5);
        let mut growing = Growing::default();
        assert_eq!(growing.sum(), 0.0);
        assert!(growing.mean().is_nan());
        for count in 1..4000 {
            growing.push(1e6 * draws.standard_normal());
            // Not asked after every value, so that halves move unseen as well.
            if count % 7 != 3 {
                assert_eq!(growing.sum().to_bits(), sum(growing.values()).to_bits());
            }
        }
    }
}
