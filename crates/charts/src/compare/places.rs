//! How a frame is shared out between the fans of two scenarios and where the runs of each end.

use crate::ends::BESIDE;
use crate::plot::Plot;
use crate::style::Frame;

/// Room for the words below a plot.
const AXIS: f64 = 28.0;
/// The least height of a narrow frame that fans and bars have room in.
const LEAST_FOR_BOTH: f64 = 420.0;
/// From this width on there is room for the bars beside the fans.
const BESIDE_FROM: f64 = 860.0;
/// From A's bars to B's.
const COLUMNS: f64 = 34.0;
/// Room for a name, or for a share, beside a line or bars.
pub(super) const NAMED: f64 = 86.0;
/// From what is said of A's runs to B's bars.
const APART: f64 = 14.0;

/// Where the bars of where the runs end stand.
pub(super) enum Bars {
    /// Right of the fans, on their axis: the left and right of each, with words so wide beside them, or among them.
    Beside {
        columns: [[f64; 2]; 2],
        words: Option<f64>,
    },
    /// Below the fans, with their words among them: the top and bottom of both.
    Below([f64; 2]),
}

impl Bars {
    /// The plot that they lie on.
    pub(super) const fn plot(&self, fans: &Plot, frame: Frame) -> Plot {
        match *self {
            Self::Beside { .. } => *fans,
            Self::Below([top, bottom]) => Plot {
                top,
                bottom,
                right: frame.width,
                ..*fans
            },
        }
    }

    /// The left and right of each; below the fans they share the width of the plot.
    pub(super) fn columns(&self, plot: &Plot) -> [[f64; 2]; 2] {
        if let Self::Beside { columns, .. } = *self {
            return columns;
        }
        let wide = (plot.right - plot.left) / 2.0;
        let column = |left: f64| [left, left + wide - COLUMNS];
        [column(plot.left), column(plot.left + wide)]
    }
}

/// How a frame is shared out.
pub(super) struct Places {
    /// Where the fans end on the right.
    pub(super) right: f64,
    /// Where the fans end below.
    pub(super) bottom: f64,
    /// Where the runs end; nowhere in a small frame, where a table has the figures.
    pub(super) ends: Option<Bars>,
}

impl Places {
    /// With words so wide beside the bars, or among them: the bars stand beside the fans, on a narrow screen below.
    pub(super) fn of(frame: Frame, beside: Option<f64>) -> Self {
        let bottom = frame.height - AXIS;
        let right = frame.width - NAMED - 20.0;
        let is_below = frame.width < BESIDE_FROM && frame.height >= LEAST_FOR_BOTH;
        if !frame.is_narrow() && !is_below {
            let wide = frame.width * if beside.is_some() { 0.1 } else { 0.135 };
            let words = beside.map_or(COLUMNS, |beside| BESIDE + beside + APART);
            let apart = wide + words;
            // The word behind the axis of B's bars needs its room, too.
            let first = frame.width - 2.0 * apart + beside.map_or(0.0, |_| APART);
            let column = |left: f64| [left, left + wide];
            return Self {
                right: first - NAMED - 20.0,
                bottom,
                ends: Some(Bars::Beside {
                    columns: [column(first), column(first + apart)],
                    words: beside,
                }),
            };
        }
        if !is_below {
            return Self {
                right,
                bottom,
                ends: None,
            };
        }
        let fans = frame.height * 0.56;
        Self {
            right,
            bottom: fans - AXIS,
            ends: Some(Bars::Below([fans + 46.0, bottom])),
        }
    }
}
