//! Trunk and the wasm-bindgen command. Taken, in this order, from the PATH, from an earlier
//! installation below `target/tools`, from the projects' release archives (seconds), and only then
//! compiled, in the way that compiles quickest: they run for seconds, so nobody gains from
//! optimising them.

use crate::report::{Failure, Result, Step, human};
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
    /// Whether another version found on the PATH will do.
    fits: fn(found: &str, wanted: &str) -> bool,
    /// The release archive for this machine, if the project makes one.
    archive: Option<String>,
    compile_time: &'static str,
}

/// Makes sure of both tools, and returns the folder to put before the PATH.
pub(crate) fn install() -> Result<PathBuf> {
    let tools = [trunk(), wasm_bindgen()?];
    let folder = paths::tools()?.join("bin");
    let missing: Vec<&Tool> = tools
        .iter()
        .filter(|tool| !tool.stands_ready(&folder))
        .collect();
    std::fs::create_dir_all(&folder)
        .map_err(Failure::io(format!("create {}", folder.display())))?;
    // They share many crates, so they share a target folder, and the second takes half its time.
    let scratch = paths::tools()?.join("build");
    for tool in missing {
        tool.get(&folder, &scratch)?;
    }
    // A gigabyte nobody needs again. If it cannot be removed, it only takes room.
    std::fs::remove_dir_all(&scratch).ok();
    Ok(folder)
}

fn trunk() -> Tool {
    Tool {
        name: "trunk",
        crate_name: "trunk",
        version: TRUNK.to_owned(),
        fits: |found, _| found.starts_with("0.21.") || found.starts_with("0.22."),
        archive: release_machine("gnu").map(|machine| {
            format!("https://github.com/trunk-rs/trunk/releases/download/v{TRUNK}/trunk-{machine}.tar.gz")
        }),
        compile_time: "2 to 3 minutes on two cores",
    }
}

/// The command must be exactly of the library's version, so that is where its version is written.
fn wasm_bindgen() -> Result<Tool> {
    let manifest = paths::root().join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)
        .map_err(Failure::io(format!("read {}", manifest.display())))?;
    let version = pinned_version(&text, "wasm-bindgen").ok_or_else(|| {
        Failure::new("The workspace's Cargo.toml has no line `wasm-bindgen = \"=VERSION\"`.")
    })?;
    let linux = if cfg!(target_arch = "x86_64") {
        "musl"
    } else {
        "gnu"
    };
    Ok(Tool {
        name: "wasm-bindgen",
        crate_name: "wasm-bindgen-cli",
        archive: release_machine(linux).map(|machine| {
            format!("https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{machine}.tar.gz")
        }),
        version,
        fits: |found, wanted| found == wanted,
        compile_time: "about 40 seconds on two cores",
    })
}

/// The version of a line `name = "=VERSION"`.
fn pinned_version(manifest: &str, name: &str) -> Option<String> {
    let value = manifest
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
    Some(value.trim().trim_matches('"').strip_prefix('=')?.to_owned())
}

/// This machine's name in release archives, for the machines both projects build for.
fn release_machine(linux: &str) -> Option<String> {
    let arch = std::env::consts::ARCH;
    match std::env::consts::OS {
        _ if arch != "x86_64" && arch != "aarch64" => None,
        "linux" => Some(format!("{arch}-unknown-linux-{linux}")),
        "macos" => Some(format!("{arch}-apple-darwin")),
        _ => None,
    }
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
        if self.download(folder).is_ok() && self.stands_ready(folder) {
            return Ok(());
        }
        // `--locked` is what the project itself tested. Where the registry does not hold every one
        // of those versions, cargo says so at once, and its own choice of versions does as well.
        self.compile(scratch, true).or_else(|_| self.compile(scratch, false)).map_err(|failure| {
            Failure::new(format!(
                "{failure}\n\n{} {} could neither be downloaded nor compiled. Install it by hand, so that it is on the PATH: \
                 cargo install {} --version {}",
                self.name, self.version, self.crate_name, self.version
            ))
        })
    }

    /// Fetches the project's own release archive. Its checksum is not pinned: what vouches for it is
    /// HTTPS, as it would be for `cargo binstall`.
    fn download(&self, folder: &Path) -> Result {
        let Some(url) = &self.archive else {
            return Err(Failure::new("there is no archive for this machine"));
        };
        let step = Step::start(
            self.name,
            &format!(
                "fetching release {} from GitHub, a few seconds",
                self.version
            ),
        );
        let archive = folder.join(format!("{}.tar.gz", self.name));
        let unpacked = folder.join(format!("{}-unpacked", self.name));
        let fetched = process::ask(
            Command::new("curl")
                .args([
                    "--fail",
                    "--silent",
                    "--show-error",
                    "--location",
                    "--proto",
                    "=https",
                ])
                .args(["--connect-timeout", "5", "--max-time", "120", "--output"])
                .args([archive.as_os_str(), url.as_ref()]),
        );
        let taken = fetched
            .ok_or_else(|| Failure::new("no download"))
            .and_then(|_| {
                std::fs::create_dir_all(&unpacked).map_err(Failure::io("create a folder"))?;
                process::ask(
                    Command::new("tar")
                        .arg("-xzf")
                        .arg(&archive)
                        .arg("-C")
                        .arg(&unpacked),
                )
                .ok_or_else(|| Failure::new("no archive"))?;
                let file =
                    find_file(&unpacked, self.name).ok_or_else(|| Failure::new("no program"))?;
                std::fs::rename(file, folder.join(self.name))
                    .map_err(Failure::io("move the program"))
            });
        // Leftovers of a download are only untidy.
        std::fs::remove_dir_all(&unpacked).ok();
        std::fs::remove_file(&archive).ok();
        match &taken {
            Ok(()) => step.done(),
            Err(_) => println!(
                "[{}] not to be had there ({}), so it is compiled",
                self.name,
                human(step.elapsed())
            ),
        }
        taken
    }

    fn compile(&self, scratch: &Path, locked: bool) -> Result {
        let what = format!(
            "compiling {} {} with cargo install, {}",
            self.name, self.version, self.compile_time
        );
        let mut cargo = Command::new("cargo");
        cargo
            .args([
                "install",
                self.crate_name,
                "--version",
                &self.version,
                "--bin",
                self.name,
            ])
            // Trunk's default features are https and a check for updates; the page is served on loopback.
            .args(["--no-default-features", "--debug", "--force", "--no-track"])
            .arg("--root")
            .arg(paths::tools()?)
            .arg("--target-dir")
            .arg(scratch)
            .args(locked.then_some("--locked"))
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false")
            .env("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false")
            .env("CARGO_INCREMENTAL", "0");
        process::work(self.name, &what, &mut cargo)
    }
}

/// The second word of `trunk 0.21.14` and of `wasm-bindgen 0.2.130`.
fn version_of(file: &Path) -> Option<String> {
    let text = process::ask(Command::new(file).arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

fn find_file(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries: Vec<PathBuf> = folder
        .read_dir()
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    let here = entries
        .iter()
        .find(|path| path.is_file() && path.file_name().is_some_and(|file| file == name));
    here.cloned().or_else(|| {
        entries
            .iter()
            .filter(|path| path.is_dir())
            .find_map(|path| find_file(path, name))
    })
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
