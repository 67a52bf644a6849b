//! A static page for every preset, with a picture: what a preview of a link can see.
//!
//! Whoever makes a preview never sees a fragment, so `#honey/1?…` looks the same whatever it says. A
//! page of its own has the preset's name, its result in words and its picture, all computed from the
//! model while Apiary is built, and leads into the playground.

pub mod answer;
pub mod canvas;
pub mod card;
pub mod html;
pub mod letters;
pub mod shown;

use answer::{Answer, AnswerError};
use apiary_core::models::MODELS;
use apiary_core::table::{About, Preset};
use card::{CardError, Studio};
use std::path::{Path, PathBuf};
use std::{fs, io, thread};
use thiserror::Error;

pub use apiary_core::preset::{FOLDER, slug};

/// Why pages cannot be made.
#[derive(Debug, Error)]
pub enum PagesError {
    /// A preset gives no answer.
    #[error("{0} gives no answer: {1}")]
    Answer(&'static str, AnswerError),
    /// A preset's picture cannot be made.
    #[error(transparent)]
    Card(#[from] CardError),
    /// A file cannot be written.
    #[error("{} cannot be written: {error}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// A preset's page.
pub struct Page {
    /// The model's name for people.
    pub model: &'static str,
    /// The preset's name.
    pub title: &'static str,
    /// What it shows.
    pub about: String,
    /// Its link.
    pub link: &'static str,
    /// Its file's name, without what stands behind the dot.
    pub slug: String,
    /// What its link says.
    pub answer: Answer,
}

impl Page {
    /// The result in words, and what it is made of where these do not say it.
    #[must_use]
    pub fn told(&self) -> String {
        let made = self.answer.made_of();
        [self.answer.headline(), made]
            .join(" ")
            .trim_end()
            .to_owned()
    }

    /// The picture in words.
    #[must_use]
    pub fn described(&self) -> String {
        self.answer.described()
    }

    /// A file of the page, from the built page on.
    #[must_use]
    pub fn file(&self, kind: &str) -> String {
        format!("{FOLDER}/{}.{kind}", self.slug)
    }
}

/// The pages of all presets of all models.
///
/// # Errors
/// [`PagesError`] where a preset gives no answer.
pub fn pages() -> Result<Vec<Page>, PagesError> {
    let abouts = MODELS.iter().map(|model| model.about());
    let presets = abouts.flat_map(|about| about.presets.iter().map(move |preset| (about, preset)));
    thread::scope(|scope| {
        let pages = presets.map(|(about, preset)| scope.spawn(move || page(about, preset)));
        // All begin before the first is waited for.
        let pages: Vec<_> = pages.collect();
        pages.into_iter().map(joined).collect()
    })
}

/// What a thread has made. It ends early only by a panic, which goes on here as without threads.
fn joined<T>(thread: thread::ScopedJoinHandle<T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn page(about: &'static About, preset: &'static Preset) -> Result<Page, PagesError> {
    let answer = Answer::of(preset.link);
    Ok(Page {
        model: about.label,
        title: preset.title,
        about: preset.told(),
        link: preset.link,
        slug: slug(about.name, preset.title),
        answer: answer.map_err(|error| PagesError::Answer(preset.link, error))?,
    })
}

/// Writes all pages with their pictures below the folder of the built page. The site is the address
/// that this folder is published at, or empty where it is not known.
///
/// # Errors
/// [`PagesError`].
pub fn write(dist: &Path, site: &str) -> Result<Vec<Page>, PagesError> {
    let (pages, studio) = (pages()?, Studio::new()?);
    let folder = dist.join(FOLDER);
    let created = fs::create_dir_all(&folder);
    created.map_err(|error| PagesError::File {
        path: folder.clone(),
        error,
    })?;
    put(folder.join("page.css"), html::STYLE.as_bytes())?;
    put(folder.join("open.js"), html::OPEN.as_bytes())?;
    for page in &pages {
        let name = format!("{}: {}", page.model, page.title);
        put(
            dist.join(page.file("png")),
            &studio.card(&name, &page.answer)?,
        )?;
        put(
            dist.join(page.file("html")),
            html::html(page, site).as_bytes(),
        )?;
    }
    Ok(pages)
}

fn put(path: PathBuf, bytes: &[u8]) -> Result<(), PagesError> {
    fs::write(&path, bytes).map_err(|error| PagesError::File { path, error })
}
