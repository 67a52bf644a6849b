//! Programs from the release archives of their projects: seconds, where compiling takes minutes.

use crate::process;
use crate::report::{Failure, Result, Step, human};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A release archive for this machine.
pub(crate) struct Archive {
    /// Where the project publishes it.
    pub(crate) url: String,
    /// Its checksum. Without one, HTTPS alone vouches for it.
    pub(crate) sha256: Option<&'static str>,
}

/// This machine as release archives are named after it, for the kinds that projects build for.
pub(crate) fn machine(linux_libc: &str) -> Option<String> {
    let arch = std::env::consts::ARCH;
    match std::env::consts::OS {
        _ if arch != "x86_64" && arch != "aarch64" => None,
        "linux" => Some(format!("{arch}-unknown-linux-{linux_libc}")),
        "macos" => Some(format!("{arch}-apple-darwin")),
        _ => None,
    }
}

impl Archive {
    /// Puts the program `name` from the archive into `folder`. Says on the terminal how it went.
    pub(crate) fn fetch(&self, name: &str, folder: &Path) -> Result {
        let step = Step::start(name, "fetching its release from GitHub, a few seconds");
        let scratch = folder.join(format!("{name}-download"));
        let fetched = self.fetch_into(name, folder, &scratch);
        // What may be left is only untidy.
        std::fs::remove_dir_all(&scratch).ok();
        match &fetched {
            Ok(()) => step.done(),
            Err(failure) => println!("[{name}] {failure} ({})", human(step.elapsed())),
        }
        fetched
    }

    fn fetch_into(&self, name: &str, folder: &Path, scratch: &Path) -> Result {
        std::fs::create_dir_all(scratch).map_err(Failure::io("create a folder"))?;
        let archive = scratch.join("archive.tar.gz");
        let mut curl = Command::new("curl");
        curl.args(["--fail", "--silent", "--location", "--proto", "=https"])
            .args(["--connect-timeout", "5", "--max-time", "120", "--output"])
            .args([archive.as_os_str(), self.url.as_ref()]);
        process::ask(&mut curl).ok_or_else(|| Failure::new("could not fetch it."))?;
        if let Some(wanted) = self.sha256
            && sha256(&archive).as_deref() != Some(wanted)
        {
            return Err(Failure::new(format!(
                "what came is not what {} once was (its SHA-256 differs), so it is not used.",
                self.url
            )));
        }
        let mut tar = Command::new("tar");
        tar.arg("-xzf").arg(&archive).arg("-C").arg(scratch);
        process::ask(&mut tar).ok_or_else(|| Failure::new("could not unpack it."))?;
        let program = find_file(scratch, name)
            .ok_or_else(|| Failure::new("the archive does not hold the program."))?;
        std::fs::rename(program, folder.join(name)).map_err(Failure::io("move the program"))
    }
}

/// A file's checksum, by whichever command this system has for it.
fn sha256(file: &Path) -> Option<String> {
    let text = process::ask(Command::new("sha256sum").arg(file))
        .or_else(|| process::ask(Command::new("shasum").args(["-a", "256"]).arg(file)))?;
    text.split_whitespace().next().map(str::to_owned)
}

fn find_file(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = folder.read_dir().ok()?.flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let here = files
        .into_iter()
        .find(|file| file.file_name().is_some_and(|own| own == name));
    here.or_else(|| folders.iter().find_map(|inner| find_file(inner, name)))
}
