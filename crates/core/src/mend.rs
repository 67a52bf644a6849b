//! What forums and programs do to a link on its way, undone.
//!
//! They encode it, once or twice, write its `&` as HTML does, put in characters that nobody sees, glue
//! on the marks of the sentence it stands in, and show it cut short. None of that can be meant: a link
//! is written in few characters and ends in a letter or a digit.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// A link's text as it was written.
pub(crate) struct Mended {
    /// The text.
    pub(crate) text: String,
    /// Whether it goes on where nobody can see it: it ends in an ellipsis.
    pub(crate) is_cut: bool,
}

/// How often a link is decoded: every program on its way may have encoded it once more.
const DECODINGS: usize = 5;
/// How HTML writes `&`.
const AMPERSANDS: [&str; 4] = ["&amp;", "&#38;", "&#038;", "&#x26;"];
/// What sentences and their mark-up put behind a link. A `%` or a `+` would belong to a value.
const GLUED_ON: &str = ".,;:!?)]}<>\"'`*_~|\\’”»…";

/// The text behind the `#`, mended.
pub(crate) fn mended(text: &str) -> Mended {
    let mut text = text.to_owned();
    for _ in 0..DECODINGS {
        let decoded = decoded(&text);
        if decoded == text {
            break;
        }
        text = decoded;
    }
    text.retain(|c| !is_unseen(c));
    let glued_on = |c: char| c.is_whitespace() || GLUED_ON.contains(c);
    let text = text.trim_start();
    let kept = text.trim_end_matches(glued_on);
    let tail = &text[kept.len()..];
    Mended {
        is_cut: tail.contains('…') || tail.contains("..."),
        // Where quotes are made pretty, so are a range's dots.
        text: kept.replace('…', ".."),
    }
}

/// The text with one layer of encoding less.
fn decoded(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8_lossy();
    AMPERSANDS
        .iter()
        .fold(text, |text, ampersand| match text.contains(ampersand) {
            true => Cow::Owned(text.replace(ampersand, "&")),
            false => text,
        })
        .into_owned()
}

/// Line breaks and other controls, soft hyphens, spaces without width, marks of direction.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
