//! What people write in each language, and what they are told of what can't be judged.

use mock::engine::verdict::CaseVerdict;

use super::*;

use Language::{Bash, Java, Javascript, Python};

/// A visible case of `f(x)` for each pair.
fn f(cases: &[(Value, Value)]) -> CodeTask {
    let mut task = task("f", cases);
    task.spec.time_ms = 5_000;
    task.spec.memory_mb = 256;
    task.spec.cases.iter_mut().for_each(|case| case.visible = true);
    task
}

/// The verdict on one case, `f(1)` unless an argument is given; nothing where the language is missing.
fn one(language: Language, code: &str, arg: Value, expected: Value) -> Option<Verdict> {
    let yard = Yard::new();
    yard.grader.tools.tool(language).ok()?;
    Some(yard.grade(&f(&[(json!([arg]), expected)]), language, code))
}

#[track_caller]
pub fn all_pass(language: Language, code: &str, cases: &[(Value, Value)]) {
    let yard = Yard::new();
    if yard.grader.tools.tool(language).is_err() {
        return;
    }
    let verdict = yard.grade(&f(cases), language, code);
    assert_eq!(verdict.outcome, Outcome::Accepted, "{language:?} {code}\n{}", told(&verdict));
}

#[track_caller]
pub fn passes_with(language: Language, code: &str, args: Value, expected: Value) {
    all_pass(language, code, &[(args, expected)]);
}

#[track_caller]
fn passes(language: Language, code: &str, expected: Value) {
    let Some(verdict) = one(language, code, json!(1), expected) else { return };
    assert_eq!(verdict.outcome, Outcome::Accepted, "{language:?} {code}\n{}", told(&verdict));
}

#[track_caller]
pub fn fails(language: Language, code: &str, expected: Value, wanted: &[&str]) {
    let Some(verdict) = one(language, code, json!(1), expected) else { return };
    assert_ne!(verdict.outcome, Outcome::Accepted, "{language:?} {code}\n{}", told(&verdict));
    let said = told(&verdict);
    for words in wanted {
        assert!(said.contains(words), "wanted `{words}` of {language:?} {code}\n{said}");
    }
}

#[test]
fn bash_options_hold_in_the_function_and_end_no_driver() {
    let strict = "#!/usr/bin/env bash\nset -euo pipefail\nf() { if [ \"$1\" = 1 ]; then echo 2; else return 3; fi; }\nmain() { f \"$1\"; }\n[[ \"${BASH_SOURCE[0]}\" == \"$0\" ]] && main \"$@\"\n";
    let task = f(&[(json!([5]), json!(2)), (json!([1]), json!(2))]);
    let verdict = Yard::new().grade(&task, Bash, strict);
    let outcomes: Vec<Outcome> = verdict.cases.iter().map(|case| case.outcome).collect();
    assert_eq!(outcomes, [Outcome::RuntimeError, Outcome::Accepted], "{}", told(&verdict));
    assert!(verdict.cases[0].message.contains("returned 3"), "{}", told(&verdict));
    fails(Bash, "set -e\nf() { false; echo 2; }\n", json!(2), &["returned 1"]);
    passes(Bash, "f() { false; echo 2; }\n", json!(2));
    fails(Bash, "set -u\nf() { echo \"$2\"; }\n", json!(2), &["unbound variable"]);
    fails(Bash, "set -o pipefail\nf() { false | echo 2; return $?; }\n", json!(2), &["returned 1"]);
    passes(Bash, "set -f\nIFS=,\nshopt -s nullglob nocasematch\nf() { echo 2; }\n", json!(2));
    passes(Bash, "printf() { :; }\nread() { :; }\nlocal() { :; }\nf() { echo 2; }\n", json!(2));
    fails(
        Bash,
        "f() { echo 2; }\nexit 0\n",
        json!(2),
        &["while the answer was loaded", "`return`"],
    );
    fails(
        Bash,
        "set -e\nfalse\nf() { echo 2; }\n",
        json!(2),
        &["while the answer was loaded", "`set -e`"],
    );
}

#[test]
fn bash_takes_its_own_syntax_and_the_line_ends_of_windows() {
    let extglob = "shopt -s extglob\nf() { case ${1##+( )} in @(1|2)) echo 2;; esac; }\n";
    passes(Bash, extglob, json!(2));
    fails(
        Bash,
        "f() { case $1 in @(1|2)) echo 2;; esac; }\n",
        json!(2),
        &["SyntaxError at line 1"],
    );
    passes(Bash, "f() {\r\n  echo 2\r\n}\r\n", json!(2));
    passes(Bash, "f() { echo 2; } # \\", json!(2));
    fails(Bash, "f() { cat <<X\nhi\n", json!(2), &["SyntaxError at line", "end of file"]);
    fails(Bash, "ff() { :; }\n", json!(2), &["the answer has `ff`"]);
}

#[test]
fn bash_texts_are_texts_and_keep_their_control_bytes() {
    for text in ["12", "true", "null", "[1]", "1e3", ""] {
        passes(Bash, &format!("f() {{ printf '%s' '{text}'; }}"), json!(text));
        passes(Bash, &format!("f() {{ printf '%s' '\"{text}\"'; }}"), json!(text));
    }
    passes(Bash, "f() { echo 12; }", json!(12));
    fails(Bash, "f() { echo 12; }", json!("13"), &["expected \"13\", got \"12\""]);
    passes(
        Bash,
        "f() { printf 'a\\001b\\033[1m\\037\\177'; }",
        json!("a\u{1}b\u{1b}[1m\u{1f}\u{7f}"),
    );
    fails(Bash, "f() { x=2; }", json!(2), &["is an `echo` of the result missing?"]);
}

#[test]
fn whole_numbers_keep_their_digits_in_every_language() {
    let long = |digits: &str| json!({ "$int": digits });
    let (arg, next) = (long("18446744073709551616"), long("18446744073709551617"));
    for (language, code) in [
        (Python, "def f(x): return x + 1"),
        (Javascript, "function f(x) { return x + 1n; }"),
        (
            Java,
            "import java.math.*; class Solution { static Object f(BigInteger x) { return x.add(BigInteger.ONE); } }",
        ),
        (Bash, "f() { echo \"${1%6}7\"; }"),
    ] {
        let Some(verdict) = one(language, code, arg.clone(), next.clone()) else { continue };
        expect(&verdict, &[Outcome::Accepted]);
        let wrong = one(language, code, arg.clone(), arg.clone()).expect("is here");
        expect(&wrong, &[Outcome::WrongAnswer]);
        let message = &wrong.cases[0].message;
        assert!(
            message.starts_with("expected 18446744073709551616, got 18446744073709551617"),
            "{message}"
        );
    }
    passes(Javascript, "function f(x) { return 2 ** 64; }", arg.clone());
    passes(Python, "def f(x): return 10**400", long(&format!("1{}", "0".repeat(400))));
    fails(
        Python,
        "def f(x): return (2**53 + 1) / 1",
        json!(9_007_199_254_740_993_i64),
        &["expected 9007199254740993"],
    );
    fails(Python, "def f(x): return 2.0**64", next, &["expected 18446744073709551617"]);
    fails(
        Javascript,
        "function f(x) { return 9007199254740993; }",
        json!(9_007_199_254_740_993_i64),
        &["use BigInt"],
    );
    let narrow = "class Solution { static int f(int x) { return x; } }";
    if let Some(verdict) = one(Java, narrow, json!(3_000_000_000_i64), json!(1)) {
        let message = &verdict.cases[0].message;
        assert!(message.contains("3000000000 does not fit a parameter of type `int`"), "{message}");
    }
}

#[test]
fn own_cases_keep_their_digits() {
    let task = f(&[(json!([1]), json!(1))]);
    let own_cases = "[2] -> 18446744073709551617\n[18446744073709551617] -> true\n".to_owned();
    let code = "def f(x): return 1 if x == 1 else 2**64 if x == 2 else x == 2**64 + 1";
    let job = Job { own_cases, tests: Tests::Visible, ..job(&task, Python, code) };
    let outcomes: Vec<Outcome> =
        Yard::new().grader.grade(&job).cases.iter().map(|case| case.outcome).collect();
    assert_eq!(outcomes, [Outcome::Accepted, Outcome::WrongAnswer, Outcome::Accepted]);
}

#[test]
fn a_missing_return_is_named() {
    for (language, code) in [
        (Python, "def f(x): print(1)"),
        (Javascript, "function f(x) { console.log(1); }"),
        (Java, "class Solution { static void f(int x) { System.out.println(1); } }"),
    ] {
        fails(
            language,
            code,
            json!(1),
            &["expected the number 1, but it returned nothing: is a `return` missing?"],
        );
    }
    fails(
        Javascript,
        "function f(x) { }",
        json!(null),
        &["it returned nothing: is a `return` missing?"],
    );
    passes(Javascript, "function f(x) { return null; }", json!(null));
    passes(Python, "def f(x): pass", json!(null));
}

#[test]
fn what_cannot_be_compared_in_javascript_is_named_in_its_own_words() {
    let js = "arrays, strings, numbers, booleans, null or plain objects";
    fails(
        Javascript,
        "class Plan { constructor() { this.a = 1; } }\nfunction f(x) { return new Plan(); }",
        json!({ "a": 1 }),
        &["it returned a Plan,", js],
    );
    fails(
        Javascript,
        "function* f(x) { yield 1; }",
        json!({}),
        &["it returned a Generator,", "`[...it]`"],
    );
    fails(
        Javascript,
        "function f(x) { return { get a() { return 1; } }; }",
        json!({ "a": 1 }),
        &["an object with a getter, `a`,"],
    );
    fails(
        Javascript,
        "function f(x) { return [undefined]; }",
        json!([null]),
        &["an array or object that holds undefined"],
    );
    fails(
        Javascript,
        "function f(x) { return new Map().keys(); }",
        json!([]),
        &["it returned a Map Iterator"],
    );
    fails(
        Javascript,
        "async function f(x) { return 1; }",
        json!(1),
        &["it returned a Promise", "leave out `async`"],
    );
    fails(
        Javascript,
        "function f(x) { return new Map([[{}, 1], [[], 2]]); }",
        json!({ "": 2 }),
        &["it returned a Map with keys other than texts and numbers"],
    );
    passes(
        Javascript,
        "function f(x) { return new Map([[1, 2], [true, 3]]); }",
        json!({ "1": 2, "true": 3 }),
    );
    passes(Javascript, "function f(x) { return Object.create(null); }", json!({}));
    passes(
        Javascript,
        "function f(x) { return ['\\ud800', new Map([['a', 1]]), -0]; }",
        json!(["\u{fffd}", { "a": 1 }, 0]),
    );
    fails(
        Javascript,
        "function f(x) { const a = []; a.push(a); return a; }",
        json!(1),
        &["a value that holds itself"],
    );
    fails(
        Javascript,
        "function f(x) { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a; }",
        json!(1),
        &["a value that is nested too deeply"],
    );
}

#[test]
fn what_cannot_be_compared_is_named_in_python_and_java_too() {
    fails(
        Python,
        "def f(x): return 10**5000",
        json!(1),
        &["it returned an int of more than 4300 digits"],
    );
    fails(
        Python,
        "def f(x):\n    a = []\n    a.append(a)\n    return a",
        json!(1),
        &["it returned a list that holds itself"],
    );
    fails(
        Python,
        "def f(x):\n    a = []\n    for _ in range(10**5): a = [a]\n    return a",
        json!(1),
        &["a list that is nested too deeply"],
    );
    fails(
        Java,
        "class Solution { static Object f(int x) { return new Solution(); } }",
        json!({}),
        &["it returned a Solution,", "maps and records"],
    );
    for (code, kind, way) in [
        ("async def f(x): return 1", "a coroutine", "leave out `async`"),
        ("def f(x): yield 1", "a generator", "`list(…)`"),
        ("def f(x): return map(int, [1])", "a map", "`list(…)`"),
        ("def f(x): return frozenset([1])", "a frozenset", "`sorted(…)`"),
        ("from decimal import Decimal\ndef f(x): return Decimal(1)", "a Decimal", "`float(…)`"),
        ("def f(x): return f", "a function", "parentheses"),
        ("def f(x): return bytearray(b'x')", "a bytearray", "`.decode()`"),
        (
            "import datetime\ndef f(x): return datetime.timedelta(1)",
            "a timedelta",
            "`.total_seconds()`",
        ),
        ("import uuid\ndef f(x): return uuid.UUID(int=1)", "a UUID", "`str(…)`"),
        ("def f(x): return 1j", "a complex", "numbers"),
        ("def f(x): return object()", "an object", "lists, texts"),
        ("def f(x): return {1, (2,)}", "a set", "`sorted(…)`"),
        ("def f(x): return [b'x']", "bytes", "`.decode()`"),
        (
            "def f(x): return {b'a': 1}",
            "a dict with keys other than texts and numbers",
            "lists, texts",
        ),
        ("def f(x): return memoryview", "a type", "lists, texts"),
    ] {
        fails(Python, code, json!(1), &[&format!("it returned {kind}, which"), way]);
    }
    fails(
        Java,
        "import java.util.stream.*; class Solution { static Object f(int x) { return IntStream.of(1); } }",
        json!([1]),
        &["it returned a Stream,", "`.toList()`"],
    );
    passes(
        Java,
        "class Solution { static Object f(int x) { return \"\\ud800\"; } }",
        json!("\u{fffd}"),
    );
}

#[test]
fn javascript_is_taken_as_people_write_it() {
    let empty = "const t = require('fs').readFileSync(0, 'utf8') + require('fs').readFileSync('/dev/stdin', 'utf8');\nrequire('readline').createInterface({ input: process.stdin }).on('line', (l) => console.log(l));\nfunction f(x) { return t; }\n";
    passes(Javascript, empty, json!(""));
    passes(
        Javascript,
        "#!/usr/bin/env node\nconst module = 1, require = 2, exports = 3;\nfunction f(x) { return module; }",
        json!(1),
    );
    passes(Javascript, "export function f(x) { return 1; }", json!(1));
    passes(Javascript, "const g = (x) => 1;\nexport default g;", json!(1));
    passes(
        Javascript,
        "import { readFileSync } from 'fs';\nconst y = await Promise.resolve(1);\nfunction f(x) { return readFileSync(0, 'utf8') + y; }",
        json!("1"),
    );
    passes(Javascript, "module.exports = { f: (x) => 1 };", json!(1));
    fails(
        Javascript,
        "import fs from 'fs';\nconst x = ;\nexport function f(x) {}",
        json!(1),
        &["SyntaxError at line 2, column 11", "const x = ;"],
    );
    fails(Javascript, "const module = ;", json!(1), &["SyntaxError at line 1, column 16"]);
    passes(
        Javascript,
        "JSON.stringify = JSON.parse = null;\nconsole.log = process.hrtime = undefined;\nfunction f(x) { return 1; }",
        json!(1),
    );
}

#[test]
fn a_byte_order_mark_is_no_part_of_an_answer() {
    for (language, code) in [
        (Python, "def f(x): return 1"),
        (Javascript, "function f(x) { return 1; }"),
        (Javascript, "export function f(x) { return 1; }"),
        (Java, "class Solution { static int f(int x) { return 1; } }"),
        (Bash, "f() { echo 1; }"),
    ] {
        passes(language, &format!("\u{feff}{code}"), json!(1));
    }
}

#[test]
fn where_the_function_is_instead_is_said() {
    fails(
        Python,
        "class Solution:\n    def f(self, x): return 1",
        json!(1),
        &["move `f` out of the class"],
    );
    fails(
        Javascript,
        "class Solution {\n  f(x) {\n    return 1;\n  }\n}",
        json!(1),
        &["move `f` out of the class"],
    );
    fails(
        Javascript,
        "function ff(x) { return 1; }",
        json!(1),
        &["the answer has `ff`: name it `f`"],
    );
    for code in ["class Solution { f(x){ return 1 } }", "class A { static f = (x) => 1; }"] {
        fails(Javascript, code, json!(1), &["move `f` out of the class"]);
    }
    fails(
        Python,
        "class Other:\n    def g(self, x): return 1",
        json!(1),
        &["there is no function `f`: keep the one of the starter"],
    );
    fails(
        Java,
        "class Other { static int f(int x) { return 1; } }",
        json!(1),
        &["there is no class `Solution`; the answer has `Other`: call it that, without a package"],
    );
    fails(
        Java,
        "public class Main { static int f(int x) { return 1; } }",
        json!(1),
        &["the class is called `Solution`"],
    );
}

#[test]
fn java_takes_packages_overloads_and_the_types_of_parameters() {
    passes(
        Java,
        "// mine\npackage com.example;\nimport java.util.*;\npublic class Solution { public static int f(int x) { return 1; } }",
        json!(1),
    );
    let overloads = "import java.util.*; class Solution {\n static Object f(List<Integer> x) { return \"list\"; }\n static Object f(String x) { return \"text\"; }\n static Object f(int x) { return \"int\"; }\n static Object f(int x, int y) { return \"two\"; }\n static Object f(Map<Integer, Long> x) { return x.keySet().iterator().next() + 1; }\n}";
    let yard = Yard::new();
    if yard.grader.tools.tool(Java).is_ok() {
        let task = f(&[
            (json!([[1]]), json!("list")),
            (json!(["a"]), json!("text")),
            (json!([1]), json!("int")),
            (json!([{ "41": 1 }]), json!(42)),
        ]);
        expect(&yard.grade(&task, Java, overloads), &[Outcome::Accepted]);
    }
    let in_static = "class Solution { static int y = 1 / 0; static int f(int x) { return 1; } }";
    fails(Java, in_static, json!(1), &["while the answer was loaded", "ArithmeticException"]);
}

#[test]
fn an_exit_can_be_the_answer() {
    for (language, code) in [
        (Python, "import sys\ndef f(x): sys.exit(2)"),
        (Python, "def f(x): raise SystemExit"),
        (Javascript, "function f(x) { process.exit(2); }"),
        (Bash, "f() { exit 2; }"),
    ] {
        let mut task = f(&[(json!([1]), json!(null))]);
        task.spec.cases[0].expect = Expected::Raises("SystemExit".to_owned());
        let yard = Yard::new();
        if yard.grader.tools.tool(language).is_ok() {
            expect(&yard.grade(&task, language, code), &[Outcome::Accepted]);
        }
    }
}

#[test]
fn arguments_that_do_not_fit_are_named() {
    fails(
        Java,
        "import java.util.*; class Solution { static int f(Map<String, List<Integer>> x) { return 1; } }",
        json!(1),
        &["calls `f` with a whole number", "parameter 1 is of type `Map<String, List<Integer>>`"],
    );
}

#[test]
fn what_is_no_function_is_not_called_by_another_name() {
    for (language, code) in [
        (Python, "def main():\n    print(1)"),
        (Java, "class Solution { public static void main(String[] args) { } }"),
        (Javascript, "const solution = { g(x) { return 1; } };"),
    ] {
        fails(language, code, json!(1), &["there is no function `f`: keep the one of the starter"]);
    }
    fails(Javascript, "const ff = async x => 1;", json!(1), &["the answer has `ff`: name it `f`"]);
    fails(Java, "static int f(int x) { return 1; }", json!(1), &["into `class Solution { … }`"]);
    let ways = &["there is no browser here, and nothing is typed in"];
    fails(Javascript, "function f(x) { return prompt('n'); }", json!(1), ways);
}

#[test]
fn notes_beside_a_result_of_bash_are_told() {
    let notes = "f() { echo note; echo 1; }";
    for expected in [json!(1), json!("1")] {
        fails(Bash, notes, expected, &["print notes to `>&2`"]);
    }
    fails(Python, "def f(x): return b'1'", json!("1"), &["it returned bytes, which", ".decode()"]);
}

#[test]
fn a_status_is_no_result_and_a_path_is_no_name() {
    fails(Bash, "f() { return 7; }", json!(7), &["the function returned 7: print the result"]);
    fails(Bash, "f() { return 7; }", json!(8), &["the function returned 7"]);
    let Some(verdict) = one(Bash, "f() { echo $((1 +)); }", json!(1), json!(1)) else { return };
    let printed = &verdict.cases[0].printed;
    assert!(printed.starts_with("answer.sh: line 1: "), "{printed}");
}

#[test]
fn endless_recursion_and_full_memory_are_told_from_other_ends() {
    let ways = "does every branch come nearer to its end?";
    for (language, code) in [
        (Python, "def f(x): return f(x)"),
        (Javascript, "function f(x) { return f(x); }"),
        (Java, "class Solution { static int f(int x) { return f(x) + 1; } }"),
    ] {
        fails(language, code, json!(1), &[ways]);
    }
    for (language, code) in [
        (Python, "def f(x): return len(bytearray(10**9))"),
        (Javascript, "function f(x) { const a = []; for (;;) a.push(new Array(1000).fill(x)); }"),
        (Java, "class Solution { static int f(int x) { return new long[200_000_000].length; } }"),
        (Bash, "f() { local a=xxxxxxxx i; for i in {1..30}; do a=$a$a; done; }"),
    ] {
        if let Some(verdict) = one(language, code, json!(1), json!(1)) {
            assert_eq!(verdict.outcome, Outcome::MemoryLimit, "{language:?}\n{}", told(&verdict));
            let printed = &verdict.cases[0].printed;
            assert!(!printed.contains("GCs"), "{language:?} {printed}");
        }
    }
}

#[test]
fn what_does_not_come_along_is_said() {
    fails(
        Java,
        "class Solution { static int f(int x) { return new java.util.Scanner(System.in).nextInt(); } }",
        json!(1),
        &["NoSuchElementException", "nothing is typed in"],
    );
    fails(
        Python,
        "def f(x): return input()",
        json!(1),
        &["EOFError", "nothing is typed in: the values are the arguments of `f`"],
    );
    fails(
        Python,
        "y = input()\ndef f(x): return y",
        json!(1),
        &["while the answer was loaded", "nothing is typed in"],
    );
    fails(
        Python,
        "import graphs\ndef f(x): return 1",
        json!(1),
        &["`graphs` is not installed here; if it lies beside the answer: only answer.py is run"],
    );
    fails(
        Javascript,
        "const { g } = require('./helper.js');\nfunction f(x) { return 1; }",
        json!(1),
        &["only answer.js is run: `helper.js` beside it is not taken along"],
    );
    fails(
        Javascript,
        "import { g } from './helper.js';\nexport function f(x) { return 1; }",
        json!(1),
        &["only answer.js is run: `helper.js` beside it is not taken along"],
    );
}

#[test]
fn a_driver_that_is_broken_tells_no_trace_of_its_own() {
    let patched = "import builtins\ndef f(x):\n    builtins.getattr = builtins.type = None\n    raise ValueError('mine')\n";
    let Some(verdict) = one(Python, patched, json!(1), json!(1)) else { return };
    let said = told(&verdict);
    assert!(!said.contains("Traceback") && !said.contains("_drive"), "{said}");
    assert!(said.contains("it changed what running it needs"), "{said}");
    let node = "function f(x) { Object.fromEntries = Object.entries = null; Array.isArray = null; Array.from = null; return [1]; }";
    passes(Javascript, node, json!([1]));
}

#[test]
fn python_may_use_its_processes() {
    let pool = "from multiprocessing import Pool\ndef sq(x): return x * x\ndef f(x):\n    with Pool(2) as p: return p.map(sq, range(3))\n";
    passes(Python, pool, json!([0, 1, 4]));
    let executor = "from concurrent.futures import ProcessPoolExecutor\ndef sq(x): return x * x\ndef f(x):\n    with ProcessPoolExecutor(2) as p: return list(p.map(sq, range(3)))\n";
    passes(Python, executor, json!([0, 1, 4]));
    let yard = Yard::with(Layers { confined: true, apart: false });
    let verdict = yard.grade(&f(&[(json!([1]), json!([0, 1, 4]))]), Python, pool);
    expect(&verdict, &[Outcome::RuntimeError]);
    assert!(
        told(&verdict).contains("no semaphores, which multiprocessing needs"),
        "{}",
        told(&verdict)
    );
}

#[test]
fn threads_have_room_for_their_stacks() {
    let code = "import threading\ndef f(x):\n    go = threading.Event()\n    all = [threading.Thread(target=go.wait) for _ in range(32)]\n    for t in all: t.start()\n    go.set()\n    for t in all: t.join()\n    return x\n";
    let mut task = f(&[(json!([1]), json!(1))]);
    task.spec.memory_mb = 128;
    expect(&Yard::new().grade(&task, Python, code), &[Outcome::Accepted]);
}

/// What people copy, pack and unpack files with. Each of these once failed because a mode or a time can't be
/// changed, after all else was done.
#[test]
fn files_are_copied_packed_and_unpacked() {
    for (names, does) in [
        ("shutil, os", "open('a', 'w').write('1'); shutil.copy('a', 'b'); return open('b').read()"),
        (
            "shutil, os",
            "open('a', 'w').write('1'); shutil.copy2('a', 'b'); return open('b').read()",
        ),
        (
            "shutil, os",
            "os.makedirs('d/e', mode=0o755); open('d/e/a', 'w').write('1'); shutil.copytree('d', 'c'); return open('c/e/a').read()",
        ),
        (
            "shutil, os",
            "open('a', 'w').write('1'); os.mkdir('d'); shutil.move('a', 'd/b'); return open('d/b').read()",
        ),
        (
            "os, tempfile",
            "fd, name = tempfile.mkstemp(); os.write(fd, b'1'); os.fchmod(fd, 0o600); os.chmod(name, 0o644); return open(name).read()",
        ),
        (
            "tempfile, pathlib",
            "d = tempfile.TemporaryDirectory(); p = pathlib.Path(d.name) / 'a'; p.touch(mode=0o600); p.touch(); p.write_text('1'); p.chmod(0o400); t = p.read_text(); d.cleanup(); return t",
        ),
        (
            "zipfile",
            "z = zipfile.ZipFile('a.zip', 'w'); z.writestr('d/x', '1'); z.close(); zipfile.ZipFile('a.zip').extractall('o'); return open('o/d/x').read()",
        ),
        (
            "tarfile, os",
            "open('x', 'w').write('1'); t = tarfile.open('a.tar.gz', 'w:gz'); t.add('x'); t.close(); tarfile.open('a.tar.gz').extractall('o'); return open('o/x').read()",
        ),
        (
            "shutil, os",
            "os.mkdir('d'); open('d/x', 'w').write('1'); shutil.unpack_archive(shutil.make_archive('a', 'gztar', 'd'), 'o'); return open('o/x').read()",
        ),
        (
            "sqlite3",
            "c = sqlite3.connect('a.db'); c.execute('create table t (a)'); c.execute('insert into t values (1)'); c.commit(); c.execute('vacuum'); c.close(); return str(sqlite3.connect('a.db').execute('select a from t').fetchone()[0])",
        ),
        ("os", "open('a', 'w').write('1'); os.utime('a', (5, 5)); return open('a').read()"),
    ] {
        let body = does.replace("; ", "\n    ");
        passes(Python, &format!("import {names}\ndef f(x):\n    {body}\n"), json!("1"));
    }
    let node = "const fs = require('fs');\nfunction f(x) {\n  fs.mkdirSync('d'); fs.writeFileSync('d/a', '1');\n  fs.copyFileSync('d/a', 'b'); fs.cpSync('d', 'e', { recursive: true, preserveTimestamps: true });\n  fs.chmodSync('b', 0o600); fs.utimesSync('b', 1, 1); fs.mkdtempSync('t-');\n  return fs.readFileSync('b', 'utf8') + fs.readFileSync('e/a', 'utf8');\n}";
    passes(Javascript, node, json!("11"));
    let java = "import java.nio.file.*; import static java.nio.file.StandardCopyOption.*; class Solution { static String f(int x) throws Exception { Path a = Files.writeString(Path.of(\"a\"), \"1\"); Path b = Files.copy(a, Path.of(\"b\"), COPY_ATTRIBUTES); Files.setLastModifiedTime(b, java.nio.file.attribute.FileTime.fromMillis(0)); Path t = Files.createTempFile(\"x\", \"y\"); Files.move(b, t, REPLACE_EXISTING); return Files.readString(t); } }";
    passes(Java, java, json!("1"));
    let bash = "f() { echo 2 > a; chmod 600 a; touch -d yesterday a; cp -p a b; sed -i s/2/1/ b; mkdir -m 700 d; cp -r d e; install -m 644 b c; cat c; }";
    passes(Bash, bash, json!(1));
    // It was not done, and a program that a mode has to be changed for is told so by the system.
    fails(
        Bash,
        "f() { echo 'echo 1' > a.sh; chmod +x a.sh; ./a.sh; }",
        json!(1),
        &["Permission denied"],
    );
}

/// The order of a dictionary's keys can be what a task is about.
#[test]
fn keys_come_in_the_order_they_were_written_in() {
    let written = r#"{"b":1,"a":{"z":1,"y":2},"c":3,"Ä":4}"#;
    let args: Value = serde_json::from_str(&format!("[{written}]")).expect("JSON");
    let keys = json!([["b", "a", "c", "Ä"], ["z", "y"]]);
    for (language, code) in [
        (Python, "def f(x): return [list(x), list(x['a'])]"),
        (Javascript, "function f(x) { return [Object.keys(x), Object.keys(x.a)]; }"),
        (
            Java,
            "import java.util.*; class Solution { static Object f(Map<String, Object> x) { return List.of(new ArrayList<>(x.keySet()), new ArrayList<>(((Map<?, ?>) x.get(\"a\")).keySet())); } }",
        ),
    ] {
        passes_with(language, code, args.clone(), keys.clone());
    }
    passes_with(Bash, "f() { echo \"$1\"; }", args.clone(), json!(written));
    // What comes back may have any order.
    let back = "def f(x): return dict(sorted(x.items(), reverse=True))";
    passes_with(Python, back, args.clone(), serde_json::from_str(written).expect("JSON"));
    // Those of the candidate's own cases too.
    let task = f(&[(args, keys)]);
    let own_cases = "f({'z': 1, 'a': {}, 'm': 2}) -> [['z', 'a', 'm'], []]\n".to_owned();
    let code = "def f(x): return [list(x), list(x['a'])]";
    let verdict = Yard::new().grader.grade(&Job { own_cases, ..job(&task, Python, code) });
    assert!(verdict.cases.iter().all(CaseVerdict::passed), "{}", told(&verdict));
    assert_eq!(verdict.cases.len(), 2);
}

/// What was copied along with the code, from a page or a terminal, is named.
#[test]
fn what_was_copied_along_is_named() {
    for (code, wanted) in [
        ("```python\ndef f(x): return 1\n```", "leave out the lines with ```"),
        (">>> def f(x): return 1", "leave out `>>>` and `...`"),
        (
            "import urllib.request\ndef f(x): return urllib.request.urlopen('http://example.com')",
            "there is no network here",
        ),
    ] {
        fails(Python, code, json!(1), &[wanted]);
    }
}
