//! `cargo xtask serve`: Trunk's server, and the moment to open the browser.

use crate::page::{Profile, Workshop};
use crate::paths;
use crate::report::{Failure, Result, human};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::{CommandExt, parent_id};
use std::process::Command;
use std::time::{Duration, Instant};

/// The argument by which `serve` starts its announcer.
pub(crate) const ANNOUNCE: &str = "announce";

/// What `cargo xtask serve` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    port: Option<u16>,
    release: bool,
}

impl Options {
    /// Reads `[--port N] [--release]`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self {
            port: None,
            release: false,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--release" => options.release = true,
                "--port" => {
                    let port = words
                        .next()
                        .and_then(|number| number.parse().ok())
                        .filter(|port| *port > 0);
                    options.port =
                        Some(port.ok_or_else(|| {
                            Failure::new("`--port` wants a number from 1 to 65535.")
                        })?);
                }
                other => {
                    return Err(Failure::new(format!(
                        "`serve` knows `--port N` and `--release`, not `{other}`."
                    )));
                }
            }
        }
        Ok(options)
    }
}

/// Builds, serves, and says when and where the page can be opened. Returns only if that fails.
pub(crate) fn serve(options: &Options) -> Result {
    let started = Instant::now();
    let port = free_port(options.port)?;
    let profile = if options.release {
        Profile::Release
    } else {
        Profile::Dev
    };
    let workshop = Workshop::ready(profile)?;
    // Not dist/: that is what gets published and tested, and serving must not overwrite it.
    // Emptied, so that an older page is not announced where the new one does not compile.
    let served = paths::target()?.join("serve");
    if served.exists() {
        std::fs::remove_dir_all(&served)
            .map_err(Failure::io(format!("empty {}", served.display())))?;
    }
    std::fs::create_dir_all(&served)
        .map_err(Failure::io(format!("create {}", served.display())))?;

    println!("[page] compiling the page and starting its server, about a minute the first time");
    let own = std::env::current_exe().map_err(Failure::io("find the running xtask"))?;
    Command::new(own)
        .args([
            ANNOUNCE,
            &port.to_string(),
            &started.elapsed().as_secs().to_string(),
        ])
        .spawn()
        .map_err(Failure::io("start the watch for the page"))?;
    // This process becomes Trunk: who ends the command ends the server, by whatever signal.
    let failed = workshop
        .trunk("serve", profile)
        .args(["--port", &port.to_string(), "--dist"])
        .arg(&served)
        .current_dir(paths::root())
        .exec();
    Err(Failure::io("start Trunk")(failed))
}

/// The second process of `serve`: says when the page can be opened, and ends. If Trunk, its parent,
/// ends before, there is nothing to say.
pub(crate) fn announce(words: &[&str]) -> Result {
    let numbers: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let [port, before] = numbers[..] else {
        return Err(Failure::new(format!(
            "`{ANNOUNCE}` is a part of `serve`; it is not called by hand."
        )));
    };
    let port = u16::try_from(port).map_err(|error| Failure::new(error.to_string()))?;
    let (started, parent) = (Instant::now(), parent_id());
    while parent_id() == parent {
        if answers(port) {
            let took = human(started.elapsed() + Duration::from_secs(before));
            println!(
                "\n  Apiary is ready, after {took}: http://127.0.0.1:{port}/\n  \
                 Changes in www/ and crates/ rebuild it. Ctrl+C ends.\n"
            );
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// The port asked for; or 8080, or the next one that is free.
fn free_port(asked: Option<u16>) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    match asked {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => Err(Failure::new(format!(
            "Port {port} is taken. Choose another, or leave --port away."
        ))),
        None => (8080..8100).find(is_free).ok_or_else(|| {
            Failure::new("Ports 8080 to 8099 are all taken. Choose one with --port.")
        }),
    }
}

/// Whether the page itself is answered, not only the port.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(head.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_options() {
        assert_eq!(
            Options::parse(&["--release", "--port", "9000"]).ok(),
            Some(Options {
                port: Some(9000),
                release: true
            })
        );
        assert!(Options::parse(&["--port"]).is_err());
        assert!(Options::parse(&["--port", "0"]).is_err());
        assert!(Options::parse(&["--prot", "9000"]).is_err());
    }
}
