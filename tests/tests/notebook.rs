//! What a reader can check by eye: the notebooks' own numbers, as the page shows them.

use apiary_core::models::MODELS;
use apiary_core::reference::check;

#[test]
fn every_reference_comes_out_as_the_notebook_has_it() {
    for model in MODELS {
        let checked = check(*model).expect("a reference");
        let name = model.about().name;
        for row in &checked.rows {
            for (column, cell) in checked.columns.iter().zip(&row.cells) {
                assert!(
                    cell.agrees,
                    "{name}, {column} at {}: {cell:?}",
                    row.timestep
                );
            }
        }
        assert_eq!(checked.agreeing, checked.all);
        assert!(checked.all >= 70, "{name}: {} numbers", checked.all);
    }
}

/// Cell 472, `simulation_result.head(143)`.
#[test]
fn run_1_of_currents_is_the_table_printed_in_its_notebook() {
    let currents = MODELS.iter().find(|model| model.about().name == "currents");
    let checked = check(*currents.expect("the model")).expect("a reference");
    let timesteps: Vec<_> = checked.rows.iter().map(|row| row.timestep).collect();
    assert_eq!(timesteps, [0, 1, 2, 3, 4, 138, 139, 140, 141]);
    let last: Vec<_> = checked.rows[8]
        .cells
        .iter()
        .map(|cell| cell.found.as_str())
        .collect();
    assert_eq!(
        last,
        [
            "-906.184527",
            "289.357495",
            "141",
            "2468",
            "1624",
            "3214.0",
            "2574.234043",
            "-65"
        ]
    );
}

#[test]
fn a_reference_would_show_a_wrong_digit() {
    let honey = MODELS
        .iter()
        .find(|model| model.about().name == "honey")
        .expect("the model");
    let checked = check(*honey).expect("a reference");
    let cell = &checked.rows[5].cells[6];
    let (expected, found): (f64, f64) = (
        cell.expected.parse().expect("a number"),
        cell.found.parse().expect("a number"),
    );
    let tolerance = honey
        .about()
        .reference
        .expect("a reference")
        .tolerance
        .expect("one");
    assert!(tolerance <= 1e-10 && (expected - found).abs() <= tolerance * expected);
    assert!((expected * (1.0 + 1e-9) - found).abs() > tolerance * expected);
}
