//! In how many of the same runs either scenario ends better, or higher.

use super::{Compared, Outcome};
use crate::people;
use crate::stats::share::Share;

/// In how many runs either ends better; higher, where the goal is about another output.
pub(super) struct Odds {
    /// How they end.
    what: String,
    /// Whether that is said of better and worse, with a clause on what that means.
    has_clause: bool,
    /// Of the pinned scenario, and of this one, with their errors.
    shares: [String; 2],
    /// Whether that is more of them in the pinned one.
    is_more_in_a: bool,
    /// How many runs there are.
    runs: usize,
    /// How many end alike.
    alike: usize,
    /// How many end in no number in one of the two.
    numberless: usize,
}

impl Odds {
    pub(super) fn of(compared: &Compared) -> Self {
        let goal = &compared.link.scenario.model.about().goal;
        let (output, row) = compared.output();
        let downwards = compared.is_of_goal() && goal.above != goal.good;
        let [a, b] = compared.ends(output);
        let pairs = || a.iter().copied().zip(b.iter().copied());
        let count = |counts: fn(f64, f64) -> bool| pairs().filter(|&(a, b)| counts(a, b)).count();
        let [higher_a, higher_b] = [count(|a, b| a > b), count(|a, b| b > a)];
        let counted = if downwards {
            [higher_b, higher_a]
        } else {
            [higher_a, higher_b]
        };
        let name = row.label.to_ascii_lowercase();
        Self {
            has_clause: compared.is_of_goal(),
            what: match (compared.is_of_goal(), downwards) {
                (true, true) => format!("better, with the lower {name}"),
                (true, false) => format!("better, with the higher {name}"),
                _ => format!("with the higher {name}"),
            },
            shares: counted.map(|counted| {
                let runs = pairs().count() as u32;
                let counted = counted as u32;
                people::share(Share { counted, runs }).to_string()
            }),
            is_more_in_a: counted[0] > counted[1],
            runs: pairs().count(),
            alike: pairs().filter(|(a, b)| a == b).count(),
            numberless: pairs().filter(|(a, b)| !(b - a).is_finite()).count(),
        }
    }

    pub(super) fn told(&self) -> String {
        let [a, b] = &self.shares;
        if self.runs == 1 {
            return String::new();
        }
        let comma = if self.has_clause { "," } else { "" };
        let [(first, more), (other, fewer)] = if self.is_more_in_a {
            [("A", a), ("B", b)]
        } else {
            [("B", b), ("A", a)]
        };
        format!(
            "Run by run, {first} ends {}{comma} in {more} of the runs, {other} in {fewer}.",
            self.what
        )
    }

    fn share(&self, counted: usize) -> Share {
        Share {
            counted: counted as u32,
            runs: self.runs as u32,
        }
    }

    pub(super) fn outcome(self) -> Outcome {
        let alike = people::share(self.share(self.alike)).value;
        let [a, b] = self.shares;
        let neither = match (self.alike, self.numberless) {
            (0, 0) => String::new(),
            (_, 0) => format!("; {alike} alike"),
            (_, without) => format!("; {} in no number", people::number(without as f64, 0)),
        };
        Outcome {
            label: format!("Runs that end {}{neither}", self.what),
            a,
            b,
            change: String::new(),
        }
    }
}
