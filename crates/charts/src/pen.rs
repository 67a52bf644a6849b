//! The few shapes that every chart is made of, in CSS pixels.

use crate::readout::Area;
use crate::style::{Frame, Theme};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use std::cell::RefCell;

/// What drawing returns: nothing, or the backend's error.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// What drawing a chart that can be read returns: where its parts lie, or the backend's error.
pub type Shown<DB> = Result<Vec<Area>, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Where a chart is drawn.
pub type Surface<DB> = DrawingArea<DB, Shift>;

/// A point in CSS pixels, from the top left.
pub type Point = (f64, f64);

/// Where a text's point lies in it, sideways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// How a text is set. Its point lies halfway up.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    size: f64,
    strong: bool,
    colour: RGBColor,
    anchor: Anchor,
}

impl Type {
    /// Regular weight, beginning at its point.
    #[must_use]
    pub const fn of(size: f64, colour: RGBColor) -> Self {
        Self {
            size,
            strong: false,
            colour,
            anchor: Anchor::Start,
        }
    }

    /// The same in semibold.
    #[must_use]
    pub const fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    /// The same in another colour.
    #[must_use]
    pub const fn in_colour(self, colour: RGBColor) -> Self {
        Self { colour, ..self }
    }

    /// The same, elsewhere on its point.
    #[must_use]
    pub const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// Draws shapes on a surface.
pub struct Pen<'a, DB: DrawingBackend> {
    surface: &'a Surface<DB>,
    /// What the chart is drawn with.
    pub theme: &'a Theme,
    /// The chart's size.
    pub frame: Frame,
    /// What has been drawn that can be read.
    areas: RefCell<Vec<Area>>,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// A pen on a cleared surface.
    ///
    /// # Errors
    /// The backend's.
    pub fn new(
        surface: &'a Surface<DB>,
        frame: Frame,
        theme: &'a Theme,
    ) -> Result<Self, DrawingAreaErrorKind<DB::ErrorType>> {
        surface.fill(&theme.paper)?;
        Ok(Self {
            surface,
            theme,
            frame,
            areas: RefCell::default(),
        })
    }

    /// Notes that a part of the chart can be read.
    pub fn note(&self, area: Area) {
        self.areas.borrow_mut().push(area);
    }

    /// All that has been noted.
    #[must_use]
    pub fn noted(self) -> Vec<Area> {
        self.areas.into_inner()
    }

    fn pixel(&self, (x, y): Point) -> (i32, i32) {
        // WebAssembly has an instruction for the floor, and none for this rounding.
        let nearest = |at: f64| (at * self.frame.ratio + 0.5).floor() as i32;
        (nearest(x), nearest(y))
    }

    fn stroke(&self, colour: RGBColor, width: f64) -> ShapeStyle {
        ShapeStyle {
            color: colour.into(),
            filled: false,
            stroke_width: (width * self.frame.ratio).round().max(1.0) as u32,
        }
    }

    fn fill(colour: RGBColor) -> ShapeStyle {
        ShapeStyle {
            color: colour.into(),
            filled: true,
            stroke_width: 0,
        }
    }

    /// A line through points.
    ///
    /// # Errors
    /// The backend's, here and below.
    pub fn line(&self, points: &[Point], colour: RGBColor, width: f64) -> Drawn<DB> {
        if points.len() < 2 {
            return Ok(());
        }
        let points: Vec<_> = points.iter().map(|&point| self.pixel(point)).collect();
        let style = self.stroke(colour, width);
        self.surface.draw(&PathElement::new(points, style))
    }

    /// A level line of dashes three long and three apart.
    pub fn dashes(&self, y: f64, [from, to]: [f64; 2], colour: RGBColor) -> Drawn<DB> {
        let mut x = from;
        while x < to {
            self.line(&[(x, y), ((x + 3.0).min(to), y)], colour, 1.0)?;
            x += 6.0;
        }
        Ok(())
    }

    /// A line through points in strokes and gaps of these lengths, by turns; in one without any.
    pub fn pattern(
        &self,
        points: &[Point],
        (colour, width): (RGBColor, f64),
        lengths: &[f64],
    ) -> Drawn<DB> {
        if lengths.is_empty() {
            return self.line(points, colour, width);
        }
        let (mut turn, mut left) = (0, lengths[0]);
        let mut stroke: Vec<Point> = points.first().copied().into_iter().collect();
        for pair in points.windows(2) {
            let ((mut x, mut y), (to_x, to_y)) = (pair[0], pair[1]);
            loop {
                let far = ((to_x - x) * (to_x - x) + (to_y - y) * (to_y - y)).sqrt();
                if far <= left {
                    left -= far;
                    stroke.push((to_x, to_y));
                    break;
                }
                let share = left / far;
                (x, y) = (x + share * (to_x - x), y + share * (to_y - y));
                stroke.push((x, y));
                if turn % 2 == 0 {
                    self.line(&stroke, colour, width)?;
                }
                stroke = vec![(x, y)];
                turn += 1;
                left = lengths[turn % lengths.len()];
            }
        }
        if turn % 2 == 0 {
            self.line(&stroke, colour, width)?;
        }
        Ok(())
    }

    /// A filled shape.
    pub fn shape(&self, points: &[Point], colour: RGBColor) -> Drawn<DB> {
        if points.len() < 3 {
            return Ok(());
        }
        let points: Vec<_> = points.iter().map(|&point| self.pixel(point)).collect();
        self.surface.draw(&Polygon::new(points, Self::fill(colour)))
    }

    /// A filled rectangle between two corners; at least a pixel wide and high.
    pub fn block(&self, from: Point, to: Point, colour: RGBColor) -> Drawn<DB> {
        let (from, to) = (self.pixel(from), self.pixel(to));
        let least = (from.0.saturating_add(1), from.1.saturating_add(1));
        let corners = [from, (to.0.max(least.0), to.1.max(least.1))];
        self.surface
            .draw(&Rectangle::new(corners, Self::fill(colour)))
    }

    /// A filled disc.
    pub fn disc(&self, centre: Point, radius: f64, colour: RGBColor) -> Drawn<DB> {
        let radius = (radius * self.frame.ratio).round().max(1.0);
        let circle = Circle::new(self.pixel(centre), radius, Self::fill(colour));
        self.surface.draw(&circle)
    }

    /// A ring on the ground.
    pub fn ring(&self, centre: Point, radius: f64, colour: RGBColor) -> Drawn<DB> {
        self.disc(centre, radius, colour)?;
        self.disc(centre, radius - 1.4, self.theme.paper)
    }

    /// A hexagon standing on a corner, filled and edged.
    pub fn hexagon(&self, centre: Point, radius: f64, colours: [RGBColor; 2]) -> Drawn<DB> {
        let [fill, edge] = colours;
        self.shape(&corners(centre, radius), edge)?;
        self.shape(&corners(centre, radius - 1.6), fill)
    }

    /// The edge of one, which hides nothing within.
    pub fn hexagon_edge(&self, centre: Point, radius: f64, colour: RGBColor) -> Drawn<DB> {
        let [first, second, rest @ ..] = corners(centre, radius - 0.8);
        let around: Vec<Point> = [first, second]
            .into_iter()
            .chain(rest)
            .chain([first, second])
            .collect();
        self.line(&around, colour, 1.6)
    }

    /// A text.
    pub fn text(&self, text: &str, at: Point, set: Type) -> Drawn<DB> {
        let position = match set.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = self.style(set).pos(Pos::new(position, VPos::Center));
        self.surface.draw(&Text::new(text, self.pixel(at), style))
    }

    /// A text on a patch of ground, to be read over marks.
    pub fn label(&self, text: &str, at: Point, set: Type) -> Drawn<DB> {
        let width = self.width(text, set);
        let left = match set.anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - width / 2.0,
            Anchor::End => at.0 - width,
        };
        let half = set.size * 0.62;
        let corners = [(left - 2.0, at.1 - half), (left + width + 2.0, at.1 + half)];
        self.block(corners[0], corners[1], self.theme.paper)?;
        self.text(text, at, set)
    }

    /// How wide a text is.
    #[must_use]
    pub fn width(&self, text: &str, set: Type) -> f64 {
        let size = self.surface.estimate_text_size(text, &self.style(set));
        size.map_or(0.0, |(width, _)| f64::from(width) / self.frame.ratio)
    }

    fn style(&self, set: Type) -> TextStyle<'a> {
        let weight = if set.strong {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let size = set.size * self.frame.ratio;
        let font = (FontFamily::Name(&self.theme.font), size, weight).into_font();
        TextStyle {
            color: set.colour.to_backend_color(),
            ..TextStyle::from(font)
        }
    }

    /// The title of a chart, and behind or below it what it shows, as one grey line. Returns the
    /// height they take.
    ///
    /// # Errors
    /// The backend's.
    pub fn title(
        &self,
        title: &str,
        what: &str,
        width: f64,
    ) -> Result<f64, DrawingAreaErrorKind<DB::ErrorType>> {
        let (ink, ink3) = (self.theme.ink, self.theme.ink3);
        let (strong, grey) = (Type::of(16.0, ink).strong(), Type::of(13.0, ink3));
        let titles = self.wrapped(title, strong, width);
        for (line, text) in titles.iter().enumerate() {
            self.text(text, (0.0, 10.0 + 21.0 * line as f64), strong)?;
        }
        let below = 21.0 * (titles.len() - 1) as f64;
        let beside = self.width(title, strong) + 12.0;
        if beside + self.width(what, grey) <= width {
            self.text(what, (beside, 10.5), grey)?;
            return Ok(36.0);
        }
        let lines = self.wrapped(what, grey, width);
        for (line, text) in lines.iter().enumerate() {
            self.text(text, (0.0, below + 32.0 + 18.0 * line as f64), grey)?;
        }
        Ok(below + 36.0 + 18.0 * lines.len() as f64)
    }

    /// The text in lines of at most so wide.
    #[must_use]
    pub fn wrapped(&self, text: &str, set: Type, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), set) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

/// The corners of a hexagon that stands on one.
fn corners(centre: Point, radius: f64) -> [Point; 6] {
    let half = radius / 2.0;
    let wide = radius * 0.866;
    [
        (0.0, -radius),
        (wide, -half),
        (wide, half),
        (0.0, radius),
        (-wide, half),
        (-wide, -half),
    ]
    .map(|(x, y)| (centre.0 + x, centre.1 + y))
}
