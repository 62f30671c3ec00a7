//! Levels, minutes, and what was asked lately: which of these a draw goes by first.

use super::*;
use crate::bank::question::{Kind, Mode};

/// The questions of each rule in the plan's only round, with the minutes that they were to fill.
fn by_phase<'d>(
    drawn: &'d Drawn<'_>,
    format: &RoundFormat,
) -> Vec<(&'d str, u32, Vec<&'d Question>)> {
    let round = rounds(&drawn.plan)[0];
    let mut found: Vec<(&str, u32, Vec<&Question>)> = Vec::new();
    for item in &round.items {
        let Some(index) = item.question() else { continue };
        let name = round.phases[item.first_phase].name.as_str();
        let phases = &format.phases[item.first_phase..=item.last_phase];
        let minutes = phases.iter().map(|phase| phase.minutes).sum();
        match found.last_mut().filter(|(other, ..)| *other == name) {
            Some((.., questions)) => questions.push(drawn.questions[index]),
            None => found.push((name, minutes, vec![drawn.questions[index]])),
        }
    }
    found
}

/// A first session holds only what the level is asked, in every round and with every seed; each seed
/// draws the same again, and the minutes are what the phase has room for.
#[test]
fn a_first_session_is_at_the_candidates_level_and_fills_its_phases() {
    let loaded = built_in();
    for format in loaded.formats.rounds.values() {
        for &level in Level::ALL {
            let wish = Wish { level, ..wish() };
            for seed in 0..200 {
                let drawn = drawn(&loaded, &format.id, &wish, seed).expect("drawn");
                let place = format!("{} at {level}, seed {seed}", format.id);
                assert!(rounds(&drawn.plan)[0].made_do.is_empty(), "{place}");
                for (name, minutes, questions) in by_phase(&drawn, format) {
                    // A warm-up is for juniors, whoever is asked.
                    let is_easy = name == "easy";
                    for question in &questions {
                        let levels = &question.ask.levels;
                        let is_for = levels.contains(&level);
                        let is_warm_up = is_easy && levels.contains(&Level::Junior);
                        assert!(is_for || is_warm_up, "{place}: {} in {name}", question.ask.id);
                    }
                    let sum: u32 = questions.iter().map(|question| question.ask.minutes).sum();
                    assert!(
                        sum * 10 <= minutes * 11 && sum * 3 >= minutes * 2,
                        "{place}: {sum} of {minutes} minutes in {name}"
                    );
                }
                if seed % 20 == 0 {
                    let again = self::drawn(&loaded, &format.id, &wish, seed).expect("drawn");
                    assert_eq!(again.plan, drawn.plan, "{place}");
                }
            }
        }
    }
}

/// Loops draw from the same rules, and hold more questions of a kind.
#[test]
fn a_loop_is_at_the_candidates_level() {
    let loaded = built_in();
    for format in ["onsite", "onsite-2026"] {
        for &level in Level::ALL {
            for seed in 0..40 {
                let drawn = drawn(&loaded, format, &Wish { level, ..wish() }, seed).expect("drawn");
                let made_do: usize =
                    rounds(&drawn.plan).iter().map(|round| round.made_do.len()).sum();
                assert_eq!(made_do, 0, "{format} at {level}, seed {seed}");
            }
        }
    }
}

/// Where few questions fill a phase exactly, they don't crowd out those that leave some time.
#[test]
fn no_question_of_a_phase_is_in_most_sessions() {
    let loaded = built_in();
    for format in loaded.formats.rounds.values() {
        for &level in Level::ALL {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for seed in 0..60 {
                let drawn =
                    drawn(&loaded, &format.id, &Wish { level, ..wish() }, seed).expect("drawn");
                for id in ids(&drawn) {
                    *counts.entry(id).or_default() += 1;
                }
            }
            let most = counts.iter().max_by_key(|(_, count)| **count).expect("some");
            assert!(*most.1 <= 36, "{} at {level}: {most:?} of 60", format.id);
        }
    }
}

/// Once all for the level were asked lately, one for another level is drawn and said to be; once all
/// were, one comes again, and that is said too.
#[test]
fn what_is_drawn_for_want_of_better_is_said() {
    let loaded = built_in();
    let sql =
        |question: &&Question| question.ask.kind == Kind::Coding && question.ask.mode == Mode::Sql;
    let all: Vec<&Question> = loaded.bank.questions.iter().filter(sql).collect();
    let junior: Vec<String> = all
        .iter()
        .filter(|question| question.ask.levels.contains(&Level::Junior))
        .map(|question| question.ask.id.clone())
        .collect();
    let seen = |ids: &[String], level| Wish { level, seen: vec![ids.to_vec()], ..wish() };
    for seed in 0..50 {
        // SQL is for juniors or above, and the round may draw what lies above.
        let wish = seen(&junior, Level::Junior);
        let other = drawn(&loaded, "coding", &wish, seed).expect("drawn");
        let made_do = &rounds(&other.plan)[0].made_do;
        assert_eq!(made_do.len(), 2, "seed {seed}");
        for made_do in made_do {
            let question = other.questions[made_do.question];
            assert_eq!((&made_do.levels, made_do.was_asked), (&question.ask.levels, false));
            assert!(!question.ask.levels.contains(&Level::Junior));
        }
        let everything: Vec<String> = all.iter().map(|it| it.ask.id.clone()).collect();
        let again = drawn(&loaded, "phone-screen", &seen(&everything, Level::Mid), seed);
        let again = again.expect("drawn");
        let made_do = &rounds(&again.plan)[0].made_do;
        assert!(made_do.len() == 1 && made_do[0].was_asked && made_do[0].levels.is_empty());
    }
}

/// What a person asked for is theirs, and needs no excuse.
#[test]
fn a_topic_asked_for_is_no_makeshift() {
    let loaded = built_in();
    let topics = vec!["sessions-gaps".to_owned()];
    let wish = Wish { level: Level::Junior, topics, ..wish() };
    for seed in 0..20 {
        let drawn = drawn(&loaded, "coding", &wish, seed).expect("drawn");
        assert!(rounds(&drawn.plan)[0].made_do.is_empty(), "seed {seed}");
    }
}

/// A rule that leaves other topics out draws none of them, and a person who asks for one is told.
#[test]
fn the_sql_screen_talks_of_databases_alone() {
    let loaded = built_in();
    let rule = &loaded.formats.rounds["sql-screen"].draws["talk"];
    assert_eq!(rule.others, 0);
    for &level in Level::ALL {
        let mut seen: Vec<Vec<String>> = Vec::new();
        for seed in 0..60 {
            // Now and then with what came before, when few are left.
            let lately = if seed % 2 == 0 { Vec::new() } else { seen.clone() };
            let wish = Wish { level, seen: lately, ..wish() };
            let drawn = drawn(&loaded, "sql-screen", &wish, seed).expect("drawn");
            let talk = drawn.questions.iter().filter(|it| it.ask.kind == Kind::PhoneScreen);
            for question in talk {
                let topic = &question.ask.topic;
                assert!(rule.topics.contains_key(topic), "{level}: {}", question.ask.id);
            }
            seen.insert(0, ids(&drawn));
            seen.truncate(5);
        }
    }
    let wish = Wish { topics: vec!["kafka-ordering".to_owned()], ..wish() };
    let error = drawn(&loaded, "sql-screen", &wish, 1).expect_err("left out");
    assert!(matches!(error, CannotDraw::TopicElsewhere { .. }), "{error}");
}

/// Five sessions of a kind, one after the other, hold no question twice, as long as the bank has
/// enough of them: there are four take-homes.
#[test]
fn five_sessions_of_a_round_repeat_nothing() {
    let loaded = built_in();
    for format in loaded.formats.rounds.values() {
        for &level in Level::ALL {
            for seed in 0..5 {
                let mut seen: Vec<Vec<String>> = Vec::new();
                let mut told = 0;
                let mut repeated = 0;
                for session in 0..5 {
                    let wish = Wish { level, seen: seen.clone(), ..wish() };
                    let drawn = drawn(&loaded, &format.id, &wish, seed * 5 + session);
                    let drawn = drawn.expect("drawn");
                    let own = ids(&drawn);
                    repeated +=
                        own.iter().filter(|id| seen.iter().flatten().any(|it| it == *id)).count();
                    let made_do = &rounds(&drawn.plan)[0].made_do;
                    told += made_do.iter().filter(|made_do| made_do.was_asked).count();
                    seen.insert(0, own);
                }
                let expected = if format.id == "take-home" { 1 } else { 0 };
                let place = format!("{} at {level}, {seed}", format.id);
                assert_eq!((repeated, told), (expected, expected), "{place}");
            }
        }
    }
}
