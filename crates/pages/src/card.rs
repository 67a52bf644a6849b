//! The picture of a preset: its name, the result in words, and the chart.

use crate::answer::Answer;
use crate::canvas::Canvas;
use crate::letters::{self, Letters};
use apiary_charts::style::Theme;
use apiary_core::sentence::{Part, PartKind};
use harfrust::Font;
use plotters::drawing::IntoDrawingArea;
use plotters::style::RGBColor;
use thiserror::Error;
use tiny_skia::{Path, PathBuilder, Pixmap, PixmapPaint, Transform};

/// The size that readers of previews ask for.
pub const SIZE: (u32, u32) = (1200, 630);
/// Room at the sides.
const MARGIN: f32 = 48.0;
/// The baseline of the name's line.
const TOP: f32 = 66.0;
/// Pixels for each of the chart's: its letters are to be read where the picture is small.
const RATIO: f64 = 1.55;
/// Sizes of the headline, of which the first is taken that leaves enough room to the chart.
const SIZES: [f32; 5] = [46.0, 42.0, 38.0, 35.0, 30.0];
/// Lines of the headline, with these sizes, that leave it.
const LINES: usize = 2;
/// The size of what is said of what the chart is made of.
const NOTE: f32 = 24.0;
const TOKENS: &str = include_str!("../../../www/css/tokens.css");

/// What stands against a picture.
#[derive(Debug, Error)]
pub enum CardError {
    /// The page's fonts.
    #[error(transparent)]
    Font(#[from] letters::FontError),
    /// The page's colours.
    #[error("tokens.css: {0}")]
    Colour(#[from] apiary_charts::style::ColourError),
    /// Anything else of which only its text is left.
    #[error("the picture cannot be made: {0}")]
    Picture(String),
}

/// What all pictures are drawn with.
pub struct Studio {
    letters: Letters,
    theme: Theme,
}

impl Studio {
    /// Unpacks the page's fonts and reads its light colours.
    ///
    /// # Errors
    /// [`CardError`] where they cannot be used.
    pub fn new() -> Result<Self, CardError> {
        // The dark ones follow, and of two declarations a theme takes the last.
        let light = TOKENS
            .split_once("[data-theme")
            .map_or(TOKENS, |(light, _)| light);
        Ok(Self {
            letters: Letters::new()?,
            theme: Theme::from_tokens(light, "Inter")?,
        })
    }

    /// The picture of an answer as PNG.
    ///
    /// # Errors
    /// [`CardError`] where it cannot be made.
    pub fn card(&self, name: &str, answer: &Answer) -> Result<Vec<u8>, CardError> {
        let mut pixels = pixels(SIZE)?;
        let RGBColor(r, g, b) = self.theme.paper;
        pixels.fill(tiny_skia::Color::from_rgba8(r, g, b, 255));
        let mut canvas = Canvas {
            pixels: &mut pixels,
            letters: &self.letters,
        };
        self.draw_brand(&mut canvas, name, answer.sentence.share);
        let top = self.draw_headline(&mut canvas, answer);
        let chart = self.chart(answer, SIZE.1 as f32 - top - 0.4 * MARGIN)?;
        let (paint, whole) = (PixmapPaint::default(), Transform::identity());
        pixels.draw_pixmap(
            MARGIN as i32,
            top as i32,
            chart.as_ref(),
            &paint,
            whole,
            None,
        );
        pixels
            .encode_png()
            .map_err(|error| CardError::Picture(error.to_string()))
    }

    /// The logo, filled up to the share as in the page's header, and the names beside it.
    fn draw_brand(&self, canvas: &mut Canvas, name: &str, share: f64) {
        let theme = &self.theme;
        let (x, y) = (MARGIN + 18.0, TOP - 14.0);
        for (radius, colour) in [(22.0, theme.ink), (18.0, theme.paper)] {
            fill(canvas, hexagon(x, y, radius, f32::NEG_INFINITY), colour);
        }
        let level = if share.is_finite() { share as f32 } else { 0.0 };
        fill(
            canvas,
            hexagon(x, y, 18.0, y + 18.0 - 36.0 * level),
            theme.honey,
        );
        let mut at = MARGIN + 52.0;
        let (strong, plain) = (&self.letters.display, &self.letters.regular);
        let words = [
            ("Apiary", strong, 38.0, theme.ink),
            (name, plain, 26.0, theme.ink2),
        ];
        for (text, font, size, colour) in words {
            let (width, path) = letters::set(text, font, size);
            fill(
                canvas,
                path.and_then(|path| letters::moved(path, at, TOP)),
                colour,
            );
            at += width + 22.0;
        }
    }

    /// The result in words, and what the chart shows of a sweep. Returns where the chart may begin.
    fn draw_headline(&self, canvas: &mut Canvas, answer: &Answer) -> f32 {
        let (display, sentence) = (&self.letters.display, &answer.sentence);
        let result = if sentence.good {
            self.theme.blue
        } else {
            self.theme.brick
        };
        let headline = words(&sentence.headline, [self.theme.ink, result]);
        let fits = |size: &f32| lines(&headline, display, *size).len() <= LINES;
        let smallest = SIZES[SIZES.len() - 1];
        let size = SIZES.into_iter().find(fits).unwrap_or(smallest);
        let base = write(canvas, &headline, display, size, TOP + 26.0);
        let made = answer.made_of();
        if made.is_empty() {
            return base + 28.0;
        }
        let made = Part {
            text: made,
            kind: PartKind::Text,
            key: None,
        };
        let note = words(&[made], [self.theme.ink2; 2]);
        write(canvas, &note, &self.letters.regular, NOTE, base + 12.0) + 24.0
    }

    fn chart(&self, answer: &Answer, height: f32) -> Result<Pixmap, CardError> {
        let width = SIZE.0 - 2 * MARGIN as u32;
        let room = (f64::from(width), f64::from(height));
        let frame = answer.shown.frame(&answer.link, room, RATIO);
        let size = [frame.width, frame.height].map(|side| (side * frame.ratio).round() as u32);
        let mut pixels = pixels((size[0].min(width), size[1].max(1)))?;
        let canvas = Canvas {
            pixels: &mut pixels,
            letters: &self.letters,
        };
        let surface = canvas.into_drawing_area();
        let drawn = answer
            .shown
            .draw(&answer.link, &surface, frame, &self.theme);
        drawn.map_err(|error| CardError::Picture(error.to_string()))?;
        drop(surface);
        Ok(pixels)
    }
}

/// A word that no line breaks, in pieces of one colour.
type Word = Vec<(String, RGBColor)>;

/// The words of a sentence in the colours of text and of the result.
fn words(sentence: &[Part], [text, result]: [RGBColor; 2]) -> Vec<Word> {
    let mut words: Vec<Word> = vec![Vec::new()];
    for part in sentence {
        let colour = match part.kind {
            PartKind::Result | PartKind::Error => result,
            _ => text,
        };
        // A figure and its error stay together.
        let together = part.text == " ";
        let text_of = if together { "\u{a0}" } else { &part.text };
        for (place, piece) in text_of.split(' ').enumerate() {
            if place > 0 {
                words.push(Vec::new());
            }
            if let (Some(word), false) = (words.last_mut(), piece.is_empty()) {
                word.push((piece.to_owned(), colour));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words in lines that fit between the margins, each with its place in its line.
fn lines<'a>(words: &'a [Word], font: &Font, size: f32) -> Vec<Vec<(f32, &'a Word)>> {
    let width = |text: &str| letters::set(text, font, size).0;
    let room = SIZE.0 as f32 - 2.0 * MARGIN;
    let space = width(" ");
    let (mut lines, mut end) = (Vec::<Vec<_>>::new(), 0.0);
    for word in words {
        let own: f32 = word.iter().map(|(text, _)| width(text)).sum();
        match lines.last_mut() {
            Some(line) if end + space + own <= room => {
                line.push((end + space, word));
                end += space + own;
            }
            _ => {
                lines.push(vec![(0.0, word)]);
                end = own;
            }
        }
    }
    lines
}

/// Writes words in lines below a height. Returns the last line's baseline.
fn write(canvas: &mut Canvas, words: &[Word], font: &Font, size: f32, below: f32) -> f32 {
    let mut base = below;
    for line in lines(words, font, size) {
        base += size * 1.2;
        for (place, word) in line {
            let mut at = MARGIN + place;
            for (text, colour) in word {
                let (width, path) = letters::set(text, font, size);
                fill(
                    canvas,
                    path.and_then(|path| letters::moved(path, at, base)),
                    *colour,
                );
                at += width;
            }
        }
    }
    base
}

fn pixels((width, height): (u32, u32)) -> Result<Pixmap, CardError> {
    let none = || CardError::Picture(format!("no room of {width} by {height} pixels"));
    Pixmap::new(width, height).ok_or_else(none)
}

fn fill(canvas: &mut Canvas, path: Option<Path>, RGBColor(r, g, b): RGBColor) {
    if let Some(path) = path {
        canvas.fill(&path, (r, g, b));
    }
}

/// A hexagon standing on a corner, as far as it lies below a height.
fn hexagon(x: f32, y: f32, radius: f32, from: f32) -> Option<Path> {
    let (half, wide) = (radius / 2.0, radius * 0.866);
    // Half its width at a height, counted from its middle.
    let reach = |up: f32| (wide * (radius - up.abs()) / half).clamp(0.0, wide);
    let top = (from - y).clamp(-radius, radius);
    let downwards = [top, -half, half, radius]
        .into_iter()
        .filter(|up| *up >= top);
    let mut path = PathBuilder::new();
    let downwards: Vec<f32> = downwards.collect();
    let right = downwards.iter().map(|up| (reach(*up), *up));
    let left = downwards.iter().rev().map(|up| (-reach(*up), *up));
    for (place, (dx, dy)) in right.chain(left).enumerate() {
        if place == 0 {
            path.move_to(x + dx, y + dy);
        } else {
            path.line_to(x + dx, y + dy);
        }
    }
    path.close();
    path.finish()
}
