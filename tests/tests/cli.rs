//! `apiary` as a person or a script meets it: output, errors, exit codes.

use apiary_tests::command::apiary;
use apiary_tests::run::{csv, scenario, sweep_table};
use apiary_tests::table::Table;
use serde_json::Value;
use std::process::Output;

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn run_prints_every_row() {
    let link = "honey/1?throttle=0.004&p-variance=0.3&initial-reserve=5000&seed=1233452063&runs=2\
                &timesteps=6";
    let (code, out, err) = said(&apiary(&["run", link]));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, csv(link));
    assert!(out.starts_with("subset,run,timestep,reserve,circulation,"));
    assert_eq!(out.lines().count(), 1 + 2 * 7);
    assert!(out.ends_with('\n'));
}

#[test]
fn a_link_may_be_an_address_a_fragment_or_its_text() {
    let text = "currents/1?runs=1&timesteps=3";
    let expected = said(&apiary(&["run", text]));
    for link in [
        format!("#{text}"),
        format!("https://example.org/apiary/#{text}"),
    ] {
        assert_eq!(said(&apiary(&["run", &link])), expected);
    }
}

#[test]
fn numbers_that_are_none_stand_as_such() {
    let (_, out, _) = said(&apiary(&["run", "honey/1?growth=-1&runs=1&timesteps=5"]));
    assert!(out.contains(",nan,"), "{out}");
    assert!(!out.contains("NaN"));
}

#[test]
fn bad_input_ends_with_2_and_names_key_value_and_reason() {
    for (link, says) in [
        (
            "honey/1?target-reserve-ratio=0",
            ["target-reserve-ratio", "0", "divides by the target ratio"],
        ),
        (
            "honey/1?throttle=abc",
            ["throttle", "\"abc\"", "not a number"],
        ),
        (
            "honey/1?p-variance=-1",
            ["p-variance", "-1", "standard deviation"],
        ),
        ("honey/1?runs=0", ["runs", "\"0\"", "whole number from 1"]),
        (
            "honey/1?throttle=1..2..0",
            ["throttle", "\"1..2..0\"", "step is 0"],
        ),
        ("honey/7", ["honey", "\"7\"", "no version"]),
        ("hive/1", ["link", "no model", "honey/1"]),
        (
            "currents/1?sum-volume=2.5",
            ["sum-volume", "2.5", "whole number"],
        ),
    ] {
        let (code, out, err) = said(&apiary(&["run", link]));
        assert_eq!(code, Some(2), "{link}: {err}");
        assert_eq!(out, "", "{link}");
        assert_eq!(err.lines().count(), 1, "{err}");
        for part in says {
            assert!(err.contains(part), "{link}: {part:?} is not in {err}");
        }
    }
}

#[test]
fn an_unknown_key_is_told_and_the_rest_is_computed() {
    let (code, out, err) = said(&apiary(&[
        "run",
        "currents/1?colour=red&runs=1&timesteps=2",
    ]));
    assert_eq!(code, Some(0));
    assert!(err.contains("colour"), "{err}");
    assert_eq!(out, csv("currents/1?runs=1&timesteps=2"));
}

#[test]
fn csv_goes_to_a_file_and_nothing_to_standard_output() {
    let file = std::env::temp_dir().join(format!("apiary-test-{}.csv", std::process::id()));
    let path = file.to_str().expect("a path");
    let link = "currents/1?runs=2&timesteps=4";
    let (code, out, _) = said(&apiary(&["run", link, "--csv", path]));
    let written = std::fs::read_to_string(&file).expect("the file");
    std::fs::remove_file(&file).expect("the file");
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert_eq!(written, csv(link));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_of_its_own() {
    let (code, _, err) = said(&apiary(&[
        "run",
        "currents/1?runs=1",
        "--csv",
        "/no/such/place.csv",
    ]));
    assert_eq!(code, Some(1));
    assert!(err.contains("/no/such/place.csv"), "{err}");
}

#[test]
fn notebook_prints_a_notebook_or_writes_it_to_a_file() {
    let link = "currents/1?runs=2&timesteps=4";
    let (code, out, err) = said(&apiary(&["notebook", link]));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let notebook: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(notebook["nbformat"], 4);
    let file = std::env::temp_dir().join(format!("apiary-test-{}.ipynb", std::process::id()));
    let path = file.to_str().expect("a path");
    let written = said(&apiary(&["notebook", link, "--file", path]));
    assert_eq!(written, (Some(0), String::new(), String::new()));
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), out);
    std::fs::remove_file(&file).expect("the file");
    let (code, out, err) = said(&apiary(&["notebook", "honey/1?p-variance=-1"]));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("standard deviation"), "{err}");
}

#[test]
fn sweep_has_one_row_a_subset_with_nine_statistics_an_output() {
    let link = "honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2,0.3&runs=20&timesteps=12";
    let (code, out, err) = said(&apiary(&["sweep", link]));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let table = Table::read(&out);
    assert_eq!(
        table.header[..3],
        ["subset", "throttle", "target-reserve-ratio"]
    );
    assert_eq!(
        table.header[3..12],
        [
            "mean", "se", "median", "p5", "p25", "p75", "p95", "min", "max"
        ]
        .map(|statistic| format!("reserve_{statistic}"))
    );
    assert_eq!(
        table.header[table.header.len() - 2..],
        ["runs", "impossible"]
    );
    assert_eq!(table.header.len(), 3 + 13 * 9 + 2);
    assert_eq!(table.column("subset"), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(
        table.column("throttle"),
        [0.002, 0.008, 0.002, 0.008, 0.002, 0.008]
    );
    assert_eq!(
        table.column("target-reserve-ratio"),
        [0.1, 0.1, 0.2, 0.2, 0.3, 0.3]
    );
    assert_eq!(table.column("runs"), [20.0; 6]);
    assert_eq!(out, sweep_table(&scenario(link), 6));
}

#[test]
fn a_sweeps_statistics_are_those_of_the_final_values() {
    let link = "currents/1?sum-volume=0,30&runs=21&timesteps=40";
    let rows = Table::read(&csv(link));
    let sweep = Table::read(&said(&apiary(&["sweep", link])).1);
    for subset in [0, 1] {
        let ends = rows
            .rows
            .iter()
            .filter(|row| row[0] == f64::from(subset) && row[2] == 40.0);
        let mut balances: Vec<f64> = ends.map(|row| row[3]).collect();
        assert_eq!(balances.len(), 21);
        let mean = balances.iter().sum::<f64>() / 21.0;
        balances.sort_by(f64::total_cmp);
        let of = |name: &str| sweep.column(&format!("userBalance_{name}"))[subset as usize];
        assert!((of("mean") - mean).abs() < 1e-9);
        assert_eq!((of("min"), of("max")), (balances[0], balances[20]));
        assert_eq!(
            (of("p5"), of("p25"), of("median")),
            (balances[1], balances[5], balances[10])
        );
        assert_eq!((of("p75"), of("p95")), (balances[15], balances[19]));
        let squares: f64 = balances.iter().map(|x| (x - mean) * (x - mean)).sum();
        assert!((of("se") - (squares / 20.0 / 21.0).sqrt()).abs() < 1e-9);
    }
}

#[test]
fn a_sweep_counts_impossible_runs() {
    let link = "honey/1?throttle=0,0.008&target-reserve-ratio=0.05&runs=10";
    let sweep = Table::read(&said(&apiary(&["sweep", link])).1);
    let impossible = sweep.column("impossible");
    assert!(impossible[0] > 0.0, "{impossible:?}");
    assert_eq!(impossible[1], 0.0);
}

#[test]
fn a_sweep_has_the_same_numbers_every_time() {
    let link = "honey/1?throttle=0.002,0.008&runs=500&timesteps=20";
    assert_eq!(
        said(&apiary(&["sweep", link])),
        said(&apiary(&["sweep", link]))
    );
}

#[test]
fn a_fingerprint_is_verified_and_another_is_an_error_of_its_own() {
    let link = "currents/1?runs=3&timesteps=9";
    let (code, out, _) = said(&apiary(&["fingerprint", link]));
    assert_eq!(code, Some(0));
    let short = out.lines().next().expect("a fingerprint");
    let claiming = format!("{link}&fingerprint={short}");
    assert!(out.contains(&claiming), "{out}");
    let (code, out, _) = said(&apiary(&["verify", &claiming]));
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with(&format!("reproduced exactly: {short}")),
        "{out}"
    );
    let other = claiming.replace("runs=3", "runs=4");
    let (code, out, err) = said(&apiary(&["verify", &other]));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(
        err.contains("the fingerprint differs") && err.contains(short),
        "{err}"
    );
    let (code, _, err) = said(&apiary(&["verify", link]));
    assert_eq!(code, Some(2));
    assert!(err.contains("carries no fingerprint"), "{err}");
}

#[test]
fn spec_is_json_of_all_models_or_of_one() {
    let (code, out, _) = said(&apiary(&["spec"]));
    assert_eq!(code, Some(0));
    let all: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let names: Vec<_> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|m| &m["about"]["name"])
        .collect();
    assert_eq!(names, ["honey", "currents"]);
    let (_, out, _) = said(&apiary(&["spec", "currents"]));
    let one: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    let (code, _, err) = said(&apiary(&["spec", "bees"]));
    assert_eq!(code, Some(2));
    assert!(
        err.contains("bees") && err.contains("honey, currents"),
        "{err}"
    );
}

#[test]
fn what_is_no_command_ends_with_2_and_names_help() {
    for arguments in [
        &["fly"][..],
        &["run"],
        &["run", "honey/1", "--fast"],
        &["run", "honey/1", "--csv"],
    ] {
        let (code, out, err) = said(&apiary(arguments));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.starts_with("apiary: "), "{err}");
    }
    let (code, out, _) = said(&apiary(&["help"]));
    assert_eq!(code, Some(0));
    for command in ["apiary run", "apiary sweep", "apiary spec"] {
        assert!(out.contains(command), "{out}");
    }
}
