use super::*;

/// What a shop's model is asked about, said in plain words.
fn known() -> Vec<Clarification> {
    let script = |ask: &[&str], say: &str| Clarification {
        ask: ask.iter().map(|key| (*key).to_owned()).collect(),
        say: say.to_owned(),
        side: None,
    };
    vec![
        script(&["twice", "unique", "key"], "Tills send a receipt at least once."),
        script(&["receipt", "several lines"], "A receipt is one customer's, on one day."),
        script(&["null", "no customer", "cash"], "Whoever pays cash has no customer number."),
        script(&["empty", "without receipts"], "A customer without receipts still shows, with 0."),
        script(&["run twice", "rerun"], "It may be run twice; the second run changes nothing."),
        script(&["sorted", "order of the rows"], "Rows may be in any order."),
        script(&["refund", "sent back"], "What is sent back comes as a line of its own."),
        script(&["how many", "size"], "Forty shops, two million lines a month."),
    ]
}

const WRITTEN: &str =
    "Receipts land in stg_receipt. The share is NULL without revenue. Shall I go on?";

fn answer(question: &str) -> Option<Heard> {
    heard(WRITTEN, &known(), question)
}

#[test]
fn the_rarer_word_and_what_is_denied_decide() {
    let cases = [
        ("Can a customer be without receipts?", 3),
        ("Are there receipts without a customer?", 2),
        ("Is there a customer with no receipt at all?", 3),
        ("Can the same receipt be sent twice?", 0),
        ("What if it runs twice?", 4),
        ("Is the order of the rows important?", 5),
        ("does the order matter", 5),
        ("What happens when people send something back?", 6),
        ("how many lines are there?", 7),
        ("Can a receipt have several lines?", 1),
    ];
    for (question, script) in cases {
        assert_eq!(answer(question), Some(Heard::Script(script)), "{question}");
    }
    let written = Heard::Sentence("The share is NULL without revenue.".to_owned());
    assert_eq!(answer("What happens when there's no revenue?"), Some(written));
    for question in ["What's the weather like?", "Which team is this?", "", "Shall I go on?"] {
        assert_eq!(answer(question), None, "{question}");
    }
}

#[test]
fn a_denied_word_stands_there_denied() {
    let all = |text: &str| signs(text).join(", ");
    assert_eq!(all("a seller without any orders"), "seller, ~not, ~not order, order");
    assert_eq!(all("amount is null"), "amount, ~not, ~not amount");
    assert_eq!(all("null amounts"), "~not, ~not amount, amount");
    assert_eq!(all("it wasn't counted"), "~not, ~not count, count");
    assert_eq!(asked_for("stg_fare_change, stg_receipts"), ["fare_change", "receipt"]);
    assert_eq!(all("stg_receipts"), "stg_receipts", "what is written holds the table's own name");
    assert_eq!(all("more than once, out of order"), "~twice, ~sorted");
    assert_eq!(all("never stayed"), "~never, ~not, ~not stay, stay");
    assert_eq!(all("Can you?"), "");
}
