//! `cargo xtask test`: every check there is, from formatting to the page in two browsers, each a
//! named part, so that one can be run alone. Continuous integration runs exactly this.

use crate::page::{self, Profile, Workshop};
use crate::report::{Failure, Result, human};
use crate::{browsers, npm, paths, process, python};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// A named check.
struct Part {
    name: &'static str,
    what: &'static str,
    needs: Needs,
    run: fn(&Tools) -> Result,
}

/// What must be installed for a part, each including those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    Rust,
    Workshop,
    Browsers,
}

/// What has been installed for the parts that run.
struct Tools {
    workshop: Option<Workshop>,
    browsers: Vec<(&'static str, PathBuf)>,
}

const PARTS: [Part; 11] = [
    Part {
        name: "fmt",
        what: "formatting",
        needs: Needs::Rust,
        run: |_| cargo(&["fmt", "--all", "--check"]),
    },
    Part {
        name: "clippy",
        what: "lints, warnings being errors",
        needs: Needs::Rust,
        run: |_| {
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])
        },
    },
    Part {
        name: "unit",
        what: "unit, golden and property tests",
        needs: Needs::Rust,
        run: |_| {
            cargo(&[
                "test",
                "--workspace",
                "--lib",
                "--bins",
                "--tests",
                "--examples",
            ])
        },
    },
    Part {
        name: "python",
        what: "exported notebooks, run with Python and numpy",
        needs: Needs::Rust,
        run: |_| {
            let python = python::environment("python", "numpy", &["numpy==1.26.3"])?;
            process::show(
                Command::new("cargo")
                    .args(["test", "--package", "apiary-tests", "--tests"])
                    .args(["with_python", "--", "--ignored"])
                    .env("APIARY_PYTHON", python),
            )
        },
    },
    Part {
        name: "doctest",
        what: "the documentation's examples",
        needs: Needs::Rust,
        run: |_| cargo(&["test", "--workspace", "--doc"]),
    },
    Part {
        name: "doc",
        what: "the documentation, warnings being errors",
        needs: Needs::Rust,
        run: doc,
    },
    Part {
        name: "links",
        what: "links in posts, as forums find them",
        needs: Needs::Workshop,
        run: |_| node_tests("tests/links", &[]),
    },
    Part {
        name: "page",
        what: "the release page, into dist/",
        needs: Needs::Workshop,
        run: |tools| {
            tools
                .workshop()
                .and_then(|workshop| workshop.build().and_then(|()| workshop.bindings()))
        },
    },
    Part {
        name: "types",
        what: "types of the page's JavaScript, against the built wasm's",
        needs: Needs::Workshop,
        run: |_| {
            process::show(
                Command::new(npm::bin().join("tsc")).args(["--project", "www/tsconfig.json"]),
            )
        },
    },
    Part {
        name: "wasm",
        what: "the built wasm in Node",
        needs: Needs::Workshop,
        run: |_| node_tests("tests/wasm", &[]),
    },
    Part {
        name: "browsers",
        what: "the built page in Chromium, Firefox and WebKit",
        needs: Needs::Browsers,
        run: |tools| node_tests("tests/browser", &tools.browsers),
    },
];

impl Tools {
    fn install(needs: Needs) -> Result<Self> {
        let (browsers, workshop) = std::thread::scope(|scope| {
            let browsers = scope.spawn(|| {
                if needs >= Needs::Browsers {
                    browsers::install()
                } else {
                    Ok(Vec::new())
                }
            });
            let workshop = (needs >= Needs::Workshop)
                .then(|| Workshop::ready(Profile::Release))
                .transpose();
            (page::join(browsers), workshop)
        });
        Ok(Self {
            workshop: workshop?,
            browsers: browsers?,
        })
    }

    fn workshop(&self) -> Result<&Workshop> {
        self.workshop
            .as_ref()
            .ok_or_else(|| Failure::new("This part was started without its tools."))
    }
}

/// The list of parts for the help text.
pub(crate) fn parts_help() -> String {
    PARTS
        .iter()
        .map(|part| format!("  {:<9} {}\n", part.name, part.what))
        .collect()
}

/// Runs the named parts, or all. One that fails does not keep the others from running, except those
/// that would test an older page.
pub(crate) fn test(names: &[&str]) -> Result {
    if let Some(unknown) = names
        .iter()
        .find(|name| PARTS.iter().all(|part| part.name != **name))
    {
        return Err(Failure::new(format!(
            "`test` has no part `{unknown}`. There are:\n{}",
            parts_help()
        )));
    }
    let chosen: Vec<&Part> = PARTS
        .iter()
        .filter(|part| names.is_empty() || names.contains(&part.name))
        .collect();
    let started = Instant::now();
    let needs = chosen
        .iter()
        .map(|part| part.needs)
        .max()
        .unwrap_or(Needs::Rust);
    let tools = Tools::install(needs)?;

    let mut outcomes: Vec<(&Part, Outcome)> = Vec::new();
    for part in chosen {
        let page_failed = outcomes
            .iter()
            .any(|(done, outcome)| done.name == "page" && outcome.failed());
        if part.needs >= Needs::Workshop && page_failed {
            outcomes.push((part, Outcome::Skipped));
            continue;
        }
        println!("\n=== {}: {}", part.name, part.what);
        let begun = Instant::now();
        let result = (part.run)(&tools);
        if let Err(failure) = &result {
            eprintln!("{failure}");
        }
        outcomes.push((
            part,
            Outcome::Ran {
                result,
                took: begun.elapsed(),
            },
        ));
    }
    summary(&outcomes, started.elapsed())
}

/// How a part went.
enum Outcome {
    Ran { result: Result, took: Duration },
    Skipped,
}

impl Outcome {
    fn failed(&self) -> bool {
        matches!(self, Self::Ran { result: Err(_), .. })
    }
}

fn summary(outcomes: &[(&Part, Outcome)], took: Duration) -> Result {
    println!(
        "\n=== Summary, {} with everything that had to be installed",
        human(took)
    );
    for (part, outcome) in outcomes {
        match outcome {
            Outcome::Ran { result, took } => {
                let verdict = if result.is_ok() { "passed" } else { "FAILED" };
                println!("  {:<9} {verdict} {:>12}", part.name, human(*took));
            }
            Outcome::Skipped => {
                println!("  {:<9} skipped, for there is no page to test", part.name);
            }
        }
    }
    let failed = outcomes
        .iter()
        .filter(|(_, outcome)| outcome.failed())
        .count();
    let skipped = outcomes
        .iter()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Skipped))
        .count();
    println!(
        "parts: {} passed, {failed} failed, {skipped} skipped",
        outcomes.len() - failed - skipped
    );
    if failed == 0 {
        Ok(())
    } else {
        Err(Failure::new(
            "Not everything passed. `cargo xtask test PART` runs one part alone.",
        ))
    }
}

fn cargo(args: &[&str]) -> Result {
    process::show(Command::new("cargo").args(args))
}

fn doc(_: &Tools) -> Result {
    process::show(
        Command::new("cargo")
            .args(["doc", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// Builds the page and takes the README's picture of it.
pub(crate) fn picture() -> Result {
    let tools = Tools::install(Needs::Browsers)?;
    tools.workshop()?.build()?;
    let variables = tools.browsers.iter().map(|(key, place)| (key, place));
    process::show(
        Command::new("node")
            .arg("tests/browser/picture.mjs")
            .envs(variables),
    )
}

/// Runs a folder's tests with Node's own runner, two files at once: a browser that is waited for leaves
/// room for another. No test is about time, so that none fails where there is less.
fn node_tests(folder: &str, environment: &[(&'static str, PathBuf)]) -> Result {
    let place = paths::root().join(folder);
    let entries = place
        .read_dir()
        .map_err(Failure::io(format!("read {}", place.display())))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!(
            "{folder}/ holds no *.test.mjs, so nothing was tested."
        )));
    }
    let variables = environment.iter().map(|(key, place)| (key, place));
    process::show(
        Command::new("node")
            .args(["--test", "--test-concurrency=2"])
            .args(files)
            .envs(variables),
    )
}
