//! plotters' canvas backend, with text that is quick to measure and crisp hairlines.
//!
//! `plotters-canvas` measures each label through an element of the page, which forces a layout, and
//! knows one weight of bold. Here the canvas measures and writes text itself; everything else is
//! passed on.

use crate::svg::{self, Svg};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_backend::{FontStyle, text_anchor::HPos};
use plotters_canvas::CanvasBackend;
use std::cell::RefCell;
use std::fmt;
use wasm_bindgen::{JsError, JsValue};
use web_sys::CanvasRenderingContext2d;

/// The weight that stands for bold: the page's headings are semibold.
pub(crate) const STRONG: u32 = 600;

/// What a canvas can say against a shape.
#[derive(Debug)]
pub struct CanvasError(String);

impl CanvasError {
    pub(crate) fn of(error: &impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the canvas refused a shape: {}", self.0)
    }
}

impl std::error::Error for CanvasError {}

impl From<JsValue> for CanvasError {
    fn from(error: JsValue) -> Self {
        Self(format!("{error:?}"))
    }
}

type Refused<E> = DrawingErrorKind<E>;

fn passed<T, E: std::error::Error + Send + Sync>(
    result: Result<T, Refused<E>>,
) -> Result<T, Refused<CanvasError>> {
    result.map_err(|error| DrawingErrorKind::DrawingError(CanvasError(error.to_string())))
}

fn refused(error: JsValue) -> Refused<CanvasError> {
    DrawingErrorKind::DrawingError(error.into())
}

/// A canvas to draw on, in its own pixels; or to measure text with, while SVG is written.
///
/// Both are one type, since every chart is compiled anew for each that it is drawn on.
pub struct Canvas {
    shapes: CanvasBackend,
    /// Where shapes go instead, if they do.
    svg: Option<Svg>,
    context: CanvasRenderingContext2d,
    /// Lines of one colour and width that have not been drawn yet: a stroke for all of them takes a
    /// fraction of the time of one for each.
    lines: Option<(BackendColor, u32)>,
    /// The colour that is filled with, where it is known.
    filled: Option<BackendColor>,
    /// The font that is set: the browser would read it anew each time.
    font: RefCell<String>,
}

impl Canvas {
    /// A canvas by its context.
    ///
    /// # Errors
    /// When it is not in a page.
    pub fn new(context: CanvasRenderingContext2d) -> Result<Self, JsError> {
        let element = context.canvas();
        let shapes = element.and_then(CanvasBackend::with_canvas_object);
        let shapes = shapes.ok_or_else(|| JsError::new("the chart's canvas is not in a page"))?;
        context.set_line_join("round");
        context.set_text_baseline("alphabetic");
        Ok(Self {
            shapes,
            svg: svg::sheet(),
            context,
            lines: None,
            filled: None,
            font: RefCell::default(),
        })
    }

    /// Sets the colour of what is filled, unless it is set.
    fn fill_with(&mut self, color: BackendColor) {
        if !self.filled.is_some_and(|set| is_same(set, color)) {
            self.context.set_fill_style_str(&css(color));
            self.filled = Some(color);
        }
    }

    /// Draws the lines that wait, before anything lies over them.
    fn stroke(&mut self) {
        if self.lines.take().is_some() {
            self.context.stroke();
        }
    }

    fn set_font<S: BackendTextStyle>(&self, style: &S) {
        let weight = match style.style() {
            FontStyle::Bold => STRONG,
            _ => 400,
        };
        let (size, family) = (style.size(), style.family());
        let font = format!("{weight} {size}px {}, sans-serif", family.as_str());
        if *self.font.borrow() != font {
            self.context.set_font(&font);
            *self.font.borrow_mut() = font;
        }
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        self.stroke();
    }
}

/// The points of a line without those within a level stretch to the right: they change no pixel, and each costs a call.
fn corners(path: impl IntoIterator<Item = BackendCoord>) -> impl Iterator<Item = BackendCoord> {
    let mut points = path.into_iter().peekable();
    let mut before: Option<BackendCoord> = None;
    std::iter::from_fn(move || {
        loop {
            let point = points.next()?;
            let within = before.zip(points.peek()).is_some_and(|(from, to)| {
                from.1 == point.1 && point.1 == to.1 && (from.0..=to.0).contains(&point.0)
            });
            if !within {
                before = Some(point);
                return Some(point);
            }
        }
    })
}

fn css(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("rgba({r},{g},{b},{})", color.alpha)
}

fn is_same(one: BackendColor, other: BackendColor) -> bool {
    one.rgb == other.rgb && one.alpha == other.alpha
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.svg
            .as_ref()
            .map_or_else(|| self.shapes.get_size(), |svg| svg.size)
    }

    fn ensure_prepared(&mut self) -> Result<(), Refused<CanvasError>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), Refused<CanvasError>> {
        self.stroke();
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        point: BackendCoord,
        color: BackendColor,
    ) -> Result<(), Refused<CanvasError>> {
        if let Some(svg) = &self.svg {
            return svg.rect(point, (point.0 + 1, point.1 + 1), &color, true);
        }
        self.stroke();
        self.filled = None;
        passed(self.shapes.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), Refused<CanvasError>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Refused<CanvasError>> {
        if let Some(svg) = &self.svg {
            return svg.rect(upper_left, bottom_right, style, fill);
        }
        self.stroke();
        if !fill {
            return passed(self.shapes.draw_rect(upper_left, bottom_right, style, fill));
        }
        self.fill_with(style.color());
        let (left, top) = (f64::from(upper_left.0), f64::from(upper_left.1));
        let (right, bottom) = (f64::from(bottom_right.0), f64::from(bottom_right.1));
        self.context
            .fill_rect(left, top, right - left, bottom - top);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Refused<CanvasError>> {
        if let Some(svg) = &self.svg {
            return svg.path(path, style);
        }
        let (color, width) = (style.color(), style.stroke_width());
        let is_set = |(set, wide): (BackendColor, u32)| is_same(set, color) && wide == width;
        if !self.lines.is_some_and(is_set) {
            self.stroke();
            self.context.begin_path();
            self.context.set_stroke_style_str(&css(color));
            self.context.set_line_width(f64::from(width));
            self.lines = Some((color, width));
        }
        // A line of odd width lies in the middle of its pixels, or it blurs over two.
        let shift = f64::from(width % 2) / 2.0;
        for (place, (x, y)) in corners(path).enumerate() {
            let (x, y) = (f64::from(x) + shift, f64::from(y) + shift);
            if place == 0 {
                self.context.move_to(x, y);
            } else {
                self.context.line_to(x, y);
            }
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Refused<CanvasError>> {
        if let Some(svg) = &self.svg {
            return svg.circle(center, radius, style, fill);
        }
        self.stroke();
        self.filled = None;
        passed(self.shapes.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), Refused<CanvasError>> {
        if let Some(svg) = &self.svg {
            return svg.polygon(corners, style);
        }
        self.stroke();
        self.filled = None;
        passed(self.shapes.fill_polygon(corners, style))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), Refused<CanvasError>> {
        // Charts place text by the middle of its capitals, near a third of its size above the line.
        let base = f64::from(y) + style.size() * 0.36;
        if let Some(svg) = &self.svg {
            let (width, _) = self.estimate_text_size(text, style)?;
            return svg.text(text, width, style, (f64::from(x), base));
        }
        self.stroke();
        self.set_font(style);
        self.fill_with(style.color());
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.context
            .fill_text(text, f64::from(x), base)
            .map_err(refused)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), Refused<CanvasError>> {
        self.set_font(style);
        let width = self.context.measure_text(text).map_err(refused)?.width();
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::corners;

    #[test]
    fn a_line_keeps_all_its_turns() {
        let kept = |points: &[(i32, i32)]| corners(points.iter().copied()).collect::<Vec<_>>();
        assert_eq!(kept(&[]), []);
        assert_eq!(kept(&[(1, 1)]), [(1, 1)]);
        let level = [(0, 2), (1, 2), (2, 2), (3, 2), (4, 5), (5, 5), (6, 5)];
        assert_eq!(kept(&level), [(0, 2), (3, 2), (4, 5), (6, 5)]);
        // One that turns back on itself reaches as far as it did.
        let back = [(0, 2), (4, 2), (1, 2), (1, 4)];
        assert_eq!(kept(&back), back);
    }
}
