//! A preset's page: all that a preview reads, and the way into the playground.

use crate::Page;
use std::fmt::Write;

/// The page as HTML. Addresses are absolute where the site's is known.
#[must_use]
pub fn html(page: &Page, site: &str) -> String {
    let title = escaped(&format!("{}: {}", page.model, page.title));
    let told = escaped(&page.told());
    let (own, picture) = (
        address(site, &page.file("html")),
        address(site, &page.file("png")),
    );
    let link = escaped(&format!("../#{}", page.link));
    let mut tags = String::new();
    for (attribute, name, content) in [
        ("name", "description", told.as_str()),
        ("property", "og:type", "website"),
        ("property", "og:site_name", "Apiary"),
        ("property", "og:title", &title),
        ("property", "og:description", &told),
        ("property", "og:url", &own),
        ("property", "og:image", &picture),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", "1200"),
        ("property", "og:image:height", "630"),
        ("property", "og:image:alt", &told),
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:title", &title),
        ("name", "twitter:description", &told),
        ("name", "twitter:image", &picture),
        ("name", "twitter:image:alt", &told),
    ] {
        // Writing to a text cannot fail.
        let _ = writeln!(tags, "<meta {attribute}=\"{name}\" content=\"{content}\">");
    }
    format!(
        "<!doctype html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:; \
         style-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         {tags}\
         <link rel=\"canonical\" href=\"{own}\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"page.css\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={link}\">\n\
         </head>\n\
         <body>\n\
         <h1>{heading}</h1>\n\
         <p>{told}</p>\n\
         <p>{about}</p>\n\
         <p><a href=\"{link}\">Open it in Apiary</a></p>\n\
         <img src=\"{picture_here}\" width=\"1200\" height=\"630\" alt=\"{alt}\">\n\
         </body>\n\
         </html>\n",
        heading = escaped(page.title),
        about = escaped(page.about),
        picture_here = escaped(&format!("{}.png", page.slug)),
        alt = escaped(&page.described()),
    )
}

/// The style of all pages.
pub(crate) const STYLE: &str = include_str!("page.css");

/// A file's address: below the site, or, where that is not known, beside the page.
fn address(site: &str, file: &str) -> String {
    match site.trim_end_matches('/') {
        "" => escaped(file.rsplit('/').next().unwrap_or(file)),
        site => escaped(&format!("{site}/{file}")),
    }
}

/// Text between tags or quotation marks.
#[must_use]
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
