//! Faults of natural samples, one by one.

use super::*;

/// The good question with natural samples, each made by `sample` of its kind.
fn natural(sample: impl Fn(&str) -> String) -> String {
    let kinds = ["strong", "middling", "middling", "weak"];
    let at = GOOD.find("[[samples]]").expect("samples");
    format!("{}{}", &GOOD[..at], kinds.map(sample).concat())
}

fn sample(kind: &str) -> String {
    format!(
        "[[samples]]\nkind = \"{kind}\"\nwriter = \"blind\"\nvoice = \"terse notes\"\n\
         level = \"mid\"\noverall = 2\ntext = \"\"\"\nsome records would be in there double.\n\
         i'd wipe that day first, then insert\"\"\"\n\
         [samples.marks]\nduplicates = [\"met\", \"some records would be in there double\"]\n\
         overwrite = [\"partly\", \"wipe that day first\"]\nstaging = \"missed\"\n\
         ledger = \"missed\"\ndrill = \"missed\"\n"
    )
}

/// Rule and message of everything wrong with the natural samples once `from` is replaced by `to`
/// in the first of them.
fn unnatural(from: &str, to: &str) -> Vec<(&'static str, String)> {
    let toml = natural(sample);
    assert!(toml.contains(from), "no `{from}`");
    let toml = toml.replacen(from, to, 1);
    let faults = match bank_of(&toml, &Files::new()) {
        Ok((bank, formats)) => lint(&bank, &formats, scope()),
        Err(faults) => faults,
    };
    faults.into_iter().map(|fault| (fault.rule.name, fault.message)).collect()
}

#[test]
fn natural_samples_take_the_place_of_those_made_of_phrasings() {
    assert_eq!(broken(&natural(sample), &Files::new()), []);
    let both =
        format!("{}[[samples]]\nlevel = \"mid\"\nscore = 1\ntext = \"no\"\n", natural(sample));
    assert_eq!(rules_of(&both, &Files::new()), ["samples"]);
}

#[test]
fn each_fault_of_a_natural_sample_is_named() {
    let cases = [
        (
            "kind = \"strong\"",
            "kind = \"weak\"",
            "samples",
            "0 natural samples are `strong`, and at least 1 should be",
        ),
        (
            "kind = \"strong\"",
            "kind = \"stong\"",
            "schema",
            "`kind` is `stong`, which isn't one of strong, middling, weak",
        ),
        (
            "kind = \"strong\"",
            "kind = \"strong\"\nscore = 3",
            "schema",
            "[[samples]] has no key `score`",
        ),
        ("overall = 2", "overall = 5", "schema", "`overall` is 5, outside 1 to 4"),
        (
            "level = \"mid\"\noverall",
            "level = \"junior\"\noverall",
            "samples",
            "the question isn't asked at junior",
        ),
        (
            "\"wipe that day first\"",
            "\"wiped that day\"",
            "samples",
            "the answer doesn't say \u{201c}wiped that day\u{201d}",
        ),
        (
            "[\"partly\", \"wipe that day first\"]",
            "[\"partly\"]",
            "samples",
            "`overwrite` is partly without a sentence",
        ),
        (
            "[\"partly\", \"wipe",
            "[\"missed\", \"wipe",
            "samples",
            "`overwrite` is missed, so no sentence shows it",
        ),
        (
            "[\"partly\", \"wipe",
            "[\"partial\", \"wipe",
            "schema",
            "`partial` is no mark; it is one of met, partly, missed",
        ),
        ("ledger = \"missed\"", "ledger = 3", "schema", "`ledger` is no mark"),
        ("ledger = \"missed\"", "ledger = []", "schema", "`ledger` is no mark"),
        ("ledger = \"missed\"\n", "", "samples", "not marked: ledger"),
        (
            "writer = \"blind\"",
            "writer = \"informed\"",
            "samples",
            "whoever wrote this sample had seen the rubric",
        ),
    ];
    for (from, to, rule, message) in cases {
        assert_eq!(unnatural(from, to), [(rule, message.to_owned())], "{from} → {to}");
    }
    let names = unnatural("ledger = \"missed\"", "leger = \"missed\"");
    assert_eq!(names.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["samples", "references"]);
}

#[test]
fn a_quote_that_is_not_there_is_shown_where_it_is_written() {
    let toml = natural(sample).replacen("\"wipe that day first\"", "\"wiped that day\"", 1);
    let (bank, formats) = bank_of(&toml, &Files::new()).expect("readable");
    let faults = lint(&bank, &formats, scope());
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!(&toml[fault.span.clone()], "\"wiped that day\"");
    assert_eq!(fault.help.as_deref(), Some("copy the words from `text`, letter by letter"));
}

#[test]
fn a_sample_in_the_words_of_the_phrasings_is_a_copy() {
    let copied = |kind: &str| {
        sample(kind)
            .replace(
                "some records would be in there double",
                "rows loaded before the crash appear twice",
            )
            .replace("wipe that day first", "overwrite the whole partition in one transaction")
    };
    let found = rules_of(&natural(copied), &Files::new());
    assert_eq!(found, ["samples"]);
    let half = |kind: &str| {
        sample(kind).replace(
            "some records would be in there double",
            "rows loaded before the crash appear twice",
        )
    };
    assert_eq!(broken(&natural(half), &Files::new()), [], "half of them may be");
}
