//! What a sweep says: which subset does best, and which axis decides.

mod headline;

use crate::link::Link;
use crate::people;
use crate::scenario::{Sweep, inputs};
use crate::sentence::{Part, PartKind, label_of, noun_of, part, phrased};
use crate::stats::statistic::Estimate;
use crate::table::{Quirk, Unit};
use std::ops::Range;

/// The share of runs that the goal counts, in each subset of a link's sweep.
pub struct Outcomes<'a> {
    link: &'a Link,
    shares: &'a [Option<Estimate>],
    /// Indices of the swept inputs.
    axes: Vec<usize>,
    /// Their values in each subset.
    values: Vec<Vec<f64>>,
}

impl<'a> Outcomes<'a> {
    /// The outcomes of a link's sweep; a share is none where no run has been made.
    #[must_use]
    pub fn of(link: &'a Link, shares: &'a [Option<Estimate>]) -> Self {
        let axes = link.scenario.axes();
        let place = |subset: usize| {
            let inputs = link.scenario.inputs_of(subset);
            axes.iter().map(|&axis| inputs[axis]).collect()
        };
        Self {
            values: (0..shares.len()).map(place).collect(),
            link,
            shares,
            axes,
        }
    }

    /// The best subset, the worst, and which axis decides.
    #[must_use]
    pub fn told(&self) -> String {
        let texts = self
            .told_in_parts(Above::Nothing)
            .into_iter()
            .map(|part| part.text);
        texts.collect()
    }

    /// The same in parts, without what is said above it: where the model's own oddity makes the difference, that and a
    /// link that shows it.
    pub(super) fn told_in_parts(&self, above: Above) -> Vec<Part> {
        let text = |text: &str| vec![part(PartKind::Text, text)];
        let Some((best, share)) = self.best(0..self.shares.len()) else {
            return text("No subset has given a number.");
        };
        if self.is_too_few() {
            return text(&format!(
                "So few runs do not tell {} apart; {FEW_RUNS} of each begin to.",
                self.count()
            ));
        }
        if self.all_alike(share) {
            return text(&format!(
                "None of {} can be told from the others within twice the error: {} {}.",
                self.count(),
                about_told(share),
                self.counted()
            ));
        }
        let quirk = self.quirk();
        // Nobody is to look for more of what an oddity does.
        let edge = self
            .edge_told(best)
            .filter(|_| quirk.is_none() && !self.is_utmost(share));
        let decider = self.decider(0..self.axes.len());
        let first = match above {
            Above::Nothing => self.best_and_worst(best, share),
            Above::Shares => self.others_told(share),
            Above::Decider => format!("{}.", self.best_told(best, share)),
        };
        let decider = decider.filter(|_| above != Above::Decider);
        let sentences: Vec<_> = [Some(first), decider, edge].into_iter().flatten().collect();
        let mut parts = text(&sentences.join(" "));
        parts.extend(quirk.into_iter().flat_map(quirk_told));
        parts
    }

    /// Which subset is the best, and how many others may be.
    fn best_told(&self, best: usize, share: Estimate) -> String {
        let best = format!(
            "The best of {} is {}",
            self.count(),
            self.phrased(best, self.axes.len())
        );
        match self.alike(share) - 1 {
            0 => best,
            1 => format!("{best}; one other is as good within twice the error"),
            others => format!("{best}; {others} others are as good within twice the error"),
        }
    }

    fn best_and_worst(&self, best: usize, share: Estimate) -> String {
        let all = self.finite(0..self.shares.len());
        let worst = all.max_by(|(_, a), (_, b)| self.order(b.value, a.value));
        let worst = worst.map_or(f64::NAN, |(_, share)| share.value);
        format!(
            "{}. With it {} {}, with the worst {}.",
            self.best_told(best, share),
            runs_told(share),
            self.counted(),
            people::in_a_word(worst).map_or_else(|| percent(worst), str::to_owned)
        )
    }

    /// How many do as well as the best, which stands above.
    fn others_told(&self, share: Estimate) -> String {
        match self.alike(share) - 1 {
            0 => "No other subset is as good within twice the error.".to_owned(),
            1 => "One other subset is as good within twice the error.".to_owned(),
            others => format!("{others} other subsets are as good within twice the error."),
        }
    }

    /// How many subsets: `72 subsets`, with no break between.
    fn count(&self) -> String {
        let count = people::number(self.shares.len() as f64, 0);
        format!("{count}\u{a0}subsets")
    }

    /// The model's own oddity, where the axis that moves the share most shows one.
    fn quirk(&self) -> Option<&'static Quirk> {
        let model = self.link.scenario.model;
        let width = |place: usize| {
            self.span_of_means(place)
                .map_or(0.0, |[low, high]| high - low)
        };
        let most = (0..self.axes.len()).max_by(|a, b| width(*a).total_cmp(&width(*b)))?;
        let key = inputs(model).swap_remove(self.axes[most]).key;
        let mut quirks = model.about().quirks.iter();
        quirks.find(|quirk| quirk.swept == Some(key.as_str()))
    }

    /// How many subsets do as well as one with this share, itself included.
    fn alike(&self, share: Estimate) -> usize {
        let all = self.finite(0..self.shares.len());
        all.filter(|(_, own)| is_alike(share, *own)).count()
    }

    /// Whether each subset has so few runs that an error says little: two of two and none of two differ by more than twice
    /// theirs, and coins do so every eighth time.
    fn is_too_few(&self) -> bool {
        self.link.scenario.runs < FEW_RUNS
    }

    /// Whether no subset can be told from one with this share.
    fn all_alike(&self, share: Estimate) -> bool {
        let alike = self.alike(share);
        alike == self.shares.len() && alike > 1
    }

    /// Whether no share could be better.
    fn is_utmost(&self, share: Estimate) -> bool {
        let good = self.link.scenario.model.about().goal.good;
        share.value == f64::from(u8::from(good))
    }

    /// Whether a subset lies at the end of what was tried, so that a better one may lie beyond it.
    fn edge_told(&self, subset: usize) -> Option<String> {
        let beyond = |place: usize| {
            let points = self.link.scenario.settings[self.axes[place]].points();
            let value = self.values[subset][place];
            let [low, high] = ends(points.iter().copied());
            let side = if value == high {
                "higher"
            } else if value == low {
                "lower"
            } else {
                return None;
            };
            let tells = points.len() > 2 && !self.is_last(place, value);
            tells.then(|| format!("no {side} {}", self.bare_noun(place)))
        };
        let untried: Vec<_> = (0..self.axes.len()).filter_map(beyond).collect();
        let verb = if untried.len() > 1 { "were" } else { "was" };
        (!untried.is_empty())
            .then(|| format!("Better may lie beyond: {} {verb} tried.", listed(&untried)))
    }

    /// Whether no value lies beyond one of an axis: it is the last that has a sense, or means something else than a small
    /// value.
    fn is_last(&self, place: usize, value: f64) -> bool {
        let parameters = self.link.scenario.model.parameters();
        parameters.get(self.axes[place]).is_some_and(|row| {
            value == row.sense.from || value == row.sense.to || (row.zero.is_some() && value == 0.0)
        })
    }

    /// The subset among some that does best: with the highest share where the goal is good, else the
    /// lowest.
    pub(super) fn best(&self, among: Range<usize>) -> Option<(usize, Estimate)> {
        self.finite(among)
            .max_by(|(_, a), (_, b)| self.order(a.value, b.value))
    }

    /// Which of two shares is better.
    pub(super) fn order(&self, a: f64, b: f64) -> std::cmp::Ordering {
        if self.link.scenario.model.about().goal.good {
            a.total_cmp(&b)
        } else {
            b.total_cmp(&a)
        }
    }

    /// The subsets among some whose share is a number.
    pub(super) fn finite(&self, among: Range<usize>) -> impl Iterator<Item = (usize, Estimate)> {
        let made = among.filter_map(|subset| Some((subset, (*self.shares.get(subset)?)?)));
        made.filter(|(_, share)| share.value.is_finite())
    }

    /// Which of some axes moves the share most: the one whose values' means lie farthest apart. None
    /// where they do not move one by one.
    pub(super) fn decider(&self, among: Range<usize>) -> Option<String> {
        if self.link.scenario.sweep == Sweep::Zip {
            return None;
        }
        let spans = among.filter_map(|place| {
            let [low, high] = self.span_of_means(place)?;
            Some((place, low, high))
        });
        let spans: Vec<_> = spans.collect();
        let width = |span: &(usize, f64, f64)| span.2 - span.1;
        let most = spans.iter().max_by(|a, b| width(a).total_cmp(&width(b)));
        let &(axis, low, high) = most.filter(|_| spans.len() > 1)?;
        // What rounds to no move at all, or to the same as another's, moves nothing most.
        let told = |span: &(usize, f64, f64)| (percent(span.1), percent(span.2));
        let others = spans.iter().filter(|(other, ..)| *other != axis);
        if percent(low) == percent(high)
            || others
                .clone()
                .any(|other| told(other) == (percent(low), percent(high)))
        {
            return None;
        }
        let others = others.map(|(other, low, high)| {
            let noun = self.noun(*other);
            format!("{noun} from {} to {}", percent(*low), percent(*high))
        });
        Some(format!(
            "{} moves the share most: on average from {} to {}; {}.",
            capitalised(&self.noun(axis)),
            percent(low),
            percent(high),
            others.collect::<Vec<_>>().join(", ")
        ))
    }

    /// The lowest and the highest mean share over the values of an axis.
    fn span_of_means(&self, place: usize) -> Option<[f64; 2]> {
        let points = self.link.scenario.settings[*self.axes.get(place)?].points();
        let mean = |point: &f64| {
            let own = self.finite(0..self.shares.len());
            let own = own.filter(|(subset, _)| self.values[*subset][place] == *point);
            let (sum, count) = own.fold((0.0, 0.0), |(sum, count), (_, share)| {
                (sum + share.value, count + 1.0)
            });
            sum / count
        };
        let [low, high] = ends(points.iter().map(mean));
        (points.len() > 1 && low.is_finite()).then_some([low, high])
    }

    fn label(&self, place: usize) -> String {
        label_of(self.link.scenario.model, self.axes[place]).0
    }

    /// An axis within a sentence: `the throttle`.
    pub(super) fn noun(&self, place: usize) -> String {
        noun_of(self.link.scenario.model, self.axes[place])
    }

    /// The same behind a word that takes the article's place.
    fn bare_noun(&self, place: usize) -> String {
        let noun = self.noun(place);
        noun.strip_prefix("the ")
            .map_or_else(|| noun.clone(), str::to_owned)
    }

    /// The values of a subset's first axes: `a throttle of 1 % and a target reserve ratio of 30 %`.
    pub(super) fn phrased(&self, subset: usize, axes: usize) -> String {
        let values = self.axes.iter().zip(&self.values[subset]).take(axes);
        let named = values.map(|(&axis, &value)| phrased(self.link.scenario.model, axis, value));
        listed(&named.collect::<Vec<_>>())
    }

    /// What is counted: `end above 80 % saturation`, `end past the limit`.
    pub(super) fn counted(&self) -> String {
        let model = self.link.scenario.model;
        let goal = &model.about().goal;
        let row = model.outputs()[self.link.index_of(goal.output)];
        let level = self.link.view.goal.unwrap_or(goal.level);
        let told = people::exactly(level, row.unit);
        // Where the name of what is counted says it all, the output's would be said twice.
        let told = match goal.counted_elsewhere {
            Some(_) => told,
            None => format!("{told} {}", row.label.to_ascii_lowercase()),
        };
        goal.counted_at(level).replace("{goal}", &told)
    }
}

/// What the headline above has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Above {
    Nothing,
    /// The best share and the worst.
    Shares,
    /// These, and which axis decides.
    Decider,
}

/// That a quirk makes the difference, and the link that shows it.
fn quirk_told(quirk: &Quirk) -> Vec<Part> {
    let before = " That is no advice but a quirk of the published model: ";
    vec![
        part(PartKind::Text, before),
        Part {
            key: quirk.link.map(str::to_owned),
            ..part(PartKind::Link, &quirk.title.to_ascii_lowercase())
        },
        part(PartKind::Text, "."),
    ]
}

/// Fewer runs of a subset than these tell little of it.
const FEW_RUNS: u32 = 10;
/// Standard errors within which two shares are told to be alike.
const ALIKE: f64 = 2.0;

/// Whether two shares lie within twice their common error.
pub(super) fn is_alike(a: Estimate, b: Estimate) -> bool {
    let error = (a.error * a.error + b.error * b.error).sqrt();
    (a.value - b.value).abs() <= ALIKE * error
}

pub(super) fn ends(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
        [low.min(value), high.max(value)]
    })
}

/// A sentence's beginning.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `17 % ± 1 % of runs`, `none of the runs` or `all of the runs`.
fn runs_told(share: Estimate) -> String {
    match people::in_a_word(share.value) {
        Some(word) => format!("{word} of the runs"),
        None => format!("{} of runs", told(share)),
    }
}

/// The same of shares that are alike: `about 17 % ± 1 % of runs`.
fn about_told(share: Estimate) -> String {
    let about = people::in_a_word(share.value).map_or("about ", |_| "");
    format!("{about}{}", runs_told(share))
}

/// `a`, `a and b`, `a, b and c`.
fn listed(named: &[String]) -> String {
    match named {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        named => named.concat(),
    }
}

/// A share with its error, to the error's first digit.
fn told(share: Estimate) -> people::Told {
    people::estimated(share.value, share.error)
}

/// A share to the digit that a thousand runs give.
pub(super) fn percent(share: f64) -> String {
    // What is not none, or not all, is not told as if it were.
    let decimals = match share.min(1.0 - share) {
        rest if rest <= 0.0 || rest >= 0.009_5 => 0,
        rest if rest >= 0.000_95 => 1,
        _ => 2,
    };
    let unit = Unit {
        decimals,
        ..Unit::PERCENT
    };
    people::about(share, unit)
}
