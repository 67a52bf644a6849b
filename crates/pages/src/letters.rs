//! The page's own fonts, shaped and outlined: text as paths.

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Buffer, Font, GlyphId, ShapeOptions, ShaperFont, shape};
use thiserror::Error;
use tiny_skia::{Path, PathBuilder, Transform};

const INTER: &[u8] = include_bytes!("../../../www/fonts/inter.woff2");
const VOLLKORN: &[u8] = include_bytes!("../../../www/fonts/vollkorn-500.woff2");
/// The weight that stands for bold, as on the page's canvases.
const STRONG: f32 = 600.0;

/// A font of the page that cannot be read.
#[derive(Debug, Error)]
#[error("the font {0} cannot be read")]
pub struct FontError(&'static str);

/// The page's typefaces.
pub struct Letters {
    /// Text.
    pub regular: Font,
    /// What stands out in it.
    pub strong: Font,
    /// Headlines.
    pub display: Font,
}

impl Letters {
    /// Unpacks the fonts.
    ///
    /// # Errors
    /// [`FontError`] where one is broken.
    pub fn new() -> Result<Self, FontError> {
        let regular = unpacked(INTER, "inter.woff2")?;
        let strong = regular.instance_builder().variations([("wght", STRONG)]);
        Ok(Self {
            strong: strong.build(),
            regular,
            display: unpacked(VOLLKORN, "vollkorn-500.woff2")?,
        })
    }
}

fn unpacked(packed: &[u8], name: &'static str) -> Result<Font, FontError> {
    let bytes = wuff::decompress_woff2(packed).map_err(|_| FontError(name))?;
    Font::new(bytes, 0).ok_or(FontError(name))
}

/// A line of text in a font: its width in pixels, and its outline, which stands on the origin; none
/// for blank text.
#[must_use]
pub fn set(text: &str, font: &Font, size: f32) -> (f32, Option<Path>) {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    // It refuses what has no direction, and that is text of spaces or none.
    let _ = shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new());
    let scale = size / f32::from(font.units_per_em());
    let (options, outlines) = (
        DrawOptions::new().with_ppem(Some(size)),
        font.outline_glyphs(),
    );
    let (mut outline, mut across) = (Outline::default(), 0.0);
    for (glyph, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        outline.from = across + place.x_offset as f32 * scale;
        if let Some(glyph) = outlines.get(GlyphId::new(glyph.glyph_id)) {
            // A glyph that cannot be drawn leaves its room blank.
            let _ = glyph.draw(&options, DrawMemory::Scratch, &mut outline);
        }
        across += place.x_advance as f32 * scale;
    }
    (across, outline.path.finish())
}

/// Moves a path to a point.
#[must_use]
pub fn moved(path: Path, x: f32, y: f32) -> Option<Path> {
    path.transform(Transform::from_translate(x, y))
}

/// Glyphs beside each other, with y downwards.
#[derive(Default)]
struct Outline {
    path: PathBuilder,
    from: f32,
}

impl PathSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.from + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.from + x, -y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.from + x1, -y1, self.from + x, -y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let from = self.from;
        self.path
            .cubic_to(from + x1, -y1, from + x2, -y2, from + x, -y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_wide_as_its_letters_and_has_an_outline() {
        let letters = Letters::new().unwrap();
        let (width, path) = set("Apiary", &letters.display, 40.0);
        let bounds = path.unwrap().bounds();
        assert!(bounds.width() <= width + 1.0 && bounds.width() > 0.8 * width);
        assert!(bounds.top() < -20.0 && bounds.bottom() > 5.0, "{bounds:?}");
        let (regular, _) = set("Apiary", &letters.regular, 40.0);
        let (strong, _) = set("Apiary", &letters.strong, 40.0);
        assert!(strong > regular, "semibold runs wider");
        assert!(set(" ", &letters.regular, 40.0).1.is_none());
        assert!(set("", &letters.regular, 40.0).0 == 0.0);
    }
}
