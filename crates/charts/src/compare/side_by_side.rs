//! The fans of both scenarios, each in a frame of its own on one pair of axes.

use super::{Comparison, colours};
use crate::facets;
use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::beyond;
use crate::style::{Frame, Theme, mix};
use apiary_core::summary::Fan;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// From a frame up to what stands above it.
const ABOVE: f64 = 13.0;

impl Comparison<'_> {
    /// Draws the fan of each beside the other, on a narrow screen below it.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw_side_by_side<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let (output, row) = self.compared.output();
        let goal = self.compared.link.goal_of(output);
        let fans = self.fans();
        let values = fans.iter().flat_map(|fan| fan.quantiles.iter().flatten());
        let span = plot::span_of(row, &values.copied(), goal);
        let what = "Lines: medians. Bands: 50\u{202f}% and 90\u{202f}% of the runs of each";
        let head = pen.title(row.label, what, frame.width)? + 16.0;
        let timesteps = self.compared.ensembles[0].timesteps();
        let plots = facets::plots(&pen, fans.len(), head, (timesteps, span, row.unit));
        for (place, (fan, plot)) in fans.iter().zip(plots).enumerate() {
            plot.y_axis(&pen, row.unit)?;
            plot.time_axis(&pen, self.compared.link.scenario.model.about())?;
            plot.bands_in(&pen, &fan.quantiles, bands(theme)[place])?;
            plot.curve(&pen, &fan.quantiles[2], 0, (colours(theme)[place], 2.5))?;
            if let Some(level) = goal.filter(|level| (span[0]..=span[1]).contains(level)) {
                pen.dashes(plot.up(level), [plot.left, plot.right], theme.ink)?;
            }
            self.draw_head(&pen, &plot, place)?;
        }
        Ok(pen.noted())
    }

    /// Which of the two a frame is of, and its share beyond the goal where that is about the output.
    fn draw_head<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot, place: usize) -> Drawn<DB> {
        let (output, _) = self.compared.output();
        let ends = self.compared.ensembles[place].ends(output);
        let set = Type::of(13.5, colours(pen.theme)[place]).strong();
        let y = plot.top - ABOVE;
        if let Some(share) = beyond(self.compared.link, output, ends) {
            let told = format!("{} {}", share.text, share.label);
            pen.text(&told, (plot.right, y), set.at(Anchor::End))?;
        }
        pen.text(["A, pinned", "B, here"][place], (plot.left, y), set)
    }

    /// What each is over time.
    pub(super) fn fans(&self) -> [Fan; 2] {
        let (output, _) = self.compared.output();
        let fan = |ensemble| Fan::of(ensemble, output);
        self.compared.ensembles.map(fan)
    }
}

/// The colours of nine tenths and of half of the runs, of the pinned scenario and of this one.
fn bands(theme: &Theme) -> [[RGBColor; 2]; 2] {
    let grey = |part| mix(theme.paper, theme.grey2, part);
    [[grey(0.2), grey(0.42)], [theme.band90, theme.band50]]
}
