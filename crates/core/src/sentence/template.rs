//! Sentences with names to fill in, as the models' tables hold them.
//!
//! `{name}` is filled in; `{name:words}` stands as these words and can be changed like the name's value.
//! `[condition?this|that]` is the one where the condition holds and the other where it does not; either
//! may hold names and choices of its own.

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they are.
    Text(&'a str),
    /// A name to fill in, and the words that stand for it where the template has some.
    Name(&'a str, Option<&'a str>),
    /// A condition, what stands where it holds, and what else.
    Choice(&'a str, [&'a str; 2]),
}

/// The pieces of a template, its choices unmade.
#[must_use]
pub fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(place) = rest.find(['{', '[']) {
        pieces.push(Piece::Text(&rest[..place]));
        let inside = &rest[place + 1..];
        let (piece, length) = if rest[place..].starts_with('{') {
            let end = inside.find('}').unwrap_or(inside.len());
            let (name, words) = inside[..end].split_once(':').unzip();
            (Piece::Name(name.unwrap_or(&inside[..end]), words), end)
        } else {
            choice(inside)
        };
        pieces.push(piece);
        rest = inside.get(length + 1..).unwrap_or_default();
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

/// The choice that a text begins with, behind its bracket, and where it ends.
fn choice(text: &str) -> (Piece<'_>, usize) {
    let (mut depth, mut bar, mut end) = (0, None, text.len());
    for (place, character) in text.char_indices() {
        match character {
            '[' => depth += 1,
            ']' if depth == 0 => {
                end = place;
                break;
            }
            ']' => depth -= 1,
            '|' if depth == 0 => bar = Some(place),
            _ => {}
        }
    }
    let begin = text.find('?').map_or(end, |mark| mark.min(end));
    let bar = bar.unwrap_or(end);
    let this = text.get(begin + 1..bar).unwrap_or_default();
    let that = text.get(bar + 1..end).unwrap_or_default();
    (Piece::Choice(&text[..begin], [this, that]), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_choices_are_told_apart() {
        assert_eq!(
            pieces("At {ratio}, [one?the [met?one|other] run|{share:all} runs]."),
            [
                Piece::Text("At "),
                Piece::Name("ratio", None),
                Piece::Text(", "),
                Piece::Choice("one", ["the [met?one|other] run", "{share:all} runs"]),
                Piece::Text("."),
            ]
        );
        assert_eq!(pieces("{share:all}"), [Piece::Name("share", Some("all"))]);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_text() {
        assert_eq!(pieces("{half"), [Piece::Name("half", None)]);
        assert_eq!(pieces("[if?a"), [Piece::Choice("if", ["a", ""])]);
        assert_eq!(pieces("["), [Piece::Choice("", ["", ""])]);
    }
}
