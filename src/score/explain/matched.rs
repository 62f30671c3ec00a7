//! What reads an answer, in words: from rules 3 on readers that suggest, before a matcher that cut
//! bands.

use super::explained::{Explained, Group, share};
use crate::score::evidence::ranker::{MOST_PLACES, VERSION};
use crate::score::evidence::{
    LIKELY, MATCHER, MAYBE, MOST_ITEMS_A_WINDOW, PROMPT_TENTHS, WIDEST_WINDOW,
};
use crate::score::rules::Rules;

const MEASURED: &str = "measured on six public sets of graded answers, where it beat a small \
                        embedding model on each (SemEval-2013 Beetle, SAF and others)";
const SUGGESTS: &str = "suggests; a person decides. In exam mode it counts unless a person marks";

pub(super) fn evidence(rules: &Rules) -> Vec<Explained> {
    if rules.judgement.is_some() { suggested() } else { banded() }
}

const POINTS_AT: &str = "measured on natural answers (docs/scoring.md): the right sentence is first in \
                         .62 to .66, among the first three in .83 to .84";
const SUGGESTS_ONLY: &str = "suggests a sentence; a person marks. No score rests on it";

fn suggested() -> Vec<Explained> {
    let rule = |id: &str, rule: String| Explained {
        id: id.to_owned(),
        group: Group::Evidence,
        rule,
        source: POINTS_AT.to_owned(),
        effect: SUGGESTS_ONLY,
    };
    vec![
        rule(
            "words",
            format!(
                "For each point the sentences of your answer are ranked by the stems they share with \
                 the point's text and its phrasings, rare ones and those of few points weighing more, \
                 those of the prompt less. This is words {VERSION}; the {MOST_PLACES} best are in the \
                 journal. It matches words, not correctness."
            ),
        ),
        rule("suggestion", "The debrief highlights the best-ranked sentence; the next, and every other sentence of the answer, is a key away. The report says which suggestion was taken.".to_owned()),
        rule("model", "A language model that you set up yourself (`mock config`) suggests sentences too, by their numbers, so that it can quote nothing you didn't write. What it says of a point is shown beside your mark.".to_owned()),
        rule("to-grader", "A sentence that speaks to whoever grades is shown as such and proves nothing.".to_owned()),
    ]
}

fn banded() -> Vec<Explained> {
    let rule = |id: &str, rule: String| Explained {
        id: id.to_owned(),
        group: Group::Evidence,
        rule,
        source: MEASURED.to_owned(),
        effect: SUGGESTS,
    };
    vec![
        rule(
            "matching",
            format!(
                "Word stems, rare ones weighing more, looked for in windows of one to {WIDEST_WINDOW} \
                 sentences. It matches words, not correctness. This is matcher {MATCHER}; what it \
                 found is in the journal."
            ),
        ),
        rule("phrasings", "A point has two to four phrasings, sentences as a candidate might say them; the best of them counts.".to_owned()),
        rule(
            "bands",
            format!(
                "From {} of a phrasing's weight \"likely\", from {} \"maybe, read this\", below it \
                 \"no matching sentence found\", which does not mean that it is missing.",
                share(LIKELY),
                share(MAYBE)
            ),
        ),
        rule(
            "prompt-words",
            format!(
                "A word of the prompt weighs {}: repeating the question proves little.",
                share(PROMPT_TENTHS * 100)
            ),
        ),
        rule("echo", "A sentence that repeats the prompt word by word counts for nothing.".to_owned()),
        rule("negation", "Where \"not\" is on one side only, in the clause or before it (\"I would not say that\"), over most of what matched, the band is at most \"maybe: check polarity\", and earns nothing by itself.".to_owned()),
        rule("list", "A window without a verb is a list of terms and proves nothing.".to_owned()),
        rule("stuffing", format!("A window that would prove more than {MOST_ITEMS_A_WINDOW} points proves none.")),
        rule("review", "You mark first, without the bands; then the points where mark and words disagree are shown with the sentence. The mark before the review and the one after it are both kept.".to_owned()),
    ]
}
