//! The notebooks' own charts, by the forms that a model's table names.

use crate::facets;
use crate::limit;
use crate::pen::{Shown, Surface};
use crate::phase;
use crate::scatter;
use crate::style::{Frame, Theme};
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::summary::{has_trend, trend};
use apiary_core::table::{Chart, Form, Output};
use plotters::prelude::DrawingBackend;

/// How many runs stand beside each other.
const BESIDE: usize = 10;

/// A chart of the notebook over the runs of every subset.
pub struct Notebook<'a> {
    /// What is looked at.
    pub link: &'a Link,
    /// One ensemble a subset; they hold the outputs of the chart.
    pub ensembles: Vec<&'a Ensemble>,
    /// The chart.
    pub chart: &'static Chart,
}

impl Notebook<'_> {
    /// The outputs it shows, with their indices.
    #[must_use]
    pub fn outputs(&self) -> Vec<(usize, &'static Output)> {
        let rows = self.link.scenario.model.outputs();
        let indexed = self.chart.outputs.iter().map(|key| self.link.index_of(key));
        indexed.map(|index| (index, rows[index])).collect()
    }

    /// The ensemble of the subset that is looked at, once it is there.
    #[must_use]
    pub fn looked_at(&self) -> Option<&Ensemble> {
        self.ensembles.get(self.link.subset()).copied()
    }

    /// The runs that stand beside each other: the first, and the one looked at, in the last place if it is none of
    /// them.
    #[must_use]
    pub fn runs_beside(&self) -> Vec<usize> {
        let count = (self.link.scenario.runs as usize).min(BESIDE);
        let mut runs: Vec<usize> = (0..count).collect();
        let run = self.link.run();
        if let Some(last) = runs.last_mut() {
            *last = run.max(*last);
        }
        runs
    }

    /// The run that a frame shows, where each shows one.
    #[must_use]
    pub fn run_of_frame(&self, frame: usize) -> Option<usize> {
        match self.chart.form {
            Form::Runs => (0..facets::runs_shown(self)).nth(frame),
            Form::Members => self.runs_beside().get(frame).copied(),
            _ => None,
        }
    }

    /// How high it is, in CSS pixels, at a width.
    #[must_use]
    pub fn height(&self, width: f64) -> f64 {
        match self.chart.form {
            Form::Subsets => facets::height(self.ensembles.len(), width),
            Form::Runs => facets::height(facets::runs_shown(self), width),
            Form::Limit => limit::height(width),
            Form::Members => limit::height_of_members(self.runs_beside().len(), width),
            Form::Run | Form::Scatter | Form::Phase => 400.0,
        }
    }

    /// Computes one of the trend lines that it draws and does not have; whether there was one. Through many
    /// runs they take longer than all else, so whoever must not wait computes them one by one.
    #[must_use]
    pub fn prepare(&self) -> bool {
        for (output, _) in self.outputs() {
            for ensemble in &self.ensembles {
                let timesteps = match self.chart.form {
                    Form::Subsets => 0..=ensemble.timesteps(),
                    Form::Scatter => scatter::kept(ensemble),
                    Form::Limit | Form::Members | Form::Run | Form::Runs | Form::Phase => {
                        return false;
                    }
                };
                if !has_trend(ensemble, output, timesteps.clone()) {
                    return !trend(ensemble, output, timesteps).is_empty();
                }
            }
        }
        false
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
        match self.chart.form {
            Form::Subsets => facets::draw_subsets(self, surface, frame, theme),
            Form::Runs => facets::draw_runs(self, surface, frame, theme),
            Form::Run => facets::draw_run(self, surface, frame, theme),
            Form::Scatter => scatter::draw(self, surface, frame, theme),
            Form::Limit => limit::draw(self, surface, frame, theme),
            Form::Members => limit::draw_members(self, surface, frame, theme),
            Form::Phase => phase::draw(self, surface, frame, theme),
        }
    }
}
