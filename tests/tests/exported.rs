//! Scenarios as files that others open: the Python notebook, the JSON.

use apiary_core::export::claiming;
use apiary_core::export::document::{DocumentError, Opened, document, open};
use apiary_core::export::json::Json;
use apiary_core::export::notebook::notebook;
use apiary_core::link::Link;
use apiary_tests::golden::distance;
use apiary_tests::python::written_by;
use apiary_tests::run::csv;
use apiary_tests::table::Table;
use serde_json::{Value, json};

/// Scenarios whose notebooks are run: few runs of every kind there is.
const CURRENTS: [&str; 8] = [
    "currents/1?runs=4",
    "currents/1?integrity-coefficient=0.5&avg-amount=12.5&runs=4",
    "currents/1?integrity-coefficient=0.2,0.9&sum-volume=0,-3,5&runs=2&timesteps=60",
    "currents/1?integrity-coefficient=0.2,0.9&avg-amount=5,1e7&sweep=zip&runs=2",
    "currents/1?seed=4294967294&runs=4&timesteps=40",
    "currents/1?initial-user-balance=0.37&initial-avg-user-balance=33.4&initial-avg-send-volume=100.3\
     &initial-total-num-transactions=50&initial-transaction=0.5&runs=2&timesteps=40",
    "currents/1?avg-amount=1e-5&runs=1&timesteps=30&sweep=zip",
    "currents/1?avg-amount=1e300&integrity-coefficient=0&runs=3&timesteps=30",
];
const HONEY: [&str; 8] = [
    "honey/1?runs=6",
    "honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1..0.3..0.1&runs=2&timesteps=24",
    "honey/1?throttle=0.002,0.004&productivity=0.8,0.9&sweep=zip&runs=3",
    "honey/1?initial-reserve=5000,6000&initial-price=3&growth=0.01&runs=2",
    "honey/1?seed=4294967295&runs=3&timesteps=24",
    "honey/1?growth=-1&runs=3&timesteps=12",
    "honey/1?throttle=0&target-reserve-ratio=0.05&p-variance=0&runs=2&timesteps=40",
    "honey/1?productivity=30&runs=1&timesteps=300",
];

fn notebook_of(link: &str) -> String {
    written(&notebook(&Link::read(link).link, ""))
}

fn document_of(link: &str) -> String {
    written(&document(&Link::read(link).link, ""))
}

fn written(json: &Json) -> String {
    serde_json::to_string_pretty(json).unwrap()
}

fn unused_of(text: &str) -> Result<Opened, DocumentError> {
    open(&serde_json::from_str(text).unwrap())
}

fn opened(text: &str) -> Result<Link, DocumentError> {
    unused_of(text).map(|opened| opened.link)
}

fn recomputed(link: &str) -> String {
    let model = &link[..link.find('/').unwrap()];
    let text = notebook_of(link);
    written_by(&text, model, &format!("{model}-1-runs.csv"))
}

#[test]
fn a_notebook_has_text_and_code_and_no_results() {
    for link in CURRENTS.iter().chain(&HONEY) {
        let notebook: Value = serde_json::from_str(&notebook_of(link)).unwrap();
        assert_eq!(notebook["nbformat"], 4);
        let cells = notebook["cells"].as_array().unwrap();
        let of = |kind: &str| {
            cells
                .iter()
                .filter(|cell| cell["cell_type"] == kind)
                .count()
        };
        assert_eq!(of("markdown") + of("code"), cells.len());
        assert!(of("markdown") > 0 && of("code") > 0);
        for cell in cells {
            let lines = cell["source"].as_array().unwrap();
            let (last, before) = lines.split_last().unwrap();
            assert!(
                before
                    .iter()
                    .all(|line| line.as_str().unwrap().ends_with('\n'))
            );
            assert!(!last.as_str().unwrap().ends_with('\n'));
            let results = cell.get("outputs").and_then(Value::as_array);
            assert!(results.is_none_or(Vec::is_empty), "{link}");
        }
    }
}

#[test]
fn a_notebook_says_what_it_was_made_from() {
    let link = "honey/1?throttle=0.004&runs=7";
    let page = "https://example.org/apiary/";
    let notebook = written(&notebook(&Link::read(link).link, page));
    let version = env!("CARGO_PKG_VERSION");
    let made = format!("Made by Apiary {version} from {page}#{link}");
    assert_eq!(
        notebook.matches(&made).count(),
        2,
        "in its title and its metadata"
    );
    assert!(notebook.contains("\\\"throttle\\\": 0.004,"), "{notebook}");
    assert!(notebook.contains("\\\"runs\\\": 7,"));
}

#[test]
#[ignore = "needs numpy: cargo xtask test python"]
fn with_python_a_currents_notebook_writes_the_same_file() {
    for link in CURRENTS {
        assert!(recomputed(link) == csv(link), "{link}");
    }
}

#[test]
#[ignore = "needs numpy: cargo xtask test python"]
fn with_python_a_honey_notebook_writes_the_same_numbers() {
    for link in HONEY {
        let (expected, found) = (csv(link), recomputed(link));
        let (worst, place) = distance(&Table::read(&expected), &Table::read(&found));
        assert!(worst < 1e-10, "{link}: {worst:e}, {place}");
    }
}

#[test]
fn a_document_says_the_scenario_by_the_notebooks_names() {
    let text = "currents/1?avg-amount=5..15..5&initial-user-credit=100,200,300&seed=3&sweep=zip&view=headroom";
    let document: Value = serde_json::from_str(&document_of(text)).unwrap();
    assert_eq!(document["link"], text);
    assert_eq!(document["model"], "currents");
    assert_eq!(document["version"], 1);
    assert_eq!(document["parameters"]["AVG_ammount"], json!([5, 10, 15]));
    assert_eq!(document["parameters"]["sumVolume"], json!(30));
    assert_eq!(
        document["initial_state"]["userCredit"],
        json!([100, 200, 300])
    );
    assert_eq!(document["axes"], json!(["AVG_ammount", "userCredit"]));
    assert_eq!(document["sweep"], "zip");
    assert_eq!(
        [&document["runs"], &document["timesteps"], &document["seed"]],
        [1000, 365, 3]
    );
    let made = format!("Made by Apiary {} from {text}", env!("CARGO_PKG_VERSION"));
    assert_eq!(document["made"], made);
}

#[test]
fn a_document_opens_as_what_it_was_made_from() {
    for text in CURRENTS.iter().chain(&HONEY) {
        for page in ["", "https://example.org/apiary/"] {
            let link = Link::read(text).link;
            let again = opened(&written(&document(&link, page))).unwrap();
            assert_eq!(again.write(), link.write());
        }
    }
    assert_eq!(
        opened(r#"{ "link": "honey/1", "runs": 1e3, "note": [[true]] }"#)
            .unwrap()
            .write(),
        "honey/1"
    );
}

#[test]
fn what_a_document_says_besides_is_told_by_its_name() {
    let unused = |text: &str| unused_of(text).unwrap().unused;
    assert!(unused(&document_of("honey/1?throttle=0.004")).is_empty());
    let told = unused(
        r#"{ "link": "honey/1?colour=red", "note": 1, "parameters": { "throttle": 0.008, "trottle": 3 } }"#,
    );
    for (sentence, name) in told
        .iter()
        .zip(["\"colour\"", "\"note\"", "\"parameters.trottle\""])
    {
        assert!(sentence.contains(name), "{sentence}");
    }
    assert_eq!(told.len(), 3);
    let many: Vec<_> = (0..50).map(|number| format!("\"x{number}\": 0")).collect();
    let told = unused(&format!("{{ \"link\": \"honey/1\", {} }}", many.join(",")));
    assert_eq!(told.len(), 6);
    assert!(told[5].contains("45 more"), "{told:?}");
}

#[test]
fn files_carry_the_fingerprint_that_was_found_and_no_other() {
    let link = Link::read("honey/1?runs=20&fingerprint=0000-0000").link;
    let (found, none) = (claiming(&link, Some("jtm0-9aty")), claiming(&link, None));
    assert_eq!(found.write(), "honey/1?runs=20&fingerprint=jtm0-9aty");
    assert_eq!(none.write(), "honey/1?runs=20");
    let text = written(&notebook(&found, "https://example.org/"));
    assert!(
        text.contains("file_name = \\\"honey-1-jtm0-9aty-runs.csv\\\""),
        "{text}"
    );
    assert_eq!(text.matches("runs=20&fingerprint=jtm0-9aty").count(), 2);
    let text = written(&document(&found, "https://example.org/"));
    assert_eq!(
        text.matches("#honey/1?runs=20&fingerprint=jtm0-9aty")
            .count(),
        2
    );
    assert_eq!(opened(&text).unwrap().write(), found.write());
}

#[test]
fn a_document_that_opens_nothing_says_why() {
    let changed = document_of("honey/1").replace("\"throttle\": 0.008", "\"throttle\": 0.01");
    let swept = document_of("honey/1?throttle=1,2").replace("1,\n      2", "7, 2");
    for (text, parts) in [
        ("7", ["no \"link\"", "honey/1"]),
        ("[1, 2]", ["no \"link\"", "honey/1"]),
        (r#"{ "link": 5 }"#, ["no \"link\"", "honey/1"]),
        (r#"{ "link": "" }"#, ["is empty", "\"honey/1\""]),
        (
            r#"{ "link": "https://example.org/# " }"#,
            ["is empty", "honey/1?"],
        ),
        (r#"{ "link": "hive/1" }"#, ["no model", "hive"]),
        (r#"{ "link": "honey/9" }"#, ["no version", "9"]),
        (
            r#"{ "link": "honey/1?throttle=x" }"#,
            ["throttle", "not a number"],
        ),
        (
            r#"{ "link": "honey/1", "runs": "many" }"#,
            ["\"many\" for runs", "link 1000"],
        ),
        (&changed, ["0.01 for parameters.throttle", "link 0.008"]),
        (&swept, ["[7, 2] for parameters.throttle", "link [1, 2]"]),
    ] {
        let error = opened(text).err().map(|error| error.to_string());
        let error = error.unwrap_or_else(|| panic!("{text} opens"));
        for part in parts {
            assert!(error.contains(part), "{part:?} is not in {error}");
        }
    }
}
