//! How many runs stand for all of a scenario while a slider moves.

use apiary_core::link::Link;
use apiary_core::view::ViewForm;

/// Timesteps whose rows are made, carried to the page and drawn within two frames or three.
const STEPS: u64 = 200_000;
/// How many cost as much as one of these, where runs step together and only their ends are carried.
const ENDS_IN_LANES: u64 = 8;
/// How many times as long runs take with a trend line through them.
const TREND: u64 = 2;
/// Of fewer runs nothing can be told.
const FEWEST: u32 = 10;

/// The first runs that a preview takes: a round number of them, or all where these are made as quickly.
pub(crate) fn runs_of(link: &Link, with_rows: usize, with_ends: usize) -> u32 {
    let scenario = &link.scenario;
    let ends = if scenario.model.is_in_lanes() {
        with_ends as u64 / ENDS_IN_LANES
    } else {
        with_ends as u64
    };
    let drawn = if link.view.form == ViewForm::Trend {
        TREND
    } else {
        1
    };
    let each = u64::from(scenario.timesteps).max(1) * (with_rows as u64 + ends).max(1) * drawn;
    let most = (STEPS / each) as u32;
    if scenario.runs <= most.max(FEWEST) {
        scenario.runs
    } else {
        rounded(most).max(FEWEST)
    }
}

/// The largest of 1, 2, 5, 10, 20 and so on that is not larger.
fn rounded(most: u32) -> u32 {
    let mut power = 1;
    while most / power >= 10 {
        power *= 10;
    }
    let digit = [5, 2, 1].into_iter().find(|digit| digit * power <= most);
    digit.unwrap_or(0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(link: &str, with_rows: usize, with_ends: usize) -> u32 {
        runs_of(&Link::read(link).link, with_rows, with_ends)
    }

    #[test]
    fn what_is_quick_is_shown_whole() {
        assert_eq!(preview("honey/1", 1, 0), 1000);
        assert_eq!(preview("currents/1?runs=500", 1, 0), 500);
        assert_eq!(preview("honey/1?runs=100", 1, 72), 100);
        assert_eq!(preview("honey/1?runs=7&timesteps=100000", 1, 0), 7);
    }

    #[test]
    fn a_preview_is_smaller_the_more_there_is_to_make() {
        assert_eq!(preview("honey/1?runs=10000", 1, 0), 1000);
        assert_eq!(preview("honey/1?runs=10000&view-as=trend", 1, 0), 500);
        assert_eq!(preview("honey/1?runs=10000", 1, 72), 100);
        assert_eq!(preview("honey/1?runs=10000&timesteps=9000", 1, 72), 10);
        assert_eq!(preview("currents/1", 1, 0), 500);
    }

    #[test]
    fn previews_are_round_numbers() {
        let round = [0, 1, 3, 9, 10, 49, 50, 657, 2000].map(rounded);
        assert_eq!(round, [0, 1, 2, 5, 10, 20, 50, 500, 2000]);
    }
}
