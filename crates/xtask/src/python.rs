//! Python with packages, in virtual environments below `target/`: nothing is installed for anybody else.

use crate::report::Result;
use crate::{paths, process};
use std::path::PathBuf;
use std::process::Command;

/// The Python of a virtual environment that can import some modules, given by the packages. It is made
/// where it is missing.
pub(crate) fn environment(name: &str, modules: &str, packages: &[&str]) -> Result<PathBuf> {
    let place = paths::tools()?.join(name);
    let python = place.join("bin/python");
    let import = format!("import {modules}");
    if process::ask(Command::new(&python).args(["-c", &import])).is_some() {
        return Ok(python);
    }
    process::work(
        &format!("{name}-venv"),
        &format!("making a virtual environment for {}", packages.join(", ")),
        Command::new("python3").args(["-m", "venv"]).arg(&place),
    )?;
    process::work(
        name,
        &format!("installing {}, at most a minute", packages.join(", ")),
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(packages),
    )?;
    Ok(python)
}
