//! The main picture: an output over time, beside where its runs end, on one axis.

mod names;

use crate::density;
use crate::ends::{self, Ends, Heading};
use crate::pen::{Drawn, Pen, Shown, Surface, Type};
use crate::plot::{self, Plot};
use crate::readout::{self, Readout};
use crate::style::{Frame, Theme, mix};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::people;
use apiary_core::sentence::Judgement;
use apiary_core::summary::{Fan, trend};
use apiary_core::table::Output;
use apiary_core::view::ViewForm;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Runs drawn over the bands, and where these are of so many timesteps that their lines would tangle.
const SAMPLE: usize = 12;
const SAMPLE_OF_LONG: usize = 6;
/// Most timesteps that are few.
const SHORT: u32 = 240;
/// Runs of which each is drawn where the runs are the picture.
const MANY: usize = 200;
/// Below this width the bare picture has no room beside the bars.
const NARROW_AND_BARE: f64 = 430.0;
/// Narrower, the words below the bars are fewer.
const SMALL: f64 = 330.0;
/// From the end of a quantile to its name.
const BESIDE: f64 = 12.0;

/// All that the picture shows.
pub struct Picture<'a> {
    /// What is looked at, and how.
    pub link: &'a Link,
    /// The runs of the subset looked at; they hold the output and the goal's.
    pub ensemble: &'a Ensemble,
    /// Whether it says what is shown without how to read it, where a small picture has no room for that.
    pub brief: bool,
    output: usize,
    row: &'static Output,
    judgement: Judgement,
    fan: Fan,
    bare: bool,
}

impl<'a> Picture<'a> {
    /// Summarises the runs made so far.
    #[must_use]
    pub fn new(link: &'a Link, ensemble: &'a Ensemble) -> Self {
        let output = link.output();
        Self {
            link,
            ensemble,
            brief: false,
            output,
            row: link.scenario.model.outputs()[output],
            judgement: Judgement::of(link, ensemble),
            fan: Fan::of(ensemble, output),
            bare: false,
        }
    }

    /// Without title, names and counts, for a small frame whose sentence says what it is about.
    #[must_use]
    pub const fn bare(mut self) -> Self {
        self.bare = true;
        self
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
        let top = if self.bare {
            2.0
        } else {
            self.draw_title(&pen)?
        };
        let plot = self.plot(&pen, top);
        let marked: Vec<f64> = self.goal().filter(|_| self.bare).into_iter().collect();
        plot.y_axis_with(&pen, self.row.unit, &marked)?;
        plot.time_axis(&pen, self.link.scenario.model.about())?;
        let trend = self.trend();
        match self.link.view.form {
            _ if self.is_alone() => self.draw_only(&pen, &plot)?,
            ViewForm::Fan | ViewForm::Facets => {
                plot.bands(&pen, &self.fan.quantiles)?;
                self.draw_runs(&pen, &plot, self.sample(), self.thin(&pen))?;
                plot.curve(&pen, &self.fan.quantiles[2], 0, (theme.ink, 2.5))?;
            }
            ViewForm::Runs => self.draw_all(&pen, &plot)?,
            ViewForm::Trend => {
                self.draw_all(&pen, &plot)?;
                plot.curve(&pen, &trend, 0, (theme.ink, 3.0))?;
            }
        }
        self.draw_looked(&pen, &plot)?;
        let ends = self.ends(&pen, &plot);
        ends.draw(&pen)?;
        // Words among the bars are not struck through.
        let is_short = self.bare && ends.beside.is_none();
        let right = if is_short { plot.right } else { ends.right };
        self.draw_goal(&pen, &plot, right, &trend)?;
        match self.link.view.form {
            ViewForm::Fan => self.name_quantiles(&pen, &plot)?,
            ViewForm::Trend => self.name_trend(&pen, &plot, &trend)?,
            ViewForm::Runs | ViewForm::Facets => {}
        }
        Ok(pen.noted())
    }

    /// Draws the title, and says where it ends.
    fn draw_title<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
    ) -> Result<f64, DrawingAreaErrorKind<DB::ErrorType>> {
        let narrow = self.is_narrow(pen);
        let width = if narrow {
            pen.frame.width
        } else {
            self.ends_between(pen)[0] - 24.0
        };
        pen.title(self.row.label, &self.what(narrow || self.brief), width)
    }

    /// Whether nothing has room beside the bars.
    fn is_narrow<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> bool {
        if self.bare {
            pen.frame.width < NARROW_AND_BARE
        } else {
            pen.frame.is_narrow()
        }
    }

    /// The goal's level, where the goal is about this output.
    fn goal(&self) -> Option<f64> {
        (self.judgement.output == self.output).then_some(self.judgement.level)
    }

    fn what(&self, brief: bool) -> String {
        let unit = match (self.row.unit.symbol, self.row.unit.power) {
            ("", _) | (_, 2) => String::new(),
            (symbol, _) => format!(" ({symbol})"),
        };
        let looked = looked(self.link, self.ensemble).map_or(String::new(), |run| {
            format!(". Bolder: run {}", people::number(run as f64 + 1.0, 0))
        });
        if brief {
            return format!("{}{unit}{looked}", self.row.help);
        }
        let beyond = self.beyond_told();
        let lines = match self.link.view.form {
            _ if self.is_alone() => format!("The line: the only run{beyond}"),
            ViewForm::Fan | ViewForm::Facets => {
                let drawn = self.ensemble.runs().min(self.sample());
                format!("Bands: 50 % and 90 % of runs. Thin lines: {drawn} runs{beyond}")
            }
            ViewForm::Runs => format!("{}{beyond}", self.drawn()),
            ViewForm::Trend => format!("{}{beyond}. Bold: LOWESS through all", self.drawn()),
        };
        format!("{}{unit}. {lines}{looked}", self.row.help)
    }

    /// What colours mean, or that there are none, in about as many letters: the picture stays in its place.
    fn beyond_told(&self) -> String {
        let side = match self.judgement.goal.above {
            true => "above the goal",
            false => "past the limit",
        };
        let colour = match self.judgement.goal.good {
            true => "blue",
            false => "red",
        };
        match (self.goal(), self.draws_beyond(), self.is_alone()) {
            (None, ..) => String::new(),
            (_, true, true) => format!(", {colour} if it ends {side}"),
            (_, true, false) => format!(", {colour} if they end {side}"),
            (_, false, true) => format!(", which does not end {side}"),
            (_, false, false) => format!(", of which none ends {side}"),
        }
    }

    /// Whether any of the runs that are drawn ends beyond the goal.
    fn draws_beyond(&self) -> bool {
        let is_crowd = self.ensemble.runs() > MANY;
        let drawn = match self.link.view.form {
            ViewForm::Runs | ViewForm::Trend if !is_crowd => MANY,
            _ => self.sample(),
        };
        let mut ends = self.ensemble.ends(self.output).iter().take(drawn);
        self.goal()
            .is_some_and(|level| ends.any(|&end| self.is_beyond(end, level)))
    }

    /// Whether a value lies on the side of a level that the goal counts.
    const fn is_beyond(&self, value: f64, level: f64) -> bool {
        if self.judgement.goal.above {
            value > level
        } else {
            value < level
        }
    }

    /// Whether there is one run: nothing then lies around it.
    fn is_alone(&self) -> bool {
        self.ensemble.runs() == 1
    }

    fn drawn(&self) -> String {
        let runs = self.ensemble.runs();
        if runs > MANY {
            let runs = people::number(runs as f64, 0);
            let sample = self.sample();
            format!("Shaded by how many of the {runs} runs pass. Thin lines: {sample} of them")
        } else {
            "All runs".to_owned()
        }
    }

    fn plot<DB: DrawingBackend>(&self, pen: &Pen<DB>, top: f64) -> Plot {
        let frame = pen.frame;
        let right = if self.is_narrow(pen) {
            frame.width * 0.64
        } else if self.bare {
            self.ends_between(pen)[0] - 20.0
        } else {
            let names = pen.width("LOWESS", Type::of(12.0, pen.theme.ink).strong());
            self.ends_between(pen)[0] - names - BESIDE - 14.0
        };
        let plot = Plot {
            left: 0.0,
            top: top + 6.0,
            right,
            bottom: frame.height - 28.0,
            x: [0.0, f64::from(self.ensemble.timesteps())],
            y: self.y_span(),
        };
        Plot {
            left: plot.label_room(pen, self.row.unit),
            ..plot
        }
    }

    /// The output's own span, or what holds the bands, the goal and a few runs.
    fn y_span(&self) -> [f64; 2] {
        let bands = self.fan.quantiles.iter().flatten().copied();
        let span = plot::span_of(self.row, &bands, self.goal());
        let Some(run) = looked(self.link, self.ensemble) else {
            return span;
        };
        // The run that is asked for is seen where it leaves the others, as far as these can then be seen.
        let ([low, high], reach) = (span, span[1] - span[0]);
        let values = self.ensemble.trajectory(self.output, run).into_iter();
        let mut beyond = values.filter(|y| y.is_finite() && !(low..=high).contains(y));
        match beyond.next() {
            None => span,
            Some(first) => {
                let beyond = std::iter::once(first).chain(beyond);
                plot::span(
                    beyond
                        .map(|y| y.clamp(low - reach, high + reach))
                        .chain(span),
                )
            }
        }
    }

    /// All runs: as lines, or where these would hide one another as shades below a few of them.
    fn draw_all<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        if self.ensemble.runs() <= MANY {
            return self.draw_runs(pen, plot, MANY, 1.0);
        }
        let runs = (self.ensemble, self.output);
        density::draw(pen, plot, runs, pen.theme.blue)?;
        self.draw_runs(pen, plot, self.sample(), self.thin(pen))
    }

    /// The trend through all runs, where the picture shows it.
    fn trend(&self) -> Vec<f64> {
        if self.link.view.form != ViewForm::Trend || self.is_alone() {
            return Vec::new();
        }
        let steps = 0..=self.ensemble.timesteps();
        trend(self.ensemble, self.output, steps)
    }

    /// The only run: nothing lies around it, and no line through runs says more.
    fn draw_only<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let values = self.ensemble.trajectory(self.output, 0);
        let end = values.last().copied().unwrap_or(f64::NAN);
        plot.curve(pen, &values, 0, (self.colour_of(pen.theme, end), 2.5))
    }

    /// Draws the run that is looked at over all others, in its own colour: the median is in ink.
    fn draw_looked<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let Some(run) = looked(self.link, self.ensemble) else {
            return Ok(());
        };
        let values = self.ensemble.trajectory(self.output, run);
        let end = values.last().copied().unwrap_or(f64::NAN);
        let colour = self.colour_of(pen.theme, end);
        // On a small picture it would be as heavy as the median.
        let (width, around) = if self.is_narrow(pen) {
            (1.4, 2.8)
        } else {
            (2.0, 4.0)
        };
        plot.curve(pen, &values, 0, (pen.theme.paper, around))?;
        plot.curve(pen, &values, 0, (colour, width))
    }

    /// How many runs are drawn one by one where there are many.
    const fn sample(&self) -> usize {
        if self.ensemble.timesteps() > SHORT {
            SAMPLE_OF_LONG
        } else {
            SAMPLE
        }
    }

    /// How wide the line of a sample run is.
    fn thin<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> f64 {
        if self.is_narrow(pen) { 0.8 } else { 1.1 }
    }

    fn draw_runs<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        plot: &Plot,
        most: usize,
        width: f64,
    ) -> Drawn<DB> {
        // Where many runs are drawn they are paler, so that the crowd shows and not its edge.
        let strength = if most > SAMPLE { 0.35 } else { 0.75 };
        for run in 0..self.ensemble.runs().min(most) {
            let values = self.ensemble.trajectory(self.output, run);
            let end = values.last().copied().unwrap_or(f64::NAN);
            let colour = mix(pen.theme.paper, self.colour_of(pen.theme, end), strength);
            plot.curve(pen, &values, 0, (colour, width))?;
        }
        Ok(())
    }

    /// The colour of a run, or of a bar, by where it ends.
    fn colour_of(&self, theme: &Theme, end: f64) -> RGBColor {
        let Some(level) = self.goal() else {
            return theme.blue;
        };
        let goal = self.judgement.goal;
        if self.is_beyond(end, level) {
            return if goal.good { theme.blue } else { theme.brick };
        }
        match goal.miss {
            Some(miss) if self.is_beyond(end, miss) => theme.grey1,
            _ => theme.grey2,
        }
    }

    /// Where the histogram begins and ends on a wide screen: what stands beside it has its room.
    fn ends_between<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> [f64; 2] {
        let notes = self.notes();
        let notes = notes.iter().map(|note| note.width(pen));
        let right = pen.frame.width - notes.fold(90.0, f64::max) - 20.0;
        let share = if self.bare { 0.19 } else { 0.162 };
        [right - pen.frame.width * share, right]
    }

    /// A bar of the histogram of where the runs end, with the span of its axis.
    #[must_use]
    pub fn end(link: &Link, ensemble: &Ensemble, span: [f64; 2], which: usize) -> Readout {
        let row = link.scenario.model.outputs()[link.output()];
        let values = ensemble.ends(link.output());
        readout::bar((values, values.len()), span, ends::BINS, which, row.unit)
    }

    fn ends<DB: DrawingBackend>(&self, pen: &Pen<DB>, plot: &Plot) -> Ends<'_> {
        let narrow = self.is_narrow(pen);
        let [left, right] = if narrow {
            [plot.right + 10.0, pen.frame.width]
        } else {
            self.ends_between(pen)
        };
        let runs = apiary_core::people::number(self.ensemble.runs() as f64, 0);
        let above = |text: String| Heading::Above {
            text,
            y: 10.5,
            unit: "runs",
        };
        let heading = match (narrow, self.bare) {
            (true, _) if self.is_alone() => Heading::Below("where it ends".to_owned()),
            (false, true) if self.is_alone() => Heading::Below("where the run ends".to_owned()),
            (false, false) if self.is_alone() => above("Where the run ends".to_owned()),
            // The last timestep stands beside it.
            (true, _) if pen.frame.width < SMALL => Heading::Below("runs end".to_owned()),
            (true, _) => Heading::Below("where runs end".to_owned()),
            (false, true) => Heading::Below(format!("where {runs} runs end")),
            (false, false) => above(format!("Where the {runs} runs end")),
        };
        Ends {
            plot: *plot,
            left,
            right,
            beside: (!narrow).then_some(pen.frame.width - right - ends::BESIDE),
            heading,
            goal: self.goal().filter(|_| !(narrow && self.bare)),
            values: self.ensemble.ends(self.output),
            full: None,
            not_finite: self.fan.not_finite,
            colour: Box::new(|theme, value| self.colour_of(theme, value)),
            notes: self.notes(),
        }
    }

    /// What is said beside the bars: the shares, for other outputs the middle, of one run where it ends.
    fn notes(&self) -> Vec<ends::Note> {
        match self.goal() {
            _ if self.is_alone() => ends::alone(self.ensemble.ends(self.output)[0], self.row),
            Some(_) => ends::shares(&self.judgement, self.row, self.fan.not_finite as u32),
            None => ends::middle(&self.fan, self.row),
        }
    }
}

/// The run that a link asks for by its number, among the others that have been made.
pub(crate) fn looked(link: &Link, ensemble: &Ensemble) -> Option<usize> {
    let run = link.view.run.map(|_| link.run())?;
    Some(run).filter(|&run| ensemble.runs() > 1 && run < ensemble.runs())
}
