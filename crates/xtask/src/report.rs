//! What a person at the terminal reads: one line when a step starts, one when it ends, and
//! failures as sentences.

use std::fmt;
use std::time::{Duration, Instant};

/// The result of anything that can fail with a message for a person.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;

/// Why a command could not go on, and what its user can do about it.
#[derive(Debug, Clone)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure that says `message`.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A failure to do `what` with a file or a process.
    pub(crate) fn io(what: impl fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self(format!("Could not {what}: {error}."))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A named piece of work whose start, long middle and end are each a line.
pub(crate) struct Step {
    name: String,
    started: Instant,
}

impl Step {
    /// Says that `name` starts, and `what` it does, why and roughly how long.
    pub(crate) fn start(name: &str, what: &str) -> Self {
        println!("[{name}] {what}");
        Self {
            name: name.to_owned(),
            started: Instant::now(),
        }
    }

    /// Says that the step still runs, and where it is.
    pub(crate) fn still(&self, where_it_is: &str) {
        println!("[{}] … {}: {where_it_is}", self.name, human(self.elapsed()));
    }

    /// Says that the step is done, and how long it took.
    pub(crate) fn done(&self) {
        println!("[{}] done in {}", self.name, human(self.elapsed()));
    }

    /// The time since the step started.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// A duration as people say it: `0.4 s`, `38 s`, `2 min 8 s`.
pub(crate) fn human(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 10 {
        format!("{:.1} s", duration.as_secs_f64())
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(human(Duration::from_millis(440)), "0.4 s");
        assert_eq!(human(Duration::from_secs(38)), "38 s");
        assert_eq!(human(Duration::from_secs(128)), "2 min 8 s");
    }
}
