//! A scenario as files: tables, pictures, and what others open. Each says how it was made.

use apiary_canvas::svg::{self, escaped};
use apiary_canvas::{read_style, to_js};
use apiary_core::csv;
use apiary_core::export::proposal::Said;
use apiary_core::export::{self, document, notebook};
use apiary_core::link::Link;
use plotters::style::RGBColor;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::Function;

/// The link with its scenario's fingerprint, or with none for an empty text: what files and texts carry.
#[wasm_bindgen]
#[must_use]
pub fn claiming(link: &str, fingerprint: &str) -> String {
    let known = (!fingerprint.is_empty()).then_some(fingerprint);
    export::claiming(&Link::read(link).link, known).write()
}

/// The name of a file with a part of a link's results, by the part's title.
#[wasm_bindgen]
#[must_use]
pub fn file_name(link: &str, title: &str, extension: &str) -> String {
    export::file_name(&Link::read(link).link, &export::part(title), extension)
}

/// A scenario as a block for a forum, in Markdown: the page's headline, what stands below it, and what it says of
/// the comparison with the pinned scenario, where there is one.
#[wasm_bindgen]
#[must_use]
pub fn proposal(link: &str, headline: &str, lede: &str, compared: &str, page: &str) -> String {
    let said = Said {
        headline,
        lede,
        compared,
    };
    export::proposal::proposal(&Link::read(link).link, said, page)
}

/// How a file was made, in a sentence. `page` is the address that links follow.
#[wasm_bindgen]
#[must_use]
pub fn made(link: &str, page: &str) -> String {
    export::made(&Link::read(link).link, page)
}

/// The Python notebook that recomputes a scenario.
///
/// # Errors
/// Never in practice: it is plain data.
#[wasm_bindgen(unchecked_return_type = "object")]
pub fn notebook(link: &str, page: &str) -> Result<JsValue, JsError> {
    to_js(&notebook::notebook(&Link::read(link).link, page))
}

/// The scenario as a plain object, for JSON.
///
/// # Errors
/// Never in practice: it is plain data.
#[wasm_bindgen(unchecked_return_type = "object")]
pub fn document(link: &str, page: &str) -> Result<JsValue, JsError> {
    to_js(&document::document(&Link::read(link).link, page))
}

/// A scenario that was opened from JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Opened {
    link: String,
    /// What was not used, in a sentence each.
    unused: Vec<String>,
}

/// The link of a plain object that was read from JSON.
///
/// # Errors
/// When it holds no scenario, with a sentence for people.
#[wasm_bindgen(unchecked_return_type = "Opened")]
pub fn open_document(
    #[wasm_bindgen(unchecked_param_type = "unknown")] document: JsValue,
) -> Result<JsValue, JsError> {
    let document = serde_wasm_bindgen::from_value(document)?;
    let document::Opened { link, unused } = document::open(&document)?;
    to_js(&Opened {
        link: link.write(),
        unused,
    })
}

/// The first line of the table of all rows.
///
/// # Errors
/// Never in practice: a text takes everything.
#[wasm_bindgen]
pub fn rows_header(link: &str) -> Result<String, JsError> {
    written(|out| csv::write_header(&Link::read(link).link.scenario, out))
}

/// All rows of some runs of a subset, counted from 1, as lines of a table; `to` is the first run that is
/// not among them.
///
/// # Errors
/// Never in practice: a text takes everything.
#[wasm_bindgen]
pub fn rows_table(link: &str, subset: usize, from: u32, to: u32) -> Result<String, JsError> {
    let scenario = Link::read(link).link.scenario;
    written(|out| csv::write_rows(&scenario, subset, from..to, out))
}

fn written(
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<String, JsError> {
    let mut text = Vec::new();
    write(&mut text)?;
    Ok(String::from_utf8(text)?)
}

/// What a call draws, as SVG with a margin around it and a sentence on how it was made. The frame is the one
/// that it draws in; no canvas is painted, but text is measured on the one it gives.
///
/// # Errors
/// When a colour cannot be used, or the call fails.
#[wasm_bindgen]
pub fn svg(
    #[wasm_bindgen(unchecked_param_type = "() => void")] draw: &Function,
    #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    margin: f64,
    made: &str,
) -> Result<String, JsValue> {
    let (frame, theme) = read_style(frame, theme)?;
    let [wide, high, around] =
        [frame.width, frame.height, margin].map(|length| (length * frame.ratio).round());
    let shapes = svg::shapes_of((wide as u32, high as u32), || draw.call0(&JsValue::NULL))?;
    let (all_wide, all_high) = (wide + 2.0 * around, high + 2.0 * around);
    let RGBColor(r, g, b) = theme.paper;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"-{around} -{around} {all_wide} {all_high}\" \
         font-family=\"{}, system-ui, sans-serif\" stroke-linejoin=\"round\">\n<desc>{}</desc>\n\
         <rect x=\"-{around}\" y=\"-{around}\" width=\"{all_wide}\" height=\"{all_high}\" \
         fill=\"#{r:02x}{g:02x}{b:02x}\"/>\n{shapes}</svg>\n",
        frame.width + 2.0 * margin,
        frame.height + 2.0 * margin,
        escaped(&theme.font),
        escaped(made),
    ))
}
