//! What a handed-in part of an answer shows, item by item: the one way from text to evidence, for
//! sessions and for the bank's samples alike.

use crate::bank::question::{Cause, Judge, NumberCheck};
use crate::engine::checklist::Point;
use crate::engine::event::{About, Band, Evidence};

use super::best::is_better;
use super::evidence::sentences::sentences;
use super::evidence::words::distinct_stems;
use super::evidence::{Evidence as Found, ItemPhrasings, LIKELY, MAYBE, Matcher, Polarity};
use super::quantity::{Quantity, quantities, thousandths};
use super::review::Pointing;

/// Marks a score of a computed finding, where nothing is matched by words.
const CERTAIN: u32 = 1000;

/// One part of an answer, and what it is held against.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub judge: &'a Judge,
    /// What was put to the candidate by then, and the round's own points; none of those for a
    /// sample.
    pub points: &'a [Point<'a>],
    /// A quiz's options in the order they were shown.
    pub options: &'a [String],
    /// The question's prompt.
    pub prompt: &'a str,
    /// Id of the follow-up that the part answers, if it is no answer to the question itself.
    pub followup: Option<&'a str>,
    /// The drawn cause of an incident, and whether what was revealed tells it from the others.
    pub cause: Option<(&'a Cause, bool)>,
    /// Names and texts of its fields.
    pub fields: &'a [(&'a str, &'a str)],
}

impl<'a> Part<'a> {
    /// The points that the part may show: of the follow-ups only the one that it answers.
    pub(super) fn sought(&self) -> impl Iterator<Item = &'a Point<'a>> + use<'a> {
        let followup = self.followup;
        self.points.iter().filter(move |point| match &point.about {
            About::Followup(id) => followup == Some(id),
            _ => true,
        })
    }

    /// The words that it answers: the prompt, and what was asked after it.
    pub(super) fn answers(&self) -> String {
        let asked = self.sought().find(|point| matches!(point.about, About::Followup(_)));
        format!("{} {}", self.prompt, asked.map_or("", |point| point.text))
    }
}

/// What is computed of a part, and needs no reader: the choice of a quiz, and estimates.
#[must_use]
pub fn computed_of(part: &Part<'_>) -> Vec<Evidence> {
    let judge = part.judge;
    if part.followup.is_some() {
        return Vec::new();
    }
    let of_field = |&(name, text): &(&str, &str)| {
        if !judge.options.is_empty() {
            return chosen(part, name, text);
        }
        judge.numbers.iter().filter_map(|check| number(check, name, text)).collect()
    };
    let mut found: Vec<Evidence> = part.fields.iter().flat_map(of_field).collect();
    found.extend(pointed_at(part));
    best_of_each(found)
}

/// The best evidence for each thing the part may show, in the order of the question's files;
/// nothing where no sentence matched.
#[must_use]
pub fn read(part: &Part<'_>) -> Vec<Evidence> {
    let fields = part.fields.iter();
    best_of_each(fields.flat_map(|&(name, text)| read_field(part, name, text)).collect())
}

fn best_of_each(all: Vec<Evidence>) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for evidence in all {
        match found.iter_mut().find(|held| held.about == evidence.about) {
            Some(held) if is_better(&evidence, held) => *held = evidence,
            Some(_) => {}
            None => found.push(evidence),
        }
    }
    found
}

fn read_field(part: &Part<'_>, name: &str, text: &str) -> Vec<Evidence> {
    let judge = part.judge;
    if !judge.options.is_empty() && part.followup.is_none() {
        return chosen(part, name, text);
    }
    let points: Vec<&Point<'_>> = part.sought().collect();
    let prompt = part.answers();
    let mut found: Vec<Evidence> = groups(&prompt, &points)
        .into_iter()
        .flat_map(|(prompt, group)| matched(prompt, name, text, &group))
        .collect();
    if part.followup.is_none() {
        found.extend(judge.numbers.iter().filter_map(|check| number(check, name, text)));
    }
    if let Some((cause, is_separated)) = part.cause {
        found.extend(named_cause(&prompt, name, text, cause, is_separated));
    }
    found
}

/// The points that a text is held against together, each group with the words that it answers.
///
/// The rule against windows that prove too much counts within a group: a rubric, the red flags and
/// the round's own points are each one. What was put later stands alone, and answers itself.
pub(super) fn groups<'p, 'q>(
    prompt: &'p str,
    points: &[&'p Point<'q>],
) -> Vec<(&'p str, Vec<&'p Point<'q>>)> {
    let together = |is: fn(&About) -> bool| {
        (prompt, points.iter().copied().filter(|point| is(&point.about)).collect::<Vec<_>>())
    };
    let mut groups = vec![
        together(|about| matches!(about, About::Item(_))),
        together(|about| matches!(about, About::RedFlag(_))),
        together(|about| matches!(about, About::RoundItem(_))),
    ];
    let alone = |about: &About| matches!(about, About::Followup(_) | About::Curveball(_));
    let alone = points.iter().copied().filter(|point| alone(&point.about));
    groups.extend(alone.map(|point| (point.text, vec![point])));
    groups
}

fn matched(prompt: &str, field: &str, text: &str, group: &[&Point<'_>]) -> Vec<Evidence> {
    let items: Vec<ItemPhrasings<'_>> =
        group.iter().map(|point| ItemPhrasings { id: "", phrasings: point.phrasings }).collect();
    let found = Matcher::builtin().find(prompt, text, &items);
    group
        .iter()
        .zip(found)
        .filter(|(_, found)| found.band != Band::None)
        .map(|(point, found)| filed(field, point.about.clone(), &found))
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
    let covered = part.points.iter().filter(|point| matches!(point.about, About::Item(_)));
    covered.map(|point| computed(field, point.about.clone(), (0, text.len()), Vec::new())).collect()
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

/// The faults of a reviewed file that an answer points at.
fn pointed_at(part: &Part<'_>) -> Vec<Evidence> {
    let Some(review) = &part.judge.review else { return Vec::new() };
    let pointing = Pointing::of(review, part.fields.iter().copied());
    let faults = review.faults.iter().filter_map(|fault| {
        let words = pointing.at(&fault.lines)?;
        let range = (words.at.start, words.at.end);
        Some(computed(words.field, About::Fault(fault.id.clone()), range, Vec::new()))
    });
    faults.collect()
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
    use crate::bank::question::{
        Curveball, Followup, Kind, Level, QuizOption, RedFlag, Reveal, RubricItem,
    };
    use crate::engine::checklist::{Put, points_of_question};

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

    /// What is found in an answer by itself, in one to a follow-up, under a drawn cause.
    struct Reader<'a> {
        judge: &'a Judge,
        put: Put,
        options: &'a [String],
        followup: Option<&'a str>,
        cause: Option<(&'a Cause, bool)>,
    }

    impl<'a> Reader<'a> {
        fn of(judge: &'a Judge) -> Self {
            Reader { judge, put: Put::default(), options: &[], followup: None, cause: None }
        }

        fn read(&self, fields: &[(&str, &str)]) -> Vec<Evidence> {
            let (kind, level) = (Kind::PhoneScreen, Level::Mid);
            read(&Part {
                judge: self.judge,
                points: &points_of_question(self.judge, kind, level, &self.put),
                options: self.options,
                prompt: "What order?",
                followup: self.followup,
                cause: self.cause,
                fields,
            })
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
        let found = Reader::of(&judge).read(&fields);
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
        let found = Reader::of(&judge).read(&fields);
        assert_eq!((found[0].field.as_str(), found[0].band), ("model", Band::Likely));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_follow_up_answers_its_own_question_and_may_cover_items_late() {
        let mut judge = judge();
        judge.followups.push(Followup {
            id: "hot".to_owned(),
            when: crate::bank::question::Trigger::Always,
            ask: "One merchant is hot. Now?".to_owned(),
            phrasings: vec!["split the hot key by salting".to_owned()],
            model: None,
        });
        let fields = [(
            "followup-hot",
            "I split the hot key by salting it. I still use the account id as the message key.",
        )];
        let put = Put::all(&judge);
        let found = Reader { put, followup: Some("hot"), ..Reader::of(&judge) }.read(&fields);
        assert_eq!(abouts(&found), [About::Item("key".into()), About::Followup("hot".into())]);
    }

    #[test]
    fn a_curveball_that_was_thrown_is_looked_for() {
        let mut judge = judge();
        judge.curveballs.push(Curveball {
            id: "twice".to_owned(),
            after: 10,
            say: "A customer was billed twice. Now?".to_owned(),
            phrasings: vec!["a unique key makes the second write do nothing".to_owned()],
            model: None,
        });
        let fields = [("answer", "With a unique key the second write would do nothing.")];
        let put = Put::all(&judge);
        let found = Reader { put, ..Reader::of(&judge) }.read(&fields);
        assert_eq!(abouts(&found), [About::Curveball("twice".into())]);
        assert!(Reader::of(&judge).read(&fields).is_empty(), "never thrown");
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
            Reader { options: &options, ..Reader::of(&judge) }.read(&[("answer", text)]).len()
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
            let found = Reader { cause, ..Reader::of(&judge) }.read(&fields);
            found.first().map(|evidence| evidence.band)
        };
        assert_eq!(band(true), Some(Band::Likely));
        assert_eq!(band(false), Some(Band::Maybe));
    }
}
