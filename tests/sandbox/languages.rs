//! The same task in every language of the table that this machine has.

use super::*;

/// `label(name, rows, half)`: texts, nested values, fractions, and an error for a negative one.
const ANSWERS: &[(Language, &str)] = &[
    (
        Language::Python,
        "def label(name, rows, half):\n    print('hello')\n    if half < 0: raise ValueError('negative')\n    return {'name': name, 'sum': sum(r['n'] for r in rows) * half}\n",
    ),
    (
        Language::Javascript,
        "function label(name, rows, half) {\n  console.log('hello');\n  if (half < 0) throw new RangeError('negative');\n  return { name, sum: rows.reduce((t, r) => t + r.n, 0) * half };\n}\n",
    ),
    (
        Language::Java,
        "import java.util.*;\nclass Solution {\n    static Map<String, Object> label(String name, List<Map<String, Long>> rows, double half) {\n        System.out.println(\"hello\");\n        if (half < 0) throw new IllegalArgumentException(\"negative\");\n        long sum = 0;\n        for (Map<String, Long> row : rows) sum += row.get(\"n\");\n        return Map.of(\"name\", name, \"sum\", sum * half);\n    }\n}\n",
    ),
    (
        Language::Bash,
        "label() {\n  echo hello >&2\n  case $3 in -*) return 1;; esac\n  local sum=0 n\n  for n in $(grep -o '\"n\":[0-9]*' <<<\"$2\" | cut -d: -f2); do sum=$((sum + n)); done\n  printf '{\"name\": \"%s\", \"sum\": %d.5}' \"$1\" \"$((sum / 2))\"\n}\n",
    ),
];

fn label() -> CodeTask {
    let rows = json!([{ "n": 3 }, { "n": 4 }]);
    let mut task = task(
        "label",
        &[
            (json!(["a b's", rows, 0.5]), json!({ "name": "a b's", "sum": 3.5 })),
            (json!(["é", rows, -1]), json!(null)),
        ],
    );
    task.spec.cases[1].expect = Expected::Raises("ValueError".to_owned());
    task.spec.time_ms = 5_000;
    task.spec.memory_mb = 256;
    task
}

#[test]
fn one_case_format_serves_every_language() {
    let yard = Yard::new();
    for (language, code) in ANSWERS {
        if let Err(missing) = yard.grader.tools.tool(*language) {
            eprintln!("left out: {missing}");
            continue;
        }
        let verdict = yard.grade(&label(), *language, code);
        assert_eq!(verdict.outcome, Outcome::Accepted, "{language:?}: {}", told(&verdict));
        assert_eq!(verdict.cases[0].printed, "hello\n", "{language:?}");
        assert_eq!(verdict.sandbox, "L0 L1 L2");
        yard.is_clean();
    }
}

#[test]
fn starters_fail_in_every_language() {
    let yard = Yard::new();
    let python = "def label(name, rows, half):\n    raise NotImplementedError\n";
    for (language, _) in ANSWERS {
        if yard.grader.tools.tool(*language).is_err() {
            continue;
        }
        let code = mock::grade::code::starter(*language, "label", python);
        let verdict = yard.grade(&label(), *language, &code);
        assert_eq!(verdict.outcome, Outcome::RuntimeError, "{language:?}: {}", told(&verdict));
    }
}

#[test]
fn syntax_errors_are_told_in_every_language() {
    let yard = Yard::new();
    for (language, code, wanted) in [
        (
            Language::Javascript,
            "function label() {\n  let x = ;\n}\n",
            "SyntaxError at line 2, column 11",
        ),
        (Language::Java, "class Solution { static int label( }\n", "Solution.java:1: error"),
        (Language::Bash, "label() {\n  if\n}\n", "SyntaxError at line 3"),
        (Language::Javascript, "function other() {}\n", "there is no function `label`"),
        (Language::Java, "class Solution { }\n", "there is no function `label`"),
        (
            Language::Java,
            "class Solution { static int label() { return 1; } }\n",
            "`label` takes 0 arguments",
        ),
        (Language::Bash, "other() { :; }\n", "there is no function `label`"),
    ] {
        if yard.grader.tools.tool(language).is_err() {
            continue;
        }
        let verdict = yard.grade(&label(), language, code);
        assert_eq!(verdict.outcome, Outcome::Invalid, "{language:?}: {}", told(&verdict));
        assert!(verdict.message.contains(wanted), "{language:?}: {}", verdict.message);
    }
}

#[test]
fn loops_and_memory_are_bounded_in_every_language() {
    let yard = Yard::new();
    let mut task = task("f", &[(json!([]), json!(null))]);
    for (language, code, outcomes) in [
        (Language::Javascript, "function f() { for (;;); }", [Outcome::TimeLimit; 2]),
        (
            Language::Java,
            "class Solution { static Object f() { while (true); } }",
            [Outcome::TimeLimit; 2],
        ),
        (Language::Bash, "f() { while :; do :; done; }", [Outcome::TimeLimit; 2]),
        (
            Language::Javascript,
            "function f() { const a = []; for (;;) a.push(new Array(1e6).fill(1)); }",
            [Outcome::RuntimeError, Outcome::MemoryLimit],
        ),
        (
            Language::Java,
            "import java.util.*; class Solution { static Object f() { List<long[]> a = new ArrayList<>(); while (true) a.add(new long[1 << 20]); } }",
            [Outcome::RuntimeError, Outcome::MemoryLimit],
        ),
    ] {
        if yard.grader.tools.tool(language).is_err() {
            continue;
        }
        task.spec.time_ms = if outcomes[0] == Outcome::TimeLimit { 500 } else { 20_000 };
        let verdict = yard.grade(&task, language, code);
        assert!(outcomes.contains(&verdict.outcome), "{language:?}: {}", told(&verdict));
        yard.is_clean();
    }
}
