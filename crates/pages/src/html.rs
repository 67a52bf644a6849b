//! A preset's page: all that a preview reads, and the way into the playground.

use crate::Page;

/// The page as HTML. Many readers of previews want whole addresses: where the site's is known it stands
/// before the picture's, and the page names its own. Half an address there would lead them astray.
#[must_use]
pub fn html(page: &Page, site: &str) -> String {
    let title = escaped(&format!("{}: {}", page.model, page.title));
    let (told, described) = (escaped(&page.told()), escaped(&page.described()));
    let link = escaped(&format!("../#{}", page.link));
    let site = site.trim_end_matches('/');
    let here = escaped(&format!("{}.png", page.slug));
    let (picture, own) = if site.is_empty() {
        (here.clone(), None)
    } else {
        let at = |kind| escaped(&format!("{site}/{}", page.file(kind)));
        (at("png"), Some(at("html")))
    };
    let tags: String = [
        ("name", "description", told.as_str()),
        ("property", "og:type", "website"),
        ("property", "og:site_name", "Apiary"),
        ("property", "og:title", &title),
        ("property", "og:description", &told),
        ("property", "og:image", &picture),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", "1200"),
        ("property", "og:image:height", "630"),
        ("property", "og:image:alt", &described),
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:title", &title),
        ("name", "twitter:description", &told),
        ("name", "twitter:image", &picture),
        ("name", "twitter:image:alt", &described),
    ]
    .map(|(kind, name, content)| format!("<meta {kind}=\"{name}\" content=\"{content}\">\n"))
    .concat();
    let own = own.map_or_else(String::new, |own| {
        format!(
            "<meta property=\"og:url\" content=\"{own}\">\n<link rel=\"canonical\" href=\"{own}\">\n"
        )
    });
    format!(
        "<!doctype html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:; \
         style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         {tags}{own}\
         {icon}\n\
         <link rel=\"stylesheet\" href=\"page.css\">\n\
         <script src=\"open.js\" defer></script>\n\
         </head>\n\
         <body>\n\
         <h1>{heading}</h1>\n\
         <p>{told}</p>\n\
         <p>{about}</p>\n\
         <p><a id=\"open\" href=\"{link}\">Open it in Apiary</a></p>\n\
         <img src=\"{here}\" width=\"1200\" height=\"630\" alt=\"{described}\">\n\
         </body>\n\
         </html>\n",
        icon = icon(),
        heading = escaped(page.title),
        about = escaped(&page.about),
    )
}

/// The playground's icon, as it stands there.
fn icon() -> &'static str {
    let mut lines = INDEX.lines();
    let icon = lines.find(|line| line.starts_with("<link rel=\"icon\""));
    icon.unwrap_or_default()
}

const INDEX: &str = include_str!("../../../www/index.html");
/// The style of all pages.
pub(crate) const STYLE: &str = include_str!("page.css");
/// What leads all pages' readers into the playground.
pub(crate) const OPEN: &str = include_str!("open.js");

/// Text between tags or quotation marks.
#[must_use]
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
