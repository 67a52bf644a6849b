//! What `apiary` is asked to do.

use apiary_core::analysis::sensitivity::{LEAST_PAIRS, Outcome};
use apiary_core::analysis::threshold::Reading;
use apiary_core::{measure, number};
use pico_args::Arguments;
use std::ffi::OsString;
use std::path::PathBuf;
use thiserror::Error;

/// What `apiary help` prints.
pub(crate) const HELP: &str = "\
apiary: community-currency models, computed like on the page

  apiary run LINK [--csv FILE]     every run, row by row, as CSV
  apiary sweep LINK [--csv FILE]   one row a subset: how its runs end
  apiary notebook LINK [--file FILE]
                                   a Python notebook that recomputes every run with numpy
  apiary threshold LINK --parameter KEY --from A --to B --output NAME
                   --statistic mean|median|trend|p5|p97.5|…|spread|above.L|below.L
                   --levels L,L…   where a level is crossed as a parameter moves, as JSON;
                                   trend reads LOWESS lines through ten pooled runs each
  apiary sensitivity LINK --output NAME [--above L | --below L] [--pairs N]
                                   what moves the outcome, as JSON: each parameter alone
                                   (tornado), and all at once (Sobol's indices)
  apiary fingerprint LINK          the hash of the scenario's exact numbers, and the link with it
  apiary verify LINK               computes the scenario anew and compares with the fingerprint
                                   in the link; exit code 1 if they differ
  apiary spec [MODEL]              parameters, outputs, units, presets, as JSON
  apiary help                      this text

LINK is a whole URL, its fragment, or the text behind the #, such as
  'honey/1?throttle=0.004&target-reserve-ratio=0.1,0.2,0.3&runs=10'
What is written goes to standard output unless FILE is given. Exit code 2 means that
the input cannot be used; the message says what and why.
";

/// A command with its arguments.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Run { link: String, csv: Option<PathBuf> },
    Sweep { link: String, csv: Option<PathBuf> },
    Notebook { link: String, file: Option<PathBuf> },
    Threshold(Threshold),
    Sensitivity(Sensitivity),
    Fingerprint { link: String },
    Verify { link: String },
    Spec { model: Option<String> },
    Help,
}

/// What `apiary threshold` is asked.
#[derive(Debug, PartialEq)]
pub(crate) struct Threshold {
    pub(crate) link: String,
    pub(crate) parameter: String,
    pub(crate) range: [f64; 2],
    pub(crate) output: String,
    pub(crate) reading: Reading,
    pub(crate) levels: Vec<f64>,
}

/// What `apiary sensitivity` is asked.
#[derive(Debug, PartialEq)]
pub(crate) struct Sensitivity {
    pub(crate) link: String,
    pub(crate) output: String,
    pub(crate) outcome: Outcome,
    pub(crate) pairs: u32,
}

/// Pairs of points where nobody says how many.
const PAIRS: u32 = 16_384;

/// Why the arguments are not a command.
#[derive(Debug, Error)]
pub(crate) enum ArgumentError {
    #[error("there is no command {0:?}; `apiary help` lists them")]
    UnknownCommand(String),
    #[error("`apiary {0}` needs a link, such as honey/1?runs=10")]
    NoLink(String),
    #[error("{0:?} is not expected here; `apiary help` shows the commands")]
    Unexpected(OsString),
    #[error("--above and --below exclude each other: an outcome is one share of the runs")]
    TwoLevels,
    #[error("{0}; `apiary help` shows the commands")]
    Arguments(#[from] pico_args::Error),
}

impl Command {
    /// Reads the arguments behind the program's name.
    pub(crate) fn read(arguments: Vec<OsString>) -> Result<Self, ArgumentError> {
        let mut arguments = Arguments::from_vec(arguments);
        if arguments.contains(["-h", "--help"]) {
            return Ok(Self::Help);
        }
        let name = arguments.subcommand()?.unwrap_or_else(|| "help".to_owned());
        let command = match name.as_str() {
            "run" | "sweep" => {
                let csv = arguments.opt_value_from_str("--csv")?;
                let link = link(&name, &mut arguments)?;
                if name == "run" {
                    Self::Run { link, csv }
                } else {
                    Self::Sweep { link, csv }
                }
            }
            "notebook" => Self::Notebook {
                file: arguments.opt_value_from_str("--file")?,
                link: link(&name, &mut arguments)?,
            },
            "threshold" => Self::Threshold(Threshold {
                parameter: arguments.value_from_str("--parameter")?,
                range: [
                    arguments.value_from_fn("--from", number::parse)?,
                    arguments.value_from_fn("--to", number::parse)?,
                ],
                output: arguments.value_from_str("--output")?,
                reading: arguments.value_from_fn("--statistic", reading)?,
                levels: arguments.value_from_fn("--levels", levels)?,
                link: link(&name, &mut arguments)?,
            }),
            "sensitivity" => Self::Sensitivity(Sensitivity {
                output: arguments.value_from_str("--output")?,
                outcome: outcome(&mut arguments)?,
                pairs: arguments
                    .opt_value_from_fn("--pairs", pairs)?
                    .unwrap_or(PAIRS),
                link: link(&name, &mut arguments)?,
            }),
            "fingerprint" => Self::Fingerprint {
                link: link(&name, &mut arguments)?,
            },
            "verify" => Self::Verify {
                link: link(&name, &mut arguments)?,
            },
            "spec" => Self::Spec {
                model: arguments.opt_free_from_str()?,
            },
            "help" => Self::Help,
            _ => return Err(ArgumentError::UnknownCommand(name)),
        };
        match arguments.finish().into_iter().next() {
            Some(extra) => Err(ArgumentError::Unexpected(extra)),
            None => Ok(command),
        }
    }
}

fn link(command: &str, arguments: &mut Arguments) -> Result<String, ArgumentError> {
    let link = arguments.opt_free_from_str()?;
    link.ok_or_else(|| ArgumentError::NoLink(command.to_owned()))
}

fn reading(text: &str) -> Result<Reading, String> {
    let known = || format!("it must be one of trend, {}", measure::statistics());
    Reading::read(text).ok_or_else(known)
}

fn outcome(arguments: &mut Arguments) -> Result<Outcome, ArgumentError> {
    let above = arguments.opt_value_from_fn("--above", number::parse)?;
    let below = arguments.opt_value_from_fn("--below", number::parse)?;
    match (above, below) {
        (None, None) => Ok(Outcome::Value),
        (Some(level), None) => Ok(Outcome::Above(level)),
        (None, Some(level)) => Ok(Outcome::Below(level)),
        (Some(_), Some(_)) => Err(ArgumentError::TwoLevels),
    }
}

fn pairs(text: &str) -> Result<u32, String> {
    let pairs = text.parse().ok().filter(|pairs| *pairs >= LEAST_PAIRS);
    pairs.ok_or_else(|| format!("it must be a whole number from {LEAST_PAIRS} on"))
}

fn levels(text: &str) -> Result<Vec<f64>, number::NumberError> {
    text.split(',').map(number::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Command, ArgumentError> {
        Command::read(text.split_whitespace().map(OsString::from).collect())
    }

    #[test]
    fn the_file_may_stand_before_or_behind_the_link() {
        for text in ["run honey/1 --csv a.csv", "run --csv a.csv honey/1"] {
            let command = read(text).unwrap();
            let expected = Command::Run {
                link: "honey/1".to_owned(),
                csv: Some(PathBuf::from("a.csv")),
            };
            assert_eq!(command, expected);
        }
    }

    #[test]
    fn a_threshold_takes_its_whole_question() {
        let text = "threshold honey/1 --parameter productivity --from 0.8 --to 1 \
                    --output saturation --statistic trend --levels 0.1,0.8";
        let expected = Command::Threshold(Threshold {
            link: "honey/1".to_owned(),
            parameter: "productivity".to_owned(),
            range: [0.8, 1.0],
            output: "saturation".to_owned(),
            reading: Reading::Trend,
            levels: vec![0.1, 0.8],
        });
        assert_eq!(read(text).unwrap(), expected);
    }

    #[test]
    fn what_is_not_a_command_is_named() {
        for (text, told) in [
            ("walk", "\"walk\""),
            ("run", "needs a link"),
            ("run a --csv", "--csv"),
            ("run a --fast", "--fast"),
            ("spec a b", "\"b\""),
            ("threshold a --from x", "--parameter"),
            ("sensitivity a --output b --pairs 1", "from 160 on"),
            ("sensitivity a --output b --above 1 --below 2", "exclude"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
