//! The notebooks' trend line: LOWESS with statsmodels' defaults, as plotly's `trendline="lowess"`
//! draws it.
//!
//! Libraries fit at every point, which for a thousand runs of 121 timesteps takes minutes. The runs
//! of an ensemble share their timesteps, and points of equal x get equal fits, so here they are
//! fitted as one group: the same line, at the cost of the distinct timesteps. The tests compare it
//! with statsmodels and with a library that fits every point.
//!
//! Cleveland, "Robust Locally Weighted Regression and Smoothing Scatterplots", JASA 74, 1979.

use crate::stats::quantile::median;

/// Share of the points that a local fit sees.
const FRACTION: f64 = 2.0 / 3.0;
/// Fits after the first, each with the outliers of the one before weighed down.
const ROBUST_ITERATIONS: usize = 3;

/// The trend at each of the rising `xs`, through the points `(xs[i], y)` for `y` in `groups[i]`.
///
/// Points that are not finite are left out; where a group has no others its trend is not a number.
#[must_use]
pub fn lowess(xs: &[f64], groups: &[&[f64]]) -> Vec<f64> {
    let mut points = Points::new(xs, groups);
    let mut trend = points.fit();
    for _ in 0..ROBUST_ITERATIONS {
        points.weigh_down_outliers(&trend);
        trend = points.fit();
    }
    let mut fits = trend.into_iter();
    groups
        .iter()
        .map(|group| match group.iter().any(|y| y.is_finite()) {
            true => fits.next().unwrap_or(f64::NAN),
            false => f64::NAN,
        })
        .collect()
}

/// The points of one x.
struct Group {
    x: f64,
    ys: Vec<f64>,
    /// How much each point counts, from its distance to the last trend.
    weights: Vec<f64>,
    sum_of_weights: f64,
    weighted_sum: f64,
}

struct Points {
    groups: Vec<Group>,
    /// How many points a local fit sees.
    neighbours: usize,
}

impl Points {
    fn new(xs: &[f64], groups: &[&[f64]]) -> Self {
        let group = |(&x, ys): (&f64, &&[f64])| {
            let ys: Vec<f64> = ys.iter().copied().filter(|y| y.is_finite()).collect();
            let weights = vec![1.0; ys.len()];
            Group::weighted(x, ys, weights)
        };
        let groups: Vec<Group> = xs.iter().zip(groups).map(group).collect();
        let groups: Vec<Group> = groups.into_iter().filter(|g| !g.ys.is_empty()).collect();
        let count: usize = groups.iter().map(|group| group.ys.len()).sum();
        Self {
            groups,
            neighbours: neighbours(count),
        }
    }

    fn fit(&self) -> Vec<f64> {
        (0..self.groups.len())
            .map(|place| self.fit_at(place))
            .collect()
    }

    /// A straight line through the neighbours of a group, read off at the group.
    fn fit_at(&self, place: usize) -> f64 {
        let x = self.groups[place].x;
        let radius = self.radius(place);
        let tricube = |group: &Group| cube(1.0 - cube((group.x - x).abs() / radius));
        let near = || {
            let inside = |group: &&Group| (group.x - x).abs() < radius;
            self.groups.iter().filter(inside)
        };
        let counting = near().flat_map(|group| {
            let tricube = tricube(group);
            group
                .weights
                .iter()
                .filter(move |weight| *weight * tricube > 1e-12)
        });
        if counting.take(2).count() < 2 {
            // statsmodels keeps the point itself where a line has nothing to go by.
            return self.groups[place].ys[0];
        }
        let total: f64 = near().map(|g| tricube(g) * g.sum_of_weights).sum();
        let weight = |group: &Group| tricube(group) * group.sum_of_weights / total;
        let mean: f64 = near().map(|g| weight(g) * g.x).sum();
        let spread: f64 = near()
            .map(|g| weight(g) * (g.x - mean) * (g.x - mean))
            .sum();
        let spread = spread.max(1e-12);
        near()
            .map(|group| {
                let slant = 1.0 + (x - mean) * (group.x - mean) / spread;
                tricube(group) * group.weighted_sum / total * slant
            })
            .sum()
    }

    /// The distance to the farthest of the nearest neighbours of a group.
    fn radius(&self, place: usize) -> f64 {
        let x = self.groups[place].x;
        let (mut left, mut right) = (place, place);
        let mut seen = self.groups[place].ys.len();
        let mut radius = 0.0;
        while seen < self.neighbours {
            let to_left = left.checked_sub(1).map(|i| x - self.groups[i].x);
            let to_right = self.groups.get(right + 1).map(|group| group.x - x);
            match (to_left, to_right) {
                (Some(l), r) if r.is_none_or(|r| l <= r) => {
                    left -= 1;
                    seen += self.groups[left].ys.len();
                    radius = l;
                }
                (_, Some(r)) => {
                    right += 1;
                    seen += self.groups[right].ys.len();
                    radius = r;
                }
                _ => break,
            }
        }
        radius
    }

    fn weigh_down_outliers(&mut self, trend: &[f64]) {
        let residual = |y: &f64, fit: f64| (y - fit).abs();
        let mut residuals: Vec<f64> = self
            .groups
            .iter()
            .zip(trend)
            .flat_map(|(group, &fit)| group.ys.iter().map(move |y| residual(y, fit)))
            .collect();
        // Residuals that are only rounding must not make one another outliers.
        let largest = self.groups.iter().flat_map(|group| &group.ys);
        let largest = largest.fold(0.0, |largest: f64, y| largest.max(y.abs()));
        let scale = (6.0 * median(&mut residuals)).max(64.0 * f64::EPSILON * largest);
        for (group, &fit) in self.groups.iter_mut().zip(trend) {
            let ys = std::mem::take(&mut group.ys);
            let weights = ys
                .iter()
                .map(|y| bisquare(residual(y, fit), scale))
                .collect();
            *group = Group::weighted(group.x, ys, weights);
        }
    }
}

impl Group {
    fn weighted(x: f64, ys: Vec<f64>, weights: Vec<f64>) -> Self {
        Self {
            x,
            sum_of_weights: weights.iter().sum(),
            weighted_sum: weights.iter().zip(&ys).map(|(w, y)| w * y).sum(),
            ys,
            weights,
        }
    }
}

fn neighbours(count: usize) -> usize {
    let share = (FRACTION * count as f64 + 1e-10) as usize;
    share.max(2).min(count)
}

fn cube(x: f64) -> f64 {
    x * x * x
}

/// Weight of a residual: 1 on the trend, 0 from six medians on.
fn bisquare(residual: f64, scale: f64) -> f64 {
    let distance = if residual < scale {
        residual / scale
    } else {
        1.0
    };
    let rest = 1.0 - distance * distance;
    rest * rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_its_own_trend() {
        let xs = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
        let ys = xs.map(|x| [2.0 * x + 1.0, 2.0 * x + 1.0]);
        let groups: Vec<&[f64]> = ys.iter().map(|y| &y[..]).collect();
        for (x, fit) in xs.iter().zip(lowess(&xs, &groups)) {
            assert!((fit - (2.0 * x + 1.0)).abs() < 1e-12, "{x} {fit}");
        }
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let xs = [0.0, 1.0, 2.0, 3.0];
        let groups: [&[f64]; 4] = [&[1.0], &[f64::NAN], &[1.0, f64::INFINITY], &[1.0]];
        let trend = lowess(&xs, &groups);
        assert!(trend[1].is_nan());
        assert!((trend[2] - 1.0).abs() < 1e-12);
        assert!(lowess(&[], &[]).is_empty());
    }
}
