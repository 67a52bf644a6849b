//! Charts drawn as SVG, and what can be asked of them.

use crate::golden::folder;
use apiary_charts::Surface;
use apiary_charts::style::{Frame, Theme};
use plotters::drawing::IntoDrawingArea;
use plotters_svg::SVGBackend;
use std::fs;

/// The widths of a telephone, of the narrowest chart with room beside it, and of a wide screen.
pub const WIDTHS: [f64; 3] = [320.0, Frame::NARROW, 1200.0];

/// Colours that no two tokens share, so that a picture shows which token was meant.
pub const LIGHT: &str = "--paper: #fbfaf7; --rule: #e4e0d7; --rule2: #8f897c; --ink: #1d1b17; \
    --ink2: #57534a; --ink3: #6f6a5f; --honey: #e8a200; --honeyink: #8a5700; --blue: #1b66a8; \
    --band50: #b5cfe5; --band90: #dde8f1; --brick: #b8442a; --grey1: #968f82; --grey2: #7b7569;";
/// The same for a dark screen.
pub const DARK: &str = "--paper: #161513; --rule: #33302a; --rule2: #746e62; --ink: #efebe3; \
    --ink2: #b9b3a7; --ink3: #968f82; --honey: #f3b429; --honeyink: #f6c14b; --blue: #74b6ee; \
    --band50: #28445d; --band90: #1d2b38; --brick: #f08c6e; --grey1: #6c675c; --grey2: #8d8678;";

/// A theme of these colours.
///
/// # Panics
/// Where one is missing.
#[must_use]
pub fn theme(tokens: &str) -> Theme {
    Theme::from_tokens(tokens, "Inter").expect("every token")
}

/// A drawn picture.
pub struct Svg {
    /// Its SVG.
    pub text: String,
    width: f64,
    height: f64,
}

impl Svg {
    /// A picture of so many CSS pixels, each of so many of the device's.
    ///
    /// # Panics
    /// Where it cannot be drawn.
    pub fn draw(
        width: f64,
        height: f64,
        ratio: f64,
        draw: impl Fn(&Surface<SVGBackend>, Frame),
    ) -> Self {
        let mut text = String::new();
        let (w, h) = ((width * ratio).round(), (height * ratio).round());
        let surface = SVGBackend::with_string(&mut text, (w as u32, h as u32)).into_drawing_area();
        let frame = Frame {
            width,
            height,
            ratio,
        };
        draw(&surface, frame);
        surface.present().expect("a text takes everything");
        drop(surface);
        Self {
            text,
            width: w,
            height: h,
        }
    }

    /// The values of an attribute, in the order of the elements.
    pub fn attribute(&self, name: &str) -> impl Iterator<Item = &str> {
        let key = format!(" {name}=\"");
        let values: Vec<&str> = self
            .text
            .split(&key)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        values.into_iter()
    }

    /// Everything that is written in the picture.
    #[must_use]
    pub fn words(&self) -> String {
        let mut lines = self.text.lines();
        let mut words = Vec::new();
        while let Some(line) = lines.next() {
            if line.starts_with("<text") {
                words.extend(lines.next());
            }
        }
        words.join("\n")
    }

    /// Every number of an attribute of a point.
    fn coordinates(&self) -> (Vec<f64>, Vec<f64>) {
        let read = |text: &str| -> f64 { text.parse().unwrap_or_else(|_| panic!("{text}")) };
        let of = |names: [&str; 4]| -> Vec<f64> {
            let values = names.into_iter().flat_map(|name| self.attribute(name));
            values.map(read).collect()
        };
        let (mut xs, mut ys) = (of(["x", "x1", "x2", "cx"]), of(["y", "y1", "y2", "cy"]));
        for point in self.attribute("points").flat_map(str::split_whitespace) {
            let (x, y) = point.split_once(',').expect("a point");
            xs.push(read(x));
            ys.push(read(y));
        }
        (xs, ys)
    }

    /// Checks that nothing lies beyond the frame: what is not finite, or beyond an axis, was left out or cut.
    ///
    /// # Panics
    /// Where something does, or where there is nothing.
    pub fn assert_within_frame(&self, name: &str) {
        assert!(self.text.trim_end().ends_with("</svg>"), "{name}");
        let (xs, ys) = self.coordinates();
        assert!(xs.len() > 10, "{name}: there is something to see");
        for (places, size) in [(xs, self.width), (ys, self.height)] {
            let beyond = places.iter().find(|x| !(-8.0..=size + 1.0).contains(*x));
            assert_eq!(beyond, None, "{name}: beyond 0 to {size}");
        }
    }

    /// Checks that no words are cut at a side. Letters are taken for half as wide as they are high, since no
    /// font is at hand here: what is cut by more than a letter or two is found.
    ///
    /// # Panics
    /// Where some are.
    pub fn assert_words_within_frame(&self, name: &str) {
        let texts = self.text.split("<text ").skip(1);
        for text in texts {
            let of = |key: &str| {
                let value = text.split(&format!("{key}=\"")).nth(1);
                value
                    .and_then(|rest| rest.split('"').next())
                    .unwrap_or_default()
            };
            let words = text.lines().nth(1).unwrap_or_default();
            let read = |text: &str| -> f64 { text.parse().unwrap_or_else(|_| panic!("{text}")) };
            let width = words.chars().count() as f64 * read(of("font-size")) * 0.62;
            let left = match of("text-anchor") {
                "end" => read(of("x")) - width,
                "middle" => read(of("x")) - width / 2.0,
                _ => read(of("x")),
            };
            let slack = 0.1 * width + 4.0;
            let is_within = left >= -slack && left + width <= self.width + slack;
            assert!(is_within, "{name}: {words:?} at {left}");
        }
    }

    /// Checks that it is the picture in the golden folder, or, if asked to, puts it there.
    ///
    /// # Panics
    /// Where it is another one.
    pub fn assert_golden(&self, name: &str) {
        let path = folder().join("charts").join(name).with_extension("svg");
        if std::env::var_os("UPDATE_CHARTS").is_some() {
            fs::write(&path, &self.text).expect("the golden folder");
        }
        let golden = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        let lines = golden.lines().zip(self.text.lines());
        for (number, (golden, found)) in (1..).zip(lines) {
            assert_eq!(found, golden, "line {number} of {}", path.display());
        }
        assert_eq!(golden.lines().count(), self.text.lines().count(), "{name}");
    }
}
