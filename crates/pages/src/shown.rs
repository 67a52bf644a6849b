//! The chart that shows a preset's answer: the runs, a sweep's map, a threshold's curve, a tornado, a
//! comparison.

use apiary_charts::compare::Comparison;
use apiary_charts::describe;
use apiary_charts::fan::Picture;
use apiary_charts::heatmap::Heatmap;
use apiary_charts::style::{Frame, Theme};
use apiary_charts::threshold::{Picture as Crossings, Read};
use apiary_charts::tornado::{Side, Tornado};
use apiary_charts::{Drawn, Surface};
use apiary_core::analysis::compare::Compared;
use apiary_core::analysis::question::Search;
use apiary_core::analysis::sweep::Outcomes;
use apiary_core::analysis::threshold::Reading;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::people;
use apiary_core::stats::statistic::Estimate;
use plotters::prelude::DrawingBackend;

/// Widths, in CSS pixels, that a chart of a height of its own is tried at.
const WIDTHS: [u32; 12] = [
    480, 540, 600, 660, 720, 780, 840, 900, 980, 1060, 1160, 1300,
];

/// A chart and what it is drawn from.
pub enum Shown {
    /// The runs of the subset that is looked at.
    Runs(Ensemble),
    /// The first map of a sweep, by what each cell's runs come to.
    Map(Vec<Option<Estimate>>),
    /// Where an outcome crosses levels as a parameter moves.
    Threshold {
        /// The link that asks.
        link: Link,
        /// What it asks.
        search: Search,
        /// The curves.
        read: Vec<Read>,
        /// What they say, where that is more than where levels are crossed.
        told: Option<String>,
    },
    /// Two scenarios on the same draws.
    Compared {
        /// Both as the subsets of a sweep.
        both: Link,
        /// Their runs.
        ensembles: Box<[Ensemble; 2]>,
    },
    /// What one parameter at a time does.
    Tornado {
        /// The scenario that they are moved from.
        link: Link,
        /// The outcome.
        measure: Measure,
        /// What it is there.
        base: Estimate,
        /// Each parameter, lowered and raised.
        sides: Vec<[Side; 2]>,
    },
}

impl Shown {
    /// What the chart says, in a sentence or two.
    #[must_use]
    pub fn told(&self, link: &Link) -> String {
        match self {
            Self::Runs(_) | Self::Map(_) => self.described(link),
            Self::Compared { both, ensembles } => compared(both, ensembles).verdict().headline,
            Self::Threshold { told, .. } => told.clone().unwrap_or_else(|| self.crossed()),
            Self::Tornado { .. } => self
                .tornado()
                .map_or_else(String::new, |tornado| tornado.conclusion()),
        }
    }

    /// The chart in words.
    #[must_use]
    pub fn described(&self, link: &Link) -> String {
        match self {
            Self::Runs(ensemble) => describe::main(link, ensemble),
            Self::Map(cells) => {
                let what = link.maps()[0].label(link.scenario.model);
                let goal = Outcomes::of(link, cells);
                // What a sweep's best subset is follows from the goal's share alone.
                let told = if link.maps()[0] == Measure::goal(link) {
                    goal.told()
                } else {
                    String::new()
                };
                format!("A map of the sweep: {what} of each subset. {told}")
                    .trim_end()
                    .to_owned()
            }
            Self::Compared { both, ensembles } => {
                let verdict = compared(both, ensembles).verdict();
                format!("{} {}", verdict.headline, verdict.lede)
            }
            Self::Threshold { .. } => self
                .crossings()
                .map_or_else(String::new, |picture| picture.describe()),
            Self::Tornado { .. } => self
                .tornado()
                .map_or_else(String::new, |tornado| tornado.describe()),
        }
    }

    /// Of how many runs it is made, where no sentence says so.
    #[must_use]
    pub fn made_of(&self, link: &Link) -> Option<String> {
        let counted = |count: u32| people::number(f64::from(count), 0);
        match self {
            Self::Runs(_) => None,
            Self::Map(cells) => Some(format!(
                "{} runs in each of {} subsets, ± one standard error.",
                counted(link.scenario.runs),
                people::number(cells.len() as f64, 0),
            )),
            Self::Compared { both, .. } => Some(format!(
                "{} runs of each, on the same draws, ± one standard error.",
                counted(both.scenario.runs)
            )),
            Self::Threshold { link, read, .. } => {
                let reading = read.first().map(|read| read.reading);
                let runs = reading.map_or(0, |reading| reading.sample().size(link.scenario.runs));
                let lines = matches!(reading, Some(Reading::Trend));
                let what = if lines { "experiments" } else { "runs" };
                Some(format!("{} {what} a point, ± 95 %.", counted(runs)))
            }
            Self::Tornado { link, .. } => Some(format!(
                "{} runs a bar, on the same draws, ± one standard error.",
                counted(link.scenario.runs)
            )),
        }
    }

    /// Where levels are crossed.
    fn crossed(&self) -> String {
        let (Self::Threshold { link, search, .. }, Some(picture)) = (self, self.crossings()) else {
            return String::new();
        };
        let model = link.scenario.model;
        let output = search.asked.output;
        let what = match search.asked.reading {
            Some(Reading::Ends(statistic)) => {
                let of = Of::Ends(statistic);
                Measure { output, of }.label(model)
            }
            _ => format!("Final {}", model.outputs()[output].label.to_lowercase()),
        };
        let parameter = model.parameters()[search.parameter];
        let [from, to] = search.range.map(|end| people::exactly(end, parameter.unit));
        format!(
            "{what}, as {} goes from {from} to {to}. {}",
            parameter.label.to_lowercase(),
            picture.sentences().join(" ")
        )
    }

    fn crossings(&self) -> Option<Crossings<'_>> {
        match self {
            Self::Threshold {
                link, search, read, ..
            } => Some(Crossings { link, search, read }),
            _ => None,
        }
    }

    fn tornado(&self) -> Option<Tornado<'_>> {
        match self {
            Self::Tornado {
                link,
                measure,
                base,
                sides,
            } => Some(Tornado {
                link,
                measure: *measure,
                base: *base,
                sides,
            }),
            _ => None,
        }
    }

    /// The frame that shows it largest within a room of pixels, at most at a ratio.
    #[must_use]
    pub fn frame(&self, link: &Link, room: (f64, f64), most: f64) -> Frame {
        let height = |width: f64| match self {
            Self::Runs(_) | Self::Compared { .. } | Self::Threshold { .. } => None,
            Self::Map(_) => Some(Heatmap::height(link, width)),
            Self::Tornado { sides, .. } => Some(Tornado::height(width, sides.len())),
        };
        let own = WIDTHS.into_iter().map(f64::from).filter_map(|width| {
            let height = height(width)?;
            Some(Frame {
                width,
                height,
                ratio: (room.0 / width).min(room.1 / height).min(most),
            })
        });
        let whole = Frame {
            width: room.0 / most,
            height: room.1 / most,
            ratio: most,
        };
        // Of those whose letters are as large, the widest.
        own.max_by(|a, b| {
            (a.ratio, a.width)
                .partial_cmp(&(b.ratio, b.width))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
        .unwrap_or(whole)
    }

    /// Draws it.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(
        &self,
        link: &Link,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Drawn<DB> {
        match self {
            Self::Runs(ensemble) => {
                let mut picture = Picture::new(link, ensemble);
                picture.brief = true;
                picture.draw(surface, frame, theme).map(|_| ())
            }
            Self::Map(cells) => Heatmap {
                link,
                measure: link.maps()[0],
                lines: &link.view.lines[0],
                cells,
                runs: link.scenario.runs,
                marked: false,
            }
            .draw(surface, frame, theme),
            Self::Compared { both, ensembles } => Comparison {
                compared: &compared(both, ensembles),
            }
            .draw(surface, frame, theme)
            .map(|_| ()),
            Self::Threshold { .. } => match self.crossings() {
                Some(picture) => picture.draw(surface, frame, theme).map(|_| ()),
                None => Ok(()),
            },
            Self::Tornado { .. } => match self.tornado() {
                Some(tornado) => tornado.draw(surface, frame, theme).map(|_| ()),
                None => Ok(()),
            },
        }
    }
}

fn compared<'a>(both: &'a Link, ensembles: &'a [Ensemble; 2]) -> Compared<'a> {
    Compared {
        link: both,
        ensembles: ensembles.each_ref(),
    }
}
