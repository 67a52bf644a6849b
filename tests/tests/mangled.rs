//! Links as forums and mail leave them: encoded, cut, wrapped in what is not theirs.

use apiary_core::link::Link;

#[test]
fn a_link_that_forums_have_mangled_is_read_as_it_was_written() {
    let link = "honey/1?throttle=0.002,0.004&growth=0.01..-0.01..-0.01&seed=5";
    let meant = Link::read(link).link.write();
    let encoded = |text: &str| -> String {
        let hex = |c: char| match c {
            '%' | '/' | '?' | '=' | '&' | ',' => format!("%{:02X}", u32::from(c)),
            _ => c.to_string(),
        };
        text.chars().map(hex).collect()
    };
    let once = encoded(link);
    let twice = encoded(&once);
    assert!(
        twice.contains("%253D") && twice.contains("%2526"),
        "{twice}"
    );
    let mut mangled = vec![encoded(&twice), once, twice];
    for ampersand in [
        "&amp;",
        "&amp;amp;",
        "&#38;",
        "&#038;",
        "&#x26;",
        "%26amp%3B",
        "%26amp;",
    ] {
        mangled.push(format!("#{}", link.replace('&', ampersand)));
    }
    for mark in [
        ".",
        ",",
        ")",
        ").",
        "]",
        "*",
        "**",
        "_",
        "~~",
        "|",
        ":",
        ";",
        "!",
        "?",
        ">",
        "\"",
        "’",
        "”",
        "»",
        "`",
        "\\",
        " ",
        "%20",
        "%E2%80%9D",
        "&",
        "&amp;",
        "\u{200b}",
        "\r\n",
    ] {
        mangled.push(format!("{link}{mark}"));
    }
    for unseen in [
        '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{202e}', '\n',
    ] {
        let (front, back) = link.split_at(20);
        mangled.push(format!("{unseen}{front}{unseen}{back}"));
        mangled.push(encoded(&format!("{front}{unseen}{back}")));
    }
    mangled.push(link.replace("..", "…"));
    for text in mangled {
        let reading = Link::read(&text);
        assert!(
            reading.problems.is_empty(),
            "{text:?}: {:?}",
            reading.problems
        );
        assert_eq!(reading.link.write(), meant, "{text:?}");
    }
}

#[test]
fn a_link_cut_short_by_an_ellipsis_keeps_what_stands_before_the_cut() {
    for (text, kept, at) in [
        (
            "honey/1?throttle=0.004&seed=12…",
            "honey/1?throttle=0.004",
            "\"seed\"",
        ),
        (
            "honey/1?throttle=0.004&target-res...",
            "honey/1?throttle=0.004",
            "\"target-res\"",
        ),
        (
            "honey/1?throttle=0.004&seed=12%E2%80%A6",
            "honey/1?throttle=0.004",
            "\"seed\"",
        ),
        ("honey/1?throttle=0.0…)", "honey/1", "\"throttle\""),
    ] {
        let reading = Link::read(text);
        assert_eq!(reading.link.write(), kept, "{text}");
        let [problem] = &reading.problems[..] else {
            panic!("{text}: {:?}", reading.problems);
        };
        let told = problem.to_string();
        assert!(told.contains("cut off at") && told.contains(at), "{told}");
        assert!(!problem.is_harmless());
    }
}

#[test]
fn what_only_looks_like_mangling_is_named() {
    for (text, told) in [
        ("throttle=20%", "\"20%\""),
        ("throttle=0.004%2", "\"0.004%2\""),
        ("throttle=0.004%25", "\"0.004%\""),
        ("throttle=0.004</a>", "\"0.004</a\""),
        ("throttle=<b>0.004</b>", "not a number"),
        ("throttle=0.1..0.3..", "from..to..step"),
        ("throttle=-", "not a number"),
        ("throttle=", "not a number"),
    ] {
        let reading = Link::read(&format!("honey/1?seed=5&{text}"));
        assert_eq!(reading.link.write(), "honey/1?seed=5", "{text}");
        let [problem] = &reading.problems[..] else {
            panic!("{text}: {:?}", reading.problems);
        };
        assert!(problem.to_string().contains(told), "{text}: {problem}");
    }
}
