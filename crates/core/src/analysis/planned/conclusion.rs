//! What the planned analysis says, in sentences made from its numbers alone.

use super::{Deciding, KEEP, Planned, Range, kept};
use crate::analysis::threshold::Crossing;
use crate::link::Link;
use crate::measure::Measure;
use crate::people;
use crate::sentence::label_of;
use crate::stats::statistic::Estimate;
use crate::table::Unit;

/// Standard errors within which two subsets are told to do equally well.
const ALIKE: f64 = 2.0;

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
    let crossed = |level: f64, found: Option<Crossing>| {
        let level = people::exactly(level, output.unit);
        match found {
            Some(crossing) => format!("passes {level} at {}", told_crossing(&crossing, unit)),
            None => format!("does not pass {level} just once"),
        }
    };
    let [from, to] = planned.plan.range.map(|end| people::exactly(end, unit));
    let label = label.to_lowercase();
    let name = output.label.to_lowercase();
    let ends = [
        goal.miss.map(|miss| crossed(miss, range.failure)),
        Some(crossed(goal.level, range.success)),
    ];
    let ends: Vec<String> = ends.into_iter().flatten().collect();
    let found = format!(
        "By {reading}, {name} {} as {label} goes from {from} to {to}.",
        ends.join(" and ")
    );
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

/// A crossing with half of its 95 % interval, to a digit that both have.
fn told_crossing(crossing: &Crossing, unit: Unit) -> String {
    let half = (crossing.high - crossing.low) / 2.0;
    let fine = Unit {
        decimals: unit.decimals + 2,
        ..unit
    };
    let [value, half] = [crossing.value, half].map(|x| people::about(x, fine));
    format!("{value} ± {half}")
}

/// What the second step says: the best subset, which axis matters, what is kept.
#[must_use]
pub fn sweep_told(sweep: &Link, shares: &[Option<Estimate>]) -> String {
    let Some((best, share)) = best(shares) else {
        return "No subset has given a number.".to_owned();
    };
    let measure = counted(sweep);
    let worst = finite(shares)
        .map(|(_, share)| share.value)
        .fold(f64::INFINITY, f64::min);
    let count = people::number(shares.len() as f64, 0);
    let first = format!(
        "Of {count} subsets {} does best: {} of runs {measure}; the worst has {}.",
        axes_told(sweep, best, 2),
        told(share),
        percent(worst)
    );
    let kept = people::number(kept(shares).len() as f64, 0);
    let near = format!(
        "{kept} of them reach {} of the best share; the next step stays within their bounds.",
        people::exactly(KEEP, Unit::PERCENT)
    );
    match decider(sweep, shares, 0..2) {
        Some(decider) => format!("{first} {decider} {near}"),
        None => format!("{first} {near}"),
    }
}

/// What the third step says: the policy that does best over all worlds, how far that can be relied
/// on, and which assumption matters most.
#[must_use]
pub fn worlds_told(link: &Link, shares: &[Option<Estimate>]) -> String {
    let policies = policies(link);
    let worlds = shares.len() / policies.max(1);
    let of = |policy: usize| (0..worlds).map(move |world| world * policies + policy);
    let mean = |policy: usize| {
        let values = of(policy).map(|subset| shares[subset].map_or(f64::NAN, |share| share.value));
        values.sum::<f64>() / worlds as f64
    };
    let means = (0..policies).map(|policy| (policy, mean(policy)));
    let best = means
        .filter(|(_, mean)| mean.is_finite())
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((policy, mean)) = best else {
        return "Not every world gives a number, so no policy can be told the best.".to_owned();
    };
    let own = of(policy).filter_map(|subset| shares[subset].map(|share| share.value));
    let [low, high] = ends(own);
    let alike = (0..worlds).filter(|&world| {
        let world = &shares[world * policies..(world + 1) * policies];
        is_near_best(world, policy)
    });
    let first = format!(
        "Over {worlds} worlds {} does best on average: {} of runs {}, from {} in the worst world to \
         {} in the best. In {} of {worlds} no other policy does better beyond chance.",
        axes_told(link, policy, 2),
        percent(mean),
        counted(link),
        percent(low),
        percent(high),
        alike.count(),
    );
    let axes = link.scenario.axes().len();
    match decider(link, shares, 2..axes) {
        Some(decider) => format!("{first} {decider}"),
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

/// Whether nobody in a world does better than one of its policies, beyond chance.
fn is_near_best(world: &[Option<Estimate>], policy: usize) -> bool {
    let (Some((_, best)), Some(own)) = (best(world), world[policy]) else {
        return false;
    };
    let error = (best.error * best.error + own.error * own.error).sqrt();
    best.value - own.value <= ALIKE * error
}

/// Which of some axes moves the share most: the one whose values' means lie farthest apart.
fn decider(
    link: &Link,
    shares: &[Option<Estimate>],
    among: std::ops::Range<usize>,
) -> Option<String> {
    let axes = link.scenario.axes();
    let spans = among.filter_map(|place| {
        let axis = *axes.get(place)?;
        let points = link.scenario.settings[axis].points();
        let mean = |point: f64| {
            let own = finite(shares)
                .filter(|(subset, _)| link.scenario.inputs_of(*subset)[axis] == point)
                .map(|(_, share)| share.value);
            let own: Vec<f64> = own.collect();
            own.iter().sum::<f64>() / own.len() as f64
        };
        let [low, high] = ends(points.iter().map(|point| mean(*point)));
        (points.len() > 1 && low.is_finite()).then_some((axis, low, high))
    });
    let spans: Vec<_> = spans.collect();
    let (axis, low, high) = spans
        .iter()
        .copied()
        .max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)))?;
    let (label, _) = label_of(link.scenario.model, axis);
    let others = spans.iter().filter(|(other, ..)| *other != axis);
    let others = others.map(|(other, low, high)| {
        let (label, _) = label_of(link.scenario.model, *other);
        format!(
            "{} {} to {}",
            label.to_lowercase(),
            percent(*low),
            percent(*high)
        )
    });
    let others: Vec<String> = others.collect();
    let rest = match &others[..] {
        [] => String::new(),
        others => format!(", against {}", others.join(" and ")),
    };
    Some(format!(
        "{label} decides most: over its values the mean share goes from {} to {}{rest}.",
        percent(low),
        percent(high)
    ))
}

/// The subset with the highest share.
fn best(shares: &[Option<Estimate>]) -> Option<(usize, Estimate)> {
    finite(shares).max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value))
}

fn finite(shares: &[Option<Estimate>]) -> impl Iterator<Item = (usize, Estimate)> {
    let numbered = shares.iter().enumerate();
    let made = numbered.filter_map(|(subset, share)| Some((subset, (*share)?)));
    made.filter(|(_, share)| share.value.is_finite())
}

fn ends(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
        [low.min(value), high.max(value)]
    })
}

/// The values of a subset's first axes.
fn axes_told(link: &Link, subset: usize, axes: usize) -> String {
    let values = link.scenario.inputs_of(subset);
    let named = link.scenario.axes().into_iter().take(axes).map(|axis| {
        let (label, unit) = label_of(link.scenario.model, axis);
        format!(
            "{} {}",
            label.to_lowercase(),
            people::exactly(values[axis], unit)
        )
    });
    named.collect::<Vec<_>>().join(" with ")
}

/// What is counted: `end above 80 % saturation`.
fn counted(link: &Link) -> String {
    let label = Measure::goal(link).label(&link.scenario.model.outputs());
    label.trim_start_matches("Runs that ").to_owned()
}

/// A share with its error, to the error's first digit.
fn told(share: Estimate) -> String {
    let unit = Unit {
        decimals: u8::from(share.error < 0.0095),
        ..Unit::PERCENT
    };
    let [value, error] = [share.value, share.error].map(|x| people::about(x, unit));
    format!("{value} ± {error}")
}

/// A share to the digit that a thousand runs give.
fn percent(share: f64) -> String {
    people::about(share, Unit::PERCENT)
}
