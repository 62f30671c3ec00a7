//! `mock bank import` and `mock bank migrate`: what comes in, and what is said of the rest.

use std::fs;

use serde_json::Value;

use crate::environment::{Environment, Ran};

/// Writes a list into the scratch home and imports it.
fn import(environment: &Environment, name: &str, bytes: &[u8], more: &[&str]) -> Ran {
    let path = environment.home().join(name);
    fs::write(&path, bytes).expect("written");
    let path = path.display().to_string();
    environment.run(&[&["bank", "import", &path], more].concat())
}

const CSV: &str = "question,answer,level\n\
    \"What does a write-ahead log buy you, and what does it cost?\",\"Durability. Each commit is one more sync.\",senior\n\
    ,nothing,mid\n\
    How would you explain a bloom filter?,,easy\n";

#[test]
fn a_list_becomes_questions_that_are_drawn_if_asked_for() {
    let environment = Environment::new();
    let ran = import(&environment, "list.csv", CSV.as_bytes(), &["--dry-run"]).expect(0);
    assert!(ran.out.contains("2 questions would be taken, 1 left out"), "{}", ran.out);
    assert!(!environment.home().join("bank").exists());
    let ran = import(&environment, "list.csv", CSV.as_bytes(), &[]).expect(0);
    assert!(ran.out.contains("left out  line 3: it asks nothing"), "{}", ran.out);
    let bank = environment.home().join("bank").display().to_string();
    let lint = environment.run(&["bank", "lint", "--bank", &bank, "--json"]).out;
    let report: Value = serde_json::from_str(&lint).expect("JSON");
    assert_eq!((&report["questions"], &report["left_out"]), (&2.into(), &0.into()), "{lint}");
    // Nothing but what nobody has written fails.
    for fault in report["faults"].as_array().expect("a list") {
        assert_eq!(fault["severity"] == "error", fault["name"] == "placeholder", "{fault:#}");
    }
    let id = "what-does-a-write-ahead-log-buy";
    environment.run_with(&["run", "--question", id], "\nDurability.\n.\n").expect(0);
    // The same list again brings nothing.
    let ran = import(&environment, "list.csv", CSV.as_bytes(), &[]).expect(0);
    assert!(ran.out.contains(&format!("the question `{id}` asks the same")), "{}", ran.out);
    assert!(ran.out.contains("0 questions taken"), "{}", ran.out);
}

#[test]
fn bytes_that_are_no_list_are_told_and_nothing_is_written() {
    let environment = Environment::new();
    for (name, bytes, wanted) in [
        ("a.csv", &b""[..], "the file is empty"),
        ("a.csv", b"\xef\xbb\xbf", "the file is empty"),
        (
            "a.csv",
            b"question\nM\xfcller?\n",
            "line 2, column 2 (byte 11) isn't UTF-8: it looks like Latin-1",
        ),
        ("a.csv", b"a,b\n1,2\n", "no column of its first line is called question"),
        ("a.json", b"{}", "needs a solution"),
        ("a.bin", b"hello", "--from csv, markdown, exercism or anki"),
        ("a.txt", b"#separator:bell\nx\ty\n", "isn't known"),
    ] {
        let ran = import(&environment, name, bytes, &[]).expect(1);
        assert!(ran.err.contains(wanted), "`{wanted}` is not in:\n{}", ran.err);
        assert!(!environment.home().join("bank").exists(), "{name}");
    }
    let bom = [b"\xef\xbb\xbf", CSV.as_bytes()].concat();
    let ran = import(&environment, "bom.csv", &bom, &[]).expect(0);
    assert!(ran.out.contains("2 questions taken"), "{}", ran.out);
}

#[test]
fn markdown_and_anki_are_told_by_their_names_and_first_lines() {
    let environment = Environment::new();
    let text =
        "# Storage\n\n## How do you pick a partition key for a table?\n\nBy how it is read.\n";
    let ran = import(&environment, "list.md", text.as_bytes(), &[]).expect(0);
    assert!(ran.out.contains("1 question taken"), "{}", ran.out);
    let text = "#separator:tab\n#html:true\nWhat is a slowly changing dimension?\tA row a <b>version</b>.\n\
                <img src=\"x\">\tA picture\n";
    let ran = import(&environment, "deck.txt", text.as_bytes(), &[]).expect(0);
    assert!(ran.out.contains("left out  line 4: it has a picture"), "{}", ran.out);
    let shown =
        environment.run(&["bank", "show", "what-is-a-slowly-changing-dimension", "--spoilers"]);
    assert!(shown.expect(0).out.contains("A row a version."));
}

#[test]
fn canonical_data_with_a_solution_is_a_question_that_runs() {
    let environment = Environment::new();
    let data = r#"{"exercise": "leap", "cases": [
        {"uuid": "1", "description": "not divisible by 4", "property": "leapYear",
         "input": {"year": 2015}, "expected": false},
        {"uuid": "2", "description": "divisible by 400", "property": "leapYear",
         "input": {"year": 2000}, "expected": true}]}"#;
    let solution = environment.home().join("leap.py");
    let text =
        "def leap_year(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)\n";
    fs::write(&solution, text).expect("written");
    let solution = solution.display().to_string();
    import(&environment, "data.json", data.as_bytes(), &["--solution", &solution]).expect(0);
    let ran = environment.run(&["bank", "test", "leap"]);
    assert!(ran.out.contains("answers run"), "{ran:#?}");
    assert!(!ran.out.contains("reference.py"), "{ran:#?}");
}

#[test]
fn an_older_file_is_rewritten_only_if_that_is_said() {
    let environment = Environment::new();
    let folder = environment.home().join("old");
    fs::create_dir_all(&folder).expect("made");
    let file = folder.join("rerun.toml");
    let text = fs::read_to_string("tests/bank/rerun.toml").expect("there");
    let old = format!("{text}\n[[samples]]\nlevel = \"mid\"\nscore = 3\ntext = \"said\"\n");
    fs::write(&file, &old).expect("written");
    let named = folder.display().to_string();
    let ran = environment.run(&["bank", "migrate", &named]).expect(0);
    for told in ["schema 1 -> 2", "1 sample made of phrasings", "1 of 1 file would change"] {
        assert!(ran.out.contains(told), "`{told}` is not in:\n{}", ran.out);
    }
    assert_eq!(fs::read_to_string(&file).expect("there"), old);
    environment.run(&["bank", "migrate", &named, "--write"]).expect(0);
    let new = fs::read_to_string(&file).expect("there");
    assert!(new.contains("schema = 2") && new.contains("# score = 3"), "{new}");
    environment.run(&["bank", "lint", "--bank", &named]).expect(0);
    let ran = environment.run(&["bank", "migrate", &named]).expect(0);
    assert!(ran.out.contains("nothing to do"), "{}", ran.out);
}

/// A file that is there already, be it half of a question or somebody's own, is neither written over nor in
/// the way of the rest.
#[test]
fn what_an_import_finds_there_stays_and_the_rest_is_taken() {
    let environment = Environment::new();
    let folder = environment.home().join("bank/phone-screen");
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join("what-is-a-view.toml"), "schema = 2\nid = ").expect("written");
    let list =
        "question,answer\nWhat is a view?,A stored query.\nWhat is a lock?,It keeps others out.\n";
    let ran = import(&environment, "list.csv", list.as_bytes(), &[]).expect(0);
    assert!(ran.out.contains("2 questions taken"), "{}", ran.out);
    let text = std::fs::read_to_string(folder.join("what-is-a-view.toml")).expect("there");
    assert_eq!(text, "schema = 2\nid = ");
    let ran = import(&environment, "list.csv", list.as_bytes(), &[]).expect(0);
    assert!(ran.out.contains("0 questions taken"), "{}", ran.out);
    let left = std::fs::read_dir(&folder).expect("there").flatten();
    let hidden = left.filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}
