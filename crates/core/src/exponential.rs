//! `exp` without branches, so that a compiler computes it for several runs at once.
//!
//! Libraries' exponentials branch, or call what cannot be put into a loop over runs. This one is the
//! usual reduction to within half of ln 2 and its series, written as arithmetic alone. It is the same
//! to the last bit on every machine, and within 1 unit in the last place of libm's where neither
//! overflows nor vanishes; a test says so. What would lie below 1e-307 is 0.

use std::f64::consts::LOG2_E;

/// Adding it rounds to a whole number, which then stands in the low bits: 1.5 times 2 to the 52nd.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts, of which products of the first with whole numbers up to 2 to the 20th are exact.
/// (As in fdlibm's `e_exp.c`.)
const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
/// From here on the result is beyond all numbers.
const MOST: f64 = 709.782_712_893_384;
/// From here downwards the result would soon lose digits.
const LEAST: f64 = -707.0;

/// e to the power of `x`.
#[inline(always)]
#[must_use]
pub fn exp(x: f64) -> f64 {
    let rounded = x * LOG2_E + ROUND;
    let whole = rounded - ROUND;
    let r = x - whole * LN_2[0] - whole * LN_2[1];
    // Half of 2 to the power of `whole`, from its exponent's bits; the half keeps it from overflowing.
    let half = f64::from_bits(rounded.to_bits().wrapping_add(1022) << 52);
    let result = series(r) * half * 2.0;
    if x > MOST {
        f64::INFINITY
    } else if x < LEAST {
        0.0
    } else {
        result
    }
}

/// The first fourteen terms of the series of e to the power of `r`, which for |r| below 0.35 leave out
/// 5e-18. Grouped so that few of them wait for each other (Estrin's scheme).
#[inline(always)]
fn series(r: f64) -> f64 {
    let r2 = r * r;
    let r4 = r2 * r2;
    let r8 = r4 * r4;
    let second = 1.0 / 2.0 + r * (1.0 / 6.0);
    let fourth = 1.0 / 24.0 + r * (1.0 / 120.0);
    let sixth = 1.0 / 720.0 + r * (1.0 / 5_040.0);
    let eighth = 1.0 / 40_320.0 + r * (1.0 / 362_880.0);
    let tenth = 1.0 / 3_628_800.0 + r * (1.0 / 39_916_800.0);
    let twelfth = 1.0 / 479_001_600.0 + r * (1.0 / 6_227_020_800.0);
    let behind = second + r2 * fourth + r4 * (sixth + r2 * eighth) + r8 * (tenth + r2 * twelfth);
    1.0 + (r + r2 * behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_within_a_unit_in_the_last_place_of_libms() {
        let mut draws = crate::rng::RandomState::new(1);
        let wide = (0..400_000).map(|_| draws.uniform(LEAST, MOST));
        let mut near = crate::rng::RandomState::new(2);
        let near = (0..400_000).map(|_| near.uniform(-10.0, 10.0));
        for x in wide.chain(near) {
            let (own, expected) = (exp(x), libm::exp(x));
            let apart = own.to_bits().abs_diff(expected.to_bits());
            assert!(apart <= 1, "exp({x}) is {own}, libm's {expected}");
        }
    }

    #[test]
    fn its_ends_are_zero_infinity_and_nothing() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-0.0), 1.0);
        assert_eq!(exp(-708.0), 0.0);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert_eq!(exp(709.8), f64::INFINITY);
        assert_eq!(exp(f64::INFINITY), f64::INFINITY);
        assert!(exp(709.78).is_finite());
        assert!(exp(f64::NAN).is_nan());
    }
}
