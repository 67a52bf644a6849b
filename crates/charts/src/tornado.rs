//! What one parameter at a time does to the outcome: a row each, the largest effect first, with a
//! half for the parameter lowered and a half for it raised.

mod words;

use crate::pen::{Anchor, Drawn, Pen, Shown, Surface, Type};
use crate::plot::{Plot, span, step, ticks};
use crate::readout::{Area, Read};
use crate::style::{Frame, Theme};
use apiary_core::analysis::sensitivity::Bar;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::people;
use apiary_core::stats::order;
use apiary_core::stats::statistic::Estimate;
use apiary_core::table::{Parameter, Role, Unit};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

const ROW: f64 = 40.0;
/// On a narrow screen the names stand above their bars.
const NARROW_ROW: f64 = 62.0;
const HEAD: f64 = 76.0;
/// Below this width the head takes more lines.
const SMALL: f64 = 340.0;
const FOOT: f64 = 44.0;
/// Height of half a row's bar: as much as keeps the values of both halves apart.
const HALF: f64 = 12.0;
/// How far the outline of a row that is read stands from its name.
const MARGIN: f64 = 6.0;
/// Room for the moved value beside a bar.
const VALUE: f64 = 66.0;

/// A parameter moved to one side, and what that gives.
#[derive(Clone, Debug)]
pub struct Side {
    /// The change.
    pub bar: Bar,
    /// The outcome there; none where the model is not defined.
    pub gives: Option<Estimate>,
}

/// The picture.
pub struct Tornado<'a> {
    /// The scenario.
    pub link: &'a Link,
    /// The outcome.
    pub measure: Measure,
    /// Its value in the scenario itself.
    pub base: Estimate,
    /// By parameter, in the table's order: lowered and raised.
    pub sides: &'a [[Side; 2]],
}

/// Where the rows and the bars lie.
struct Place {
    left: f64,
    right: f64,
    top: f64,
    row: f64,
    x: [f64; 2],
}

impl Place {
    fn across(&self, value: f64) -> f64 {
        let [from, to] = self.x;
        let share = (value - from) / (to - from);
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Halfway up a row's two bars.
    fn middle(&self, row: usize) -> f64 {
        let from_end = if self.row > ROW { 22.0 } else { ROW / 2.0 };
        self.top + self.row * (row + 1) as f64 - from_end
    }
}

impl Tornado<'_> {
    /// How high it is at a width, in CSS pixels, with so many parameters.
    #[must_use]
    pub fn height(width: f64, parameters: usize) -> f64 {
        let narrow = width < Frame::NARROW;
        let (head, row) = if narrow && width < SMALL {
            // The title takes a line more here, and what stands below it.
            (HEAD + 78.0, NARROW_ROW)
        } else if narrow {
            (HEAD + 36.0, NARROW_ROW)
        } else {
            (HEAD, ROW)
        };
        head + row * parameters as f64 + FOOT
    }

    /// The rows, by index of the parameter: the largest effect first.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.sides.len()).collect();
        let effect = |row: &usize| largest(&self.sides[*row]).map_or(-1.0, |(_, change)| change);
        order::descending(&mut order, effect);
        order
    }

    fn parameters(&self) -> Vec<&'static Parameter> {
        self.link.scenario.model.parameters()
    }

    fn unit(&self) -> Unit {
        self.measure.unit(&self.link.scenario.model.outputs())
    }

    /// A parameter's value in the scenario itself.
    fn own(&self, parameter: usize) -> f64 {
        self.link.scenario.inputs_of(self.link.subset())[parameter]
    }

    /// An estimate in the outcome's unit.
    #[must_use]
    pub fn told(&self, estimate: Estimate) -> String {
        if self.measure.is_share() {
            return people::estimated(estimate.value, estimate.error).to_string();
        }
        people::with_error(estimate.value, estimate.error, self.unit())
    }

    fn ends(&self) -> [f64; 2] {
        let sides = self.sides.iter().flatten();
        let reached = sides.filter_map(|side| side.bar.change).flat_map(|change| {
            let [at, error] = [self.base.value + change.value, change.error];
            [at - error, at + error]
        });
        let base = [self.base.value - self.base.error, self.base.value];
        let ends = reached.chain(base);
        if self.measure.is_share() {
            return span(ends.map(|share| share.clamp(0.0, 1.0)).chain([0.0]));
        }
        span(ends)
    }

    fn place(&self, frame: Frame) -> Place {
        let rows = self.sides.len() as f64;
        let narrow = frame.is_narrow();
        let row = if narrow { NARROW_ROW } else { ROW };
        Place {
            left: if narrow { VALUE - 10.0 } else { 196.0 + VALUE },
            right: frame.width - VALUE,
            top: frame.height - FOOT - row * rows,
            row,
            x: self.ends(),
        }
    }

    /// The parameter and side (0 lowered, 1 raised) whose bar, or the value beside it, lies at a place.
    #[must_use]
    pub fn at(&self, frame: Frame, (x, y): (f64, f64)) -> Option<(usize, usize)> {
        let place = self.place(frame);
        let row = ((y - place.top) / place.row).floor();
        if !(0.0..self.sides.len() as f64).contains(&row) {
            return None;
        }
        let row = row as usize;
        let parameter = *self.order().get(row)?;
        let (middle, from_middle) = (place.middle(row), y - place.middle(row));
        let side = usize::from(y > middle);
        let change = self.sides[parameter][side].bar.change?.value;
        let [base, end] = [0.0, change].map(|by| place.across(self.base.value + by));
        let (left, right) = if change < 0.0 {
            (end - VALUE, base + HALF)
        } else {
            (base - HALF, end + VALUE)
        };
        let is_on = (left..=right).contains(&x) && from_middle.abs() <= HALF + 4.0;
        is_on.then_some((parameter, side))
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
        let title = self.measure.label(self.link.scenario.model);
        let what = "one parameter moved at a time, on the same draws; whiskers: ± one standard \
                    error of the change";
        pen.title(&title, what, frame.width)?;
        let place = self.place(frame);
        self.draw_axis(&pen, &place)?;
        // Before the rows, whose words would else be struck through.
        self.draw_base(&pen, &place)?;
        for (row, parameter) in self.order().into_iter().enumerate() {
            self.draw_row(&pen, &place, row, parameter)?;
        }
        draw_key(&pen)?;
        note_rows(&pen, place.top, self.sides.len(), FOOT);
        Ok(pen.noted())
    }

    /// Grid lines with the outcome's values below them.
    fn draw_axis<DB: DrawingBackend>(&self, pen: &Pen<DB>, place: &Place) -> Drawn<DB> {
        let bottom = pen.frame.height - FOOT;
        let ticks = ticks(place.x, ((place.right - place.left) / 70.0) as usize);
        let gap = step(&ticks);
        let set = Type::of(12.0, pen.theme.ink3).at(Anchor::Middle);
        for tick in ticks {
            let x = place.across(tick);
            pen.line(&[(x, place.top), (x, bottom + 4.0)], pen.theme.rule, 1.0)?;
            let text = people::tick(tick, gap, self.unit());
            pen.text(&text, (x, bottom + 15.0), set)?;
        }
        Ok(())
    }

    fn draw_row<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        place: &Place,
        row: usize,
        parameter: usize,
    ) -> Drawn<DB> {
        let middle = place.middle(row);
        let table = self.parameters()[parameter];
        draw_name(
            pen,
            table.label,
            Some(table.role),
            place.top,
            place.row,
            row,
        )?;
        let halves = [
            (0, pen.theme.grey2, middle - HALF),
            (1, pen.theme.blue, middle),
        ];
        // The ground of a half's words reaches into the other.
        for (side, _, y) in halves {
            let side = &self.sides[parameter][side];
            self.draw_value(pen, place, side, (parameter, y + HALF / 2.0))?;
        }
        for (side, colour, y) in halves {
            self.draw_bar(pen, place, &self.sides[parameter][side], (colour, y))?;
        }
        Ok(())
    }

    /// Where a side's outcome lies, and the ends of its whisker; none where there is no number.
    fn reached(&self, side: &Side) -> Option<[f64; 3]> {
        let change = side.bar.change?;
        let at = self.base.value + change.value;
        let error = Some(change.error).filter(|error| error.is_finite());
        let reach = error.unwrap_or_default();
        at.is_finite().then_some([at, at - reach, at + reach])
    }

    /// Where the scenario's own outcome lies.
    fn base_at(&self, place: &Place) -> f64 {
        let own = Some(self.base.value).filter(|value| value.is_finite());
        place.across(own.unwrap_or(place.x[0]))
    }

    /// What a side moves its parameter to, beside the bar; or why there is none.
    fn draw_value<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        place: &Place,
        side: &Side,
        (parameter, middle): (usize, f64),
    ) -> Drawn<DB> {
        let value = self.value_of(parameter, side);
        let base = self.base_at(place);
        let set = Type::of(12.0, pen.theme.ink2);
        let reached = self.reached(side);
        let is_own = side.bar.value == self.own(parameter);
        let Some(reached) = reached.filter(|_| !is_own) else {
            let why = match side.bar.change {
                _ if is_own => "goes no further",
                Some(_) => "no number",
                None => "not defined here",
            };
            return beside(pen, &format!("{value}: {why}"), [base, base], middle, set);
        };
        let [at, low, high] = reached.map(|x| place.across(x));
        if side.bar.change.is_some_and(|change| change.value < 0.0) {
            let x = low.min(at).min(base) - 7.0;
            pen.label(&value, (x, middle), set.at(Anchor::End))
        } else {
            pen.label(&value, (high.max(at).max(base) + 7.0, middle), set)
        }
    }

    fn draw_bar<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        place: &Place,
        side: &Side,
        (colour, y): (RGBColor, f64),
    ) -> Drawn<DB> {
        let Some(reached) = self.reached(side) else {
            return Ok(());
        };
        let [end, low, high] = reached.map(|x| place.across(x));
        let (base, middle) = (self.base_at(place), y + HALF / 2.0);
        let (from, to) = (base.min(end), base.max(end));
        pen.block((from, y + 1.0), (to, y + HALF - 1.0), colour)?;
        pen.line(&[(low, middle), (high, middle)], pen.theme.ink, 1.0)
    }

    /// The hexagon and the line at the scenario's own outcome.
    fn draw_base<DB: DrawingBackend>(&self, pen: &Pen<DB>, place: &Place) -> Drawn<DB> {
        if !self.base.value.is_finite() {
            return Ok(());
        }
        let (theme, x) = (pen.theme, place.across(self.base.value));
        let top = place.top - 12.0;
        let bottom = pen.frame.height - FOOT + 4.0;
        pen.line(&[(x, top), (x, bottom)], theme.ink, 1.0)?;
        pen.hexagon((x, top), 7.5, [theme.honey, theme.honeyink])?;
        let text = format!("this scenario, {}", self.told(self.base));
        let set = Type::of(12.5, theme.honeyink).strong();
        let wide = pen.width(&text, set);
        if x + 13.0 + wide > pen.frame.width && x - 13.0 - wide < 0.0 {
            // No room on either side: above.
            let left = (x - wide / 2.0).min(pen.frame.width - wide).max(0.0);
            return pen.text(&text, (left, top - 18.0), set);
        }
        beside(pen, &text, [x - 7.0, x + 7.0], top, set)
    }
}

/// The larger change of two sides without its sign, behind its error.
fn largest(sides: &[Side; 2]) -> Option<(f64, f64)> {
    let changes = sides.iter().filter_map(|side| side.bar.change);
    let finite = changes.filter(|change| change.value.is_finite());
    finite
        .map(|change| (change.error, change.value.abs()))
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// A text to the right of a stretch, or to its left where there is more room.
fn beside<DB: DrawingBackend>(
    pen: &Pen<DB>,
    text: &str,
    [left, right]: [f64; 2],
    y: f64,
    set: Type,
) -> Drawn<DB> {
    if right + 6.0 + pen.width(text, set) <= pen.frame.width {
        pen.label(text, (right + 6.0, y), set)
    } else {
        pen.label(text, (left - 6.0, y), set.at(Anchor::End))
    }
}

/// Notes that each of some rows between a height and a foot can be read, across the whole picture.
pub(crate) fn note_rows<DB: DrawingBackend>(pen: &Pen<DB>, top: f64, count: usize, foot: f64) {
    pen.note(Area {
        read: Read::Rows,
        plot: Plot {
            left: -MARGIN,
            top,
            right: pen.frame.width + MARGIN,
            bottom: pen.frame.height - foot,
            x: [0.0, 1.0],
            y: [0.0, 1.0],
        },
        count,
    });
}

/// A row's name and who sets it, on the left or above.
pub(crate) fn draw_name<DB: DrawingBackend>(
    pen: &Pen<DB>,
    label: &str,
    role: Option<Role>,
    top: f64,
    height: f64,
    row: usize,
) -> Drawn<DB> {
    let (strong, grey) = (
        Type::of(13.0, pen.theme.ink).strong(),
        Type::of(12.5, pen.theme.ink3),
    );
    let top = top + height * row as f64;
    let role = role_name(role);
    if pen.frame.is_narrow() {
        let y = top + 13.0;
        pen.label(label, (0.0, y), strong)?;
        let beside = pen.width(label, strong) + 8.0;
        return pen.label(role, (beside, y), grey);
    }
    let y = top + height / 2.0;
    pen.text(label, (0.0, y), strong)?;
    pen.text(role, (196.0, y), grey.at(Anchor::End))
}

/// Who sets a factor: `policy`, `world`, or nobody.
#[must_use]
pub const fn role_name(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Policy) => "policy",
        Some(Role::World) => "world",
        None => "chance",
    }
}

/// Which half is which, below the names.
fn draw_key<DB: DrawingBackend>(pen: &Pen<DB>) -> Drawn<DB> {
    let set = Type::of(12.0, pen.theme.ink2);
    let y = pen.frame.height - if pen.frame.is_narrow() { 8.0 } else { 26.0 };
    let mut x = 0.0;
    for (colour, text) in [(pen.theme.grey2, "lowered"), (pen.theme.blue, "raised")] {
        pen.block((x, y - 5.0), (x + 10.0, y + 5.0), colour)?;
        pen.text(text, (x + 16.0, y), set)?;
        x += 16.0 + pen.width(text, set) + 18.0;
    }
    Ok(())
}
