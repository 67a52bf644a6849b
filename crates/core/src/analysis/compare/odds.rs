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
        let above = |counts: fn(f64, f64) -> bool| {
            let counted = pairs().filter(|&(a, b)| counts(a, b)).count();
            let share = people::share(Share {
                counted: counted as u32,
                runs: pairs().count() as u32,
            });
            share.to_string()
        };
        let [in_a, in_b] = [above(|a, b| a > b), above(|a, b| b > a)];
        let name = row.label.to_ascii_lowercase();
        Self {
            has_clause: compared.is_of_goal(),
            what: match (compared.is_of_goal(), downwards) {
                (true, true) => format!("better, with the lower {name}"),
                (true, false) => format!("better, with the higher {name}"),
                _ => format!("with the higher {name}"),
            },
            shares: if downwards {
                [in_b, in_a]
            } else {
                [in_a, in_b]
            },
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
        format!(
            "Run by run, B ends {}{comma} in {b} of the runs, A in {a}.",
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
