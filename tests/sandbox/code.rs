//! Answers of every kind: what a candidate is told.

use mock::bank::task::{CodeScaling, Real};
use mock::engine::verdict::Diff;

use super::*;

/// One case of `top(rows, n)`, whose expected result is [3].
fn top(code: &str) -> Verdict {
    let task = task("top", &[(json!([[3, 1], 1]), json!([3])), (json!([[], 1]), json!([]))]);
    Yard::new().grade(&task, Language::Python, code)
}

const RIGHT: &str = "def top(rows, n):\n    return sorted(rows, reverse=True)[:n]\n";

#[test]
fn a_right_answer_is_accepted() {
    let verdict = top(RIGHT);
    expect(&verdict, &[Outcome::Accepted]);
    assert!(verdict.engine.starts_with("Python 3."), "{}", verdict.engine);
    assert_eq!(verdict.cases.len(), 2);
    assert!(verdict.cases.iter().all(|case| case.memory_kib.is_some_and(|kib| kib > 1000)));
}

#[test]
fn a_wrong_answer_shows_its_first_difference() {
    let verdict = top("def top(rows, n):\n    print('rows', rows)\n    return sorted(rows)[:n]\n");
    expect(&verdict, &[Outcome::WrongAnswer]);
    let case = &verdict.cases[0];
    assert_eq!(case.message, "at [0]: expected 3, got 1");
    assert_eq!(case.printed, "rows [3, 1]\n");
    let Some(Diff::Value(diff)) = &case.diff else { panic!("{case:?}") };
    assert_eq!(
        (diff.call.as_str(), diff.expected.as_str(), diff.got.as_str(), diff.at.as_str()),
        ("top([3, 1], 1)", "[3]", "[1]", "[0]")
    );
}

#[test]
fn a_hidden_case_gives_nothing_away() {
    let verdict = top("def top(rows, n):\n    print(rows)\n    return [max(rows)]\n");
    expect(&verdict, &[Outcome::RuntimeError]);
    let hidden = &verdict.cases[1];
    assert_eq!(hidden.outcome, Outcome::RuntimeError);
    assert_eq!((hidden.message.as_str(), hidden.printed.as_str()), ("", ""));
    assert_eq!(hidden.diff, None);
}

#[track_caller]
fn says(code: &str, outcome: Outcome, message: &str) {
    let verdict = top(code);
    expect(&verdict, &[outcome]);
    let case = verdict.cases.first().map_or("", |case| case.message.as_str());
    let said = format!("{}{case}", verdict.message);
    assert!(said.contains(message), "wanted `{message}` in\n{said}");
}

#[test]
fn a_syntax_error_is_shown_at_its_place() {
    says(
        "def top(rows, n):\n    return (rows\n",
        Outcome::Invalid,
        "SyntaxError at line 2, column 12: '(' was never closed\n2 |     return (rows\n  |            ^",
    );
    says("def top(rows, n):\nreturn 1\n", Outcome::Invalid, "IndentationError at line 2");
    says("x = '\0'", Outcome::Invalid, "null bytes");
}

#[test]
fn what_does_not_fit_the_question_is_named() {
    says("", Outcome::Invalid, "there is no function `top`: keep the one of the starter");
    says("def topp(rows, n): pass", Outcome::Invalid, "the answer has `topp`: name it `top`");
    says("top = 3", Outcome::Invalid, "there is no function `top`");
    says(
        "def top(rows): pass",
        Outcome::Invalid,
        "`top` takes 1 argument, and the question calls it with 2",
    );
    says("def top(a, b, c): pass", Outcome::Invalid, "`top` takes 3 arguments");
    says("def top(*rows): return [3]", Outcome::WrongAnswer, "");
    says(
        "import nothing_of_that_name",
        Outcome::RuntimeError,
        "before any case: ModuleNotFoundError at line 1",
    );
}

#[test]
fn what_goes_wrong_while_running_is_named() {
    says("def top(r, n): return top(r, n)", Outcome::RuntimeError, "RecursionError at line 1");
    says(
        "def top(r, n): return r[9]",
        Outcome::RuntimeError,
        "IndexError at line 1: list index out of range",
    );
    says(
        "def top(r, n): return {1, 2}",
        Outcome::WrongAnswer,
        "it returned a set, which can't be compared: a set has no order: return `sorted(…)`",
    );
    says("def top(r, n): return (x for x in r)", Outcome::WrongAnswer, "it returned a generator");
    says("def top(r, n): return {(1, 2): 3}", Outcome::WrongAnswer, "keys other than texts");
    says(
        "def top(r, n):\n    a = []\n    a.append(a)\n    return a",
        Outcome::WrongAnswer,
        "a list that holds itself",
    );
    let many = top("def top(r, n): return list(range(10_000_000))");
    expect(&many, &[Outcome::MemoryLimit, Outcome::OutputLimit, Outcome::TimeLimit]);
    says(
        "def top(r, n): return 'x' * 20_000_000",
        Outcome::OutputLimit,
        "its result is larger than 8 MiB",
    );
    says(
        "def top(r, n): return '\\udc80'",
        Outcome::WrongAnswer,
        "expected the list [3], got the text",
    );
    says(
        "import sys\ndef top(r, n): sys.exit(3)",
        Outcome::RuntimeError,
        "use `return`, not `exit`",
    );
    says(
        "import os\ndef top(r, n): os._exit(3)",
        Outcome::RuntimeError,
        "ended by itself (exit code 3) before it returned: is there a call of `exit`?",
    );
    let deep = "def top(r, n):\n    a = []\n    for _ in range(300): a = [a]\n    return a";
    says(deep, Outcome::WrongAnswer, "nested too deeply");
    let crash = "import ctypes\ndef top(r, n): ctypes.string_at(0)";
    says(crash, Outcome::RuntimeError, "signal 11");
    let thread = "import threading, time\ndef top(r, n):\n    threading.Thread(target=time.sleep, args=(99,)).start()\n    return sorted(r, reverse=True)[:n]";
    expect(&top(thread), &[Outcome::Accepted]);
}

#[test]
fn values_keep_their_types() {
    let same = |code: &str, expected: Value| {
        let task = task("f", &[(json!([]), expected)]);
        expect(&Yard::new().grade(&task, Language::Python, code), &[Outcome::Accepted]);
    };
    same(
        "def f(): return (1, 'é\\n\\u2028', None, True, {'a': 1.5, 2: 'b'})",
        json!([1, "é\n\u{2028}", null, true, { "a": 1.5, "2": "b" }]),
    );
    same(
        "def f(): return [float('inf'), float('nan'), -float('inf')]",
        json!([{ "$float": "inf" }, { "$float": "nan" }, { "$float": "-inf" }]),
    );
    same(
        "import datetime\ndef f(): return [datetime.date(2024, 2, 29), range(3), {'a': 1}.keys()]",
        json!(["2024-02-29", [0, 1, 2], ["a"]]),
    );
    same("def f(): return '😀'", json!("😀"));
    let task = task(
        "f",
        &[(
            json!([{ "$float": "-inf" }, "😀\u{0}\"", [1, 2.5, true, null]]),
            json!(["-inf", 3, true]),
        )],
    );
    let code = "def f(a, b, c): return [str(a), len(b), c == [1, 2.5, True, None]]";
    expect(&Yard::new().grade(&task, Language::Python, code), &[Outcome::Accepted]);
}

#[test]
fn exceptions_can_be_the_answer() {
    let mut task = task("f", &[(json!([0]), json!(null))]);
    task.spec.cases[0].expect = Expected::Raises("ValueError".to_owned());
    let told = |code: &str| Yard::new().grade(&task, Language::Python, code);
    expect(&told("def f(x): raise ValueError('no')"), &[Outcome::Accepted]);
    expect(&told("class Mine(ValueError): pass\ndef f(x): raise Mine"), &[Outcome::Accepted]);
    let other = told("def f(x): return 1 // x");
    expect(&other, &[Outcome::WrongAnswer]);
    assert_eq!(
        other.cases[0].message,
        "expected ValueError, got ZeroDivisionError at line 1: integer division or modulo by zero"
    );
    let none = told("def f(x): return x");
    assert_eq!(none.cases[0].message, "expected ValueError to be raised, got 0");
}

#[test]
fn a_case_that_hangs_costs_only_itself() {
    let cases: Vec<(Value, Value)> = (0..4).map(|n| (json!([n]), json!(n))).collect();
    let task = task("f", &cases);
    let code = "def f(n):\n    print('case', n)\n    while n == 1: pass\n    if n == 2: import os; os._exit(1)\n    return n\n";
    let mut yard = Yard::new();
    yard.grader.reveals = true;
    let own_cases = "[7] -> 7\nwords\n[8] -> 9".to_owned();
    let job = Job { own_cases, ..job(&task, Language::Python, code) };
    let verdict = yard.grader.grade(&job);
    let outcomes: Vec<Outcome> = verdict.cases.iter().map(|case| case.outcome).collect();
    use Outcome::{Accepted, RuntimeError, TimeLimit, WrongAnswer};
    // The last two are the candidate's own.
    let expected = [Accepted, TimeLimit, RuntimeError, Accepted, Accepted, WrongAnswer];
    assert_eq!(outcomes, expected, "{}", told(&verdict));
    let printed: Vec<&str> = verdict.cases.iter().map(|case| case.printed.as_str()).collect();
    assert_eq!(printed, [0, 1, 2, 3, 7, 8].map(|case| format!("case {case}\n")));
    yard.is_clean();
    let run = yard.grader.grade(&Job { tests: Tests::Visible, ..job });
    let cases: Vec<(&str, bool, Outcome)> =
        run.cases.iter().map(|case| (case.name.as_str(), case.own, case.outcome)).collect();
    assert_eq!(
        cases,
        [("case 0", false, Accepted), ("own 1", true, Accepted), ("own 3", true, WrongAnswer)]
    );
}

#[test]
fn many_losses_end_the_run() {
    let cases: Vec<(Value, Value)> = (0..9).map(|n| (json!([n]), json!(n))).collect();
    let task = task("f", &cases);
    let yard = Yard::new();
    let began = uptime().awake;
    let verdict = yard.grade(&task, Language::Python, "import os\ndef f(n): os._exit(1)\n");
    let outcomes: Vec<Outcome> = verdict.cases.iter().map(|case| case.outcome).collect();
    assert_eq!(outcomes[..5], [Outcome::RuntimeError; 5], "{}", told(&verdict));
    assert_eq!(outcomes[5..], [Outcome::NotGraded; 4], "{}", told(&verdict));
    assert!(uptime().awake - began < 20_000);
}

#[test]
fn growth_is_judged() {
    let mut task = task("total", &[(json!([[1, 2]]), json!(3))]);
    task.reference =
        "def total(rows): return sum(rows)\ndef rows(n): return [list(range(n))]\n".to_owned();
    let sizes = vec![1000, 2000, 4000];
    task.spec.scaling =
        Some(CodeScaling { generator: "rows".to_owned(), sizes, max_slope: Real(1.5) });
    let grade = |task: &CodeTask, code: &str| Yard::new().grade(task, Language::Python, code);
    let linear =
        grade(&task, "def total(rows):\n    t = 0\n    for r in rows: t += r\n    return t\n");
    expect(&linear, &[Outcome::Accepted]);
    let scaling = linear.scaling.expect("was judged");
    assert_eq!(scaling.points.len(), 3);
    assert!(scaling.slope <= 1500, "{scaling:?}");
    let square = grade(
        &task,
        "def total(rows):\n    t = 0\n    for r in list(rows):\n        t += r\n        sum(rows)\n    return t\n",
    );
    expect(&square, &[Outcome::TimeLimit]);
    let scaling = square.scaling.expect("was judged");
    assert!(scaling.slope > 1700, "{scaling:?}");
    assert!(scaling.message.starts_with("from size 1000 to 4000"), "{}", scaling.message);
    let wrong = grade(&task, "def total(rows): return sum(rows) if len(rows) < 1500 else 0\n");
    expect(&wrong, &[Outcome::WrongAnswer]);
    assert_eq!(wrong.scaling.expect("was judged").message, "at size 2000: its result is wrong");
    task.reference.clear();
    let broken = grade(&task, "def total(rows): return sum(rows)\n");
    expect(&broken, &[Outcome::Accepted]);
    let scaling = broken.scaling.expect("was tried");
    assert_eq!(scaling.outcome, Outcome::NotGraded);
    assert!(scaling.message.contains("`rows` failed"), "{}", scaling.message);
}

#[test]
fn an_interpreter_that_dies_is_no_fault_of_the_answer() {
    let task = task("f", &[(json!([]), json!(null))]);
    let mut yard = Yard::new();
    let cache = tempfile::tempdir().expect("a folder");
    let grade = |yard: &Yard| yard.grade(&task, Language::Python, "def f(): pass");
    expect(&grade(&yard), &[Outcome::Accepted]);
    // As found, then broken: an interpreter that exists and does nothing.
    let kept = fs::read_to_string(Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools.json"))
        .expect("kept");
    let mut kept: serde_json::Value = serde_json::from_str(&kept).expect("JSON");
    kept["python"]["tool"]["programs"] = serde_json::json!(["/bin/false"]);
    fs::write(cache.path().join("tools.json"), kept.to_string()).expect("written");
    yard.grader.tools = Toolbox::new(Some(cache.path()));
    let verdict = grade(&yard);
    expect(&verdict, &[Outcome::NotGraded]);
    assert!(
        verdict.message.starts_with("Python did not start: the interpreter ended at once"),
        "{}",
        verdict.message
    );
    let mut lost = Yard::new();
    lost.grader.jail = Jail::of("/no/such/program");
    let verdict = grade(&lost);
    expect(&verdict, &[Outcome::NotGraded]);
    assert!(verdict.message.contains("could not be set up"), "{}", verdict.message);
}
