//! Charts as their words and what these must not meet: where each stands, set in the page's own fonts.

use apiary_charts::Surface;
use apiary_charts::style::Frame;
use apiary_pages::letters::{Letters, set};
use plotters::drawing::IntoDrawingArea;
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Words this close to each other are read as one.
const GAP: f64 = 3.0;
/// How far capitals reach up from the middle of a text, and letters with tails down, in sizes of it.
const UP: f64 = 0.37;
const DOWN: f64 = 0.45;

/// Lines from this width on are what a chart is about: medians and trends, which no word may hide.
const BOLD: u32 = 3;
/// The longest stroke of a dashed line, and what words keep from these sideways.
const DASH: f64 = 3.0;
const BESIDE_DASHES: f64 = 4.0;
/// Narrower than this a rectangle is one of many that shade where runs pass, and no bar.
const SHADE: f64 = 16.0;
/// Shapes with so many corners are bands, whose edges are lines.
const BAND: usize = 24;

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// A rectangle: left, top, right, bottom.
type Area = [f64; 4];

/// A text and where it stands.
#[derive(Clone, Debug)]
pub struct Word {
    /// What it says.
    pub text: String,
    area: Area,
    /// How many things were drawn before it.
    turn: usize,
}

impl Word {
    /// Where its letters are thick.
    fn core(&self) -> Area {
        let [left, top, right, bottom] = self.area;
        [left + 1.0, top + 1.5, right - 1.0, bottom - 1.5]
    }
}

/// What was drawn.
#[derive(Default)]
pub struct Sheet {
    words: Vec<Word>,
    /// Straight level or upright lines, and filled rectangles, with their turns.
    lines: Vec<(Area, usize)>,
    patches: Vec<(Area, usize)>,
    /// Filled rectangles that are no ground: bars and cells, with their turns.
    bars: Vec<(Area, usize)>,
    /// Lines that no word may lie on, whatever ground it has.
    curves: Vec<Vec<(f64, f64)>>,
    /// The outlines of bands.
    bands: Vec<Vec<(f64, f64)>>,
    dashes: Vec<Area>,
    /// The colour of the ground, which is laid first.
    ground: Option<(u8, u8, u8)>,
    size: (u32, u32),
    turn: usize,
}

fn overlap(a: Area, b: Area, gap: f64) -> bool {
    a[0] < b[2] + gap && b[0] < a[2] + gap && a[1] < b[3] && b[1] < a[3]
}

/// Whether a straight line runs through an area.
fn runs_through(area: Area, [from, to]: [(f64, f64); 2]) -> bool {
    let length = (to.0 - from.0).abs().max((to.1 - from.1).abs());
    let steps = length.ceil().max(1.0) as u32;
    (0..=steps).any(|step| {
        let share = f64::from(step) / f64::from(steps);
        let at = |from: f64, to: f64| from + share * (to - from);
        let (x, y) = (at(from.0, to.0), at(from.1, to.1));
        area[0] < x && x < area[2] && area[1] < y && y < area[3]
    })
}

fn holds(outer: Area, inner: Area) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

impl Sheet {
    /// What a chart of so many CSS pixels says, and where.
    ///
    /// # Panics
    /// Where the page's fonts cannot be read.
    pub fn draw(width: f64, height: f64, draw: impl Fn(&Surface<Setting>, Frame)) -> Self {
        let mut sheet = Self {
            size: (width.round() as u32, height.round() as u32),
            ..Self::default()
        };
        let frame = Frame {
            width,
            height,
            ratio: 1.0,
        };
        {
            let surface = Setting(&mut sheet).into_drawing_area();
            draw(&surface, frame);
        }
        sheet
    }

    /// Checks that each word can be read: none meets another, leaves the frame, or is struck through by a
    /// straight line.
    ///
    /// # Panics
    /// Where some word cannot.
    pub fn assert_readable(&self, name: &str) {
        let faults = self.faults();
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }

    /// What [`assert_readable`](Self::assert_readable) finds.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let words = self
            .words
            .iter()
            .filter(|word| !word.text.trim().is_empty());
        let words: Vec<&Word> = words.collect();
        let (width, height) = (f64::from(self.size.0), f64::from(self.size.1));
        for (place, word) in words.iter().enumerate() {
            let Word { text, area, .. } = word;
            if !holds([-0.5, -0.5, width + 0.5, height + 0.5], *area) {
                faults.push(format!("{text:?} is cut at {area:.0?}"));
            }
            let others = words[place + 1..].iter();
            for other in others.filter(|other| overlap(*area, other.area, GAP)) {
                faults.push(format!("{text:?} meets {:?} at {area:.0?}", other.text));
            }
            if let Some((line, _)) = self.lines.iter().find(|line| self.strikes(**line, word)) {
                faults.push(format!("{text:?} at {area:.0?} is crossed by {line:.0?}"));
            }
            faults.extend(self.lies_on(word));
        }
        faults.extend(self.cut_bars());
        faults
    }

    /// What a word lies on that it may not, with a ground or without.
    fn lies_on(&self, word: &Word) -> Option<String> {
        let (text, area, core) = (&word.text, word.area, word.core());
        let is_on = |curve: &Vec<(f64, f64)>| {
            let mut steps = curve.windows(2);
            steps.any(|step| runs_through(core, [step[0], step[1]]))
        };
        if self.curves.iter().any(is_on) {
            return Some(format!("{text:?} at {area:.0?} lies on a curve"));
        }
        if self.bands.iter().any(is_on) {
            return Some(format!("{text:?} at {area:.0?} lies on the edge of a band"));
        }
        let dashes = self.dashes.iter();
        let mut met = dashes.filter(|dash| overlap(core, **dash, BESIDE_DASHES));
        if let Some(dash) = met.next() {
            return Some(format!(
                "{text:?} at {area:.0?} lies on dashes at {dash:.0?}"
            ));
        }
        let mut bars = self.bars.iter().filter(|(_, turn)| *turn < word.turn);
        let (bar, _) = bars.find(|(bar, _)| overlap(core, *bar, 0.0) && !holds(*bar, core))?;
        Some(format!(
            "{text:?} at {area:.0?} lies over the end of {bar:.0?}"
        ))
    }

    /// Bars that a ground makes shorter than they are.
    fn cut_bars(&self) -> Vec<String> {
        let is_bar = |turn: usize| self.bars.iter().any(|(_, other)| *other == turn);
        let grounds = self.patches.iter().filter(|(_, turn)| !is_bar(*turn));
        let cuts = grounds.filter_map(|&(ground, turn)| {
            let mut before = self.bars.iter().filter(|(_, other)| *other < turn);
            let (bar, _) = before.find(|(bar, _)| overlap(ground, *bar, 0.0))?;
            let word = self.words.iter().find(|word| word.turn == turn + 1)?;
            Some(format!("the ground of {:?} hides {bar:.0?}", word.text))
        });
        cuts.collect()
    }

    /// Whether a line runs through a word, and no ground was laid between them.
    fn strikes(&self, (line, turn): (Area, usize), word: &Word) -> bool {
        let core = word.core();
        let covered = || {
            let between = self
                .patches
                .iter()
                .filter(|(_, patch)| (turn..word.turn).contains(patch));
            between.clone().any(|(patch, _)| holds(*patch, core))
        };
        overlap(line, core, 0.0) && !covered()
    }
}

/// A sheet in the making: a backend of plotters.
pub struct Setting<'a>(&'a mut Sheet);

thread_local! {
    static LETTERS: Letters = Letters::new().expect("the page's fonts");
    static WIDTHS: std::cell::RefCell<BTreeMap<(String, bool, u32), f64>> = std::cell::RefCell::default();
}

/// How wide a text is in the page's letters.
fn width_of<S: BackendTextStyle>(text: &str, style: &S) -> f64 {
    let is_strong = matches!(style.style(), FontStyle::Bold);
    let key = (text.to_owned(), is_strong, (style.size() * 100.0) as u32);
    WIDTHS.with_borrow_mut(|widths| {
        let measured = || {
            LETTERS.with(|letters| {
                let font = if is_strong {
                    &letters.strong
                } else {
                    &letters.regular
                };
                f64::from(set(text, font, style.size() as f32).0)
            })
        };
        *widths.entry(key).or_insert_with(measured)
    })
}

fn area_between(a: BackendCoord, b: BackendCoord) -> Area {
    let (x, y) = ([a.0, b.0], [a.1, b.1]);
    let low = |ends: [i32; 2]| f64::from(ends[0].min(ends[1]));
    let high = |ends: [i32; 2]| f64::from(ends[0].max(ends[1]));
    [low(x), low(y), high(x), high(y)]
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> Vec<(f64, f64)> {
    let point = |(x, y): BackendCoord| (f64::from(x), f64::from(y));
    path.into_iter().map(point).collect()
}

impl DrawingBackend for Setting<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.0.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Done {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        self.0.turn += 1;
        if !fill {
            return Ok(());
        }
        let patch = (area_between(from, to), self.0.turn);
        let colour = style.color().rgb;
        let [left, _, right, _] = patch.0;
        let is_shade = right - left < SHADE;
        if *self.0.ground.get_or_insert(colour) != colour && !is_shade {
            self.0.bars.push(patch);
        }
        self.0.patches.push(patch);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.0.turn += 1;
        let path: Vec<BackendCoord> = path.into_iter().collect();
        // Curves run where their values lie; a straight line could have been drawn elsewhere.
        if let [from, to] = path[..]
            && (from.0 == to.0 || from.1 == to.1)
        {
            let area = area_between(from, to);
            self.0.lines.push((area, self.0.turn));
            if (area[2] - area[0]).max(area[3] - area[1]) <= DASH {
                self.0.dashes.push(area);
            }
        } else if style.stroke_width() >= BOLD {
            self.0.curves.push(points(path));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, _: BackendCoord, _: u32, _: &S, _: bool) -> Done {
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        _: &S,
    ) -> Done {
        let corners = points(corners);
        if corners.len() >= BAND {
            self.0.bands.push(corners);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Done {
        self.0.turn += 1;
        let width = width_of(text, style);
        let left = f64::from(x)
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        let (y, size) = (f64::from(y), style.size());
        self.0.words.push(Word {
            text: text.to_owned(),
            area: [left, y - UP * size, left + width, y + DOWN * size],
            turn: self.0.turn,
        });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((
            width_of(text, style).ceil() as u32,
            style.size().ceil() as u32,
        ))
    }
}
