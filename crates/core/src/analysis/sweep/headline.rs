//! A sweep's answer as the headline of the page: what its deciding axis does to the share of runs
//! that the goal counts. The subset looked at comes second.

use super::{Outcomes, percent, told};
use crate::people;
use crate::scenario::Sweep;
use crate::sentence::{Part, PartKind, Sentence, part, subset_label};
use crate::stats::order;
use crate::stats::statistic::Estimate;

impl Outcomes<'_> {
    /// The sentence on the subset looked at, turned into one on the whole sweep, of which each subset has
    /// so many runs. The same sentence where no subset has given a number.
    #[must_use]
    pub fn sentence(&self, looked_at: Sentence, runs: u32) -> Sentence {
        let Some((best, share)) = self.best(0..self.shares.len()) else {
            return looked_at;
        };
        let own = subset_label(&self.link.scenario, self.link.subset());
        let result = looked_at
            .headline
            .iter()
            .filter(|part| part.kind == PartKind::Result);
        let error = looked_at
            .headline
            .iter()
            .filter(|part| part.kind == PartKind::Error);
        let figure: Vec<_> = result.chain(error).map(|part| part.text.clone()).collect();
        Sentence {
            kicker: self.kicker(runs),
            headline: self.headline((best, share)),
            lede: vec![
                part(PartKind::Text, &format!("At {own}, ")),
                part(PartKind::Strong, &figure.join(" ")),
                part(PartKind::Text, &format!(" of runs {}.", self.counted())),
            ],
            share: share.value,
            ..looked_at
        }
    }

    fn kicker(&self, runs: u32) -> String {
        let scenario = &self.link.scenario;
        let about = scenario.model.about();
        let names: Vec<_> = (0..self.axes.len())
            .map(|place| self.label(place).to_lowercase())
            .collect();
        let subsets = people::number(self.shares.len() as f64, 0);
        let so_far = if runs < scenario.runs { "so far " } else { "" };
        let runs = people::number(f64::from(runs), 0);
        let span = people::span(scenario.timesteps, about.year, about.timestep);
        format!(
            "{}: sweep of {}, {subsets} subsets of {so_far}{runs} runs over {span}",
            about.label,
            names.join(" and ")
        )
    }

    fn headline(&self, best: (usize, Estimate)) -> Vec<Part> {
        let all = 0..self.shares.len();
        if self.all_alike(best.1) {
            return self.sentence_of(
                "All subsets do equally well: about ",
                best.1,
                " of runs ",
                "",
            );
        }
        match self.deciding() {
            Some(axis) => self.on_axis(axis, best),
            None => {
                let worst = self
                    .finite(all)
                    .min_by(|(_, a), (_, b)| self.order(a.value, b.value));
                let (worst, least) = worst.unwrap_or(best);
                let [high, low] =
                    [best.0, worst].map(|subset| self.axes_told(subset, self.axes.len()));
                let behind = format!("; at {low}, {}", percent(least.value));
                self.sentence_of(&format!("At {high}, "), best.1, " of runs ", &behind)
            }
        }
    }

    /// What the best that can be had at a value of the deciding axis does.
    fn on_axis(&self, place: usize, (best, share): (usize, Estimate)) -> Vec<Part> {
        let points = self.link.scenario.settings[self.axes[place]].points();
        let at = |point: f64| {
            self.finite(0..self.shares.len())
                .filter(move |(subset, _)| self.values[*subset][place] == point)
        };
        let best_at = |point: &f64| {
            at(*point)
                .map(|(_, share)| share.value)
                .max_by(|a, b| self.order(*a, *b))
        };
        let bests = points
            .iter()
            .filter_map(|point| Some((*point, best_at(point)?)));
        let Some((low, least)) = bests.min_by(|(_, a), (_, b)| self.order(*a, *b)) else {
            return Vec::new();
        };
        let good = self.link.scenario.model.about().goal.good;
        let (most, up_to) = if good {
            ("at most", "up to ")
        } else {
            ("at least", "down to ")
        };
        let written = |value: f64| {
            let (_, unit) = crate::sentence::label_of(self.link.scenario.model, self.axes[place]);
            people::exactly(value, unit)
        };
        let others = match &(0..self.axes.len())
            .filter(|other| *other != place)
            .collect::<Vec<_>>()[..]
        {
            [only] => format!("whatever the {}", self.label(*only).to_lowercase()),
            _ => "whatever the others".to_owned(),
        };
        let mut parts = vec![part(
            PartKind::Text,
            &format!(
                "{} decides: at {}, {most} {} of runs ",
                self.label(place),
                written(low),
                percent(least)
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
    fn sentence_of(&self, before: &str, share: Estimate, between: &str, behind: &str) -> Vec<Part> {
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
        let Some((before, behind)) = goal.counted.split_once("{goal}") else {
            return vec![part(PartKind::Text, goal.counted)];
        };
        let level = people::exactly(self.link.view.goal.unwrap_or(goal.level), row.unit);
        vec![
            part(PartKind::Text, before),
            Part {
                key: Some("goal".to_owned()),
                ..part(PartKind::Goal, &level)
            },
            part(
                PartKind::Text,
                &format!(" {}{behind}", row.label.to_lowercase()),
            ),
        ]
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
    let text = told(share);
    let (value, error) = text.split_once('±').unwrap_or((&text, ""));
    vec![
        part(PartKind::Result, value.trim_end()),
        part(PartKind::Text, " "),
        part(PartKind::Error, &format!("±\u{a0}{}", error.trim_start())),
    ]
}
