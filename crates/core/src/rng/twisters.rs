//! Mersenne Twisters side by side.
//!
//! A run needs few words, so most of its generator's time would go into seeding it, where each word
//! waits for the one before. The library seeds one generator at a time; here [`LANES`] generators of
//! consecutive seeds are seeded and twisted together, in vectors. The words are the library's, as a test
//! says. (Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8, 1998; `mt19937ar.c`, 2002.)

use crate::lanes::LANES;
use rand::TryRng;
use std::convert::Infallible;

/// Words of the state.
const SIZE: usize = 624;
/// How far ahead a word is mixed in.
const AHEAD: usize = 397;

/// Words that are twisted at once: few, since most runs stop long before the state is through.
const PART: usize = SIZE / 12;

/// A word of each generator.
type Words = [u32; LANES];

/// Generators of consecutive seeds.
pub(crate) struct Twisters {
    state: Vec<Words>,
    /// Which word of the state is to be twisted next.
    next: usize,
    /// All words so far, from the first on.
    made: Vec<Words>,
}

impl Twisters {
    /// The generators of this seed and the ones behind it; no word is made yet.
    #[inline(always)]
    pub(crate) fn new(seed: u32) -> Self {
        let mut twisters = Self {
            state: vec![[0; LANES]; SIZE],
            next: 0,
            made: Vec::new(),
        };
        twisters.reseed(seed);
        twisters
    }

    /// Seeds them anew, in the memory they have.
    #[inline(always)]
    pub(crate) fn reseed(&mut self, seed: u32) {
        self.made.clear();
        self.next = 0;
        self.state[0] = std::array::from_fn(|lane| seed.wrapping_add(lane as u32));
        for index in 1..SIZE {
            let before = self.state[index - 1];
            self.state[index] = before.map(|word| {
                let mixed = word ^ (word >> 30);
                mixed.wrapping_mul(1_812_433_253).wrapping_add(index as u32)
            });
        }
    }

    /// The words of one of the generators.
    pub(crate) const fn words(&mut self, lane: usize) -> WordsOf<'_> {
        WordsOf {
            twisters: self,
            lane,
            next: 0,
        }
    }

    /// Makes the next words of all; the first of them.
    #[cold]
    #[inline(never)]
    fn make(&mut self) -> Words {
        let first = self.made.len();
        let state = &mut self.state[..SIZE];
        for index in self.next..self.next + PART {
            let (next, ahead) = ((index + 1) % SIZE, (index + AHEAD) % SIZE);
            let (this, next, ahead) = (state[index], state[next], state[ahead]);
            for lane in 0..LANES {
                let joined = (this[lane] & 0x8000_0000) | (next[lane] & 0x7fff_ffff);
                let odd = (joined & 1).wrapping_neg() & 0x9908_b0df;
                state[index][lane] = ahead[lane] ^ (joined >> 1) ^ odd;
            }
            self.made.push(state[index].map(tempered));
        }
        self.next = (self.next + PART) % SIZE;
        self.made[first]
    }
}

#[inline(always)]
const fn tempered(word: u32) -> u32 {
    let word = word ^ (word >> 11);
    let word = word ^ ((word << 7) & 0x9d2c_5680);
    let word = word ^ ((word << 15) & 0xefc6_0000);
    word ^ (word >> 18)
}

/// The words of one generator, one by one.
pub(crate) struct WordsOf<'a> {
    twisters: &'a mut Twisters,
    lane: usize,
    next: usize,
}

impl TryRng for WordsOf<'_> {
    type Error = Infallible;

    #[inline(always)]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let lane = self.lane % LANES;
        let word = match self.twisters.made.get(self.next) {
            Some(words) => words[lane],
            None => self.twisters.make()[lane],
        };
        self.next += 1;
        Ok(word)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let [low, high] = [self.try_next_u32()?, self.try_next_u32()?].map(u64::from);
        Ok(high << 32 | low)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for part in bytes.chunks_mut(4) {
            let word = self.try_next_u32()?.to_le_bytes();
            part.copy_from_slice(&word[..part.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn side_by_side_they_make_the_librarys_words() {
        for seed in [0, 1, 5489, u32::MAX - 7] {
            let mut twisters = Twisters::new(seed);
            for lane in [0, 3, LANES - 1, 1] {
                let mut library = rand_mt::Mt::new(seed.wrapping_add(lane as u32));
                let mut words = twisters.words(lane);
                for _ in 0..2000 {
                    assert_eq!(words.next_u32(), library.next_u32());
                }
            }
        }
    }
}
