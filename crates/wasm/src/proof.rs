//! The fingerprint of a scenario's numbers, in the making.

use crate::pieces::{Piece, Pieces, Room};
use crate::study::Numbered;
use crate::work::{Job, from_words, runs_with_rows, whole_lanes};
use apiary_canvas::to_js;
use apiary_core::export::claiming;
use apiary_core::fingerprint::{Claim, Digest, Fingerprint, covered};
use apiary_core::link::Link;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Words of a digest.
const WORDS: usize = 8;

/// The digests of all runs of all subsets.
#[wasm_bindgen]
pub struct Proof {
    link: Link,
    text: String,
    subsets: usize,
    pieces: Pieces,
}

/// What a link's numbers hash to, and whether that is what the link claims.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ProofTold {
    short: String,
    full: String,
    /// The link with this fingerprint.
    link: String,
    /// What the link claims, where it does.
    claimed: Option<String>,
    /// Whether that is so.
    reproduced: bool,
    /// What it is of.
    covered: String,
}

#[wasm_bindgen]
impl Proof {
    /// Of the scenario that a link holds; no run is made yet.
    ///
    /// # Errors
    /// When it would take too much memory, with a sentence for people.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let link = Link::read(link).link;
        let scenario = &link.scenario;
        let subsets = scenario.subsets()?;
        let mut pieces = Pieces::default();
        for _ in 0..subsets {
            pieces.add(Room {
                size: scenario.runs,
                stretch: whole_lanes(runs_with_rows(scenario)),
                width: WORDS,
                runs: 1,
            })?;
        }
        Ok(Self {
            text: link.write(),
            subsets,
            pieces,
            link,
        })
    }

    /// How many runs there are to make.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.pieces.total
    }

    /// How many runs have been made.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.pieces.done
    }

    /// Whether there is a fingerprint.
    #[wasm_bindgen(getter)]
    pub fn shows(&self) -> bool {
        self.pieces.is_complete()
    }

    /// The next job; none when all have been given.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Numbered | undefined")]
    pub fn next_job(&mut self) -> Result<JsValue, JsError> {
        let Some((number, Piece { point, from, to })) = self.pieces.next() else {
            return Ok(JsValue::UNDEFINED);
        };
        let job = Job::Digests {
            link: self.text.clone(),
            subset: point,
            from,
            to,
        };
        to_js(&Numbered { number, job })
    }

    /// Takes what a job gave, in any order.
    pub fn take(&mut self, number: usize, values: &[f64]) {
        self.pieces.take(number, values);
    }

    /// Gives out anew what was given out and has not come.
    pub fn go_on(&mut self) {
        self.pieces.take_back();
    }

    /// There is nothing to look at more closely.
    pub fn look_closer(&mut self) -> bool {
        false
    }

    /// The fingerprint; nothing while runs are missing.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "ProofTold | undefined")]
    pub fn told(&self) -> Result<JsValue, JsError> {
        let samples = (0..self.subsets).map(|subset| self.pieces.sample(subset));
        let Some(samples) = samples.collect::<Option<Vec<_>>>() else {
            return Ok(JsValue::UNDEFINED);
        };
        let digests: Vec<Digest> = samples.into_iter().flat_map(from_words).collect();
        let scenario = &self.link.scenario;
        let made = Fingerprint::of(scenario, digests.iter())?;
        let claiming = claiming(&self.link, Some(&made.short()));
        let claim = self.link.view.fingerprint.as_ref();
        to_js(&ProofTold {
            short: made.short(),
            full: made.full(),
            link: claiming.write(),
            claimed: claim.map(Claim::write),
            reproduced: claim.is_some_and(|claim| made.fits(claim)),
            covered: covered(&self.link),
        })
    }
}
