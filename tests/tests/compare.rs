//! Two scenarios on the same draws: what is told of them is what their runs say, run by run.

use apiary_charts::compare::Comparison;
use apiary_core::analysis::compare::{Compared, beside, changes, pinned, side_by_side};
use apiary_core::link::Link;
use apiary_core::people::number;
use apiary_core::sentence::Sentence;
use apiary_core::stats::statistic::Statistic;
use apiary_tests::both::{compared, ensembles};
use apiary_tests::chart::{LIGHT, Svg, theme};

const LINK: &str = "honey/1?throttle=0.006&target-reserve-ratio=0.25&pinned-throttle=0.008\
                    &pinned-target-reserve-ratio=0.2";

#[test]
fn both_are_the_scenarios_that_the_link_names() {
    let link = Link::read(LINK).link;
    assert_eq!(link.write(), LINK);
    let both = side_by_side(&link).expect("two scenarios");
    let text = |scenario| {
        let mut alone = Link::of(link.scenario.model);
        alone.scenario = scenario;
        alone.write()
    };
    assert_eq!(text(pinned(&link).expect("a scenario")), "honey/1");
    assert_eq!(both.scenario.subsets(), Ok(2));
    assert_eq!(both.scenario.inputs_of(1), link.scenario.inputs_of(0));
    let told: Vec<_> = changes(&both)
        .into_iter()
        .map(|row| (row.label, row.a, row.b, row.change))
        .collect();
    let row = |cells: [&str; 4]| {
        let [label, a, b, change] = cells.map(str::to_owned);
        (label, a, b, change)
    };
    assert_eq!(
        told,
        [
            row([
                "Throttle",
                "0.8\u{202f}%",
                "0.6\u{202f}%",
                "\u{2212}0.2\u{a0}points"
            ]),
            row([
                "Target reserve ratio",
                "20\u{202f}%",
                "25\u{202f}%",
                "+5\u{a0}points"
            ]),
        ]
    );
}

#[test]
fn what_zero_is_called_is_not_subtracted() {
    let link = Link::read("honey/1?throttle=0&pinned-throttle=0.008").link;
    let both = side_by_side(&link).expect("two scenarios");
    let [row] = &changes(&both)[..] else {
        panic!("one change");
    };
    assert_eq!((&*row.b, &*row.change), ("off", ""));
}

#[test]
fn what_is_told_is_what_the_runs_say() {
    let both = side_by_side(&Link::read(LINK).link).expect("two scenarios");
    let [a, b] = ensembles(&both);
    let compared = Compared {
        link: &both,
        ensembles: [&a, &b],
    };
    let saturation = both.index_of("saturation");
    let pairs: Vec<_> = a.ends(saturation).iter().zip(b.ends(saturation)).collect();
    let count =
        |counts: &dyn Fn(f64, f64) -> bool| pairs.iter().filter(|(a, b)| counts(**a, **b)).count();
    let (only_a, only_b) = (
        count(&|a, b| a > 0.8 && b <= 0.8),
        count(&|a, b| a <= 0.8 && b > 0.8),
    );
    let verdict = compared.verdict();
    let single = format!(
        "B does better than A: {only_b} of 1,000 runs end above 80\u{202f}% only in B, {only_a} only in A."
    );
    assert!(verdict.lede.starts_with(&single), "{}", verdict.lede);
    let change = (only_b as f64 - only_a as f64) / 10.0;
    // The error of a sum of single runs' changes, by its definition.
    let mean = change / 100.0;
    let changes: Vec<f64> = pairs
        .iter()
        .map(|(a, b)| f64::from(u8::from(**b > 0.8)) - f64::from(u8::from(**a > 0.8)))
        .collect();
    let variance = changes.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 999.0;
    let error = 100.0 * (variance / 1000.0).sqrt();
    // 17 % and 63 % are 46 apart and the change is 47: one digit more, and what a reader subtracts is what is told.
    assert_eq!(
        verdict.outcomes[0].change,
        format!("+{change:.1}\u{a0}points\u{a0}±\u{202f}{error:.1}")
    );
    let share = |ends: &[f64]| ends.iter().filter(|end| **end > 0.8).count() as f64 / 10.0;
    let [in_a, in_b] = [&a, &b].map(|of| format!("{:.1}\u{202f}%", share(of.ends(saturation))));
    let of_goal = &verdict.outcomes[0];
    assert!(of_goal.a.starts_with(&in_a) && of_goal.b.starts_with(&in_b));
    let told = format!("from {in_a} to {in_b}.");
    assert!(verdict.headline.ends_with(&told), "{}", verdict.headline);
    assert!(
        verdict.headline.contains("rises by"),
        "{}",
        verdict.headline
    );
    assert_eq!(verdict.better, Some(true));
    let higher = count(&|a, b| b > a) as f64 / 10.0;
    let told = &verdict.outcomes.last().expect("outcomes").b;
    assert!(told.starts_with(&format!("{higher:.0}\u{202f}%")), "{told}");
    let odds =
        format!("Run by run, B ends better, with the higher saturation, in {told} of the runs");
    assert!(verdict.lede.contains(&odds), "{}", verdict.lede);
    assert!(verdict.of_goal);
}

#[test]
fn all_figures_of_a_comparison_have_as_many_decimals_and_the_scenario_that_does_better_comes_first()
{
    const WORSE: &str = "honey/1?throttle=0.016&pinned-throttle=0.008";
    let verdict = compared(WORSE, |compared| compared.verdict());
    for row in &verdict.outcomes {
        let figures = [&row.a, &row.b, &row.change].map(|cell| {
            let figure = cell.split(['\u{a0}', '\u{202f}']).next().unwrap_or("");
            figure
                .split_once('.')
                .map_or(0, |(_, decimals)| decimals.len())
        });
        // What either does more often has no difference of its own.
        let told = if row.change.is_empty() { 2 } else { 3 };
        assert!(
            figures[..told]
                .iter()
                .all(|&decimals| decimals == figures[0]),
            "{row:?}"
        );
    }
    let lede = &verdict.lede;
    assert!(
        lede.starts_with("B does worse than A: ") && lede.contains("Run by run, A ends better"),
        "{lede}"
    );
    let of_b = Link::read(WORSE).link;
    let [_, b] = ensembles(&side_by_side(&of_b).expect("two scenarios"));
    let notice = Sentence::of(&of_b, &b).notice.expect("an impossible run");
    assert!(
        notice.starts_with("1 of 1,000 runs of B had an impossible price."),
        "{notice}"
    );
}

#[test]
fn better_is_said_of_what_the_goal_is_about_alone() {
    let last = |link: &str| {
        compared(link, |compared| {
            let ends = compared.ends(compared.output().0);
            let higher = ends[0].iter().zip(ends[1]).filter(|(a, b)| b > a).count();
            (compared.verdict().outcomes.pop().expect("outcomes"), higher)
        })
    };
    let label = |link: &str| {
        let label = last(link).0.label;
        label.split(';').next().unwrap_or_default().to_owned()
    };
    let honey = "honey/1?throttle=0.004&runs=50&timesteps=24&pinned-throttle=0.008";
    assert_eq!(
        label(honey),
        "Runs that end better, with the higher saturation"
    );
    let (price, higher) = last(&format!("{honey}&view=price"));
    assert!(
        price
            .label
            .starts_with("Runs that end with the higher price; "),
        "{price:?}"
    );
    assert!(price.label.ends_with("\u{202f}% alike"), "{price:?}");
    assert!(
        price.b.starts_with(&format!("{}\u{202f}%", 2 * higher)),
        "{price:?}"
    );
    // Past the limit is what nobody wants, and that is below it.
    let currents = "currents/1?sum-volume=10&runs=50&timesteps=60&pinned-sum-volume=30";
    assert_eq!(
        label(currents),
        "Runs that end better, with the higher room to the limit"
    );
}

#[test]
fn a_change_that_chance_could_make_is_not_told_as_one() {
    for (link, told) in [
        (
            "honey/1?throttle=0.00805&runs=1000&pinned-throttle=0.008",
            "cannot be told to change",
        ),
        (
            "honey/1?throttle=0.00801&runs=200&pinned-throttle=0.008",
            "does not change: 16\u{202f}% in both.",
        ),
    ] {
        let verdict = compared(link, |compared| compared.verdict());
        assert!(verdict.headline.contains(told), "{}", verdict.headline);
        assert_eq!(verdict.better, None);
    }
}

#[test]
fn where_another_output_is_looked_at_the_headline_is_about_its_mean() {
    let of = |link: &str| {
        compared(link, |compared| {
            let differences = compared.differences();
            let mean = differences.iter().sum::<f64>() / differences.len() as f64;
            (compared.verdict(), mean)
        })
    };
    let fairness = "view=user-credit&pinned-initial-user-balance=1000";
    let (verdict, mean) = of(&format!("currents/1?initial-user-balance=-3000&{fairness}"));
    let lower = format!(
        "Starting with a balance of −3,000 (B) in place of 1,000 (A), members end with a mean credit {} ±",
        number(-mean, 0)
    );
    assert!(
        verdict.headline.starts_with(&lower),
        "{lower}: {}",
        verdict.headline
    );
    assert!(
        verdict.headline.contains(" lower, and ")
            && verdict.headline.ends_with(" end past the limit."),
        "{}",
        verdict.headline
    );
    assert!(
        verdict.lede.starts_with("The mean is ") && verdict.lede.contains("half of them end above"),
        "{}",
        verdict.lede
    );
    assert!(!verdict.of_goal);
    let (unsure, _) = of(&format!("currents/1?initial-user-balance=-1000&{fairness}"));
    assert!(
        unsure
            .headline
            .contains("members end with a mean credit that cannot be told from A’s"),
        "{}",
        unsure.headline
    );
    let (same, _) = of("honey/1?throttle=0.016&growth=-1&view=price&runs=50&pinned-throttle=0.008");
    assert!(
        same.headline.contains("runs end with the same mean price"),
        "{}",
        same.headline
    );
}

#[test]
fn the_question_on_fairness_says_what_its_runs_say() {
    let presets = apiary_core::models::MODELS
        .iter()
        .flat_map(|model| model.about().presets);
    let fairness = presets
        .into_iter()
        .find(|preset| preset.title.contains("treated fairly"))
        .expect("the question");
    let mean_of = |output: &str| {
        let link = fairness.link.replace("user-credit", output);
        let mean = |ends: &[f64]| ends.iter().sum::<f64>() / ends.len() as f64;
        compared(&link, |compared| {
            compared.ends(compared.output().0).map(mean)
        })
    };
    let middle_of = |output: &str| {
        let link = fairness.link.replace("user-credit", output);
        compared(&link, |compared| {
            let ends = compared.ends(compared.output().0);
            ends.map(|ends| Statistic::Quantile(0.5).of(ends).value)
        })
    };
    let answer = fairness.answer.expect("an answer");
    assert!(answer.starts_with("Almost: B, who has spent more, gets nearly the same credit"));
    for [a, b] in [mean_of("user-credit"), middle_of("user-credit")] {
        assert!(b < a && b > 0.95 * a, "{a} {b}");
    }
    let past = compared(fairness.link, |compared| {
        compared.verdict().outcomes[0].change.clone()
    });
    assert!(answer.ends_with("but ends past the limit more often."));
    assert!(past.starts_with('+'), "{past}");
    assert!(fairness.about.contains("misses large incoming payments"));
    assert!(
        fairness
            .about
            .contains("some 50 units in the year, on top of the 400")
    );
    let [a, b] = mean_of("user-balance");
    assert!((a - b - 450.0).abs() < 10.0, "{a} {b}");
    let link = Link::read(fairness.link).link;
    let first = link.scenario.model.initial()[link.index_of("user-credit")];
    assert!(first > 200.0, "both begin within their limit");
}

#[test]
fn what_is_pinned_stays_while_this_scenario_changes() {
    let link = |text: &str| Link::read(text).link;
    let with =
        |text: &str, key: &str, value: &str| link(text).with(key, value).expect("a link").write();
    assert_eq!(with("honey/1", "pinned", "here"), "honey/1?pinned=here");
    assert_eq!(
        with("honey/1?pinned=here", "throttle", "0.004"),
        "honey/1?throttle=0.004&pinned-throttle=0.008"
    );
    assert_eq!(
        with(
            "honey/1?throttle=0.004&pinned-throttle=0.008",
            "throttle",
            "0.002"
        ),
        "honey/1?throttle=0.002&pinned-throttle=0.008"
    );
    assert_eq!(
        with(
            "honey/1?throttle=0.004&pinned-throttle=0.008",
            "throttle",
            ""
        ),
        "honey/1?pinned=here"
    );
    assert_eq!(
        with("honey/1?throttle=0.004&pinned-throttle=0.008", "pinned", ""),
        "honey/1?throttle=0.004"
    );
    assert_eq!(
        with("honey/1?throttle=0.004&pinned-throttle=0.008", "seed", "7"),
        "honey/1?throttle=0.004&seed=7&pinned-throttle=0.008"
    );
    let refused = Link::read("honey/1?pinned-target-reserve-ratio=0&pinned-throttle=0.004");
    assert_eq!(refused.link.write(), "honey/1?pinned-throttle=0.004");
    let problem = refused.problems[0].to_string();
    assert!(problem.contains("divides by the target ratio"), "{problem}");
}

#[test]
fn one_run_or_all_runs_prove_no_certainty() {
    let verdict = |link: &str| compared(link, |compared| compared.verdict());
    let one =
        verdict("honey/1?target-reserve-ratio=0.3&seed=1&runs=1&pinned-target-reserve-ratio=0.2");
    assert_eq!(one.better, None, "{one:?}");
    assert!(!format!("{one:?}").contains("no number"), "{one:?}");
    let none = verdict("honey/1?growth=-1&runs=50&pinned-growth=0");
    let last = none.outcomes.last().expect("outcomes");
    assert!(last.label.ends_with("; 50 in no number"), "{none:?}");
}

#[test]
fn both_histograms_count_on_one_scale_and_differences_have_one_unit() {
    let link = "honey/1?target-reserve-ratio=0.3&runs=200&pinned-target-reserve-ratio=0.2";
    let theme = theme(LIGHT);
    let [fans, differences] = compared(link, |compared| {
        let picture = Comparison { compared };
        let fans = Svg::draw(1200.0, 400.0, 1.0, |surface, frame| {
            picture.draw(surface, frame, &theme).expect("it is drawn");
        });
        let differences = Svg::draw(600.0, 320.0, 1.0, |surface, frame| {
            let drawn = picture.draw_differences(surface, frame, &theme);
            drawn.expect("it is drawn");
        });
        [fans, differences]
    });
    let words = fans.words();
    let ticks = |behind: &str| {
        let (_, told) = words.split_once(behind).expect("a heading");
        let (counts, _) = told.split_once("runs").expect("an axis");
        counts.to_owned()
    };
    assert_eq!(ticks("Where A ends"), ticks("Where B ends"));
    let words = differences.words();
    assert!(words.contains("saturation (points) at the end"), "{words}");
    assert!(
        words.matches("points").count() == 1 && !words.contains('%'),
        "{words}"
    );
    assert!(words.contains("\n50\n"), "{words}");
}

#[test]
fn what_cannot_meet_the_same_luck_is_not_compared() {
    let link = |text: &str| Link::read(text).link;
    let own = link("honey/1?target-reserve-ratio=0.3&goal=0.7");
    let written = |other: &str| beside(&own, &link(other)).map(|link| link.write());
    assert_eq!(
        written("honey/1?throttle=0.01").as_deref(),
        Some(
            "honey/1?target-reserve-ratio=0.3&goal=0.7&pinned-throttle=0.01\
             &pinned-target-reserve-ratio=0.2"
        )
    );
    for other in [
        "honey/1?target-reserve-ratio=0.3",
        "honey/1?runs=20",
        "honey/1?seed=2",
        "honey/1?timesteps=12",
        "honey/1?throttle=0.01,0.02",
        "currents/1",
    ] {
        assert_eq!(written(other), None, "{other}");
    }
}
