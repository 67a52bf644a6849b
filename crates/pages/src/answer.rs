//! What a preset's link says: computed from the model, in the words of the page.

use apiary_charts::fan::Picture;
use apiary_charts::threshold::{Picture as Crossings, Read};
use apiary_charts::tornado::{Side, Tornado};
use apiary_core::analysis::planned::{Planned, Range, range_told};
use apiary_core::analysis::question::{Question, Search};
use apiary_core::analysis::sensitivity::{bar, moves};
use apiary_core::analysis::standing_at;
use apiary_core::analysis::sweep::Outcomes;
use apiary_core::analysis::threshold::{Curve, Reading, ThresholdError, coarse};
use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::noise::Noise;
use apiary_core::people;
use apiary_core::scenario::{Scenario, ScenarioError};
use apiary_core::sentence::{Part, PartKind, Sentence};
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
    /// The runs of the subset that it looks at.
    pub ensemble: Ensemble,
    /// The result in words. Where the link asks a question, its headline is what answers that.
    pub sentence: Sentence,
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
        if !link.scenario.axes().is_empty() {
            sentence = swept(&link, sentence)?;
        }
        if let Some(told) = asked(&link)? {
            sentence.headline = vec![Part {
                text: told,
                kind: PartKind::Text,
                key: None,
            }];
        }
        Ok(Self {
            link,
            ensemble,
            sentence,
        })
    }

    /// The main picture.
    #[must_use]
    pub fn picture(&self) -> Picture<'_> {
        let mut picture = Picture::new(&self.link, &self.ensemble);
        picture.brief = true;
        picture
    }

    /// The headline as a text.
    #[must_use]
    pub fn headline(&self) -> String {
        text(&self.sentence.headline)
    }

    /// The sentences below it as a text.
    #[must_use]
    pub fn lede(&self) -> String {
        text(&self.sentence.lede)
    }
}

fn text(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// The final values of an output at a point.
fn ends(scenario: &Scenario, inputs: &[f64], output: usize, noise: &mut Noise) -> Vec<f64> {
    let all = 1..scenario.runs + 1;
    let mut ends = Ends::of(scenario, inputs, &[output], all, noise);
    ends.values.pop().unwrap_or_default()
}

/// The sentence on the subset looked at, turned into one on the sweep.
fn swept(link: &Link, looked_at: Sentence) -> Result<Sentence, ScenarioError> {
    let (scenario, goal) = (&link.scenario, Measure::goal(link));
    let mut noise = Noise::new();
    let mut share = |subset| {
        let inputs = scenario.inputs_of(subset);
        goal.estimate(&ends(scenario, &inputs, goal.output, &mut noise), 0)
    };
    let shares: Vec<_> = (0..scenario.subsets()?).map(&mut share).collect();
    Ok(Outcomes::of(link, &shares).sentence(looked_at, scenario.runs))
}

/// The answer to what the link asks, if it asks something.
fn asked(link: &Link) -> Result<Option<String>, AnswerError> {
    let mut point = link.clone();
    point.scenario = standing_at(&link.scenario, link.subset());
    let view = &link.view;
    if let (Some(_), Some(planned)) = (&view.planned, Planned::of(link)) {
        return Ok(Some(range_told(&planned, &found(&planned)?)));
    }
    if let Some(question) = &view.threshold {
        return Ok(Some(threshold(&point, question)?));
    }
    let measure = view.sensitivity.map(|moved| moved.measure(link));
    Ok(measure.and_then(|measure| sensitivity(&point, measure)))
}

/// What the first step of a plan finds.
///
/// # Errors
/// [`ThresholdError`] where there is nothing to look for.
pub fn found(planned: &Planned) -> Result<Range, ThresholdError> {
    let link = planned.range();
    let question = link.view.threshold.clone();
    let question = question.unwrap_or_else(|| Question::of(link.scenario.model));
    let search = question.search(&link);
    let read = read(&link.scenario, &search, planned.choice.deciding.reading())?;
    let mut found = read.crossings.into_iter();
    let mut next = || found.next().unwrap_or_default();
    Ok(Range {
        failure: next(),
        success: next(),
    })
}

/// Where the levels of a question are crossed.
fn threshold(link: &Link, question: &Question) -> Result<String, ThresholdError> {
    let search = question.search(link);
    let readings = search.asked.readings().into_iter();
    let read = readings.map(|reading| read(&link.scenario, &search, reading));
    let read = read.collect::<Result<Vec<_>, _>>()?;
    let model = link.scenario.model;
    let output = search.asked.output;
    let what = match search.asked.reading {
        Some(Reading::Ends(statistic)) => {
            let of = Of::Ends(statistic);
            Measure { output, of }.label(&model.outputs())
        }
        _ => format!("Final {}", model.outputs()[output].label.to_lowercase()),
    };
    let picture = Crossings {
        link,
        search: &search,
        read: &read,
    };
    let parameter = model.parameters()[search.parameter];
    let [from, to] = search.range.map(|end| people::exactly(end, parameter.unit));
    Ok(format!(
        "{what}, as {} goes from {from} to {to}. {}",
        parameter.label.to_lowercase(),
        picture.sentences().join(" ")
    ))
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

/// Which parameter matters most; none for what no statistic tells.
fn sensitivity(link: &Link, measure: Measure) -> Option<String> {
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
    let tornado = Tornado {
        link,
        measure,
        base: statistic.of(&before),
        sides: pairs,
    };
    Some(tornado.conclusion())
}
