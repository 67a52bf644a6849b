//! The built command, `apiary`.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

/// Building it is left to cargo, which has most of it already when the tests run.
static APIARY: LazyLock<escargot::CargoRun> = LazyLock::new(|| {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    escargot::CargoBuild::new()
        .manifest_path(manifest)
        .package("apiary")
        .bin("apiary")
        .run()
        .unwrap_or_else(|error| panic!("the command builds: {error}"))
});

/// What `apiary` says to these arguments.
///
/// # Panics
/// Where it cannot be started.
#[must_use]
pub fn apiary(arguments: &[&str]) -> Output {
    let mut command: Command = APIARY.command();
    command.args(arguments).output().expect("apiary starts")
}
