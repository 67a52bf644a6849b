//! How a link looks at its scenario.

use crate::analysis::planned::Choice;
use crate::analysis::question::{Moved, Question};
use crate::fingerprint::Claim;
use crate::measure::Measure;
use serde::Serialize;

/// How a scenario is looked at. Nothing here changes a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// `view`: the key of the output shown.
    pub output: Option<String>,
    /// `view-as`: how its runs are drawn.
    pub form: ViewForm,
    /// `view-run`: the run looked at closely.
    pub run: Option<u32>,
    /// `view-subset`: the subset looked at closely.
    pub subset: Option<u32>,
    /// `goal`: the level a run is judged by.
    pub goal: Option<f64>,
    /// `map` and `map-2`: what the two maps of a sweep show.
    pub maps: [Option<Measure>; 2],
    /// `map-lines` and `map-2-lines`: the levels whose contours the maps draw; round ones where the
    /// link names none.
    pub lines: [Vec<f64>; 2],
    /// `threshold`: the search that is open.
    pub threshold: Option<Question>,
    /// `sensitivity`: the outcome of which it is asked what moves it.
    pub sensitivity: Option<Moved>,
    /// `planned`: the notebook's planned analysis, where it is open.
    pub planned: Option<Choice>,
    /// `pinned`, and `pinned-` before an input's key: the scenario that this one is compared with, by the
    /// inputs in which it differs and their values there, in the order of the inputs.
    pub pinned: Option<Vec<(usize, f64)>>,
    /// `fingerprint`: what the scenario's numbers are claimed to hash to. It goes when the scenario changes.
    pub fingerprint: Option<Claim>,
}

/// The keys of [`View::maps`].
pub(crate) const MAPS: [&str; 2] = ["map", "map-2"];
/// The keys of [`View::lines`].
pub(crate) const LINES: [&str; 2] = ["map-lines", "map-2-lines"];
/// Most contours of a map.
pub(crate) const MOST_LINES: usize = 8;

/// The key of [`View::threshold`].
pub(crate) const THRESHOLD: &str = "threshold";
/// The key of [`View::sensitivity`].
pub(crate) const SENSITIVITY: &str = "sensitivity";
/// The key of [`View::pinned`], and what its inputs' keys begin with.
pub(crate) const PINNED: [&str; 2] = ["pinned", "pinned-"];
/// What [`PINNED`] says where nothing differs yet.
pub(crate) const HERE: &str = "here";
/// The key of [`View::fingerprint`].
pub(crate) const FINGERPRINT: &str = "fingerprint";
/// The key of [`View::planned`].
pub(crate) const PLANNED: &str = "planned";

/// How the runs of a subset are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ViewForm {
    /// Quantile bands and a few runs.
    #[default]
    Fan,
    /// The runs themselves.
    Runs,
    /// The runs, and the notebook's LOWESS line through them.
    Trend,
    /// The quantile bands of every subset, side by side.
    Facets,
}

impl ViewForm {
    pub(crate) const ALL: [(Self, &'static str); 4] = [
        (Self::Fan, "fan"),
        (Self::Runs, "runs"),
        (Self::Trend, "trend"),
        (Self::Facets, "facets"),
    ];
}
