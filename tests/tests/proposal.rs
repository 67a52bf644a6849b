//! What an author posts in a forum: the result, what was changed for it, and how it is checked.

use apiary_core::export::claiming;
use apiary_core::export::proposal::{Said, proposal};
use apiary_core::link::Link;

const PAGE: &str = "https://example.org/apiary/";

fn of(link: &str, fingerprint: Option<&str>) -> String {
    let link = claiming(&Link::read(link).link, fingerprint);
    let said = Said {
        headline: "So it is.",
        lede: "And so.",
        compared: "",
    };
    proposal(&link, said, PAGE)
}

#[test]
fn it_says_what_differs_and_carries_a_link_with_its_proof() {
    let link =
        "honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.3&seed=7&initial-reserve=5000";
    assert_eq!(
        of(link, Some("jtm0-9aty")),
        "**So it is.** And so.\n\n\
         *(The picture goes here: “Copy picture”, then paste it over this line.)*\n\n\
         | What differs | here | by default |\n\
         | --- | --- | --- |\n\
         | Throttle | 0.2\u{202f}% to 3\u{202f}%, 8 values | 0.8\u{202f}% |\n\
         | Target reserve ratio | 30\u{202f}% | 20\u{202f}% |\n\
         | Initial reserve | 5,000 | 7,473 |\n\n\
         [Open it, change it, check it](https://example.org/apiary/#honey/1?throttle=0.002..0.03..0.004\
         &target-reserve-ratio=0.3&initial-reserve=5000&seed=7&fingerprint=jtm0-9aty): \
         Honey 1, 1,000 runs of 120 months, seed 7.\n\
         Fingerprint jtm0-9aty: the link carries it, and every reader's browser says whether it computes \
         the very same numbers.\n"
    );
}

#[test]
fn it_tells_the_comparison_and_what_both_have() {
    let link = Link::read("honey/1?throttle=0.006&p-pull=0.7&pinned-throttle=0.004").link;
    let said = Said {
        headline: "So it is.",
        lede: "And so.",
        compared: "It rises by 5 points ± 1.",
    };
    let text = proposal(&link, said, PAGE);
    assert!(
        text.contains(
            "And so.\n\n**A is what it is compared with, B is this.** It rises by 5 points ± 1.\n\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("| What differs | A | B, here | by default |\n| --- | --- | --- | --- |\n"),
        "{text}"
    );
    assert!(
        text.contains("| Throttle | 0.4\u{202f}% | 0.6\u{202f}% | 0.8\u{202f}% |\n"),
        "{text}"
    );
    assert!(
        text.contains("| Price pull | 0.7 | 0.7 | 0.75 |\n"),
        "{text}"
    );
    assert!(text.contains("pinned-throttle=0.004)"), "{text}");
}

#[test]
fn a_goal_that_was_moved_is_named() {
    let text = of("honey/1?goal=0.9", None);
    assert!(
        text.contains("| The goal of saturation | 90\u{202f}% | 80\u{202f}% |\n"),
        "{text}"
    );
    assert!(!of("honey/1?goal=0.8&seed=3", None).contains("goal of"));
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
