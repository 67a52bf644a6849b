//! `cargo xtask serve`: Trunk's server, and the moment to open the browser.

use crate::page::{Profile, Workshop};
use crate::paths;
use crate::report::{Failure, Result, Step, human};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

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

/// Builds, serves, and says when and where the page can be opened. Ends with Trunk.
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
    let served = paths::target()?.join("serve");
    std::fs::create_dir_all(&served)
        .map_err(Failure::io(format!("create {}", served.display())))?;

    let step = Step::start(
        "page",
        "compiling the page and starting its server, about a minute the first time",
    );
    let mut trunk = workshop
        .trunk("serve", profile)
        .args(["--port", &port.to_string(), "--dist"])
        .arg(&served)
        .current_dir(paths::root())
        .spawn()
        .map_err(Failure::io("start Trunk"))?;
    let mut announced = false;
    loop {
        if let Some(status) = trunk.try_wait().map_err(Failure::io("wait for Trunk"))? {
            return if status.success() {
                Ok(())
            } else {
                Err(Failure::new(format!(
                    "Trunk ended ({status}); its message stands above."
                )))
            };
        }
        if !announced && answers(port) {
            announced = true;
            step.done();
            println!(
                "\n  Apiary is ready ({} from the start): http://127.0.0.1:{port}/\n  Changes to www/ and crates/ rebuild it. Ctrl+C ends.\n",
                human(started.elapsed())
            );
        }
        std::thread::sleep(Duration::from_millis(200));
    }
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
