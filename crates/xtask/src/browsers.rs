//! Chromium, Firefox and WebKit for the page's tests: those that are installed, wherever their vendors put
//! them.

use crate::report::{Failure, Result};
use crate::{apt, process};
use std::path::PathBuf;

/// A browser the page is tested in.
struct Browser {
    name: &'static str,
    /// The variable by which the tests are told where it stands, or a user says it.
    variable: &'static str,
    commands: &'static [&'static str],
    places: &'static [&'static str],
    debian: &'static [&'static str],
}

const BROWSERS: [Browser; 3] = [
    Browser {
        name: "Chromium",
        variable: "APIARY_CHROMIUM",
        commands: &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ],
        places: &[
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ],
        debian: &["chromium"],
    },
    Browser {
        name: "Firefox",
        variable: "APIARY_FIREFOX",
        commands: &["firefox", "firefox-esr"],
        places: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
        debian: &["firefox-esr"],
    },
    // Its driver: the tests start it, and it starts the browser.
    Browser {
        name: "WebKit",
        variable: "APIARY_WEBKIT",
        commands: &["WebKitWebDriver"],
        places: &["/usr/bin/safaridriver"],
        debian: &["webkit2gtk-driver", "xvfb"],
    },
];

/// Finds the browsers, installs the missing ones where that is possible, and returns the variables
/// that tell the tests where they stand.
pub(crate) fn install() -> Result<Vec<(&'static str, PathBuf)>> {
    let missing: Vec<&Browser> = BROWSERS
        .iter()
        .filter(|browser| browser.find().is_none())
        .collect();
    if !missing.is_empty() {
        let names = missing
            .iter()
            .map(|browser| browser.name)
            .collect::<Vec<_>>()
            .join(" and ");
        let packages: Vec<&str> = missing
            .iter()
            .flat_map(|browser| browser.debian)
            .copied()
            .collect();
        let by_hand = |reason: &str| {
            let variables = missing
                .iter()
                .map(|browser| browser.variable)
                .collect::<Vec<_>>()
                .join(", ");
            Failure::new(format!(
                "The page is tested in {names}, which this system lacks. {reason}\n\
                 Install it, or say where it stands with {variables}. `cargo xtask serve` and \
                 `build` work without."
            ))
        };
        if !apt::exists() {
            return Err(by_hand("This system has no apt-get to get it with."));
        }
        let what = format!("installing {names} to test the page in, about a minute");
        apt::install("browsers", &what, &packages)
            .map_err(|failure| by_hand(&failure.to_string()))?;
    }
    BROWSERS
        .iter()
        .map(|browser| {
            let place = browser.find().ok_or_else(|| {
                Failure::new(format!(
                    "{} was installed and cannot be found; set {}.",
                    browser.name, browser.variable
                ))
            })?;
            Ok((browser.variable, place))
        })
        .collect()
}

impl Browser {
    fn find(&self) -> Option<PathBuf> {
        if let Some(told) = std::env::var_os(self.variable) {
            return Some(told.into());
        }
        let command = self.commands.iter().find_map(|name| process::find(name));
        command.or_else(|| {
            self.places
                .iter()
                .map(PathBuf::from)
                .find(|place| place.is_file())
        })
    }
}
