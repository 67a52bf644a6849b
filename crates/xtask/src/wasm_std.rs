//! The standard library for wasm32-unknown-unknown.
//!
//! With rustup and its servers that is one component. Debian has a newer compiler with its source
//! but no built library for wasm, and rustup's offline users may have neither; so the last way is
//! to build the library once, in about 40 seconds, into a sysroot below `target/tools`. It is made
//! with the flags of the one rustup ships, serves every profile, and needs no environment for the
//! page's own build but three variables.

use crate::report::{Failure, Result};
use crate::{apt, paths, process};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's name for a compiler recent enough for browsers' needs, and its library's source.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "rust-web-src"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// What a build for wasm needs in its environment; nothing on most machines.
pub(crate) type Environment = Vec<(&'static str, OsString)>;

/// Makes sure that Rust can compile to wasm.
pub(crate) fn install() -> Result<Environment> {
    if has_target("rustc") {
        return Ok(Vec::new());
    }
    if let Some(rustup) = process::find("rustup") {
        let what = "adding Rust's standard library for wasm with rustup, a few seconds";
        let added = process::work(
            "wasm",
            what,
            Command::new(rustup).args(["target", "add", TARGET]),
        );
        if added.is_ok() && has_target("rustc") {
            return Ok(Vec::new());
        }
    }
    from_debian().map_err(|failure| {
        Failure::new(format!(
            "Rust's standard library for wasm is missing. `rustup target add {TARGET}` did not bring it, and building it \
             from Debian's source did not work either:\n{failure}\n\nWhere rustup reaches its servers, \
             `rustup target add {TARGET}` is all that is needed."
        ))
    })
}

/// Whether this compiler finds a standard library for wasm.
fn has_target(rustc: &str) -> bool {
    let folder =
        process::ask(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut files| {
        files.any(|file| {
            file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

fn from_debian() -> Result<Environment> {
    let linker = rust_lld()?;
    let source = Path::new("/usr/lib/rustlib/src/rust/library/std/Cargo.toml");
    if !source.is_file() || !Path::new(DEBIAN_RUSTC).is_file() {
        if !apt::exists() {
            return Err(Failure::new(
                "This system has no apt-get, so there is no Debian source to build.",
            ));
        }
        let what = "installing Debian's Rust with its source, about 20 seconds (500 MB on disk)";
        apt::install("wasm-source", what, DEBIAN_PACKAGES)?;
    }
    let version = process::ask(Command::new(DEBIAN_RUSTC).arg("--version"))
        .ok_or_else(|| Failure::new(format!("{DEBIAN_RUSTC} does not run.")))?;
    let release = version.split_whitespace().nth(1).unwrap_or("unknown");
    let sysroot = paths::tools()?.join(format!("wasm-sysroot-{release}"));
    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    if !holds_std(&library) {
        build_std(&linker, &library)?;
    }
    let mut flags = OsString::from("--sysroot=");
    flags.push(&sysroot);
    Ok(vec![
        ("RUSTC", DEBIAN_RUSTC.into()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()),
        // Cargo adds these to the flags of .cargo/config.toml.
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags),
    ])
}

/// The linker for wasm, which rustup brings with every compiler and Debian does not.
fn rust_lld() -> Result<PathBuf> {
    let no_lld = || {
        Failure::new(
            "The Rust on the PATH is not rustup's: there is no rust-lld to link wasm with.",
        )
    };
    let sysroot =
        process::ask(Command::new("rustc").args(["--print", "sysroot"])).ok_or_else(no_lld)?;
    let about = process::ask(Command::new("rustc").arg("-vV")).ok_or_else(no_lld)?;
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or_else(no_lld)?;
    let lld = Path::new(&sysroot)
        .join("lib/rustlib")
        .join(host)
        .join("bin/rust-lld");
    if lld.is_file() {
        Ok(lld)
    } else {
        Err(no_lld())
    }
}

/// Builds the library as cargo's build-std does for an empty crate, and keeps what it built.
fn build_std(linker: &Path, library: &Path) -> Result {
    let scratch = paths::tools()?.join("wasm-std");
    let manifest = "[package]\nname = \"wasm-std\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
                    [lib]\npath = \"lib.rs\"\n[workspace]\n[profile.release]\npanic = \"abort\"\n";
    std::fs::create_dir_all(&scratch)
        .map_err(Failure::io(format!("create {}", scratch.display())))?;
    for (name, text) in [("Cargo.toml", manifest), ("lib.rs", "")] {
        std::fs::write(scratch.join(name), text).map_err(Failure::io(format!("write {name}")))?;
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort",
            "--target",
            TARGET,
            "--manifest-path",
        ])
        .arg(scratch.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(scratch.join("target"))
        .env("RUSTC", DEBIAN_RUSTC)
        // build-std is not stable yet. Only the library is built this way, not the page.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    process::work(
        "wasm-std",
        "building Rust's standard library for wasm, about 40 seconds, once",
        &mut cargo,
    )?;

    // Under its name only when it is whole: an interrupted copy would look like a library.
    let unfinished = library.with_extension("unfinished");
    let built = scratch.join("target").join(TARGET).join("release/deps");
    let put = || -> std::io::Result<()> {
        std::fs::create_dir_all(&unfinished)?;
        for file in built.read_dir()? {
            let file = file?;
            if file
                .path()
                .extension()
                .is_some_and(|extension| extension == "rlib")
            {
                std::fs::copy(file.path(), unfinished.join(file.file_name()))?;
            }
        }
        std::fs::rename(&unfinished, library)?;
        std::fs::remove_dir_all(&scratch)
    };
    put().map_err(Failure::io("put the standard library into its place"))
}
