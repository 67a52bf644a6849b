//! A sweep of one axis: no map, but what comes out at each of its values, with its error.
//!
//! The cells are columns as high as the frame, so that pointing at one is as in a map.

use super::Heatmap;
use crate::grid::{Grid, Place};
use crate::pen::{Anchor, Drawn, Pen, Point, Type};
use crate::plot::{self, Plot};
use crate::scale::Scale;
use crate::style::Theme;
use apiary_core::people;
use apiary_core::stats::statistic::Estimate;
use plotters::prelude::DrawingBackend;
use plotters::style::{BLACK, RGBColor};

/// The largest radius of a point.
const MOST: f64 = 4.0;
/// The smallest.
const LEAST: f64 = 1.5;
/// The radius of the hexagon on the point whose runs are shown below.
const MARK: f64 = 7.0;
/// How figures are set.
const FIGURE: Type = Type::of(12.5, BLACK).strong();
/// From a whisker's end to the figure above it.
const ABOVE: f64 = 10.0;
/// Half of its height.
const HALF: f64 = 8.0;
/// Frames lower than this have no room for figures.
const LOW: f64 = 90.0;

impl Heatmap<'_> {
    /// Draws the levels asked for, the points with one standard error up and down, and lines between those that lie
    /// equally far apart.
    pub(super) fn draw_points<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        place: &Place,
        scale: Scale,
    ) -> Drawn<DB> {
        let estimates: Vec<Option<Estimate>> = (0..grid.columns)
            .map(|column| self.cell(grid, 0, column, 0))
            .map(|cell| cell.filter(|cell| cell.value.is_finite()))
            .collect();
        let plot = self.plot(place, &estimates);
        plot.y_axis(pen, self.unit())?;
        self.draw_missing(pen, grid, place)?;
        self.draw_levels(pen, &plot, scale)?;
        let middle = |column: usize| place.left + place.cell.0 * (column as f64 + 0.5);
        let at = |column: usize, value: f64| (middle(column), plot.up(plot.within(value)));
        let is_even = self.is_even(grid);
        for column in (1..grid.columns).filter(|_| is_even) {
            if let [Some(from), Some(to)] = estimates[column - 1..=column] {
                let line = [at(column - 1, from.value), at(column, to.value)];
                pen.line(&line, pen.theme.band50, 2.0)?;
            }
        }
        let radius = (place.cell.0 / 4.0).clamp(LEAST, MOST);
        let marked = self.marked.then(|| self.link.subset());
        for (column, estimate) in present(&estimates) {
            let [low, high] = self.ends(estimate).map(|value| at(column, value));
            pen.line(&[low, high], pen.theme.ink2, 1.0)?;
            let middle = at(column, estimate.value);
            if marked == Some(column) {
                pen.hexagon(middle, MARK, [pen.theme.honey, pen.theme.honeyink])?;
            } else {
                pen.disc(middle, radius, self.colour_of_points(pen.theme))?;
            }
        }
        for (lines, column, estimate) in self.figures(pen, place, &estimates) {
            let ends = self.ends(estimate).map(|value| at(column, value));
            draw_figure(pen, place, &lines, ends)?;
        }
        Ok(())
    }

    /// The colour of a result; past a limit, that of what is.
    fn colour_of_points(&self, theme: &Theme) -> RGBColor {
        let goal = &self.link.scenario.model.about().goal;
        let is_of_goal = self.measure.output == self.link.index_of(goal.output);
        if is_of_goal && self.measure.is_share() && !goal.good {
            theme.brick
        } else {
            theme.blue
        }
    }

    /// Whether its values lie equally far apart: only then do the slopes of lines between them mean anything.
    fn is_even(&self, grid: &Grid) -> bool {
        let points = self.link.scenario.settings[grid.across].points();
        let steps: Vec<f64> = points.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let first = steps.first().copied().unwrap_or(0.0);
        let alike = |step: &f64| (step - first).abs() <= 1e-6 * first.abs();
        steps.iter().all(alike)
    }

    /// A share's axis begins at none; any other holds its values with their errors.
    fn plot(&self, place: &Place, estimates: &[Option<Estimate>]) -> Plot {
        let values = estimates
            .iter()
            .flatten()
            .flat_map(|estimate| self.ends(estimate));
        let zero = self.measure.is_share().then_some([0.0, 0.01]);
        Plot {
            left: place.left,
            top: place.top,
            right: place.left + place.width,
            bottom: place.bottom(),
            x: [0.0, 1.0],
            y: plot::span(values.chain(zero.into_iter().flatten())),
        }
    }

    /// Crosses out what has no number, and greys what is not computed yet.
    fn draw_missing<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        grid: &Grid,
        place: &Place,
    ) -> Drawn<DB> {
        for column in 0..grid.columns {
            let cell = self.cell(grid, 0, column, 0);
            if cell.is_some_and(|cell| cell.value.is_finite()) {
                continue;
            }
            let from = place.corner(grid, column, 0);
            let to = (from.0 + place.cell.0, from.1 + place.cell.1);
            pen.block(from, to, pen.theme.rule)?;
            if cell.is_some() {
                pen.line(&[from, to], pen.theme.ink3, 1.0)?;
            }
        }
        Ok(())
    }

    /// The levels that a map would draw contours at, named at their right ends.
    fn draw_levels<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        scale: Scale,
    ) -> Drawn<DB> {
        // Without any asked for the axis has round values enough.
        let within = self
            .lines
            .iter()
            .filter(|level| (plot.y[0]..=plot.y[1]).contains(level));
        for &level in within {
            let y = plot.up(level);
            pen.dashes(y, [plot.left, plot.right], pen.theme.ink)?;
            let set = Type::of(12.0, pen.theme.ink);
            pen.text(&scale.mark(level, self.unit()), (plot.right + 6.0, y), set)?;
        }
        Ok(())
    }

    /// What each point comes to, with its error beside or below it or without, in the first form for which all columns
    /// have room: lines of words, and where they belong.
    fn figures<'a, DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        place: &Place,
        estimates: &'a [Option<Estimate>],
    ) -> Vec<(Vec<String>, usize, &'a Estimate)> {
        let is_in = |line: &String| pen.width(line, FIGURE) + 8.0 <= place.cell.0;
        let told = present(estimates).map(|(_, estimate)| self.told_short(estimate));
        let told: Vec<String> = told.collect();
        let parts = |text: &String| text.split('\u{a0}').map(str::to_owned).collect::<Vec<_>>();
        let beside = told.iter().map(|text| vec![text.clone()]).collect();
        let below: Vec<Vec<String>> = told.iter().map(parts).collect();
        let bare = below.iter().map(|lines| lines[..1].to_vec()).collect();
        let forms: [Vec<Vec<String>>; 3] = [beside, below, bare];
        let fits = |form: &Vec<Vec<String>>| form.iter().flatten().all(is_in);
        let texts = forms.into_iter().find(fits);
        let texts = texts.filter(|_| place.height >= LOW).unwrap_or_default();
        let told = texts.into_iter().zip(present(estimates));
        told.map(|(text, (column, estimate))| (text, column, estimate))
            .collect()
    }

    /// A value and its error; the line below the title says the unit.
    fn told_short(&self, estimate: &Estimate) -> String {
        if self.measure.is_share() {
            return people::estimated(estimate.value, estimate.error).to_string();
        }
        let figures = [estimate.value, estimate.error].map(|x| people::about(x, self.unit()));
        people::plus_minus(&figures[0], &figures[1])
    }

    /// One standard error below and above; a share's are shares.
    fn ends(&self, estimate: &Estimate) -> [f64; 2] {
        let error = Some(estimate.error).filter(|error| error.is_finite());
        let error = error.unwrap_or(0.0);
        let ends = [estimate.value - error, estimate.value + error];
        if self.measure.is_share() {
            ends.map(|end| end.clamp(0.0, 1.0))
        } else {
            ends
        }
    }
}

/// The columns that have a number.
fn present(estimates: &[Option<Estimate>]) -> impl Iterator<Item = (usize, &Estimate)> {
    let columns = estimates.iter().enumerate();
    columns.filter_map(|(column, estimate)| Some((column, estimate.as_ref()?)))
}

/// Writes a figure, and perhaps its error, above a whisker or below it, where the frame has room.
fn draw_figure<DB: DrawingBackend>(
    pen: &Pen<DB>,
    place: &Place,
    lines: &[String],
    [low, high]: [Point; 2],
) -> Drawn<DB> {
    let high_up = HALF * (lines.len() as f64 - 1.0);
    let beside = [
        high.1 - ABOVE - MOST - high_up,
        low.1 + ABOVE + MOST + high_up,
    ];
    let room = place.top + HALF + high_up..=place.bottom() - HALF - high_up;
    let Some(y) = beside.into_iter().find(|y| room.contains(y)) else {
        return Ok(());
    };
    let figure = FIGURE.in_colour(pen.theme.ink).at(Anchor::Middle);
    let error = Type::of(12.0, pen.theme.ink2).at(Anchor::Middle);
    for (line, text) in lines.iter().enumerate() {
        let at = (low.0, y - high_up + 2.0 * HALF * line as f64);
        pen.label(text, at, if line == 0 { figure } else { error })?;
    }
    Ok(())
}
