//! `apiary-pages DIST`: writes the presets' pages below a built page.

use std::env;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(dist) = env::args_os().nth(1) else {
        eprintln!(
            "apiary-pages DIST writes the presets' pages to DIST/p; APIARY_SITE is DIST's public address"
        );
        return ExitCode::from(2);
    };
    let site = env::var("APIARY_SITE").unwrap_or_default();
    match apiary_pages::write(Path::new(&dist), &site) {
        Ok(pages) => {
            println!("{} pages of presets", pages.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("apiary-pages: {error}");
            ExitCode::FAILURE
        }
    }
}
