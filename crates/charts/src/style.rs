//! Colours and sizes that a chart is drawn with. The page's style sheet holds the values.

use plotters::style::RGBColor;
use thiserror::Error;

/// The page's colour tokens, as the charts use them, and its typeface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The ground.
    pub paper: RGBColor,
    /// Hairlines and grid.
    pub rule: RGBColor,
    /// Axes.
    pub rule2: RGBColor,
    /// Text and median.
    pub ink: RGBColor,
    /// Secondary text.
    pub ink2: RGBColor,
    /// Captions and ticks.
    pub ink3: RGBColor,
    /// This scenario.
    pub honey: RGBColor,
    /// The edge of what is honey.
    pub honeyink: RGBColor,
    /// Data, the result, a goal met.
    pub blue: RGBColor,
    /// The middle half.
    pub band50: RGBColor,
    /// The middle nine tenths.
    pub band90: RGBColor,
    /// Past a limit; the third series.
    pub brick: RGBColor,
    /// Between goal and miss.
    pub grey1: RGBColor,
    /// Goal missed.
    pub grey2: RGBColor,
    /// The typeface's name.
    pub font: String,
}

/// A text that is no colour.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0:?} is not a colour; it must be like #1b66a8")]
pub struct ColourError(String);

/// Reads `#rrggbb`.
///
/// # Errors
/// [`ColourError`] for any other text.
pub fn colour(text: &str) -> Result<RGBColor, ColourError> {
    let error = || ColourError(text.to_owned());
    let digits = text
        .trim()
        .strip_prefix('#')
        .filter(|d| d.len() == 6 && d.is_ascii());
    let digits = digits.ok_or_else(error)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| error());
    Ok(RGBColor(part(0)?, part(2)?, part(4)?))
}

/// The opaque colour that lies a share of the way from one to another.
#[must_use]
pub fn mix(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    RGBColor(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

impl Theme {
    /// A theme from the declarations of a style sheet, `--name: #rrggbb;`, of which the last wins.
    ///
    /// # Errors
    /// [`ColourError`] when a token is missing or no colour.
    pub fn from_tokens(tokens: &str, font: &str) -> Result<Self, ColourError> {
        let token = |name: &str| {
            let key = format!("--{name}:");
            let value = tokens.rsplit_once(&key).map_or("", |(_, behind)| behind);
            colour(value.split(';').next().unwrap_or_default())
                .map_err(|_| ColourError(format!("--{name}")))
        };
        Ok(Self {
            paper: token("paper")?,
            rule: token("rule")?,
            rule2: token("rule2")?,
            ink: token("ink")?,
            ink2: token("ink2")?,
            ink3: token("ink3")?,
            honey: token("honey")?,
            honeyink: token("honeyink")?,
            blue: token("blue")?,
            band50: token("band50")?,
            band90: token("band90")?,
            brick: token("brick")?,
            grey1: token("grey1")?,
            grey2: token("grey2")?,
            font: font.to_owned(),
        })
    }

    /// The strokes and gaps of the nth series, which tell it from others without its colour.
    #[must_use]
    pub fn strokes(n: usize) -> &'static [f64] {
        const STROKES: [&[f64]; 6] = [
            &[],
            &[7.0, 3.0],
            &[2.5, 2.5],
            &[10.0, 3.0, 2.5, 3.0],
            &[14.0, 4.0],
            &[5.0, 2.5, 1.5, 2.5, 1.5, 2.5],
        ];
        STROKES[n % STROKES.len()]
    }

    /// The colour of the nth series of a chart; after six they repeat.
    #[must_use]
    pub fn series(&self, n: usize) -> RGBColor {
        let series = [
            self.blue,
            self.brick,
            self.ink,
            self.honeyink,
            self.grey1,
            self.ink2,
        ];
        series[n % series.len()]
    }
}

/// The size of a chart in CSS pixels, and how many of the device's pixels make one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// CSS pixels.
    pub width: f64,
    /// CSS pixels.
    pub height: f64,
    /// `devicePixelRatio`.
    pub ratio: f64,
}

impl Frame {
    /// Below this width a chart has no room beside it.
    pub const NARROW: f64 = 700.0;

    /// Whether the chart is drawn for a narrow screen.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.width < Self::NARROW
    }
}
