//! numpy's legacy `RandomState`, the generator of both notebooks.
//!
//! The notebooks' numbers can only be checked to the last digit with the notebooks' own draws, so
//! this module follows numpy's legacy formulas and not those of `rand`, which turn the same words
//! into other numbers. The words come from a maintained Mersenne Twister.

pub(crate) mod twisters;

use rand::Rng;
use rand_mt::Mt;

/// numpy's legacy random state on the words of a 32-bit generator, by default MT19937.
#[derive(Clone, Debug)]
pub struct RandomState<R = Mt> {
    words: R,
    /// The second value of the last polar pair. It survives draws of other kinds.
    spare_normal: Option<f64>,
}

impl RandomState {
    /// The state `numpy.random.RandomState(seed)`, seeded by `init_genrand`.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self::from_words(Mt::new(seed))
    }
}

impl<R: Rng> RandomState<R> {
    /// numpy's formulas on any source of 32-bit words.
    pub const fn from_words(words: R) -> Self {
        Self {
            words,
            spare_normal: None,
        }
    }

    /// A raw word, uniform on all 32-bit values.
    #[inline]
    pub fn word(&mut self) -> u32 {
        self.words.next_u32()
    }

    /// `random_sample()`: uniform on the multiples of 2^-53 in [0, 1), from two words.
    #[inline]
    pub fn random_sample(&mut self) -> f64 {
        let high = i64::from(self.word() >> 5);
        let low = i64::from(self.word() >> 6);
        (high << 26 | low) as f64 / 9_007_199_254_740_992.0
    }

    /// `randint(0, 2)` as a truth value: the lowest bit of one word.
    pub fn coin(&mut self) -> bool {
        self.word() & 1 == 1
    }

    /// `uniform(low, high)`: one [`random_sample`](Self::random_sample) stretched to the interval.
    pub fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.random_sample()
    }

    /// `standard_normal()`: the polar method, which makes two values and keeps one for later.
    #[inline]
    pub fn standard_normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        loop {
            let x1 = 2.0 * self.random_sample() - 1.0;
            let x2 = 2.0 * self.random_sample() - 1.0;
            let r2 = x1 * x1 + x2 * x2;
            if r2 < 1.0 && r2 != 0.0 {
                let f = (-2.0 * libm::log(r2) / r2).sqrt();
                self.spare_normal = Some(f * x1);
                return f * x2;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// Plays a list of words over and over.
    struct Words(Vec<u32>, usize);

    impl rand::TryRng for Words {
        type Error = Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            let word = self.0[self.1 % self.0.len()];
            self.1 += 1;
            Ok(word)
        }
        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            unreachable!("numpy's legacy draws take 32-bit words")
        }
        fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Infallible> {
            unreachable!("numpy's legacy draws take 32-bit words")
        }
    }

    #[test]
    fn a_uniform_reaches_zero_and_never_one() {
        let mut least = RandomState::from_words(Words(vec![0], 0));
        let mut most = RandomState::from_words(Words(vec![u32::MAX], 0));
        assert_eq!(least.random_sample(), 0.0);
        assert_eq!(most.random_sample(), 1.0 - f64::EPSILON / 2.0);
    }

    #[test]
    fn a_polar_pair_at_the_centre_or_outside_the_circle_is_drawn_again() {
        let centre = [1 << 31, 0, 1 << 31, 0];
        let outside = [0, 0, 0, 0];
        let inside = [3 << 30, 0, 1 << 31, 0];
        let words = [centre, outside, inside].concat();
        let mut state = RandomState::from_words(Words(words, 0));
        assert_eq!(state.standard_normal(), 0.0);
        let expected = (-2.0 * libm::log(0.25) / 0.25_f64).sqrt() * 0.5;
        assert_eq!(state.standard_normal(), expected);
    }

    #[test]
    fn the_spare_normal_survives_draws_of_other_kinds() {
        let mut plain = RandomState::new(7);
        let (_, spare) = (plain.standard_normal(), plain.standard_normal());
        let mut interleaved = RandomState::new(7);
        interleaved.standard_normal();
        interleaved.random_sample();
        interleaved.coin();
        assert_eq!(interleaved.standard_normal(), spare);
    }
}
