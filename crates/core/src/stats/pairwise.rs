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
