//! Prints any number of links, one a line, the same each time: what tests in other languages draw from.
//!
//!     cargo run --package apiary-tests --example links -- 10000

use apiary_tests::links::link;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn main() {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let count: usize = count.expect("say how many links");
    // Some drawn scenarios the models refuse; others take their place.
    let config = Config {
        max_local_rejects: 1_000_000,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let links = link();
    for _ in 0..count {
        let drawn = links.new_tree(&mut runner).expect("a link");
        println!("{}", drawn.current().0.write());
    }
}
