//! The main picture of a sweep by subset: a small fan each, on one pair of axes.

use crate::facets;
use crate::pen::{Anchor, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{Line, beyond};
use crate::style::{Frame, Theme};
use crate::subset_names::Names;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::summary::{Fan, has_fan};
use plotters::prelude::DrawingBackend;

/// Room for the hexagon before a name.
const MARK: f64 = 17.0;
/// Room between a name and a share.
const BETWEEN: f64 = 10.0;

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
        let fans = self
            .ensembles
            .iter()
            .map(|ensemble| Fan::of(ensemble, output));
        let fans: Vec<Fan> = fans.collect();
        let goal = self.link.goal_of(output);
        let values = fans.iter().flat_map(|fan| fan.quantiles.iter().flatten());
        let span = plot::span_of(row, &values.copied(), goal);
        let axes = (self.link.scenario.timesteps, span, row.unit);
        // Where frames stand across does not depend on what the title takes.
        let rough = facets::plots(&pen, fans.len(), 0.0, axes);
        let heads = self.heads(&pen, &rough);
        let head = pen.title(row.label, &self.what(&heads), frame.width)? + 12.0;
        let plots = facets::plots(&pen, fans.len(), head, axes);
        for (subset, (fan, plot)) in fans.iter().zip(plots).enumerate() {
            plot.y_axis(&pen, row.unit)?;
            plot.time_axis(&pen, self.link.scenario.model.about())?;
            plot.bands(&pen, &fan.quantiles)?;
            plot.curve(&pen, &fan.quantiles[2], 0, (theme.ink, 2.2))?;
            if let Some(level) = goal.filter(|level| (span[0]..=span[1]).contains(level)) {
                pen.dashes(plot.up(level), [plot.left, plot.right], theme.ink)?;
            }
            self.draw_head(&pen, &plot, &heads, subset)?;
        }
        Ok(pen.noted())
    }

    /// What is shown, and what stands above each frame.
    fn what(&self, heads: &Heads) -> String {
        let row = self.link.scenario.model.outputs()[self.link.output()];
        let share = heads.shares.iter().flatten().next();
        let share = share.map(|share| format!("the share of runs that end {}", share.label));
        let above: Vec<String> = heads.names.axes.clone().into_iter().chain(share).collect();
        let above = if above.is_empty() {
            String::new()
        } else {
            format!(". Above each: {}", above.join("; "))
        };
        format!(
            "{}. Line: the median. Bands: 50\u{202f}% and 90\u{202f}% of the runs of each subset{above}",
            row.help
        )
    }

    /// What stands above each of some frames.
    fn heads<DB: DrawingBackend>(&self, pen: &Pen<DB>, plots: &[Plot]) -> Heads {
        let (scenario, output) = (&self.link.scenario, self.link.output());
        let shares = self.ensembles.iter();
        let shares = shares.map(|ensemble| beyond(self.link, output, ensemble.ends(output)));
        let shares: Vec<Option<Line>> = shares.collect();
        let [set, strong] = sets(pen);
        let names = |shares: &[Option<Line>]| {
            let fits = |place: usize, name: &str| {
                let share = shares.get(place).and_then(Option::as_ref);
                let share = share.map_or(0.0, |share| pen.width(&share.text, strong) + BETWEEN);
                let room = plots[place].right - plots[place].left - MARK;
                pen.width(name, set) + share <= room
            };
            let subsets: Vec<usize> = (0..plots.len()).collect();
            Names::of(scenario, &subsets, &scenario.axes(), fits)
        };
        let heads = |shares: Vec<Option<Line>>| Heads {
            names: names(&shares),
            shares,
        };
        let full = heads(shares);
        if !full.names.are_counted {
            return full;
        }
        // What a frame is of matters more than the error of its share, and than its share.
        let rough = full.shares.iter().cloned();
        let rough = heads(rough.map(|share| share.map(Line::without_error)).collect());
        if !rough.names.are_counted {
            return rough;
        }
        let bare = heads(vec![None; full.shares.len()]);
        if bare.names.are_counted { full } else { bare }
    }

    /// A subset's name, its share beyond the goal, and the hexagon where it is looked at.
    fn draw_head<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        heads: &Heads,
        subset: usize,
    ) -> crate::Drawn<DB> {
        let (theme, y) = (pen.theme, plot.top - 9.0);
        let mut left = plot.left + 2.0;
        if subset == self.link.subset() {
            pen.hexagon((left + 5.0, y), 6.0, [theme.honey, theme.honeyink])?;
            left += MARK - 2.0;
        }
        let [set, strong] = sets(pen);
        if let Some(Some(share)) = heads.shares.get(subset) {
            let strong = strong.in_colour(share.colour(theme));
            pen.text(&share.text, (plot.right, y), strong.at(Anchor::End))?;
        }
        pen.text(&heads.names.each[subset], (left, y), set)
    }
}

/// What stands above the frames.
struct Heads {
    names: Names,
    /// The share of each beyond the goal, where that is about the output.
    shares: Vec<Option<Line>>,
}

/// How names and shares are set.
fn sets<DB: DrawingBackend>(pen: &Pen<DB>) -> [Type; 2] {
    let ink2 = pen.theme.ink2;
    [Type::of(12.0, ink2), Type::of(12.5, ink2).strong()]
}
