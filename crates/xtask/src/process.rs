//! Running other programs: finding them, asking them something, or letting them work for minutes
//! with their output in a log and a sign of life on the terminal.

use crate::paths;
use crate::report::{Failure, Result, Step};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a step may be silent before it says that it still runs.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The first program called `name` on the PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// The PATH with `folders` before everything else.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(folders.iter().cloned().chain(std::env::split_paths(&old)))
        .map_err(|error| Failure::new(format!("A folder's name cannot stand in PATH: {error}.")))
}

/// What a command prints, trimmed, if it can be run and succeeds.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a command whose output belongs on the terminal.
pub(crate) fn show(command: &mut Command) -> Result {
    let line = line_of(command);
    let status = command
        .current_dir(paths::root())
        .status()
        .map_err(Failure::io(format!("run `{line}`")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{line}` failed ({status}).")))
    }
}

/// Runs a long command: its output goes to a log, its latest line to the terminal now and then.
/// A failure carries the log's end.
pub(crate) fn work(name: &str, what: &str, command: &mut Command) -> Result {
    let logs = paths::logs()?;
    std::fs::create_dir_all(&logs).map_err(Failure::io(format!("create {}", logs.display())))?;
    let log = logs.join(format!("{name}.log"));
    let file = File::create(&log).map_err(Failure::io(format!("write {}", log.display())))?;

    let step = Step::start(name, what);
    let line = line_of(command);
    let mut child = command
        .current_dir(paths::root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Failure::io(format!("run `{line}`")))?;

    let latest = Arc::new(Mutex::new(String::new()));
    let file = Arc::new(Mutex::new(file));
    let readers = [
        child.stdout.take().map(|pipe| follow(pipe, &file, &latest)),
        child.stderr.take().map(|pipe| follow(pipe, &file, &latest)),
    ];
    let mut said = Instant::now();
    let status = loop {
        let ended = child
            .try_wait()
            .map_err(Failure::io(format!("wait for `{line}`")))?;
        if let Some(status) = ended {
            break status;
        }
        if said.elapsed() > SIGN_OF_LIFE {
            said = Instant::now();
            step.still(&latest.lock().unwrap_or_else(PoisonError::into_inner));
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    for reader in readers.into_iter().flatten() {
        // A reader that panicked has lost lines of a log, no more.
        reader.join().ok();
    }
    if status.success() {
        step.done();
        return Ok(());
    }
    let text = std::fs::read_to_string(&log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let end = lines[lines.len().saturating_sub(12)..].join("\n  ");
    Err(Failure::new(format!(
        "`{line}` failed ({status}). The end of {}:\n  {end}",
        log.display()
    )))
}

/// Copies a pipe into the log, and remembers its latest line.
fn follow(
    pipe: impl Read + Send + 'static,
    log: &Arc<Mutex<File>>,
    latest: &Arc<Mutex<String>>,
) -> std::thread::JoinHandle<()> {
    let (log, latest) = (Arc::clone(log), Arc::clone(latest));
    std::thread::spawn(move || {
        for line in BufReader::new(pipe)
            .split(b'\n')
            .map_while(std::io::Result::ok)
        {
            let line = String::from_utf8_lossy(&line);
            // A full disk must not stop the work itself: cargo would say so.
            writeln!(log.lock().unwrap_or_else(PoisonError::into_inner), "{line}").ok();
            if !line.trim().is_empty() {
                let short: String = line.trim().chars().take(100).collect();
                *latest.lock().unwrap_or_else(PoisonError::into_inner) = short;
            }
        }
    })
}

/// A command as one would type it, for messages.
fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
