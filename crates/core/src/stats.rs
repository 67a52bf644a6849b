//! Statistics of ensembles. Sums run in the order of the runs, so that a result has one value.

pub mod latest;
pub mod lowess;
pub mod order;
pub mod pairwise;
pub mod quantile;
pub mod share;
pub mod statistic;

/// The mean of a sample and its standard error, which for fewer than two values is not a number.
#[must_use]
pub fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = pairwise::mean(values);
    let squares: Vec<f64> = values.iter().map(|x| (x - mean) * (x - mean)).collect();
    let variance = pairwise::sum(&squares) / (n - 1.0);
    (mean, (variance / n).sqrt())
}
