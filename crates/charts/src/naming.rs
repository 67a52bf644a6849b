//! Names beside the curves that they belong to, or at their ends, where nothing else stands.

use crate::pen::Point;

/// Half of a line of text, and what it keeps from curves.
const HALF: f64 = 8.0;
/// From a curve to its name.
const GAP: f64 = 10.0;
/// From a level line to the middle of a name.
const CLEAR: f64 = 10.0;
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

/// The same, clear of a level line, which would strike a name through: names move to the side of it that they
/// are wanted on, as far as there is room.
pub(crate) fn apart_from(
    wanted: &[f64],
    pitch: f64,
    [top, bottom]: [f64; 2],
    line: Option<f64>,
) -> Vec<f64> {
    let Some(line) = line else {
        return apart(wanted, pitch, [top, bottom]);
    };
    let (above, below) = ([top, line - CLEAR], [line + CLEAR, bottom]);
    let room = |[from, to]: [f64; 2]| {
        let names = ((to - from) / pitch).floor() + 1.0;
        names.max(0.0) as usize
    };
    let lower = wanted.iter().filter(|&&y| y > line).count();
    let lower = lower.min(room(below));
    let lower = lower.max(wanted.len().saturating_sub(room(above)));
    let (low, high) = wanted.split_at(lower);
    [apart(low, pitch, below), apart(high, pitch, above)].concat()
}

/// The left end of a name above or below a level line, within a box: at the line's left end, at its right end,
/// or between them; where the name meets none of some curves.
pub(crate) fn beside_level(
    curves: &[Vec<Point>],
    width: f64,
    line: f64,
    [left, top, right, bottom]: [f64; 4],
) -> Option<Point> {
    let curves: Vec<Vec<Point>> = curves.iter().map(|curve| fine(curve)).collect();
    let last = right - width;
    let steps = ((last - left) / GAP).max(0.0) as u32;
    let between = (1..=steps).map(|step| left + GAP * f64::from(step));
    let lefts = [left, last].into_iter().chain(between);
    let mut places = lefts.flat_map(|left| {
        [line - GAP, line + GAP].map(|y| Place {
            left,
            right: left + width,
            y,
        })
    });
    let is_free = |place: &Place| {
        (top + HALF..=bottom - HALF).contains(&place.y)
            && !curves.iter().flatten().any(|&point| place.holds(point))
    };
    let place = places.find(is_free)?;
    Some((place.left, place.y))
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
    fn names_stand_clear_of_a_line_on_the_side_they_are_wanted_on() {
        let sides = [0.0, 100.0];
        let places = apart_from(&[90.0, 52.0, 49.0, 20.0], 13.0, sides, Some(50.0));
        assert_eq!(places, [90.0, 60.0, 40.0, 20.0]);
        let places = apart_from(&[49.0, 48.0], 13.0, sides, Some(50.0));
        assert_eq!(places, [40.0, 27.0]);
        // Where there is no room above it, below it, and the other way round.
        let places = apart_from(&[12.0, 8.0, 4.0], 13.0, sides, Some(20.0));
        assert_eq!(places, [43.0, 30.0, 4.0]);
        let places = apart_from(&[99.0, 98.0], 13.0, sides, Some(95.0));
        assert_eq!(places, [85.0, 72.0]);
        assert_eq!(apart_from(&[50.0], 13.0, sides, None), [50.0]);
    }

    #[test]
    fn a_levels_name_stands_where_it_meets_no_curve() {
        let sides = [0.0, 0.0, 200.0, 100.0];
        let at = |curves: &[Vec<Point>]| beside_level(curves, 30.0, 50.0, sides);
        assert_eq!(at(&[]), Some((0.0, 40.0)));
        let above = vec![(0.0, 42.0), (200.0, 42.0)];
        assert_eq!(at(std::slice::from_ref(&above)), Some((0.0, 60.0)));
        let falling = vec![(0.0, 58.0), (60.0, 58.0), (61.0, 99.0), (200.0, 99.0)];
        assert_eq!(at(&[above.clone(), falling]), Some((170.0, 60.0)));
        let below = vec![(0.0, 58.0), (200.0, 58.0)];
        assert_eq!(at(&[above, below]), None);
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
