//! Data modelling and review from the draw to the report: played by an answers file, and typed in the plain
//! face.

use std::fs;

use mock::bank::question::Kind;
use mock::engine::State;
use mock::engine::event::Scope;
use mock::engine::state::What;
use mock::session;

use crate::environment::Environment;

fn played(question: &str, example: &str) -> (Environment, State) {
    let environment = Environment::new();
    let answers = format!("examples/answers-{example}.toml");
    let args = ["run", "--question", question, "--answers", &answers, "--seed", "3"];
    let ran = environment.run(&args).expect(0);
    assert!(!ran.out.contains("not taken"), "{}", ran.out);
    let sessions = environment.sessions();
    let (session, _) = session::read(&sessions[0]).expect("readable");
    (environment, session.state)
}

fn score(state: &State, dim: &str) -> Option<u32> {
    let sheet = state.scores.get(&Scope::Round { slot: 0 }).expect("scored");
    sheet.dimensions.iter().find(|found| found.dim == dim).and_then(|found| found.score)
}

fn told(environment: &Environment, state: &State) -> [String; 3] {
    let id = state.header.session.short();
    let write = |args: &[&str]| environment.run(&[args, &[id]].concat()).expect(0).out;
    [
        write(&["transcript", "--output", "md"]),
        write(&["transcript", "--output", "html"]),
        write(&["transcript", "--output", "json"]),
    ]
}

#[test]
fn a_model_is_loaded_turned_scored_and_told() {
    let (environment, state) = played("dm-wine-shops", "data-modelling");
    let round = state.round_plan(0).expect("a round");
    assert_eq!(round.kind, Some(Kind::DataModelling));
    let item = state.item_state(0, 0).expect("asked");
    let turns = item.happenings.iter().filter(|it| matches!(it.what, What::Curveball { .. }));
    assert_eq!(turns.count(), 1, "the turn is said once, by the clock or with its phase");
    assert!(state.slots[0].phases.iter().take(4).all(|phase| phase.from.is_some()));
    let verdict = item.scored_attempt().and_then(|it| it.verdict.as_ref()).expect("graded");
    assert!(verdict.is_model());
    assert_eq!(verdict.correctness(), Some(4), "{verdict:#?}");
    assert_eq!(verdict.turned().map(|turned| (turned.held, turned.of)), Some((5, 5)));
    assert_eq!(score(&state, "correctness"), Some(4));
    for text in told(&environment, &state) {
        assert!(text.contains("answer_1") && text.contains("line-twice"), "{text}");
    }
    let [markdown, ..] = told(&environment, &state);
    assert!(markdown.contains("5 of 5 answers, 14 of 14 rows, the turn 5 of 5"), "{markdown}");
    assert!(
        markdown.contains("right, on 3 hidden data sets too, and after the turn"),
        "{markdown}"
    );
}

#[test]
fn a_review_is_scored_fault_by_fault_and_told_line_by_line() {
    let (environment, state) = played("rv-daily-revenue", "review");
    assert_eq!(score(&state, "found"), Some(3), "8 of 12, the must among them");
    assert_eq!(score(&state, "mended"), Some(3), "10 of 12");
    assert_eq!(score(&state, "restraint"), Some(2), "one of two was broken");
    let [markdown, html, json] = told(&environment, &state);
    for line in [
        "3 of 5 planted faults found, 1 fixed only, 1 let through; 1 sound place was broken.",
        "let through: A float is cut",
        "fixed only: Every entry of the history is the same dict",
        "broken by the fix: The key alone makes a refund",
        "9: the docstring could say more.",
    ] {
        assert!(markdown.contains(line), "{line}: {markdown}");
    }
    assert!(html.contains("let through") && html.contains("Line by line"));
    let report = environment.run(&["report", state.header.session.short()]).expect(0).out;
    for line in ["Line by line", "found: ", "let through: A float is cut", "broken by the fix:"] {
        assert!(report.contains(line), "{line}: {report}");
    }
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let review = &value["slots"][0]["items"][0]["review"];
    let states: Vec<&str> = review["faults"]
        .as_array()
        .expect("faults")
        .iter()
        .filter_map(|f| f["state"].as_str())
        .collect();
    assert_eq!(states, ["found", "found", "let-through", "found", "mended-only"]);
    assert_eq!(review["sound"][0]["state"], "broken");
}

#[test]
fn the_plain_face_numbers_the_lines_and_holds_the_hand_in_back_until_the_turn() {
    let environment = Environment::new();
    let review = ["run", "--question", "rv-daily-revenue", "--plain", "--seed", "1"];
    let ran = environment.run_with(&review, "\n/end\ny\n").expect(0);
    assert!(ran.out.contains(" 23              day = event"), "{}", ran.out);
    let model = ["run", "--question", "dm-wine-shops", "--plain", "--seed", "1"];
    let ran = environment.run_with(&model, "\nSELECT 1;\n.\n.\n/show\n.\n/end\ny\n").expect(0);
    for said in [
        "answer_4 (customer_no, name, orders): Customers of the CRM",
        "to be refused: INSERT INTO order_line",
        "Now make it run",
        "Customers move, and they change their names",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
}

/// A program that starts from nothing each time is right on each delivery by itself; what comes back after
/// is told case by case, and a learner sees the files.
#[test]
fn a_take_home_reads_and_writes_folders_and_is_told_case_by_case() {
    let environment = Environment::new();
    let folder = "question-bank/take-home/takehome-orders-pipeline";
    let right = fs::read_to_string(format!("{folder}/reference.py")).expect("read");
    let keeps = "current = read_state(os.path.join(target, STATE))";
    assert!(right.contains(keeps));
    let answers = format!(
        "schema = 1\n[[answers]]\nfor = \"takehome-orders-pipeline\"\nruns = 1\n\
         fields.notes = \"README: python3 answer.py in out\"\nfields.code = '''\n{}'''\nminutes = 60\n",
        right.replace(keeps, "current = {}")
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answers.toml");
    fs::write(&file, answers).expect("written");
    let file = file.display().to_string();
    let args = ["run", "--question", "takehome-orders-pipeline", "--answers", &file, "--seed", "3"];
    let ran = environment.run(&args).expect(0);
    assert!(ran.out.contains("run: the visible case passed"), "{}", ran.out);
    assert!(ran.out.contains("handed in: 7 of 12 cases passed"), "{}", ran.out);
    let (session, _) = session::read(&environment.sessions()[0]).expect("readable");
    let [markdown, ..] = told(&environment, &session.state);
    for case in
        ["pass **hidden:** again", "fail **hidden:** corrected-later", "fail **hidden:** moved"]
    {
        assert!(markdown.contains(case), "{case}: {markdown}");
    }
}

/// Questions in everyday words: what is denied belongs to the word beside it, and what is written in the file
/// is an answer.
#[test]
fn a_candidate_is_heard_in_everyday_words() {
    let asked = |question: &str, asked: &[&str]| {
        let asked: String = asked.iter().map(|it| format!("/ask {it}\n")).collect();
        let args = ["run", "--question", question, "--plain", "--seed", "1"];
        let input = format!("\n{asked}/end\ny\n");
        let out = Environment::new().run_with(&args, &input).expect(0).out;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let out = asked(
        "rv-refund-report",
        &["what happens when there is no revenue?", "is the order of output important?"],
    );
    assert!(out.contains("Without revenue refund_pct is NULL"), "{out}");
    assert!(out.contains("The rows may be in any order"), "{out}");
    let out = asked("rv-spark-clicks", &["what happens when the job is run twice?"]);
    assert!(out.contains("Afterwards that day is as after one run"), "{out}");
    let out = asked(
        "dm-wine-shops",
        &["can a customer be without orders?", "are there orders without a customer?"],
    );
    let (still_shows, cash) = (out.find("every customer of the CRM still"), out.find("pay cash"));
    assert!(still_shows.is_some() && still_shows < cash, "{out}");
    let out = asked("rv-crm-sync", &["what's the weather like?"]);
    assert!(out.contains("I don't think that bears on the answer"), "{out}");
}

/// What the interviewer knew before the change isn't said after it, and the other way round.
#[test]
fn an_answer_holds_on_its_side_of_the_turn() {
    let environment = Environment::new();
    let args = ["run", "--question", "dm-subscriptions", "--plain", "--seed", "1", "--untimed"];
    let ask = "/ask may a change come on the same day as a start?\n";
    let input = format!("\n{ask}.\n.\n{ask}/end\ny\n");
    let out = environment.run_with(&args, &input).expect(0).out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = out.split_once("One more thing.").expect("it turns");
    let all_there_is = "start and cancel are all there is";
    assert!(before.contains(all_there_is) && !after.contains(all_there_is), "{out}");
    let change = "A change has the new plan";
    assert!(after.contains(change) && !before.contains(change), "{out}");
}

/// Whoever leads an interview has a task to hand over that is whole, and holds nothing that judges it.
#[test]
fn what_is_handed_over_is_all_that_a_candidate_needs() {
    let environment = Environment::new();
    let shown = |id: &str| environment.run(&["bank", "show", id]).expect(0).out;
    let model = shown("dm-stock");
    for part in [
        "CREATE TABLE stg_count",
        "INSERT INTO stg_count",
        "answer_1 (item, units): Units of every item",
        "answer_5 (warehouse, last_counted_on, items, counts)",
        "VALUES (900, 'LYO', 'pot', '2026-06-20', 12)",
    ] {
        assert!(model.contains(part), "{part}: {model}");
    }
    for secret in ["below-zero", "Scanners send", "People miscount", "semi-additive"] {
        assert!(!model.contains(secret), "{secret}: {model}");
    }
    let review = shown("rv-embed-plan");
    assert!(review.contains("  5  ") && review.contains("def windows(text, size, overlap):"));
    assert!(review.contains("plan("), "the visible case: {review}");
    for secret in ["Each index row names", "What becomes of the other two"] {
        assert!(!review.contains(secret), "{secret}: {review}");
    }
    let lead =
        environment.run_with(&["interview", "--question", "dm-stock", "--plain"], "\n/end\ny\n");
    assert!(lead.out.contains("mock bank show dm-stock"), "{}", lead.out);
}
