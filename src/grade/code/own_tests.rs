use proptest::prelude::*;

use super::*;
use crate::bank::task::Expected;
use crate::bank::task::value::{Value, json};

fn one(line: &str) -> Option<(Vec<Value>, Expected)> {
    own_cases(line, "top", Language::Python).cases.pop().map(|case| (case.args, case.expect))
}

/// Why a line can't be run, where that is said.
fn why(line: &str) -> Option<String> {
    let own = own_cases(line, "top", Language::Python);
    assert!(own.cases.is_empty(), "{line} is run");
    own.unread.into_iter().next().map(|unread| unread.why)
}

#[test]
fn a_line_is_arguments_and_result() {
    let two = Some((vec![json!([3, 1]), json!(2)], Expected::Value(json!([3]))));
    for line in [
        "[[3, 1], 2] -> [3]",
        "  top([3, 1], 2)->[3] ",
        "top([3, 1,], 2,) == [3,]",
        "((3, 1), 2) → (3,)",
        "[[3, 1], 2] => [3]  # the largest",
        "top ([3, 1], 2) === [3] // the largest",
    ] {
        assert_eq!(one(line), two, "{line}");
    }
    assert_eq!(
        one("[] -> raises ValueError"),
        Some((vec![], Expected::Raises("ValueError".into())))
    );
    let arrow = Some((vec![json!("a -> b")], Expected::Value(json!("->"))));
    assert_eq!(one(r#"["a -> b"] -> "->""#), arrow);
}

#[test]
fn literals_of_python_and_javascript_are_taken() {
    for (line, value) in [
        ("[] -> None", json!(null)),
        ("[] -> undefined", json!(null)),
        ("[] -> {'a': True, 'b': (1, 2), 'c': (3)}", json!({"a": true, "b": [1, 2], "c": 3})),
        ("[] -> {$b: 'x', a: []}", json!({"a": [], "$b": "x"})),
        (r"[] -> 'it\'s \x41\u00e9\ud83d\ude00\n'", json!("it's Aé😀\n")),
        ("[] -> `plain`", json!("plain")),
        ("[] -> 1_000", json!(1000)),
        ("[] -> -0x1f", json!(-31)),
        ("[] -> .5", json!(0.5)),
        ("[] -> 1e-3", json!(0.001)),
        ("[] -> +7", json!(7)),
        ("[] -> 18446744073709551615", json!(u64::MAX)),
        ("[] -> 18446744073709551617", json!({ "$int": "18446744073709551617" })),
        ("[] -> -1_8446744073709551617", json!({ "$int": "-18446744073709551617" })),
        ("[] -> 007", json!(7)),
        ("[] -> 5n", json!(5)),
        ("[] -> 5L", json!(5)),
        ("[] -> nan", json!({ "$float": "nan" })),
        ("[] -> [NaN, -Infinity]", json!([{ "$float": "nan" }, { "$float": "-inf" }])),
        ("[] -> float('-inf')", json!({ "$float": "-inf" })),
        ("[] -> math.inf", json!({ "$float": "inf" })),
        ("[] -> List.of(1, List.of())", json!([1, []])),
        ("[] -> new int[]{1, 2}", json!([1, 2])),
        ("[] -> ()", json!([])),
        ("[] -> Map.of(\"a\", 1, \"b\", List.of(2))", json!({ "a": 1, "b": [2] })),
        (r"[] -> [r'\d+', u'é']", json!([r"\d+", "é"])),
    ] {
        assert_eq!(one(line), Some((vec![], Expected::Value(value))), "{line}");
    }
}

#[test]
fn what_a_test_of_the_language_looks_like_is_taken() {
    let two = Some((vec![json!([3, 1]), json!(2)], Expected::Value(json!([3]))));
    for line in [
        "assert top([3, 1], 2) == [3]",
        "assert(top([3, 1], 2) === [3]);",
        "console.assert(top([3, 1], 2) == [3])",
        "self.assertEqual(top([3, 1], 2), [3])",
        "assertEquals(List.of(3), Solution.top(new int[]{3, 1}, 2));",
        "assert.deepStrictEqual(top([3, 1], 2), [3])",
        "expect(top([3, 1], 2)).toEqual([3]);",
        "console.log(top([3, 1], 2)) // [3]",
        "print(top([3, 1], 2))  # -> [3]",
        "System.out.println(top(Arrays.asList(3, 1), 2)); // [3]",
        "top([3, 1], 2); // [3]",
        "top([3, 1], 2) = [3]",
        "top([3, 1], 2): [3]",
        ">>> top([3, 1], 2)\n[3]",
        "assert top([3, 1], 2) == [3], 'the largest'",
        "assert top([3, 1], 2) == [3], f\"got {x}\"",
        "assert top([3, 1], 2) is [3]",
        "assertEqual(top([3, 1], 2), [3], \"the largest\")",
        "assert.deepEqual(top([3, 1], 2), [3], 'the largest');",
        "print(top([3, 1], 2) == [3])",
        "console.log(top([3, 1], 2) === [3]);",
        "Solution().top([3, 1], 2) == [3]",
        "assert Solution().top([3, 1], 2) == [3]",
        "assertEquals(List.of(3), new Solution().top(new int[]{3, 1}, 2));",
    ] {
        assert_eq!(one(line), two, "{line}");
    }
    let raises = Some((vec![json!(0)], Expected::Raises("ValueError".into())));
    assert_eq!(one("top(0) raises ValueError"), raises);
    for line in [
        "top(0) throws ValueError",
        "with pytest.raises(ValueError): top(0)",
        "with pytest.raises(ValueError, match='no (zero)'): top(0)",
        "with self.assertRaises(ValueError): top(0)  # nothing there",
        "self.assertRaises(ValueError, top, 0)",
        "pytest.raises(ValueError, lambda: top(0))",
    ] {
        assert_eq!(one(line), raises, "{line}");
    }
    let written = one("top({'z': 1, 'a': {'c': 1, 'b': 2}}) -> 1").expect("a case").0;
    assert_eq!(written[0].to_string(), r#"{"z":1,"a":{"c":1,"b":2}}"#);
}

#[test]
fn a_call_of_the_shell_is_taken_in_bash_alone() {
    let bash = |line: &str| {
        let case = own_cases(line, "top", Language::Bash).cases.pop();
        case.map(|case| (case.args, case.expect))
    };
    let two = Some((vec![json!("3"), json!("a b")], Expected::Value(json!(40))));
    for line in [
        "top 3 'a b' -> 40",
        "$(top 3 'a b') == 40",
        "[ \"$(top 3 'a b')\" = 40 ]",
        "[[ $(top 3 'a b') == 40 ]]",
    ] {
        assert_eq!(bash(line), two, "{line}");
        assert_eq!(one(line), None, "{line}");
    }
    let text = Some((vec![json!("x")], Expected::Value(json!("two words"))));
    assert_eq!(bash("top x -> two words"), text);
    assert_eq!(bash("top x -> \"two words\""), text);
    assert_eq!(bash("[1] -> 2"), one("[1] -> 2"));
}

#[test]
fn words_are_not_run_and_need_no_excuse() {
    for line in ["", "an empty list", "# [1] -> 2", "// [1] -> 2", "{}", "ties (two of them)"] {
        assert_eq!(why(line), None, "{line}");
    }
}

#[test]
fn a_line_that_looks_like_a_case_says_why_it_is_none() {
    for (line, cause) in [
        ("[1] -> ", "expected a value, found the end of the line"),
        ("[1, -> 2", "expected a value, found `->`"),
        ("[[1, 2] -> 2", "expected `,` or `]`, found `->`"),
        ("{} -> 1", "the arguments are a list, as in `[1, 2] -> 3`, or `top(1, 2) -> 3`"),
        ("[1] -> raises", "expected the exception's name, found the end of the line"),
        ("top(1)", "expected `->` and the result, found the end of the line"),
        ("top(n=1) -> 2", "arguments go by their places: leave `n=` out"),
        ("['a -> 1", "expected `'` at the end of a text"),
        ("[{1: 2}] -> 1", "a key is a text in quotes, found `1`"),
        ("[{1, 2}] -> 1", "a key is a text in quotes, found `1`"),
        ("[{'a', 'b'}] -> 1", "a set has no order: write a sorted list"),
        ("[1] -> 2 3", "expected the end of the line, found `3`"),
        ("[1] -> ValueError", "expected a value, found `ValueError`"),
        ("nothing -> nothing", "expected a value, found `nothing`"),
        ("[1] -> \u{200b}2", "expected a value, found U+200B (zero-width space)"),
        ("top(1) # the least", "expected `->` and the result, found `#`"),
        ("assertEqual(top(1), )", "expected a value, found `)`"),
        ("expect(top(1)).toThrow()", "expected `.toBe(…)` or `.toEqual(…)`, found `(`"),
        ("print(top(1))", "expected `->` and the result, found the end of the line"),
        ("[new Map()] -> 1", "an object that a class makes can't be written here"),
        (">>> top(1)", "the result is missing in the next line"),
        ("it says top(1)", "expected a value, found `it`"),
        (r"[1] -> '\d'", r"`\d` isn't an escape: write `\\d`"),
        (
            "top(2 ** 64) -> 1",
            "expected `,` or `)`, found `*`: nothing is computed here, so write the value",
        ),
        (
            "[[0] * 5] -> 1",
            "expected `,` or `]`, found `*`: nothing is computed here, so write the value",
        ),
        ("top(b'x') -> 1", "bytes can't be given: write a text"),
        ("top(f'{x}') -> 1", "an f-string isn't computed here: write the text"),
        ("top(Map.of(1, 2)) -> 1", "`Map.of` takes a text and a value in turn"),
        ("with pytest.raises(ValueError): x = top(0)", "expected `top(…)`, found `x`"),
    ] {
        assert_eq!(why(line).as_deref(), Some(cause), "{line}");
    }
    let deep = format!("[{}", "[".repeat(5000));
    assert_eq!(why(&format!("{deep} -> 1")), Some("it is nested deeper than 100 levels".into()));
}

#[test]
fn names_and_numbers_follow_the_lines() {
    let own = own_cases("ties\n[1] -> 1\n\n[2 -> 2\n[3] -> 3\n", "f", Language::Python);
    let names: Vec<&str> = own.cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names, ["own 2", "own 5"]);
    assert!(own.cases.iter().all(|case| case.visible));
    assert_eq!((own.unread[0].line, &*own.unread[0].text), (4, "[2 -> 2"));
    let long = format!("[{}", "1, ".repeat(200));
    let own = own_cases(&format!("{long} -> 1"), "f", Language::Python);
    assert_eq!(own.unread[0].text.chars().count(), QUOTED + 1);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_taken(text in "[\\[\\](){}\"'`\\\\>=,:a-z0-9.eE_x+ \u{200b}é-]{0,60}|.{0,80}") {
        own_cases(&text, "f", Language::Python);
    }

    #[test]
    fn what_json_writes_is_read_back(
        args in prop::collection::vec(".{0,9}", 0..4),
        got in ".{0,9}",
        whole in any::<i64>(),
        real in any::<f64>().prop_filter("a number", |real| real.is_finite()),
    ) {
        let mut args: Vec<Value> = args.into_iter().map(Value::from).collect();
        args.extend([json!(whole), json!(real), json!({ got.as_str(): [null, true] })]);
        let line = format!("{} -> {}", json!(args), json!(got));
        prop_assert_eq!(one(&line), Some((args, Expected::Value(json!(got)))));
    }
}
