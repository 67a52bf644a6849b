//! The golden cases of `tests/golden/`, and how far a table is from one.

use crate::run::csv;
use crate::table::Table;
use apiary_core::models::MODELS;
use apiary_core::scenario::inputs;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// The folder of the golden data.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// Reads a golden file of JSON.
///
/// # Panics
/// Where it cannot be read.
#[must_use]
pub fn json(path: &str) -> Value {
    let text = fs::read_to_string(folder().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The numbers of a JSON list.
///
/// # Panics
/// Where it is no list of numbers.
#[must_use]
pub fn numbers(list: &Value) -> Vec<f64> {
    let items = list.as_array().expect("a list");
    items
        .iter()
        .map(|x| x.as_f64().expect("a number"))
        .collect()
}

/// A case: the notebook's numbers, and the links that must give them.
pub struct Case {
    /// Its folder's name.
    pub name: String,
    /// The model's name.
    pub model: String,
    /// How far a HONEY number may be away.
    pub tolerance: f64,
    /// The rows that must come out, with the columns of the CSV.
    pub expected: Table,
    /// One link for each run, with what stands for it in `expected`.
    pub links: Vec<String>,
}

impl Case {
    /// All cases of a model.
    ///
    /// # Panics
    /// Where the folder cannot be read.
    #[must_use]
    pub fn all(model: &str) -> Vec<Self> {
        let mut names: Vec<String> = fs::read_dir(folder())
            .expect("the golden folder")
            .map(|entry| entry.expect("an entry").file_name())
            .filter_map(|name| name.into_string().ok())
            .filter(|name| name.starts_with(&format!("{model}_")))
            .collect();
        names.sort();
        names.iter().map(|name| Self::load(name)).collect()
    }

    /// The case in a folder.
    ///
    /// # Panics
    /// Where it cannot be read.
    #[must_use]
    pub fn load(name: &str) -> Self {
        let case = json(&format!("{name}/case.json"));
        let model = case["model"].as_str().expect("a model").to_owned();
        let data = fs::read_to_string(folder().join(name).join("data.csv")).expect("the data");
        let query = query(&model, &case);
        let seeds = case["seeds_by_run"].as_array().expect("seeds");
        let timesteps = &case["timesteps"];
        let link =
            |seed: &Value| format!("{model}/1?{query}seed={seed}&runs=1&timesteps={timesteps}");
        let links = seeds.iter().map(link).collect();
        Self {
            name: name.to_owned(),
            tolerance: case["suggested_tolerance"].as_f64().unwrap_or(0.0),
            expected: with_subsets(Table::read(&data)),
            links,
            model,
        }
    }

    /// What Apiary makes of the case's links, through links and CSV, with the rows in the order of
    /// `expected`.
    #[must_use]
    pub fn compute(&self) -> Table {
        let mut computed = Table::default();
        for (index, link) in self.links.iter().enumerate() {
            let mut table = Table::read(&csv(link));
            let run = table.place("run");
            for row in &mut table.rows {
                row[run] = (index + 1) as f64;
            }
            computed.header = table.header;
            computed.rows.append(&mut table.rows);
        }
        computed
            .rows
            .sort_by(|a, b| a[..3].partial_cmp(&b[..3]).expect("whole numbers"));
        computed
    }
}

/// The pairs of a link that a case stands for: every parameter and initial value that is not the
/// model's default, lists side by side as cadCAD walks them.
fn query(model: &str, case: &Value) -> String {
    let simulator = *MODELS
        .iter()
        .find(|m| m.about().name == model)
        .expect(model);
    let (inputs, mut query) = (inputs(simulator), String::new());
    let mut put = |key: String, value: &Value| {
        let default = inputs.iter().find(|input| input.key == key);
        let default = default.unwrap_or_else(|| panic!("no input {key}")).default;
        let text = match value.as_array() {
            Some(points) => points
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(","),
            None => value.to_string(),
        };
        if value.as_f64() != Some(default) {
            query += &format!("{key}={text}&");
        }
        if value.is_array() && !query.contains("sweep=") {
            query += "sweep=zip&";
        }
    };
    for parameter in simulator.parameters() {
        put(
            parameter.key.to_owned(),
            &case["parameters"][parameter.name],
        );
    }
    for output in &simulator.outputs()[..simulator.initial().len()] {
        let name = output.name.expect("a state variable's name");
        put(
            format!("initial-{}", output.key),
            &case["initial_state"][name],
        );
    }
    query
}

/// CURRENTS' cases have one subset and no column for it.
fn with_subsets(mut table: Table) -> Table {
    if table.header[0] != "subset" {
        table.header.insert(0, "subset".to_owned());
        for row in &mut table.rows {
            row.insert(0, 0.0);
        }
    }
    table
}

/// The largest distance between two HONEY tables, and where it is.
///
/// A distance is relative to the expected number, except where numbers close to zero are the
/// difference of large ones: flows are measured by the supply they move, shares by one, production
/// by the market's size. Numbers that are not finite must be the same.
///
/// # Panics
/// Where the tables have not the same columns and rows.
#[must_use]
pub fn distance(expected: &Table, found: &Table) -> (f64, String) {
    assert_eq!(expected.header, found.header);
    assert_eq!(expected.rows.len(), found.rows.len());
    let mut worst = (0.0, String::new());
    for (row, (e, f)) in expected.rows.iter().zip(&found.rows).enumerate() {
        for (place, name) in expected.header.iter().enumerate() {
            let of = |column: &str| e[expected.place(column)].abs();
            let size = e[place].abs();
            let scale = match name.as_str() {
                "netflow" | "adjustment" => size.max(of("reserve")).max(of("circulation")),
                "saturation" | "utility" | "ratio" => size.max(1.0),
                "production" => size.max(of("size")),
                _ => size,
            };
            let distance = apart(e[place], f[place], scale);
            if distance > worst.0 {
                worst = (
                    distance,
                    format!("{name} in row {row}: {} for {}", f[place], e[place]),
                );
            }
        }
    }
    worst
}

fn apart(expected: f64, found: f64, scale: f64) -> f64 {
    if expected == found || (expected.is_nan() && found.is_nan()) {
        0.0
    } else if expected.is_finite() && found.is_finite() {
        (expected - found).abs() / scale.max(1e-300)
    } else {
        f64::INFINITY
    }
}
