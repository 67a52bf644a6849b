//! Fingerprints: a promise that the same numbers come out, for ever and everywhere.

use apiary_core::fingerprint::{Claim, Digest, Fingerprint, digests};
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::scenario::Scenario;
use apiary_tests::golden::folder;

fn published() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder().join("fingerprints.txt")).expect("the fixture");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .map(|(fingerprint, link)| (fingerprint.to_owned(), link.to_owned()))
        .collect()
}

/// Made in pieces of so many runs.
fn made(scenario: &Scenario, piece: u32) -> Fingerprint {
    let mut all: Vec<Digest> = Vec::new();
    let mut noise = Noise::new();
    for subset in 0..scenario.subsets().expect("few subsets") {
        for first in (1..=scenario.runs).step_by(piece as usize) {
            let runs = first..(first + piece).min(scenario.runs + 1);
            all.extend(digests(scenario, subset, runs, &mut noise));
        }
    }
    Fingerprint::of(scenario, all.iter()).expect("few subsets")
}

#[test]
fn every_published_fingerprint_is_still_that_of_its_scenario() {
    let published = published();
    assert!(published.len() >= 30, "{} fingerprints", published.len());
    for (fingerprint, link) in published {
        let scenario = Link::read(&link).link.scenario;
        assert_eq!(made(&scenario, 1000).full(), fingerprint, "{link}");
    }
}

#[test]
fn it_does_not_depend_on_how_runs_are_cut_into_jobs() {
    for link in ["honey/1?throttle=0,0.004&runs=37", "currents/1?runs=21"] {
        let scenario = Link::read(link).link.scenario;
        let whole = made(&scenario, 1000);
        for piece in [1, 7, 16, 20] {
            assert_eq!(made(&scenario, piece), whole, "{link} in pieces of {piece}");
        }
    }
}

#[test]
fn another_seed_value_or_count_has_another() {
    let of = |link: &str| made(&Link::read(link).link.scenario, 100).full();
    let links = [
        "honey/1?runs=5",
        "honey/1?runs=5&seed=1",
        "honey/1?runs=6",
        "honey/1?runs=5&timesteps=119",
        "honey/1?throttle=0.0080000000000000002&runs=5",
        "honey/1?throttle=0.008000000000000002&runs=5",
        "honey/1?throttle=0.008,0.008&runs=5",
    ];
    let mut all: Vec<String> = links.iter().map(|link| of(link)).collect();
    // The fifth writes the default in more digits.
    assert_eq!(all.remove(4), all[0]);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), links.len() - 1);
}

#[test]
fn a_claim_is_read_as_people_copy_it() {
    let scenario = Link::read("honey/1?runs=5").link.scenario;
    let made = made(&scenario, 5);
    let (short, full) = (made.short(), made.full());
    for text in [
        &short,
        &full,
        &short.replace('-', ""),
        &full.to_uppercase(),
        &full.replace('0', "O").replace('1', "l"),
        &full[..14],
    ] {
        let claim = Claim::read(text).expect("a fingerprint");
        assert!(made.fits(&claim), "{text}");
        assert_eq!(Claim::read(&claim.write()), Ok(claim));
    }
    let other = if short.starts_with('0') { "1" } else { "0" };
    let changed = format!("{other}{}", &short[1..]);
    assert!(!made.fits(&Claim::read(&changed).expect("a fingerprint")));
    for text in [
        "",
        "jtm0-9at",
        "jtm0-9atu",
        "jtm0 9aty",
        "ﬀﬀﬀﬀﬀﬀﬀﬀ",
        &format!("{full}0"),
    ] {
        assert!(Claim::read(text).is_err(), "{text}");
    }
}

#[test]
fn what_is_claimed_of_a_scenario_is_not_claimed_of_another() {
    let link = Link::read("honey/1?runs=5&fingerprint=jtm0-9aty").link;
    assert_eq!(link.write(), "honey/1?runs=5&fingerprint=jtm0-9aty");
    let with = |key: &str, text: &str| link.with(key, text).expect("a link").write();
    assert_eq!(with("throttle", "0.004"), "honey/1?throttle=0.004&runs=5");
    assert_eq!(with("seed", "3"), "honey/1?seed=3&runs=5");
    assert_eq!(
        with("view", "price"),
        "honey/1?runs=5&view=price&fingerprint=jtm0-9aty"
    );
    let reading = Link::read("honey/1?runs=5&fingerprint=guess");
    let problem = &reading.problems[0];
    assert_eq!(
        problem.to_string(),
        "fingerprint cannot be \"guess\": a fingerprint is 8 to 52 digits and letters, without \
         i, l, o and u, like bgav-8yx6"
    );
    assert_eq!(reading.link.write(), "honey/1?runs=5");
}
