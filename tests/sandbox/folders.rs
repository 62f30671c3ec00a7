//! Answers that read folders and write one.

use mock::bank::task::{CaseFolders, CodeCase, CodeTask, Expected, Language};
use mock::engine::verdict::{Diff, Outcome};

use super::{Value, Yard, expect, job, task, told};

/// `run(source, target)` adds up the numbers of all deliveries so far.
fn sums(cases: &[(&str, &[Value], Value)]) -> CodeTask {
    let mut task = task("run", &[]);
    let cases = cases.iter().enumerate().map(|(index, (name, given, expected))| CodeCase {
        name: (*name).to_owned(),
        visible: index == 0,
        args: given.to_vec(),
        expect: Expected::Value(expected.clone()),
        float_tol: None,
        folders: Some(CaseFolders {
            given: (0..given.len()).map(|number| format!("data/{name}-{number}")).collect(),
            expected: format!("expected/{name}"),
        }),
    });
    task.spec.cases = cases.collect();
    task.spec.time_ms = 5000;
    task
}

fn two() -> CodeTask {
    let (first, second) =
        (json!({ "a.txt": "1\n2\n" }), json!({ "b.txt": "40\n", "sub/c.txt": "9\n" }));
    sums(&[
        ("one", std::slice::from_ref(&first), json!({ "sum.txt": ["3"] })),
        ("again", &[first.clone(), first.clone()], json!({ "sum.txt": ["3"] })),
        ("two", &[first.clone(), second], json!({ "sum.txt": ["43"] })),
    ])
}

/// Keeps what it has seen beside the table.
const RIGHT: &str = r#"
import os

def run(source, target):
    seen = os.path.join(target, "seen")
    os.makedirs(seen, exist_ok=True)
    for name in os.listdir(source):
        path = os.path.join(source, name)
        if os.path.isfile(path):
            with open(path) as file, open(os.path.join(seen, name), "w") as copy:
                copy.write(file.read())
    total = 0
    for name in os.listdir(seen):
        with open(os.path.join(seen, name)) as file:
            total += sum(int(line) for line in file)
    with open(os.path.join(target, "sum.txt"), "w") as file:
        file.write(f"{total}\r\n")
    return os
"#;

#[test]
fn what_is_written_is_compared_and_stays_from_one_delivery_to_the_next() {
    let yard = Yard::new();
    let verdict = yard.grade(&two(), Language::Python, RIGHT);
    expect(&verdict, &[Outcome::Accepted]);
    assert_eq!(verdict.cases.len(), 3);
    yard.is_clean();
}

#[test]
fn the_first_line_that_differs_is_told_of_a_visible_case_alone() {
    let yard = Yard::new();
    let wrong = RIGHT.replace("{total}", "{total + 1}");
    let verdict = yard.grade(&two(), Language::Python, &wrong);
    expect(&verdict, &[Outcome::WrongAnswer]);
    let visible = &verdict.cases[0];
    assert_eq!(
        visible.message,
        "sum.txt, line 1: expected \u{201c}3\u{201d}, got \u{201c}4\u{201d}"
    );
    let Some(Diff::Value(diff)) = &visible.diff else { panic!("{visible:?}") };
    assert_eq!(diff.call, "run(\"data/one-0\", \"out\")");
    assert_eq!((visible.diff.is_some(), verdict.cases[1].diff.is_some()), (true, false));
    assert_eq!(verdict.cases[2].message, "");
}

#[test]
fn a_program_that_starts_from_nothing_or_adds_twice_fails_its_own_case() {
    let failed = |code: &str| {
        let verdict = Yard::new().grade(&two(), Language::Python, code);
        let cases = verdict.cases.iter().filter(|case| case.outcome != Outcome::Accepted);
        cases.map(|case| case.name.clone()).collect::<Vec<_>>()
    };
    let forgets = RIGHT.replace("os.listdir(seen)", "os.listdir(source)");
    let forgets = forgets.replace(
        "for name in os.listdir(source):\n        with",
        "for name in filter(lambda n: n.endswith('.txt'), os.listdir(source)):\n        with",
    );
    assert_eq!(failed(&forgets), ["two"]);
    let adds = "import os\n\ndef run(source, target):\n    path = os.path.join(target, 'sum.txt')\n    total = int(open(path).read()) if os.path.exists(path) else 0\n    for name in os.listdir(source):\n        if name.endswith('.txt'):\n            total += sum(int(line) for line in open(os.path.join(source, name)))\n    open(path, 'w').write(str(total))\n";
    assert_eq!(failed(adds), ["again"]);
}

#[test]
fn what_goes_wrong_is_named() {
    let says = |code: &str, outcome: Outcome, message: &str| {
        let verdict = Yard::new().grade(&two(), Language::Python, code);
        let case = &verdict.cases[0];
        assert_eq!(case.outcome, outcome, "{}", told(&verdict));
        assert!(case.message.contains(message), "{}", told(&verdict));
    };
    let nothing = "def run(source, target):\n    pass\n";
    says(nothing, Outcome::WrongAnswer, "sum.txt: `out` holds no file of that name");
    let raises = "def run(source, target):\n    open(source + '/none.txt')\n";
    says(raises, Outcome::RuntimeError, "FileNotFoundError");
    let leaves =
        "import os\ndef run(source, target):\n    os.symlink('/etc/passwd', target + '/sum.txt')\n";
    says(leaves, Outcome::WrongAnswer, "holds no file of that name");
    let slow = "def run(source, target):\n    while True:\n        pass\n";
    let mut task = two();
    task.spec.time_ms = 300;
    let verdict = Yard::new().grade(&task, Language::Python, slow);
    expect(&verdict, &[Outcome::TimeLimit]);
}

#[test]
fn a_shell_and_a_script_do_it_too() {
    let bash = "run() {\n  mkdir -p \"$2/seen\"\n  find \"$1\" -maxdepth 1 -type f -exec cp {} \"$2/seen\" ';'\n  cat \"$2\"/seen/* | awk '{ total += $1 } END { print total }' > \"$2/sum.txt\"\n}\n";
    let node = "const fs = require('fs');\nfunction run(source, target) {\n  const seen = target + '/seen';\n  fs.mkdirSync(seen, { recursive: true });\n  for (const name of fs.readdirSync(source)) {\n    if (fs.statSync(source + '/' + name).isFile()) fs.writeFileSync(seen + '/' + name, fs.readFileSync(source + '/' + name));\n  }\n  let total = 0;\n  for (const name of fs.readdirSync(seen)) {\n    for (const line of fs.readFileSync(seen + '/' + name, 'utf8').split('\\n')) total += Number(line);\n  }\n  fs.writeFileSync(target + '/sum.txt', total + '\\n');\n}\n";
    for (language, code) in [(Language::Bash, bash), (Language::Javascript, node)] {
        let yard = Yard::new();
        if yard.grader.tools.tool(language).is_err() {
            eprintln!("left out: {language}");
            continue;
        }
        expect(&yard.grade(&two(), language, code), &[Outcome::Accepted]);
    }
}

#[test]
fn an_own_case_gives_a_folder_and_the_files_that_come_of_it() {
    let yard = Yard::new();
    let own = "[{\"a.txt\": \"5\\n6\\n\"}] -> {\"sum.txt\": \"11\\n\"}\n\
               [{\"a.txt\": \"5\\n\"}] -> {\"sum.txt\": \"6\\n\"}\n\
               [1] -> 2\n";
    let mut job = job(&two(), Language::Python, RIGHT);
    job.own_cases = own.to_owned();
    let verdict = yard.grader.grade(&job);
    let own: Vec<_> = verdict.cases.iter().filter(|case| case.own).collect();
    assert_eq!(own[0].outcome, Outcome::Accepted, "{}", told(&verdict));
    assert_eq!(
        own[1].message,
        "sum.txt, line 1: expected \u{201c}6\u{201d}, got \u{201c}5\u{201d}"
    );
    assert_eq!(own.len(), 2);
    assert_eq!(verdict.unread.len(), 1, "{:?}", verdict.unread);
    assert_eq!((verdict.unread[0].line, verdict.unread[0].text.as_str()), (3, "[1] -> 2"));
}
