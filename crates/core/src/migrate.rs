//! Links of older versions, brought to today's. A model's version freezes equations and defaults, so where a new
//! version only calls things otherwise, or starts from other defaults, an old link can be written anew and
//! means the very same numbers. Where the equations changed it cannot, and says so: such a version has no step on
//! the ladder.

use crate::view::{FINGERPRINT, PINNED};

/// A step of the ladder: how a link of one version is written in the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Migration {
    /// The version it starts from.
    pub from: u32,
    /// Keys and outputs that are called otherwise: the old name, then the new one.
    pub renamed: &'static [(&'static str, &'static str)],
    /// What was meant where a link did not say, of inputs whose defaults are others now: keys as the next version
    /// has them, and texts of links.
    pub was: &'static [(&'static str, &'static str)],
}

/// A link's part behind the question mark, climbed from one version to another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Climbed {
    /// The same scenario in the words of the newer version.
    pub query: String,
    /// The claim that could not come along.
    pub claim: Option<String>,
}

/// Climbs a ladder; nothing where a step is missing.
pub(crate) fn climbed(
    ladder: &[Migration],
    versions: std::ops::Range<u32>,
    query: &str,
) -> Option<Climbed> {
    let steps: Option<Vec<&Migration>> = versions
        .map(|version| ladder.iter().find(|step| step.from == version))
        .collect();
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect();
    for step in steps? {
        pairs = up(step, &pairs);
    }
    // What it hashes says the version, so it is of that version alone.
    let claim = pairs.iter().position(|(key, _)| key == FINGERPRINT);
    let claim = claim.map(|place| pairs.remove(place).1);
    let written: Vec<String> = pairs
        .iter()
        .map(|(key, text)| format!("{key}={text}"))
        .collect();
    Some(Climbed {
        query: written.join("&"),
        claim,
    })
}

/// One step up.
fn up(step: &Migration, pairs: &[(String, String)]) -> Vec<(String, String)> {
    let name = |old: &str| {
        let found = step.renamed.iter().find(|(from, _)| *from == old);
        found.map_or(old, |(_, to)| to).to_owned()
    };
    let key = |old: &str| match old.strip_prefix(PINNED[1]) {
        Some(input) => format!("{}{}", PINNED[1], name(input)),
        None => name(old),
    };
    let mut next: Vec<(String, String)> = pairs
        .iter()
        .map(|(old, text)| (key(old), renamed_within(text, name)))
        .collect();
    for (input, text) in step.was {
        if !next.iter().any(|(key, _)| key == input) {
            next.push(((*input).to_owned(), (*text).to_owned()));
        }
    }
    next
}

/// A text with the names in it, which commas and dots set apart, as they are called now. Numbers are no names.
fn renamed_within(text: &str, name: impl Fn(&str) -> String) -> String {
    let parts = text.split_inclusive([',', '.']).map(|part| {
        let word = part.trim_end_matches([',', '.']);
        format!("{}{}", name(word), &part[word.len()..])
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LADDER: &[Migration] = &[
        Migration {
            from: 1,
            renamed: &[("burn", "throttle"), ("worth", "price")],
            was: &[("throttle", "0.5")],
        },
        Migration {
            from: 2,
            renamed: &[("throttle", "brake")],
            was: &[("growth", "0")],
        },
    ];

    fn climb(versions: std::ops::Range<u32>, query: &str) -> Option<String> {
        climbed(LADDER, versions, query).map(|climbed| climbed.query)
    }

    #[test]
    fn names_are_followed_through_every_version() {
        assert_eq!(
            climb(
                1..3,
                "burn=0.1..0.3..0.1&view=worth&threshold=burn,0.1..0.9,worth.above.0.8"
            )
            .unwrap(),
            "brake=0.1..0.3..0.1&view=price&threshold=brake,0.1..0.9,price.above.0.8&growth=0"
        );
        assert_eq!(
            climb(1..2, "burn=1&pinned-burn=2&map=worth.p95").unwrap(),
            "throttle=1&pinned-throttle=2&map=price.p95"
        );
    }

    #[test]
    fn what_a_link_did_not_say_stays_what_it_meant() {
        assert_eq!(climb(1..3, "").unwrap(), "brake=0.5&growth=0");
        assert_eq!(climb(2..3, "seed=1").unwrap(), "seed=1&growth=0");
        assert_eq!(climb(1..3, "burn=1&growth=2").unwrap(), "brake=1&growth=2");
    }

    #[test]
    fn a_claim_stays_behind_and_is_told() {
        let climbed = climbed(LADDER, 2..3, "fingerprint=jtm0-9aty&growth=1").unwrap();
        assert_eq!(climbed.query, "growth=1");
        assert_eq!(climbed.claim.as_deref(), Some("jtm0-9aty"));
    }

    #[test]
    fn where_a_step_is_missing_there_is_no_way_up() {
        assert_eq!(climb(0..3, "growth=1"), None);
        assert_eq!(climb(3..4, "growth=1"), None);
    }
}
