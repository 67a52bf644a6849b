//! Figures that a reader takes from one another. `17 %`, `63 %` and `47 points` are each rounded as they should be, and
//! look like a slip beside one another; so do `17 %`, `8.5 %` and `8 points`.

use super::NARROW_SPACE;

/// Most decimals that are told beyond those that the finest of the errors calls for.
const MOST: usize = 2;

/// With at least how many decimals two figures and what lies between them are told for all to have as many, and for
/// the reader's difference to be the one told, unless two more would not do. `told` tells the three with at least so
/// many decimals. None where one of them is a word or a range: nobody subtracts these.
pub fn decimals_to_agree(told: impl Fn(usize) -> [String; 3]) -> usize {
    let Some(finest) =
        read(&told(0)).map(|figures| figures.map(|figure| figure.decimals).into_iter().max())
    else {
        return 0;
    };
    let finest = finest.unwrap_or(0);
    let agrees = |least: &usize| read(&told(*least)).is_some_and(do_agree);
    (finest..=finest + MOST).find(agrees).unwrap_or(finest)
}

/// The three as a reader takes them; nothing where one is no plain figure.
fn read(told: &[String; 3]) -> Option<[Figure; 3]> {
    let [a, b, change] = told.each_ref().map(|text| Figure::read(text));
    Some([a?, b?, change?])
}

/// Whether what is told between two figures is what a reader finds.
fn do_agree([a, b, change]: [Figure; 3]) -> bool {
    (b.units - a.units).abs() == change.units.abs()
}

/// A figure as it is read, in units of its last digit.
struct Figure {
    units: i64,
    decimals: usize,
}

impl Figure {
    /// Of a text like `1,234.5 ± 2`, `−17 % ± 1 %` or `+47 points`; nothing of a word or a range.
    fn read(told: &str) -> Option<Self> {
        let value = told.split(['\u{a0}', NARROW_SPACE]).next()?;
        let rest = told.strip_prefix(value)?;
        if rest.contains(" to ") {
            return None;
        }
        let plain = value.replace([',', '+'], "").replace('−', "-");
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        Some(Self {
            units: format!("{whole}{fraction}").parse().ok()?,
            decimals: fraction.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::decimals_to_agree;

    fn decimals(a: f64, b: f64) -> usize {
        decimals_to_agree(|least| {
            let percent = |value: f64| format!("{value:.least$}\u{202f}%\u{a0}±\u{202f}1\u{202f}%");
            [
                percent(a),
                percent(b),
                format!("+{:.least$}\u{a0}points", b - a),
            ]
        })
    }

    #[test]
    fn figures_are_told_with_the_decimals_at_which_their_difference_is_the_one_told() {
        assert_eq!(decimals(17.0, 63.0), 0);
        assert_eq!(decimals(16.8, 63.4), 1, "17, 63 and 47");
        assert_eq!(decimals(16.86, 63.44), 2, "17, 63, 47 and 16.9, 63.4, 46.6");
    }

    #[test]
    fn figures_of_unlike_errors_are_told_with_as_many_decimals() {
        let own = [0, 1, 0];
        let told = |least: usize| {
            let of = |value: f64, place: usize| format!("{value:.0$}", own[place].max(least));
            [of(16.7, 0), of(8.5, 1), of(8.2, 2)]
        };
        assert_eq!(decimals_to_agree(told), 1, "17, 8.5 and 8");
    }

    #[test]
    fn words_and_ranges_are_left_as_they_are() {
        let of = |told: [&str; 3]| decimals_to_agree(|_| told.map(str::to_owned));
        assert_eq!(of(["none", "63\u{202f}%", "+64\u{a0}points"]), 0);
        assert_eq!(
            of(["0\u{202f}% to 4\u{202f}%", "63\u{202f}%", "+60\u{a0}points"]),
            0
        );
        assert_eq!(
            of(["1,453\u{a0}±\u{202f}14", "1,345", "\u{2212}109"]),
            0,
            "nothing helps"
        );
    }
}
