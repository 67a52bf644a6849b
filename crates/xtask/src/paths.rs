//! Where things are kept. Everything xtask fetches or generates is below `target/`, so that
//! `cargo clean`, or deleting the clone, leaves nothing behind.

use crate::report::{Failure, Result};
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest)
}

/// Cargo's target folder: the one this very program was built into, wherever a user has put it.
pub(crate) fn target() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(Failure::io("find the running xtask"))?;
    own.ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            Failure::new("xtask is not inside a Cargo target folder; run it as `cargo xtask`.")
        })
}

/// Commands and libraries that were installed for this clone alone.
pub(crate) fn tools() -> Result<PathBuf> {
    Ok(target()?.join("tools"))
}

/// What long-running commands printed.
pub(crate) fn logs() -> Result<PathBuf> {
    Ok(target()?.join("xtask-logs"))
}

/// Generated files that other tools read at a fixed place, whatever the target folder is.
pub(crate) fn generated(name: &str) -> PathBuf {
    root().join("target").join(name)
}
