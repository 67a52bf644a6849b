//! Node and the packages pinned in tests/package-lock.json: wasm-opt for the release page; for the
//! tests the type checker, the browsers' remote control, a forum's reader of posts and one of QR codes.

use crate::paths;
use crate::process;
use crate::report::{Failure, Result};
use std::path::PathBuf;
use std::process::Command;

const OLDEST_NODE: u32 = 20;

/// Checks that Node is there and young enough.
pub(crate) fn require_node() -> Result {
    let wanted = format!(
        "Install Node {OLDEST_NODE} or newer: https://nodejs.org, or your system's `nodejs` and `npm`."
    );
    let Some(version) = process::ask(Command::new("node").arg("--version")) else {
        return Err(Failure::new(format!("Node is not on the PATH. {wanted}")));
    };
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(format!(
            "Node says it is {version}, which is too old. {wanted}"
        ))),
    }
}

/// The first number of Node's `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// Installs the pinned packages, unless they stand there already.
pub(crate) fn install() -> Result {
    require_node()?;
    let lock = folder().join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(Failure::io(format!("read {}", lock.display())))?;
    // A copy of the lock that the packages were installed from, which `npm ci` deletes with them.
    let installed = folder().join("node_modules/.installed-from");
    if std::fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let what = "installing the pinned npm packages (wasm-opt, type checker, browser driver), about 10 seconds";
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder());
    process::work("npm", what, &mut npm).map_err(|failure| {
        Failure::new(format!(
            "{failure}\n\nThe packages of tests/package-lock.json could not be installed. Does `npm ping` reach the registry?"
        ))
    })?;
    std::fs::write(&installed, wanted)
        .map_err(Failure::io(format!("write {}", installed.display())))
}

/// Where the packages stand: beside the tests, which import them.
fn folder() -> PathBuf {
    paths::root().join("tests")
}

/// The folder of the packages' commands.
pub(crate) fn bin() -> PathBuf {
    folder().join("node_modules/.bin")
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_nodes_version() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
