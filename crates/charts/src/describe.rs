//! Charts in words, for those who cannot see them.

use crate::by_subset::BySubset;
use crate::fan::looked;
use crate::limit;
use crate::notebook::Notebook;
use crate::readout::beyond;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::people;
use apiary_core::sentence::{Sentence, subset_label};
use apiary_core::summary::Fan;
use apiary_core::table::Form;

/// The main picture: what is shown, where the runs end, and the headline's share.
#[must_use]
pub fn main(link: &Link, ensemble: &Ensemble) -> String {
    let output = link.output();
    let row = link.scenario.model.outputs()[output];
    let fan = Fan::of(ensemble, output);
    let about = link.scenario.model.about();
    let runs = people::number(ensemble.runs() as f64, 0);
    let last = people::number(f64::from(ensemble.timesteps()), 0);
    let ends = fan.quantiles.each_ref().map(|row| row.last().copied());
    let [p5, _, median, _, p95] = ends.map(|end| end.unwrap_or(f64::NAN));
    let median = people::about(median, row.unit);
    let nine = match people::ends([p5, p95], row.unit) {
        [p5, p95] if p5 == p95 => format!("end at {p5}"),
        [p5, p95] => format!("lie between {p5} and {p95}"),
    };
    let parts = Sentence::of(link, ensemble).headline;
    let headline: String = parts.into_iter().map(|part| part.text).collect();
    format!(
        "{}, {}, of {runs} runs over {last} {}s. At the end the median is {median}, and nine runs \
         in ten {nine}.{} {headline}",
        row.label,
        row.help,
        about.timestep,
        looked_at(link, ensemble)
    )
}

/// The run that the link looks at: where it ends, and how far it went.
fn looked_at(link: &Link, ensemble: &Ensemble) -> String {
    let Some(run) = looked(link, ensemble) else {
        return String::new();
    };
    let unit = link.scenario.model.outputs()[link.output()].unit;
    let values = ensemble.trajectory(link.output(), run);
    let told = |value: Option<f64>| people::about(value.unwrap_or(f64::NAN), unit);
    format!(
        " Bolder among them, run {} goes from {} up to {} and down to {}, and ends at {}.",
        people::number(run as f64 + 1.0, 0),
        told(values.first().copied()),
        told(values.iter().copied().reduce(f64::max)),
        told(values.iter().copied().reduce(f64::min)),
        told(values.last().copied()),
    )
}

/// The fans of all subsets: how each ends.
#[must_use]
pub fn by_subset(facets: &BySubset) -> String {
    let output = facets.link.output();
    let row = facets.link.scenario.model.outputs()[output];
    let told = |(subset, ensemble): (usize, &&Ensemble)| {
        let median = Fan::of(ensemble, output).quantiles[2].last().copied();
        let share = beyond(facets.link, output, ensemble.ends(output));
        let share = share.map_or(String::new(), |line| {
            format!(", {} {}", line.text, line.label)
        });
        let median = people::about(median.unwrap_or(f64::NAN), row.unit);
        format!(
            "{}: median {median}{share}",
            subset_label(&facets.link.scenario, subset)
        )
    };
    let told: Vec<_> = facets.ensembles.iter().enumerate().map(told).collect();
    format!(
        "{}, {}, by subset, at the end. {}.",
        row.label,
        row.help,
        told.join("; ")
    )
}

/// A chart of the notebook: its title and what it draws.
#[must_use]
pub fn chart(notebook: &Notebook) -> String {
    let outputs = notebook.outputs();
    let labels: Vec<_> = outputs
        .iter()
        .map(|(_, row)| row.label.to_ascii_lowercase())
        .collect();
    let subsets = notebook.ensembles.len();
    let runs = people::number(f64::from(notebook.link.scenario.runs), 0);
    let each = if subsets == 1 {
        format!("{runs} runs")
    } else {
        format!("{subsets} subsets of {runs} runs")
    };
    let shown = match notebook.chart.form {
        Form::Run | Form::Limit => format!("run {} of {runs}", notebook.link.run() + 1),
        Form::Subsets | Form::Runs | Form::Members | Form::Scatter | Form::Phase => each,
    };
    let chart = format!(
        "{}: {} of {shown}.",
        notebook.chart.title,
        labels.join(", ")
    );
    match notebook.chart.form {
        Form::Limit | Form::Members => format!("{chart} {}", limit::told(notebook)),
        _ => chart,
    }
}
