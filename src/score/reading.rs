//! What a handed-in part of an answer shows, item by item: the one way from text to evidence, for
//! sessions and for the bank's samples alike.

use crate::bank::question::{Cause, Curveball, Followup, Judge, NumberCheck, RubricItem};
use crate::engine::event::{About, Band, Evidence};

use super::evidence::sentences::sentences;
use super::evidence::words::distinct_stems;
use super::evidence::{Evidence as Found, ItemPhrasings, LIKELY, MAYBE, Matcher, Polarity};
use super::facts::CHOICE;
use super::quantity::{Quantity, quantities, thousandths};

/// Marks a score of a computed finding, where nothing is matched by words.
const CERTAIN: u32 = 1000;

/// One part of an answer, and what it is held against.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub judge: &'a Judge,
    /// A quiz's options in the order they were shown.
    pub options: &'a [String],
    /// The question's prompt.
    pub prompt: &'a str,
    /// The round's own items; none for a sample.
    pub round_items: &'a [RubricItem],
    /// The follow-up that the part answers, if it is no answer to the question itself.
    pub followup: Option<&'a Followup>,
    /// The curveballs that were thrown by then.
    pub curveballs: &'a [&'a Curveball],
    /// The drawn cause of an incident, and whether what was revealed tells it from the others.
    pub cause: Option<(&'a Cause, bool)>,
    /// Names and texts of its fields.
    pub fields: &'a [(&'a str, &'a str)],
}

/// The best evidence for each thing the part may show, in the order of the question's files;
/// nothing where no sentence matched.
#[must_use]
pub fn read(part: &Part<'_>) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for &(name, text) in part.fields {
        for evidence in read_field(part, name, text) {
            match found.iter_mut().find(|held| held.about == evidence.about) {
                Some(held) if is_better(&evidence, held) => *held = evidence,
                Some(_) => {}
                None => found.push(evidence),
            }
        }
    }
    found
}

/// Whether one piece of evidence outweighs another: a surer band, then the higher score.
#[must_use]
pub fn is_better(new: &Evidence, held: &Evidence) -> bool {
    let rank = |evidence: &Evidence| {
        let band = match (evidence.band, evidence.polarity) {
            (Band::Likely, _) => 3,
            (Band::Maybe, false) => 2,
            (Band::Maybe, true) => 1,
            (Band::None, _) => 0,
        };
        (band, evidence.score)
    };
    rank(new) > rank(held)
}

fn read_field(part: &Part<'_>, name: &str, text: &str) -> Vec<Evidence> {
    let judge = part.judge;
    if !judge.options.is_empty() && part.followup.is_none() {
        return chosen(part, name, text);
    }
    let asked = part.followup.map_or("", |followup| &followup.ask);
    let prompt = format!("{} {asked}", part.prompt);
    let rubric =
        judge.rubric.iter().map(|item| (About::Item(item.id.clone()), &item.phrasings[..]));
    let flags = judge.red_flags.iter().enumerate();
    let flags = flags.map(|(index, flag)| (About::RedFlag(index), &flag.phrasings[..]));
    let own = part.round_items.iter();
    let own = own.map(|item| (About::RoundItem(item.id.clone()), &item.phrasings[..]));
    // Each group by itself: the rule against windows that prove too much counts a rubric's items.
    let mut found = matched(&prompt, name, text, rubric.collect());
    found.extend(matched(&prompt, name, text, flags.collect()));
    found.extend(matched(&prompt, name, text, own.collect()));
    if let Some(followup) = part.followup {
        let about = About::Followup(followup.id.clone());
        found.extend(matched(asked, name, text, vec![(about, &followup.phrasings[..])]));
    } else {
        found.extend(judge.numbers.iter().filter_map(|check| number(check, name, text)));
    }
    for curveball in part.curveballs {
        let about = About::Curveball(curveball.id.clone());
        found.extend(matched(&curveball.say, name, text, vec![(about, &curveball.phrasings[..])]));
    }
    if let Some((cause, is_separated)) = part.cause {
        found.extend(named_cause(&prompt, name, text, cause, is_separated));
    }
    found
}

fn matched(
    prompt: &str,
    field: &str,
    text: &str,
    targets: Vec<(About, &[String])>,
) -> Vec<Evidence> {
    let items: Vec<ItemPhrasings<'_>> =
        targets.iter().map(|(_, phrasings)| ItemPhrasings { id: "", phrasings }).collect();
    let found = Matcher::builtin().find(prompt, text, &items);
    targets
        .into_iter()
        .zip(found)
        .filter(|(_, found)| found.band != Band::None)
        .map(|((about, _), found)| filed(field, about, &found))
        .collect()
}

fn filed(field: &str, about: About, found: &Found) -> Evidence {
    Evidence {
        about,
        field: field.to_owned(),
        range: (found.range.start, found.range.end),
        words: found.words.iter().map(|word| (word.start, word.end)).collect(),
        phrasing: found.phrasing,
        score: found.share,
        band: found.band,
        polarity: found.polarity == Polarity::Check,
    }
}

fn computed(
    field: &str,
    about: About,
    range: (usize, usize),
    words: Vec<(usize, usize)>,
) -> Evidence {
    let field = field.to_owned();
    Evidence {
        about,
        field,
        range,
        words,
        phrasing: 0,
        score: CERTAIN,
        band: Band::Likely,
        polarity: false,
    }
}

/// A quiz: the right option covers every item, a wrong one none, whatever words stand in it.
fn chosen(part: &Part<'_>, field: &str, text: &str) -> Vec<Evidence> {
    let judge = part.judge;
    let shown: Vec<&str> = part.options.iter().map(String::as_str).collect();
    let is_right = choice(&shown, text)
        .is_some_and(|index| judge.options.iter().any(|o| o.correct && o.text == shown[index]));
    if !is_right {
        return Vec::new();
    }
    let mut covered: Vec<&str> = judge.rubric.iter().map(|item| item.id.as_str()).collect();
    if covered.is_empty() {
        covered.push(CHOICE.0);
    }
    let about = |id: &str| About::Item(id.to_owned());
    covered.into_iter().map(|id| computed(field, about(id), (0, text.len()), Vec::new())).collect()
}

/// The option an answer names: by letter (`b`, `B)`), by number from 1, or by its text.
#[must_use]
pub fn choice(options: &[&str], answer: &str) -> Option<usize> {
    let answer = answer.trim();
    if let Some(index) =
        options.iter().position(|option| option.trim().eq_ignore_ascii_case(answer))
    {
        return Some(index);
    }
    let head = answer.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let index = match head.as_bytes() {
        [letter @ (b'a'..=b'z' | b'A'..=b'Z')] => usize::from(letter.to_ascii_lowercase() - b'a'),
        [digit @ b'1'..=b'9'] => usize::from(digit - b'1'),
        _ => return None,
    };
    (index < options.len()).then_some(index)
}

/// An estimate inside its range, with its unit beside it or in the same sentence.
fn number(check: &NumberCheck, field: &str, text: &str) -> Option<Evidence> {
    let bound = |printed: &str| {
        let unit = check.unit.to_lowercase();
        let value = thousandths(printed)?;
        Some(Quantity { value, unit, range: 0..0 }.in_base_unit())
    };
    let ((low, unit), (high, _)) = (bound(&check.low)?, bound(&check.high)?);
    let unit_stems = distinct_stems(&check.unit);
    sentences(text).into_iter().find_map(|range| {
        let sentence = &text[range.clone()];
        let is_unit_near = {
            let stems = distinct_stems(sentence);
            unit_stems.iter().all(|stem| stems.contains(stem))
        };
        quantities(sentence).into_iter().find_map(|quantity| {
            let (value, own_unit) = quantity.in_base_unit();
            let is_inside = if own_unit == unit {
                (low..=high).contains(&value)
            } else {
                let plain = thousandths(&check.low)?..=thousandths(&check.high)?;
                is_unit_near && plain.contains(&quantity.value) && is_countable(&own_unit)
            };
            let at = |offset: usize| range.start + offset;
            let words = vec![(at(quantity.range.start), at(quantity.range.end))];
            is_inside.then(|| {
                computed(field, About::Number(check.id.clone()), (range.start, range.end), words)
            })
        })
    })
}

/// A unit of another kind (seconds, bytes, percent) is not what was asked for.
fn is_countable(unit: &str) -> bool {
    !matches!(unit, "second" | "%" | "kb" | "kb/s" | "kbit/s")
}

/// The drawn cause, in the words of its truth or its fix. Named without a look at what tells it
/// from the others it is a guess: at most "maybe".
fn named_cause(
    prompt: &str,
    field: &str,
    text: &str,
    cause: &Cause,
    is_separated: bool,
) -> Option<Evidence> {
    let phrasings: Vec<String> = [&cause.truth, &cause.fix]
        .into_iter()
        .flat_map(|told| sentences(told).into_iter().map(move |range| told[range].to_owned()))
        .collect();
    let item = ItemPhrasings { id: "", phrasings: &phrasings };
    let found = Matcher::builtin().find(prompt, text, &[item]).into_iter().next()?;
    if found.share < MAYBE {
        return None;
    }
    let mut evidence = filed(field, About::Cause, &found);
    // A truth is a long sentence with figures; from the lower cut-off on it was named.
    evidence.band = match (evidence.band, is_separated, evidence.polarity) {
        (Band::Likely | Band::Maybe, true, false) if found.share >= (LIKELY + MAYBE) / 2 => {
            Band::Likely
        }
        (band, true, _) => band,
        (_, false, _) => Band::Maybe,
    };
    Some(evidence)
}

/// Whether the reveals that were shown tell the cause from every other.
#[must_use]
pub fn separates(judge: &Judge, cause: &str, shown: &[usize]) -> bool {
    let differs = |other: &Cause| {
        shown
            .iter()
            .filter_map(|&index| judge.reveals.get(index))
            .any(|reveal| reveal.say.get(cause) != reveal.say.get(&other.id))
    };
    judge.causes.iter().filter(|other| other.id != cause).all(differs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::{QuizOption, RedFlag, Reveal};

    fn rubric_item(id: &str, phrasing: &str) -> RubricItem {
        RubricItem {
            id: id.to_owned(),
            text: id.to_owned(),
            dim: "knowledge".to_owned(),
            weight: 1,
            must: false,
            bonus: false,
            from: None,
            phrasings: vec![phrasing.to_owned()],
            anchors: std::collections::BTreeMap::new(),
        }
    }

    fn judge() -> Judge {
        Judge {
            rubric: vec![
                rubric_item("scope", "messages are ordered only inside one partition"),
                rubric_item("key", "use the account id as the message key"),
            ],
            red_flags: vec![RedFlag {
                text: "claims a global order".to_owned(),
                cap: 2,
                dim: "knowledge".to_owned(),
                phrasings: vec!["kafka keeps a total order over the whole topic".to_owned()],
            }],
            ..Judge::default()
        }
    }

    fn part<'a>(judge: &'a Judge, fields: &'a [(&'a str, &'a str)]) -> Part<'a> {
        Part {
            judge,
            options: &[],
            prompt: "What order?",
            round_items: &[],
            followup: None,
            curveballs: &[],
            cause: None,
            fields,
        }
    }

    fn abouts(found: &[Evidence]) -> Vec<About> {
        found.iter().map(|evidence| evidence.about.clone()).collect()
    }

    #[test]
    fn items_and_flags_are_found_and_the_rest_is_not_filed() {
        let judge = judge();
        let fields = [(
            "answer",
            "Messages are ordered inside one partition only. Kafka keeps a total order over the whole topic.",
        )];
        let found = read(&part(&judge, &fields));
        assert_eq!(abouts(&found), [About::Item("scope".into()), About::RedFlag(0)]);
        assert_eq!(
            &fields[0].1[found[0].range.0..found[0].range.1],
            "Messages are ordered inside one partition only."
        );
    }

    #[test]
    fn of_several_fields_the_best_counts_and_is_named() {
        let judge = judge();
        let fields = [
            ("requirements", "I use an account id, I think."),
            ("model", "I use the account id as the key of a message."),
        ];
        let found = read(&part(&judge, &fields));
        assert_eq!((found[0].field.as_str(), found[0].band), ("model", Band::Likely));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_follow_up_answers_its_own_question_and_may_cover_items_late() {
        let judge = judge();
        let followup = Followup {
            id: "hot".to_owned(),
            when: crate::bank::question::Trigger::Always,
            ask: "One merchant is hot. Now?".to_owned(),
            phrasings: vec!["split the hot key by salting".to_owned()],
            model: None,
        };
        let fields = [(
            "followup-hot",
            "I split the hot key by salting it. I still use the account id as the message key.",
        )];
        let found = read(&Part { followup: Some(&followup), ..part(&judge, &fields) });
        assert_eq!(abouts(&found), [About::Item("key".into()), About::Followup("hot".into())]);
    }

    #[test]
    fn a_curveball_that_was_thrown_is_looked_for() {
        let judge = judge();
        let curveball = Curveball {
            id: "twice".to_owned(),
            after: 10,
            say: "A customer was billed twice. Now?".to_owned(),
            phrasings: vec!["a unique key makes the second write do nothing".to_owned()],
            model: None,
        };
        let fields = [("answer", "With a unique key the second write would do nothing.")];
        let thrown = [&curveball];
        let found = read(&Part { curveballs: &thrown, ..part(&judge, &fields) });
        assert_eq!(abouts(&found), [About::Curveball("twice".into())]);
        assert!(read(&part(&judge, &fields)).is_empty(), "never thrown");
    }

    #[test]
    fn a_quiz_is_decided_by_the_option_alone() {
        let option =
            |text: &str, correct| QuizOption { text: text.to_owned(), correct, why: String::new() };
        let judge = Judge {
            options: vec![option("in the whole topic", false), option("in a partition", true)],
            ..judge()
        };
        let options = ["in a partition", "in the whole topic"].map(str::to_owned);
        let count = |text: &str| {
            read(&Part { options: &options, ..part(&judge, &[("answer", text)]) }).len()
        };
        assert_eq!(count("a"), 2, "the order shown counts");
        assert_eq!(count("In a partition"), 2);
        assert_eq!(count("b"), 0);
        assert_eq!(count("messages are ordered only inside one partition"), 0);
    }

    #[test]
    fn options_are_named_by_letter_number_or_text() {
        let options = ["one", "two", "three"];
        let choose = |text: &str| choice(&options, text);
        assert_eq!([choose("b"), choose("B) two"), choose("2"), choose(" Two ")], [Some(1); 4]);
        assert_eq!([choose("d"), choose("4"), choose(""), choose("maybe")], [None; 4]);
    }

    fn disk(low: &str, high: &str, unit: &str) -> NumberCheck {
        NumberCheck {
            id: "disk".to_owned(),
            text: String::new(),
            value: low.to_owned(),
            unit: unit.to_owned(),
            low: low.to_owned(),
            high: high.to_owned(),
            weight: 1,
            dim: "scale".to_owned(),
        }
    }

    fn is_estimated(check: &NumberCheck, text: &str) -> bool {
        number(check, "answer", text).is_some()
    }

    #[test]
    fn estimates_count_inside_their_range_and_unit() {
        let check = disk("130", "420", "TB");
        assert!(is_estimated(&check, "That makes about 156 TB of disk."));
        assert!(is_estimated(&check, "We need 0.2 PB."));
        assert!(!is_estimated(&check, "That makes 52 TB."));
        assert!(!is_estimated(&check, "We take 156 GB."));
        assert!(!is_estimated(&check, "There are 156 topics."));
    }

    #[test]
    fn an_estimate_may_have_its_unit_elsewhere_in_the_sentence() {
        let brokers = disk("9", "24", "brokers");
        assert!(is_estimated(&brokers, "So I need 12 brokers."));
        assert!(is_estimated(&brokers, "For brokers I take 12 of them."));
        assert!(!is_estimated(&brokers, "I wait 12 minutes for the brokers."));
        assert!(is_estimated(
            &disk("1100", "1300", "MB/s"),
            "Three copies make 1200 MB/s of writes."
        ));
    }

    #[test]
    fn the_number_is_marked_in_the_quote() {
        let text = "First this. Then 156 TB.";
        let found = number(&disk("130", "420", "TB"), "answer", text).expect("found");
        assert_eq!(&text[found.words[0].0..found.words[0].1], "156 TB");
        assert_eq!(&text[found.range.0..found.range.1], "Then 156 TB.");
    }

    fn incident() -> Judge {
        let cause = |id: &str, truth: &str| Cause {
            id: id.to_owned(),
            truth: truth.to_owned(),
            fix: "Undo it.".to_owned(),
        };
        let reveal = |id: &str, says: [&str; 2]| Reveal {
            id: id.to_owned(),
            ask: vec![id.to_owned()],
            minutes: 1,
            say: [("skew", says[0]), ("limit", says[1])]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
        };
        Judge {
            causes: vec![
                cause("skew", "One partition holds a hot seller."),
                cause("limit", "The service throttles."),
            ],
            reveals: vec![
                reveal("network", ["fine", "fine"]),
                reveal("lag", ["one high", "all alike"]),
            ],
            ..Judge::default()
        }
    }

    #[test]
    fn a_cause_is_a_guess_until_a_reveal_separates_it() {
        let judge = incident();
        assert!(!separates(&judge, "skew", &[]));
        assert!(!separates(&judge, "skew", &[0]), "the decoy tells nothing");
        assert!(separates(&judge, "skew", &[0, 1]));
        let fields = [("answer", "A hot seller sits in one partition, which holds the lag.")];
        let band = |is_separated| {
            let cause = Some((&judge.causes[0], is_separated));
            read(&Part { cause, ..part(&judge, &fields) }).first().map(|evidence| evidence.band)
        };
        assert_eq!(band(true), Some(Band::Likely));
        assert_eq!(band(false), Some(Band::Maybe));
    }
}
