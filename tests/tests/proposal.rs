//! What an author posts in a forum: the result, what was changed for it, and how it is checked.

use apiary_core::export::claiming;
use apiary_core::export::proposal::proposal;
use apiary_core::link::Link;

const PAGE: &str = "https://example.org/apiary/";

fn of(link: &str, fingerprint: Option<&str>) -> String {
    let link = claiming(&Link::read(link).link, fingerprint);
    proposal(&link, ["So it is.", "And so."], PAGE)
}

#[test]
fn it_says_what_differs_and_carries_a_link_with_its_proof() {
    let link =
        "honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.3&seed=7&initial-reserve=5000";
    assert_eq!(
        of(link, Some("jtm0-9aty")),
        "**So it is.** And so.\n\n\
         | What differs | here | by default |\n\
         | --- | --- | --- |\n\
         | Throttle | 0.2\u{202f}% to 3\u{202f}%, 8 values | 0.8\u{202f}% |\n\
         | Target reserve ratio | 30\u{202f}% | 20\u{202f}% |\n\
         | Reserve at the start | 5,000 | 7,473 |\n\n\
         [Open it, change it, check it](https://example.org/apiary/#honey/1?throttle=0.002..0.03..0.004\
         &target-reserve-ratio=0.3&initial-reserve=5000&seed=7&fingerprint=jtm0-9aty): \
         Honey 1, 1,000 runs of 120 months, seed 7.\n\
         Fingerprint jtm0-9aty: the link carries it, and every reader's browser says whether it computes \
         the very same numbers.\n"
    );
}

#[test]
fn without_a_change_or_a_fingerprint_it_says_so_or_nothing() {
    let text = of("currents/1", None);
    assert!(
        text.contains("Every parameter has its default.\n"),
        "{text}"
    );
    assert!(
        text.contains("(https://example.org/apiary/#currents/1)"),
        "{text}"
    );
    assert!(!text.contains("ingerprint"), "{text}");
}
