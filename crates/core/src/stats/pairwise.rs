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
        add(&mut lanes, eight);
    }
    rest.iter().fold(joined(lanes), |sum, value| sum + value)
}

fn add(lanes: &mut [f64; 8], eight: &[f64; 8]) {
    for (lane, value) in lanes.iter_mut().zip(eight) {
        *lane += value;
    }
}

fn joined([a, b, c, d, e, f, g, h]: [f64; 8]) -> f64 {
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// Up to here whole numbers have sums without rounding, in whatever order.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Room at first, so that a year's values move nowhere.
const AT_FIRST: usize = 384;

/// Values that grow one by one, summed in numpy's order after each.
///
/// The halves that a sum is made of move only every sixteen values, so all but the last block is
/// kept, and of that block what its lanes have added: a sum costs a few additions, however many values
/// there are. Of whole numbers it costs one.
#[derive(Clone, Debug, Default)]
pub struct Growing {
    values: Vec<f64>,
    /// The left halves on the way to the last block, from the outermost: start, length and sum.
    lefts: Vec<(usize, usize, f64)>,
    last: Block,
    /// The sum up to each value, as long as it is without rounding.
    exact: Vec<f64>,
    /// The sum of the values' sizes, which bounds every partial sum.
    reach: f64,
}

/// The last block's lanes.
#[derive(Clone, Debug, Default)]
struct Block {
    start: usize,
    /// Up to where whole eights have been added.
    end: usize,
    lanes: [f64; 8],
}

impl Block {
    /// The same number as [`sum`] of the values from `start` on, of which there are at most [`BLOCK`].
    fn sum(&mut self, start: usize, values: &[f64]) -> f64 {
        if values.len() - start < 8 {
            return sum(&values[start..]);
        }
        if self.start != start || self.end < start + 8 {
            let (eights, _) = values[start..].as_chunks::<8>();
            *self = Self {
                start,
                end: start + 8,
                lanes: eights[0],
            };
        }
        let (eights, rest) = values[self.end..].as_chunks::<8>();
        for eight in eights {
            add(&mut self.lanes, eight);
        }
        self.end = values.len() - rest.len();
        rest.iter()
            .fold(joined(self.lanes), |sum, value| sum + value)
    }
}

impl Growing {
    /// Adds a value.
    pub fn push(&mut self, value: f64) {
        if self.values.is_empty() {
            self.values.reserve(AT_FIRST);
            self.exact.reserve(AT_FIRST);
        }
        self.reach += value.abs();
        if self.is_exact() && value.fract() == 0.0 && self.reach <= WHOLE {
            self.exact.push(self.exact.last().unwrap_or(&0.0) + value);
        }
        self.values.push(value);
    }

    /// Whether all values are whole numbers that add up without rounding.
    const fn is_exact(&self) -> bool {
        self.exact.len() == self.values.len()
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The same number as [`sum`] of the values.
    pub fn sum(&mut self) -> f64 {
        if self.is_exact() {
            return self.exact.last().copied().unwrap_or(0.0);
        }
        let (mut start, mut depth) = (0, 0);
        while self.values.len() - start > BLOCK {
            let half = (self.values.len() - start) / 2;
            let length = half - half % 8;
            self.keep(depth, start, length);
            (start, depth) = (start + length, depth + 1);
        }
        self.lefts.truncate(depth);
        let last = self.last.sum(start, &self.values);
        let lefts = self.lefts.iter().rev();
        lefts.fold(last, |right, (_, _, left)| left + right)
    }

    /// The sum of the values from a place on, one after the other.
    #[must_use]
    pub fn sum_from(&self, place: usize) -> f64 {
        if !self.is_exact() {
            return self.values[place..]
                .iter()
                .fold(0.0, |sum, value| sum + value);
        }
        let before = place.checked_sub(1).map_or(0.0, |last| self.exact[last]);
        self.exact.last().unwrap_or(&0.0) - before
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

    /// Holds a growing sum against the plain one, not after every value, so that halves move unseen as
    /// well.
    fn hold(mut next: impl FnMut() -> f64) {
        let mut growing = Growing::default();
        assert_eq!(growing.sum(), 0.0);
        assert!(growing.mean().is_nan());
        for count in 1..4000 {
            growing.push(next());
            let values = growing.values().to_vec();
            if count % 7 != 3 {
                assert_eq!(growing.sum().to_bits(), sum(&values).to_bits(), "{count}");
            }
            let from = count / 2;
            let plain = values[from..].iter().fold(0.0, |sum, value| sum + value);
            assert_eq!(growing.sum_from(from), plain, "{count}");
        }
    }

    #[test]
    fn a_growing_sum_is_the_sum_after_every_value() {
        let mut draws = crate::rng::RandomState::new(5);
        hold(|| 1e6 * draws.standard_normal());
    }

    #[test]
    fn so_it_is_of_whole_numbers_until_they_grow_too_large() {
        let mut draws = crate::rng::RandomState::new(6);
        hold(|| draws.uniform(-1e6, 1e6).round_ties_even() + 0.0);
        let mut count = 0.0;
        hold(|| {
            count += 1.0;
            let sign = if draws.coin() { 1.0 } else { -1.0 };
            sign * (4e12_f64 * count).round_ties_even()
        });
    }
}
