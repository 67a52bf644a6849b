//! What the planned analysis says, in sentences made from its numbers alone.

use super::{Deciding, KEEP, Planned, Range, kept};
use crate::analysis::sweep::{Outcomes, ends, is_alike, percent};
use crate::analysis::threshold::Crossing;
use crate::link::Link;
use crate::people;
use crate::scenario::{Scenario, inputs};
use crate::sentence::label_of;
use crate::stats::statistic::Estimate;
use crate::table::Unit;

/// What the first step says.
#[must_use]
pub fn range_told(planned: &Planned, range: &Range) -> String {
    let link = planned.range();
    let model = link.scenario.model;
    let goal = &model.about().goal;
    let (output, parameter) = (link.index_of(goal.output), planned.plan.unsure);
    let parameters = model.parameters();
    let row = parameters.iter().find(|row| row.key == parameter);
    let (label, unit) = row.map_or((parameter, Unit::NONE), |row| (row.label, row.unit));
    let output = model.outputs()[output];
    let reading = match planned.choice.deciding {
        Deciding::Mean => "the mean over runs",
        Deciding::Median => "the median over runs",
        Deciding::Trend => "the LOWESS trend through ten runs",
    };
    let crossed = |level: f64, found: &[Crossing]| {
        let level = people::exactly(level, output.unit);
        match found {
            [] => format!("does not pass {level}"),
            [crossing] => format!("passes {level} at {}", crossing.told(unit)),
            more => format!("passes {level} {} times", more.len()),
        }
    };
    let [from, to] = planned.plan.range.map(|end| people::exactly(end, unit));
    let label = label.to_ascii_lowercase();
    let name = output.label.to_ascii_lowercase();
    let ends = [
        goal.miss.map(|miss| crossed(miss, &range.failure)),
        Some(crossed(goal.level, &range.success)),
    ];
    let ends: Vec<String> = ends.into_iter().flatten().collect();
    let found = format!(
        "By {reading}, {name} {} as {label} goes from {from} to {to} (95\u{202f}% intervals).",
        ends.join(" and ")
    );
    let found = format!("{found}{}", own_told(planned));
    match (planned.choice.middle, planned.middle(range)) {
        (Some(own), _) => format!(
            "{found} You chose {} for the next step.",
            people::exactly(own, unit)
        ),
        (None, Some(middle)) => {
            format!(
                "{found} The middle of that range is {}.",
                people::exactly(middle, unit)
            )
        }
        (None, None) => format!("{found} The next step needs a value of {label}: choose one."),
    }
}

/// What the analysis takes from the reader's scenario: all that the plan says nothing of, where it is
/// not the usual.
fn own_told(planned: &Planned) -> String {
    let (scenario, plan) = (&planned.base.scenario, planned.plan);
    let usual = Scenario::of(scenario.model);
    let values = scenario.inputs_of(0).into_iter().zip(usual.inputs_of(0));
    let rows = inputs(scenario.model).into_iter().zip(values).enumerate();
    let is_planned =
        |key: &str| key == plan.unsure || plan.held.iter().any(|(held, _)| *held == key);
    let own = rows.filter(|(_, (row, (own, usual)))| own != usual && !is_planned(&row.key));
    let told = own.map(|(input, (_, (own, _)))| {
        let (label, unit) = label_of(scenario.model, input);
        format!(
            "{} {}",
            label.to_ascii_lowercase(),
            people::exactly(own, unit)
        )
    });
    let about = scenario.model.about();
    let span = (scenario.timesteps != usual.timesteps)
        .then(|| people::span(scenario.timesteps, about.year, about.timestep));
    let told: Vec<String> = told.chain(span).collect();
    if told.is_empty() {
        return String::new();
    }
    format!(" From your scenario it takes {}.", told.join(", "))
}

/// What the second step says: the best subset, which axis decides, what is kept.
#[must_use]
pub fn sweep_told(sweep: &Link, shares: &[Option<Estimate>]) -> String {
    let kept = kept(shares);
    let outcome = Outcomes::of(sweep, shares).told();
    if kept.is_empty() {
        return outcome;
    }
    if kept.len() == shares.len() {
        return format!("{outcome} All come near the best, so the next step leaves none out.");
    }
    format!(
        "{outcome} {} subsets reach {} of the best share; the next step stays within their bounds.",
        people::number(kept.len() as f64, 0),
        people::exactly(KEEP, Unit::PERCENT)
    )
}

/// What the third step says: the policy that does best over all worlds, how far that can be relied
/// on, and which assumption matters most.
#[must_use]
pub fn worlds_told(link: &Link, shares: &[Option<Estimate>]) -> String {
    let outcomes = Outcomes::of(link, shares);
    let policies = policies(link);
    let worlds = shares.len() / policies.max(1);
    let of = |policy: usize| (0..worlds).map(move |world| world * policies + policy);
    let share = |subset: usize| shares[subset].map_or(f64::NAN, |share| share.value);
    let mean = |policy: usize| of(policy).map(share).sum::<f64>() / worlds as f64;
    let means = (0..policies).map(|policy| (policy, mean(policy)));
    let best = means
        .filter(|(_, mean)| mean.is_finite())
        .max_by(|a, b| outcomes.order(a.1, b.1));
    let Some((policy, mean)) = best else {
        return "Not every world gives a number, so no policy can be told the best.".to_owned();
    };
    let [low, high] = ends(of(policy).map(share));
    let alike = (0..worlds).filter(|world| {
        let all = world * policies..(world + 1) * policies;
        let own = shares[world * policies + policy];
        let best = outcomes.best(all).map(|(_, best)| best);
        best.zip(own).is_some_and(|(best, own)| is_alike(best, own))
    });
    let first = format!(
        "Over {worlds} worlds {} does best on average: {} of runs {}, from {} in one world to {} in \
         another. In {} of {worlds} no other policy is ahead by more than twice the error.",
        outcomes.phrased(policy, 2),
        percent(mean),
        outcomes.counted(),
        percent(low),
        percent(high),
        alike.count(),
    );
    match outcomes.decider(2..link.scenario.axes().len()) {
        Some(decider) => format!("{first} Of the assumptions, {}", lowered(&decider)),
        None => first,
    }
}

/// Policies in a world: the subsets of the first two axes.
fn policies(link: &Link) -> usize {
    let axes = link.scenario.axes();
    let lengths = axes.iter().take(2);
    let lengths = lengths.map(|&axis| link.scenario.settings[axis].points().len());
    lengths.product()
}

/// A sentence that goes on behind another's beginning.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
