//! Presets have pages of their own, made when Apiary is built, since a preview of a link sees no fragment.

use crate::link::Link;

/// The folder of these pages in the built page.
pub const FOLDER: &str = "p";

/// The name of a page's files: the model's name and the preset's title, in small letters, digits and
/// hyphens. It is part of a published address, so a title once published keeps its words.
#[must_use]
pub fn slug(model: &str, title: &str) -> String {
    let plain = title.to_ascii_lowercase().replace(['’', '\''], "");
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    [model]
        .into_iter()
        .chain(words)
        .collect::<Vec<_>>()
        .join("-")
}

/// The page of the preset that a link is, from the built page on; none where it is no preset.
#[must_use]
pub fn page_of(link: &str) -> Option<String> {
    let link = Link::read(link).link;
    let about = link.scenario.model.about();
    let written = link.write();
    let preset = about.presets.iter().find(|preset| preset.link == written)?;
    Some(format!("{FOLDER}/{}.html", slug(about.name, preset.title)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::MODELS;

    #[test]
    fn slugs_are_plain_words() {
        let slug = slug(
            "honey",
            "What if a quarter of the honey’s in reserve? (25 %)",
        );
        assert_eq!(slug, "honey-what-if-a-quarter-of-the-honeys-in-reserve-25");
    }

    #[test]
    fn every_preset_and_nothing_else_has_a_page() {
        for about in MODELS.iter().map(|model| model.about()) {
            for preset in about.presets {
                let page = format!("p/{}.html", slug(about.name, preset.title));
                assert_eq!(page_of(preset.link), Some(page));
            }
        }
        assert_eq!(page_of("honey/1?seed=9"), None);
    }
}
