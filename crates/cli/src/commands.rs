//! What `apiary` does.

use crate::arguments::{Command, HELP};
use crate::{proof, sensitivity, threads, threshold};
use apiary_core::analysis::threshold::ThresholdError;
use apiary_core::csv;
use apiary_core::export::notebook::notebook;
use apiary_core::link::Link;
use apiary_core::models::MODELS;
use apiary_core::problem::Problem;
use apiary_core::scenario::{Scenario, ScenarioError, inputs};
use apiary_core::table::Spec;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a command ended early.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A part of the link cannot be used.
    #[error("{0}")]
    Link(#[from] Problem),
    /// A link that says nothing; the page would show its first model.
    #[error("the link is empty; name at least a model, like honey/1")]
    EmptyLink,
    /// The scenario cannot be computed.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// No such model, parameter or output.
    #[error("there is no {0} {1:?}; there are {2}")]
    Unknown(&'static str, String, String),
    /// Nothing to look for.
    #[error("{0}")]
    Threshold(#[from] ThresholdError),
    /// A link that claims nothing.
    #[error("the link carries no fingerprint to compare with; `apiary fingerprint` gives it one")]
    NoFingerprint,
    /// The numbers are not those that the link claims.
    #[error("the fingerprint differs: the link says {claimed}, computed here it is {computed}")]
    Differs { claimed: String, computed: String },
    /// A scenario that is swept where one point is asked for.
    #[error("the link sweeps {0}; this command takes a link without axes")]
    Swept(String),
    /// The file cannot be written.
    #[error("{} cannot be written: {error}", .path.display())]
    File { path: PathBuf, error: io::Error },
    /// Standard output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Link(_)
            | Self::EmptyLink
            | Self::Scenario(_)
            | Self::Unknown(..)
            | Self::Threshold(_)
            | Self::NoFingerprint
            | Self::Swept(_) => crate::BAD_INPUT,
            Self::Differs { .. } | Self::File { .. } | Self::Output(_) => 1,
        }
    }
}

pub(crate) fn carry_out(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Run { link, csv } => {
            let (scenario, subsets) = read_scenario(link)?;
            to(csv.as_deref(), |out| {
                csv::write_runs(&scenario, subsets, out)
            })
        }
        Command::Sweep { link, csv } => {
            let (scenario, subsets) = read_scenario(link)?;
            csv::check_sweep(&scenario)?;
            to(csv.as_deref(), |out| {
                csv::write_sweep(
                    &scenario,
                    subsets,
                    &|points, outputs| threads::ends_of_points(&scenario, points, outputs),
                    out,
                )
            })
        }
        Command::Notebook { link, file } => {
            let notebook = notebook(&proof::claiming(&read(link)?)?, "");
            to(file.as_deref(), |out| {
                serde_json::to_writer_pretty(&mut *out, &notebook)?;
                writeln!(out)
            })
        }
        Command::Threshold(question) => {
            let scenario = read_point(&question.link)?;
            let answer = threshold::answer(question, &scenario)?;
            to(None, |out| {
                serde_json::to_writer(&mut *out, &answer)?;
                writeln!(out)
            })
        }
        Command::Sensitivity(question) => {
            let scenario = read_point(&question.link)?;
            let answer = sensitivity::answer(question, &scenario)?;
            to(None, |out| {
                serde_json::to_writer_pretty(&mut *out, &answer)?;
                writeln!(out)
            })
        }
        Command::Fingerprint { link } => {
            let link = read(link)?;
            let told = proof::fingerprint(&link)?;
            to(None, |out| out.write_all(told.as_bytes()))
        }
        Command::Verify { link } => {
            // A part that is ignored was not verified.
            if let Some(problem) = Link::read(link).problems.into_iter().next() {
                return Err(problem.into());
            }
            let link = read(link)?;
            let told = proof::verify(&link)?;
            to(None, |out| out.write_all(told.as_bytes()))
        }
        Command::Spec { model } => {
            let specs = specs(model.as_deref())?;
            to(None, |out| {
                serde_json::to_writer_pretty(&mut *out, &specs)?;
                writeln!(out)
            })
        }
        Command::Help => to(None, |out| out.write_all(HELP.as_bytes())),
    }
}

/// A link. What changes its meaning is an error; unknown keys are only told.
fn read(link: &str) -> Result<Link, Failure> {
    if link
        .rsplit('#')
        .next()
        .is_none_or(|text| text.trim().is_empty())
    {
        return Err(Failure::EmptyLink);
    }
    let reading = Link::read(link);
    for problem in reading.problems {
        if !problem.is_harmless() {
            return Err(problem.into());
        }
        eprintln!("apiary: {problem}");
    }
    Ok(reading.link)
}

/// The scenario of a link, and how many subsets it has.
fn read_scenario(link: &str) -> Result<(Scenario, usize), Failure> {
    let scenario = read(link)?.scenario;
    let subsets = scenario.subsets()?;
    Ok((scenario, subsets))
}

/// The scenario of a link without axes.
fn read_point(link: &str) -> Result<Scenario, Failure> {
    let (scenario, _) = read_scenario(link)?;
    match scenario.axes().first() {
        None => Ok(scenario),
        Some(&axis) => Err(Failure::Swept(inputs(scenario.model)[axis].key.clone())),
    }
}

fn specs(name: Option<&str>) -> Result<Vec<Spec>, Failure> {
    let named = MODELS
        .iter()
        .filter(|m| name.is_none_or(|name| m.about().name == name));
    let specs: Vec<_> = named.map(|model| Spec::of(*model)).collect();
    match name {
        Some(name) if specs.is_empty() => {
            let known: Vec<_> = MODELS.iter().map(|model| model.about().name).collect();
            Err(Failure::Unknown("model", name.to_owned(), known.join(", ")))
        }
        _ => Ok(specs),
    }
}

/// Writes to the file, or to standard output without one.
fn to(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let written = |mut out: BufWriter<Box<dyn Write>>| {
        write(&mut out)?;
        out.flush()
    };
    let Some(path) = path else {
        return Ok(written(BufWriter::new(Box::new(io::stdout().lock())))?);
    };
    File::create(path)
        .and_then(|file| written(BufWriter::new(Box::new(file))))
        .map_err(|error| Failure::File {
            path: path.to_owned(),
            error,
        })
}
