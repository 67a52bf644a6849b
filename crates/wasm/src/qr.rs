//! QR codes of links, for paper and for phones.

use qrcodegen::{QrCode, QrCodeEcc};
use serde::Serialize;
use std::fmt::Write;

/// How many light modules its standard wants around a code.
const QUIET: i32 = 4;

/// A QR code as a drawing.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Qr {
    /// How many modules it is wide and high, the quiet ones around it among them.
    side: i32,
    /// Its dark modules, as an SVG's path.
    path: String,
}

impl Qr {
    /// The code of a text; none where it is too long.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let length = (x..code.size())
                    .take_while(|&x| code.get_module(x, y))
                    .count() as i32;
                if length > 0 {
                    let (left, top) = (x + QUIET, y + QUIET);
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
                }
                x += length + 1;
            }
        }
        Some(Self {
            side: code.size() + 2 * QUIET,
            path,
        })
    }
}
