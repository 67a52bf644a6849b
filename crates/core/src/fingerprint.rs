//! Fingerprints: a hash of the exact numbers that a scenario defines.
//!
//! A link that carries one is a claim anybody can check: whoever computes the scenario anew gets the same
//! fingerprint, or not the same numbers. It covers the bits of every output, derived ones too, at every
//! timestep of every run of every subset. It does not cover how the scenario is looked at, nor statistics,
//! sentences and pictures made from these numbers, nor whether the model is right. It depends on nothing else:
//! not on browser, processor or number of workers, and not on the order in which runs were made.
//!
//! How it is made, so that others can make it too. The digest of a run is the SHA-256 of its numbers, row by
//! row from timestep 0 on, in each row the outputs in the order of the model's table (`apiary spec`), each
//! number as the eight bytes of its float64, lowest first; what is no number has the bits 7ff8000000000000,
//! whatever its own. The fingerprint is the SHA-256 of a heading of four lines, each with a line feed behind it:
//!
//! ```text
//! apiary fingerprint 1
//! honey/1
//! 1 subsets, 1000 runs, 120 timesteps
//! reserve,circulation,…
//! ```
//!
//! (the outputs' link keys in the last), then of the runs' digests, subset by subset and run by run. In a product the first axis of the
//! model's table varies fastest; zipped axes vary together. Outputs without a name in the notebook are derived by
//! the formula in the model's file, such as CURRENTS' headroom: balance plus credit. It is written in
//! the 32 signs of Crockford's alphabet, five bits each, the highest first.

use crate::link::Link;
use crate::noise::Noise;
use crate::people;
use crate::scenario::{Scenario, ScenarioError};
use sha2::{Digest as _, Sha256};
use std::ops::Range;
use thiserror::Error;

/// The hash of a run's numbers.
pub type Digest = [u8; 32];

/// Signs of a fingerprint's short form: 40 bits, enough against chance.
const SHORT: usize = 8;
/// Signs that stand together.
const GROUP: usize = 4;

/// Digits and letters without i, l, o and u, which are taken for others.
const SIGNS: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";
/// Signs of a whole fingerprint.
const WHOLE: usize = (8 * size_of::<Digest>()).div_ceil(5);

/// A digest in signs. By hand: the library for such alphabets is larger than a chart.
fn encode(digest: &Digest) -> String {
    let bit = |place: usize| {
        digest
            .get(place / 8)
            .is_some_and(|byte| byte >> (7 - place % 8) & 1 == 1)
    };
    let sign = |place: usize| {
        let value = (0..5).fold(0, |value, next| {
            2 * value + usize::from(bit(5 * place + next))
        });
        char::from(SIGNS[value])
    };
    (0..WHOLE).map(sign).collect()
}

/// Hashes some runs of a subset, counted from 1.
#[must_use]
pub fn digests(
    scenario: &Scenario,
    subset: usize,
    runs: Range<u32>,
    noise: &mut Noise,
) -> Vec<Digest> {
    let outputs: Vec<usize> = (0..scenario.model.outputs().len()).collect();
    let mut hashes = vec![Sha256::new(); runs.len()];
    let mut take = |_: usize, _: u32, first: usize, values: &[f64]| {
        for (hash, value) in hashes[first..].iter_mut().zip(values) {
            let value = if value.is_nan() { f64::NAN } else { *value };
            hash.update(value.to_bits().to_le_bytes());
        }
    };
    let inputs = scenario.inputs_of(subset);
    let stretch = scenario.stretch(runs);
    scenario
        .model
        .rows(&inputs, &stretch, &outputs, noise, &mut take);
    hashes
        .into_iter()
        .map(|hash| hash.finalize().into())
        .collect()
}

/// The fingerprint of a scenario's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(Digest);

impl Fingerprint {
    /// Of the digests of all runs of all subsets, in this order.
    ///
    /// # Errors
    /// Those of [`Scenario::subsets`].
    pub fn of<'a>(
        scenario: &Scenario,
        digests: impl Iterator<Item = &'a Digest>,
    ) -> Result<Self, ScenarioError> {
        let mut hash = Sha256::new();
        hash.update(heading(scenario)?);
        for digest in digests {
            hash.update(digest);
        }
        Ok(Self(hash.finalize().into()))
    }

    /// Its first signs, in two groups: what people read and links carry.
    #[must_use]
    pub fn short(&self) -> String {
        grouped(&encode(&self.0)[..SHORT])
    }

    /// All of it.
    #[must_use]
    pub fn full(&self) -> String {
        grouped(&encode(&self.0))
    }

    /// Whether it begins as claimed.
    #[must_use]
    pub fn fits(&self, claim: &Claim) -> bool {
        encode(&self.0).starts_with(&claim.0)
    }
}

fn heading(scenario: &Scenario) -> Result<String, ScenarioError> {
    let about = scenario.model.about();
    let outputs = scenario.model.outputs();
    let keys: Vec<_> = outputs.iter().map(|output| output.key).collect();
    Ok(format!(
        "apiary fingerprint 1\n{}/{}\n{} subsets, {} runs, {} timesteps\n{}\n",
        about.name,
        about.version,
        scenario.subsets()?,
        scenario.runs,
        scenario.timesteps,
        keys.join(",")
    ))
}

/// What the fingerprint of a link's scenario is of, in words.
#[must_use]
pub fn covered(link: &Link) -> String {
    let scenario = &link.scenario;
    let about = scenario.model.about();
    let counted = |count: usize, what: &str| {
        let many = if count == 1 { "" } else { "s" };
        format!("{} {what}{many}", people::number(count as f64, 0))
    };
    let subsets = match scenario.subsets() {
        Ok(subsets) if subsets > 1 => format!(" of each of {}", counted(subsets, "subset")),
        _ => String::new(),
    };
    // What is pinned beside it are numbers of another scenario.
    let is_pinned = link
        .view
        .pinned
        .as_ref()
        .is_some_and(|pinned| !pinned.is_empty());
    let pinned = if is_pinned {
        ", all of B; A, which is pinned, has no part in it"
    } else {
        ""
    };
    format!(
        "every bit of all {} of {}/{}, from the initial state to {} {}, in {}{subsets}{pinned}",
        counted(scenario.model.outputs().len(), "output"),
        about.name,
        about.version,
        about.timestep,
        scenario.timesteps,
        counted(scenario.runs as usize, "run"),
    )
}

fn grouped(signs: &str) -> String {
    let mut text = String::new();
    for (place, sign) in signs.chars().enumerate() {
        if place > 0 && place % GROUP == 0 {
            text.push('-');
        }
        text.push(sign);
    }
    text
}

/// A fingerprint as a link carries it: all of it, or its first signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim(String);

/// Why a text is no fingerprint.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a fingerprint is 8 to 52 digits and letters, without i, l, o and u, like bgav-8yx6")]
pub struct ClaimError;

impl Claim {
    /// Reads a fingerprint as people copy it: in capitals, with or without dashes, with an o for a zero.
    ///
    /// # Errors
    /// [`ClaimError`] for anything else.
    pub fn read(text: &str) -> Result<Self, ClaimError> {
        let signs = text.chars().filter(|sign| *sign != '-');
        let meant = |sign: char| match sign.to_ascii_lowercase() {
            'i' | 'l' => '1',
            'o' => '0',
            sign => sign,
        };
        let signs: String = signs.map(meant).collect();
        let known = |sign: u8| SIGNS.contains(&sign);
        if (SHORT..=WHOLE).contains(&signs.len()) && signs.bytes().all(known) {
            Ok(Self(signs))
        } else {
            Err(ClaimError)
        }
    }

    /// The one text that links have for it.
    #[must_use]
    pub fn write(&self) -> String {
        grouped(&self.0)
    }
}
