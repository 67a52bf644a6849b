//! The runs of a subset, held for what is asked of them.
//!
//! Runs are added in portions, so that whoever waits for them can show progress, show what there is
//! already, and stop. Only the outputs asked for are held.

use crate::model::Impossible;
use crate::noise::Noise;
use crate::scenario::{Scenario, ScenarioError, limits};
use crate::summary::Kept;
use std::ops::Range;

/// Some outputs of some runs of a subset.
#[derive(Clone, Debug)]
pub struct Ensemble {
    inputs: Vec<f64>,
    outputs: Vec<usize>,
    timesteps: u32,
    /// Runs there will be.
    runs: usize,
    rows: Rows,
    /// One for each run made so far.
    impossible: Vec<Option<Impossible>>,
    pub(crate) kept: Kept,
}

/// The values of all runs made so far, by output and timestep.
#[derive(Clone, Debug)]
enum Rows {
    /// One row behind the other, as they are made and carried.
    Together(Vec<f64>),
    /// Each with room for the runs to come, which costs nothing before they do: large ensembles are begun far
    /// more often than completed, while a slider moves.
    Apart(Vec<Vec<f64>>),
}

impl Ensemble {
    /// Room for the given outputs (indices into the model's) of a subset's runs; no run is made.
    ///
    /// # Errors
    /// [`ScenarioError::TooLarge`] beyond [`limits::VALUES`], before memory is taken.
    pub fn new(
        scenario: &Scenario,
        subset: usize,
        outputs: &[usize],
    ) -> Result<Self, ScenarioError> {
        let rows = outputs.len() as u64 * (u64::from(scenario.timesteps) + 1);
        let values = rows * u64::from(scenario.runs);
        if values > limits::VALUES {
            return Err(ScenarioError::TooLarge { values });
        }
        Ok(Self {
            inputs: scenario.inputs_of(subset),
            outputs: outputs.to_vec(),
            timesteps: scenario.timesteps,
            runs: scenario.runs as usize,
            rows: Rows::Together(Vec::new()),
            impossible: Vec::new(),
            kept: Kept::default(),
        })
    }

    /// All the runs.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn complete(
        scenario: &Scenario,
        subset: usize,
        outputs: &[usize],
    ) -> Result<Self, ScenarioError> {
        let all = 1..scenario.runs + 1;
        Self::of_runs(scenario, subset, outputs, all, &mut Noise::new())
    }

    /// Some runs, counted from 1, as an ensemble of their own.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn of_runs(
        scenario: &Scenario,
        subset: usize,
        outputs: &[usize],
        runs: Range<u32>,
        noise: &mut Noise,
    ) -> Result<Self, ScenarioError> {
        let stretch = scenario.stretch(runs);
        let own = Scenario {
            runs: stretch.runs.len() as u32,
            ..scenario.clone()
        };
        let ensemble = Self::new(&own, subset, outputs)?;
        let (length, runs) = (ensemble.timesteps as usize + 1, ensemble.runs);
        let mut values = vec![f64::NAN; ensemble.count_of_rows() * runs];
        let mut store = |output: usize, timestep: u32, run: usize, row: &[f64]| {
            let place = (output * length + timestep as usize) * runs + run;
            values[place..place + row.len()].copy_from_slice(row);
        };
        let model = scenario.model;
        let impossible = model.rows(&ensemble.inputs, &stretch, outputs, noise, &mut store);
        Ok(Self {
            rows: Rows::Together(values),
            impossible,
            ..ensemble
        })
    }

    const fn count_of_rows(&self) -> usize {
        self.outputs.len() * (self.timesteps as usize + 1)
    }

    /// Takes the next runs as somebody else made them: see [`packed`](Self::packed).
    ///
    /// Runs that do not come next, or have another shape, are not taken; whether they were.
    pub fn take(&mut self, first: usize, packed: &[f64]) -> bool {
        let rows = self.count_of_rows();
        let (count, rest) = (packed.len() / (rows + 1), packed.len() % (rows + 1));
        if first != self.runs() || rest != 0 || first + count > self.runs {
            return false;
        }
        let values = &packed[..rows * count];
        if first == 0 {
            self.rows = Rows::Together(values.to_vec());
        } else if count > 0 {
            for (row, more) in self.rows_apart().iter_mut().zip(values.chunks_exact(count)) {
                row.extend_from_slice(more);
            }
        }
        let states = packed[rows * count..]
            .iter()
            .map(|code| Impossible::from_code(*code));
        self.impossible.extend(states);
        self.kept = Kept::default();
        true
    }

    /// The rows, each with room for all runs.
    fn rows_apart(&mut self) -> &mut [Vec<f64>] {
        if let Rows::Together(values) = &self.rows {
            let with_room = |made: &[f64]| {
                let mut row = Vec::with_capacity(self.runs);
                row.extend_from_slice(made);
                row
            };
            let rows = values.chunks_exact(self.runs().max(1)).map(with_room);
            self.rows = Rows::Apart(rows.collect());
        }
        match &mut self.rows {
            Rows::Apart(rows) => rows,
            Rows::Together(_) => &mut [],
        }
    }

    /// All runs, in one list for [`take`](Self::take): by output, timestep and run, then a code for each
    /// run's impossible state. The ensemble is complete.
    #[must_use]
    pub fn packed(self) -> Vec<f64> {
        let states = self.impossible.into_iter().map(Impossible::code);
        let mut packed = match self.rows {
            Rows::Together(values) => values,
            Rows::Apart(rows) => rows.concat(),
        };
        packed.extend(states);
        packed
    }

    /// How many runs have been made.
    #[must_use]
    pub const fn runs(&self) -> usize {
        self.impossible.len()
    }

    /// How many timesteps a run has, the initial state not counted.
    #[must_use]
    pub const fn timesteps(&self) -> u32 {
        self.timesteps
    }

    /// The first impossible state that a run (counted from 0) passed through, if it did.
    #[must_use]
    pub fn impossible(&self, run: usize) -> Option<Impossible> {
        self.impossible.get(run).copied().flatten()
    }

    /// An output of all runs made, at a timestep. `output` is an index into the model's outputs;
    /// empty for one that is not held.
    #[must_use]
    pub fn at(&self, output: usize, timestep: u32) -> &[f64] {
        let Some(held) = self.outputs.iter().position(|&o| o == output) else {
            return &[];
        };
        let row = held * (self.timesteps as usize + 1) + timestep as usize;
        match &self.rows {
            Rows::Together(values) => &values[row * self.runs()..][..self.runs()],
            Rows::Apart(rows) => &rows[row],
        }
    }

    /// An output at the last timestep.
    #[must_use]
    pub fn ends(&self, output: usize) -> &[f64] {
        self.at(output, self.timesteps)
    }

    /// An output of one run (counted from 0) over time.
    #[must_use]
    pub fn trajectory(&self, output: usize, run: usize) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.timesteps as usize + 1);
        values
            .extend((0..=self.timesteps).filter_map(|timestep| self.at(output, timestep).get(run)));
        values
    }
}
