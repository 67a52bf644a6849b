//! The numbers that each chart draws, as a table in CSV. Columns have the names of links and notebooks.

use crate::compare::Comparison;
use crate::facets;
use crate::fan::Picture as Main;
use crate::heatmap::Heatmap;
use crate::notebook::Notebook;
use crate::scatter;
use crate::sobol::Sobol;
use crate::threshold::Picture as Threshold;
use crate::tornado::{Tornado, role_name};
use crate::trends::Trends;
use apiary_core::analysis::threshold::Reading;
use apiary_core::ensemble::Ensemble;
use apiary_core::measure::Of;
use apiary_core::number::shortest;
use apiary_core::scenario::{Scenario, inputs};
use apiary_core::stats::statistic::Estimate;
use apiary_core::summary::{Fan, trend};
use apiary_core::table::{Form, Output};
use apiary_core::view::ViewForm;
use std::ops::RangeInclusive;

/// The levels of a fan.
const FAN: [&str; 5] = ["p5", "p25", "median", "p75", "p95"];

/// A table in the making.
struct Table(String);

impl Table {
    fn with(names: &[String]) -> Self {
        Self(names.join(",") + "\n")
    }

    fn add(&mut self, cells: &[String]) {
        self.0 += &cells.join(",");
        self.0.push('\n');
    }
}

fn names<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).into()
}

fn numbers(values: &[f64]) -> Vec<String> {
    values.iter().copied().map(shortest).collect()
}

/// An estimate and its error; no numbers where there is none.
fn pair(estimate: Option<Estimate>) -> [f64; 2] {
    estimate.map_or([f64::NAN; 2], |told| [told.value, told.error])
}

/// The notebook's name of an output, where it has one.
const fn name_of(output: &'static Output) -> &'static str {
    match output.name {
        Some(name) => name,
        None => output.key,
    }
}

/// The names of the columns that say which subset a row is of.
fn subset_names(scenario: &Scenario) -> Vec<String> {
    let keys = inputs(scenario.model);
    let axes = scenario
        .axes()
        .into_iter()
        .map(|axis| keys[axis].key.clone());
    names(["subset"]).into_iter().chain(axes).collect()
}

/// A subset's number, and where its axes stand.
fn subset_cells(scenario: &Scenario, subset: usize) -> Vec<String> {
    let values = scenario.inputs_of(subset);
    let axes = scenario
        .axes()
        .into_iter()
        .map(|axis| shortest(values[axis]));
    std::iter::once(subset.to_string()).chain(axes).collect()
}

/// The names of the columns of [`lines`].
fn line_names(name: &str, with_trend: bool) -> Vec<String> {
    let trend = with_trend.then_some("trend");
    let columns = FAN.iter().copied().chain(trend).chain(["finite"]);
    columns.map(|column| format!("{name}_{column}")).collect()
}

/// An output at each timestep: the quantiles of its finite values, its trend over some timesteps, and how
/// many values are finite.
fn lines(
    ensemble: &Ensemble,
    output: usize,
    trend_over: Option<RangeInclusive<u32>>,
) -> Vec<Vec<f64>> {
    let mut lines: Vec<Vec<f64>> = Fan::of(ensemble, output).quantiles.into();
    if let Some(over) = trend_over {
        let mut line = vec![f64::NAN; *over.start() as usize];
        line.extend(trend(ensemble, output, over));
        line.resize(ensemble.timesteps() as usize + 1, f64::NAN);
        lines.push(line);
    }
    let finite = |timestep| {
        let values = ensemble.at(output, timestep);
        values.iter().filter(|value| value.is_finite()).count() as f64
    };
    lines.push((0..=ensemble.timesteps()).map(finite).collect());
    lines
}

/// What lines come to at a timestep.
fn at(lines: &[Vec<f64>], timestep: u32) -> Vec<f64> {
    lines.iter().map(|line| line[timestep as usize]).collect()
}

impl Main<'_> {
    /// A row a timestep: the fan, and the trend where the picture shows it.
    #[must_use]
    pub fn table(&self) -> String {
        let output = self.link.output();
        let row = self.link.scenario.model.outputs()[output];
        let last = self.ensemble.timesteps();
        let with_trend = self.link.view.form == ViewForm::Trend;
        let lines = lines(self.ensemble, output, with_trend.then_some(0..=last));
        let columns = line_names(name_of(row), with_trend);
        let mut table = Table::with(&[names(["timestep"]), columns].concat());
        for timestep in 0..=last {
            let cells = numbers(&at(&lines, timestep));
            table.add(&[vec![timestep.to_string()], cells].concat());
        }
        table.0
    }
}

impl Heatmap<'_> {
    /// A row a subset: the value and its error.
    #[must_use]
    pub fn table(&self) -> String {
        let scenario = &self.link.scenario;
        let measure = self.measure.write(&scenario.model.outputs());
        let mut table =
            Table::with(&[subset_names(scenario), vec![measure], names(["error"])].concat());
        for (subset, cell) in self.cells.iter().enumerate() {
            let cells = numbers(&pair(*cell));
            table.add(&[subset_cells(scenario, subset), cells].concat());
        }
        table.0
    }
}

impl Notebook<'_> {
    /// Where trends are drawn, a row for each timestep of each subset; else all rows of the runs drawn.
    #[must_use]
    pub fn table(&self) -> String {
        let looked_at = self.link.subset();
        let run = self.link.run();
        let first = |count: usize| (0..count).collect::<Vec<_>>();
        match self.chart.form {
            Form::Subsets => self.trends(|ensemble| 0..=ensemble.timesteps()),
            Form::Scatter => self.trends(scatter::kept),
            Form::Run | Form::Limit => self.rows(looked_at, &[run]),
            Form::Runs => self.rows(looked_at, &first(facets::runs_shown(self))),
            Form::Phase | Form::Members => self.rows(looked_at, &self.runs_beside()),
        }
    }

    fn trends(&self, over: impl Fn(&Ensemble) -> RangeInclusive<u32>) -> String {
        let scenario = &self.link.scenario;
        let outputs = self.outputs();
        let columns = outputs
            .iter()
            .map(|(_, row)| line_names(name_of(row), true));
        let columns: Vec<_> = columns.flatten().collect();
        let mut table =
            Table::with(&[subset_names(scenario), names(["timestep"]), columns].concat());
        for (subset, ensemble) in self.ensembles.iter().enumerate() {
            let made = outputs.iter();
            let made = made.flat_map(|(output, _)| lines(ensemble, *output, Some(over(ensemble))));
            let made: Vec<_> = made.collect();
            for timestep in 0..=ensemble.timesteps() {
                let cells = numbers(&at(&made, timestep));
                let subset = subset_cells(scenario, subset);
                table.add(&[subset, vec![timestep.to_string()], cells].concat());
            }
        }
        table.0
    }

    fn rows(&self, subset: usize, runs: &[usize]) -> String {
        let outputs = self.outputs();
        let columns = outputs.iter().map(|(_, row)| name_of(row).to_owned());
        let mut table =
            Table::with(&[names(["subset", "run", "timestep"]), columns.collect()].concat());
        let Some(ensemble) = self.ensembles.get(subset) else {
            return table.0;
        };
        for &run in runs.iter().filter(|run| **run < ensemble.runs()) {
            let made = outputs.iter();
            let made: Vec<_> = made
                .map(|(output, _)| ensemble.trajectory(*output, run))
                .collect();
            for timestep in 0..=ensemble.timesteps() {
                let place = [subset, run + 1, timestep as usize].map(|number| number.to_string());
                table.add(&[place.into(), numbers(&at(&made, timestep))].concat());
            }
        }
        table.0
    }
}

impl Threshold<'_> {
    /// A row for each point of each reading, with the ends of its 95 % interval.
    #[must_use]
    pub fn table(&self) -> String {
        let key = self.link.scenario.model.parameters()[self.search.parameter].key;
        let mut table = Table::with(&names(["reading", key, "value", "low", "high"]));
        for read in self.read {
            let reading = match read.reading {
                Reading::Trend => "trend".to_owned(),
                Reading::Ends(statistic) => Of::Ends(statistic).write(),
            };
            for point in &read.points {
                let cells = numbers(&[point.at, point.value, point.low, point.high]);
                table.add(&[vec![reading.clone()], cells].concat());
            }
        }
        table.0
    }
}

impl Tornado<'_> {
    /// The scenario itself, then a row for each parameter lowered and raised, the largest effect first.
    #[must_use]
    pub fn table(&self) -> String {
        let outcome = self.measure.write(&self.link.scenario.model.outputs());
        let mut table = Table::with(&names([
            "parameter",
            "set_by",
            "value",
            &outcome,
            "error",
            "change",
            "change_error",
        ]));
        let itself = numbers(&[f64::NAN, self.base.value, self.base.error, 0.0, 0.0]);
        table.add(&[names(["none", "none"]), itself].concat());
        for side in self.order().into_iter().flat_map(|row| &self.sides[row]) {
            let named = names([side.bar.parameter, role_name(Some(side.bar.role))]);
            let told = [pair(side.gives), pair(side.bar.change)].concat();
            let cells = numbers(&[vec![side.bar.value], told].concat());
            table.add(&[named, cells].concat());
        }
        table.0
    }
}

impl Sobol<'_> {
    /// A row a factor, the largest share first.
    #[must_use]
    pub fn table(&self) -> String {
        let columns = [
            "factor",
            "set_by",
            "alone",
            "alone_error",
            "together",
            "together_error",
        ];
        let mut table = Table::with(&names(columns));
        for share in self.order() {
            let named = names([share.parameter.unwrap_or("luck"), role_name(share.role)]);
            let told = [pair(Some(share.first)), pair(Some(share.total))].concat();
            table.add(&[named, numbers(&told)].concat());
        }
        table.0
    }
}

impl Trends<'_> {
    /// A row for each timestep of each line.
    #[must_use]
    pub fn table(&self) -> String {
        let scenario = &self.link.scenario;
        let row = scenario.model.outputs()[self.output];
        let columns = ["timestep".to_owned(), format!("{}_trend", name_of(row))];
        let mut table = Table::with(&[subset_names(scenario), columns.into()].concat());
        for (subset, line) in Self::subsets(self.link).zip(self.lines) {
            for (timestep, value) in line.iter().flatten().enumerate() {
                let cells = [timestep.to_string(), shortest(*value)];
                table.add(&[subset_cells(scenario, subset), cells.into()].concat());
            }
        }
        table.0
    }
}

impl Comparison<'_> {
    /// A row a timestep: the fan of either.
    #[must_use]
    pub fn table(&self) -> String {
        let (output, row) = self.compared.output();
        let [a, b] = self
            .compared
            .ensembles
            .map(|ensemble| lines(ensemble, output, None));
        let columns = ["a", "b"].map(|one| line_names(&format!("{one}_{}", name_of(row)), false));
        let mut table = Table::with(&[names(["timestep"]), columns.concat()].concat());
        for timestep in 0..=self.compared.ensembles[0].timesteps() {
            let cells = [numbers(&at(&a, timestep)), numbers(&at(&b, timestep))].concat();
            table.add(&[vec![timestep.to_string()], cells].concat());
        }
        table.0
    }

    /// A row a run: where it ends in either, and what lies between.
    #[must_use]
    pub fn table_of_differences(&self) -> String {
        let (output, row) = self.compared.output();
        let name = name_of(row);
        let columns = [
            "run",
            &format!("a_{name}"),
            &format!("b_{name}"),
            "b_minus_a",
        ];
        let mut table = Table::with(&names(columns));
        let [a, b] = self.compared.ends(output);
        for (run, (a, b)) in a.iter().zip(b).enumerate() {
            let cells = numbers(&[*a, *b, b - a]);
            table.add(&[vec![(run + 1).to_string()], cells].concat());
        }
        table.0
    }
}
