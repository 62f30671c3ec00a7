//! Does a window state something, or only list terms? "A list of terms is no answer."
//!
//! No tagger is used here: closed lists and a word's neighbours decide. It errs towards
//! hearing a verb, because an answer refused is worse than a list read by a person.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words::Word;

/// Whether the words hold a verb: one from the lists below, in an inflection that is no adjective
/// here, or a word used as one ("partition **the** topic", "we **key** by account").
#[must_use]
pub fn has_verb(words: &[Word]) -> bool {
    if is_bare_list(words) {
        return false;
    }
    let lower = |at: usize| words.get(at).map(|word| word.lower.as_str());
    (0..words.len()).any(|at| {
        let place = Position {
            before: at.checked_sub(1).and_then(lower),
            word: &words[at].lower,
            after: lower(at + 1),
        };
        place.is_auxiliary() || place.is_known_verb() || place.is_used_as_verb()
    })
}

/// Six words and more without one of grammar are a list of terms, whatever they are; English
/// hardly says anything in six words without a "the", "to" or "is".
fn is_bare_list(words: &[Word]) -> bool {
    let is_grammar = |word: &Word| {
        let word = word.lower.as_str();
        [&FUNCTION_WORDS, &AUXILIARIES, &OBJECT_STARTS].iter().any(|set| set.contains(word))
            || word.contains('\'')
    };
    words.len() >= LONG_LIST && !words.iter().any(is_grammar)
}

/// Words from which a list is told by its lack of grammar.
const LONG_LIST: usize = 6;

/// A word between its neighbours.
struct Position<'a> {
    before: Option<&'a str>,
    word: &'a str,
    after: Option<&'a str>,
}

impl Position<'_> {
    fn is_auxiliary(&self) -> bool {
        let tail = self.word.find('\'').map(|at| &self.word[at..]);
        let is_contracted = matches!(tail, Some("'re" | "'m" | "'ll" | "'ve" | "'d" | "'t"));
        let is_contracted_is =
            matches!(self.word, "it's" | "that's" | "there's" | "he's" | "she's" | "let's");
        AUXILIARIES.contains(self.word) || is_contracted || is_contracted_is
    }

    /// A word that is a verb by itself. "distributed lock" and "changing dimension" are terms, so
    /// -ed wants something before it and no noun after it, and -ing must open or follow "by".
    fn is_known_verb(&self) -> bool {
        if IRREGULAR.contains(self.word) || VERBS.contains(self.word) {
            return true;
        }
        let is_known = bases(self.word).iter().any(|base| VERBS.contains(base.as_str()));
        if self.word.ends_with("ing") {
            let is_gerund = self.before.is_none_or(|word| PREPOSITIONS.contains(word));
            return is_known && is_gerund && self.after.is_some();
        }
        if self.word.ends_with("ed") {
            let has_subject = self.before.is_some();
            return is_known
                && has_subject
                && self.after.is_none_or(|word| FUNCTION_WORDS.contains(word));
        }
        is_known
    }

    /// A word that may be noun or verb is a verb after a subject's pronoun, before an object's
    /// determiner or pronoun, and as an order: "key by account".
    fn is_used_as_verb(&self) -> bool {
        if FUNCTION_WORDS.contains(self.word) || !self.word.chars().all(char::is_alphabetic) {
            return false;
        }
        let follows_subject = self.before.is_some_and(|word| SUBJECTS.contains(word));
        let takes_object = self.after.is_some_and(|word| OBJECT_STARTS.contains(word));
        let is_order =
            self.before.is_none() && self.after.is_some_and(|word| PREPOSITIONS.contains(word));
        follows_subject || takes_object || is_order
    }
}

/// What a word may be an inflection of: itself without -s, -es, -ed, -ing, with an -e or a -y put
/// back or a doubled letter halved.
fn bases(word: &str) -> Vec<String> {
    const TAILS: [(&str, &str); 8] = [
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ied", "y"),
        ("ing", ""),
        ("ing", "e"),
    ];
    let mut found = Vec::new();
    for (tail, back) in TAILS {
        let Some(body) = word.strip_suffix(tail).filter(|body| body.len() >= 2) else { continue };
        found.push(format!("{body}{back}"));
        let mut letters = body.chars().rev();
        if let (Some(last), Some(one_before)) = (letters.next(), letters.next())
            && last == one_before
        {
            found.push(body[..body.len() - last.len_utf8()].to_owned());
        }
    }
    found
}

type Words = LazyLock<HashSet<&'static str>>;

static AUXILIARIES: Words = LazyLock::new(|| {
    "am are be been being can cannot cant could did didnt do does doesnt dont had has \
         have having is isnt may might must ought shall should was were will wont would"
        .split(' ')
        .collect()
});

static SUBJECTS: Words = LazyLock::new(|| "he i it she they we who you".split(' ').collect());

static OBJECT_STARTS: Words = LazyLock::new(|| {
    "a all an any both each every how it its many me my no one our several some that \
         the their them these this those us what whether your"
        .split(' ')
        .collect()
});

static PREPOSITIONS: Words = LazyLock::new(|| {
    "across after at before by down for from in inside into of off on once only out \
         over through to until up when while with within without"
        .split(' ')
        .collect()
});

/// Words that are never the verb themselves, whatever is beside them.
static FUNCTION_WORDS: Words = LazyLock::new(|| {
    "a about above across after against all also among an and any as at because \
         before behind below between both but by down during each every except for from \
         half he how i if in inside into it its just less like more most never no nor not \
         of off on once one only onto or other out over per plus same she so some such \
         than that the then these they this those through to twice two under until up \
         versus via vs we what when where which while who why with within without you"
        .split(' ')
        .collect()
});

/// Forms that no ending gives away.
static IRREGULAR: Words = LazyLock::new(|| {
    "ate became began begun bought broke brought built came caught chose chosen dealt \
         drew drove fell felt found gave given goes gone got gotten grew grown heard held \
         kept knew known laid led lost made meant met paid ran rebuilt rewritten rewrote \
         said saw seen sent shown slept sold sought spent spoke stood stuck taken taught \
         thought threw thrown told took understood went withdrew woke won written wrote"
        .split(' ')
        .collect()
});

/// Base forms of verbs that seldom stand as nouns in a list of terms: "change", "store", "read" and
/// "write" are not among them and count only where they are used as verbs.
static VERBS: Words = LazyLock::new(|| {
    "accept achieve acknowledge add adjust admit agree aim allow appear append apply \
         argue arrive ask assign assume attach avoid become begin behave believe belong \
         bind bring buy carry choose collapse collect combine come compare \
         complain confirm connect consider consist consume contain continue \
         convert create decide decouple decrease deduplicate define delete deliver deny \
         depend deploy derive describe destroy detect determine differ disable disappear \
         discard discuss distribute divide eliminate emit enable encourage enforce ensure \
         enter escalate establish evict evolve examine exceed exclude execute exist \
         expect expire explain expose fail feel fetch find finish fix follow forget \
         gather generate get give go grant grow guess handle happen hide hold identify \
         ignore implement improve include increase inform insist inspect introduce \
         investigate involve isolate keep kill know learn leave let lose maintain make \
         manage matter mean meet mention minimize miss modify multiply need notice obtain \
         occur omit overwrite pay perform persuade pick prefer prepare preserve prevent \
         produce promise propose protect prove provide prune publish put raise reach \
         react realize receive recompute reconcile recover reduce refer refuse reject \
         relate rely remain remap remember remove reorder replace represent require \
         resend resolve respond reuse rewrite say see seem send separate serve settle \
         show shrink sit skip solve speak spend stay struggle succeed suggest suppose \
         survive take teach tell tend think throw treat try understand use vary verify \
         violate wake want warn wonder worry"
        .split(' ')
        .collect()
});

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn verb(text: &str) -> bool {
        has_verb(&words(text))
    }

    #[test]
    fn sentences_have_verbs() {
        for text in [
            "Kafka only keeps order inside one partition",
            "Partition the topic by account",
            "key by account",
            "I key every payment by account id",
            "to stop that we shard it",
            "the job failed because of it",
            "so the job failed",
            "Compaction rewrites the files",
            "because retries can reorder messages",
            "adding partitions remaps keys",
            "it's per partition",
            "They're spread out",
        ] {
            assert!(verb(text), "{text}");
        }
    }

    #[test]
    fn lists_of_terms_have_none() {
        for text in [
            "Kafka key partition order account idempotence retries exactly once",
            "star schema, fact table, dimensions, surrogate keys, slowly changing",
            "Extract, load, transform, raw layer, warehouse SQL, tests, masking, replay",
            "distributed lock, shared storage, managed cluster",
            "change data capture, write ahead log, read replica",
            "B-tree index, hash index, composite index, selectivity",
            "",
        ] {
            assert!(!verb(text), "{text}");
        }
    }
}
