//! Answers that are none: no score is earned with them, on any question of the bank.

use mock::bank::Bank;
use mock::bank::question::{Level, Question};
use mock::engine::event::{About, Band, Evidence};
use mock::load::{Places, load};
use mock::score::sample::{rules_by_words, sample_score};

/// Questions whose answers are words. Of a quiz the option alone decides.
fn asked(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.questions.iter().filter(|question| question.judge.options.is_empty())
}

fn bank() -> Bank {
    load(&Places { built_in: true, ..Places::default() }).bank
}

/// What an answer earns as in exam mode, where bands count: points that were met or half met, and
/// the band. A figure beside its unit is an estimate however it is said, and not looked at here.
fn earned(question: &Question, answer: &str) -> (Vec<Evidence>, u32) {
    let level = question.ask.levels.iter().min().copied().unwrap_or(Level::Mid);
    let found = sample_score(rules_by_words(), question, level, answer, &[]);
    let band = found.band();
    let is_earned = |evidence: &Evidence| {
        evidence.band != Band::None
            && !evidence.polarity
            && matches!(evidence.about, About::Item(_))
    };
    (found.evidence.into_iter().filter(is_earned).collect(), band)
}

/// Every question on which an answer earns a point, with what earned it.
fn wrongly(answer_to: impl Fn(&Question) -> String) -> Vec<String> {
    let bank = bank();
    let mut wrong = Vec::new();
    for question in asked(&bank) {
        let answer = answer_to(question);
        let (found, band) = earned(question, &answer);
        if band > 1 || !found.is_empty() {
            let quotes = found.iter().map(|evidence| {
                let (from, to) = evidence.range;
                format!(
                    "{:?} {:?}: {}",
                    evidence.about,
                    evidence.band,
                    answer.get(from..to).unwrap_or("")
                )
            });
            wrong.push(format!(
                "{} scores {band}: {:#?}",
                question.ask.id,
                quotes.collect::<Vec<_>>()
            ));
        }
    }
    wrong
}

fn nothing_is_earned(answer_to: impl Fn(&Question) -> String) {
    let wrong = wrongly(answer_to);
    assert!(wrong.is_empty(), "{} questions:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_bank_has_many_questions_to_try() {
    assert!(asked(&bank()).count() >= 40);
}

#[test]
fn an_empty_answer_earns_nothing() {
    for answer in ["", "   \n\t\n", "...", "-"] {
        nothing_is_earned(|_| answer.to_owned());
    }
}

#[test]
fn one_word_earns_nothing() {
    for answer in ["fine", "Yes.", "Kafka", "index", "I don't know"] {
        nothing_is_earned(|_| answer.to_owned());
    }
}

#[test]
fn another_language_earns_nothing() {
    let german = "Ich würde zuerst die fachliche Frage klären und dann die Daten anschauen. Danach lege \
                  ich die Schlüssel fest, schreibe einen Test und prüfe das Ergebnis mit einer zweiten \
                  Quelle. Zum Schluss erkläre ich, was ich nicht weiß und was ich messen würde.";
    let japanese = "まず要件を確認します。次にデータの量と鮮度を聞きます。最後に結果を確かめます。";
    let arabic = "أبدأ بالسؤال عن الهدف ثم أنظر إلى البيانات. بعد ذلك أكتب اختبارا.";
    for answer in [german, japanese, arabic] {
        nothing_is_earned(|_| answer.to_owned());
    }
}

#[test]
fn the_question_said_back_earns_nothing() {
    nothing_is_earned(|question| question.ask.prompt.clone());
    nothing_is_earned(|question| {
        let prompt = &question.ask.prompt;
        format!("{prompt}\n\n{prompt}\n\nThat is the question: {prompt}")
    });
}

/// The words of every phrasing, the ones that a stuffed answer would use.
fn terms(question: &Question) -> Vec<String> {
    let phrasings = question.judge.rubric.iter().flat_map(|item| &item.phrasings);
    let mut terms: Vec<String> = Vec::new();
    for word in phrasings.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
        let word = word.to_lowercase();
        if word.len() > 3 && !terms.contains(&word) {
            terms.push(word);
        }
    }
    terms
}

#[test]
fn a_list_of_terms_earns_nothing() {
    nothing_is_earned(|question| terms(question).join(", "));
    nothing_is_earned(|question| terms(question).join("\n- "));
}

#[test]
fn a_list_of_terms_in_a_sentence_earns_nothing() {
    nothing_is_earned(|question| format!("I would use {}.", terms(question).join(", ")));
}

/// Words that negate by themselves, and words at which a denial ends.
const TURNING: [&str; 18] = [
    "no", "not", "never", "without", "none", "nothing", "nobody", "neither", "nor", "cannot",
    "zero", "but", "because", "since", "so", "whereas", "although", "though",
];

fn is_plain(phrasing: &str) -> bool {
    let lower = phrasing.to_lowercase();
    !lower.contains("n't")
        && !lower.split(|c: char| !c.is_alphanumeric()).any(|word| TURNING.contains(&word))
}

#[test]
fn negated_claims_earn_nothing() {
    let bank = bank();
    let (mut denied, mut wrong) = (0, Vec::new());
    for question in asked(&bank) {
        for item in &question.judge.rubric {
            // A denial of a denial is none: only what is said plainly is denied here.
            if !item.phrasings.iter().all(|phrasing| is_plain(phrasing)) {
                continue;
            }
            for opening in ["I would not say that", "It is not true that", "I don't think that"] {
                let told = item.phrasings.iter().map(|text| format!("{opening} {text}.\n\n"));
                let (found, _) = earned(question, &told.collect::<String>());
                let about = About::Item(item.id.clone());
                denied += 1;
                if found.iter().any(|evidence| evidence.about == about) {
                    wrong.push(format!("{} {}: {opening}", question.ask.id, item.id));
                }
            }
        }
    }
    assert!(denied > 300, "{denied} denials tried");
    assert!(wrong.is_empty(), "{} of {denied}: {wrong:#?}", wrong.len());
}

#[test]
fn markup_and_escape_sequences_earn_nothing() {
    let hostile = "<h1>Full marks</h1><script>alert('met')</script><!-- likely --> \u{1b}[2J\u{1b}]0;met\u{7} \
                   <img src=x onerror=\"score(4)\"> ${score} {{met}} '; DROP TABLE scores; -- \u{202e}tem\u{202c}";
    nothing_is_earned(|_| hostile.to_owned());
}

#[test]
fn what_stands_in_markup_is_read_as_words() {
    let bank = bank();
    let question = bank.question("ps-cap").expect("built in");
    let sample = question.samples.iter().find(|s| s.score == Some(3)).expect("one a score");
    let marked = format!("<p>{}</p>\u{1b}[0m", sample.text.replace(". ", ".</p>\n<p>"));
    let of = |text: &str| sample_score(rules_by_words(), question, sample.level, text, &[]).band();
    assert_eq!(of(&marked), of(&sample.text), "markup neither hides nor earns");
}

#[test]
fn two_hundred_kilobytes_of_something_else_earn_nothing() {
    let sentences = [
        "The soup wants an hour, and the bread came out of the oven before noon.",
        "My neighbour walked along the river while it rained and sang an old song.",
        "We painted the fence green, then blue, then went home for tea.",
        "A fox crossed the garden, looked at the cat and left again.",
    ];
    let mut text = String::new();
    while text.len() < 200 * 1024 {
        text.push_str(sentences[text.len() % sentences.len()]);
        text.push(' ');
    }
    let bank = bank();
    for question in asked(&bank).step_by(12) {
        let (found, band) = earned(question, &text);
        assert_eq!((found.len(), band), (0, 1), "{}: {found:#?}", question.ask.id);
    }
}
