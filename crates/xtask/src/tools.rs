//! Trunk and the wasm-bindgen command. Taken, in this order, from the PATH, from an earlier
//! installation below `target/tools`, from the projects' release archives (seconds), and only then
//! compiled, in the way that compiles quickest: they run for seconds, so nobody gains from
//! optimising them.

use crate::release::{self, Archive};
use crate::report::{Failure, Result};
use crate::{paths, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version Apiary is built with where none is on the PATH. 0.21 compiles with older Rust; 0.22
/// reads the same Trunk.toml.
const TRUNK: &str = "0.21.14";

/// A command this project needs, and how to get it.
struct Tool {
    name: &'static str,
    crate_name: &'static str,
    version: String,
    /// Whether a version that was found will do.
    fits: fn(found: &str, wanted: &str) -> bool,
    archive: Option<Archive>,
    compile_time: &'static str,
}

/// Makes sure of both tools, and returns the folder to put before the PATH.
pub(crate) fn install() -> Result<PathBuf> {
    let folder = paths::tools()?.join("bin");
    std::fs::create_dir_all(&folder)
        .map_err(Failure::io(format!("create {}", folder.display())))?;
    // They share many crates, so they share a target folder while both are compiled.
    let scratch = paths::tools()?.join("build");
    for tool in [trunk(), wasm_bindgen()?] {
        if !tool.stands_ready(&folder) {
            tool.get(&folder, &scratch)?;
        }
    }
    // A gigabyte nobody needs again. Where it cannot be removed, it only takes room.
    std::fs::remove_dir_all(&scratch).ok();
    Ok(folder)
}

fn trunk() -> Tool {
    let archive = release::machine("gnu").map(|machine| Archive {
        sha256: trunk_checksum(&machine),
        url: format!(
            "https://github.com/trunk-rs/trunk/releases/download/v{TRUNK}/trunk-{machine}.tar.gz"
        ),
    });
    Tool {
        name: "trunk",
        crate_name: "trunk",
        version: TRUNK.to_owned(),
        fits: |found, _| found.starts_with("0.21.") || found.starts_with("0.22."),
        archive,
        compile_time: "about 2 minutes on two cores",
    }
}

/// The checksums Trunk's release 0.21.14 publishes beside its archives.
fn trunk_checksum(machine: &str) -> Option<&'static str> {
    match machine {
        "x86_64-unknown-linux-gnu" => {
            Some("f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b")
        }
        "aarch64-unknown-linux-gnu" => {
            Some("b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9")
        }
        "x86_64-apple-darwin" => {
            Some("f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95")
        }
        "aarch64-apple-darwin" => {
            Some("764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e")
        }
        _ => None,
    }
}

/// The command must be exactly of the library's version, so that is where its version is written,
/// and why no checksum is: it would have to be found anew for every update of the library.
fn wasm_bindgen() -> Result<Tool> {
    let manifest = paths::root().join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)
        .map_err(Failure::io(format!("read {}", manifest.display())))?;
    let version = pinned_version(&text, "wasm-bindgen").ok_or_else(|| {
        Failure::new("The workspace's Cargo.toml has no line `wasm-bindgen = \"=VERSION\"`.")
    })?;
    let libc = if cfg!(target_arch = "x86_64") {
        "musl"
    } else {
        "gnu"
    };
    let archive = release::machine(libc).map(|machine| Archive {
        sha256: None,
        url: format!(
            "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{machine}.tar.gz"
        ),
    });
    Ok(Tool {
        name: "wasm-bindgen",
        crate_name: "wasm-bindgen-cli",
        version,
        fits: |found, wanted| found == wanted,
        archive,
        compile_time: "about 30 seconds on two cores",
    })
}

/// The version of a line `name = "=VERSION"`.
fn pinned_version(manifest: &str, name: &str) -> Option<String> {
    let value = manifest
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
    Some(value.trim().trim_matches('"').strip_prefix('=')?.to_owned())
}

impl Tool {
    fn stands_ready(&self, folder: &Path) -> bool {
        let own = folder.join(self.name);
        if self.fits_as(&own) {
            return true;
        }
        // One left by an older Cargo.toml would hide a good one on the PATH. Mostly there is none.
        std::fs::remove_file(&own).ok();
        process::find(self.name).is_some_and(|file| self.fits_as(&file))
    }

    fn fits_as(&self, file: &Path) -> bool {
        version_of(file).is_some_and(|found| (self.fits)(&found, &self.version))
    }

    fn get(&self, folder: &Path, scratch: &Path) -> Result {
        if let Some(archive) = &self.archive
            && archive.fetch(self.name, folder).is_ok()
            && self.stands_ready(folder)
        {
            return Ok(());
        }
        // `--locked` is what the project itself tested. Where the registry does not hold every one
        // of those versions, cargo says so at once, and its own choice of versions may do as well.
        self.compile(scratch, true)
            .or_else(|_| self.compile(scratch, false))
            .map_err(|failure| {
                Failure::new(format!(
                    "{failure}\n\n{name} {version} could neither be fetched nor compiled. \
                     Without a network nothing can bring it; with one, install it by any way you \
                     know, so that it is on the PATH: cargo install {crate_name} --version {version}",
                    name = self.name,
                    crate_name = self.crate_name,
                    version = self.version
                ))
            })
    }

    fn compile(&self, scratch: &Path, locked: bool) -> Result {
        let again = if locked {
            ""
        } else {
            " once more, with this registry's choice of crates"
        };
        let what = format!(
            "compiling {} {}{again}, {}",
            self.name, self.version, self.compile_time
        );
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", self.crate_name, "--version", &self.version])
            .args(["--bin", self.name, "--force", "--no-track", "--debug"])
            // Trunk's default features are HTTPS and a check for updates; it serves on loopback.
            .args(["--no-default-features", "--root"])
            .arg(paths::tools()?)
            .arg("--target-dir")
            .arg(scratch)
            .args(locked.then_some("--locked"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false")
            .env("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false")
            .env("CARGO_PROFILE_DEV_PANIC", "abort")
            // Each costs a little, and optimises nothing here.
            .env("CARGO_PROFILE_DEV_CODEGEN_UNITS", "2");
        process::work(self.name, &what, &mut cargo)
    }
}

/// The second word of `trunk 0.21.14` and of `wasm-bindgen 0.2.130`.
fn version_of(file: &Path) -> Option<String> {
    let text = process::ask(Command::new(file).arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_pinned_version() {
        let manifest = "web-sys = \"0.3\"\nwasm-bindgen = \"=0.2.130\"\n";
        assert_eq!(
            pinned_version(manifest, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(pinned_version(manifest, "web-sys"), None);
    }

    #[test]
    fn the_workspace_pins_wasm_bindgen() {
        assert!(wasm_bindgen().is_ok());
    }
}
