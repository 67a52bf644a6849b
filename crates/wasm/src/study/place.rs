//! Where a study's pictures stand, and the one function that draws them all: each is compiled once.

use super::Study;
use apiary_canvas::Canvas;
use apiary_charts::fan::Picture;
use apiary_charts::style::{Frame, Theme};
use apiary_charts::{Shown, Surface};
use wasm_bindgen::prelude::*;

/// Where a picture of a study stands.
pub(super) enum Place {
    Main,
    /// The main picture in a small frame.
    Bare,
    Map(usize),
    /// A map in a file of its own, with nothing below it.
    SavedMap(usize),
    /// The first map in a small frame.
    BareMap,
    Chart(usize),
}

impl Study {
    /// Draws a picture. Inlined wherever one is drawn, charts would be a tenth of the page's code more.
    #[inline(never)]
    pub(super) fn draw_place(
        &self,
        place: &Place,
        surface: &Surface<Canvas>,
        frame: Frame,
        theme: &Theme,
    ) -> Result<Shown<Canvas>, JsError> {
        Ok(match place {
            Place::Main => match self.facets() {
                Some(facets) => facets.draw(surface, frame, theme),
                None => Picture::new(&self.link, self.shown()?).draw(surface, frame, theme),
            },
            Place::Bare => Picture::new(&self.link, self.shown()?)
                .bare()
                .draw(surface, frame, theme),
            Place::Map(which) | Place::SavedMap(which) => {
                let cells = self.cells(*which);
                let mut map = self.map(*which, &cells);
                map.marked &= matches!(place, Place::Map(_));
                map.draw(surface, frame, theme).map(|()| Vec::new())
            }
            Place::BareMap => {
                let cells = self.cells(0);
                let drawn = self.map(0, &cells).draw_bare(surface, frame, theme);
                drawn.map(|()| Vec::new())
            }
            Place::Chart(index) => self.notebook(*index)?.draw(surface, frame, theme),
        })
    }
}
