//! Questions asked of a link: where an outcome crosses levels, what moves it; with their answers and pictures.

use crate::chart::Svg;
use apiary_charts::sobol::Sobol;
use apiary_charts::style::Theme;
use apiary_charts::threshold::{self, Read};
use apiary_charts::tornado::{Side, Tornado};
use apiary_core::analysis::Sample;
use apiary_core::analysis::question::Search;
use apiary_core::analysis::sensitivity::{self, Indices, Outcome, bar, moves};
use apiary_core::analysis::threshold::{Curve, Reading, coarse};
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::noise::Noise;
use apiary_core::stats::statistic::Estimate;

/// What a search reads at its first look.
fn read(link: &Link, search: &Search) -> Vec<Read> {
    let scenario = &link.scenario;
    let read = |reading: Reading| {
        let mut curve = Curve::new(reading);
        for at in coarse(reading, search.range, scenario.runs).expect("enough") {
            let mut inputs = scenario.inputs_of(0);
            inputs[search.parameter] = at;
            let sample = reading.sample();
            let part = 0..sample.size(scenario.runs);
            curve.add(
                at,
                sample.of(
                    scenario,
                    &inputs,
                    search.asked.output,
                    part,
                    &mut Noise::new(),
                ),
            );
        }
        let levels = search.levels.iter();
        Read {
            reading,
            points: curve.points(),
            crossings: levels.map(|&level| curve.crossings(level)).collect(),
        }
    };
    search.asked.readings().into_iter().map(read).collect()
}

/// The link of a question, what it searches, and what that gives.
pub struct Searched(
    /// The link that asks.
    pub Link,
    /// What it searches.
    pub Search,
    /// The curves that this gives.
    pub Vec<Read>,
);

impl Searched {
    /// What a link asks, and the first look at it.
    ///
    /// # Panics
    /// Where it asks nothing.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let reading = Link::read(text);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let link = reading.link;
        let search = link
            .view
            .threshold
            .clone()
            .expect("a question")
            .search(&link);
        let read = read(&link, &search);
        Self(link, search, read)
    }

    /// The picture of it.
    #[must_use]
    pub fn picture(&self) -> threshold::Picture<'_> {
        let Self(link, search, read) = self;
        threshold::Picture { link, search, read }
    }

    /// The picture as SVG.
    ///
    /// # Panics
    /// Where it cannot be drawn.
    #[must_use]
    pub fn draw(&self, width: f64, theme: &Theme) -> Svg {
        let height = threshold::Picture::height(width, self.2.len());
        Svg::draw(width, height, 1.0, |surface, frame| {
            let drawn = self.picture().draw(surface, frame, theme);
            drawn.expect("it is drawn");
        })
    }
}

/// A sensitivity analysis: its link, its outcome, and what it gives.
pub struct Asked {
    link: Link,
    measure: Measure,
    base: Estimate,
    /// Each parameter, lowered and raised.
    pub sides: Vec<[Side; 2]>,
    /// Shares of the variance.
    pub indices: Indices,
    explained: [Estimate; 3],
}

impl Asked {
    /// What a link asks, answered from a few runs.
    ///
    /// # Panics
    /// Where it asks nothing.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let reading = Link::read(text);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let link = reading.link;
        let measure = link.view.sensitivity.expect("a question").measure(&link);
        let Of::Ends(statistic) = measure.of else {
            panic!("{text}");
        };
        let scenario = &link.scenario;
        let ends = |inputs: &[f64]| {
            let runs = 0..scenario.runs;
            Sample::Runs.of(scenario, inputs, measure.output, runs, &mut Noise::new())
        };
        let before = ends(&scenario.inputs_of(0));
        let sides: Vec<Side> = moves(scenario)
            .iter()
            .map(|moved| {
                let after = moved.refusal.is_none().then(|| ends(&moved.inputs));
                Side {
                    bar: bar(scenario, moved, statistic, &before, after.as_deref()),
                    gives: after.map(|after| statistic.of(&after)),
                }
            })
            .collect();
        let study = sensitivity::Sobol {
            scenario,
            output: measure.output,
            outcome: Outcome::about(statistic),
            pairs: 256,
        };
        let evaluated: Vec<_> = (0..study.size()).map(|pair| study.evaluate(pair)).collect();
        let parts: Vec<Vec<&[f64]>> = evaluated
            .chunks(16)
            .map(|part| part.iter().map(Vec::as_slice).collect())
            .collect();
        Self {
            measure,
            base: statistic.of(&before),
            sides: sides
                .chunks(2)
                .map(|s| [s[0].clone(), s[1].clone()])
                .collect(),
            indices: study.conclude_parts(&parts),
            explained: study.explained(&parts),
            link: link.clone(),
        }
    }

    /// What one parameter at a time does.
    #[must_use]
    pub fn tornado(&self) -> Tornado<'_> {
        Tornado {
            link: &self.link,
            measure: self.measure,
            base: self.base,
            sides: &self.sides,
        }
    }

    /// What all of them explain of the variance.
    #[must_use]
    pub fn sobol(&self) -> Sobol<'_> {
        Sobol {
            link: &self.link,
            measure: self.measure,
            outcome: match self.measure.of {
                Of::Ends(statistic) => Outcome::about(statistic),
                Of::Impossible => Outcome::Value,
            },
            indices: &self.indices,
            explained: self.explained,
        }
    }

    /// Both pictures as SVG.
    ///
    /// # Panics
    /// Where they cannot be drawn.
    #[must_use]
    pub fn draw(&self, width: f64, theme: &Theme) -> [Svg; 2] {
        let rows = self.sides.len();
        let tornado = Svg::draw(
            width,
            Tornado::height(width, rows),
            1.0,
            |surface, frame| {
                let drawn = self.tornado().draw(surface, frame, theme);
                drawn.expect("it is drawn");
            },
        );
        let sobol = Svg::draw(width, Sobol::height(width, rows), 1.0, |surface, frame| {
            let drawn = self.sobol().draw(surface, frame, theme);
            drawn.expect("it is drawn");
        });
        [tornado, sobol]
    }
}
