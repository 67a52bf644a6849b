//! numpy's legacy random numbers, draw by draw.

use apiary_core::rng::RandomState;
use apiary_tests::golden::{json, numbers};
use serde_json::Value;

/// Calls `check` with every seed's vectors and a fresh state.
fn each_seed(check: impl Fn(&Value, &mut dyn FnMut() -> RandomState)) {
    let vectors = json("numpy_random_vectors.json");
    let seeds = vectors["seeds"].as_object().expect("seeds");
    assert!(seeds.len() >= 6);
    for (seed, vectors) in seeds {
        let seed: u32 = seed.parse().expect("a seed");
        check(vectors, &mut || RandomState::new(seed));
    }
}

/// A logarithm and a root may each be a unit in the last place away from numpy's.
fn assert_near(found: f64, expected: f64) {
    let distance = (found - expected).abs();
    assert!(
        distance <= 2.0 * f64::EPSILON * expected.abs(),
        "{found} for {expected}"
    );
}

#[test]
fn words_are_numpys() {
    each_seed(|vectors, fresh| {
        let mut state = fresh();
        let words: Vec<f64> = (0..1000).map(|_| f64::from(state.word())).collect();
        assert_eq!(words[..10], numbers(&vectors["uint32"]));
        assert_eq!(Some(words[999]), vectors["uint32_number_1000"].as_f64());
    });
}

#[test]
fn uniforms_are_numpys() {
    each_seed(|vectors, fresh| {
        let mut state = fresh();
        for expected in numbers(&vectors["random_sample"]) {
            assert_eq!(state.random_sample(), expected);
        }
        let mut state = fresh();
        for expected in numbers(&vectors["uniform_-1_0.9"]) {
            assert_eq!(state.uniform(-1.0, 0.9), expected);
        }
    });
}

#[test]
fn randint_is_the_lowest_bit_of_a_word() {
    each_seed(|vectors, fresh| {
        let mut state = fresh();
        for expected in numbers(&vectors["randint_0_2"]) {
            assert_eq!(state.coin(), expected == 1.0);
        }
    });
}

#[test]
fn normals_are_numpys() {
    each_seed(|vectors, fresh| {
        let mut state = fresh();
        for expected in numbers(&vectors["standard_normal"]) {
            assert_near(state.standard_normal(), expected);
        }
        let mut state = fresh();
        let normals: Vec<f64> = (0..1000).map(|_| 0.25 * state.standard_normal()).collect();
        for (found, expected) in normals.iter().zip(numbers(&vectors["normal_0_0.25"])) {
            assert_near(*found, expected);
        }
        let last = vectors["normal_0_0.25_number_1000"]
            .as_f64()
            .expect("a number");
        assert_near(normals[999], last);
    });
}

#[test]
fn a_uniform_then_a_normal_take_as_many_words_as_in_numpy() {
    each_seed(|vectors, fresh| {
        let mut state = fresh();
        let pairs = vectors["honey_order_[random_sample,normal(0,0.25)]"].as_array();
        for pair in pairs.expect("pairs") {
            let pair = numbers(pair);
            assert_eq!(state.random_sample(), pair[0]);
            assert_near(0.25 * state.standard_normal(), pair[1]);
        }
        let words = vectors["honey_order_uint32_consumed"]
            .as_u64()
            .expect("a count");
        let mut other = fresh();
        for _ in 0..words {
            other.word();
        }
        assert_eq!(state.word(), other.word());
    });
}

#[test]
fn a_coin_takes_one_word_and_a_uniform_two() {
    each_seed(|vectors, fresh| {
        let mut state = fresh();
        let rows = vectors["currents_order_[randint(0,2),rand,rand,rand]"].as_array();
        for row in rows.expect("rows") {
            let row = numbers(row);
            assert_eq!(state.coin(), row[0] == 1.0);
            for expected in &row[1..] {
                assert_eq!(state.random_sample(), *expected);
            }
        }
    });
}
