//! The report against the sessions of the transcript's tests.

#[path = "report/schema_tests.rs"]
mod schema;
#[path = "report/verdicts_tests.rs"]
mod verdicts;

use std::collections::BTreeSet;

use pulldown_cmark::{Event as Piece, Options, Parser, Tag};

use super::{CautionKind, Report, VerdictOf};
use crate::engine::event::{Event, Grounds, Mark, Place, Scope};
use crate::engine::{PauseReason, Seat, Stamped};
use crate::format::plan::Interviewer;
use crate::score::rules::LATEST;
use crate::testing::plans::{self, EXAM, PRACTICE};
use crate::testing::played::{
    Played, exam, hostile, insert, open, phone_screen, placed, play, rescored, star, unstyled,
};
use crate::view::page::Block;

pub(super) fn report(played: &Played) -> Report {
    Report::of(played.transcript())
}

/// A phone screen with a person in the interviewer's seat, who disagrees.
pub(super) fn peer() -> Played {
    let mut played = phone_screen();
    for stamped in &mut played.events {
        if let Event::PlanDrawn { plan } = &mut stamped.event {
            plan.interviewer = Interviewer::Peer;
        }
    }
    let scope = Scope::Question { slot: 0, item: 1 };
    let (by, id) = (Seat::Interviewer, "scope".to_owned());
    let marked = Event::Marked {
        scope,
        id,
        mark: Mark::Missed,
        by,
        note: "never said".to_owned(),
        grounds: Grounds::default(),
    };
    let sealed = |scope| Event::Sealed { scope, by, guesses: vec![("knowledge".to_owned(), 2)] };
    let is_confirmed = |event: &Event| matches!(event, Event::MarksConfirmed { .. });
    let of_round = Scope::Round { slot: 0 };
    insert(&mut played, is_confirmed, vec![marked, sealed(scope), sealed(of_round)]);
    let rated = Event::InterviewerRated { rating: 4, note: "fair".to_owned() };
    insert(&mut played, |event| matches!(event, Event::SessionEnded { .. }), vec![rated]);
    played
}

/// A session of which nothing but its first record was written.
pub(super) fn empty() -> Played {
    let mut played = phone_screen();
    played.events.clear();
    played
}

#[test]
fn a_phone_screen_in_practice() {
    let report = report(&phone_screen());
    insta::assert_snapshot!("phone_screen.md", report.markdown());
    insta::assert_snapshot!("phone_screen.html", unstyled(&report.html()));
}

#[test]
fn an_exam_loop() {
    insta::assert_snapshot!("exam.md", report(&exam()).markdown());
}

#[test]
fn marks_with_their_sentences() {
    let report = report(&placed());
    insta::assert_snapshot!("placed.md", report.markdown());
    insta::assert_snapshot!("placed.html", unstyled(&report.html()));
    let bare = report.cautions.iter().find(|caution| caution.kind == CautionKind::Bare);
    assert!(bare.is_some_and(|it| it.text.as_str().contains("1 of 4 points")), "{bare:?}");
}

#[test]
fn an_exam_that_nobody_marked_is_open() {
    let report = report(&open());
    insta::assert_snapshot!("open.md", report.markdown());
    let verdict = &report.verdict;
    assert_eq!((verdict.mean, verdict.word.as_str(), verdict.open), (None, "Open", 1));
    assert!(verdict.range.is_some_and(|(low, high)| low < high), "{verdict:?}");
    assert!(report.cautions.iter().any(|caution| caution.kind == CautionKind::Open));
    let all: Vec<&str> = verdict.spoke_for.iter().map(|text| text.as_str()).collect();
    assert_eq!(all, [] as [&str; 0], "nothing that is open speaks for a hire");
}

/// A dimension that verdicts made shows no share that was earned.
#[test]
fn correctness_is_the_verdicts_alone() {
    let report = report(&schema::graded());
    let text = report.markdown();
    assert!(text.contains("| Correctness | **2** | – | 1 verdict |"), "{text}");
    assert!(text.contains("Correctness is the verdict on the code alone; no mark counts in it."));
    let json = report.json().expect("JSON");
    assert!(json.contains("\"coverage\": null") && json.contains("\"verdicts\": 1"), "{json}");
}

/// Marks whose points and answers are hostile forge nothing either.
#[test]
fn hostile_text_that_marks_name_forges_nothing() {
    let mut played = hostile();
    played.header.rules = LATEST;
    let state = played.state(played.events.len());
    let text = &state.item_state(0, 1).and_then(|item| item.scored_attempt()).expect("an answer");
    let to = text.fields[0].text.len();
    for stamped in &mut played.events {
        if let Event::Marked { scope: Scope::Question { .. }, grounds, .. } = &mut stamped.event {
            let (field, at) = ("answer".to_owned(), (0, to));
            *grounds = Grounds::at(Place { item: None, part: 0, field, from: at.0, to: at.1 });
        }
    }
    let played = rescored(played);
    let (told, transcript) = (report(&played), played.transcript());
    assert!(transcript.json().expect("JSON").contains("\"standing\": \"found\""));
    for html in [told.html(), transcript.html()] {
        for tag in ["<script", "<img", "<!-- ", "<iframe", "<link"] {
            assert!(!html.contains(tag), "{tag}");
        }
    }
    let headings = |text: &str| {
        let marks = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
        marks.filter(|mark| matches!(mark, Piece::Start(Tag::Heading { .. }))).count()
    };
    for text in [told.markdown(), transcript.markdown()] {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "a bidi character");
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for mark in Parser::new_ext(&text, options) {
            match mark {
                Piece::Html(html) | Piece::InlineHtml(html) => panic!("HTML: {html}"),
                Piece::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    panic!("a link to {dest_url}")
                }
                _ => {}
            }
        }
    }
    let harmless = placed().transcript().markdown();
    assert_eq!(headings(&transcript.markdown()), headings(&harmless), "a heading of their own");
}

#[test]
fn a_star_answer_has_its_shares_drawn_and_told() {
    let html = report(&star()).html();
    assert!(html.contains("Shares of the answer by STAR letter"), "{html}");
    assert!(html.contains("Guide, a convention: Situation 20%, Task 10%, Action 60%, Result 10%."));
}

#[test]
fn a_session_of_which_nothing_is_known_is_told_so() {
    let report = report(&empty());
    assert_eq!(
        (report.verdict.of, report.verdict.word.as_str()),
        (VerdictOf::Nothing, "Not scored yet")
    );
    let text = report.markdown();
    assert!(text.contains("Missing: everything but the first record"), "{text}");
}

#[test]
fn the_same_journal_gives_the_same_bytes() {
    for played in [phone_screen(), exam(), peer()] {
        let (one, two) = (report(&played), report(&played));
        assert_eq!(one.html(), two.html());
        assert_eq!(one.markdown(), two.markdown());
        assert_eq!(one.json().expect("JSON"), two.json().expect("JSON"));
    }
}

/// Words of the rubric begin with `canary` in the plans.
#[test]
fn nothing_that_judges_shows_before_it_may() {
    let played = exam();
    for events in 0..played.events.len() {
        if played.state(events).ended.is_some() {
            continue;
        }
        let report = Report::of(played.until(events));
        let json = report.json().expect("JSON");
        assert!(!json.contains("canary") && !json.contains("\"evidence\": ["), "after {events}");
        assert!(!report.html().contains("canary"), "after {events} events");
    }
}

/// Every link leads somewhere on the page, and every name is given once.
#[test]
fn links_lead_to_one_place() {
    for played in [phone_screen(), star(), exam(), peer(), hostile(), empty()] {
        for html in [report(&played).html(), played.transcript().html()] {
            let all = |start: &str| -> Vec<String> {
                let parts = html.split(start).skip(1);
                parts.filter_map(|part| part.split('"').next().map(str::to_owned)).collect()
            };
            let names = all(" id=\"");
            let known: BTreeSet<&String> = names.iter().collect();
            assert_eq!(known.len(), names.len(), "a name is given twice: {names:?}");
            let labels = all("aria-labelledby=\"");
            let wanted = labels.iter().flat_map(|label| label.split(' ')).map(str::to_owned);
            for name in all("href=\"#").into_iter().chain(wanted) {
                assert!(known.contains(&name), "#{name} leads nowhere");
            }
            let links = html.matches("href=").count();
            assert_eq!(links, html.matches("href=\"#").count(), "a link leads off the page");
        }
    }
}

/// What somebody needs who hears the page, or walks it by its headings.
#[test]
fn headings_tables_and_drawings_can_be_heard() {
    for played in [phone_screen(), star(), exam(), peer(), verdicts::sql(), empty()] {
        let html = report(&played).html();
        assert!(html.contains("<html lang=\"en\">") && html.contains("<main>"), "{html}");
        let mut depth = 0;
        for heading in html.split("<h").skip(1) {
            let Some(level) = heading.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(level <= depth + 1, "from h{depth} to h{level}: {}", &heading[..60]);
            assert!(level > 1 || depth == 0, "one title alone");
            depth = level;
        }
        for table in html.split("<table>").skip(1) {
            let head = table.split("</thead>").next().unwrap_or_default();
            assert!(head.contains("<th scope=\"col\">"), "{head}");
            assert!(!head.contains("<th scope=\"col\"></th>"), "a column without a name: {head}");
        }
        for svg in html.split("<svg").skip(1) {
            let tag = svg.split('>').next().unwrap_or_default();
            let is_told = svg.contains("<title id=") && svg.contains("<desc id=");
            let is_inner = tag.contains("overflow=\"visible\"");
            let is_silent = tag.contains("aria-hidden=\"true\"");
            assert!(is_silent || is_inner || (tag.contains("role=\"img\"") && is_told), "{tag}");
        }
    }
}

#[test]
fn every_drawing_fits_its_canvas_and_is_told_in_words() {
    fn walk(blocks: &[Block], count: &mut usize) {
        for block in blocks {
            match block {
                Block::Section { blocks, .. }
                | Block::Folded { blocks, .. }
                | Block::Columns(blocks) => walk(blocks, count),
                Block::Figure(drawing) => {
                    assert!(drawing.fits(), "{drawing:#?}");
                    assert!(!drawing.title.as_str().is_empty(), "{drawing:#?}");
                    assert!(!drawing.desc.as_str().is_empty(), "{drawing:#?}");
                    *count += 1;
                }
                _ => {}
            }
        }
    }
    for (played, least) in [(phone_screen(), 4), (star(), 3), (exam(), 6), (hostile(), 3)] {
        let mut count = 0;
        walk(&crate::view::say::report::page(&report(&played)).blocks, &mut count);
        assert!(count >= least, "{count} drawings");
    }
}

#[test]
fn marks_against_the_words_are_counted_and_shown_at_their_point() {
    let report = report(&peer());
    let overrides: Vec<&str> = report
        .cautions
        .iter()
        .filter(|caution| caution.kind == CautionKind::Overrides)
        .map(|caution| caution.text.as_str())
        .collect();
    assert_eq!(overrides.len(), 1, "{:?}", report.cautions);
    assert!(overrides[0].contains("of the interviewer differ"), "{overrides:?}");
    let text = report.markdown();
    assert!(text.contains("(over the words: met): never said"), "{text}");
}

#[test]
fn unconfirmed_points_are_never_silent() {
    let mut played = exam();
    played.events.retain(|stamped| !matches!(stamped.event, Event::Marked { .. }));
    for stamped in &mut played.events {
        if let Event::ScoreShown { sheet, .. } = &mut stamped.event {
            sheet.unconfirmed = true;
        }
    }
    let report = report(&played);
    assert!(report.cautions.iter().any(|c| c.kind == CautionKind::Unconfirmed));
    assert!(report.markdown().contains("no person confirmed them"));
}

#[test]
fn what_was_not_answered_is_named_and_comes_next() {
    let report = report(&exam());
    let skipped = report.cautions.iter().find(|caution| caution.kind == CautionKind::Skipped);
    assert!(skipped.is_some_and(|caution| caution.text.as_str().contains("Isolation")));
    assert!(report.next.iter().any(|practice| practice.questions.iter().any(|q| q.not_answered)));
}

/// The answer of a phone screen, as it stands in the report.
fn answering(text: &str) -> Played {
    let quoted = serde_json::to_string(text).expect("a string").replace('\u{7f}', "");
    let answers = format!("schema = 1\n[default]\ntext = {quoted}\nfollowups = [{quoted}]\n");
    play(plans::phone_screen(PRACTICE), &answers)
}

#[test]
fn any_answer_gives_a_report_into_which_nothing_is_injected() {
    let long = "Messages are ordered inside one partition. ".repeat(200 * 1024 / 43);
    let hostile = "</blockquote></section><script>alert(1)</script><img src=x onerror=y>\
                   <style>*{display:none}</style>&lt;b&gt;\u{1b}[31mred\u{1b}]52;c;Zm9v\u{7}\u{202e}";
    let answers = [
        "",
        "no",
        &long,
        "Сообщения упорядочены внутри раздела. 数据按分区排序。",
        hostile,
        "Payments for one account must be applied in order.",
    ];
    for answer in answers {
        let report = report(&answering(answer));
        let (html, markdown) = (report.html(), report.markdown());
        for text in [&html, &markdown] {
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
            assert!(!text.contains('\u{202e}'), "a bidi character");
        }
        for tag in ["<script", "<img", "onerror=y>", "<style>*", "<iframe", "<link"] {
            assert!(!html.contains(tag), "{tag} of an answer of {} bytes", answer.len());
        }
        assert_eq!(html.matches("<blockquote>").count(), html.matches("</blockquote>").count());
        assert_eq!(html.matches("</style>").count(), 1);
        assert!(html.len() < 4 * answer.len() + 200_000, "{} bytes", html.len());
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        assert!(letters(&markdown) >= letters(answer), "the whole answer is there");
    }
}

#[test]
fn hostile_text_forges_nothing() {
    let report = report(&hostile());
    let (html, markdown) = (report.html(), report.markdown());
    let json = report.json().expect("JSON");
    for text in [&markdown, &json, &html] {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "a bidi character");
    }
    for mark in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match mark {
            Piece::Html(html) | Piece::InlineHtml(html) => panic!("HTML: {html}"),
            Piece::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link to {dest_url}")
            }
            _ => {}
        }
    }
    assert!(!html.contains("<script") && !html.contains("<!-- "), "{html}");
    // A topic that is no slug must not be put where somebody copies it into a shell.
    assert!(report.next.iter().all(|practice| practice.command.is_none()), "{:?}", report.next);
}

#[test]
fn every_prefix_of_a_journal_gives_a_report() {
    for played in [phone_screen(), exam()] {
        for events in 0..=played.events.len() {
            let report = Report::of(played.until(events));
            assert!(report.html().ends_with("</html>\n"));
            assert!(report.markdown().starts_with("# Mock interview report"));
        }
    }
}

#[test]
fn time_that_was_used_up_is_drawn_past_the_budget() {
    let answers = "schema = 1\n[default]\ntext = \"order\"\nminutes = 40\n";
    let report = report(&play(plans::phone_screen(PRACTICE), answers));
    assert!(report.tracks[0].timing.over_ms.0 > 0, "{:?}", report.tracks[0].timing);
    assert!(report.html().contains("over by"));
}

#[test]
fn an_exam_that_was_paused_says_so() {
    let mut played = play(plans::phone_screen(EXAM), "schema = 1\n[default]\ntext = \"order\"\n");
    let is_question = |event: &Event| matches!(event, Event::ItemOpened { item: 1 });
    let pause =
        vec![Event::Paused { reason: PauseReason::Asked("door".to_owned()) }, Event::Resumed];
    insert(&mut played, is_question, pause);
    let report = report(&played);
    assert!(report.cautions.iter().any(|caution| caution.kind == CautionKind::Pauses));
}

/// Takes one kind of event out of a session.
pub(super) fn without(played: &mut Played, is_it: impl Fn(&Event) -> bool) {
    played.events.retain(|stamped: &Stamped| !is_it(&stamped.event));
}
