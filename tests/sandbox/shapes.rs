//! How the function that is called may be written in each language, and what is said of what may not.

use super::habits::{all_pass, fails, passes_with};
use super::*;

use Language::{Bash, Java, Javascript, Python};

/// Each of these is taken as `f`.
#[track_caller]
fn takes(language: Language, args: Value, shapes: &[&str], expected: Value) {
    for code in shapes {
        passes_with(language, code, args.clone(), expected.clone());
    }
}

#[test]
fn python_takes_every_callable() {
    let shapes = [
        "def f(x): return x + 1",
        "def f(x, /): return x + 1",
        "def f(x, y=1): return x + y",
        "def f(x, *, y=1): return x + y",
        "def f(*args): return args[0] + 1",
        "def f(*args, **more): return args[0] + 1",
        "def f(x, *rest, y=1): return x + y",
        "f = lambda x: x + 1",
        "import functools\n@functools.lru_cache(maxsize=None)\ndef f(x): return x + 1",
        "import functools\ndef d(g):\n    @functools.wraps(g)\n    def inner(*a): return g(*a)\n    return inner\n@d\ndef f(x): return x + 1",
        "import functools\ndef g(y, x): return x + y\nf = functools.partial(g, 1)",
        "class S:\n    def f(self, x): return x + 1\nf = S().f",
        "class S:\n    def f(self, x, y=1): return x + y\nf = S().f",
        "class S:\n    @staticmethod\n    def f(x): return x + 1\nf = S.f",
        "class S:\n    @classmethod\n    def f(cls, x): return x + 1\nf = S.f",
        "class S:\n    def __call__(self, x): return x + 1\nf = S()",
        "f = (1).__add__",
        "def f(x: int) -> int: return x + 1\nif __name__ == '__main__': raise SystemExit",
        "def make():\n    def f(x): return x + 1\n    return f\nf = make()",
        "import asyncio\ndef f(x):\n    async def later(): return x + 1\n    return asyncio.run(later())",
        "def f(x: 'list[int] | None') -> 'int': return x + 1",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef f(x): return P(x).x + 1",
    ];
    takes(Python, json!([2]), &shapes, json!(3));
    takes(Python, json!([1, 2, 3]), &["def f(*args): return len(args)"], json!(3));
}

#[test]
fn javascript_takes_every_way_to_export() {
    let shapes = [
        "function f(x) { return x + 1; }",
        "function f(x, y = 1) { return x + y; }",
        "function f(...all) { return all[0] + 1; }",
        "const f = (x) => x + 1;",
        "const f = x => x + 1",
        "let f; f = function (x) { return x + 1; };",
        "var f = function named(x) { return x + 1; };",
        "globalThis.f = (x) => x + 1;",
        "module.exports = (x) => x + 1;",
        "module.exports = { f };\nfunction f(x) { return x + 1; }",
        "module.exports.f = (x) => x + 1;",
        "exports.f = (x) => x + 1;",
        "exports.default = (x) => x + 1;",
        "export default (x) => x + 1;",
        "export default function (x) { return x + 1; }",
        "export default function g(x) { return x + 1; }",
        "export default { f: (x) => x + 1 };",
        "export const f = (x) => x + 1;",
        "export { g as f };\nfunction g(x) { return x + 1; }",
        "export { g as default };\nfunction g(x) { return x + 1; }",
        "class S { static f(x) { return x + 1; } }\nconst f = S.f;",
        "class S { f(x) { return x + 1; } }\nconst f = new S().f;",
        "'use strict';\nconst { f } = { f(x) { return x + 1; } };",
        "(function () { globalThis.f = (x) => x + 1; })();",
    ];
    takes(Javascript, json!([2]), &shapes, json!(3));
    takes(Javascript, json!([1, 2, 3]), &["const f = (...all) => all.length;"], json!(3));
}

/// One program for several cases each: compiling is most of what they cost.
#[test]
fn java_takes_varargs_arrays_and_generics() {
    let in_class = |code: &str| format!("import java.util.*;\nclass Solution {{ {code} }}");
    let one_of = "static String f(int x) { return \"int\"; } static String f(long x) { return \"long\"; } static String f(double x) { return \"double\"; } static String f(boolean x) { return \"truth\"; } static String f(Object x) { return \"any\"; } static String f(CharSequence x) { return \"text\"; } static String f(int[] x) { Arrays.sort(x); return \"ints \" + x[0]; } static String f(int[][] x) { return \"rows \" + x[1].length; } static String f(char[] x) { return \"letters \" + new String(x); } static String f(Map<String, Integer> x) { return \"map \" + x.get(\"a\"); }";
    let results = "record Row(int a) {} enum E { A } static Object f(int x) { return switch (x) { case 0 -> OptionalInt.of(7); case 1 -> OptionalDouble.empty(); case 2 -> new java.math.BigDecimal(\"7.00\"); case 3 -> new java.math.BigDecimal(\"0.1\"); case 4 -> new java.util.concurrent.atomic.AtomicLong(7); case 5 -> java.time.LocalDate.of(2026, 2, 7); case 6 -> E.A; case 7 -> List.of(new Row(7)); case 8 -> new java.math.BigDecimal(\"1e30\"); case 9 -> new char[] {'a'}; default -> new StringBuilder(\"b\"); }; }";
    for (code, cases) in [
        (
            one_of,
            vec![
                (json!([1]), json!("int")),
                (json!([3_000_000_000_i64]), json!("long")),
                (json!([1.5]), json!("double")),
                (json!([true]), json!("truth")),
                (json!(["ab"]), json!("text")),
                (json!([[3, 1]]), json!("ints 1")),
                (json!([[[1], [2, 3]]]), json!("rows 2")),
                (json!([["a", "b"]]), json!("letters ab")),
                (json!([{ "a": 5 }]), json!("map 5")),
            ],
        ),
        (
            results,
            vec![
                (json!([0]), json!(7)),
                (json!([1]), json!(null)),
                (json!([2]), json!(7)),
                (json!([3]), json!(0.1)),
                (json!([4]), json!(7)),
                (json!([5]), json!("2026-02-07")),
                (json!([6]), json!("A")),
                (json!([7]), json!([{ "a": 7 }])),
                (json!([8]), json!({ "$int": format!("1{}", "0".repeat(30)) })),
                (json!([9]), json!(["a"])),
                (json!([10]), json!("b")),
            ],
        ),
        (
            "static int f(int... x) { return x.length; }",
            vec![(json!([1, 2, 3]), json!(3)), (json!([4, 5, 6]), json!(3))],
        ),
        (
            "static String f(int... x) { return \"many\"; } static String f(int x, int y) { return \"two\"; } static String f(String x, Object... y) { return x + y.length; }",
            vec![(json!([1, 2]), json!("two")), (json!(["n", null]), json!("n1"))],
        ),
        (
            "static int f(int... x) { return x.length; }",
            vec![(json!([[1, 2, 3]]), json!(3)), (json!([1]), json!(1))],
        ),
        ("static int f(int x, int... more) { return more.length; }", vec![(json!([1]), json!(0))]),
        (
            "static <T extends Comparable<T>> T[] f(T[] x) { Arrays.sort(x); return x; }",
            vec![(json!([[3, 1]]), json!([1, 3])), (json!([["b", "a"]]), json!(["a", "b"]))],
        ),
        (
            "static <T extends Comparable<? super T>> T f(List<T> x) { return Collections.max(x); } static short f(short x) { return x; }",
            vec![(json!([[3, 1]]), json!(3)), (json!([7]), json!(7))],
        ),
        (
            "@SafeVarargs static <T> int f(T... x) { return x.length; }",
            vec![(json!(["a", 2]), json!(2))],
        ),
        ("Solution(int n) {} static int f(int x) { return x; }", vec![(json!([7]), json!(7))]),
    ] {
        all_pass(Java, &in_class(code), &cases);
    }
}

#[test]
fn java_takes_what_is_inherited_and_types_that_are_no_class() {
    for code in [
        "abstract class Base { int f(int x) { return x + add(); } abstract int add(); }\ninterface Adds { default int add() { return 0; } }\nclass Solution extends Base implements Adds { public int add() { return 0; } }",
        "interface Does { default int f(int x) { return x; } }\nclass Solution extends Thread implements Does { private Solution() {} }",
        "interface Solution { static int f(int x) { return x; } }",
        "enum Solution { ONE; static int f(int x) { return x; } }",
        "record Solution() { int f(int x) { return x; } }",
    ] {
        passes_with(Java, code, json!([7]), json!(7));
    }
}

#[test]
fn bash_takes_every_way_to_define_a_function() {
    for code in [
        "f() { echo $(($1 + 1)); }",
        "f () { echo $(($1 + 1)); }",
        "f()\n{\n  echo $(($1 + 1))\n}",
        "function f { echo $(($1 + 1)); }",
        "function f() { echo $(($1 + 1)); }",
        "f() ( echo $(($1 + 1)) )",
        "f() if true; then echo $(($1 + 1)); fi",
        "if true; then f() { echo $(($1 + 1)); }; fi",
        "eval 'f() { echo $(($1 + 1)); }'",
        "g() { echo $(($1 + 1)); }\nf() { g \"$@\"; }",
        "readonly n=1\nf() { echo $(($1 + n)); }\nreadonly -f f",
        "declare -A seen=([a]=1)\nf() { echo $(($1 + seen[a])); }",
        "f() { local -i n=$1; ((n++)); printf '%d\\n' \"$n\"; }",
        "f() { python3() { :; }; awk -v x=\"$1\" 'BEGIN { print x + 1 }'; }",
        "f() { cat <<END\n$(($1 + 1))\nEND\n}",
    ] {
        passes_with(Bash, code, json!([2]), json!(3));
    }
    passes_with(Bash, "f() { echo $#; }", json!([1, "a b", ""]), json!(3));
}

#[test]
fn what_cannot_be_called_in_python_and_javascript_is_named_with_a_way_out() {
    for (language, code, wanted) in [
        (
            Python,
            "def f(x, *, y): return x",
            "`f` wants `y` by name, and the question gives arguments by their places: leave out the `*`",
        ),
        (
            Python,
            "def f(**more): return 1",
            "`f` takes 0 arguments, and the question calls it with 1",
        ),
        (Python, "class S:\n    def f(self, x, y): return x\nf = S().f", "`f` takes 2 arguments"),
        (Python, "def f(): return 1", "`f` takes 0 arguments"),
        (Python, "def f(x, y, z=1): return 1", "`f` takes 2 arguments"),
        (Python, "async def f(x): return 1", "leave out `async`"),
        (Python, "def f(x): yield 1", "put it into `list(…)`"),
        (Python, "class S:\n    def f(self, x): return 1", "move `f` out of the class"),
        (Python, "def main():\n    def f(x): return 1", "there is no function `f`"),
        (
            Python,
            "from dataclasses import dataclass\n@dataclass\nclass f:\n    x: int",
            "it returned an f, which can't be compared",
        ),
        (
            Javascript,
            "class f { constructor(x) {} }",
            "`f` is a class, and the question calls a function",
        ),
        (Javascript, "export default class { f(x) { return 1; } }", "`f`"),
        (Javascript, "function f(x, y) { return 1; }", "`f` takes 2 arguments"),
        (Javascript, "async function f(x) { return 1; }", "leave out `async`"),
        (Javascript, "function* f(x) { yield 1; }", "`[...it]`"),
        (Javascript, "async function* f(x) { yield 1; }", "it returned an AsyncGenerator"),
        (Javascript, "class S { f(x) { return 1; } }\nmodule.exports = S;", "`f`"),
        (
            Javascript,
            "function f(x: number): number {\n  return 1;\n}",
            "this looks like TypeScript, which isn't run here: leave out the types",
        ),
        (
            Javascript,
            "type Row = { a: number };\nfunction f(x) { return 1; }",
            "this looks like TypeScript",
        ),
    ] {
        fails(language, code, json!(1), &[wanted]);
    }
}

#[test]
fn what_cannot_be_called_in_java_and_bash_is_named_with_a_way_out() {
    for (language, code, wanted) in [
        (
            Java,
            "class Solution { int f(int x) { return 1; } Solution(int n) {} }",
            "`f` needs an object, and `Solution` is made of none without arguments: make `f` static",
        ),
        (Java, "abstract class Solution { int f(int x) { return 1; } }", "make `f` static"),
        (Java, "interface Solution { default int f(int x) { return 1; } }", "make `f` static"),
        (
            Java,
            "class Solution { static int f(int x, int y, int... z) { return 1; } }",
            "`f` takes 3 arguments",
        ),
        (
            Java,
            "class Solution { static int f(String... x) { return 1; } }",
            "with a whole number, and its parameter 1 is of type `String[]`",
        ),
        (
            Java,
            "class Solution { static int f(java.util.stream.Stream<Integer> x) { return 1; } }",
            "its parameter 1 is of type `Stream<Integer>`",
        ),
        (
            Java,
            "class Solution { class In { static int f(int x) { return 1; } } }",
            "there is no function `f`",
        ),
        (
            Java,
            "class Solution { static class N extends Number { public int intValue() { return 1; } public long longValue() { return 1; } public float floatValue() { return 1; } public double doubleValue() { return 1; } } static Object f(int x) { return new N(); } }",
            "it returned an N, which can't be compared",
        ),
        (Bash, "alias f='echo 1'", "there is no function `f`"),
        (Bash, "echo $(($1 + 1))", "there is no function `f`"),
    ] {
        fails(language, code, json!(1), &[wanted]);
    }
}
