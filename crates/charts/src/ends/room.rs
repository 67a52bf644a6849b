//! What the bars of where runs end leave for words.

use crate::plot::Plot;

/// Between a bar's end and words beside it.
const GAP: f64 = 4.0;

/// A part of the height: its middle, and how far it reaches up and down.
pub(super) type Stretch = (f64, f64);

/// What the bars leave for words, and what of it is taken.
pub(super) struct Room {
    plot: Plot,
    /// Where the bars begin.
    left: f64,
    /// Where each bar ends, from the lowest up; nowhere where it has no runs.
    ends: Vec<Option<f64>>,
    taken: Vec<Stretch>,
}

impl Room {
    /// The room beside bars that lie on a plot, from `left` on.
    pub(super) const fn of(plot: Plot, left: f64, ends: Vec<Option<f64>>) -> Self {
        Self {
            plot,
            left,
            ends,
            taken: Vec::new(),
        }
    }

    /// Takes a part of the height away.
    pub(super) fn take(&mut self, stretch: Stretch) {
        self.taken.push(stretch);
    }

    /// Takes the height nearest to the wanted one, between two others, at which words that begin at `left` meet
    /// no bar, and nothing else that is there. A word laid over a bar's end would make it shorter than it is.
    pub(super) fn find(
        &mut self,
        (wanted, half): Stretch,
        left: f64,
        [least, most]: [f64; 2],
    ) -> Option<f64> {
        let Plot { top, bottom, .. } = self.plot;
        let within = [least.max(top) + half, most.min(bottom) - half];
        let steps = ((bottom - top) / 2.0) as u32;
        let mut around = (0..steps).flat_map(|step| {
            let by = 2.0 * f64::from(step);
            [wanted - by, wanted + by]
        });
        let is_free = |&y: &f64| {
            (within[0]..=within[1]).contains(&y)
                && self.is_clear((y, half), left)
                && !self.taken.iter().any(|other| meet((y, half), *other))
        };
        let found = around.find(is_free)?;
        self.take((found, half));
        Some(found)
    }

    /// Whether no bar reaches as far as words at a height do.
    fn is_clear(&self, stretch: Stretch, left: f64) -> bool {
        let Plot { top, bottom, .. } = self.plot;
        let bar = (bottom - top) / self.ends.len() as f64;
        let reach = |bin: usize| (bottom - bar * (bin as f64 + 0.5), bar / 2.0);
        let bars = self.ends.iter().enumerate();
        let mut bars = bars.map(|(bin, end)| (bin, end.unwrap_or(self.left)));
        bars.all(|(bin, end)| end + GAP < left || !meet(stretch, reach(bin)))
    }
}

fn meet((y, half): Stretch, (other, reach): Stretch) -> bool {
    (y - other).abs() < half + reach
}
