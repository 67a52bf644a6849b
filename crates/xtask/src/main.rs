//! `cargo xtask`: one command from a fresh clone to a page in the browser, and one to test everything.
//!
//! Plain standard library on purpose: this crate is compiled before anybody sees anything.

#[cfg(not(unix))]
compile_error!("Apiary's developer commands run on Linux, macOS and, on Windows, in WSL.");

mod apt;
mod bench;
mod browsers;
mod npm;
mod page;
mod paths;
mod process;
mod python;
mod release;
mod report;
mod serve;
mod tests;
mod tools;
mod wasm_std;

use crate::report::{Failure, Result};
use std::process::ExitCode;

const HELP: &str = "\
Apiary's developer commands. What is missing is installed first.

cargo xtask serve [--port N] [--release]   build the page, serve it, rebuild it on every change
cargo xtask test [PART..]                  run every check, or only the parts named
cargo xtask build                          the page to publish, into dist/
cargo xtask bench [--rounds N]             how fast the simulation is, beside its peers
cargo xtask picture                        the README's picture of the page, after a build
cargo xtask setup                          only install what the other commands need
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", options @ ..] => serve::serve(&serve::Options::parse(options)?),
        ["test", parts @ ..] => tests::test(parts),
        ["bench", options @ ..] => bench::bench(options),
        ["picture"] => tests::picture(),
        ["build"] => page::build(),
        ["setup"] => page::setup_everything(),
        [serve::ANNOUNCE, rest @ ..] => serve::announce(rest),
        [] | ["help" | "--help" | "-h"] => {
            print!(
                "{HELP}\nParts of `test`, in order:\n{}",
                tests::parts_help()
            );
            Ok(())
        }
        [other, ..] => Err(Failure::new(format!(
            "cargo xtask knows no `{other}`.\n\n{HELP}"
        ))),
    }
}
