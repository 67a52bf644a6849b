//! What a preset's link says: computed from the model, in the words of the page.

use crate::shown::Shown;
use apiary_charts::threshold::Read;
use apiary_charts::tornado::Side;
use apiary_core::analysis::compare::side_by_side;
use apiary_core::analysis::planned::{Planned, Range, range_told};
use apiary_core::analysis::question::{Question, Search};
use apiary_core::analysis::sensitivity::{bar, moves};
use apiary_core::analysis::standing_at;
use apiary_core::analysis::sweep::Outcomes;
use apiary_core::analysis::threshold::{Curve, Reading, ThresholdError, coarse};
use apiary_core::besides::Besides;
use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::noise::Noise;
use apiary_core::scenario::{Scenario, ScenarioError};
use apiary_core::sentence::{Part, PartKind, Sentence};
use apiary_core::stats::statistic::Estimate;
use thiserror::Error;

/// Why a preset gives no answer.
#[derive(Debug, Error)]
pub enum AnswerError {
    /// Its scenario cannot be computed.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// Its search has nothing to look for.
    #[error(transparent)]
    Threshold(#[from] ThresholdError),
}

/// A link with its result.
pub struct Answer {
    /// The link.
    pub link: Link,
    /// The result in words. Where the link asks a question, its headline is what answers that.
    pub sentence: Sentence,
    /// The chart that shows it.
    pub shown: Shown,
}

impl Answer {
    /// Computes the answer of a link.
    ///
    /// # Errors
    /// [`AnswerError`] where it has none.
    pub fn of(link: &str) -> Result<Self, AnswerError> {
        let link = Link::read(link).link;
        let goal = Measure::goal(&link).output;
        let mut outputs = vec![goal, link.output()];
        outputs.dedup();
        let ensemble = Ensemble::complete(&link.scenario, link.subset(), &outputs)?;
        let mut sentence = Sentence::of(&link, &ensemble);
        let mut shown = Shown::Runs(ensemble);
        if !link.scenario.axes().is_empty() {
            let measure = link.maps()[0];
            let shares = cells(&link, Measure::goal(&link))?;
            sentence = Outcomes::of(&link, &shares).sentence(sentence, link.scenario.runs);
            shown = Shown::Map(cells(&link, measure)?);
        }
        if let Some(chart) = asked(&link)? {
            sentence.headline = vec![Part {
                text: chart.told(&link),
                kind: PartKind::Text,
                key: None,
            }];
            shown = chart;
        }
        Ok(Self {
            link,
            sentence,
            shown,
        })
    }

    /// The headline as a text.
    #[must_use]
    pub fn headline(&self) -> String {
        self.sentence
            .headline
            .iter()
            .map(|part| part.text.as_str())
            .collect()
    }

    /// What the result depends on and is made of, as far as the headline does not say.
    #[must_use]
    pub fn made_of(&self) -> String {
        let keys = self.sentence.headline.iter();
        let named: Vec<_> = keys.filter_map(|part| part.key.as_deref()).collect();
        let Besides {
            changes, compared, ..
        } = Besides::of(&self.link, &named);
        let with = (!changes.is_empty()).then(|| format!("With {}.", changes.join(", ")));
        let compared = compared.map(|label| format!("Compared with {label}."));
        let made = self.shown.made_of(&self.link);
        [with, compared, made]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The picture in words.
    #[must_use]
    pub fn described(&self) -> String {
        self.shown.described(&self.link)
    }
}

/// The final values of an output at a point.
fn ends(scenario: &Scenario, inputs: &[f64], output: usize, noise: &mut Noise) -> Vec<f64> {
    let all = 1..scenario.runs + 1;
    let mut ends = Ends::of(scenario, inputs, &[output], all, noise);
    ends.values.pop().unwrap_or_default()
}

/// A measure of each subset of a sweep.
fn cells(link: &Link, measure: Measure) -> Result<Vec<Option<Estimate>>, ScenarioError> {
    let (scenario, mut noise) = (&link.scenario, Noise::new());
    let cell = |subset| {
        let all = 1..scenario.runs + 1;
        let inputs = scenario.inputs_of(subset);
        let ends = Ends::of(scenario, &inputs, &[measure.output], all, &mut noise);
        measure.estimate(&ends.values[0], ends.impossible)
    };
    Ok((0..scenario.subsets()?).map(cell).collect())
}

/// The chart that answers what the link asks, if it asks something.
fn asked(link: &Link) -> Result<Option<Shown>, AnswerError> {
    let mut point = link.clone();
    point.scenario = standing_at(&link.scenario, link.subset());
    let view = &link.view;
    if let (Some(_), Some(planned)) = (&view.planned, Planned::of(link)) {
        let (search, read) = first_step(&planned)?;
        let told = range_told(&planned, &range_of(&read));
        return Ok(Some(Shown::Threshold {
            link: planned.range(),
            search,
            read: vec![read],
            told: Some(told),
        }));
    }
    if let Some(question) = &view.threshold {
        let search = question.search(&point);
        let readings = search.asked.readings().into_iter();
        let read = readings.map(|reading| read(&point.scenario, &search, reading));
        return Ok(Some(Shown::Threshold {
            read: read.collect::<Result<_, _>>()?,
            link: point,
            search,
            told: None,
        }));
    }
    let both = side_by_side(link).filter(|both| !both.scenario.axes().is_empty());
    if let Some(both) = both.filter(|_| view.sensitivity.is_none()) {
        let mut outputs = vec![Measure::goal(&both).output, both.output()];
        outputs.dedup();
        let of = |subset| Ensemble::complete(&both.scenario, subset, &outputs);
        let ensembles = Box::new([of(0)?, of(1)?]);
        return Ok(Some(Shown::Compared { both, ensembles }));
    }
    let measure = view.sensitivity.map(|moved| moved.measure(link));
    Ok(measure.and_then(|measure| sensitivity(point, measure)))
}

/// The curve of a plan's first step.
fn first_step(planned: &Planned) -> Result<(Search, Read), ThresholdError> {
    let link = planned.range();
    let question = link.view.threshold.clone();
    let question = question.unwrap_or_else(|| Question::of(link.scenario.model));
    let search = question.search(&link);
    let read = read(&link.scenario, &search, planned.choice.deciding.reading())?;
    Ok((search, read))
}

/// Where failure ends and success begins on that curve.
fn range_of(read: &Read) -> Range {
    let mut found = read.crossings.iter().cloned();
    let mut next = || found.next().unwrap_or_default();
    Range {
        failure: next(),
        success: next(),
    }
}

/// What the first step of a plan finds.
///
/// # Errors
/// [`ThresholdError`] where there is nothing to look for.
pub fn found(planned: &Planned) -> Result<Range, ThresholdError> {
    Ok(range_of(&first_step(planned)?.1))
}

/// A reading of an outcome as a parameter moves: everywhere first, then closer to its crossings.
fn read(scenario: &Scenario, search: &Search, reading: Reading) -> Result<Read, ThresholdError> {
    let (mut curve, mut noise) = (Curve::new(reading), Noise::new());
    let sample = reading.sample();
    let mut look = |curve: &mut Curve<Vec<f64>>, values: &[f64]| {
        for &value in values {
            let mut point = scenario.inputs_of(0);
            point[search.parameter] = value;
            if scenario.model.check(&point).is_ok() {
                let all = 0..sample.size(scenario.runs);
                let values = sample.of(scenario, &point, search.asked.output, all, &mut noise);
                curve.add(value, values);
            }
        }
    };
    look(&mut curve, &coarse(reading, search.range, scenario.runs)?);
    let closer = curve.fine(&search.levels);
    look(&mut curve, &closer);
    let levels = search.levels.iter();
    Ok(Read {
        reading,
        crossings: levels.map(|&level| curve.crossings(level)).collect(),
        points: curve.points(),
    })
}

/// What each parameter does, moved alone; none for what no statistic tells.
fn sensitivity(link: Link, measure: Measure) -> Option<Shown> {
    let Of::Ends(statistic) = measure.of else {
        return None;
    };
    let (scenario, mut noise) = (&link.scenario, Noise::new());
    let mut sample = |inputs: &[f64]| ends(scenario, inputs, measure.output, &mut noise);
    let before = sample(&scenario.inputs_of(0));
    let sides: Vec<Side> = moves(scenario)
        .into_iter()
        .map(|moved| {
            let after = moved.refusal.is_none().then(|| sample(&moved.inputs));
            Side {
                bar: bar(scenario, &moved, statistic, &before, after.as_deref()),
                gives: after.map(|after| statistic.of(&after)),
            }
        })
        .collect();
    let (pairs, _) = sides.as_chunks::<2>();
    Some(Shown::Tornado {
        measure,
        base: statistic.of(&before),
        sides: pairs.to_vec(),
        link,
    })
}
