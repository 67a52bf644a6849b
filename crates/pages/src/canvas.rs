//! Pixels that charts are drawn on: plotters' backend on tiny-skia, smooth and with the page's fonts.
//!
//! plotters' own bitmaps have jagged lines, and its SVG sets text a fifth smaller than it is asked to.

use crate::letters::{self, Letters};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::convert::Infallible;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform,
};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A picture in the making.
pub struct Canvas<'a> {
    /// The picture.
    pub pixels: &'a mut Pixmap,
    /// What its texts are set in.
    pub letters: &'a Letters,
}

/// What fills or strokes a shape in a colour.
#[must_use]
pub fn paint((r, g, b): (u8, u8, u8), smooth: bool) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: smooth,
        ..Paint::default()
    };
    paint.set_color(Color::from_rgba8(r, g, b, 255));
    paint
}

impl Canvas<'_> {
    /// Fills a shape.
    pub fn fill(&mut self, path: &Path, colour: (u8, u8, u8)) {
        let paint = paint(colour, true);
        let whole = Transform::identity();
        self.pixels
            .fill_path(path, &paint, FillRule::Winding, whole, None);
    }

    fn stroke<S: BackendStyle>(&mut self, path: &Path, style: &S) {
        let width = style.stroke_width();
        let stroke = Stroke {
            width: width as f32,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        // A line of odd width lies in the middle of its pixels, or it blurs over two.
        let shift = (width % 2) as f32 / 2.0;
        let shifted = Transform::from_translate(shift, shift);
        let paint = paint(style.color().rgb, true);
        self.pixels
            .stroke_path(path, &paint, &stroke, shifted, None);
    }
}

/// A line through points; none through fewer than two.
fn line(points: impl IntoIterator<Item = BackendCoord>) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (x, y) in points {
        let (x, y) = (x as f32, y as f32);
        if path.is_empty() {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    path
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let sides = [left, top, right, bottom].map(|side| side as f32);
        let Some(rect) = Rect::from_ltrb(sides[0], sides[1], sides[2], sides[3]) else {
            return Ok(());
        };
        if fill {
            let paint = paint(style.color().rgb, false);
            self.pixels
                .fill_rect(rect, &paint, Transform::identity(), None);
        } else {
            self.stroke(&PathBuilder::from_rect(rect), style);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        if let Some(path) = line(path).finish() {
            self.stroke(&path, style);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let Some(path) = PathBuilder::from_circle(x as f32, y as f32, radius as f32) else {
            return Ok(());
        };
        if fill {
            self.fill(&path, style.color().rgb);
        } else {
            self.stroke(&path, style);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let mut path = line(corners);
        path.close();
        if let Some(path) = path.finish() {
            self.fill(&path, style.color().rgb);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let (width, path) = self.set(text, style);
        let left = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => width / 2.0,
            HPos::Right => width,
        };
        // Charts place text by the middle of its capitals, near a third of its size above the line.
        let base = y as f32 + style.size() as f32 * 0.36;
        if let Some(path) = path.and_then(|path| letters::moved(path, x as f32 - left, base)) {
            self.fill(&path, style.color().rgb);
        }
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let (width, _) = self.set(text, style);
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

impl Canvas<'_> {
    fn set<S: BackendTextStyle>(&self, text: &str, style: &S) -> (f32, Option<Path>) {
        let font = match style.style() {
            FontStyle::Bold => &self.letters.strong,
            _ => &self.letters.regular,
        };
        letters::set(text, font, style.size() as f32)
    }
}
