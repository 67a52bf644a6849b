//! Notebooks, executed. `cargo xtask test python` says in `APIARY_PYTHON` which Python has numpy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file that a notebook writes, once its cells have been run one after the other. Jupyter does no more
/// with them, so it is not needed.
///
/// # Panics
/// Where a cell fails, or no file is written.
#[must_use]
pub fn written_by(notebook: &str, name: &str, file: &str) -> String {
    let python = std::env::var_os("APIARY_PYTHON");
    let python = python.expect("`cargo xtask test python` sets APIARY_PYTHON");
    let place = std::env::temp_dir().join(format!("apiary-notebook-{}-{name}", std::process::id()));
    fs::create_dir_all(&place).expect("a folder");
    fs::write(place.join("notebook.ipynb"), notebook).expect("a file");
    let output = Command::new(python)
        .arg(runner())
        .arg("notebook.ipynb")
        .current_dir(&place)
        .output()
        .expect("Python starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{name}: {said}");
    let written = fs::read_to_string(place.join(file)).expect("the notebook's file");
    fs::remove_dir_all(&place).expect("the folder");
    written
}

fn runner() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/execute.py")
}
