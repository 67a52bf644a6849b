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

/// Values that grow one by one, summed in numpy's order after each.
///
/// The halves that a sum is made of move only where a group of eight is full or begun, so a value in
/// between is one addition to the last block, however many values there are. Whole numbers add up without
/// rounding, so there it is one addition always.
#[derive(Clone, Debug)]
pub struct Growing {
    values: Vec<f64>,
    /// The left halves on the way to the last block, from the outermost: start, length and sum.
    lefts: Vec<(usize, usize, f64)>,
    last: Block,
    /// The sum of all values.
    sum: f64,
    /// The sums of the first eight, sixteen, and so on, which will be left halves.
    firsts: Vec<f64>,
    /// The sum of the values' sizes, which bounds every partial sum.
    reach: f64,
    /// Whether sums may be rounded, which they never are up to then.
    rounds: bool,
}

/// Room at first, so that a year's values move nowhere.
pub(super) const AT_FIRST: usize = 384;

impl Default for Growing {
    fn default() -> Self {
        Self {
            values: Vec::with_capacity(AT_FIRST),
            lefts: Vec::new(),
            last: Block::default(),
            sum: 0.0,
            firsts: Vec::with_capacity(AT_FIRST / 8),
            reach: 0.0,
            rounds: false,
        }
    }
}

/// Up to here whole numbers add up without rounding.
pub(super) const WHOLE: f64 = 9_007_199_254_740_992.0;

/// The last block: its first values in whole eights, added in lanes, and the sum of all of it.
#[derive(Clone, Debug, Default)]
struct Block {
    start: usize,
    /// Up to where whole eights have been added.
    end: usize,
    lanes: [f64; 8],
    sum: f64,
}

impl Block {
    /// The block from `start` to the end of the values, with what this one has added already.
    fn moved(&self, start: usize, values: &[f64]) -> Self {
        let (eights, _) = values[start..].as_chunks::<8>();
        let Some(first) = eights.first() else {
            return Self {
                start,
                end: start,
                lanes: [0.0; 8],
                sum: sum(&values[start..]),
            };
        };
        let is_kept = self.start == start && self.end > start;
        let (end, mut lanes) = if is_kept {
            (self.end, self.lanes)
        } else {
            (start + 8, *first)
        };
        let (eights, rest) = values[end..].as_chunks::<8>();
        for eight in eights {
            add(&mut lanes, eight);
        }
        Self {
            start,
            end: values.len() - rest.len(),
            lanes,
            sum: rest.iter().fold(joined(lanes), |sum, value| sum + value),
        }
    }
}

impl Growing {
    /// Adds a value.
    #[inline]
    pub fn push(&mut self, value: f64) {
        self.values.push(value);
        if self.rounds {
            self.push_rounded(value);
        } else {
            self.reach += value.abs();
            self.rounds = value.trunc() != value || self.reach > WHOLE;
            if self.rounds {
                self.settle();
            } else {
                self.sum += value;
            }
        }
        if self.values.len().is_multiple_of(8) {
            self.firsts.push(self.sum);
        }
    }

    #[inline]
    fn push_rounded(&mut self, value: f64) {
        if self.values.len() % 8 > 1 {
            self.last.sum += value;
            self.add_up();
        } else {
            self.settle();
        }
    }

    #[inline]
    fn add_up(&mut self) {
        let lefts = self.lefts.iter().rev();
        self.sum = lefts.fold(self.last.sum, |right, (_, _, left)| left + right);
    }

    /// How many values there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The same number as [`sum`] of the values.
    #[must_use]
    pub const fn sum(&self) -> f64 {
        self.sum
    }

    /// The same number as [`mean`] of the values.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.sum / self.values.len() as f64
    }

    /// Finds the halves and the last block, and adds them up.
    #[inline(never)]
    fn settle(&mut self) {
        let (mut start, mut depth) = (0, 0);
        while self.values.len() - start > BLOCK {
            let half = (self.values.len() - start) / 2;
            let length = half - half % 8;
            self.keep(depth, start, length);
            (start, depth) = (start + length, depth + 1);
        }
        self.lefts.truncate(depth);
        self.last = self.last.moved(start, &self.values);
        self.add_up();
    }

    /// Sums a left half, unless it is the one that is kept.
    fn keep(&mut self, depth: usize, start: usize, length: usize) {
        let is_kept = |(at, long, _): &(usize, usize, f64)| (*at, *long) == (start, length);
        if self.lefts.get(depth).is_some_and(is_kept) {
            return;
        }
        self.lefts.truncate(depth);
        let left = if start == 0 {
            self.firsts[length / 8 - 1]
        } else {
            sum(&self.values[start..start + length])
        };
        self.lefts.push((start, length, left));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Holds a growing sum against the plain one after every value.
    fn hold(mut next: impl FnMut() -> f64) {
        let mut growing = Growing::default();
        assert_eq!(growing.sum(), 0.0);
        assert!(growing.mean().is_nan());
        let mut values = Vec::new();
        for count in 1..4000 {
            let value = next();
            values.push(value);
            growing.push(value);
            assert_eq!(growing.sum().to_bits(), sum(&values).to_bits(), "{count}");
            assert_eq!(growing.mean().to_bits(), mean(&values).to_bits(), "{count}");
        }
    }

    #[test]
    fn a_growing_sum_is_the_sum_after_every_value() {
        let mut draws = crate::rng::RandomState::new(5);
        hold(|| 1e6 * draws.standard_normal());
    }

    #[test]
    fn so_it_is_of_whole_numbers_until_they_grow_too_large_or_have_fractions() {
        let mut draws = crate::rng::RandomState::new(6);
        hold(|| draws.uniform(-1e6, 1e6).round_ties_even() + 0.0);
        let mut count = 0.0;
        hold(|| {
            count += 1.0;
            let sign = if draws.coin() { 1.0 } else { -1.0 };
            sign * (4e12_f64 * count).round_ties_even()
        });
        for last in [3, 7, 8, 9, 200, 1234] {
            let mut count = 0;
            hold(|| {
                count += 1;
                f64::from(count) + if count > last { 0.1 } else { 0.0 }
            });
        }
    }
}
