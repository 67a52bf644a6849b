//! What is said beside the histogram of ends: shares of the runs, or where the middle of them ends.

use crate::pen::{Pen, Type};
use crate::style::Theme;
use apiary_core::people;
use apiary_core::sentence::Judgement;
use apiary_core::stats::share::Share;
use apiary_core::summary::Fan;
use apiary_core::table::Output;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// What is said beside a part of the axis.
#[derive(Clone, Debug)]
pub struct Note {
    /// The values that it is about.
    pub span: [f64; 2],
    /// The figure.
    pub figure: String,
    /// What it counts.
    pub text: String,
    /// What the headline is about, what it sets apart, or neither.
    pub tone: Tone,
}

impl Note {
    /// Whether the headline tells it.
    #[must_use]
    pub const fn is_headline(&self) -> bool {
        matches!(self.tone, Tone::Met | Tone::Past)
    }

    /// How wide it is beside the histogram.
    #[must_use]
    pub fn width<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> f64 {
        let figure = pen.width(&self.figure, Type::of(16.0, pen.theme.ink).strong());
        let text = pen.width(&self.text, Type::of(12.5, pen.theme.ink2));
        figure.max(text)
    }
}

/// How a note is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The headline's share, where that is good.
    Met,
    /// The headline's share, where that is past a limit.
    Past,
    /// Runs between goal and miss.
    Between,
    /// Anything else.
    Plain,
}

impl Tone {
    pub(super) fn colour(self, theme: &Theme) -> RGBColor {
        match self {
            Self::Met => theme.blue,
            Self::Past => theme.brick,
            Self::Between => theme.ink2,
            Self::Plain => theme.ink,
        }
    }
}

/// Where the only run ends.
#[must_use]
pub fn alone(end: f64, output: &Output) -> Vec<Note> {
    let told = Note {
        span: [end, end],
        figure: people::about(end, output.unit),
        text: "the only run".to_owned(),
        tone: Tone::Plain,
    };
    if end.is_finite() {
        vec![told]
    } else {
        Vec::new()
    }
}

/// The shares of runs beyond the goal, between, and beyond the level of the other side. Runs that end
/// in no number are none of these.
#[must_use]
pub fn shares(judgement: &Judgement, output: &Output, not_finite: u32) -> Vec<Note> {
    let goal = judgement.goal;
    let told = |value: f64| people::exactly(value, output.unit);
    let short = if goal.above { "below" } else { "above" };
    let infinite = if goal.above {
        f64::INFINITY
    } else {
        f64::NEG_INFINITY
    };
    let note = |share: Share, text: String, span, tone| Note {
        span,
        figure: people::share(share).to_string(),
        text,
        tone,
    };
    let (level, counted) = (judgement.level, judgement.beyond.counted);
    let tone = if goal.good { Tone::Met } else { Tone::Past };
    let text = goal.counted_at(level).replace("{goal}", &told(level));
    let mut notes = vec![note(judgement.beyond, text, [level, infinite], tone)];
    if let (Some(miss), Some(missed)) = (goal.miss, judgement.missed) {
        let between = Share {
            counted: (missed.runs - not_finite).saturating_sub(counted + missed.counted),
            runs: missed.runs,
        };
        let text = "end between".to_owned();
        notes.push(note(between, text, [miss, level], Tone::Between));
        let text = format!("end {short} {}", told(miss));
        notes.push(note(missed, text, [-infinite, miss], Tone::Plain));
    }
    if !goal.above {
        notes.reverse();
    }
    notes
}

/// The median, and what lies around it.
#[must_use]
pub fn middle(fan: &Fan, output: &Output) -> Vec<Note> {
    let ends: Vec<f64> = fan
        .quantiles
        .iter()
        .filter_map(|row| row.last().copied())
        .collect();
    let [p5, p25, median, p75, p95] = ends[..] else {
        return Vec::new();
    };
    if !median.is_finite() {
        return Vec::new();
    }
    let told = |value: f64| people::about(value, output.unit);
    let note = |value: f64, figure: String, text: &str| Note {
        span: [value, value],
        figure,
        text: text.to_owned(),
        tone: Tone::Plain,
    };
    vec![
        note(
            p95,
            people::range([p5, p95], output.unit),
            "nine runs in ten",
        ),
        note(
            p75,
            people::range([p25, p75], output.unit),
            "half of the runs",
        ),
        note(median, told(median), "the median"),
    ]
}
