//! A sweep's answer as the headline of the page: what its deciding axis does to the share of runs
//! that the goal counts. The subset looked at comes second.

use super::{Above, Outcomes, capitalised, is_alike, listed, percent, told};
use crate::people::{self, in_a_word};
use crate::scenario::Sweep;
use crate::sentence::{self, Part, PartKind, Sentence, changing, figure_parts, part, value_told};
use crate::stats::order;
use crate::stats::share::Share;
use crate::stats::statistic::Estimate;

impl Outcomes<'_> {
    /// The sentence on the subset looked at, turned into one on the whole sweep, of which each subset has
    /// so many runs. The same sentence where no subset has given a number.
    #[must_use]
    pub fn sentence(&self, looked_at: Sentence, runs: u32) -> Sentence {
        let Some((best, share)) = self.best(0..self.shares.len()) else {
            return looked_at;
        };
        let own = self.phrased(self.link.subset(), self.axes.len());
        let looked = Share {
            counted: (looked_at.share * f64::from(runs)).round() as u32,
            runs,
        };
        let texts = sentence::figure(looked).into_iter().map(|part| part.text);
        let looked: String = texts.collect();
        let above = match self.decider_for(best) {
            Some(_) => Above::Decider,
            None => Above::Shares,
        };
        Sentence {
            kicker: self.kicker(runs),
            headline: self.headline((best, share)),
            lede: self.told_in_parts(above),
            looked: Some(format!(
                "With {own}, {looked} of the runs {}.",
                self.counted()
            )),
            share: share.value,
            ..looked_at
        }
    }

    fn kicker(&self, runs: u32) -> String {
        let scenario = &self.link.scenario;
        let about = scenario.model.about();
        let names: Vec<_> = (0..self.axes.len())
            .map(|place| self.label(place).to_ascii_lowercase())
            .collect();
        let subsets = self.count();
        let so_far = if runs < scenario.runs { "so far " } else { "" };
        let plural = if runs == 1 { "" } else { "s" };
        let runs = people::number(f64::from(runs), 0);
        let span = people::span(scenario.timesteps, about.year, about.timestep);
        format!(
            "{}: sweep of {}, {subsets} of {so_far}{runs} run{plural} over {span}",
            about.label,
            listed(&names)
        )
    }

    fn headline(&self, best: (usize, Estimate)) -> Vec<Part> {
        let all = 0..self.shares.len();
        if let Some(parts) = self.all_or_none() {
            return parts;
        }
        if self.is_too_few() {
            return self.too_few();
        }
        if self.all_alike(best.1) {
            return self.sentence_of("No subset can be told from another: about ", best.1, "");
        }
        match self.decider_for(best.0) {
            Some(axis) => self.on_axis(axis, best),
            None => {
                let worst = self
                    .finite(all)
                    .min_by(|(_, a), (_, b)| self.order(a.value, b.value));
                let (worst, least) = worst.unwrap_or(best);
                let high = self.phrased(best.0, self.axes.len());
                let low = self.told_apart(worst);
                let word = in_a_word(least.value).map(str::to_owned);
                let least = word.unwrap_or_else(|| percent(least.value));
                let behind = format!("; with {low}, {least}");
                self.sentence_of(&format!("With {high}, "), best.1, &behind)
            }
        }
    }

    /// The sentence where every run of every subset counts, or none of any.
    fn all_or_none(&self) -> Option<Vec<Part>> {
        let shares: Vec<_> = self.finite(0..self.shares.len()).collect();
        let (_, first) = shares.first()?;
        let word = in_a_word(first.value)?;
        if shares.iter().any(|(_, share)| share.value != first.value) {
            return None;
        }
        let (who, whatever) = match word {
            "all" => ("All", ", in every subset."),
            _ => ("None", ", in any subset."),
        };
        let mut parts = vec![
            part(PartKind::Result, who),
            part(PartKind::Text, " of the runs "),
        ];
        parts.extend(self.counted_parts());
        parts.push(part(PartKind::Text, whatever));
        Some(parts)
    }

    /// The sentence on all runs together, where those of a subset are too few.
    fn too_few(&self) -> Vec<Part> {
        let shares: Vec<_> = self.finite(0..self.shares.len()).collect();
        let sum: f64 = shares.iter().map(|(_, share)| share.value).sum();
        let each = self.link.scenario.runs;
        let all = Share {
            counted: (sum * f64::from(each)).round() as u32,
            runs: shares.len() as u32 * each,
        };
        let mut parts = vec![part(PartKind::Text, "Over all subsets, ")];
        parts.extend(sentence::figure(all));
        let runs = if all.runs == 1 { "run " } else { "runs " };
        let total = people::number(f64::from(all.runs), 0);
        parts.push(part(PartKind::Text, &format!(" of {total} {runs}")));
        parts.extend(self.counted_parts());
        parts.push(part(PartKind::Text, "."));
        parts
    }

    /// A subset beside another: by its value alone where there is only one axis.
    fn told_apart(&self, subset: usize) -> String {
        let [axis] = self.axes[..] else {
            return self.phrased(subset, self.axes.len());
        };
        let value = value_told(self.link.scenario.model, axis, self.values[subset][0]);
        // What zero is called says nothing alone.
        if value.starts_with(char::is_alphabetic) {
            self.phrased(subset, 1)
        } else {
            value
        }
    }

    /// The worst and the best share at a value of an axis, whatever the others.
    fn range_at(&self, place: usize, point: f64) -> Option<[Estimate; 2]> {
        let shares = self.finite(0..self.shares.len());
        let own = shares.filter(|(subset, _)| self.values[*subset][place] == point);
        let mut own: Vec<Estimate> = own.map(|(_, share)| share).collect();
        own.sort_by(|a, b| self.order(a.value, b.value));
        Some([*own.first()?, *own.last()?])
    }

    /// The worst and the best share at each value of an axis.
    fn ranges(&self, place: usize) -> Vec<(f64, [Estimate; 2])> {
        let points = self.link.scenario.settings[self.axes[place]].points();
        let ranges = points
            .iter()
            .map(|&point| Some((point, self.range_at(place, point)?)));
        ranges.flatten().collect()
    }

    /// Whether all that can be had at the best subset's value of an axis is better than anything at its worst value,
    /// and not by chance: only then is it so whatever the others are. Nor do the others move the share farther at any
    /// value of the axis than the axis moves the best that can be had.
    fn outweighs(&self, place: usize, best: usize) -> bool {
        let ranges = self.ranges(place);
        let bests = ranges.iter().map(|(_, [_, best])| *best);
        let least = bests.min_by(|a, b| self.order(a.value, b.value));
        let own = self.range_at(place, self.values[best][place]);
        let others = ranges
            .iter()
            .map(|(_, [worst, best])| (best.value - worst.value).abs());
        let others = others.fold(0.0, f64::max);
        least.zip(own).is_some_and(|(least, [worst, most])| {
            self.order(least.value, worst.value).is_lt()
                && !is_alike(worst, least)
                && (most.value - least.value).abs() > others
        })
    }

    /// What the best that can be had at a value of the deciding axis does.
    fn on_axis(&self, place: usize, (best, share): (usize, Estimate)) -> Vec<Part> {
        let ranges = self.ranges(place);
        let bests = ranges.iter().map(|(point, [_, best])| (*point, best.value));
        let Some((low, least)) = bests.min_by(|(_, a), (_, b)| self.order(*a, *b)) else {
            return Vec::new();
        };
        let good = self.link.scenario.model.about().goal.good;
        let (most, up_to) = if good {
            ("at most", "up to ")
        } else {
            ("at least", "down to ")
        };
        let written = |value: f64| value_told(self.link.scenario.model, self.axes[place], value);
        let least = match in_a_word(least) {
            Some(word) => format!("{word} of the"),
            None => format!("{most} {} of", percent(least)),
        };
        let others = match &(0..self.axes.len())
            .filter(|other| *other != place)
            .collect::<Vec<_>>()[..]
        {
            [only] => format!("whatever {}", self.noun(*only)),
            _ => "whatever the others".to_owned(),
        };
        let mut parts = vec![part(
            PartKind::Text,
            &format!(
                "{} decides: at {}, {least} runs ",
                capitalised(&self.noun(place)),
                written(low),
            ),
        )];
        parts.extend(self.counted_parts());
        parts.push(part(
            PartKind::Text,
            &format!(
                ", {others}; at {}, {up_to}",
                written(self.values[best][place])
            ),
        ));
        parts.extend(figure(share));
        parts.push(part(PartKind::Text, "."));
        parts
    }

    /// A sentence around a figure and what is counted.
    fn sentence_of(&self, before: &str, share: Estimate, behind: &str) -> Vec<Part> {
        let between = match in_a_word(share.value) {
            Some(_) => " of the runs ",
            None => " of runs ",
        };
        let mut parts = vec![part(PartKind::Text, before)];
        parts.extend(figure(share));
        parts.push(part(PartKind::Text, between));
        parts.extend(self.counted_parts());
        parts.push(part(PartKind::Text, &format!("{behind}.")));
        parts
    }

    /// What is counted, its level as a part that can be changed.
    fn counted_parts(&self) -> Vec<Part> {
        let model = self.link.scenario.model;
        let goal = &model.about().goal;
        let row = model.outputs()[self.link.index_of(goal.output)];
        let level = self.link.view.goal.unwrap_or(goal.level);
        let counted = goal.counted_at(level);
        let Some((before, behind)) = counted.split_once("{goal}") else {
            return vec![part(PartKind::Text, counted)];
        };
        let behind = match goal.counted_elsewhere {
            Some(_) => behind.to_owned(),
            None => format!(" {}{behind}", row.label.to_ascii_lowercase()),
        };
        vec![
            part(PartKind::Text, before),
            changing("goal", PartKind::Goal, &people::exactly(level, row.unit)),
            part(PartKind::Text, &behind),
        ]
    }

    /// The axis that decides over the best subset, whatever the others are.
    fn decider_for(&self, best: usize) -> Option<usize> {
        self.deciding().filter(|&axis| self.outweighs(axis, best))
    }

    /// The axis that moves the share at least twice as far as any other does. None where axes move
    /// together.
    fn deciding(&self) -> Option<usize> {
        if self.link.scenario.sweep == Sweep::Zip || self.axes.len() < 2 {
            return None;
        }
        let width = |place: usize| {
            self.span_of_means(place)
                .map_or(0.0, |[low, high]| high - low)
        };
        let mut widths: Vec<(usize, f64)> = (0..self.axes.len())
            .map(|place| (place, width(place)))
            .collect();
        order::descending(&mut widths, |(_, width)| *width);
        (widths[0].1 >= 2.0 * widths[1].1).then_some(widths[0].0)
    }
}

/// A share with its error, each a part.
fn figure(share: Estimate) -> Vec<Part> {
    figure_parts(&told(share))
}
