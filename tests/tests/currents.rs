//! CURRENTS, row by row: which number of which row goes into which. Quirks have a file of their own.

use apiary_core::rng::RandomState;
use apiary_tests::run::Run;

const LINKS: [&str; 5] = [
    "currents/1",
    "currents/1?seed=3&integrity-coefficient=0.5",
    "currents/1?seed=4&integrity-coefficient=0&avg-amount=5",
    "currents/1?seed=5&sum-volume=3",
    "currents/1?seed=6&sum-volume=10&avg-amount=500",
];

fn seed_of(link: &str) -> u32 {
    let rest = link.split("seed=").nth(1).unwrap_or("0");
    rest.split('&')
        .next()
        .and_then(|digits| digits.parse().ok())
        .expect("a seed")
}

/// The amount of a day and whether a tenfold amount took a fifth draw.
fn amount(run: &Run, capacity: f64, draws: &mut RandomState) -> (f64, bool) {
    let sign = if draws.coin() { 1.0 } else { -1.0 };
    let mut amount = run.input("avg-amount") * (draws.random_sample() + 0.5) * sign;
    let luck = draws.random_sample();
    if luck > 0.9 && amount * 2.0 * luck < capacity {
        amount = amount * 2.0 * luck;
    }
    let integrity = run.input("integrity-coefficient");
    let tempted = draws.random_sample() > integrity && amount * 10.0 < capacity;
    if tempted {
        amount = amount * 10.0 * draws.uniform(-1.0, integrity);
    }
    (amount, tempted)
}

#[test]
fn the_number_of_draws_depends_on_the_state() {
    let mut fifth_draws = 0;
    let mut without = 0;
    for link in LINKS {
        let run = Run::of(link);
        let mut draws = RandomState::new(seed_of(link));
        for day in run.steps().skip(1) {
            let (amount, tempted) = amount(&run, run.at("user-capacity", day - 1), &mut draws);
            let balance = run.at("user-balance", day - 1) + amount;
            assert_eq!(run.at("user-balance", day), balance, "{link} on day {day}");
            fifth_draws += usize::from(tempted);
            without += usize::from(!tempted);
        }
    }
    assert!(
        fifth_draws > 100 && without > 100,
        "{fifth_draws} {without}"
    );
}

#[test]
fn a_day_draws_four_times_at_full_integrity() {
    let run = Run::of("currents/1?seed=8");
    let mut draws = RandomState::new(8);
    for day in run.steps().skip(1) {
        let incoming = draws.coin();
        let (size, luck, _) = (
            draws.random_sample(),
            draws.random_sample(),
            draws.random_sample(),
        );
        let amount = run.at("user-balance", day) - run.at("user-balance", day - 1);
        assert_eq!(amount > 0.0, incoming, "day {day}");
        if luck <= 0.9 {
            assert!(
                (amount.abs() - 100.0 * (size + 0.5)).abs() < 1e-9,
                "day {day}"
            );
        }
    }
}

#[test]
fn a_draw_equal_to_the_integrity_is_honest() {
    // The draw of seed 0's first day, on which the member pays.
    let draw: f64 = 0.8579456176227568;
    let at = |integrity: f64| {
        let link = format!("currents/1?integrity-coefficient={integrity}&timesteps=1");
        Run::of(&link).at("user-balance", 1)
    };
    assert_eq!(at(draw), at(1.0));
    assert_ne!(at(draw.next_down()), at(1.0));
}

#[test]
fn the_balance_adds_the_unrounded_amount_and_the_list_the_rounded_one() {
    let run = Run::of("currents/1");
    let mut fractions = 0;
    for day in run.steps().skip(1) {
        let amount = run.at("user-balance", day) - run.at("user-balance", day - 1);
        assert!(
            (run.at("transaction", day) - amount).abs() <= 0.5 + 1e-9,
            "day {day}"
        );
        assert_eq!(run.at("transaction", day).fract(), 0.0);
        fractions += usize::from((amount - amount.round()).abs() > 1e-3);
    }
    assert!(fractions > 300);
}

#[test]
fn capacity_is_the_rounded_balance_plus_credit_of_the_day_before() {
    for link in LINKS {
        let run = Run::of(link);
        for day in run.steps().skip(1) {
            let sum = run.at("user-balance", day - 1) + run.at("user-credit", day - 1);
            assert_eq!(
                run.at("user-capacity", day),
                sum.round_ties_even(),
                "{link} {day}"
            );
        }
    }
}

#[test]
fn send_volume_sums_the_latest_receipts_of_the_days_before() {
    for link in LINKS {
        let run = Run::of(link);
        let counted = run.input("sum-volume") as usize;
        for day in run.steps().skip(1) {
            let before = &run.all("transaction")[..day];
            let received: Vec<f64> = before.iter().copied().filter(|t| *t > 0.0).collect();
            let latest = &received[received.len().saturating_sub(counted)..];
            assert_eq!(
                run.at("send-volume", day),
                latest.iter().sum::<f64>(),
                "{link} {day}"
            );
        }
    }
}

#[test]
fn the_averages_run_over_the_days_before() {
    for link in LINKS {
        let run = Run::of(link);
        for (average, of) in [
            ("avg-user-balance", "user-balance"),
            ("avg-send-volume", "send-volume"),
        ] {
            let values = run.all(of);
            for day in run.steps().skip(1) {
                let mean = values[..day].iter().sum::<f64>() / day as f64;
                let distance = (run.at(average, day) - mean).abs();
                assert!(
                    distance < 1e-9,
                    "{average} on day {day} of {link}: {distance}"
                );
            }
        }
    }
}

#[test]
fn credit_uses_the_averages_of_the_day_before() {
    let mut used = 0;
    for link in LINKS {
        let run = Run::of(link);
        let waits = run.input("sum-volume").max(7.0);
        for day in run.steps().skip(2) {
            let before = |key: &str| run.at(key, day - 1);
            let volume = before("avg-send-volume");
            if before("total-num-transactions") < waits || volume == 0.0 {
                continue;
            }
            let s = before("avg-user-balance") / volume;
            let factor = ((1.0 - 3.0 * (s * s)) * 100.0).round_ties_even() / 100.0;
            let credit = factor * volume;
            let expected = if credit < 0.0 {
                before("user-credit")
            } else {
                credit
            };
            assert_eq!(
                run.at("user-credit", day),
                expected.round_ties_even(),
                "{link} {day}"
            );
            used += 1;
        }
    }
    assert!(used > 1500, "{used}");
}

#[test]
fn credit_waits_for_seven_transactions() {
    let run = Run::of("currents/1?sum-volume=0&seed=2");
    for day in 0..=7 {
        assert_eq!(run.at("user-credit", day), 250.0, "day {day}");
    }
    assert_ne!(run.at("user-credit", 8), 250.0);
}

#[test]
fn no_send_volume_gives_no_credit() {
    let run = Run::of("currents/1?initial-total-num-transactions=30&timesteps=1");
    assert_eq!(run.at("user-credit", 1), 0.0);
}

#[test]
fn the_first_row_is_rounded_as_python_rounds() {
    // The factor is just below 0.235, its hundredfold exactly 23.5: Python rounds it down, numpy up.
    let average = 504.9752469181039;
    let s: f64 = average / 1000.0;
    let factor = 1.0 - 3.0 * (s * s);
    assert_eq!((factor * 100.0).round_ties_even() / 100.0, 0.24);
    let run = Run::of(&format!(
        "currents/1?initial-avg-user-balance={average}&initial-avg-send-volume=1000\
         &initial-total-num-transactions=40&timesteps=1"
    ));
    assert_eq!(run.at("user-credit", 1), 230.0);
}

#[test]
fn a_mean_is_numpys_pairwise_mean() {
    // np.mean(1 / np.arange(1, n + 1)), below, at and above the lengths where numpy changes its way.
    let expected = [
        (1, 1.0),
        (7, 0.37040816326530607),
        (8, 0.3397321428571428),
        (9, 0.31432980599647264),
        (15, 0.22121526621526624),
        (16, 0.2112955620768121),
        (17, 0.20232661897886814),
        (100, 0.05187377517639621),
        (127, 0.04271917002038718),
        (128, 0.04244646166085291),
        (129, 0.042177511864912164),
        (136, 0.04039369496890821),
        (200, 0.029390154740607223),
        (255, 0.02400172044242071),
        (256, 0.023923222511005003),
        (257, 0.023845276316735168),
        (300, 0.02094221293433168),
        (365, 0.017749266454767033),
        (500, 0.01358564685998105),
        (1000, 0.007485470860550345),
        (1001, 0.0074789908706786685),
    ];
    for (n, mean) in expected {
        let values: Vec<f64> = (1..=n).map(|i| 1.0 / f64::from(i)).collect();
        assert_eq!(
            apiary_core::stats::pairwise::mean(&values),
            mean,
            "{n} values"
        );
    }
}

#[test]
fn a_whole_number_is_never_minus_zero() {
    // Python's int(round(x)) has no sign to keep for zero.
    let run = Run::of("currents/1?seed=11&avg-amount=1&integrity-coefficient=0.2");
    let small = |key: &str| run.all(key).iter().filter(|x| **x == 0.0).count();
    assert!(small("transaction") > 5);
    for key in ["transaction", "user-capacity", "user-credit"] {
        for (day, value) in run.all(key).into_iter().enumerate() {
            assert!(
                value != 0.0 || value.is_sign_positive(),
                "{key} on day {day}"
            );
        }
    }
}
