//! Figures that a reader takes from one another. `17 %`, `63 %` and `47 points` are each rounded as they should be, and
//! look like a slip beside one another.

use super::NARROW_SPACE;

/// Most digits that are told beyond those that errors call for.
const MOST: usize = 2;

/// With how many digits more two figures and what lies between them are told for the reader's difference to be the
/// one told: none where they agree without, or where two would not do. `told` tells the three with so many
/// digits more.
pub fn digits_to_agree(told: impl Fn(usize) -> [String; 3]) -> usize {
    (0..=MOST).find(|&more| do_agree(&told(more))).unwrap_or(0)
}

/// Whether what is told between two figures is what a reader finds; where they have unlike digits, or one is a word,
/// nobody looks for it.
fn do_agree(told: &[String; 3]) -> bool {
    let [Some(a), Some(b), Some(change)] = told.each_ref().map(|text| Figure::read(text)) else {
        return true;
    };
    let has_like_digits = a.decimals == b.decimals && b.decimals == change.decimals;
    !has_like_digits || (b.units - a.units).abs() == change.units.abs()
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
    use super::digits_to_agree;

    fn digits(a: f64, b: f64) -> usize {
        digits_to_agree(|more| {
            let percent = |value: f64| format!("{value:.more$}\u{202f}%\u{a0}±\u{202f}1\u{202f}%");
            [
                percent(a),
                percent(b),
                format!("+{:.more$}\u{a0}points", b - a),
            ]
        })
    }

    #[test]
    fn figures_are_told_with_the_digits_at_which_their_difference_is_the_one_told() {
        assert_eq!(digits(17.0, 63.0), 0);
        assert_eq!(digits(16.8, 63.4), 1, "17, 63 and 47");
        assert_eq!(digits(16.86, 63.44), 2, "17, 63, 47 and 16.9, 63.4, 46.6");
    }

    #[test]
    fn words_ranges_and_unlike_digits_are_left_as_they_are() {
        let of = |told: [&str; 3]| digits_to_agree(|_| told.map(str::to_owned));
        assert_eq!(of(["none", "63\u{202f}%", "+64\u{a0}points"]), 0);
        assert_eq!(
            of(["0\u{202f}% to 4\u{202f}%", "63\u{202f}%", "+60\u{a0}points"]),
            0
        );
        assert_eq!(of(["1.5", "63", "+62"]), 0);
        assert_eq!(
            of(["1,453\u{a0}±\u{202f}14", "1,345", "\u{2212}109"]),
            0,
            "nothing helps"
        );
    }
}
