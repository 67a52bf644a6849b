//! Shapes as SVG, in place of a canvas that then only measures text.
//!
//! `plotters-svg` sets text a fifth smaller than it is asked to and guesses how wide it is, so its pictures
//! are not those of the page.

use crate::canvas::{CanvasError, STRONG};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};
use std::cell::RefCell;
use std::fmt::{Arguments, Write};
use std::rc::Rc;

type Written = Result<(), DrawingErrorKind<CanvasError>>;

thread_local! {
    /// Where shapes go in place of a canvas, while somebody asks for SVG. All that draws on a canvas is then
    /// written, so no chart need know of files.
    static SHEET: RefCell<Option<Svg>> = const { RefCell::new(None) };
}

/// The sheet that lies over all canvases, if one does.
pub(crate) fn sheet() -> Option<Svg> {
    SHEET.with_borrow(Clone::clone)
}

/// The shapes that a call draws in so many pixels, as SVG elements.
///
/// # Errors
/// Those of the call.
pub fn shapes_of<T, E>(size: (u32, u32), draw: impl FnOnce() -> Result<T, E>) -> Result<String, E> {
    let shapes = Rc::default();
    SHEET.set(Some(Svg {
        size,
        shapes: Rc::clone(&shapes),
    }));
    let drawn = draw();
    SHEET.set(None);
    drawn.map(|_| shapes.take())
}

/// SVG elements, one a line.
#[derive(Clone)]
pub(crate) struct Svg {
    /// In pixels.
    pub(crate) size: (u32, u32),
    pub(crate) shapes: Rc<RefCell<String>>,
}

/// Text between tags or quotation marks.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

fn colour(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// How a shape is painted. All colours are opaque.
fn paint<S: BackendStyle>(style: &S, fill: bool) -> String {
    let colour = colour(style.color());
    if fill {
        return format!("fill=\"{colour}\"");
    }
    let width = style.stroke_width();
    format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"")
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<_> = path.into_iter().map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

impl Svg {
    fn add(&self, element: Arguments) -> Written {
        let written = writeln!(self.shapes.borrow_mut(), "{element}");
        written.map_err(|error| DrawingErrorKind::DrawingError(CanvasError::of(&error)))
    }

    pub(crate) fn rect<S: BackendStyle>(
        &self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Written {
        let (width, height, paint) = (right - left, bottom - top, paint(style, fill));
        self.add(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
             shape-rendering=\"crispEdges\" {paint}/>"
        ))
    }

    pub(crate) fn path<S: BackendStyle>(
        &self,
        path: impl IntoIterator<Item = BackendCoord>,
        style: &S,
    ) -> Written {
        let (points, paint) = (points(path), paint(style, false));
        self.add(format_args!("<polyline points=\"{points}\" {paint}/>"))
    }

    pub(crate) fn polygon<S: BackendStyle>(
        &self,
        corners: impl IntoIterator<Item = BackendCoord>,
        style: &S,
    ) -> Written {
        let (points, paint) = (points(corners), paint(style, true));
        self.add(format_args!("<polygon points=\"{points}\" {paint}/>"))
    }

    pub(crate) fn circle<S: BackendStyle>(
        &self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Written {
        let paint = paint(style, fill);
        self.add(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>"
        ))
    }

    /// A text that stands on a point. Who has not the page's font fits another into the same width.
    pub(crate) fn text<S: BackendTextStyle>(
        &self,
        text: &str,
        width: u32,
        style: &S,
        (x, y): (f64, f64),
    ) -> Written {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let weight = match style.style() {
            FontStyle::Bold => STRONG,
            _ => 400,
        };
        let (size, colour, text) = (style.size(), colour(style.color()), escaped(text));
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y:.1}\" font-size=\"{size}\" font-weight=\"{weight}\" \
             text-anchor=\"{anchor}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{colour}\">{text}</text>"
        ))
    }
}
