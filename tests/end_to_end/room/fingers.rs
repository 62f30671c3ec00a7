//! What people do who never read a manual: what is in their fingers, and what they expect to see.

use super::{start, transcript};
use crate::environment::Environment;
use crate::terminal::{ENTER, Signal, Terminal, alt, ctrl};

/// One question, put and waiting.
fn at(environment: &Environment, question: &str, size: (u16, u16), words: &str) -> Terminal {
    let args = ["run", "--question", question, "--seed", "1"];
    let mut room = start(environment, &args, size);
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until(words);
    room
}

/// The program is asked to stop, and saves.
fn left(mut room: Terminal) {
    room.signal(Signal::TERM);
    room.end(&[0]);
}

#[test]
fn the_first_page_says_what_happens_and_what_to_press() {
    let environment = Environment::new();
    let args = ["run", "--question", "ps-kafka-ordering", "--seed", "1"];
    let mut room = start(&environment, &args, (16, 60));
    room.until("Enter begin");
    for words in ["Write your answer", "Alt-S goes on", "Alt-A asks", "Alt-X has everything"] {
        let page = room.shown().split_whitespace().collect::<Vec<_>>().join(" ");
        if !page.contains(words) {
            room.keys(["j", "j", "j", "j", "j"]);
        }
        let page = room.shown().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(words), "{words} is not in:\n{page}");
    }
    left(room);
}

#[test]
fn undoing_a_big_paste_shows_the_text_that_was_there() {
    for size in [(24, 80), (40, 120)] {
        let environment = Environment::new();
        let mut room = at(&environment, "algo-dag", size, "def ");
        room.keys(["\x1b[1;5F", "\r# the first line of mine"]);
        room.until("# the first line of mine");
        let many: Vec<String> = (0..120).map(|line| format!("x{line} = {line}")).collect();
        room.paste(&many.join("\n"));
        room.until("x119 = 119");
        room.keys([ctrl('z')]);
        room.until("# the first line of mine");
        assert!(room.shows("def "), "the text above is in sight again:\n{}", room.lines());
        left(room);
    }
}

#[test]
fn ctrl_s_says_that_all_is_saved_and_hands_nothing_in() {
    let environment = Environment::new();
    let mut room = at(&environment, "algo-dag", (24, 80), "def ");
    room.keys(["\x1b[1;5F", "\rclass X {"]);
    room.keys([ctrl('s')]);
    room.until("Saved, as everything is");
    room.keys(["y"]);
    room.until("class X {y");
    room.act(&alt('s'));
    room.until("never run");
    room.keys(["n"]);
    room.until("class X {y");
    left(room);
}

#[test]
fn a_query_of_ones_own_shows_its_rows() {
    let environment = Environment::new();
    let mut room = at(&environment, "sql-top-n", (40, 120), "customer_revenue");
    room.keys([alt('k')]);
    room.keys(["select count(*) as customers from customer_revenue", ENTER]);
    room.until("customers");
    room.until("Enter go on");
    room.keys([ENTER]);
    room.until("answer.sql");
    // A wrong answer: its rows beside those that were wanted.
    room.keys([alt('x').as_str(), "empty this part", ENTER, "y"]);
    room.until("0 lines");
    room.keys(["select region, 1 as position, customer_id, customer_name, total_revenue from customer_revenue"]);
    room.keys([alt('v')]);
    room.until("yours, not expected");
    left(room);
}

#[test]
fn what_everybody_asks_about_a_task_has_an_answer() {
    let environment = Environment::new();
    let mut room = at(&environment, "sql-running-total", (40, 120), "answer.sql");
    let asks = [
        ("Can user_id be null?", "no user_id"),
        ("how many rows does the table have?", "A few million orders"),
        ("Which database is this?", "PostgreSQL 17"),
        ("what is the weather like", "I don't think that bears on the answer."),
    ];
    for (message, answer) in asks {
        room.keys([alt('a').as_str(), message, ENTER]);
        room.until(answer);
    }
    left(room);
}

#[test]
fn question_and_code_stand_side_by_side_where_there_is_room() {
    let environment = Environment::new();
    let mut room = at(&environment, "sql-top-n", (50, 200), "answer.sql");
    room.until("CREATE TABLE");
    let rows: Vec<String> = room.shown().lines().map(str::to_owned).collect();
    let beside = |row: &&String| row.contains("│") && row.contains(" 1 ");
    assert!(rows.iter().any(|row| beside(&row)), "{}", rows.join("\n"));
    let last = rows.iter().position(|row| row.contains("INSERT") || row.contains("VALUES"));
    assert!(last.is_some(), "the data is in sight:\n{}", rows.join("\n"));
    left(room);
}

#[test]
fn the_interviewer_pushes_inside_the_deep_dive() {
    let environment = Environment::new();
    let mut room = at(&environment, "sd-realtime-social", (40, 120), "[ Requirements ]");
    room.keys(["Ten million people; a second is fast enough."]);
    for part in ["Estimate", "Model", "Architecture", "Deep dive"] {
        room.act(&alt('s'));
        room.until(&format!("[ {part} ]"));
    }
    room.until("Now I'll push.");
    let words = "The workers write to Kafka and keep their state on disk, so that a worker which \
                 dies reads its window again and the numbers come late but right, and nobody sees \
                 a wrong one.";
    room.paste(words);
    room.until("Follow-up 1");
    room.until("then back to Deep dive");
    room.keys(["It shows the old number."]);
    room.act(&alt('s'));
    room.until("[ Deep dive ]");
    room.until("nobody sees");
    left(room);
    let text = transcript(&environment);
    assert!(text.contains("follow-up, into deep dive"), "{text}");
}

#[test]
fn keys_go_by_what_one_sees_as_a_letter() {
    let environment = Environment::new();
    let mut room = at(&environment, "ps-kafka-ordering", (24, 80), "Write here");
    room.paste("ae\u{301}b");
    room.keys(["\x1b[D", "\x1b[D", "Z"]);
    room.until("aZ");
    room.keys(["\x1b[F", "\x7f", "\x7f"]);
    room.until("aZ");
    left(room);
    let text = transcript(&environment);
    let written = |text: &str| text.lines().any(|line| line.trim() == "> aZ");
    assert!(written(&text), "{text:?}");
}

/// The terminal is asked for its background, and light colours are chosen on a light one.
#[test]
fn a_light_terminal_gets_the_light_colours() {
    for (answer, is_light) in [("ffff/ffff/ffff", true), ("1111/1111/1111", false)] {
        let environment = Environment::new();
        let mut command = environment.mock(&["run", "--question", "ps-kafka-ordering"]);
        command.env("TERM", "xterm-256color").env_remove("COLORFGBG");
        let mut room = Terminal::start(command, (24, 80));
        let wrote = |room: &Terminal, what: &str| {
            room.raw().windows(what.len()).any(|bytes| bytes == what.as_bytes())
        };
        room.poll_until("the question about the ground", |room| wrote(room, "\x1b]11;?"));
        let ground = format!("\x1b]11;rgb:{answer}\x1b\\");
        let text = if is_light { "0000/0000/0000" } else { "eeee/eeee/eeee" };
        room.write(&format!("\x1b]10;rgb:{text}\x1b\\{ground}\x1b[?1;2c"));
        room.until("Enter begin");
        // Dim text is darker than the ground of a light terminal.
        let (dim, other) =
            if is_light { ("38;5;242", "38;5;246") } else { ("38;5;246", "38;5;242") };
        assert!(wrote(&room, dim) && !wrote(&room, other), "{answer}");
        left(room);
    }
}

#[test]
fn ctrl_c_again_while_it_is_left_changes_nothing() {
    let environment = Environment::new();
    let mut room = at(&environment, "ps-kafka-ordering", (24, 80), "Write here");
    room.keys(["Kafka orders in a partition."]);
    room.write(&[ctrl('c'), ctrl('c'), ctrl('c'), ctrl('c')].concat());
    room.signal(Signal::INT);
    room.end(&[0]);
    room.assert_restored();
    assert!(transcript(&environment).contains("Kafka orders in a partition."));
}
