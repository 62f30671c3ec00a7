//! Cases that the candidate added: one a line, `[arguments] -> result` in JSON.

use serde_json::Value;

use super::exact;
use crate::bank::task::{CodeCase, Expected};

/// The lines that can be run. `entry(1, 2) -> 3` says the same as `[1, 2] -> 3`, and
/// `[0] -> raises ValueError` expects an exception. Any other line is a case in words: it counts
/// for the score, and cannot be run.
pub fn own_cases(text: &str, entry: &str) -> Vec<CodeCase> {
    let lines = text.lines().map(str::trim).enumerate();
    lines.filter_map(|(index, line)| parse(line, index + 1, entry)).collect()
}

fn parse(line: &str, number: usize, entry: &str) -> Option<CodeCase> {
    // An arrow may be in a text among the arguments: the first that leaves JSON on both sides.
    let splits =
        line.match_indices("->").map(|(at, arrow)| (&line[..at], &line[at + arrow.len()..]));
    let (args, expect) = splits
        .filter_map(|(args, expect)| Some((arguments(args.trim(), entry)?, result(expect.trim())?)))
        .next()?;
    Some(CodeCase { name: format!("own {number}"), visible: true, args, expect, float_tol: None })
}

fn arguments(text: &str, entry: &str) -> Option<Vec<Value>> {
    let call = text.strip_prefix(entry).map(str::trim_start);
    let call = call.and_then(|rest| rest.strip_prefix('(')?.strip_suffix(')'));
    match call {
        Some(args) => exact::from_str(&format!("[{args}]")).ok(),
        None => exact::from_str(text).ok(),
    }
}

fn result(text: &str) -> Option<Expected> {
    if let Some(name) = text.strip_prefix("raises ").map(str::trim) {
        let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        return named.then(|| Expected::Raises(name.to_owned()));
    }
    exact::from_str(text).ok().map(Expected::Value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn one(line: &str) -> Option<(Vec<Value>, Expected)> {
        own_cases(line, "top").pop().map(|case| (case.args, case.expect))
    }

    #[test]
    fn a_line_is_arguments_and_result() {
        let two = Some((vec![json!([3, 1]), json!(2)], Expected::Value(json!([3]))));
        assert_eq!(one("[[3, 1], 2] -> [3]"), two);
        assert_eq!(one("  top([3, 1], 2)->[3] "), two);
        assert_eq!(
            one("[] -> raises ValueError"),
            Some((vec![], Expected::Raises("ValueError".into())))
        );
        let arrow = Some((vec![json!("a -> b")], Expected::Value(json!("->"))));
        assert_eq!(one(r#"["a -> b"] -> "->""#), arrow);
        let long = json!({ "$int": "18446744073709551617" });
        let all_digits = Some((vec![long.clone()], Expected::Value(long)));
        assert_eq!(one("[18446744073709551617] -> 18446744073709551617"), all_digits);
    }

    #[test]
    fn words_are_not_run() {
        for line in
            ["", "an empty list", "[1] -> ", "[1, -> 2", "{} -> 1", "[1] -> raises", "top(1) = 2"]
        {
            assert_eq!(one(line), None, "{line}");
        }
    }

    #[test]
    fn names_follow_the_lines() {
        let cases = own_cases("ties\n[1] -> 1\n\n[2] -> 2\n", "f");
        let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names, ["own 2", "own 4"]);
        assert!(cases.iter().all(|case| case.visible));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_taken(text in ".{0,80}") {
            own_cases(&text, "f");
        }

        #[test]
        fn what_json_writes_is_read_back(args in prop::collection::vec(".{0,9}", 0..4), got in ".{0,9}") {
            let args: Vec<Value> = args.into_iter().map(Value::from).collect();
            let line = format!("{} -> {}", json!(args), json!(got));
            prop_assert_eq!(one(&line), Some((args, Expected::Value(json!(got)))));
        }
    }
}
