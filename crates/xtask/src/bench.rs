//! `cargo xtask bench`: how fast the simulation is, beside its peers, in one run.
//!
//! Programs in `tests/bench` and `tests/benches` each time the same cases and print a line a case: case,
//! who, steps, seconds. They take turns, round after round, and what is told is the median over rounds,
//! of speeds and of ratios within a round, so that a machine that is slower for a while is so for all.

use crate::page::{Profile, Workshop};
use crate::report::{Failure, Result};
use crate::{browsers, paths, python};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

/// Rounds where nobody says how many: an odd number has a median.
const ROUNDS: usize = 5;
/// Whom everybody is compared with.
const OURS: &str = "Chromium, one worker";
/// What the peers need. radCAD does not name all that it imports.
const PEERS: [&str; 4] = [
    "numpy==1.26.3",
    "cadCAD==0.5.3",
    "radCAD==0.14.0",
    "typing_extensions==4.15.0",
];

/// Steps a second of a case and of who made them, by round.
#[derive(Default)]
struct Speeds {
    /// In the order in which they came.
    rows: Vec<(String, String)>,
    by_row: BTreeMap<(String, String), Vec<f64>>,
}

/// Times everything and keeps the table.
pub(crate) fn bench(options: &[&str]) -> Result {
    let rounds = match options {
        [] => ROUNDS,
        ["--rounds", number] => number.parse().map_err(|_| usage())?,
        _ => return Err(usage()),
    };
    let programs = programs()?;
    let mut speeds = Speeds::default();
    for round in 1..=rounds {
        for (name, program) in &programs {
            println!("round {round} of {rounds}: {name}");
            speeds.take(&printed(program)?);
        }
    }
    println!("how it grows, and what a reader sees of it");
    let scales = printed(&native(&[], &["--scales"]))?;
    let page = printed(&chromium("tests/bench/page.mjs")?)?;
    let table = table(&speeds, &scales, &page, rounds);
    print!("\n{table}");
    let place = paths::root().join("tests/bench/RESULTS.md");
    std::fs::write(&place, table).map_err(Failure::io(format!("write {}", place.display())))?;
    println!("\nKept in {}.", place.display());
    Ok(())
}

fn usage() -> Failure {
    Failure::new("cargo xtask bench takes nothing, or --rounds and a number.")
}

/// A command as a list: program, arguments, environment.
struct Program {
    words: Vec<String>,
    environment: Vec<(&'static str, PathBuf)>,
}

fn programs() -> Result<Vec<(&'static str, Program)>> {
    let python = python::environment("peers", "cadCAD, radcad", &PEERS)?;
    let chromium = chromium("tests/bench/chromium.mjs")?;
    let workshop = Workshop::ready(Profile::Release)?;
    workshop.build()?;
    workshop.bindings()?;
    let python = python.display().to_string();
    Ok(vec![
        (
            "cadCAD and radCAD",
            plain(&[&python, "tests/bench/engines.py"]),
        ),
        ("numpy", plain(&[&python, "tests/bench/vectors.py"])),
        ("native", native(&[], &[])),
        (
            "native with plain vectors",
            native(&["--features", "baseline"], &[]),
        ),
        ("Node", plain(&["node", "tests/bench/node.mjs"])),
        ("Chromium", chromium),
    ])
}

fn plain(words: &[&str]) -> Program {
    Program {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        environment: Vec::new(),
    }
}

/// A script that drives the page in Chromium.
fn chromium(script: &str) -> Result<Program> {
    Ok(Program {
        environment: browsers::install()?,
        ..plain(&["node", script])
    })
}

fn native(options: &[&str], arguments: &[&str]) -> Program {
    let words = [
        "cargo",
        "bench",
        "--quiet",
        "--package",
        "apiary-tests",
        "--bench",
        "native",
    ];
    let words = words.iter().chain(options).chain(&["--"]).chain(arguments);
    Program {
        words: words.map(|word| (*word).to_owned()).collect(),
        environment: Vec::new(),
    }
}

/// What a program prints.
fn printed(program: &Program) -> Result<String> {
    let [name, arguments @ ..] = &program.words[..] else {
        return Ok(String::new());
    };
    let output = Command::new(name)
        .args(arguments)
        .envs(program.environment.iter().map(|(key, value)| (key, value)))
        .current_dir(paths::root())
        .output()
        .map_err(Failure::io(format!("run `{}`", program.words.join(" "))))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!(
        "`{}` failed: {error}",
        program.words.join(" ")
    )))
}

/// Case, who, and steps a second of a line; none for lines that say something else.
fn measured(line: &str) -> Option<(String, String, f64)> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [case, who, steps, seconds] = parts[..] else {
        return None;
    };
    let speed = steps.parse::<f64>().ok()? / seconds.parse::<f64>().ok()?;
    Some((case.to_owned(), who.to_owned(), speed))
}

impl Speeds {
    fn take(&mut self, printed: &str) {
        for (case, who, speed) in printed.lines().filter_map(measured) {
            let row = (case, who);
            if !self.rows.contains(&row) {
                self.rows.push(row.clone());
            }
            self.by_row.entry(row).or_default().push(speed);
        }
    }

    /// Whom a case compares with: the page, or where it has no part in it the first who has.
    fn compared(&self, case: &str) -> &str {
        let mut rows = self.rows.iter().filter(|(of, _)| of == case);
        let first = rows.clone().next().map_or(OURS, |(_, who)| who);
        rows.find(|(_, who)| who == OURS).map_or(first, |_| OURS)
    }

    /// How many times as fast that one is as who, within each round.
    fn ahead(&self, case: &str, who: &str) -> Option<f64> {
        let of = |who: &str| self.by_row.get(&(case.to_owned(), who.to_owned()));
        let ratios = of(self.compared(case))?
            .iter()
            .zip(of(who)?)
            .map(|(ours, theirs)| ours / theirs);
        Some(median(ratios.collect()))
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn table(speeds: &Speeds, scales: &str, page: &str, rounds: usize) -> String {
    let mut text = format!(
        "# How fast it is\n\nWritten by `cargo xtask bench`: medians of {rounds} rounds in which all took turns, \
         on {}. Only ratios travel to other machines. Draws are included, and made once for a sweep; numpy \
         keeps final states only, as the others do for these cases.\n",
        machine()
    );
    let mut cases: Vec<&str> = Vec::new();
    for (case, _) in &speeds.rows {
        if !cases.contains(&case.as_str()) {
            cases.push(case);
        }
    }
    for case in cases {
        let _ = write!(
            text,
            "\n## {case}\n\n| who | million steps a second | {} is so many times as fast |\n| --- | --- | --- |\n",
            speeds.compared(case)
        );
        for (_, who) in speeds.rows.iter().filter(|(of, _)| of == case) {
            let speed = median(speeds.by_row[&(case.to_owned(), who.clone())].clone()) / 1e6;
            let ahead = speeds
                .ahead(case, who)
                .map_or(String::new(), |ratio| format!("{ratio:.2}"));
            let _ = writeln!(text, "| {who} | {speed:.3} | {ahead} |");
        }
    }
    text.push_str("\n## How it grows: HONEY, native\n\n| | nanoseconds a step |\n| --- | --- |\n");
    for (case, _, speed) in scales.lines().filter_map(measured) {
        let _ = writeln!(text, "| {case} | {:.2} |", 1e9 / speed);
    }
    text.push_str("\n## What a reader sees, in Chromium with all cores\n\n| | |\n| --- | --- |\n");
    for line in page.lines() {
        if let [what, value, unit] = line.split('\t').collect::<Vec<_>>()[..] {
            let _ = writeln!(text, "| {what} | {value} {unit} |");
        }
    }
    text
}

/// The processor's name and how many of its cores there are.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = name.map_or("a processor without a name", |name| {
        name.trim_matches([' ', '\t', ':'])
    });
    let wide = if told.contains("avx512f") {
        ", AVX-512"
    } else if told.contains("avx2") {
        ", AVX2"
    } else {
        ""
    };
    format!("{name}, {cores} cores{wide}")
}
