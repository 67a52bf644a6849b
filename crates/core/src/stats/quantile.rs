//! Quantiles of a sample.
//!
//! Linear between order statistics (Hyndman and Fan's type 7, numpy's default). By selection, since
//! a picture asks for a handful of quantiles of many samples.

/// The quantiles at `levels` (rising, in 0..=1) of `values`, which are put in another order.
/// All are not a number where a value is, or where there are none.
pub fn quantiles<const N: usize>(values: &mut [f64], levels: [f64; N]) -> [f64; N] {
    if values.is_empty() || values.iter().any(|value| value.is_nan()) {
        return [f64::NAN; N];
    }
    levels.map(|level| quantile(values, level))
}

/// The median of `values`; see [`quantiles`].
pub fn median(values: &mut [f64]) -> f64 {
    let [median] = quantiles(values, [0.5]);
    median
}

fn quantile(values: &mut [f64], level: f64) -> f64 {
    let place = level * (values.len() - 1) as f64;
    let index = place.floor() as usize;
    let (_, &mut low, above) = values.select_nth_unstable_by(index, f64::total_cmp);
    let fraction = place - place.floor();
    if fraction == 0.0 {
        return low;
    }
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    // Two equal infinities have no difference; numpy's order of operations otherwise.
    if low == high {
        return low;
    }
    let gap = high - low;
    if fraction < 0.5 {
        low + gap * fraction
    } else {
        high - gap * (1.0 - fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_numpys() {
        let mut values = [7.0, 1.0, 3.0, 10.0, 4.0];
        let levels = [0.0, 0.05, 0.25, 0.5, 0.9, 1.0];
        // np.quantile([7, 1, 3, 10, 4], [0, .05, .25, .5, .9, 1])
        let expected = [1.0, 1.4, 3.0, 4.0, 8.8, 10.0];
        assert_eq!(quantiles(&mut values, levels), expected);
    }

    #[test]
    fn a_sample_with_what_is_no_number_has_no_quantiles() {
        let mut values = [1.0, f64::NAN, 2.0];
        assert!(
            quantiles(&mut values, [0.1, 0.9])
                .iter()
                .all(|q| q.is_nan())
        );
        assert!(median(&mut []).is_nan());
    }

    #[test]
    fn infinities_have_an_order() {
        let mut values = [f64::INFINITY, 0.0, f64::NEG_INFINITY, f64::INFINITY];
        assert_eq!(
            quantiles(&mut values, [0.0, 1.0]),
            [f64::NEG_INFINITY, f64::INFINITY]
        );
    }
}
