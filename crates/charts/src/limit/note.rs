//! What a reader asks first of a limit that stands still at the beginning: why. In a narrow frame the title says it.

use super::account::Account;
use crate::notebook::Notebook;
use crate::pen::{Drawn, Pen, Type};
use crate::plot::Plot;
use apiary_core::people;
use plotters::prelude::DrawingBackend;

/// Widths that its lines may have, the best first.
const WIDTHS: [f64; 3] = [340.0, 220.0, 150.0];
const LINE: f64 = 16.0;
/// From the text to the frame's end.
const EDGE: f64 = 4.0;
/// From the elbow to the text, and from the text to what is drawn.
const GAP: f64 = 10.0;

/// The sentence, and the last timestep that it is about.
pub(super) fn told(account: &Account, notebook: &Notebook) -> Option<(usize, String)> {
    let last = account.stands_until()?;
    let about = notebook.link.scenario.model.about();
    let because = notebook.chart.note?;
    let stays = people::number(account.limit[0].abs(), 0);
    let until = format!("Until {} {last} the limit stays at {stays}", about.timestep);
    Some((last, format!("{until}: {because}")))
}

/// Draws it below the lines or above them, where there is room for it, with an elbow to where the limit moves.
pub(super) fn draw<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &Plot,
    account: &Account,
    notebook: &Notebook,
) -> Drawn<DB> {
    let Some((last, text)) = told(account, notebook) else {
        return Ok(());
    };
    let set = Type::of(12.5, pen.theme.ink2);
    let x = plot.across(last as f64);
    let text_at = x + GAP + 8.0;
    let wrapped = WIDTHS.map(|width| pen.wrapped(&text, set, width));
    let placed = wrapped.iter().find_map(|lines| {
        let widths = lines.iter().map(|line| pen.width(line, set));
        let right = text_at + widths.fold(0.0, f64::max) + GAP;
        let height = LINE * lines.len() as f64;
        let fits = right <= plot.right;
        let top = free(plot, account, [x, right], height).filter(|_| fits)?;
        Some((lines, top))
    });
    let Some((lines, top)) = placed else {
        return Ok(());
    };
    let middle = top + LINE / 2.0;
    let from = plot.up(plot.within(account.limit[last]));
    let elbow = [(x, from), (x, middle), (x + GAP, middle)];
    pen.line(&elbow, pen.theme.ink2, 1.0)?;
    for (line, text) in lines.iter().enumerate() {
        pen.text(text, (text_at, middle + LINE * line as f64), set)?;
    }
    Ok(())
}

/// From where down a text so high has room between two places, below all that is drawn there or above it.
fn free(plot: &Plot, account: &Account, span: [f64; 2], height: f64) -> Option<f64> {
    let [lowest, highest] = account.extent(plot, span);
    let below = plot.bottom - height - EDGE;
    let above = plot.top + EDGE;
    if lowest + GAP <= below {
        return Some(below);
    }
    (above + height + GAP <= highest).then_some(above)
}
