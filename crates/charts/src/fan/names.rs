//! Names on the main picture, clear of the lines that matter: of the quantiles, of the trend, of the goal.

use super::{BESIDE, Picture, looked};
use crate::naming::{apart_from, beside_level};
use crate::pen::{Drawn, Pen, Point, Type};
use crate::plot::Plot;
use apiary_core::people;
use apiary_core::view::ViewForm;
use plotters::prelude::DrawingBackend;

/// How the quantiles are named at the right end, with [`apiary_core::summary::LEVELS`].
const NAMES: [&str; 5] = ["5 %", "25 %", "median", "75 %", "95 %"];
/// Which of them is the median.
const MEDIAN: usize = 2;
/// The radius of the goal's mark.
const MARK: f64 = 6.5;
/// Between two names.
const APART: f64 = 13.0;

impl Picture<'_> {
    /// Whether lines have their names at the right end: the line above the picture says it too.
    fn has_names<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> bool {
        !(self.bare || self.is_narrow(pen) || self.is_alone())
    }

    /// Names the trend at its end.
    pub(super) fn name_trend<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        trend: &[f64],
    ) -> Drawn<DB> {
        let Some(&last) = trend.last().filter(|y| y.is_finite()) else {
            return Ok(());
        };
        if !self.has_names(pen) {
            return Ok(());
        }
        let wanted = [plot.up(plot.within(last))];
        let sides = [plot.top, plot.bottom];
        let set = Type::of(12.0, pen.theme.ink).strong();
        for y in apart_from(&wanted, APART, sides, self.goal_height(plot)) {
            pen.text("LOWESS", (plot.right + 6.0, y), set)?;
        }
        Ok(())
    }

    /// Names the quantiles and the run that is looked at, at the right end, apart from one another and from the
    /// goal's line, each with a line to its end where it stands elsewhere.
    pub(super) fn name_quantiles<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
    ) -> Drawn<DB> {
        let names = self.names_at_ends(pen);
        if !self.has_names(pen) || names.iter().any(|(_, end, _)| !end.is_finite()) {
            return Ok(());
        }
        let height = |&(_, end, _): &(String, f64, Type)| plot.up(plot.within(end));
        let wanted: Vec<f64> = names.iter().map(height).collect();
        let sides = [plot.top, plot.bottom];
        let places = apart_from(&wanted, APART, sides, self.goal_height(plot));
        for ((name, _, set), (y, end)) in names.iter().zip(places.into_iter().zip(wanted)) {
            if (y - end).abs() > 2.0 {
                let leader = [(plot.right + 2.0, end), (plot.right + BESIDE - 3.0, y)];
                pen.line(&leader, pen.theme.rule2, 1.0)?;
            }
            pen.text(name, (plot.right + BESIDE, y), *set)?;
        }
        Ok(())
    }

    /// What is named, where it ends and how it is set, from the lowest on.
    fn names_at_ends<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> Vec<(String, f64, Type)> {
        let last = |values: &[f64]| values.last().copied().unwrap_or(f64::NAN);
        let (plain, strong) = (
            Type::of(12.0, pen.theme.ink3),
            Type::of(12.0, pen.theme.ink).strong(),
        );
        let quantiles = NAMES.iter().zip(&self.fan.quantiles).enumerate();
        let quantiles = quantiles.map(|(place, (name, values))| {
            let set = if place == MEDIAN { strong } else { plain };
            (name.replace(' ', "\u{202f}"), last(values), set)
        });
        let run = looked(self.link, self.ensemble).map(|run| {
            let end = last(&self.ensemble.trajectory(self.output, run));
            let set = strong.in_colour(self.colour_of(pen.theme, end));
            let name = format!("run {}", people::number(run as f64 + 1.0, 0));
            (name, end, set)
        });
        let mut names: Vec<_> = quantiles.chain(run).collect();
        names.sort_by(|(_, a, _), (_, b, _)| a.total_cmp(b));
        names
    }

    /// How high the goal's line runs, where it is to be seen.
    fn goal_height(&self, plot: &Plot) -> Option<f64> {
        let is_seen = |level: &f64| (plot.y[0]..=plot.y[1]).contains(level);
        self.goal().filter(is_seen).map(|level| plot.up(level))
    }

    /// Draws the goal's line, with its mark at the left and its name where that meets no line that matters.
    pub(super) fn draw_goal<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        right: f64,
        trend: &[f64],
    ) -> Drawn<DB> {
        let (Some(y), theme) = (self.goal_height(plot), pen.theme) else {
            return Ok(());
        };
        pen.dashes(y, [plot.left, right], theme.ink)?;
        if self.bare {
            return Ok(());
        }
        let lines = self.lines(plot, trend);
        let mark = (plot.left + 8.0, y);
        // Where runs start on the line, its mark hides none of them.
        if lines
            .iter()
            .flatten()
            .any(|&(x, y)| (x - mark.0).abs().max((y - mark.1).abs()) < 1.5 * MARK)
        {
            pen.hexagon_edge(mark, MARK, theme.ink)?;
        } else {
            pen.hexagon(mark, MARK, [theme.paper, theme.ink])?;
        }
        let (name, set) = (self.judgement.goal.line, Type::of(12.0, theme.ink2));
        let sides = [plot.left + 19.0, plot.top, plot.right - 4.0, plot.bottom];
        let width = pen.width(name, set);
        let beside = |lines: &[Vec<Point>]| beside_level(lines, width, y, sides);
        // Over no sample run where that can be had.
        let samples = self.samples(plot);
        match beside(&[lines.clone(), samples].concat()).or_else(|| beside(&lines)) {
            Some(at) => pen.label(name, at, set),
            None => Ok(()),
        }
    }

    /// The lines that no word may lie on.
    fn lines(&self, plot: &Plot, trend: &[f64]) -> Vec<Vec<Point>> {
        let run = |run: usize| self.ensemble.trajectory(self.output, run);
        let mut lines = match self.link.view.form {
            _ if self.is_alone() => vec![run(0)],
            ViewForm::Fan | ViewForm::Facets => self.fan.quantiles.to_vec(),
            ViewForm::Trend => vec![trend.to_vec()],
            ViewForm::Runs => Vec::new(),
        };
        lines.extend(looked(self.link, self.ensemble).map(run));
        lines.iter().map(|line| on_page(plot, line)).collect()
    }

    /// The runs drawn thin over the bands.
    fn samples(&self, plot: &Plot) -> Vec<Vec<Point>> {
        let runs = 0..self.ensemble.runs().min(self.sample());
        runs.map(|run| on_page(plot, &self.ensemble.trajectory(self.output, run)))
            .collect()
    }
}

/// Where values run on the page.
fn on_page(plot: &Plot, values: &[f64]) -> Vec<Point> {
    let points = values.iter().enumerate().filter(|(_, y)| y.is_finite());
    points
        .map(|(x, &y)| plot.at(x as f64, plot.within(y)))
        .collect()
}
