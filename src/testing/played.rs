//! Sessions for the tests of views: drawn in code, played by an answers file.

use std::path::Path;
use std::sync::mpsc;

use super::plans::{self, EXAM, PRACTICE};
use crate::clock::SimulatedClock;
use crate::driver::{Driver, reporter};
use crate::engine::event::{Event, Grounds, Header, Mark, Place, Scope, Shown};
use crate::engine::{Seat, Stamped, State, testing};
use crate::format::plan::Slot;
use crate::grade::Ungraded;
use crate::journal::codec::{Json, Position, encode};
use crate::journal::writer::Ephemeral;
use crate::score::fold;
use crate::score::rules::LATEST;
use crate::time::Elapsed;
use crate::ui::script::{Answers, ScriptFace};
use crate::view::transcript::Transcript;

/// 2026-11-23 09:00 UTC.
pub(crate) const MORNING: i64 = 1_795_424_400_000;

pub(crate) struct Played {
    pub(crate) header: Header,
    pub(crate) events: Vec<Stamped>,
}

impl Played {
    pub(crate) fn state(&self, events: usize) -> State {
        let mut state = State::new(self.header.clone());
        self.events[..events].iter().for_each(|event| state.apply(event));
        state
    }

    pub(crate) fn transcript(&self) -> Transcript {
        self.until(self.events.len())
    }

    pub(crate) fn until(&self, events: usize) -> Transcript {
        Transcript::new(&self.state(events), &self.events[..events])
    }
}

/// A session of rules 2, drawn in code and played by an answers file.
pub(crate) fn play(drawn: Vec<Event>, answers: &str) -> Played {
    play_by(0, drawn, answers)
}

/// The same by rules of one's choice.
pub(crate) fn play_by(rules: u32, drawn: Vec<Event>, answers: &str) -> Played {
    let header = Header {
        rules,
        bank: "0123456789abcdef".to_owned(),
        wall_ms: MORNING,
        zone: "+02:00".to_owned(),
        ..testing::header()
    };
    let answers = Answers::parse(Path::new("a.toml"), answers).expect("answers");
    let (sender, receiver) = mpsc::channel();
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), MORNING);
    let mut log = Ephemeral::new(Json::of(&header).expect("JSON"), reporter(sender));
    let mut face = ScriptFace::new(answers, None);
    let state = State::new(header.clone());
    let mut grader = Ungraded;
    let driver = Driver::new(state, 1, &mut clock, &mut log, &mut face, &mut grader, &[]);
    driver.begin(drawn).expect("plays to its end");
    let read = |record: &Json| serde_json::from_str(record.as_str()).expect("an event");
    let events = log.records()[1..].iter().map(read).collect();
    Played { header, events }
}

pub(crate) const ANSWERS: &str = r#"
schema = 1
[default]
text = "Kafka promises that messages are ordered inside one partition. I would key by account."
ask = ["How many partitions are there?", "Which team is this?"]
hints = 1
followups = ["I would split the hot key."]
marks = "met"
[[answers]]
for = "talk"
text = "I look after order_items and our nightly loads."
[[answers]]
for = "your-questions"
ask = ["Who is on call?"]
"#;

pub(crate) fn phone_screen() -> Played {
    play(plans::phone_screen(PRACTICE), ANSWERS)
}

pub(crate) fn star() -> Played {
    let answers = r#"
schema = 1
[default]
marks = { own = "partly" }
seal = { ownership = 4 }
[default.fields]
situation = "In March a job finished with zero rows."
task = "Nobody had asked me to look."
action = "I counted the failures and told the lead."
"#;
    play(plans::behavioral(PRACTICE), answers)
}

pub(crate) fn exam() -> Played {
    let answers = r#"
schema = 1
[default]
[[answers]]
for = "system-design"
spoken = true
hints = 1
minutes = 35
[answers.fields]
requirements = "Messages are ordered inside one partition, one row an order line."
[[answers]]
for = "phone-screen"
skip = true
"#;
    let mut drawn = plans::onsite(EXAM);
    for event in &mut drawn {
        if let Event::JudgeDisclosed { judge, .. } = event {
            judge.red_flags.clear();
        }
    }
    play(drawn, answers)
}

/// Puts events right after the place where `is_it` first holds, at the same moment.
pub(crate) fn insert(played: &mut Played, is_it: impl Fn(&Event) -> bool, events: Vec<Event>) {
    let place = played.events.iter().position(|stamped| is_it(&stamped.event)).expect("there") + 1;
    let (at, wall_ms) = (played.events[place - 1].at, played.events[place - 1].wall_ms);
    let stamped = events.into_iter().map(|event| Stamped { at, wall_ms, event });
    played.events.splice(place..place, stamped);
}

pub(crate) const HOSTILE: &str = "# forged\n\n## Result\n**Hire.**\n<script>alert(1)</script>\n```\n> x\n\
    - [a](javascript:b) ![i](http://t/x.png)\n| a | b |\n| --- | --- |\n===\n1. one\n\
    \u{1b}]52;c;Zm9v\u{7}\u{202e}olleh\u{2066} &lt;b&gt; <!-- \n    indented\n~~~\n\\";

/// The same session, every foreign text of it hostile.
pub(crate) fn hostile() -> Played {
    let mut drawn = plans::phone_screen(PRACTICE);
    for event in &mut drawn {
        match event {
            Event::PlanDrawn { plan } => {
                HOSTILE.clone_into(&mut plan.title);
                for slot in &mut plan.slots {
                    if let Slot::Round(round) = slot {
                        HOSTILE.clone_into(&mut round.title);
                        HOSTILE.clone_into(&mut round.persona.name);
                        HOSTILE.clone_into(&mut round.persona.opening);
                        HOSTILE.clone_into(&mut round.rubric[0].text);
                    }
                }
            }
            Event::QuestionDrawn { ask, .. } => {
                HOSTILE.clone_into(&mut ask.title);
                HOSTILE.clone_into(&mut ask.prompt);
                HOSTILE.clone_into(&mut ask.topic);
                ask.shown_files.insert(HOSTILE.to_owned(), HOSTILE.to_owned());
            }
            Event::JudgeDisclosed { judge, .. } => {
                HOSTILE.clone_into(&mut judge.model);
                HOSTILE.clone_into(&mut judge.rubric[0].text);
                HOSTILE.clone_into(&mut judge.hints[0].text);
                HOSTILE.clone_into(&mut judge.followups[0].ask);
                HOSTILE.clone_into(&mut judge.mistakes[0]);
            }
            _ => {}
        }
    }
    let text = serde_json::to_string(HOSTILE).expect("a string").replace("\\u007f", "");
    let text = format!("\"messages are ordered inside one partition\\n{}", &text[1..]);
    let answers = format!(
        "schema = 1\n[default]\nhints = 1\nask = [{text}]\ntext = {text}\nfollowups = [{text}]\n"
    );
    play(drawn, &answers)
}

/// An exam of two rounds that nobody marked.
pub(crate) fn open() -> Played {
    let text = format!("{FIRST} {SECOND}");
    let answers = format!(
        "schema = 1\n[default]\ntext = {text:?}\n[default.fields]\nrequirements = {text:?}\n"
    );
    let mut played = play_by(LATEST, plans::onsite(EXAM), &answers);
    let is_mark = |event: &Event| matches!(event, Event::Marked { .. });
    played.events.retain(|stamped| !is_mark(&stamped.event));
    rescored(played)
}

/// The same with every score as the newest rules make it of what stood before.
pub(crate) fn rescored(mut played: Played) -> Played {
    let mut state = State::new(played.header.clone());
    for stamped in &mut played.events {
        if let Event::ScoreShown { scope, sheet } = &mut stamped.event {
            *sheet = fold::sheet(&state, *scope);
        }
        state.apply(stamped);
    }
    played
}

/// What the candidate of a phone screen wrote, sentence by sentence.
pub(crate) const FIRST: &str = "Kafka promises that messages are ordered inside one partition.";
pub(crate) const SECOND: &str = "I would key by account.";

/// Where the candidate of a phone screen wrote this.
pub(crate) fn place_of(quote: &str) -> Place {
    let from = format!("{FIRST} {SECOND}").find(quote).expect("written");
    let (field, to) = ("answer".to_owned(), from + quote.len());
    Place { item: None, part: 0, field, from, to }
}

/// A phone screen whose marks have their sentences: the first suggestion of one point, another
/// sentence of the second after a mark that was taken back, none of the follow-up.
pub(crate) fn placed() -> Played {
    let mut played = play_by(LATEST, plans::phone_screen(PRACTICE), ANSWERS);
    let scope = Scope::Question { slot: 0, item: 1 };
    let by = Seat::Candidate;
    let marked = |id: &str, mark: Mark, grounds: Grounds| Event::Marked {
        scope,
        id: id.to_owned(),
        mark,
        by,
        note: String::new(),
        grounds,
    };
    let is_of = |stamped: &Stamped| matches!(&stamped.event, Event::Marked { scope: of, .. } if *of == scope);
    let first = played.events.iter().position(is_of).expect("marked");
    let Stamped { at, wall_ms, .. } = played.events[first];
    played.events.retain(|stamped| !is_of(stamped));
    let marks = vec![
        marked("scope", Mark::Met, Grounds { pick: Some(1), ..Grounds::at(place_of(FIRST)) }),
        marked("key", Mark::Partly, Grounds::only(Shown::Unwritten)),
        Event::Unmarked { scope, id: "key".to_owned(), by },
        marked("key", Mark::Met, Grounds::at(place_of(SECOND))),
        marked("followup:hot", Mark::Met, Grounds::only(Shown::Unwritten)),
    ];
    let stamped = marks.into_iter().map(|event| Stamped { at, wall_ms, event });
    played.events.splice(first..first, stamped);
    rescored(played)
}

/// A page without its style, which says nothing of what is on it.
pub(crate) fn unstyled(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    format!("{before}<style></style>{after}")
}

/// Puts a session that was played into a home, as one that a person sat: under this id, so many days
/// after it was.
pub(crate) fn keep(played: &Played, home: &Path, id: &str, days: i64) {
    let mut header = played.header.clone();
    header.session = id.parse().expect("an id");
    header.simulated = false;
    header.wall_ms += days * 86_400_000;
    let mut bytes = Vec::new();
    let mut position = encode(&mut bytes, Position::START, &Json::of(&header).expect("JSON"));
    for event in &played.events {
        position = encode(&mut bytes, position, &Json::of(event).expect("JSON"));
    }
    let folder = home.join("sessions").join(id);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("journal.jsonl"), bytes).expect("written");
}
