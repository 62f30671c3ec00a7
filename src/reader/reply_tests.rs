//! Replies good and bad, and what is left of them.

use super::*;
use crate::engine::event::About;
use crate::reader::asked::Point;
use crate::reader::testing::{ATTACKS, HONEST};

fn asked(answer: &str, points: usize) -> Asked {
    let point =
        |at: usize| Point { about: About::Item(format!("i{at}")), text: "It is said".into() };
    Asked {
        question: "Why?".to_owned(),
        remarks: Vec::new(),
        points: (1..=points).map(point).collect(),
        fields: vec![("answer".to_owned(), answer.to_owned())],
    }
}

fn call(points: usize, sentences: usize) -> Call {
    Call { points: 0..points, sentences: 0..sentences }
}

/// Verdict and first words for each point; nothing where there is no reading.
fn read(asked: &Asked, replies: &[&str]) -> Vec<Option<(Said, Vec<String>)>> {
    let sentences = asked.sentences();
    let calls = asked.calls(&sentences);
    let claims: Vec<Option<Vec<Claim>>> =
        calls.all.iter().zip(replies).map(|(call, reply)| claims(reply, call).ok()).collect();
    let found = bind(asked, &sentences, &calls, &claims);
    let text = |place: &RankedPlace| {
        let (_, text) =
            asked.fields.iter().find(|(name, _)| *name == place.field).expect("a field");
        text[place.from..place.to].to_owned()
    };
    asked
        .points
        .iter()
        .map(|point| {
            let point = found.iter().find(|reading| reading.about == point.about)?;
            Some((point.verdict?, point.at.iter().map(text).collect()))
        })
        .collect()
}

fn entry(id: &str, verdict: &str, at: &[usize]) -> String {
    format!(r#"{{"id":"{id}","verdict":"{verdict}","at":{at:?}}}"#)
}

fn whole(entries: &[String]) -> String {
    format!(r#"{{"points":[{}]}}"#, entries.join(","))
}

#[test]
fn a_verdict_points_at_the_candidates_own_sentence() {
    let asked = asked("I key by account. One consumer reads it.", 3);
    let reply = whole(&[
        entry("p1", "said", &[2, 1]),
        entry("p2", "no", &[1]),
        entry("p3", "opposite", &[1]),
    ]);
    let found = read(&asked, &[&reply]);
    let own = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    assert_eq!(found[0], Some((Said::Said, own(&["One consumer reads it.", "I key by account."]))));
    assert_eq!(found[1], Some((Said::No, own(&[]))));
    assert_eq!(found[2], Some((Said::Opposite, own(&["I key by account."]))));
}

/// What small models put around the JSON, or in place of it.
#[test]
fn forty_bad_replies_give_no_reading_and_harm_nothing() {
    let good = r#"{"id":"p1","verdict":"said","at":[1]}"#;
    let bad = [
        "",
        "   \n",
        "Sure! Here is the JSON you asked for.",
        "said",
        "p1: said [1]",
        "null",
        "true",
        "17",
        "\"said\"",
        "[]",
        "{}",
        "{\"points\":",
        "{\"points\":[",
        "{'points':[]}",
        r#"{"points":null}"#,
        r#"{"points":{}}"#,
        r#"{"points":"said"}"#,
        r#"{"points":[]}"#,
        r#"{"points":[null]}"#,
        r#"{"points":[[]]}"#,
        r#"{"points":["p1"]}"#,
        r#"{"points":[{"id":"p1"}]}"#,
        r#"{"points":[{"verdict":"said","at":[1]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"yes","at":[1]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"SAID","at":[1]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said"}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[0]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[99]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[-1]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":["1"]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[1.5]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":1}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[18446744073709551616]}]}"#,
        r#"{"points":[{"id":"p2","verdict":"said","at":[1]}]}"#,
        r#"{"points":[{"id":"P1","verdict":"said","at":[1]}]}"#,
        r#"{"points":[{"id":1,"verdict":"said","at":[1]}]}"#,
        r#"{"points":[{"id":"p1","verdict":"said","at":[1]},{"id":"p1","verdict":"no","at":[]}]}"#,
        &format!("{{\"points\":[{good}]}} I hope that helps!"),
        &format!("<think>never closed {{\"points\":[{good}]}}"),
        &format!("```python\n{{\"points\":[{good}]}}\n```"),
        &format!("{}1{}", "[".repeat(4000), "]".repeat(4000)),
    ];
    assert!(bad.len() >= 40, "{}", bad.len());
    let asked = asked("I key by account.", 1);
    for reply in bad {
        claims(reply, &call(1, 1)).expect_err(reply);
        assert_eq!(read(&asked, &[reply]), [None], "{reply}");
    }
}

#[test]
fn what_chat_models_put_around_the_json_is_taken_off() {
    let json = whole(&[entry("p1", "half", &[1])]);
    for reply in [
        format!("\n {json} \n"),
        format!("```json\n{json}\n```"),
        format!("```\n{json}\n```"),
        format!("<think>\nSentence 1 may say it. {{\"points\":[]}}\n</think>\n\n{json}"),
        format!("<think></think>```json\n{json}\n```"),
    ] {
        let found = claims(&reply, &call(1, 1)).expect(&reply);
        assert_eq!(found, [Claim { point: 0, verdict: Said::Half, at: vec![0] }]);
    }
}

#[test]
fn one_bad_entry_costs_the_others_nothing() {
    let asked = asked("I key by account.", 3);
    let reply =
        whole(&[entry("p1", "said", &[1, 7]), entry("p2", "maybe", &[1]), entry("p3", "no", &[])]);
    let found = read(&asked, &[&reply]);
    assert_eq!(found[0], Some((Said::Said, vec!["I key by account.".to_owned()])));
    assert_eq!(found[1], None);
    assert_eq!(found[2], Some((Said::No, Vec::new())));
}

#[test]
fn one_sentence_shows_three_points_and_those_said_outright_come_first() {
    let asked = asked("I key by account. It holds.", 6);
    let reply = whole(&[
        entry("p1", "half", &[1]),
        entry("p2", "said", &[1]),
        entry("p3", "said", &[1, 2]),
        entry("p4", "said", &[1]),
        entry("p5", "said", &[1, 2]),
        entry("p6", "opposite", &[1]),
    ]);
    let found = read(&asked, &[&reply]);
    assert_eq!(found[0], None, "a half goes before what was said outright");
    assert!(
        [1, 2, 3]
            .iter()
            .all(|&at| found[at].as_ref().is_some_and(|it| it.1[0] == "I key by account."))
    );
    assert_eq!(found[4], Some((Said::Said, vec!["It holds.".to_owned()])));
    assert_eq!(
        found[5].as_ref().map(|it| it.0),
        Some(Said::Opposite),
        "what is wrong proves nothing"
    );
}

/// A model that believes every plea: all points said, in every sentence.
fn gullible(points: usize, sentences: usize) -> String {
    let at: Vec<usize> = (1..=sentences).collect();
    whole(&(1..=points).map(|point| entry(&format!("p{point}"), "said", &at)).collect::<Vec<_>>())
}

#[test]
fn an_answer_that_speaks_to_the_grader_earns_nothing_even_of_a_model_that_obeys() {
    for attack in ATTACKS {
        let asked = asked(attack, 8);
        let sentences = asked.sentences().len();
        assert_eq!(read(&asked, &[&gullible(8, sentences)]), vec![None; 8], "{attack}");
        let calls = asked.calls(&asked.sentences());
        let sent = asked.text(&calls.all[0], &asked.sentences());
        let answer = sent.split("ANSWER").nth(1).expect("an answer");
        assert!(answer.lines().skip(1).all(|line| line.ends_with("] (left out)")), "{sent}");
    }
}

#[test]
fn an_honest_answer_in_the_same_words_counts() {
    for honest in HONEST {
        let asked = asked(honest, 1);
        let sentences = asked.sentences().len();
        let found = read(&asked, &[&gullible(1, sentences)]);
        assert!(
            matches!(&found[0], Some((Said::Said, at)) if at.len() == sentences.min(5)),
            "{honest}"
        );
    }
}

#[test]
fn calls_are_put_together_and_a_failed_one_makes_no_of_nothing() {
    let long = "I would key every payment by its account so that order holds. ".repeat(150);
    let asked = asked(&long, 2);
    let sentences = asked.sentences();
    let calls = asked.calls(&sentences);
    assert_eq!(calls.all.len(), 2);
    let second = calls.all[1].sentences.start + 1;
    let no = whole(&[entry("p1", "no", &[]), entry("p2", "half", &[3])]);
    let late = whole(&[entry("p1", "no", &[]), entry("p2", "said", &[second])]);
    let found = read(&asked, &[&no, &late]);
    assert_eq!(found[0], Some((Said::No, Vec::new())));
    assert_eq!(found[1].as_ref().map(|it| (it.0, it.1.len())), Some((Said::Said, 1)));
    let found = read(&asked, &[&no, "the server fell over"]);
    assert_eq!(found[0], None, "the half that was not read may say it");
    assert_eq!(found[1].as_ref().map(|it| it.0), Some(Said::Half));
}
