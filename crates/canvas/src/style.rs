//! The size and colours that the page has its pictures drawn in.

use apiary_charts::style;
use serde::Deserialize;
use wasm_bindgen::{JsError, JsValue};

/// The size of a canvas in CSS pixels, and the device's pixels to each.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Frame {
    width: f64,
    height: f64,
    ratio: f64,
}

impl From<Frame> for style::Frame {
    fn from(frame: Frame) -> Self {
        Self {
            width: frame.width,
            height: frame.height,
            ratio: frame.ratio,
        }
    }
}

/// The page's colour tokens, each as `#rrggbb`, and its typeface.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Theme {
    paper: String,
    rule: String,
    rule2: String,
    ink: String,
    ink2: String,
    ink3: String,
    honey: String,
    honeyink: String,
    blue: String,
    band50: String,
    band90: String,
    brick: String,
    grey1: String,
    grey2: String,
    font: String,
}

impl TryFrom<Theme> for style::Theme {
    type Error = style::ColourError;

    fn try_from(theme: Theme) -> Result<Self, Self::Error> {
        let colour = |text: &String| style::colour(text);
        Ok(Self {
            paper: colour(&theme.paper)?,
            rule: colour(&theme.rule)?,
            rule2: colour(&theme.rule2)?,
            ink: colour(&theme.ink)?,
            ink2: colour(&theme.ink2)?,
            ink3: colour(&theme.ink3)?,
            honey: colour(&theme.honey)?,
            honeyink: colour(&theme.honeyink)?,
            blue: colour(&theme.blue)?,
            band50: colour(&theme.band50)?,
            band90: colour(&theme.band90)?,
            brick: colour(&theme.brick)?,
            grey1: colour(&theme.grey1)?,
            grey2: colour(&theme.grey2)?,
            font: theme.font,
        })
    }
}

/// The size and colours that a chart is drawn with.
///
/// # Errors
/// When the frame is none, or a colour is not like `#1b66a8`.
pub fn read_style(frame: JsValue, theme: JsValue) -> Result<(style::Frame, style::Theme), JsError> {
    let frame: Frame = serde_wasm_bindgen::from_value(frame)?;
    let theme: Theme = serde_wasm_bindgen::from_value(theme)?;
    Ok((frame.into(), theme.try_into()?))
}
