use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::bank::Origin;
use crate::bank::fault::Severity;
use crate::bank::parse::{self, Raw};
use crate::bank::question::Level;
use crate::bank::topic;
use crate::format::parse::format;

const GOOD: &str = include_str!("../tests/bank/rerun.toml");
const TOPICS: &str = "[[topics]]\nid = \"acid\"\nsection = \"Databases\"\ntitle = \"ACID\"\n\
    kinds = [\"phone-screen\"]\nmodes = [\"free\"]\njunior = 1\nmid = 1\nsenior = 1\n";
const ROUND: &str = include_str!("../rounds/phone-screen.toml");

type Files = BTreeMap<String, String>;

fn bank_of(toml: &str, files: &Files) -> Result<(Bank, Formats), Vec<Fault>> {
    let mut bank = Bank::default();
    add(&mut bank, "rerun", toml, files)?;
    bank.topics = topic::topics("topics.toml", TOPICS)?;
    let mut formats = Formats::default();
    formats.put(format("phone-screen.toml", "phone-screen", ROUND)?);
    Ok((bank, formats))
}

fn add(bank: &mut Bank, name: &str, toml: &str, files: &Files) -> Result<(), Vec<Fault>> {
    let path = format!("{name}.toml");
    let mut question = parse::question(Raw { path: &path, name, toml, files })?;
    question.files = files.clone();
    bank.put(question);
    bank.origins
        .insert(name.to_owned(), Origin { path: path.clone(), built_in: false, pack: None });
    bank.texts.insert(path, Cow::Owned(toml.to_owned()));
    Ok(())
}

fn scope() -> Scope {
    Scope { built_in: true, today: NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day") }
}

/// Rule, line and severity of everything wrong with the text.
fn broken(toml: &str, files: &Files) -> Vec<(&'static str, usize, Severity)> {
    let faults = match bank_of(toml, files) {
        Ok((bank, formats)) => lint(&bank, &formats, scope()),
        Err(faults) => faults,
    };
    faults.iter().map(|fault| (fault.rule.name, fault.line, fault.severity)).collect()
}

/// Rules broken once `from` is replaced by `to`, each once.
fn broken_by(from: &str, to: &str) -> Vec<&'static str> {
    assert!(GOOD.contains(from), "the good question has no `{from}`");
    rules_of(&GOOD.replacen(from, to, 1), &Files::new())
}

fn rules_of(toml: &str, files: &Files) -> Vec<&'static str> {
    let mut names: Vec<_> = broken(toml, files).into_iter().map(|(name, ..)| name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn a_brief_is_asked_with_the_prompt_at_its_level_alone() {
    let briefed = GOOD.replacen(
        "levels = [\"mid\"]",
        "levels = [\"mid\", \"senior\"]\nbrief = { senior = \"Nine teams share it.\" }",
        1,
    );
    let (bank, _) = bank_of(&briefed, &Files::new()).expect("valid");
    let question = bank.question("rerun").expect("there");
    let [mid, senior] = [Level::Mid, Level::Senior].map(|level| question.ask_at(level).prompt);
    assert_eq!(mid, question.ask.prompt);
    assert_eq!(senior, format!("{mid}\n\nNine teams share it."));
    assert_eq!(broken(&briefed, &Files::new()), []);
}

#[test]
fn the_good_question_breaks_no_rule() {
    assert_eq!(broken(GOOD, &Files::new()), []);
}

#[test]
fn each_rule_fails_on_a_question_that_breaks_it_alone() {
    let many_words = format!("prompt = \"{}", "word ".repeat(121));
    let long_brief = format!("levels = [\"mid\"]\nbrief = {{ mid = \"{}\" }}", "word ".repeat(110));
    let same_briefs = "levels = [\"mid\", \"senior\"]\nbrief = { mid = \"At scale?\", \
        senior = \"At scale?\" }"
        .to_owned();
    let cases = [
        ("id = \"rerun\"", "id = \"Re_run\"", "id"),
        ("id = \"rerun\"", "id = \"other\"", "id"),
        ("topic = \"acid\"", "topic = \"acdi\"", "topic"),
        ("topic = \"acid\"", "topic = \"acid\"\ntopics = [\"base\"]", "topic"),
        ("minutes = 6", "minutes = 17", "fits"),
        ("prompt = \"A nightly", &many_words, "prompt"),
        ("levels = [\"mid\"]", "levels = [\"junior\", \"mid\"]", "brief"),
        ("levels = [\"mid\"]", "levels = [\"mid\"]\nbrief = { senior = \"At scale?\" }", "schema"),
        ("levels = [\"mid\"]", &long_brief, "prompt"),
        ("levels = [\"mid\"]", &same_briefs, "brief"),
        ("id = \"staging\"", "id = \"ledger\"", "id"),
        (
            "dim = \"knowledge\"\nweight = 3\nmust = true",
            "dim = \"knowledge\"\nweight = 6\nmust = true",
            "weights",
        ),
        ("dim = \"depth\"", "dim = \"growth\"", "dimension"),
        (
            "\"we note down every file that has been processed\"",
            "\"Keeps a record of finished work!\"",
            "phrasings",
        ),
        (", \"throw the day away and put it in afresh\"", "", "phrasings"),
        (
            "\"log of loaded files\"",
            "\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"",
            "phrasings",
        ),
        ("kind = \"weak\"", "kind = \"middling\"", "samples"),
        ("\"dups, from run 1\"", "\"dups from run 1\"", "samples"),
        ("[\"met\", \"dups, from run 1\"]", "\"met\"", "samples"),
        ("drill = \"missed\"\n", "", "samples"),
        ("hit:duplicates", "hit:duplicate", "references"),
        ("cost = 0.15", "cost = 0.05", "hints"),
        ("cost = 0.15", "cost = 0.45", "hints"),
        (
            "\"What remained of the first attempt?\"",
            "\"I write to a staging table and swap it at the end.\"",
            "hint-reveals",
        ),
        (
            "\"What remained of the first attempt?\"",
            "\"Is the target an external service without transactions?\"",
            "hint-asks",
        ),
        ("reviewed = 2026-11-23", "reviewed = 2024-11-23", "review"),
        ("mid = \"Overwrites the partition\", ", "", "anchors"),
        ("mid = \"Overwrites the partition\"", "mid = \"cleans up, by hand\"", "anchors"),
    ];
    for (from, to, rule) in cases {
        assert_eq!(broken_by(from, to), [rule], "{from} → {to}");
    }
}

/// Natural answers are about one rubric; a question made out of another's text needs none.
fn without_answers(toml: &str) -> String {
    toml.split("[[samples]]").next().unwrap_or_default().to_owned()
}

#[test]
fn a_question_in_words_without_answers_is_only_mentioned() {
    let found = broken(&without_answers(GOOD), &Files::new());
    assert_eq!(found, [("samples", 2, Severity::Warning)]);
}

#[test]
fn samples_made_of_phrasings_are_read_over_and_mentioned() {
    let made = "[[samples]]\nlevel = \"mid\"\nscore = 3\ntext = \"Overwrite it.\"\n\
                [[samples]]\nlevel = \"mid\"\ntag = \"stuffed\"\nmax = 2\ntext = \"rows\"\n";
    let found = broken(&format!("{GOOD}\n{made}"), &Files::new());
    assert!(matches!(found[..], [("samples", _, Severity::Warning)]), "{found:?}");
}

#[test]
fn a_rubric_of_two_items_and_no_must_breaks_one_rule_twice() {
    let cut = GOOD.find("[[rubric]]\nid = \"staging\"").expect("staging");
    let rest = GOOD.find("[[red_flags]]").expect("flags");
    let toml = format!("{}{}", &GOOD[..cut], &GOOD[rest..]).replace("must = true", "");
    let toml = without_answers(&toml);
    let rubric = broken(&toml, &Files::new());
    assert_eq!(rubric.iter().filter(|(rule, ..)| *rule == "rubric").count(), 2, "{rubric:?}");
}

#[test]
fn near_copies_are_named() {
    let (mut bank, formats) = bank_of(GOOD, &Files::new()).expect("good");
    let copy = GOOD.replace("id = \"rerun\"", "id = \"rerun-2\"").replace("a nightly", "a weekly");
    add(&mut bank, "rerun-2", &copy, &Files::new()).expect("good");
    let faults = lint(&bank, &formats, scope());
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!((fault.rule.name, fault.path.as_str()), ("similar", "rerun-2.toml"));
}

#[test]
fn each_file_is_told_once_of_all_prompts_like_its_own() {
    let (mut bank, formats) = bank_of(GOOD, &Files::new()).expect("good");
    for id in ["rerun-2", "rerun-3", "rerun-4"] {
        let other = GOOD.replacen("id = \"rerun\"", &format!("id = \"{id}\""), 1);
        let other = if id == "rerun-4" { other.replacen("crashed", "stopped", 1) } else { other };
        add(&mut bank, id, &other, &Files::new()).expect("readable");
    }
    let faults = lint(&bank, &formats, scope());
    let told: Vec<_> = faults.iter().map(|it| (it.path.as_str(), it.message.as_str())).collect();
    let shares = "the prompt shares 100% of its word triples with `rerun`";
    let more = format!("{shares}, and 60% or more with one other");
    assert_eq!(told[0], ("rerun-2.toml", shares));
    assert_eq!(told[1], ("rerun-3.toml", more.as_str()));
    assert!(told[2].1.ends_with("with `rerun`, and 60% or more with 2 others"), "{}", told[2].1);
    assert_eq!(told.len(), 3);
}

#[test]
fn a_built_in_question_is_compared_but_not_checked() {
    let (mut bank, formats) = bank_of(GOOD, &Files::new()).expect("good");
    let bad = GOOD.replace("id = \"rerun\"", "id = \"a\"").replace("cost = 0.15", "cost = 0.05");
    add(&mut bank, "a", &bad, &Files::new()).expect("readable");
    bank.origins.get_mut("a").expect("there").built_in = true;
    let faults = lint(&bank, &formats, Scope { built_in: false, ..scope() });
    assert_eq!(faults.iter().map(|fault| fault.rule.name).collect::<Vec<_>>(), ["similar"]);
}

/// The good question as another kind or mode, with `extra` at its end.
fn as_kind(kind: &str, mode: &str, keys: &str, extra: &str) -> String {
    let dims = match kind {
        "behavioral" => ["ownership", "impact", "growth"],
        "coding" => ["problem-solving", "correctness", "testing"],
        "system-design" => ["requirements", "design", "scale"],
        "case-study" => ["diagnosis", "remediation", "prevention"],
        _ => ["knowledge", "application", "depth"],
    };
    let head = format!("kind = \"{kind}\"\n");
    let toml = GOOD
        .replace("kind = \"phone-screen\"\n", &head)
        .replace("mode = \"free\"\n", &format!("mode = \"{mode}\"\n{keys}\n"))
        .replace("dim = \"knowledge\"", &format!("dim = \"{}\"", dims[0]))
        .replace("dim = \"application\"", &format!("dim = \"{}\"", dims[1]))
        .replace("dim = \"depth\"", &format!("dim = \"{}\"", dims[2]));
    format!("{toml}\n{extra}")
}

/// Which of the rules in question are broken; others are noise of the makeshift kinds.
fn only(rules: &[&'static str], toml: &str, files: &Files) -> Vec<&'static str> {
    let found = rules_of(toml, files);
    found.into_iter().filter(|rule| rules.contains(rule) || *rule == "schema").collect()
}

#[test]
fn design_and_case_need_two_clarifications() {
    let rules = ["clarifications"];
    let outline = "[outline]\nmust_connect = [[\"a\", \"b\"]]\n";
    let one = "clarifications = [{ ask = [\"size\"], say = \"Small.\" }]";
    let toml = as_kind("system-design", "outline", one, outline);
    assert_eq!(only(&rules, &toml, &Files::new()), rules);
    let two =
        "clarifications = [{ ask = [\"size\"], say = \"1\" }, { ask = [\"age\"], say = \"2\" }]";
    let toml = as_kind("system-design", "outline", two, outline);
    assert_eq!(only(&rules, &toml, &Files::new()), [""; 0]);
}

#[test]
fn what_is_said_on_one_side_of_the_turn_needs_a_turn() {
    let rules = ["clarifications"];
    let outline = "[outline]\nmust_connect = [[\"a\", \"b\"]]\n";
    let turn = "[[curveballs]]\nid = \"more\"\nafter = 5\nsay = \"It doubles.\"\n";
    let of = |sides: [&str; 3], extra: &str| {
        let entry = |side: &&str| format!("{{ ask = [\"size\"], say = \"Small.\"{side} }}");
        let all: Vec<String> = sides.iter().map(entry).collect();
        let keys = format!("clarifications = [{}]", all.join(", "));
        only(&rules, &as_kind("system-design", "outline", &keys, extra), &Files::new())
    };
    let (until, after) = (", until = \"turn\"", ", after = \"turn\"");
    let with_turn = format!("{outline}{turn}");
    assert_eq!(of(["", until, after], &with_turn), [""; 0]);
    assert_eq!(of(["", "", after], outline), rules, "it would never be said");
    assert_eq!(of(["", "", until], outline), rules);
    assert_eq!(of(["", after, after], &with_turn), rules, "one is left to ask for before it");
    assert_eq!(of(["", "", ", until = \"lunch\""], &with_turn), rules);
    let both = format!("{until}{after}");
    assert_eq!(of(["", "", &both], &with_turn), rules);
}

#[test]
fn star_needs_three_probes() {
    let probe = "[[probes]]\nwhen = \"always\"\nask = \"And then?\"\n";
    let star = |count| as_kind("behavioral", "star", "competency = \"Care\"", &probe.repeat(count));
    assert_eq!(only(&["probes"], &star(2), &Files::new()), ["probes"]);
    assert_eq!(only(&["probes"], &star(3), &Files::new()), [""; 0]);
}

fn case(reveals: &str) -> Vec<&'static str> {
    let causes = "[[causes]]\nid = \"disk\"\ntruth = \"Full.\"\nfix = \"Clear it.\"\n\
        [[causes]]\nid = \"net\"\ntruth = \"Slow.\"\nfix = \"Reroute.\"\n";
    let toml = as_kind("case-study", "free", "", &format!("{causes}{reveals}"));
    only(&["causes", "references"], &toml, &Files::new())
}

#[test]
fn causes_must_be_separable_with_a_decoy() {
    let tells = "[[reveals]]\nid = \"df\"\nask = [\"disk\"]\nminutes = 2\nsay = { disk = \"100%\", net = \"20%\" }\n";
    let decoy = "[[reveals]]\nid = \"cpu\"\nask = [\"cpu\"]\nminutes = 2\nsay = { disk = \"10%\", net = \"10%\" }\n";
    assert_eq!(case(&format!("{tells}{decoy}")), [""; 0]);
    assert_eq!(case(tells), ["causes"], "no decoy");
    assert_eq!(case(decoy), ["causes"], "not separable");
    assert_eq!(case(""), ["causes"]);
    assert_eq!(case(&tells.replace(", net = \"20%\"", "")), ["references"]);
}

#[test]
fn a_number_lies_in_its_range() {
    let number = |value: &str| {
        let check = format!(
            "[[numbers]]\nid = \"rate\"\ntext = \"Rate\"\nvalue = {value}\nunit = \"GB\"\n\
             accept = [80, 130.5]\nweight = 1\ndim = \"depth\"\n"
        );
        only(&["numbers"], &format!("{GOOD}\n{check}"), &Files::new())
    };
    assert_eq!(number("100"), [""; 0]);
    assert_eq!(number("130.6"), ["numbers"]);
}

fn quiz(options: [(&str, bool); 4]) -> Vec<&'static str> {
    let options: String = options
        .iter()
        .map(|(text, correct)| {
            format!("[[options]]\ntext = \"{text}\"\ncorrect = {correct}\nwhy = \"So.\"\n")
        })
        .collect();
    only(&["quiz"], &as_kind("phone-screen", "quiz", "", &options), &Files::new())
}

#[test]
fn a_quiz_has_one_right_option_of_like_length() {
    let plain = [("one row", true), ("two rows", false), ("no row", false), ("many", false)];
    assert_eq!(quiz(plain), [""; 0]);
    assert_eq!(quiz([("one row", true), ("one  row", true), plain[2], plain[3]]), ["quiz"]);
    let long = "exactly one row, because the key is unique and the filter names it";
    assert_eq!(quiz([(long, true), plain[1], plain[2], plain[3]]), ["quiz"]);
    assert_eq!(quiz([plain[0], plain[1], plain[2], ("Two rows!", false)]), ["quiz"]);
}

/// A small SQL task that keeps all its rules, to be changed.
fn sql(spec: &str, changes: &[(&str, &str)]) -> Vec<&'static str> {
    let mut files: Files = [
        ("starter.sql", "SELECT 1;"),
        ("reference.sql", "SELECT a FROM t ORDER BY a; -- as of now()"),
        ("alternative.sql", "SELECT t.a FROM t ORDER BY 1;"),
        ("data/schema.sql", "CREATE TABLE t (a int);"),
        ("data/seen.sql", "INSERT INTO t VALUES (1), (2);"),
        ("data/all.sql", "INSERT INTO t VALUES (1), (NULL);"),
        ("mutants/one.sql", "SELECT 1;"),
        ("mutants/two.sql", "SELECT 2;"),
        ("mutants/three.sql", "SELECT 3;"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into();
    for (name, text) in changes {
        files.insert((*name).to_owned(), (*text).to_owned());
    }
    let rules = ["now", "floats", "order", "visible-data", "hidden-data", "mutants", "references"];
    only(&rules, &as_kind("coding", "sql", "", spec), &files)
}

const SQL: &str = r#"
[sql]
tables = "data/schema.sql"
order = "full"
columns = "names"
waive = { unmatched = "One table." }
[[sql.data]]
name = "seen"
visible = true
rows = "data/seen.sql"
[[sql.data]]
name = "all"
rows = "data/all.sql"
covers = ["null", "tie", "duplicate", "boundary", "empty"]
[[mutants]]
name = "one"
killed_by = "all"
why = "x"
[[mutants]]
name = "two"
killed_by = "all"
why = "x"
[[mutants]]
name = "three"
killed_by = "all"
why = "x"
"#;

#[test]
fn sql_tasks_keep_their_rules() {
    assert_eq!(sql(SQL, &[]), [""; 0]);
    assert_eq!(sql(SQL, &[("reference.sql", "SELECT now() ORDER BY 1")]), ["now"]);
    assert_eq!(sql(SQL, &[("reference.sql", "SELECT known() ORDER BY 1")]), [""; 0]);
    assert_eq!(sql(SQL, &[("reference.sql", "SELECT avg(a) FROM t ORDER BY 1")]), ["floats"]);
    let window = "SELECT sum(a) OVER (ORDER BY a) FROM t";
    assert_eq!(sql(SQL, &[("reference.sql", window)]), ["order"]);
    let ordered = |columns: &str| SQL.replace("\"full\"", columns);
    assert_eq!(sql(&ordered("[\"t.A desc\"]"), &[]), [""; 0]);
    assert_eq!(sql(&ordered("[\"a\", \"totl desc\"]"), &[]), ["order"]);
    let star = ("reference.sql", "-- x\n(SELECT * FROM t ORDER BY 1)");
    assert_eq!(sql(&ordered("[\"totl\"]"), &[star]), [""; 0], "its text does not tell");
    let rows = format!("INSERT INTO t VALUES {};", vec!["(f('),(('))"; 21].join(", "));
    assert_eq!(sql(SQL, &[("data/seen.sql", &rows)]), ["visible-data"]);
    assert_eq!(sql(&SQL.replace("\"null\", ", ""), &[]), ["hidden-data"]);
    assert_eq!(
        sql(&SQL.replacen("killed_by = \"all\"", "killed_by = \"seen\"", 1), &[]),
        ["mutants"]
    );
    assert_eq!(
        sql(&SQL.replacen("killed_by = \"all\"", "killed_by = \"al\"", 1), &[]),
        ["references"]
    );
    assert_eq!(sql(&SQL.replace("data/all.sql", "data/none.sql"), &[]), ["references"]);
    let two = &SQL[..SQL.rfind("[[mutants]]").expect("mutants")];
    assert_eq!(sql(two, &[]), ["mutants"]);
}

#[test]
fn a_script_says_what_it_is_judged_by() {
    let faults = |spec: &str| {
        let mut files = Files::new();
        for name in ["starter.sql", "reference.sql", "data/schema.sql", "data/seen.sql", "c.sql"] {
            files.insert(name.to_owned(), "SELECT 1 ORDER BY 1;".to_owned());
        }
        only(&["schema", "references", "order"], &as_kind("coding", "sql", "", spec), &files)
    };
    let spec = |keys: &str, plan: &str| {
        let sql = "[sql]\ntables = \"data/schema.sql\"\norder = \"full\"\ncolumns = \"names\"";
        let data = "[[sql.data]]\nname = \"seen\"\nvisible = true\nrows = \"data/seen.sql\"";
        [sql, keys, plan, data, ""].join("\n")
    };
    let plan = "[sql.plan]\ndata = \"seen\"\nmax_buffers = 9\n";
    let query = "[sql.plan]\ndata = \"seen\"\nmax_buffers = 9\nquery = \"SELECT 1 ORDER BY 1\"\n";
    let script = "answer = \"script\"";
    let checked = "answer = \"script\"\ncheck = \"c.sql\"";
    assert_eq!(faults(&spec("", plan)), [""; 0]);
    assert_eq!(faults(&spec(script, query)), [""; 0]);
    assert_eq!(faults(&spec(checked, "")), [""; 0]);
    assert_eq!(faults(&spec(checked, query)), [""; 0]);
    assert_eq!(faults(&spec(script, "")), ["schema"]);
    assert_eq!(faults(&spec(checked, plan)), ["schema"]);
    assert_eq!(faults(&spec("", query)), ["schema"]);
    assert_eq!(faults(&spec("check = \"c.sql\"", "")), ["schema"]);
    assert_eq!(faults(&spec("answer = \"both\"", "")), ["schema"]);
    assert_eq!(faults(&spec("answer = \"script\"\ncheck = \"no.sql\"", "")), ["references"]);
}

#[test]
fn code_tasks_keep_their_rules() {
    let code = |expect: &str, visible: bool| {
        let spec = format!(
            "[code]\nentry = \"f\"\ntime_ms = 1000\nmemory_mb = 64\n\
             [[code.cases]]\nname = \"a\"\nvisible = true\nargs = [1]\nexpect = 1\n\
             [[code.cases]]\nname = \"b\"\nvisible = {visible}\nargs = [[1, {{ k = 2 }}]]\nexpect = {expect}\n"
        );
        let files: Files = ["starter.py", "reference.py"]
            .map(|name| (name.to_owned(), "def f(x): ...".to_owned()))
            .into();
        let rules = ["floats", "hidden-data", "mutants", "references"];
        only(&rules, &as_kind("coding", "python", "", &spec), &files)
    };
    assert_eq!(code("[1, 2]", false), ["mutants"]);
    assert_eq!(code("[1, 0.5]", false), ["floats", "mutants"]);
    assert_eq!(code("3", true), ["hidden-data", "mutants"]);
}

#[test]
fn a_rounds_rubric_and_topics_are_checked() {
    let (mut bank, mut formats) = bank_of(GOOD, &Files::new()).expect("good");
    let round = formats.rounds.get_mut("phone-screen").expect("there");
    round.rubric[0].phrasings.truncate(1);
    round.draws.get_mut("concepts").expect("there").topics.insert("acdi".into(), 3);
    let origin = Origin { path: "phone-screen.toml".into(), built_in: false, pack: None };
    formats.origins.insert("phone-screen".into(), origin);
    bank.texts.insert("phone-screen.toml".into(), Cow::Borrowed(ROUND));
    let faults = lint(&bank, &formats, scope());
    let names: Vec<_> = faults.iter().map(|fault| fault.rule.name).collect();
    // The makeshift bank has no SQL question for the round to draw.
    assert_eq!(names, ["topic", "fits", "phrasings"]);
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `acid`?"));
}

#[path = "lint/natural_tests.rs"]
mod natural_samples;
