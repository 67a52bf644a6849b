//! Runs of a link, read by output and timestep.

use apiary_core::csv::{write_runs, write_sweep};
use apiary_core::ends::Ends;
use apiary_core::link::Link;
use apiary_core::model::Impossible;
use apiary_core::noise::Noise;
use apiary_core::scenario::{Scenario, inputs};

/// The scenario of a link of which everything can be used.
///
/// # Panics
/// Where something cannot.
#[must_use]
pub fn scenario(link: &str) -> Scenario {
    let reading = Link::read(link);
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{link}: {problems:?}");
    reading.link.scenario
}

/// The CSV of a link, as `apiary run` writes it.
///
/// # Panics
/// Where the link cannot be computed.
#[must_use]
pub fn csv(link: &str) -> String {
    let scenario = scenario(link);
    runs_table(&scenario, scenario.subsets().unwrap())
}

/// The rows of a scenario's first subsets, as `apiary run` writes them.
///
/// # Panics
/// Where the scenario cannot be computed.
#[must_use]
pub fn runs_table(scenario: &Scenario, subsets: usize) -> String {
    let mut text = Vec::new();
    write_runs(scenario, subsets, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// The rows of a scenario's first subsets, as `apiary sweep` writes them.
///
/// # Panics
/// Where the scenario cannot be computed.
#[must_use]
pub fn sweep_table(scenario: &Scenario, subsets: usize) -> String {
    let mut text = Vec::new();
    let all = 1..scenario.runs + 1;
    let ends = |points: &[Vec<f64>], outputs: &[usize]| {
        Ends::of_points(scenario, points, outputs, all.clone(), &mut Noise::new())
    };
    write_sweep(scenario, subsets, &ends, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// All outputs of one run.
pub struct Run {
    keys: Vec<&'static str>,
    inputs: Vec<(String, f64)>,
    rows: Vec<Vec<f64>>,
    /// The first impossible state it passed through, if it did.
    pub impossible: Option<Impossible>,
}

impl Run {
    /// The first run of a link's first subset.
    #[must_use]
    pub fn of(link: &str) -> Self {
        Self::nth(link, 0, 1)
    }

    /// A run, counted from 1, of a subset, counted from 0.
    #[must_use]
    pub fn nth(link: &str, subset: usize, run: u32) -> Self {
        let scenario = scenario(link);
        let model = scenario.model;
        let keys: Vec<_> = model.outputs().iter().map(|output| output.key).collect();
        let values = scenario.inputs_of(subset);
        let outputs: Vec<_> = (0..keys.len()).collect();
        let mut rows = Vec::new();
        let impossible = model.run(
            &values,
            scenario.seed_of(run),
            scenario.timesteps,
            &outputs,
            &mut |timestep: u32, row: &[f64]| {
                assert_eq!(timestep as usize, rows.len(), "timesteps come in order");
                rows.push(row.to_vec());
            },
        );
        let names = inputs(model).into_iter().map(|input| input.key);
        Self {
            keys,
            inputs: names.zip(values).collect(),
            rows,
            impossible,
        }
    }

    /// An output at a timestep.
    ///
    /// # Panics
    /// Where there is no such output or timestep.
    #[must_use]
    pub fn at(&self, key: &str, timestep: usize) -> f64 {
        let place = self.keys.iter().position(|known| *known == key);
        self.rows[timestep][place.unwrap_or_else(|| panic!("no output {key}"))]
    }

    /// An output at every timestep.
    #[must_use]
    pub fn all(&self, key: &str) -> Vec<f64> {
        self.steps()
            .map(|timestep| self.at(key, timestep))
            .collect()
    }

    /// An output at the last timestep.
    #[must_use]
    pub fn end(&self, key: &str) -> f64 {
        self.at(key, self.rows.len() - 1)
    }

    /// The value of a parameter or an initial value.
    ///
    /// # Panics
    /// Where there is no such input.
    #[must_use]
    pub fn input(&self, key: &str) -> f64 {
        let found = self.inputs.iter().find(|(known, _)| known == key);
        found.unwrap_or_else(|| panic!("no input {key}")).1
    }

    /// All timesteps, from 0.
    #[must_use]
    pub fn steps(&self) -> std::ops::Range<usize> {
        0..self.rows.len()
    }
}
