//! The pictures of analyses, drawn as SVG: some equal pictures that were looked at, and all say what was
//! computed and can be drawn, of any width, within their frames.
//!
//! The pictures lie in `tests/golden/charts/`. `UPDATE_CHARTS=1 cargo test -p apiary-tests --test
//! analyses` writes them anew; look at them before they are committed.

use apiary_charts::compare::Comparison;
use apiary_charts::style::Frame;
use apiary_charts::tornado::Tornado;
use apiary_core::analysis::threshold::Crossing;
use apiary_tests::asked::{Asked, Searched};
use apiary_tests::both::compared;
use apiary_tests::chart::{DARK, LIGHT, Svg, WIDTHS, theme};

#[test]
fn the_pictures_of_a_comparison_are_those_looked_at() {
    let link = "currents/1?initial-user-balance=-200&runs=300&view=user-credit&pinned-initial-user-balance=200";
    let theme = theme(LIGHT);
    compared(link, |compared| {
        let picture = Comparison { compared };
        for (name, width, height) in [("", 1200.0, 400.0), ("_narrow", 358.0, 540.0)] {
            let drawn = Svg::draw(width, height, 1.0, |surface, frame| {
                picture.draw(surface, frame, &theme).expect("it is drawn");
            });
            drawn.assert_golden(&format!("comparison{name}"));
            let drawn = Svg::draw(width / 2.0, 320.0, 1.0, |surface, frame| {
                let drawn = picture.draw_differences(surface, frame, &theme);
                drawn.expect("it is drawn");
            });
            drawn.assert_golden(&format!("differences{name}"));
            let drawn = Svg::draw(width, height, 1.0, |surface, frame| {
                let drawn = picture.draw_side_by_side(surface, frame, &theme);
                drawn.expect("it is drawn");
            });
            drawn.assert_golden(&format!("side_by_side{name}"));
        }
    });
}

#[test]
fn the_shares_of_both_scenarios_stand_over_their_ends_at_every_width() {
    let theme = theme(LIGHT);
    compared("honey/1?throttle=0.016&pinned-throttle=0.008", |compared| {
        let picture = Comparison { compared };
        for width in [1200.0, 728.0, 358.0, 288.0] {
            let drawn = Svg::draw(width, 540.0, 1.0, |surface, frame| {
                picture.draw(surface, frame, &theme).expect("it is drawn");
            });
            let words = drawn.words();
            for share in compared.shares().map(|share| share.to_string()) {
                assert!(
                    words.contains(&share),
                    "{width} wide, without {share}: {words}"
                );
            }
        }
    });
}

#[test]
fn the_picture_of_a_threshold_is_the_one_looked_at_and_fits_every_width() {
    for (name, text) in [
        (
            "threshold",
            "honey/1?runs=200&timesteps=60&threshold=productivity",
        ),
        (
            "threshold_share",
            "honey/1?runs=200&timesteps=60&threshold=productivity,0.84..0.98,saturation.above.0.8",
        ),
        ("", "honey/1?runs=200&timesteps=2&threshold=productivity"),
        (
            "",
            "honey/1?runs=200&timesteps=2&p-variance=0&threshold=productivity,price",
        ),
        (
            "",
            "honey/1?runs=200&timesteps=12&growth=-1&threshold=productivity,reserve.trend",
        ),
        (
            "",
            "honey/1?runs=200&timesteps=2&initial-price=1.7e308&threshold=productivity,price.spread",
        ),
        (
            "",
            "honey/1?runs=200&timesteps=12&threshold=throttle,0..1e-300,price.p5,-1e308,0,1e308",
        ),
    ] {
        let searched = Searched::of(text);
        for width in WIDTHS {
            let picture = searched.draw(width, &theme(LIGHT));
            picture.assert_within_frame(&format!("{text} at {width}"));
        }
        if !name.is_empty() {
            searched.draw(1000.0, &theme(LIGHT)).assert_golden(name);
            let narrow = searched.draw(340.0, &theme(DARK));
            narrow.assert_golden(&format!("{name}_narrow"));
        }
    }
}

#[test]
fn a_level_that_is_not_crossed_once_is_said_in_the_picture_and_in_words() {
    let text =
        "honey/1?runs=200&timesteps=60&threshold=productivity,saturation.median,0.1,0.8,0.9999";
    let searched = Searched::of(text);
    let words = searched.draw(1000.0, &theme(LIGHT)).words();
    assert!(words.contains("99.99\u{202f}% not crossed"), "{words}");
    let said = searched.picture().describe();
    assert!(said.contains("Median: crosses 10"), "{said}");
    assert!(said.contains("does not cross 99.99"), "{said}");
}

#[test]
fn where_a_curve_crosses_is_told_in_full_however_long_that_is() {
    let text = "honey/1?runs=200&timesteps=24&threshold=productivity,0.84..0.94,saturation,0.1,0.8";
    let mut searched = Searched::of(text);
    let crossing = |value: f64, low: f64, high: f64| Crossing { value, low, high };
    for (first, last, told) in [
        (
            crossing(0.855, 0.850, 0.868),
            crossing(0.911, 0.909, 0.912),
            "0.855 (0.850 to 0.868)",
        ),
        (
            crossing(0.8401, 0.8400, 0.8409),
            crossing(0.9397, 0.9391, 0.9399),
            "0.8401 (0.8400 to 0.8409)",
        ),
    ] {
        searched.2[0].crossings = vec![vec![first], vec![last]];
        for width in WIDTHS.into_iter().chain([288.0, 760.0, 1000.0]) {
            let picture = searched.draw(width, &theme(LIGHT));
            picture.assert_words_within_frame(&format!("{told} at {width}"));
            let words = picture.words();
            assert!(width < 400.0 || words.contains(told), "{words}");
            assert!(words.contains(&told[..5]), "{words}");
        }
    }
}

#[test]
fn the_curves_of_a_threshold_are_read_at_every_place_they_were_computed_at() {
    let searched = Searched::of("honey/1?runs=200&timesteps=24&threshold=productivity");
    let picture = searched.picture();
    let places = picture.places();
    assert!(places.is_sorted() && places.len() >= 41, "{places:?}");
    for (place, &at) in places.iter().enumerate() {
        let lines = picture.at(place).expect("a place").lines;
        assert_eq!((lines[0].label.as_str(), lines[0].y), ("Productivity", at));
        let told: Vec<&str> = lines[1..].iter().map(|line| line.label.as_str()).collect();
        assert_eq!(told, ["Mean", "Median", "LOWESS"], "{at}");
        for (line, read) in lines[1..].iter().zip(&searched.2) {
            if let Some(point) = read.points.iter().find(|point| point.at == at) {
                assert_eq!(line.y, point.value, "{at}");
            }
        }
    }
    assert!(picture.at(places.len()).is_none());
}

#[test]
fn the_pictures_of_a_sensitivity_are_those_looked_at_and_fit_every_width() {
    for (name, text) in [
        ("honey", "honey/1?runs=300&sensitivity=goal"),
        (
            "currents",
            "currents/1?runs=100&timesteps=60&sensitivity=user-balance.mean",
        ),
        (
            "",
            "honey/1?runs=20&timesteps=12&p-variance=0.01&sensitivity=price.p95",
        ),
        (
            "",
            "honey/1?runs=20&timesteps=3&growth=-1&sensitivity=reserve.spread",
        ),
        ("", "honey/1?runs=1&timesteps=1&sensitivity=size.mean"),
        (
            "",
            "honey/1?runs=20&timesteps=2&initial-price=1.7e308&sensitivity=price.mean",
        ),
    ] {
        let asked = Asked::of(text);
        for width in WIDTHS {
            for picture in asked.draw(width, &theme(LIGHT)) {
                picture.assert_within_frame(&format!("{text} at {width}"));
            }
        }
        if !name.is_empty() {
            for (width, tokens, kind) in [(1000.0, LIGHT, ""), (340.0, DARK, "_narrow")] {
                let [tornado, sobol] = asked.draw(width, &theme(tokens));
                tornado.assert_golden(&format!("tornado_{name}{kind}"));
                sobol.assert_golden(&format!("sobol_{name}{kind}"));
            }
        }
        for said in [
            asked.tornado().describe(),
            asked.tornado().conclusion(),
            asked.sobol().describe(),
            asked.sobol().conclusion(),
            asked.sobol().meaning(),
        ] {
            assert!(said.ends_with('.') && !said.contains("NaN"), "{said}");
        }
    }
}

#[test]
fn the_rows_of_a_sensitivity_are_read_from_the_lowest_up() {
    let asked = Asked::of("honey/1?runs=300&sensitivity=goal");
    let (tornado, sobol) = (asked.tornado(), asked.sobol());
    let largest = tornado.row(7).expect("a row");
    assert_eq!(largest.title, "Target reserve ratio, policy");
    let told: Vec<String> = largest
        .lines
        .iter()
        .map(|line| line.label.replace('\u{202f}', " "))
        .collect();
    assert_eq!(told, ["kept at 20 %", "lowered to 15 %", "raised to 25 %"]);
    assert!(tornado.row(8).is_none());
    let factors: Vec<String> = (0..9)
        .filter_map(|row| sobol.row(row))
        .map(|row| row.title)
        .collect();
    assert_eq!(factors.len(), 9);
    assert!(factors.contains(&"Luck, chance".to_owned()), "{factors:?}");
    assert!(
        factors[8].starts_with(sobol.label(sobol.order()[0])),
        "{factors:?}"
    );
}

#[test]
fn a_tornado_says_what_matters_most_and_what_is_not_defined() {
    let asked = Asked::of("honey/1?runs=300&sensitivity=goal");
    let said = asked.tornado().conclusion();
    let told = "Near this scenario, one step at a time, target reserve ratio matters most: 15\u{202f}% gives ";
    assert!(said.starts_with(told), "{said}");
    // The first bar from the top is its, lowered; nothing lies beyond it.
    let frame = Frame {
        width: 1000.0,
        height: Tornado::height(1000.0, 8),
        ratio: 1.0,
    };
    assert_eq!(asked.tornado().at(frame, (340.0, 90.0)), Some((2, 0)));
    assert_eq!(asked.tornado().at(frame, (340.0, 100.0)), None);
    assert_eq!(asked.tornado().at(frame, (440.0, 100.0)), Some((2, 1)));
    for nowhere in [(600.0, 90.0), (340.0, 5.0), (f64::NAN, f64::NAN)] {
        assert_eq!(asked.tornado().at(frame, nowhere), None);
    }
    let odd = Asked::of("honey/1?runs=20&timesteps=12&p-variance=0.01&sensitivity=price.p95");
    let words = odd.draw(1000.0, &theme(LIGHT))[0].words();
    assert!(words.contains("−0.04: not defined here"), "{words}");
    // From no throttle, a step down leads nowhere.
    let off = Asked::of("honey/1?runs=20&timesteps=12&throttle=0&sensitivity=goal");
    let words = off.draw(1000.0, &theme(LIGHT))[0].words();
    assert!(words.contains("off: goes no further"), "{words}");
}

#[test]
fn what_too_few_runs_or_no_numbers_give_is_not_told_as_an_answer() {
    let one = Asked::of("honey/1?runs=1&timesteps=60&sensitivity=goal");
    let said = one.tornado().conclusion();
    assert!(said.starts_with("No parameter, moved a little,"), "{said}");
    let mut unsure = Asked::of("honey/1?runs=20&sensitivity=goal");
    unsure.indices.shares[0].total.error = 0.3;
    let said = unsure.sobol().conclusion();
    assert!(
        said.starts_with("A few extreme runs make nearly all"),
        "{said}"
    );
    unsure.indices.pairs = 0;
    let said = unsure.sobol().conclusion();
    assert!(said.contains("ends in finite numbers"), "{said}");
}
