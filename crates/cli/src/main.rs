//! `apiary`: the page's scenarios without a browser.

mod arguments;
mod commands;
mod proof;
mod sensitivity;
mod threads;
mod threshold;

use arguments::Command;
use std::process::ExitCode;

/// Exit code for input that cannot be used.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let command = match Command::read(std::env::args_os().skip(1).collect()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("apiary: {error}");
            return ExitCode::from(BAD_INPUT);
        }
    };
    match commands::carry_out(&command) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output may stop early; that is no fault of ours.
        Err(commands::Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("apiary: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
