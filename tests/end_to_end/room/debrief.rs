//! The debrief on a real terminal: marks with the sentences that show them, counted in keys.

use std::fs;

use super::{SIZE, start, transcript};
use crate::environment::Environment;
use crate::terminal::{ENTER, Terminal, alt, ctrl};

/// Eight points whose words have nothing in common, and what is answered to seven of them: six in
/// words like theirs, one in none of them.
const POINTS: [(&str, &str, Option<&str>); 8] = [
    (
        "lock",
        "The sleeping librarian locks the northern gate",
        Some("The librarian locks the northern gate."),
    ),
    (
        "boat",
        "A wooden boat carries salted herring upstream",
        Some("A wooden boat carries herring upstream."),
    ),
    (
        "glass",
        "Green glass bottles rattle inside the cellar",
        Some("Green bottles rattle in the cellar."),
    ),
    (
        "violin",
        "Her violin needs a new string before the concert",
        Some("My aunt bought tickets a year ago."),
    ),
    (
        "snow",
        "Heavy snow covered both mountain railways",
        Some("Snow covered the mountain railways."),
    ),
    ("cheese", "Ripe cheese attracts hungry field mice", None),
    ("clock", "The tower clock strikes eleven twice", Some("The tower clock strikes eleven.")),
    ("lamp", "An oil lamp lights the painter's attic", Some("An oil lamp lights the attic.")),
];

/// A bank of this one question. Its folder.
fn bank_of_eight(environment: &Environment) -> String {
    let mut text = String::from(
        r#"schema = 1
id = "eight-points"
title = "Eight points"
kind = "phone-screen"
mode = "free"
levels = ["junior", "mid", "senior"]
topic = "acid"
minutes = 6
license = "MIT"
author = "mock"
reviewed = 2026-11-23
prompt = "Tell a story."
model = "All eight."
mistakes = ["None."]
refs = ["None"]
"#,
    );
    for (id, point, _) in POINTS {
        text.push_str(&format!(
            "\n[[rubric]]\nid = \"{id}\"\ntext = \"{point}\"\ndim = \"knowledge\"\nweight = 2\n\
             phrasings = [\"{point}\", \"indeed {point}\"]\n"
        ));
    }
    let folder = environment.home().join("eight");
    fs::create_dir_all(&folder).expect("made");
    fs::write(folder.join("eight-points.toml"), text).expect("written");
    folder.to_str().expect("a path").to_owned()
}

/// The question is answered, and its guess is sealed.
fn at_the_first_point(environment: &Environment, size: (u16, u16)) -> Terminal {
    let bank = bank_of_eight(environment);
    let args = ["run", "--bank", bank.as_str(), "--question", "eight-points"];
    let mut room = start(environment, &args, size);
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("Tell a story.");
    let answer: Vec<&str> = POINTS.iter().filter_map(|(.., answer)| *answer).collect();
    room.paste(&answer.join(" "));
    room.until("An oil lamp lights the attic.");
    room.keys([alt('s')]);
    room.until("First your own guess");
    room.keys(["3"]);
    room.until("Enter seal it");
    room.keys([ENTER]);
    room.until("point 1 of 8");
    room
}

/// What a candidate does at a point: the keys, one after the other.
fn keys_at(id: &str) -> &'static [&'static str] {
    match id {
        "violin" => &["4", "m"],
        "cheese" => &["x"],
        _ => &["m"],
    }
}

#[test]
fn eight_points_take_twelve_keys_where_six_suggestions_are_right() {
    for size in [SIZE, (40, 120)] {
        let environment = Environment::new();
        let mut room = at_the_first_point(&environment, size);
        let mut pressed = 0;
        for (number, (id, point, answer)) in (1..).zip(POINTS) {
            room.until(&format!("point {number} of 8"));
            assert!(room.shows(point), "{}", room.lines());
            for answer in POINTS.iter().filter_map(|(.., answer)| *answer) {
                assert!(room.shows(answer), "the answer is in sight:\n{}", room.lines());
            }
            if let Some(answer) = answer.filter(|_| id != "violin") {
                let suggested = format!("▌1 {answer} ← first suggestion");
                assert!(room.shows(&suggested), "{suggested}\n{}", room.lines());
            }
            for key in keys_at(id) {
                room.keys([key]);
                pressed += 1;
            }
        }
        room.until("Enter shows the score");
        room.keys([ENTER]);
        pressed += 1;
        room.until("This question");
        assert!(pressed <= 12, "{pressed} keys");
        room.keys([ctrl('c')]);
        room.until("leave");
        room.keys([ctrl('c')]);
        room.end(&[0]);
    }
}

/// Keys that a slow line delivers all at once count one by one.
#[test]
fn a_burst_of_keys_loses_none() {
    let environment = Environment::new();
    let mut room = at_the_first_point(&environment, SIZE);
    room.write("mmmaxxmm");
    room.write("\r");
    room.until("This question");
    room.keys([ctrl('c')]);
    room.until("leave");
    room.keys([ctrl('c')]);
    room.end(&[0]);
}

/// A mark is taken back; a point is left, and finished later with `mock score`, from which the
/// session's end tells how much waits.
#[test]
fn what_is_undone_and_left_is_finished_later() {
    let environment = Environment::new();
    let mut room = at_the_first_point(&environment, SIZE);
    room.keys(["x"]);
    room.until("point 2 of 8");
    room.keys(["u"]);
    room.until("point 1 of 8");
    room.keys(["m", "m", "m", "l", "m", "x", "m", "m"]);
    room.until("1 point stays open");
    room.keys([ENTER]);
    room.until("model answer");
    while !room.is_over() {
        room.act(ENTER);
    }
    room.end(&[0]);
    assert!(room.scrolled().contains("1 point waits for a mark"), "{}", room.scrolled());

    let mut room = start(&environment, &["score", "last"], SIZE);
    room.until("point 4 of 8");
    assert!(room.shows("violin"), "{}", room.lines());
    room.keys(["w"]);
    room.until("Enter shows the score");
    while !room.is_over() {
        room.act(ENTER);
    }
    room.end(&[0]);
    assert!(!room.scrolled().contains("waits for a mark"), "{}", room.scrolled());
    assert!(transcript(&environment).contains("violin"));
}
