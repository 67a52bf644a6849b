//! What `apiary` is asked to do.

use std::path::PathBuf;
use thiserror::Error;

/// What `apiary help` prints.
pub(crate) const HELP: &str = "\
apiary: community-currency models, computed like on the page

  apiary run LINK [--csv FILE]     every run, row by row, as CSV
  apiary sweep LINK [--csv FILE]   one row a subset: how its runs end
  apiary spec [MODEL]              parameters, outputs, units, presets, as JSON
  apiary help                      this text

LINK is a whole URL, its fragment, or the text behind the #, such as
  'honey/1?throttle=0.004&target-reserve-ratio=0.1,0.2,0.3&runs=10'
The CSV goes to standard output unless FILE is given. Exit code 2 means that
the input cannot be used; the message says what and why.
";

/// A command with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Run { link: String, csv: Option<PathBuf> },
    Sweep { link: String, csv: Option<PathBuf> },
    Spec { model: Option<String> },
    Help,
}

/// Why the arguments are not a command.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum ArgumentError {
    #[error("there is no command {0:?}; `apiary help` lists them")]
    UnknownCommand(String),
    #[error("`apiary {0}` needs a link, such as honey/1?runs=10")]
    NoLink(String),
    #[error("{0} needs a file behind it")]
    NoFile(String),
    #[error("{0:?} is not expected here; `apiary help` shows the commands")]
    Unexpected(String),
}

impl Command {
    /// Reads the arguments behind the program's name.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, ArgumentError> {
        let name = arguments.next().unwrap_or_else(|| "help".to_owned());
        match name.as_str() {
            "run" => {
                let (link, csv) = read_link(&name, arguments)?;
                Ok(Self::Run { link, csv })
            }
            "sweep" => {
                let (link, csv) = read_link(&name, arguments)?;
                Ok(Self::Sweep { link, csv })
            }
            "spec" => {
                let model = arguments.next();
                arguments.next().map_or(Ok(Self::Spec { model }), |extra| {
                    Err(ArgumentError::Unexpected(extra))
                })
            }
            "help" | "--help" | "-h" => Ok(Self::Help),
            _ => Err(ArgumentError::UnknownCommand(name)),
        }
    }
}

fn read_link(
    command: &str,
    mut arguments: impl Iterator<Item = String>,
) -> Result<(String, Option<PathBuf>), ArgumentError> {
    let (mut link, mut csv) = (None, None);
    while let Some(argument) = arguments.next() {
        if argument == "--csv" {
            let file = arguments.next().ok_or(ArgumentError::NoFile(argument))?;
            csv = Some(PathBuf::from(file));
        } else if link.is_none() && !argument.starts_with("--") {
            link = Some(argument);
        } else {
            return Err(ArgumentError::Unexpected(argument));
        }
    }
    let link = link.ok_or_else(|| ArgumentError::NoLink(command.to_owned()))?;
    Ok((link, csv))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Command, ArgumentError> {
        Command::read(text.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_file_may_stand_before_or_behind_the_link() {
        let expected = Ok(Command::Run {
            link: "honey/1".to_owned(),
            csv: Some(PathBuf::from("a.csv")),
        });
        assert_eq!(read("run honey/1 --csv a.csv"), expected);
        assert_eq!(read("run --csv a.csv honey/1"), expected);
    }

    #[test]
    fn what_is_not_a_command_is_named() {
        assert_eq!(
            read("walk"),
            Err(ArgumentError::UnknownCommand("walk".into()))
        );
        assert_eq!(read("run"), Err(ArgumentError::NoLink("run".into())));
        assert_eq!(
            read("run a --csv"),
            Err(ArgumentError::NoFile("--csv".into()))
        );
        assert_eq!(
            read("run a --fast"),
            Err(ArgumentError::Unexpected("--fast".into()))
        );
        assert_eq!(read("spec a b"), Err(ArgumentError::Unexpected("b".into())));
    }
}
