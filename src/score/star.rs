//! The shape of a STAR answer: shares, story, result, claims, "I" and "we", length.
//!
//! Every check states its rule and where it comes from. None of them marks: words explain little
//! of an interview's impression (R² = .11, Muralidhar), so they prompt and inform, and the score
//! comes from the rubric.

mod claims;
mod story;

use super::evidence::words::words;
use super::quantity::{Quantity, quantities};
use super::rules::StarRules;
use crate::engine::state::{Attempt, ItemState};
use crate::figures::counted;

pub use self::claims::{Claim, claims};
pub use self::story::Story;

/// The letters, in order, by the name of their field.
pub const LETTERS: [&str; 4] = crate::format::plan::STAR_FIELDS;

const SITUATION: usize = 0;
const TASK: usize = 1;
const ACTION: usize = 2;
const RESULT: usize = 3;

/// A STAR answer: text and time of each letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StarAnswer<'a> {
    pub letters: [Letter<'a>; 4],
    /// Answered aloud: the text is notes, and words stand for nothing.
    pub is_spoken: bool,
}

/// One letter's text, and the unpaused time it was the open field, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letter<'a> {
    pub text: &'a str,
    pub used_ms: u64,
}

/// What the shape of an answer shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarReport {
    pub shares: [Share; 4],
    pub story: Story,
    /// Numbers in the Result.
    pub result_numbers: Vec<Quantity>,
    pub claims: Vec<Claim>,
    /// "I" and "we" in the Action.
    pub i_count: usize,
    pub we_count: usize,
    /// How long it takes to say, in milliseconds: measured if spoken, else from its words.
    pub length_ms: u64,
    pub checks: Vec<StarCheck>,
}

/// A letter's part of the whole, in thousandths, beside the convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub letter: &'static str,
    pub words: usize,
    pub word_share: u32,
    pub used_ms: u64,
    pub time_share: u32,
    pub guide: u32,
}

/// One check, for the report and for `mock explain star`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarCheck {
    /// What a probe's `miss:` names: `result.number`.
    pub id: &'static str,
    pub rule: &'static str,
    pub source: &'static str,
    /// Nothing where the check has no meaning here (a blank answer, no claim to check).
    pub holds: Option<bool>,
    /// The figures or words it rests on.
    pub evidence: String,
}

/// Reads the shape of an answer.
#[must_use]
pub fn read(rules: &StarRules, answer: &StarAnswer<'_>) -> StarReport {
    let text = |letter: usize| answer.letters[letter].text;
    let whole = [SITUATION, TASK, ACTION, RESULT].map(text).join("\n\n");
    let shares = shares(rules, answer);
    let told = [SITUATION, TASK, ACTION].map(text).join("\n\n");
    let story = Story::read(&told);
    let result_numbers = quantities(text(RESULT));
    let claims = claims(rules, &whole);
    let (i_count, we_count) = i_and_we(text(ACTION));
    let total_words: u64 = shares.iter().map(|share| share.words as u64).sum();
    let spoken_ms = used_ms(answer);
    let length_ms = if answer.is_spoken {
        spoken_ms
    } else {
        total_words * 60_000 / u64::from(rules.words_a_minute.max(1))
    };
    let mut report = StarReport {
        shares,
        story,
        result_numbers,
        claims,
        i_count,
        we_count,
        length_ms,
        checks: Vec::new(),
    };
    report.checks = checks(rules, answer, &report);
    report
}

/// The shape of the STAR answer that scores.
#[must_use]
pub fn of_item(rules: &StarRules, item: &ItemState) -> StarReport {
    let attempt = item.scored_attempt();
    let letter = |name: &str| {
        attempt
            .and_then(|attempt| attempt.field(name))
            .map_or(Letter::default(), |field| Letter { text: &field.text, used_ms: field.used.0 })
    };
    let answer = StarAnswer { letters: LETTERS.map(letter), is_spoken: item.spoken };
    read(rules, &answer)
}

/// What is written in the letters of the last attempt that has a word in any; nothing where none has.
#[must_use]
pub fn letters_of(item: &ItemState) -> Option<[String; 4]> {
    let text = |attempt: &Attempt, name: &str| {
        attempt.field(name).map_or(String::new(), |field| field.text.trim().to_owned())
    };
    let of = |attempt: &Attempt| LETTERS.map(|letter| text(attempt, letter));
    let is_written = |letters: &[String; 4]| letters.iter().any(|text| !text.is_empty());
    item.attempts.iter().rev().map(of).find(is_written)
}

impl StarReport {
    /// Whether a `miss:` of a probe names a check that was made and failed.
    #[must_use]
    pub fn misses(&self, id: &str) -> bool {
        self.checks.iter().any(|check| check.id == id && check.holds == Some(false))
    }

    /// Whether a check of this id exists.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.checks.iter().any(|check| check.id == id)
    }

    /// Whether the Action says "we" and never "I": the probe `we>i`. Advice and evidence conflict
    /// on "we" (docs/rules.md, STAR), so a single "I" is enough to leave it alone.
    #[must_use]
    pub const fn says_we_alone(&self) -> bool {
        self.we_count > 0 && self.i_count == 0
    }
}

/// Splits a text that names its letters (`Situation: …`), as model answers and samples do. A text
/// that names none is all Action.
#[must_use]
pub fn split_letters(text: &str) -> [String; 4] {
    let mut letters: [String; 4] = Default::default();
    let mut current = ACTION;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let named = LETTERS.iter().position(|letter| {
            trimmed.get(..letter.len()).is_some_and(|head| head.eq_ignore_ascii_case(letter))
                && trimmed[letter.len()..].starts_with(':')
        });
        let body = match named {
            Some(letter) => {
                current = letter;
                trimmed[LETTERS[letter].len() + 1..].trim_start()
            }
            None => line,
        };
        if !letters[current].is_empty() {
            letters[current].push('\n');
        }
        letters[current].push_str(body);
    }
    letters.map(|letter| letter.trim().to_owned())
}

/// How time and words are spread over the letters.
fn shares(rules: &StarRules, answer: &StarAnswer<'_>) -> [Share; 4] {
    shares_of(rules, answer, answer.letters.map(|letter| count(letter.text)))
}

/// All letters' time. Foreign journals may hold any.
fn used_ms(answer: &StarAnswer<'_>) -> u64 {
    answer.letters.iter().fold(0, |sum, letter| sum.saturating_add(letter.used_ms))
}

/// Words of a letter, as the shares count them.
pub fn count(text: &str) -> usize {
    words(text).len()
}

/// As `shares`, where the words are counted already.
pub fn shares_of(rules: &StarRules, answer: &StarAnswer<'_>, counts: [usize; 4]) -> [Share; 4] {
    let all_words = counts.iter().sum::<usize>() as u64;
    let all_ms = used_ms(answer);
    let share = |part: u64, whole: u64| {
        let share = u128::from(part) * 1000;
        u32::try_from(share.checked_div(u128::from(whole)).unwrap_or(0)).unwrap_or(1000)
    };
    [SITUATION, TASK, ACTION, RESULT].map(|letter| Share {
        letter: LETTERS[letter],
        words: counts[letter],
        word_share: share(counts[letter] as u64, all_words),
        used_ms: answer.letters[letter].used_ms,
        time_share: share(answer.letters[letter].used_ms, all_ms),
        guide: rules.shares[letter],
    })
}

/// "I" and "we" as subjects and owners: I, I'm, my, me; we, we're, our, us.
fn i_and_we(text: &str) -> (usize, usize) {
    let said = words(text);
    let count = |forms: &[&str]| {
        let head = |word: &str| word.split('\'').next().unwrap_or("").to_owned();
        said.iter().filter(|word| forms.contains(&head(&word.lower).as_str())).count()
    };
    (count(&["i", "my", "me", "myself"]), count(&["we", "our", "us", "ourselves"]))
}

const BANGERTER: &str = "Bangerter et al. 2014, 62 real interviews: stories raised hiring \
                         recommendations, self-descriptions lowered them";
const CONVENTION: &str = "convention (University of Washington)";
const CAREER_ADVICE: &str = "career-centre advice; no study";

fn checks(rules: &StarRules, answer: &StarAnswer<'_>, report: &StarReport) -> Vec<StarCheck> {
    let is_blank = answer.letters.iter().all(|letter| letter.text.trim().is_empty());
    let unless_blank = |holds: bool| (!is_blank && !answer.is_spoken).then_some(holds);
    let [situation, _, action, result] = &report.shares;
    let dominant = situation.word_share > action.word_share.max(1);
    let numbers: Vec<&Quantity> =
        report.result_numbers.iter().filter(|q| !q.unit.is_empty()).collect();
    vec![
        StarCheck {
            id: "story",
            rule: "one specific past story: past tense, a time or a place, no generality",
            source: BANGERTER,
            holds: unless_blank(report.story.is_specific()),
            evidence: report.story.to_string(),
        },
        StarCheck {
            id: "result",
            rule: "the Result is not empty",
            source: BANGERTER,
            holds: unless_blank(result.words > 0),
            evidence: counted(result.words, "word"),
        },
        StarCheck {
            id: "situation.short",
            rule: "the Situation is not longer than the Action",
            source: CONVENTION,
            holds: unless_blank(!dominant),
            evidence: format!("{} against {}", situation.words, counted(action.words, "word")),
        },
        StarCheck {
            id: "result.number",
            rule: "the Result has a number and what it counts",
            source: CAREER_ADVICE,
            holds: unless_blank(!numbers.is_empty()),
            evidence: quoted(answer.letters[RESULT].text, &numbers),
        },
        StarCheck {
            id: "result.before-after",
            rule: "the Result says what it was before and what it was after",
            source: CAREER_ADVICE,
            holds: unless_blank(claims::has_before_and_after(answer.letters[RESULT].text)),
            evidence: quoted(
                answer.letters[RESULT].text,
                &report.result_numbers.iter().collect::<Vec<_>>(),
            ),
        },
        StarCheck {
            id: "result.arithmetic",
            rule: "a claimed percentage agrees with its own figures",
            source: "arithmetic",
            holds: (!report.claims.is_empty())
                .then(|| report.claims.iter().all(|claim| claim.agrees)),
            evidence: report.claims.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        },
        StarCheck {
            id: "action.i",
            rule: "the Action says what \"I\" did",
            source: "conflicting: advice says I, Naim et al. 2015 found \"we\" rated better",
            holds: unless_blank(report.i_count > 0 || action.words == 0),
            evidence: format!("I {}, we {}", report.i_count, report.we_count),
        },
        StarCheck {
            id: "length",
            rule: "said aloud, the story takes one to four minutes (one to two by convention)",
            source: CONVENTION,
            holds: (!is_blank)
                .then_some((rules.short_ms..=rules.long_ms).contains(&report.length_ms)),
            evidence: length_told(report.length_ms, answer.is_spoken),
        },
    ]
}

fn length_told(length_ms: u64, is_spoken: bool) -> String {
    let length = crate::time::Span(length_ms);
    match is_spoken {
        true => format!("you spoke for {length}"),
        false => format!("your words take about {length}"),
    }
}

fn quoted(text: &str, quantities: &[&Quantity]) -> String {
    let found: Vec<&str> = quantities.iter().filter_map(|q| text.get(q.range.clone())).collect();
    if found.is_empty() { "no number".to_owned() } else { found.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::rules::latest;
    use super::*;

    const GOOD: &str = "Situation: Last year I looked after the customer tables at a telecoms company. \
        About a hundred customers were missing on each Monday.\n\
        Task: The billing run uses that table, so I wanted to know before then.\n\
        Action: I compared both sides and worked out how often it happened. I wrote a note and sent it \
        to my manager. Then I built the fix, tested it in staging and rolled it out.\n\
        Result: Detection went from two hours to fifteen minutes, measured over the next quarter.";

    fn report(text: &str) -> StarReport {
        let letters = split_letters(text);
        let of = |at: usize| Letter { text: &letters[at], used_ms: 1000 * (at as u64 + 1) };
        read(
            &latest().star,
            &StarAnswer { letters: [of(0), of(1), of(2), of(3)], is_spoken: false },
        )
    }

    fn holds(text: &str, id: &str) -> Option<bool> {
        report(text).checks.into_iter().find(|check| check.id == id).and_then(|check| check.holds)
    }

    #[test]
    fn letters_are_found_by_their_names() {
        let letters = split_letters("Situation: a\nb\n\nTASK: c\nAction: d\nResult:\ne");
        assert_eq!(letters, ["a\nb", "c", "d", "e"]);
        assert_eq!(split_letters("just text")[ACTION], "just text");
    }

    #[test]
    fn shares_are_thousandths_of_words_and_of_time() {
        let report =
            report("Situation: one two\nTask: three\nAction: four five six\nResult: seven eight");
        assert_eq!(report.shares.map(|share| share.word_share), [250, 125, 375, 250]);
        assert_eq!(report.shares.map(|share| share.time_share), [100, 200, 300, 400]);
        assert_eq!(report.shares.map(|share| share.guide), [200, 100, 600, 100]);
    }

    #[test]
    fn a_good_answer_passes_its_checks() {
        let failed: Vec<&str> = report(GOOD)
            .checks
            .into_iter()
            .filter(|check| check.holds == Some(false) && check.id != "length")
            .map(|check| check.id)
            .collect();
        assert_eq!(failed, Vec::<&str>::new());
    }

    #[test]
    fn a_result_without_a_number_is_missed_and_fires_its_probe() {
        let text = GOOD.replace(
            "from two hours to fifteen minutes, measured over the next quarter",
            "much better",
        );
        assert!(report(&text).misses("result.number"));
        assert!(!report(GOOD).misses("result.number"));
        assert!(!report(GOOD).misses("no-such-check"));
    }

    #[test]
    fn an_empty_result_is_flagged() {
        assert_eq!(holds("Situation: a\nAction: I did it", "result"), Some(false));
        assert_eq!(holds("", "result"), None, "a blank answer is not a STAR answer at all");
    }

    #[test]
    fn we_over_i_counts_the_action_alone() {
        let text = "Situation: We were many and our team was ours.\nAction: I did it. We helped.";
        assert_eq!((report(text).i_count, report(text).we_count), (1, 1));
        assert!(!report(text).says_we_alone());
        assert!(report("Action: We did it and our team won.").says_we_alone());
        assert_eq!(holds("Action: We did it.", "action.i"), Some(false));
    }

    #[test]
    fn a_situation_longer_than_the_action_is_flagged() {
        assert_eq!(
            holds("Situation: it was so very long ago\nAction: I acted", "situation.short"),
            Some(false)
        );
        assert_eq!(holds(GOOD, "situation.short"), Some(true));
    }

    #[test]
    fn length_is_neutral_between_one_and_four_minutes() {
        let of = |words: usize| holds(&format!("Action: {}", "word ".repeat(words)), "length");
        assert_eq!(
            (of(139), of(140), of(560), of(561)),
            (Some(false), Some(true), Some(true), Some(false))
        );
    }

    #[test]
    fn a_spoken_answer_is_measured_and_its_notes_are_not_judged() {
        let letter = Letter { text: "notes", used_ms: 30_000 };
        let answer = StarAnswer { letters: [letter; 4], is_spoken: true };
        let report = read(&latest().star, &answer);
        assert_eq!(report.length_ms, 120_000);
        assert!(!report.misses("result.number") && !report.misses("story"));
    }
}
