//! Debian's packages, for what no language's registry carries. Only root can install them, and
//! nobody is asked for a password here: without root the message says what to type.

use crate::process;
use crate::report::{Failure, Result};
use std::process::Command;
use std::sync::Mutex;

/// apt takes one caller at a time; the compiler and the browsers may be wanted at once.
static APT: Mutex<()> = Mutex::new(());

/// Whether this system has apt at all.
pub(crate) fn exists() -> bool {
    process::find("apt-get").is_some()
}

/// Installs `packages`, or says how to.
pub(crate) fn install(step: &str, what: &str, packages: &[&str]) -> Result {
    let by_hand = format!(
        "apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    if !is_root() {
        return Err(Failure::new(format!(
            "Only root can install Debian's packages. Do: sudo {by_hand}"
        )));
    }
    let _one_at_a_time = APT
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if packages.iter().any(|package| !is_known(package)) {
        let update = &mut apt(&["update"]);
        process::work(
            &format!("{step}-lists"),
            "fetching Debian's package lists, a few seconds",
            update,
        )?;
    }
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    process::work(step, what, install.args(packages))
}

fn apt(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .arg("-q")
        .args(args);
    command
}

fn is_known(package: &str) -> bool {
    process::ask(Command::new("apt-cache").args(["show", "--no-all-versions", package])).is_some()
}

fn is_root() -> bool {
    process::ask(Command::new("id").arg("-u")).as_deref() == Some("0")
}
