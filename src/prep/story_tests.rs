use proptest::prelude::*;

use super::*;

const ASKS: [&str; 4] = ["Where?", "What was yours?", "What did you do?", "What came of it?"];

const FILE: &str = "\
+++
title = \"The table that lost a hundred customers\"
competencies = [\"Initiative and ownership\", \"Data-driven decisions\"]
year = 2024
numbers = [\"2 hours -> 15 minutes\"]
people = [\"billing lead\"]
mood = \"proud\"
+++

What I always forget: the date.

## Situation

Last year I looked after the customer tables.
<!-- mention the telecoms company -->

## TASK: mine
The billing run used it.

# Action
I compared both sides.

### The fix
I built it.

## Result – what came of it
15 minutes instead of two hours.

## Questions they ask

Why not sooner?
";

fn faults(text: &str) -> Vec<(Option<usize>, String)> {
    let faults = Story::parse("x", text).expect_err("faulty");
    assert!(faults.iter().all(|fault| !fault.cause.is_empty() && !fault.help.is_empty()));
    faults
        .into_iter()
        .map(|fault| (fault.line, format!("{}; {}", fault.cause, fault.help)))
        .collect()
}

#[test]
fn a_file_is_read_whole_and_nothing_of_it_is_lost() {
    let story = Story::parse("lost-table", FILE).expect("sound");
    assert_eq!(story.id, "lost-table");
    assert_eq!(story.title, "The table that lost a hundred customers");
    assert_eq!(story.competencies.len(), 2);
    assert_eq!(story.year, Some(2024));
    assert_eq!(story.numbers, ["2 hours -> 15 minutes"]);
    assert_eq!(story.people, ["billing lead"]);
    assert_eq!(story.others["mood"].as_str(), Some("proud"));
    assert_eq!(story.remarks, []);
    assert_eq!(
        story.letters,
        [
            "Last year I looked after the customer tables.",
            "The billing run used it.",
            "I compared both sides.\n\n### The fix\nI built it.",
            "15 minutes instead of two hours.",
        ]
    );
    assert_eq!(
        story.notes,
        "What I always forget: the date.\n\n## Questions they ask\n\nWhy not sooner?"
    );
}

#[test]
fn letters_may_be_named_at_the_beginning_of_a_line() {
    let text = "+++\ntitle = \"T\"\n+++\nSituation: it broke.\nTask: mend it.\nResult: it ran.\n";
    let story = Story::parse("x", text).expect("sound");
    assert_eq!(story.letters, ["it broke.", "mend it.", "", "it ran."]);
    let story = Story::parse("x", "+++\ntitle = \"T\"\n+++\njust words\n").expect("sound");
    assert!(story.is_blank());
    assert_eq!(story.notes, "just words");
}

#[test]
fn a_competency_is_one_whatever_its_case_and_blanks() {
    let story = Story::parse("x", FILE).expect("sound");
    assert!(story.tells("initiative  and Ownership"));
    assert!(!story.tells("Initiative"));
}

#[test]
fn every_fault_is_told_at_once_with_its_line_and_what_to_do() {
    let text = "\n+++\ntitle = [1]\ncompetencies = [\"a\", 3]\nyear = \"2024\"\nnumbers = 15\n\
                people = \"one alone is fine\"\n+++\n";
    let told = faults(text);
    let lines: Vec<Option<usize>> = told.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5), Some(6)], "{told:#?}");
    assert!(told[2].1.contains("`year` is a text; write the year alone, as year = 2024"));
    assert!(told[3].1.contains("write numbers = [\"…\", \"…\"]"), "{told:#?}");
    let told = faults("+++\nyear = 20244\n+++\n");
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].1.contains("no title"), "{told:#?}");
    assert!(told[1].1.contains("outside 1950 to 2200"), "{told:#?}");
}

#[test]
fn broken_toml_is_told_line_by_line_and_nothing_is_missed_because_of_it() {
    let told = faults("+++\ntitle = The table\nyear = \n+++\n");
    let lines: Vec<Option<usize>> = told.iter().map(|(line, _)| *line).collect();
    assert!(lines.contains(&Some(2)) && lines.contains(&Some(3)), "{told:#?}");
    assert!(told.iter().all(|(_, why)| !why.contains("no title")), "{told:#?}");
}

#[test]
fn a_file_without_front_matter_is_told_how_to_begin() {
    for (text, line, words) in [
        ("", None, "the file is empty"),
        ("# A story\n", Some(1), "there is no front matter; begin the file with a line of +++"),
        ("\n\n---\ntitle: x\n---\n", Some(3), "YAML"),
        ("+++\ntitle = \"x\"\n", Some(1), "no end; write a line of +++"),
    ] {
        let told = faults(text);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, line, "{told:?}");
        assert!(told[0].1.contains(words), "{told:?}");
    }
}

#[test]
fn a_key_that_is_a_letter_off_is_remarked_and_kept() {
    let story =
        Story::parse("x", "+++\ntitle = \"T\"\ncompetences = [\"a\"]\n+++\n").expect("sound");
    assert_eq!(story.remarks.len(), 1);
    assert_eq!(story.remarks[0].line, Some(3));
    assert_eq!(story.remarks[0].help, "did you mean `competencies`?");
    assert!(story.others.contains_key("competences"));
}

#[test]
fn a_new_file_is_read_back_and_asks_below_each_empty_letter() {
    let draft = Draft {
        title: "He said \"no\"".to_owned(),
        competencies: vec!["Saying no well".to_owned()],
        year: Some(2025),
        letters: ["We were late.".to_owned(), String::new(), String::new(), String::new()],
        ..Draft::default()
    };
    let file = draft.file(ASKS);
    assert!(file.contains("<!-- What was yours? -->"), "{file}");
    let story = Story::parse("x", &file).expect("sound");
    assert_eq!(story.title, draft.title);
    assert_eq!(story.competencies, draft.competencies);
    assert_eq!((story.year, &story.letters), (Some(2025), &draft.letters));
    assert_eq!(story.notes, "");
}

#[test]
fn a_title_makes_an_id() {
    assert_eq!(
        slug("The table that lost a hundred customers"),
        "the-table-that-lost-a-hundred-customers"
    );
    assert_eq!(slug("He said \"no\" – and I didn't"), "he-said-no-and-i-didnt");
    assert_eq!(slug("Über die Größe, à Paris"), "uber-die-grosse-a-paris");
    assert_eq!(slug("日本"), "story");
    assert!(slug(&"long ".repeat(40)).len() <= 48);
    assert!(slug(&"x".repeat(400)).len() <= 48);
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("## Result\n".to_owned()),
        Just("\\# x\n".to_owned()),
        Just("<!-- a".to_owned()),
        Just("<\\!-- b -->".to_owned()),
        Just("```\n".to_owned()),
        Just("+++\n".to_owned()),
        Just("Task: x\n".to_owned()),
        "[a-zé#<\\\\ !\n-]{0,12}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat().trim().to_owned())
}

proptest! {
    #[test]
    fn whatever_was_answered_is_read_back_word_by_word(
        title in "[^\\s\\p{C}]{1,20}",
        letters in [words(), words(), words(), words()],
    ) {
        let draft = Draft { title, letters, ..Draft::default() };
        let story = Story::parse("x", &draft.file(ASKS));
        let story = story.map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        prop_assert_eq!(story.letters, draft.letters);
        prop_assert_eq!(story.notes, "");
    }
}
