//! Names beside the curves that they belong to, or at their ends, where nothing else stands.

use crate::pen::Point;

/// Half of a line of text, and what it keeps from curves.
const HALF: f64 = 8.0;
/// From a curve to its name.
const GAP: f64 = 10.0;
/// How closely curves are looked at.
const GRAIN: f64 = 4.0;

/// A place for text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The text's left end.
    pub(crate) left: f64,
    /// Its right end.
    right: f64,
    /// Halfway up.
    pub(crate) y: f64,
}

impl Place {
    fn holds(&self, (x, y): Point) -> bool {
        (self.left - 4.0..=self.right + 4.0).contains(&x) && (y - self.y).abs() < HALF
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right + 6.0
            && other.left < self.right + 6.0
            && (self.y - other.y).abs() < 2.0 * HALF
    }

    /// How far a point lies from it.
    fn distance(&self, (x, y): Point) -> f64 {
        let across = (self.left - x).max(x - self.right).max(0.0);
        let up = ((self.y - y).abs() - HALF).max(0.0);
        (across * across + up * up).sqrt()
    }
}

/// A place for each curve's name, of a width, within a box; none where there is none. `taken` are
/// heights that lines run at.
pub(crate) fn places(
    curves: &[Vec<Point>],
    widths: &[f64],
    [left, top, right, bottom]: [f64; 4],
    taken: &[f64],
) -> Vec<Option<Place>> {
    let curves: Vec<Vec<Point>> = curves.iter().map(|curve| fine(curve)).collect();
    let mut found: Vec<Option<Place>> = Vec::new();
    for (own, &width) in widths.iter().enumerate() {
        let candidates = curves[own].iter().flat_map(|&(x, y)| beside((x, y), width));
        let free = candidates.filter(|place| {
            place.left >= left
                && place.right <= right
                && (top + HALF..=bottom - HALF).contains(&place.y)
                && !taken.iter().any(|y| (y - place.y).abs() < HALF)
                && !found.iter().flatten().any(|other| place.meets(other))
                && !curves.iter().flatten().any(|&point| place.holds(point))
        });
        let others = |place: &Place| {
            let others = curves.iter().enumerate().filter(|(other, _)| *other != own);
            let points = others.flat_map(|(_, curve)| curve.iter());
            points
                .map(|&point| place.distance(point))
                .fold(60.0, f64::min)
        };
        let free = free.map(|place| (others(&place), place));
        let best = free.max_by(|a, b| a.0.total_cmp(&b.0));
        found.push(best.map(|(_, place)| place));
    }
    found
}

/// To the left and to the right of a point, and above and below it.
fn beside((x, y): Point, width: f64) -> [Place; 4] {
    let place = |left: f64, y: f64| Place {
        left,
        right: left + width,
        y,
    };
    [
        place(x - GAP - width, y),
        place(x + GAP, y),
        place(x - width / 2.0, y - GAP - 6.0),
        place(x - width / 2.0, y + GAP + 6.0),
    ]
}

/// Points of a curve that lie so close together that no name slips between them.
fn fine(curve: &[Point]) -> Vec<Point> {
    let between = |pair: &[Point]| -> Vec<Point> {
        let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
        let length = ((to_x - x) * (to_x - x) + (to_y - y) * (to_y - y)).sqrt();
        let steps = (length / GRAIN).ceil().clamp(1.0, 500.0) as u32;
        let point = |step: u32| {
            let share = f64::from(step) / f64::from(steps);
            (x + share * (to_x - x), y + share * (to_y - y))
        };
        (0..=steps).map(point).collect()
    };
    curve.windows(2).flat_map(between).collect()
}

/// Heights for names that are wanted at some, from the lowest up, so far apart; they move up, and down where
/// they would leave the top.
pub(crate) fn apart(wanted: &[f64], apart: f64, [top, bottom]: [f64; 2]) -> Vec<f64> {
    let mut places = spread(wanted, apart, bottom);
    let mut above = top - apart;
    for y in places.iter_mut().rev() {
        *y = y.max(above + apart);
        above = *y;
    }
    places
}

/// Which of so many names in a row stand where there is room for some: all, or the first, the last and
/// every so manieth between them.
pub(crate) fn picked(count: usize, room: usize) -> Vec<usize> {
    let Some(last) = count.checked_sub(1) else {
        return Vec::new();
    };
    let every = last.div_ceil(room.saturating_sub(1).max(1)).max(1);
    // Too close to the last one, the one before it makes room.
    let stands =
        |place: &usize| *place == last || (place.is_multiple_of(every) && place + every <= last);
    (0..count).filter(stands).collect()
}

/// Places in the order wanted (from the bottom up), each at least so far above the one before, none
/// below the floor.
fn spread(wanted: &[f64], apart: f64, floor: f64) -> Vec<f64> {
    let mut below = floor + apart;
    let mut places = Vec::with_capacity(wanted.len());
    for &y in wanted {
        below = f64::min(y, below - apart);
        places.push(below);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_and_in_order() {
        let places = spread(&[100.0, 99.0, 98.0, 40.0], 13.0, 101.0);
        assert_eq!(places, [100.0, 87.0, 74.0, 40.0]);
        let places = apart(&[10.0, 10.0, 10.0], 13.0, [0.0, 100.0]);
        assert_eq!(places, [26.0, 13.0, 0.0]);
        let places = apart(&[90.0, 5.0, 5.0], 13.0, [0.0, 100.0]);
        assert_eq!(places, [90.0, 13.0, 0.0]);
    }

    #[test]
    fn as_many_names_stand_as_there_is_room_for_with_the_first_and_the_last() {
        assert_eq!(picked(7, 9), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(picked(11, 9), [0, 2, 4, 6, 8, 10]);
        assert_eq!(picked(12, 9), [0, 2, 4, 6, 8, 11]);
        assert_eq!(picked(2, 1), [0, 1]);
        assert_eq!(picked(0, 9), [] as [usize; 0]);
        for count in 1..60 {
            assert!(picked(count, 9).len() <= 9);
        }
    }
}
