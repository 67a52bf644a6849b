//! Sums of the latest values of a list that grows.
//!
//! A model that looks back over its last payments at every step would add them up again and again. Whole
//! numbers add up without rounding in whatever order, so sums up to each value say what any stretch of them
//! adds up to; where they do not, the values are added one after the other, as the model says.

use super::pairwise::{self, AT_FIRST, WHOLE};

/// Values that grow one by one.
#[derive(Clone, Debug)]
pub struct Latest {
    /// Each value and the sum up to it, behind a zero that stands before all.
    values: Vec<(f64, f64)>,
    /// The sum of the values' sizes, which bounds every partial sum.
    reach: f64,
    /// Whether there is a value with a fraction.
    fractions: bool,
}

impl Default for Latest {
    fn default() -> Self {
        let mut values = Vec::with_capacity(AT_FIRST);
        values.push((0.0, 0.0));
        Self {
            values,
            reach: 0.0,
            fractions: false,
        }
    }
}

impl Latest {
    /// Adds a value, or not. Chance decides which, so there is nothing here for a processor to guess: the
    /// value is always written, and the list made to end before it.
    #[inline]
    pub fn push_if(&mut self, takes: bool, value: f64) {
        let count = self.values.len();
        let (_, sum) = self.values[count - 1];
        self.values.push((value, sum + value));
        self.values.truncate(count + usize::from(takes));
        self.reach += if takes { value.abs() } else { 0.0 };
        self.fractions |= takes & (value.trunc() != value);
    }

    /// How many values there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.values.len() - 1
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sum of all values in numpy's order.
    #[must_use]
    pub fn sum(&self) -> f64 {
        if self.is_exact() {
            return self.values[self.len()].1;
        }
        let values: Vec<f64> = self.from(0).collect();
        pairwise::sum(&values)
    }

    /// The sum of the values from a place on, one after the other.
    ///
    /// # Panics
    /// Where there are fewer values than that.
    #[must_use]
    pub fn sum_from(&self, place: usize) -> f64 {
        if self.is_exact() {
            self.values[self.len()].1 - self.values[place].1
        } else {
            self.from(place).fold(0.0, |sum, value| sum + value)
        }
    }

    /// The values from a place on.
    fn from(&self, place: usize) -> impl Iterator<Item = f64> {
        self.values[place + 1..].iter().map(|(value, _)| *value)
    }

    /// Whether the values add up without rounding.
    fn is_exact(&self) -> bool {
        !self.fractions && self.reach <= WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::RandomState;

    /// Holds the sums against plain ones after every value.
    fn hold(mut next: impl FnMut(&mut RandomState) -> f64) {
        let mut draws = RandomState::new(6);
        let mut latest = Latest::default();
        let mut values = Vec::new();
        for _ in 1..2000 {
            let (takes, value) = (draws.coin(), next(&mut draws));
            latest.push_if(takes, value);
            values.extend(takes.then_some(value));
            assert_eq!(latest.len(), values.len());
            assert_eq!(latest.sum(), pairwise::sum(&values));
            let from = values.len() / 2;
            let plain = values[from..].iter().fold(0.0, |sum, value| sum + value);
            assert_eq!(latest.sum_from(from), plain);
        }
    }

    #[test]
    fn sums_of_the_latest_whole_numbers_are_those_of_the_values() {
        hold(|draws| draws.uniform(-1e6, 1e6).round_ties_even());
    }

    #[test]
    fn so_they_are_where_sums_are_rounded() {
        hold(|draws| draws.uniform(-1e6, 1e6));
        let mut count = 0.0;
        hold(|draws| {
            count += 1.0;
            draws.uniform(-4e12, 4e12).round_ties_even() * count
        });
    }
}
