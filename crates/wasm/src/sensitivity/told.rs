//! A sensitivity analysis in words and tables, as the page is told it.

use super::Sensitivity;
use apiary_charts::sobol::{Sobol, share_told};
use apiary_charts::tornado::{Tornado, role_name};
use serde::Serialize;

/// What a sensitivity analysis says so far.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Sensitive {
    /// What matters most, in a sentence.
    conclusion: String,
    /// The tornado in words.
    description: String,
    /// The tornado, the largest effect first.
    rows: Vec<MovedRow>,
    /// Sobol's indices; none as long as there are none.
    sobol: Option<Shares>,
}

/// A parameter of a tornado.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct MovedRow {
    label: &'static str,
    /// `policy` or `world`.
    role: &'static str,
    lowered: MovedTo,
    raised: MovedTo,
}

/// A parameter moved to one side.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct MovedTo {
    /// The value, in its unit.
    value: String,
    /// The outcome with its error, or that the model is not defined there.
    gives: String,
    /// The scenario; none where the model is not defined.
    link: Option<String>,
}

/// Sobol's indices in words.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Shares {
    /// What explains most, in a sentence.
    conclusion: String,
    /// What the two shares mean.
    meaning: String,
    /// The picture in words.
    description: String,
    /// Whether there is variance to take apart.
    told: bool,
    /// The factors, the largest share first.
    rows: Vec<ShareRow>,
}

/// A factor's shares of the variance.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ShareRow {
    label: &'static str,
    /// `policy`, `world` or `chance`.
    role: &'static str,
    /// The share that it explains alone.
    alone: String,
    /// Together with all others.
    together: String,
}

impl Shares {
    fn of(sobol: &Sobol) -> Self {
        let order = sobol.order().into_iter();
        Self {
            conclusion: sobol.conclusion(),
            meaning: sobol.meaning(),
            description: sobol.describe(),
            told: sobol.is_told(),
            rows: order
                .map(|share| ShareRow {
                    label: sobol.label(share),
                    role: role_name(share.role),
                    alone: share_told(share.first),
                    together: share_told(share.total),
                })
                .collect(),
        }
    }
}

impl Sensitivity {
    /// What there is to say so far.
    pub(super) fn words(&self, tornado: &Tornado, sobol: Option<&Sobol>) -> Sensitive {
        let order = tornado.order().into_iter();
        Sensitive {
            conclusion: tornado.conclusion(),
            description: tornado.describe(),
            rows: order.map(|place| self.row(tornado, place)).collect(),
            sobol: sobol.map(Shares::of),
        }
    }

    fn row(&self, tornado: &Tornado, parameter: usize) -> MovedRow {
        let row = self.link.scenario.model.parameters()[parameter];
        let side = |side: usize| {
            let moved = &self.moves[2 * parameter + side];
            let gives = tornado.sides[parameter][side].gives;
            MovedTo {
                value: tornado.value_of(parameter, &tornado.sides[parameter][side]),
                gives: gives.map_or_else(
                    || "not defined here".to_owned(),
                    |gives| tornado.told(gives),
                ),
                link: self.link_of(moved),
            }
        };
        MovedRow {
            label: row.label,
            role: role_name(Some(row.role)),
            lowered: side(0),
            raised: side(1),
        }
    }
}
