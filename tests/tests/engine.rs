//! What cadCAD does around a model: rows, runs, subsets, seeds; and the limits before memory.

use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::noise::Noise;
use apiary_core::problem::Fault;
use apiary_core::scenario::ScenarioError;
use apiary_tests::run::{Run, csv, scenario};
use apiary_tests::table::Table;

#[test]
fn rows_go_from_the_initial_state_to_the_last_timestep() {
    let table = Table::read(&csv("honey/1?throttle=0.002,0.004&runs=3&timesteps=5"));
    let place = |row: &[f64]| (row[0], row[1], row[2]);
    let mut rows = table.rows.iter();
    for subset in 0..2 {
        for run in 1..=3 {
            for timestep in 0..=5 {
                let expected = (f64::from(subset), f64::from(run), f64::from(timestep));
                assert_eq!(rows.next().map(|row| place(row)), Some(expected));
            }
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn row_0_is_the_initial_state() {
    let run = Run::of("honey/1?initial-reserve=5000&initial-saturation=0.25&timesteps=1");
    assert_eq!(run.at("reserve", 0), 5000.0);
    assert_eq!(run.at("saturation", 0), 0.25);
    assert_eq!(run.at("circulation", 0), 18_765.0);
    assert_eq!(run.at("total-supply", 0), 23_765.0);
}

#[test]
fn the_csv_has_the_notebooks_columns_in_their_order() {
    let header = |link: &str| csv(link).lines().next().map(str::to_owned);
    assert_eq!(
        header("honey/1?runs=1&timesteps=1").as_deref(),
        Some(
            "subset,run,timestep,reserve,circulation,size,saturation,production,utility,price,\
             target_price,netflow,adjustment,total_supply,market_cap,ratio"
        )
    );
    assert_eq!(
        header("currents/1?runs=1&timesteps=1").as_deref(),
        Some(
            "subset,run,timestep,userBalance,avgUserBalance,totalNumTransactions,userCredit,\
             userCapacity,sendVolume,avgSendVolume,transaction"
        )
    );
}

#[test]
fn a_zip_walks_lists_side_by_side_and_repeats_single_values() {
    let zip = scenario("honey/1?throttle=0.002,0.004&productivity=0.9,0.8&p-pull=0.6&sweep=zip");
    assert_eq!(zip.subsets(), Ok(2));
    let of = |subset: usize| {
        let inputs = zip.inputs_of(subset);
        (inputs[0], inputs[4], inputs[7])
    };
    assert_eq!(of(0), (0.002, 0.9, 0.6));
    assert_eq!(of(1), (0.004, 0.8, 0.6));
}

#[test]
fn a_zip_of_unequal_lengths_is_refused() {
    let reading = Link::read("honey/1?throttle=0.002,0.004&productivity=0.7,0.8,0.9&sweep=zip");
    let expected = ScenarioError::Unequal {
        first: "throttle".to_owned(),
        first_points: 2,
        second: "productivity".to_owned(),
        second_points: 3,
    };
    assert_eq!(reading.problems[0].fault, Fault::Scenario(expected));
    assert_eq!(reading.link.scenario.check(), Ok(()));
}

#[test]
fn the_notebooks_sweep_has_the_notebooks_subset_numbers() {
    let product = scenario("honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2,0.3");
    let lists = scenario(
        "honey/1?throttle=0.002,0.004,0.008,0.002,0.004,0.008,0.002,0.004,0.008\
         &target-reserve-ratio=0.1,0.1,0.1,0.2,0.2,0.2,0.3,0.3,0.3&sweep=zip",
    );
    assert_eq!(product.subsets(), Ok(9));
    assert_eq!(lists.subsets(), Ok(9));
    for subset in 0..9 {
        assert_eq!(product.inputs_of(subset), lists.inputs_of(subset));
    }
}

#[test]
fn run_r_is_run_1_of_the_seed_r_minus_1_later() {
    for model in ["honey/1", "currents/1"] {
        let link = format!("{model}?timesteps=30&runs=4");
        for run in 1..=4 {
            let other = Run::of(&format!("{link}&seed={}", 100 + run - 1));
            let output = if model == "honey/1" {
                "price"
            } else {
                "user-balance"
            };
            let same = Run::nth(&format!("{link}&seed=100"), 0, run);
            assert_eq!(same.all(output), other.all(output));
        }
    }
}

#[test]
fn seeds_go_on_from_zero_behind_the_last_one() {
    let last = Run::nth("currents/1?runs=2&timesteps=20&seed=4294967295", 0, 2);
    let first = Run::of("currents/1?runs=1&timesteps=20&seed=0");
    assert_eq!(last.all("user-balance"), first.all("user-balance"));
}

#[test]
fn runs_do_not_repeat_one_another() {
    let scenario = scenario("honey/1?runs=200&timesteps=2");
    let price = Link::of(scenario.model).index_of("price");
    let ensemble = Ensemble::complete(&scenario, 0, &[price]).unwrap();
    let mut ends: Vec<u64> = ensemble.ends(price).iter().map(|x| x.to_bits()).collect();
    ends.sort_unstable();
    ends.dedup();
    assert_eq!(ends.len(), 200);
}

#[test]
fn run_r_of_every_subset_meets_the_same_draws() {
    // At equal integrity the first day's payment depends on the draws alone, whatever is counted.
    let link = "currents/1?sum-volume=0,3,30&initial-user-credit=100,400&runs=5&timesteps=1";
    for run in 1..=5 {
        let payment = |subset| Run::nth(link, subset, run).at("user-balance", 1);
        for subset in 1..6 {
            assert_eq!(payment(subset), payment(0), "run {run} of subset {subset}");
        }
    }
}

#[test]
fn an_ensemble_holds_what_the_csv_says() {
    let link = "currents/1?integrity-coefficient=0.5,1&runs=3&timesteps=9";
    let (scenario, table) = (scenario(link), Table::read(&csv(link)));
    let outputs = [0, 3];
    for subset in 0..2 {
        let ensemble = Ensemble::complete(&scenario, subset, &outputs).unwrap();
        for row in table.rows.iter().filter(|row| row[0] == subset as f64) {
            let (run, timestep) = (row[1] as usize - 1, row[2] as u32);
            for output in outputs {
                assert_eq!(ensemble.at(output, timestep)[run], row[3 + output]);
                let trajectory = ensemble.trajectory(output, run);
                assert_eq!(trajectory[timestep as usize], row[3 + output]);
            }
        }
    }
}

/// Seven runs, some through impossible states, of which three outputs are held.
const PACKED: (&str, [usize; 3]) = ("honey/1?p-variance=0.6&runs=7&timesteps=30", [6, 0, 12]);

#[test]
fn runs_made_in_parts_are_the_runs_made_at_once() {
    let (link, outputs) = PACKED;
    let scenario = scenario(link);
    let complete = Ensemble::complete(&scenario, 0, &outputs).unwrap();
    let impossible = |ensemble: &Ensemble| {
        (0..7)
            .map(|run| ensemble.impossible(run))
            .collect::<Vec<_>>()
    };
    assert!(impossible(&complete).iter().flatten().count() > 1);
    for size in 1..=7_u32 {
        let mut whole = Ensemble::new(&scenario, 0, &outputs).unwrap();
        for first in (0..7).step_by(size as usize) {
            let runs = first + 1..(first + size).min(7) + 1;
            let part = Ensemble::of_runs(&scenario, 0, &outputs, runs, &mut Noise::new());
            assert!(whole.take(first as usize, &part.unwrap().packed()));
        }
        let bits = |ensemble: &Ensemble| {
            ensemble
                .clone()
                .packed()
                .into_iter()
                .map(f64::to_bits)
                .collect::<Vec<_>>()
        };
        assert_eq!(bits(&whole), bits(&complete), "parts of {size}");
        assert_eq!(impossible(&whole), impossible(&complete));
    }
}

#[test]
fn a_part_that_does_not_fit_is_not_taken() {
    let (link, outputs) = PACKED;
    let scenario = scenario(link);
    let packed = Ensemble::complete(&scenario, 0, &outputs).unwrap().packed();
    let mut ensemble = Ensemble::new(&scenario, 0, &outputs).unwrap();
    assert!(!ensemble.take(1, &packed), "runs are missing before it");
    assert!(
        !ensemble.take(0, &packed[1..]),
        "it is no whole number of runs"
    );
    assert_eq!(ensemble.runs(), 0);
    let first = Ensemble::of_runs(&scenario, 0, &outputs, 1..2, &mut Noise::new());
    assert!(ensemble.take(0, &first.unwrap().packed()));
    assert!(!ensemble.take(0, &packed), "these runs are there");
    assert!(
        !ensemble.take(1, &packed),
        "these are more runs than there will be"
    );
    assert!(!ensemble.take(usize::MAX, &packed));
    assert_eq!(ensemble.runs(), 1);
    assert!(ensemble.take(1, &[]), "no runs are taken as such");
    assert_eq!(ensemble.runs(), 1);
}

#[test]
fn ends_are_those_of_the_trajectories_in_any_parts() {
    let (link, outputs) = PACKED;
    let scenario = scenario(link);
    let complete = Ensemble::complete(&scenario, 0, &outputs).unwrap();
    let inputs = scenario.inputs_of(0);
    for cut in 1..=8 {
        let part = |runs| Ends::of(&scenario, &inputs, &outputs, runs, &mut Noise::new());
        let ends = part(1..cut).and(part(cut..8));
        for (values, output) in ends.values.iter().zip(outputs) {
            assert_eq!(values, complete.ends(output));
        }
        let impossible = (0..7).filter(|run| complete.impossible(*run).is_some());
        assert_eq!(ends.impossible as usize, impossible.count());
    }
}

#[test]
fn limits_are_checked_before_memory_is_taken() {
    // 100,010,000,000 numbers would be 745 GiB.
    let huge = scenario("honey/1?runs=10000000&timesteps=10000");
    let error = Ensemble::new(&huge, 0, &[0]).err();
    let values = 10_000_000 * 10_001;
    assert_eq!(error, Some(ScenarioError::TooLarge { values }));
    let error = Ensemble::complete(&huge, 0, &[0, 1, 2]).err();
    assert_eq!(error, Some(ScenarioError::TooLarge { values: 3 * values }));
}

#[test]
fn a_count_beyond_its_limit_is_named_with_the_limit() {
    for (text, key) in [
        ("runs=0", "runs"),
        ("runs=10000001", "runs"),
        ("runs=1.5", "runs"),
        ("runs=-1", "runs"),
        ("timesteps=0", "timesteps"),
        ("timesteps=10001", "timesteps"),
        ("seed=4294967296", "seed"),
        ("seed=-1", "seed"),
    ] {
        let reading = Link::read(&format!("honey/1?{text}"));
        assert_eq!(reading.problems.len(), 1, "{text}");
        let problem = &reading.problems[0];
        assert_eq!(problem.key, key);
        assert!(matches!(problem.fault, Fault::Count { .. }), "{text}");
        assert_eq!(reading.link.write(), "honey/1");
    }
}

#[test]
fn a_sweep_of_too_many_subsets_is_refused_at_once() {
    let points = vec!["1"; 10_000].join(",");
    let axes = [
        "throttle",
        "outflow-rate",
        "valuation-ratio",
        "p-pull",
        "growth",
    ];
    let query: Vec<_> = axes.iter().map(|axis| format!("{axis}={points}")).collect();
    let reading = Link::read(&format!("honey/1?{}", query.join("&")));
    let subsets = 10_u128.pow(20);
    let expected = ScenarioError::TooManySubsets { subsets };
    assert_eq!(reading.problems[0].fault, Fault::Scenario(expected));
    assert_eq!(reading.link.write(), "honey/1");
}
