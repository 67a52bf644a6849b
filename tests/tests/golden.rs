//! The notebooks' own numbers, through links and CSV.

use apiary_tests::golden::{Case, distance};

#[test]
fn every_currents_number_equals_the_notebooks_to_the_last_bit() {
    let cases = Case::all("currents");
    assert!(cases.len() >= 9, "{} cases", cases.len());
    for case in cases {
        let found = case.compute();
        assert_eq!(found.header, case.expected.header, "{}", case.name);
        assert_eq!(found.rows.len(), case.expected.rows.len(), "{}", case.name);
        for (found, expected) in found.rows.iter().zip(&case.expected.rows) {
            let bits = |row: &[f64]| row.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(
                bits(found),
                bits(expected),
                "{}: {found:?}, not {expected:?}",
                case.name
            );
        }
    }
}

#[test]
fn every_honey_number_lies_within_its_cases_tolerance() {
    let cases = Case::all("honey");
    assert!(cases.len() >= 8, "{} cases", cases.len());
    for case in cases {
        assert!((0.0..1e-10).contains(&case.tolerance), "{}", case.name);
        let (worst, place) = distance(&case.expected, &case.compute());
        assert!(
            worst <= case.tolerance,
            "{}: {worst:e} away, {place}",
            case.name
        );
    }
}

#[test]
fn the_distance_sees_a_changed_digit_and_a_missing_infinity() {
    let case = Case::load("honey_growth_-1_nan");
    let mut changed = case.expected.clone();
    let price = changed.place("price");
    changed.rows[5][price] *= 1.0 + 1e-9;
    let (worst, place) = distance(&case.expected, &changed);
    assert!(worst > 0.9e-9, "{worst}");
    assert!(place.starts_with("price in row 5"), "{place}");

    let mut changed = case.expected.clone();
    let saturation = changed.place("saturation");
    let not_a_number = changed.rows.iter().position(|row| row[saturation].is_nan());
    changed.rows[not_a_number.expect("the case has one")][saturation] = 0.0;
    assert_eq!(distance(&case.expected, &changed).0, f64::INFINITY);
}
