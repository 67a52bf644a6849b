//! What share of the outcome's variance each parameter explains when all roam at once, and luck
//! among them: alone, and together with all others.

use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::readout::{Line, Readout};
use crate::style::{Frame, Theme};
use crate::tornado::{draw_name, note_rows, role_name};
use apiary_core::analysis::sensitivity::{Indices, Outcome, Share};
use apiary_core::link::Link;
use apiary_core::measure::{Measure, Of};
use apiary_core::people;
use apiary_core::stats::order;
use apiary_core::stats::statistic::{Estimate, Statistic};
use apiary_core::table::Unit;
use plotters::prelude::DrawingBackend;

const ROW: f64 = 30.0;
/// On a narrow screen the names stand above their marks.
const NARROW_ROW: f64 = 46.0;
const HEAD: f64 = 62.0;
const FOOT: f64 = 44.0;

/// The picture.
pub struct Sobol<'a> {
    /// The scenario.
    pub link: &'a Link,
    /// The outcome that is asked for.
    pub measure: Measure,
    /// What the variance is taken apart of.
    pub outcome: Outcome,
    /// The shares.
    pub indices: &'a Indices,
    /// What policy, world and luck explain, each factor alone.
    pub explained: [Estimate; 3],
}

impl Sobol<'_> {
    /// How high it is at a width, in CSS pixels, with so many parameters.
    #[must_use]
    pub fn height(width: f64, parameters: usize) -> f64 {
        let (head, row) = if width < Frame::NARROW {
            (HEAD + 36.0, NARROW_ROW)
        } else {
            (HEAD, ROW)
        };
        head + row * (parameters + 1) as f64 + FOOT
    }

    /// The factors, the largest total share first.
    #[must_use]
    pub fn order(&self) -> Vec<&Share> {
        let mut order: Vec<&Share> = self.indices.shares.iter().collect();
        let total = |share: &Share| {
            let value = share.total.value;
            if value.is_finite() { value } else { -1.0 }
        };
        order::descending(&mut order, |share| total(share));
        order
    }

    /// Whether there is variance to take apart.
    #[must_use]
    pub fn is_told(&self) -> bool {
        let shares = self.indices.shares.iter();
        shares.clone().count() > 0 && shares.clone().all(|share| share.total.value.is_finite())
    }

    /// Whether the shares are known well enough to be told: within a quarter of the variance.
    fn is_sure(&self) -> bool {
        let shares = self.indices.shares.iter();
        shares
            .flat_map(|share| [share.first.error, share.total.error])
            .all(|error| error < 0.25)
    }

    /// The name of a factor.
    #[must_use]
    pub fn label(&self, share: &Share) -> &'static str {
        let parameters = self.link.scenario.model.parameters();
        let found = parameters
            .iter()
            .find(|row| Some(row.key) == share.parameter);
        found.map_or("Luck", |row| row.label)
    }

    /// Whether a run meets the level, or the final value itself.
    fn subject(&self) -> String {
        let outputs = self.link.scenario.model.outputs();
        let output = outputs[self.measure.output];
        let name = output.label.to_ascii_lowercase();
        let level = |level| people::exactly(level, output.unit);
        match self.outcome {
            Outcome::Value => format!("final {name}"),
            Outcome::Above(l) => format!("whether a run ends above {} {name}", level(l)),
            Outcome::Below(l) => format!("whether a run ends below {} {name}", level(l)),
        }
    }

    /// What a row says, counted from the lowest up: the share of the factor alone, and together with all others.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Readout> {
        let share = *self.order().iter().rev().nth(row)?;
        let of = |name: &str, estimate: Estimate| {
            let told = share_told(estimate);
            Line::told(name, told)
        };
        Some(Readout {
            title: format!("{}, {}", self.label(share), role_name(share.role)),
            lines: vec![of("alone", share.first), of("together", share.total)],
        })
    }

    /// Draws it. Each row can be read.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        frame: Frame,
        theme: &Theme,
    ) -> Shown<DB> {
        let pen = Pen::new(surface, frame, theme)?;
        let pairs = people::number(f64::from(self.indices.pairs), 0);
        let what = format!("{}; {pairs} pairs of scenarios", self.subject());
        pen.title("Share of the variance", &what, frame.width)?;
        let row = if frame.is_narrow() { NARROW_ROW } else { ROW };
        let order = self.order();
        let top = frame.height - FOOT - row * order.len() as f64;
        let left = if frame.is_narrow() { 8.0 } else { 220.0 };
        let across = |share: f64| left + share.clamp(0.0, 1.0) * (frame.width - 24.0 - left);
        for tick in 0..=5 {
            let share = f64::from(tick) / 5.0;
            let (x, bottom) = (across(share), frame.height - FOOT);
            pen.line(&[(x, top), (x, bottom + 4.0)], theme.rule, 1.0)?;
            let set = Type::of(12.0, theme.ink3).at(Anchor::Middle);
            let text = people::tick(share, 0.2, Unit::PERCENT);
            pen.text(&text, (x.max(14.0), bottom + 15.0), set)?;
        }
        for (place, share) in order.into_iter().enumerate() {
            draw_name(&pen, self.label(share), share.role, top, row, place)?;
            let low = if frame.is_narrow() { 30.0 } else { row / 2.0 };
            let y = top + row * place as f64 + low;
            draw_marks(&pen, share, y, &across)?;
        }
        draw_key(&pen)?;
        note_rows(&pen, top, self.indices.shares.len(), FOOT);
        Ok(pen.noted())
    }

    /// What explains most, in a sentence.
    #[must_use]
    pub fn conclusion(&self) -> String {
        if self.indices.pairs == 0 {
            return "No scenario within the sliders ends in finite numbers here, so there is no \
                    variance to explain."
                .to_owned();
        }
        if !self.is_told() {
            return "The scenarios within the sliders end alike, or too far apart for any number, so \
                    no variance can be explained."
                .to_owned();
        }
        if !self.is_sure() {
            return format!(
                "A few extreme runs make nearly all of the variance of {}, so no share of it can be \
                 told.",
                self.subject()
            );
        }
        let share = share_told;
        let names = ["the policy parameters", "the world’s parameters", "luck"];
        let mut kinds: Vec<(&str, Estimate)> = names.into_iter().zip(self.explained).collect();
        order::descending(&mut kinds, |(_, alone)| alone.value);
        let told = kinds.iter().map(|(name, alone)| (*name, share(*alone)));
        let told: Vec<(&str, String)> = told.collect();
        let [(first, most), (second, more), (third, least)] = &told[..] else {
            return String::new();
        };
        let alone =
            format!("One by one, {first} explain {most} of it, {second} {more}, {third} {least}")
                .replace("luck explain", "luck explains");
        let subject = self.subject();
        let parts = self.order().into_iter().take(2).map(|factor| {
            let name = self.label(factor).to_ascii_lowercase();
            (name, share(factor.total))
        });
        let parts: Vec<_> = parts.collect();
        let [(top, its), (next, part)] = &parts[..] else {
            return String::new();
        };
        let explained: f64 = self.explained.iter().map(|kind| kind.value).sum();
        let rest = if explained >= 0.5 {
            "so it is mostly single factors that decide"
        } else {
            "the rest comes from how they act together, so the parts overlap"
        };
        format!(
            "Over the sliders’ whole ranges, with every value unknown at once, {top} matters most: it has a part in \
             {its} of what decides {subject}, {next} in {part}. {alone}; {rest}."
        )
    }

    /// What the two marks mean, in plain words.
    #[must_use]
    pub fn meaning(&self) -> String {
        let instead = match self.measure.of {
            Of::Ends(Statistic::Quantile(_) | Statistic::Spread) => {
                " It is taken apart for the final value itself, whatever statistic of it is asked \
                 for above."
            }
            _ => "",
        };
        format!(
            "Here all parameters roam over their sliders at once, and so does luck. Alone: how \
             much less uncertain the outcome is once this one is known. Together: how uncertain it \
             stays while only this one is unknown.{instead}"
        )
    }

    /// The picture in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let percent = |estimate: Estimate| share_told(estimate);
        let rows = self.order().into_iter().map(|share| {
            format!(
                "{} ({}): {} alone, {} together with all others",
                self.label(share),
                role_name(share.role),
                percent(share.first),
                percent(share.total)
            )
        });
        let rows: Vec<_> = rows.collect();
        format!(
            "Shares of the variance of {}. {}.",
            self.subject(),
            rows.join("; ")
        )
    }
}

/// A share of the variance with its error, or how far it may reach where that goes past none or all of it.
#[must_use]
pub fn share_told(share: Estimate) -> String {
    people::within((share.value, share.error), Unit::PERCENT, [0.0, 1.0], 0)
}

/// A dot for the share alone, a ring for the share together with all others, each with its error.
fn draw_marks<DB: DrawingBackend>(
    pen: &Pen<DB>,
    share: &Share,
    y: f64,
    across: &impl Fn(f64) -> f64,
) -> Drawn<DB> {
    let colour = if share.role.is_some() {
        pen.theme.blue
    } else {
        pen.theme.honeyink
    };
    let whisker = |estimate: Estimate, y: f64| {
        let ends = [
            estimate.value - estimate.error,
            estimate.value + estimate.error,
        ];
        let [low, high] = ends.map(across);
        pen.line(&[(low, y), (high, y)], colour, 1.5)
    };
    if !(share.first.value.is_finite() && share.total.value.is_finite()) {
        return Ok(());
    }
    let [first, total] = [share.first.value, share.total.value].map(across);
    pen.line(&[(first, y), (total, y)], pen.theme.rule2, 1.0)?;
    whisker(share.total, y + 4.0)?;
    pen.ring((total, y + 4.0), 5.0, colour)?;
    whisker(share.first, y - 4.0)?;
    pen.disc((first, y - 4.0), 4.5, colour)
}

/// Which mark is which, below the names.
fn draw_key<DB: DrawingBackend>(pen: &Pen<DB>) -> Drawn<DB> {
    let set = Type::of(12.0, pen.theme.ink2);
    let y = pen.frame.height - if pen.frame.is_narrow() { 9.0 } else { 26.0 };
    pen.disc((6.0, y), 4.5, pen.theme.blue)?;
    pen.text("alone", (18.0, y), set)?;
    let x = 18.0 + pen.width("alone", set) + 24.0;
    pen.ring((x, y), 5.0, pen.theme.blue)?;
    pen.text("together", (x + 12.0, y), set)
}
