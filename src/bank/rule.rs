//! The rules a bank keeps, each with a number, a stable name and a reason.

/// One rule of `mock bank lint`. Numbers and names are never given to another rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub number: u32,
    pub name: &'static str,
    /// What it asks for, and why.
    pub explains: &'static str,
}

/// The rule with this name or number, as a person writes it.
pub fn find(name_or_number: &str) -> Option<&'static Rule> {
    let wanted = name_or_number.trim();
    ALL.iter().find(|rule| rule.name == wanted || rule.number.to_string() == wanted)
}

macro_rules! rules {
    ($($constant:ident = $number:literal $name:literal: $explains:literal;)+) => {
        $(pub const $constant: Rule =
            Rule { number: $number, name: $name, explains: $explains };)+

        /// Every rule, by number.
        pub const ALL: &[Rule] = &[$($constant),+];
    };
}

rules! {
    FILE = 0 "file": "A file can be read, is UTF-8, of reasonable size, and TOML.";
    SCHEMA = 1 "schema": "Every key is one the schema knows, and its value has the type and \
        range written there: a misspelt key would otherwise be a rule that silently never holds.";
    ID = 2 "id": "An id is kebab-case, the same as its file's or folder's name, and unique: \
        sessions and schedules refer to questions by it for years.";
    TOPIC = 3 "topic": "The topic is a row of the coverage matrix (topics.toml), so that draws \
        and statistics find the question.";
    SEED = 4 "seed": "Each unit of the guide that the bank started from is covered: what the seed \
        map names exists, and with `--seed GUIDE` it names every heading, list item, block of \
        code and paragraph of the guide.";
    PHASES = 6 "phases": "The phases of a round sum to its minutes and each can be filled; \
        a clock that does not add up cannot be kept.";
    FITS = 7 "fits": "A question takes no longer than the longest phase that may draw it, \
        otherwise it is never drawn.";
    PROMPT = 8 "prompt": "A prompt has 8 to 120 words: it is spoken, and has to be understood \
        at once.";
    SIMILAR = 9 "similar": "Two prompts share less than 60% of their word triples (Jaccard): \
        near-copies spoil a redo and the measure of progress.";
    RUBRIC = 10 "rubric": "At least three rubric items and one `must`: fewer give a score that \
        one lucky word decides.";
    WEIGHTS = 11 "weights": "Weights are 1 to 5 and no item holds over half of the core weight.";
    DIMENSION = 12 "dimension": "A rubric item's `dim` is one of its kind's dimensions; scores \
        are pooled by them.";
    PHRASINGS = 13 "phrasings": "Six to twelve short phrasings an item, in the words people use, \
        none a copy of its text: eight more raised the right sentence from first in 57% to 70%.";
    MODEL_RANKS = 15 "model-ranks": "In the model answer each point has its sentence among the \
        reader's first three (`mock bank test`).";
    SAMPLES = 16 "samples": "A question has natural samples, at least one strong, two middling and \
        one fluent and wrong, marked point by point with the words that show it: they test the \
        readers. One made of phrasings tests nothing.";
    REFERENCES = 18 "references": "What a `when`, `killed_by`, `say` or `draw` names exists, and \
        no follow-up waits for itself.";
    HINTS = 19 "hints": "Hint costs rise, and together are at most .5: half the weight must \
        remain worth earning.";
    HINT_REVEALS = 20 "hint-reveals": "A hint does not contain the reference solution or the \
        model answer.";
    CLARIFICATIONS = 21 "clarifications": "Design, case and modelling questions hold at least two \
        clarifications before their turn: asking first is part of what is judged. One that is said only \
        until the turn or after it belongs to a question with a curveball.";
    QUIZ = 22 "quiz": "A quiz has four options of like length, one correct, a reason on each.";
    NOW = 23 "now": "No current date, `now` or chance: the same answer must be right next year.";
    FLOATS = 24 "floats": "Results with fractions are compared with a tolerance.";
    ORDER = 25 "order": "A result compared in order is ordered by a key without ties.";
    VISIBLE = 26 "visible-data": "Visible data holds at most 20 rows, to be read at a glance.";
    HIDDEN = 27 "hidden-data": "Hidden data covers NULL, tie, duplicate, boundary, empty table \
        and unmatched key, or says why not.";
    MUTANTS = 28 "mutants": "At least three wrong solutions that must fail: they test the tests.";
    PROBES = 29 "probes": "A STAR question has at least three probes.";
    CAUSES = 30 "causes": "Some reveal distinguishes every two causes, and at least one \
        reveal says nothing: looking must be a choice.";
    NUMBERS = 31 "numbers": "The value of a number check lies inside the range it accepts.";
    REVIEW = 32 "review": "Licence and author are given, and a review within 18 months: tools \
        change under a question.";
    ANCHORS = 33 "anchors": "Level anchors are complete (all levels or all scores) and distinct.";
    BRIEF = 34 "brief": "A question for several levels has a `brief` for all of them but one, \
        which hears the bare prompt: a junior and a senior are not asked the same.";
    PLACEHOLDER = 35 "placeholder": "No text begins with TODO, and no code beside the question \
        has a line that does: somebody has yet to write it.";
    MODEL = 36 "model": "A data model has three views or more to answer with, rows to be refused and \
        a sound one, and a turn that is said half-way and held by hidden data.";
    PLANTED = 37 "planted": "A review has three planted faults or more and two sound oddities, each on \
        lines of its own; a rubric item says why each fault is one, and where the file is run a hidden \
        case tells of each place alone.";
    HINT_ASKS = 39 "hint-asks": "No hint asks what a follow-up or a probe asks: it would cost \
        what comes for nothing.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_both_find_the_rule() {
        for rule in ALL {
            assert_eq!(find(rule.name), Some(rule));
            assert_eq!(find(&rule.number.to_string()), Some(rule));
        }
        assert_eq!(find("no-such-rule"), None);
    }
}
