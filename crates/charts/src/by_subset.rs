//! The main picture of a sweep by subset: a small fan each, on one pair of axes.

use crate::facets;
use crate::pen::{Anchor, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::beyond;
use crate::style::{Frame, Theme};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::people;
use apiary_core::sentence::{label_of, subset_label};
use apiary_core::summary::{Fan, has_fan};
use plotters::prelude::DrawingBackend;

/// The fans of all subsets.
pub struct BySubset<'a> {
    /// The sweep.
    pub link: &'a Link,
    /// One ensemble a subset; they hold the output looked at.
    pub ensembles: Vec<&'a Ensemble>,
}

impl BySubset<'_> {
    /// How high it is at a width, in CSS pixels.
    #[must_use]
    pub fn height(&self, width: f64) -> f64 {
        facets::height(self.ensembles.len(), width)
    }

    /// Computes one of the fans that it draws and does not have; whether there was one.
    #[must_use]
    pub fn prepare(&self) -> bool {
        let output = self.link.output();
        let missing = self
            .ensembles
            .iter()
            .find(|ensemble| !has_fan(ensemble, output));
        missing.is_some_and(|ensemble| !Fan::of(ensemble, output).quantiles[0].is_empty())
    }

    /// Draws it.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let output = self.link.output();
        let row = self.link.scenario.model.outputs()[output];
        let what = format!(
            "{}. Line: the median. Bands: 50 % and 90 % of the runs of each subset",
            row.help
        );
        let head = pen.title(row.label, &what, frame.width)? + 12.0;
        let fans = self
            .ensembles
            .iter()
            .map(|ensemble| Fan::of(ensemble, output));
        let fans: Vec<Fan> = fans.collect();
        let goal = self.link.goal_of(output);
        let values = fans.iter().flat_map(|fan| fan.quantiles.iter().flatten());
        let span = plot::span_of(row, &values.copied(), goal);
        let axes = (self.link.scenario.timesteps, span, row.unit);
        let plots = facets::plots(&pen, fans.len(), head, axes);
        for (subset, (fan, plot)) in fans.iter().zip(plots).enumerate() {
            plot.y_axis(&pen, row.unit)?;
            plot.time_axis(&pen, self.link.scenario.model.about())?;
            plot.bands(&pen, &fan.quantiles)?;
            plot.curve(&pen, &fan.quantiles[2], 0, (theme.ink, 2.2))?;
            if let Some(level) = goal.filter(|level| (span[0]..=span[1]).contains(level)) {
                pen.dashes(plot.up(level), [plot.left, plot.right], theme.ink)?;
            }
            self.draw_head(&pen, &plot, subset)?;
        }
        Ok(pen.noted())
    }

    /// A subset's name, its share beyond the goal, and the hexagon where it is looked at.
    fn draw_head<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        subset: usize,
    ) -> crate::Drawn<DB> {
        let (theme, y) = (pen.theme, plot.top - 9.0);
        let mut left = plot.left + 2.0;
        if subset == self.link.subset() {
            pen.hexagon((left + 5.0, y), 6.0, [theme.honey, theme.honeyink])?;
            left += 15.0;
        }
        let share = beyond(
            self.link,
            self.link.output(),
            self.ensembles[subset].ends(self.link.output()),
        );
        let mut right = plot.right;
        if let Some(share) = share {
            let set = Type::of(12.5, share.colour(theme)).strong();
            pen.text(&share.text, (right, y), set.at(Anchor::End))?;
            right -= pen.width(&share.text, set) + 8.0;
        }
        let set = Type::of(12.0, theme.ink2);
        let full = subset_label(&self.link.scenario, subset);
        let name = if pen.width(&full, set) <= right - left {
            full
        } else {
            self.values(subset)
        };
        pen.text(&name, (left, y), set)
    }

    /// A subset by its number and the values of its axes alone.
    fn values(&self, subset: usize) -> String {
        let scenario = &self.link.scenario;
        let inputs = scenario.inputs_of(subset);
        let told = |&axis: &usize| people::exactly(inputs[axis], label_of(scenario.model, axis).1);
        let told: Vec<_> = scenario.axes().iter().map(told).collect();
        format!("{subset}: {}", told.join(", "))
    }
}
