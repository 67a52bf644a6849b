//! A scenario as files: tables, pictures, and what others open. Each says how it was made.

use crate::border::to_js;
use crate::canvas::Canvas;
use crate::study::{Place, Study, read_style};
use crate::svg::{Svg, escaped};
use apiary_charts::style::Frame;
use apiary_core::csv;
use apiary_core::export::{self, document, notebook};
use apiary_core::link::Link;
use apiary_core::view::ViewForm;
use plotters::drawing::IntoDrawingArea;
use plotters::style::RGBColor;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// Pixels to each of an SVG's units: charts are drawn in whole pixels, and these are to look well at any size.
const FINE: f64 = 10.0;

/// The name of a file with a part of a link's results.
#[wasm_bindgen]
#[must_use]
pub fn file_name(link: &str, fingerprint: &str, part: &str, extension: &str) -> String {
    let scenario = Link::read(link).link.scenario;
    export::file_name(&scenario, known(fingerprint), part, extension)
}

/// A scenario as a block for a forum, in Markdown.
#[wasm_bindgen]
#[must_use]
pub fn proposal(link: &str, headline: &str, lede: &str, page: &str, fingerprint: &str) -> String {
    let link = Link::read(link).link;
    export::proposal::proposal(&link, [headline, lede], page, known(fingerprint))
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

/// The link of a plain object that was read from JSON.
///
/// # Errors
/// When it holds no scenario, with a sentence for people.
#[wasm_bindgen]
pub fn open_document(
    #[wasm_bindgen(unchecked_param_type = "unknown")] document: JsValue,
) -> Result<String, JsError> {
    let document = serde_wasm_bindgen::from_value(document)?;
    Ok(document::open(&document)?.write())
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

/// A picture of a study that can be saved.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Pictured {
    /// What it is called among the others.
    title: String,
    /// What stands for it in a file's name.
    part: String,
}

#[wasm_bindgen]
impl Study {
    /// The pictures that there are, the main one first.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    #[wasm_bindgen(unchecked_return_type = "Pictured[]")]
    pub fn pictures(&self) -> Result<JsValue, JsError> {
        let output = self.link.scenario.model.outputs()[self.link.output()];
        let told = |place: &Place| match place {
            Place::Main | Place::Bare => Pictured {
                title: output.label.to_owned(),
                part: output.key.to_owned(),
            },
            Place::Map(which) => Pictured {
                title: format!("Map of {}", self.map_label(*which)),
                part: format!("map-{}", which + 1),
            },
            Place::Chart(index) => {
                let title = self.link.scenario.model.about().charts[*index].title;
                Pictured {
                    title: title.to_owned(),
                    part: export::part(title),
                }
            }
        };
        to_js(&self.places().iter().map(told).collect::<Vec<_>>())
    }

    /// How high a picture is at a width, in CSS pixels; none where any height will do.
    ///
    /// # Errors
    /// When there is no such picture.
    pub fn picture_height(&self, index: usize, width: f64) -> Result<Option<f64>, JsError> {
        Ok(match self.place(index)? {
            Place::Main => self.facets().map(|facets| facets.height(width)),
            Place::Bare => None,
            Place::Map(_) => Some(self.map_height(width)),
            Place::Chart(chart) => Some(self.chart_height(chart, width)?),
        })
    }

    /// Computes a part of what a picture draws, if one is missing; whether it was.
    ///
    /// # Errors
    /// When there is no such picture.
    pub fn prepare_picture(&self, index: usize) -> Result<bool, JsError> {
        match self.place(index)? {
            Place::Chart(chart) => self.prepare_chart(chart),
            Place::Main | Place::Bare | Place::Map(_) => Ok(false),
        }
    }

    /// Draws a picture.
    ///
    /// # Errors
    /// When there is none, or the canvas or a colour cannot be used.
    pub fn draw_picture(
        &self,
        index: usize,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Result<(), JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let surface = Canvas::new(canvas)?.into_drawing_area();
        self.draw_place(&self.place(index)?, &surface, frame, &theme)??;
        Ok(())
    }

    /// A picture as SVG, with a margin around it and a sentence on how it was made. The canvas measures its
    /// text.
    ///
    /// # Errors
    /// As for [`draw_picture`](Self::draw_picture).
    pub fn svg_picture(
        &self,
        index: usize,
        canvas: CanvasRenderingContext2d,
        #[wasm_bindgen(unchecked_param_type = "Frame")] frame: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        margin: f64,
        made: &str,
    ) -> Result<String, JsError> {
        let (frame, theme) = read_style(frame, theme)?;
        let Frame { width, height, .. } = frame;
        let (wide, high) = ((width * FINE).round(), (height * FINE).round());
        let shapes = Rc::new(RefCell::new(String::new()));
        let svg = Svg {
            size: (wide as u32, high as u32),
            shapes: Rc::clone(&shapes),
        };
        let surface = Canvas::new(canvas)?.writing(svg).into_drawing_area();
        let fine = Frame {
            ratio: FINE,
            ..frame
        };
        self.draw_place(&self.place(index)?, &surface, fine, &theme)??;
        let shapes = shapes.borrow();
        let around = (margin * FINE).round();
        let (all_wide, all_high) = (wide + 2.0 * around, high + 2.0 * around);
        let RGBColor(r, g, b) = theme.paper;
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
             viewBox=\"-{around} -{around} {all_wide} {all_high}\" \
             font-family=\"{}, system-ui, sans-serif\" stroke-linejoin=\"round\">\n<desc>{}</desc>\n\
             <rect x=\"-{around}\" y=\"-{around}\" width=\"{all_wide}\" height=\"{all_high}\" \
             fill=\"#{r:02x}{g:02x}{b:02x}\"/>\n{shapes}</svg>\n",
            width + 2.0 * margin,
            height + 2.0 * margin,
            escaped(&theme.font),
            escaped(made),
        ))
    }

    /// What the main picture shows, as a table: quantiles by timestep, and the trend where it has one.
    ///
    /// # Errors
    /// Before the first run is made.
    pub fn picture_table(&self) -> Result<String, JsError> {
        let (link, ensemble) = (&self.link, self.shown()?);
        let index = link.output();
        let output = link.scenario.model.outputs()[index];
        let with_trend = link.view.form == ViewForm::Trend;
        written(|out| csv::write_fan(ensemble, (index, output), with_trend, out))
    }
}

impl Study {
    fn places(&self) -> Vec<Place> {
        let maps = if self.map_height(1000.0) > 0.0 { 2 } else { 0 };
        let charts = self.link.scenario.model.about().charts.len();
        let charts = if self.charts() { charts } else { 0 };
        let mut places = vec![Place::Main];
        places.extend((0..maps).map(Place::Map));
        places.extend((0..charts).map(Place::Chart));
        places
    }

    fn place(&self, index: usize) -> Result<Place, JsError> {
        let place = self.places().into_iter().nth(index);
        place.ok_or_else(|| JsError::new("there is no such picture"))
    }
}

/// A fingerprint, or nothing for a text that is empty.
fn known(fingerprint: &str) -> Option<&str> {
    (!fingerprint.is_empty()).then_some(fingerprint)
}
