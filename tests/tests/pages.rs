//! The presets' pages: what a preview of a link sees is there, and true.

use apiary_core::analysis::planned::Planned;
use apiary_core::besides::Besides;
use apiary_core::ends::Ends;
use apiary_core::ensemble::Ensemble;
use apiary_core::link::Link;
use apiary_core::measure::Measure;
use apiary_core::models::MODELS;
use apiary_core::noise::Noise;
use apiary_core::sentence::Sentence;
use apiary_core::table::{Group, Preset};
use apiary_pages::html::{escaped, html};
use apiary_pages::shown::Shown;
use apiary_pages::{Page, answer, slug, write};
use apiary_tests::golden::folder;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const SITE: &str = "https://example.org/apiary/";

/// The pages as they are published at [`SITE`], and where they lie.
fn published() -> &'static (PathBuf, Vec<Page>) {
    static PUBLISHED: OnceLock<(PathBuf, Vec<Page>)> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let dist = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
        // What an earlier test has written must not stand in for what this one does not.
        drop(fs::remove_dir_all(&dist));
        let pages = write(&dist, SITE).expect("the pages");
        (dist, pages)
    })
}

fn text_of(page: &Page) -> String {
    fs::read_to_string(published().0.join(page.file("html"))).expect("a page")
}

/// What a tag says: the text behind `before`, up to the quotation mark.
fn said<'a>(html: &'a str, before: &str) -> &'a str {
    let mut found = html.split(before).skip(1);
    let behind = found
        .next()
        .unwrap_or_else(|| panic!("{before} is missing"));
    assert!(found.next().is_none(), "{before} is said twice");
    behind.split_once('"').expect("an end").0
}

fn tag<'a>(html: &'a str, name: &str) -> &'a str {
    said(html, &format!("=\"{name}\" content=\""))
}

fn presets() -> impl Iterator<Item = &'static Preset> {
    MODELS.iter().flat_map(|model| model.about().presets)
}

#[test]
fn every_preset_has_a_page_with_a_picture_of_its_own() {
    let (dist, pages) = published();
    let links: Vec<_> = pages.iter().map(|page| page.link).collect();
    assert_eq!(
        links,
        presets().map(|preset| preset.link).collect::<Vec<_>>()
    );
    let slugs: BTreeSet<_> = pages.iter().map(|page| &page.slug).collect();
    assert_eq!(slugs.len(), pages.len(), "two pages of one name");
    let mut pictures = BTreeSet::new();
    for page in pages {
        let picture = fs::read(dist.join(page.file("png"))).expect("a picture");
        assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n", "{}", page.slug);
        let size = [16, 20].map(|at| picture[at..at + 4].try_into().expect("four bytes"));
        assert_eq!(size.map(u32::from_be_bytes), [1200, 630], "{}", page.slug);
        assert!(
            picture.len() < 300_000,
            "{}: readers refuse large ones",
            page.slug
        );
        pictures.insert(picture);
    }
    assert_eq!(pictures.len(), pages.len(), "two pages of one picture");
}

#[test]
fn a_page_says_what_the_model_says() {
    let mut plain = 0;
    for page in &published().1 {
        let (html, told) = (text_of(page), page.told());
        for name in ["description", "og:description", "twitter:description"] {
            assert_eq!(tag(&html, name), escaped(&told), "{}", page.slug);
        }
        assert!(html.contains(&format!("<p>{}</p>", escaped(&told))));
        let link = Link::read(page.link).link;
        let asks = link.view.threshold.is_some()
            || link.view.sensitivity.is_some()
            || link.view.planned.is_some()
            || link.view.pinned.is_some();
        if asks || !link.scenario.axes().is_empty() {
            continue;
        }
        let goal = [Measure::goal(&link).output];
        let ensemble = Ensemble::complete(&link.scenario, 0, &goal).expect("runs");
        let headline = Sentence::of(&link, &ensemble).headline;
        let headline: String = headline.into_iter().map(|part| part.text).collect();
        let made = page.answer.made_of();
        assert_eq!(
            told,
            format!("{headline} {made}").trim_end(),
            "{}",
            page.slug
        );
        plain += 1;
    }
    assert!(plain > 3, "most headlines are checked: {plain}");
}

#[test]
fn a_page_has_what_previews_read() {
    for page in &published().1 {
        let html = text_of(page);
        let title = escaped(&format!("{}: {}", page.model, page.title));
        for name in ["og:title", "twitter:title"] {
            assert_eq!(tag(&html, name), title);
        }
        assert!(html.contains(&format!("<title>{title}</title>")));
        assert_eq!(tag(&html, "og:type"), "website");
        assert_eq!(tag(&html, "twitter:card"), "summary_large_image");
        for name in ["og:image", "twitter:image"] {
            assert_eq!(tag(&html, name), format!("{SITE}{}", page.file("png")));
        }
        let own = format!("{SITE}{}", page.file("html"));
        assert_eq!(tag(&html, "og:url"), own);
        assert_eq!(said(&html, "rel=\"canonical\" href=\""), own);
        assert!(!said(&html, " alt=\"").is_empty());
        assert!(html.contains(&format!("<h1>{}</h1>", escaped(page.title))));
        assert!(html.contains("<link rel=\"icon\" href=\"data:image/svg"));
        assert_eq!(
            html.matches("<script").count(),
            1,
            "the policy forbids more"
        );
        assert!(
            !html.contains("refresh"),
            "who runs no scripts stays where there is something to read"
        );
    }
}

#[test]
fn a_page_leads_to_a_published_link_and_to_files_that_exist() {
    let links = fs::read_to_string(folder().join("links.txt")).expect("the fixture");
    for page in &published().1 {
        let html = text_of(page);
        let way = format!("../#{}", page.link);
        assert_eq!(way_of(&html), escaped(&way), "{}", page.slug);
        let line = format!("{0} -> {0}", page.link);
        assert!(links.lines().any(|known| known == line), "{line}");
        for name in [
            said(&html, "<img src=\""),
            said(&html, "rel=\"stylesheet\" href=\""),
            said(&html, "<script src=\""),
        ] {
            assert!(published().0.join("p").join(name).is_file(), "{name}");
        }
    }
}

/// Where the page leads.
fn way_of(html: &str) -> &str {
    said(html, "<a id=\"open\" href=\"")
}

#[test]
fn a_picture_shows_what_its_link_asks() {
    for page in &published().1 {
        let Link { scenario, view } = &page.answer.link;
        let shown = match page.answer.shown {
            Shown::Runs(_) => "runs",
            Shown::Map(_) => "map",
            Shown::Threshold { .. } => "curve",
            Shown::Tornado { .. } => "tornado",
            Shown::Compared { .. } => "comparison",
        };
        let asked = if view.threshold.is_some() || view.planned.is_some() {
            "curve"
        } else if view.sensitivity.is_some() {
            "tornado"
        } else if view.pinned.is_some() {
            "comparison"
        } else if scenario.axes().is_empty() {
            "runs"
        } else {
            "map"
        };
        assert_eq!(shown, asked, "{}", page.slug);
    }
}

#[test]
fn what_a_page_says_of_samples_has_errors_and_runs_and_names_what_it_depends_on() {
    for page in &published().1 {
        let told = page.told();
        let made = ["runs", "members", "experiments"];
        assert!(made.iter().any(|of| told.contains(of)), "{told}");
        // One run, and all or none of them, have no error.
        assert!(
            told.contains('±') || told.contains("one") || told.contains("None"),
            "{told}"
        );
        let keys = page.answer.sentence.headline.iter();
        let keys: Vec<_> = keys.filter_map(|part| part.key.as_deref()).collect();
        for change in Besides::of(&page.answer.link, &keys).changes {
            assert!(told.contains(&change), "{told} does not say {change}");
        }
    }
    let second = published()
        .1
        .iter()
        .find(|page| page.slug.contains("second-step"));
    let second = second.expect("the second step").told();
    assert!(second.contains("productivity 0.897"), "{second}");
}

#[test]
fn where_the_site_is_not_known_a_page_names_no_half_address_of_its_own() {
    let page = &published().1[0];
    let html = html(page, "");
    assert_eq!(tag(&html, "og:image"), format!("{}.png", page.slug));
    assert!(!html.contains("canonical") && !html.contains("og:url"));
}

#[test]
fn nothing_in_a_page_is_read_as_markup() {
    let answer = answer::Answer::of("honey/1?runs=2").expect("an answer");
    let page = Page {
        model: "<b>\"H\"</b>",
        title: "Is 1 < 2 & 3 > 2?",
        about: "<script>".to_owned(),
        link: "honey/1?seed=1&runs=2",
        slug: slug("honey", "<\"&>"),
        answer,
    };
    let html = html(&page, "https://example.org/\"><b>");
    for markup in ["<b>", "<script>", "1 < 2", "& 3", "seed=1&runs"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert_eq!(page.slug, "honey");
    assert!(way_of(&html).ends_with("#honey/1?seed=1&amp;runs=2"));
}

#[test]
fn the_steps_of_the_planned_analysis_are_those_it_comes_to() {
    for model in MODELS {
        let presets = model.about().presets.iter();
        let planned: Vec<_> = presets
            .filter(|preset| preset.group == Group::Planned)
            .map(|preset| preset.link)
            .collect();
        assert_eq!(planned.len(), 3 * usize::from(model.about().plan.is_some()));
        let [whole, second, third] = planned[..] else {
            continue;
        };
        let steps = Planned::of(&Link::read(whole).link).expect("a plan");
        let range = answer::found(&steps).expect("a range");
        let middle = steps.middle(&range).expect("a middle");
        let sweep = steps.sweep(middle).expect("a sweep");
        assert_eq!(sweep.write(), second);
        let (goal, mut noise) = (Measure::goal(&sweep), Noise::new());
        let scenario = &sweep.scenario;
        let shares = (0..scenario.subsets().expect("a few")).map(|subset| {
            let (inputs, all) = (scenario.inputs_of(subset), 1..scenario.runs + 1);
            let ends = Ends::of(scenario, &inputs, &[goal.output], all, &mut noise);
            goal.estimate(&ends.values[0], ends.impossible)
        });
        let shares: Vec<_> = shares.collect();
        let bounds = steps.bounds(&sweep, &shares);
        let worlds = steps.worlds(&range, middle, bounds).expect("worlds");
        assert_eq!(worlds.write(), third);
    }
}
