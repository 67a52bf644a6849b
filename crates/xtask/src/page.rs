//! The page: Trunk compiles the wasm and assembles `dist/`; from the same compiled wasm come the
//! types its JavaScript is checked against, and a module for Node's tests.

use crate::report::{Failure, Result};
use crate::{browsers, npm, paths, process, tools, wasm_std};
use std::ffi::OsString;
use std::process::Command;

/// The profile the wasm is compiled with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Compiles quickly: for working on the page.
    Dev,
    /// Runs quickly: what is published.
    Release,
}

/// The package that makes the presets' pages.
const PRESETS: &str = "apiary-pages";

/// A machine that can build the page.
pub(crate) struct Workshop {
    environment: Vec<(&'static str, OsString)>,
}

impl Workshop {
    /// Installs what the page's build needs. What waits for the network runs beside what compiles.
    pub(crate) fn ready(profile: Profile) -> Result<Self> {
        npm::require_node()?;
        let (packages, crates, wasm, tools) = std::thread::scope(|scope| {
            // Only the release page is optimised by a package of npm's.
            let packages = (profile == Profile::Release).then(|| scope.spawn(npm::install));
            let crates = scope.spawn(fetch_crates);
            let wasm = scope.spawn(wasm_std::install);
            let tools = tools::install();
            (
                packages.map_or(Ok(()), join),
                join(crates),
                join(wasm),
                tools,
            )
        });
        packages?;
        crates?;
        let mut environment = wasm?;
        environment.push(("PATH", process::path_with(&[tools?, npm::bin()])?));
        Ok(Self { environment })
    }

    /// A call of Trunk. It is kept from fetching tools by itself: they are all here.
    pub(crate) fn trunk(&self, verb: &str, profile: Profile) -> Command {
        let mut trunk = self.command("trunk");
        // Some systems set NO_COLOR=1, which Trunk does not understand.
        trunk
            .arg(verb)
            .args(["--offline", "true"])
            .env_remove("NO_COLOR")
            // A compiler's message needs no backtrace of Trunk's.
            .env("RUST_BACKTRACE", "0");
        if profile == Profile::Release {
            trunk.args(["--release", "true"]);
        }
        trunk
    }

    /// Writes `dist/`. What makes the presets' pages is compiled beside it.
    pub(crate) fn build(&self) -> Result {
        let (page, maker) = std::thread::scope(|scope| {
            let maker = scope.spawn(|| {
                process::work(
                    "presets",
                    "compiling what makes the presets' pages",
                    Command::new("cargo").args(["build", "--package", PRESETS]),
                )
            });
            let page = process::work(
                "page",
                "building the release page into dist/, about a minute the first time",
                &mut self.trunk("build", Profile::Release),
            );
            (page, join(maker))
        });
        page?;
        maker?;
        process::work(
            "presets",
            "writing the presets' pages to dist/p/",
            Command::new("cargo").args(["run", "--quiet", "--package", PRESETS, "--", "dist"]),
        )
    }

    /// Writes what else comes from the wasm that Trunk has built: the types www/tsconfig.json refers
    /// to, and the page's very files as a module for Node, so that tests there test what is shipped.
    pub(crate) fn bindings(&self) -> Result {
        let wasm = paths::target()?.join("wasm32-unknown-unknown/release/apiary_wasm.wasm");
        let mut bindgen = self.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--out-name", "apiary", "--out-dir"]);
        bindgen.arg(paths::generated("types")).arg(wasm);
        process::work(
            "types",
            "writing the wasm's TypeScript declarations to target/types/",
            &mut bindgen,
        )?;
        module_for_node().map_err(Failure::io("write target/wasm-node/"))
    }

    fn command(&self, name: &str) -> Command {
        // By its full path: which PATH a bare name is looked up in differs between systems.
        let found = self
            .environment
            .iter()
            .find(|(key, _)| *key == "PATH")
            .and_then(|(_, path)| {
                std::env::split_paths(path)
                    .map(|folder| folder.join(name))
                    .find(|file| file.is_file())
            });
        let mut command = Command::new(found.unwrap_or_else(|| name.into()));
        command.envs(self.environment.iter().map(|(key, value)| (key, value)));
        command
    }
}

/// Has cargo download the crates of Cargo.lock, since Trunk is told to stay offline.
fn fetch_crates() -> Result {
    if process::ask(
        Command::new("cargo")
            .args(["fetch", "--quiet", "--offline"])
            .current_dir(paths::root()),
    )
    .is_some()
    {
        return Ok(());
    }
    process::work(
        "crates",
        "downloading the crates of Cargo.lock, a few seconds",
        Command::new("cargo").arg("fetch"),
    )
}

/// Copies the glue and the wasm of `dist/`, under names that do not change, beside an index.mjs that
/// loads them.
fn module_for_node() -> std::io::Result<()> {
    let folder = paths::generated("wasm-node");
    std::fs::create_dir_all(&folder)?;
    for file in paths::root().join("dist").read_dir()? {
        let file = file?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let own = name.strip_prefix("apiary-wasm-");
        match own.and_then(|rest| rest.rsplit('.').next()) {
            Some("js") => drop(std::fs::copy(&file, folder.join("apiary.mjs"))?),
            Some("wasm") => drop(std::fs::copy(&file, folder.join("apiary_bg.wasm"))?),
            _ => {}
        }
    }
    std::fs::write(folder.join("index.mjs"), NODE_INDEX)
}

const NODE_INDEX: &str = "\
import { readFileSync } from 'node:fs';
import { initSync } from './apiary.mjs';
initSync({ module: readFileSync(new URL('./apiary_bg.wasm', import.meta.url)) });
export * from './apiary.mjs';
";

/// `cargo xtask build`.
pub(crate) fn build() -> Result {
    Workshop::ready(Profile::Release)?.build()?;
    println!(
        "\nThe page is in {}. Any static host can serve that folder, at any path.",
        paths::root().join("dist").display()
    );
    Ok(())
}

/// `cargo xtask setup`.
pub(crate) fn setup_everything() -> Result {
    let (browsers, workshop) = std::thread::scope(|scope| {
        let browsers = scope.spawn(browsers::install);
        (join(browsers), Workshop::ready(Profile::Release))
    });
    workshop?;
    browsers?;
    println!("\nEverything is installed. Next: cargo xtask serve");
    Ok(())
}

/// What a thread of an installation returned.
pub(crate) fn join<T>(thread: std::thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|_| {
        Err(Failure::new(
            "A part of xtask crashed; its message stands above.",
        ))
    })
}
