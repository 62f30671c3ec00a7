//! The answers file: what the candidate says to which question.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::bank::question::{Ask, Judge, Level};
use crate::bank::walk::did_you_mean;
use crate::engine::checklist::{Put, points_of_question};
use crate::engine::event::{Mark, OwnStory, Shown};

/// A whole file: answers in order, the first that matches counts, and a default for the rest.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    schema: u32,
    #[serde(default)]
    default: Scripted,
    #[serde(default)]
    answers: Vec<Scripted>,
    /// Where it was read, for what is found out later.
    #[serde(skip)]
    source: (PathBuf, String),
}

/// What is done with one question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scripted {
    /// Ids, globs (`ps-*`) or kinds (`behavioral`); also `talk` and `your-questions`.
    #[serde(rename = "for")]
    pub whom: OneOrMany,
    /// The whole answer. STAR answers may carry their four letters in it, each begun by its name
    /// and a colon.
    pub text: String,
    /// The answer by field: STAR letters, phases, or `code`, `notes` and `cases`.
    pub fields: BTreeMap<String, String>,
    /// How often the visible cases are run before the code is handed in.
    pub runs: u32,
    /// Clarifying questions, asked one after the other.
    pub ask: Vec<String>,
    /// How many hints are taken.
    pub hints: u32,
    /// Minutes used; three quarters of the question's time where not given.
    pub minutes: Option<f64>,
    /// Answers to the follow-ups, in the order they come.
    pub followups: Vec<String>,
    pub marks: Marks,
    /// The candidate's own guess, 1–4 by dimension; 3 where not given.
    pub seal: BTreeMap<String, u32>,
    pub skip: bool,
    pub spoken: bool,
    /// The story of one's own that is told, by its id; where a question asks for none it says nothing.
    pub story: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    #[default]
    Nothing,
    One(String),
    Many(Vec<String>),
}

/// The candidate's own marks.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// The same for every item, or `bands`: what the built-in reader's best suggestion comes to.
    All(String),
    /// By item id; `*` for the others, or bands where there is none.
    Each(BTreeMap<String, Given>),
}

impl Default for Marks {
    fn default() -> Marks {
        Marks::All("bands".to_owned())
    }
}

/// The mark of one point: `"met"`, `["met", "words of the answer"]`, `["partly", "aloud"]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub mark: Mark,
    pub at: At,
    /// Where it begins in the file, in bytes.
    from: usize,
}

/// Where a point is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum At {
    /// Where the reader's first suggestion is.
    Anywhere,
    /// In these very words.
    Quote(String),
    Shown(Shown),
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Marks, D::Error> {
        from.deserialize_any(MarksVisitor)
    }
}

struct MarksVisitor;

impl<'de> Visitor<'de> for MarksVisitor {
    type Value = Marks;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word for all points, or a table of point = mark")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Marks, E> {
        Ok(Marks::All(word.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Marks, A::Error> {
        let mut each = BTreeMap::new();
        while let Some(id) = map.next_key::<String>()? {
            let given = map.next_value::<Spanned<Written>>()?;
            let from = given.span().start;
            let Written(mark, at) = given.into_inner();
            each.insert(id, Given { mark, at, from });
        }
        Ok(Marks::Each(each))
    }
}

/// A mark and its place, as they are written.
struct Written(Mark, At);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Written, D::Error> {
        from.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mark, or [mark, the words that show it]")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Written, E> {
        mark_of(word).map(|mark| Written(mark, At::Anywhere))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Written, A::Error> {
        let (word, place) = (list.next_element::<String>()?, list.next_element::<String>()?);
        let (Some(word), Some(place), None) = (word, place, list.next_element::<String>()?) else {
            return Err(de::Error::custom(
                "write two things: a mark, and the words that show it, such as [\"met\", \"key by \
                 account\"]",
            ));
        };
        let mark = mark_of(&word)?;
        if !matches!(mark, Mark::Met | Mark::Partly) {
            return Err(de::Error::custom(format!(
                "\"{word}\" has no place; write it alone, without the list"
            )));
        }
        let at = place.parse::<Shown>().ok().filter(|shown| *shown != Shown::Written);
        Ok(Written(mark, at.map_or(At::Quote(place), At::Shown)))
    }
}

fn mark_of<E: de::Error>(word: &str) -> Result<Mark, E> {
    word.parse().map_err(|_| {
        E::custom(format!(
            "\"{word}\" is not a mark; write \"met\", \"partly\", \"missed\" or \"not-asked\""
        ))
    })
}

/// Why an answers file cannot be used, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    path: PathBuf,
    cause: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}\nexamples/answers-phone-screen.toml shows every key",
            self.path.display(),
            self.cause.trim_end()
        )
    }
}

impl std::error::Error for FileFault {}

impl Answers {
    /// # Errors
    /// Line, column and cause, as TOML gives them.
    pub fn parse(path: &Path, text: &str) -> Result<Answers, FileFault> {
        let fault = |cause: String| FileFault { path: path.to_owned(), cause };
        let mut answers: Answers =
            toml::from_str(text).map_err(|error| fault(error.to_string()))?;
        answers.source = (path.to_owned(), text.to_owned());
        if answers.schema != 1 {
            return Err(fault(format!("schema is {}; this version reads 1", answers.schema)));
        }
        for answer in answers.answers.iter().chain([&answers.default]) {
            answer.check().map_err(fault)?;
            answer.check_quotes().map_err(|(at, cause)| fault(placed(text, at, &cause)))?;
        }
        Ok(answers)
    }

    /// Every point that is marked is one of a question that the marks may serve.
    ///
    /// # Errors
    /// The first that no such question has, with its line.
    pub fn check_points<'q>(
        &self,
        questions: impl Iterator<Item = (&'q Ask, &'q Judge)> + Clone,
    ) -> Result<(), FileFault> {
        for answer in &self.answers {
            let Marks::Each(marks) = &answer.marks else { continue };
            let mut known: Vec<String> = vec!["*".to_owned()];
            let globs = answer.whom.all();
            let served = questions.clone().filter(|(ask, _)| {
                let names = [ask.id.as_str(), ask.kind.word()];
                globs.iter().any(|glob| names.iter().any(|name| glob_matches(glob, name)))
            });
            let mut is_served = false;
            for (ask, judge) in served {
                is_served = true;
                let points = points_of_question(judge, ask.kind, Level::Mid, &Put::all(judge));
                known.extend(points.iter().map(|point| point.about.mark_id()));
            }
            let unknown = marks.iter().find(|(id, _)| is_served && !known.contains(id));
            if let Some((id, given)) = unknown {
                let close = |known: &&String| strsim::jaro_winkler(id, known) > 0.8;
                let near = known.iter().find(close);
                let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                let cause = format!("no question of this answer has a point `{id}`{hint}");
                let (path, text) = &self.source;
                let cause = placed(text, given.from, &cause);
                return Err(FileFault { path: path.clone(), cause });
            }
        }
        Ok(())
    }

    /// Every story that is told is one of those there are.
    ///
    /// # Errors
    /// The first that isn't, with its line.
    pub fn check_stories(&self, stories: &[OwnStory]) -> Result<(), FileFault> {
        let mut told =
            self.answers.iter().chain([&self.default]).filter_map(|of| of.story.as_ref());
        let is_known = |id: &str| stories.iter().any(|story| story.id == id);
        let Some(id) = told.find(|id| !is_known(id.get_ref())) else { return Ok(()) };
        let near = did_you_mean(id.get_ref(), stories.iter().map(|story| story.id.as_str()));
        let help = near.unwrap_or_else(|| "`mock story list` names them".to_owned());
        let cause = format!("there is no story `{}`; {help}", id.get_ref());
        let (path, text) = &self.source;
        let cause = placed(text, id.span().start, &cause);
        Err(FileFault { path: path.clone(), cause })
    }

    /// The answer for a question, by id, glob or kind.
    pub fn for_question(&self, ask: &Ask) -> &Scripted {
        self.find(&[&ask.id, ask.kind.word()])
    }

    /// The answer for `talk` or `your-questions`.
    pub fn for_talk(&self, name: &str) -> &Scripted {
        self.find(&[name])
    }

    fn find(&self, names: &[&str]) -> &Scripted {
        let matches = |answer: &&Scripted| {
            answer.whom.all().iter().any(|glob| names.iter().any(|name| glob_matches(glob, name)))
        };
        self.answers.iter().find(matches).unwrap_or(&self.default)
    }
}

impl Scripted {
    fn check(&self) -> Result<(), String> {
        let at = self.whom.all().join(", ");
        if let Some(minutes) = self.minutes
            && !(0.0..=1440.0).contains(&minutes)
        {
            return Err(format!("for {at}: minutes = {minutes}; write 0 to 1440"));
        }
        if let Marks::All(word) = &self.marks
            && word != "bands"
            && word.parse::<Mark>().is_err()
        {
            return Err(format!(
                "for {at}: marks = \"{word}\"; write \"bands\", \"met\", \"partly\", \"missed\", \
                 \"not-asked\", or a table of item = mark"
            ));
        }
        if let Some((dim, guess)) = self.seal.iter().find(|(_, guess)| !(1..=4).contains(*guess)) {
            return Err(format!("for {at}: seal.{dim} = {guess}; a guess goes from 1 to 4"));
        }
        Ok(())
    }
}

impl Scripted {
    /// A place is named in words of this very answer.
    fn check_quotes(&self) -> Result<(), (usize, String)> {
        let Marks::Each(marks) = &self.marks else { return Ok(()) };
        let texts = || [&self.text].into_iter().chain(self.fields.values()).chain(&self.followups);
        for (id, given) in marks {
            let At::Quote(quote) = &given.at else { continue };
            let is_there =
                !quote.trim().is_empty() && texts().any(|text| text.contains(quote.trim()));
            if !is_there {
                return Err((
                    given.from,
                    format!(
                        "marks.{id}: this answer has no such words: \"{quote}\". Copy them from \
                         its text as they are written there, or write \"aloud\", \"diagram\" or \
                         \"unwritten\""
                    ),
                ));
            }
        }
        Ok(())
    }
}

/// A cause with its line.
fn placed(text: &str, at: usize, cause: &str) -> String {
    let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    format!("line {line}: {cause}")
}

impl OneOrMany {
    pub fn all(&self) -> Vec<&str> {
        match self {
            OneOrMany::Nothing => Vec::new(),
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many.iter().map(String::as_str).collect(),
        }
    }
}

/// `*` stands for any run of characters; nothing else is special.
fn glob_matches(glob: &str, name: &str) -> bool {
    let mut pieces = glob.split('*');
    let Some(rest) = pieces.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = glob.contains('*').then(|| glob.rsplit('*').next().unwrap_or_default()) else {
        return rest.is_empty();
    };
    let mut rest = rest;
    let middle: Vec<&str> = pieces.collect();
    for piece in &middle[..middle.len() - 1] {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Answers, FileFault> {
        Answers::parse(Path::new("a.toml"), text)
    }

    #[test]
    fn globs_match_as_a_shell_does() {
        for (glob, name, expected) in [
            ("ps-*", "ps-kafka", true),
            ("ps-*", "sql-top-n", false),
            ("*kafka*", "ps-kafka-ordering", true),
            ("ps-*-ordering", "ps-kafka-ordering", true),
            ("ps-*-ordering", "ps-kafka-delivery", false),
            ("ps-kafka", "ps-kafka", true),
            ("ps-kafka", "ps-kafka-ordering", false),
            ("*", "", true),
        ] {
            assert_eq!(glob_matches(glob, name), expected, "{glob} {name}");
        }
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line() {
        let fault = parse("schema = 1\n[[answers]]\nfor = \"ps-*\"\nmintues = 3\n");
        let text = fault.expect_err("unknown key").to_string();
        assert!(text.contains("line 4") && text.contains("mintues"), "{text}");
    }

    #[test]
    fn values_out_of_range_are_named() {
        for (text, word) in [
            ("schema = 2", "schema is 2"),
            ("schema = 1\n[default]\nminutes = -1.0", "minutes = -1"),
            ("schema = 1\n[default]\nmarks = \"good\"", "marks = \"good\""),
            ("schema = 1\n[default]\nseal = { depth = 5 }", "seal.depth = 5"),
        ] {
            let fault = parse(text).expect_err(text).to_string();
            assert!(fault.contains(word), "{fault}");
        }
    }

    const ANSWER: &str = "schema = 1\n[[answers]]\nfor = \"ps-*\"\ntext = \"I key by account.\"\n";

    #[test]
    fn a_mark_may_say_where_it_is_shown() {
        let marks = "marks = { a = \"met\", b = [\"met\", \"key by account\"], c = [\"partly\", \"aloud\"] }";
        let answers = parse(&format!("{ANSWER}{marks}")).expect("valid");
        let Marks::Each(marks) = &answers.answers[0].marks else { panic!("no table") };
        assert_eq!((marks["a"].mark, &marks["a"].at), (Mark::Met, &At::Anywhere));
        assert_eq!(marks["b"].at, At::Quote("key by account".to_owned()));
        assert_eq!((marks["c"].mark, &marks["c"].at), (Mark::Partly, &At::Shown(Shown::Aloud)));
    }

    #[test]
    fn a_mark_that_cannot_be_is_an_error_with_its_line() {
        for (marks, words) in [
            ("{ a = [\"met\", \"key by merchant\"] }", "no such words"),
            ("{ a = [\"missed\", \"key by account\"] }", "has no place"),
            ("{ a = [\"met\"] }", "write two things"),
            ("{ a = \"good\" }", "is not a mark"),
            ("{ a = [\"good\", \"aloud\"] }", "is not a mark"),
        ] {
            let fault = parse(&format!("{ANSWER}marks = {marks}")).expect_err(marks).to_string();
            assert!(fault.contains("line 5") && fault.contains(words), "{marks}: {fault}");
            assert!(fault.contains("a.toml") && fault.contains("examples/"), "{fault}");
        }
    }

    #[test]
    fn a_point_that_no_question_has_is_found_before_the_session_begins() {
        let (mut ask, judge) = crate::testing::plans::kafka();
        ask.id = "ps-kafka".to_owned();
        let check = |marks: &str| {
            let answers = parse(&format!("{ANSWER}marks = {marks}")).expect("valid");
            answers.check_points([(&ask, &judge)].into_iter())
        };
        assert_eq!(
            check("{ scope = \"met\", \"flag:0\" = \"missed\", \"*\" = \"partly\" }"),
            Ok(())
        );
        let fault = check("{ scop = \"met\" }").expect_err("unknown").to_string();
        assert!(fault.contains("line 5") && fault.contains("did you mean `scope`?"), "{fault}");
    }

    #[test]
    fn the_first_match_counts_and_the_default_serves_the_rest() {
        let text = "schema = 1\n[default]\ntext = \"d\"\n[[answers]]\nfor = [\"talk\", \"x-*\"]\ntext = \"t\"";
        let answers = parse(text).expect("valid");
        assert_eq!(answers.for_talk("talk").text, "t");
        assert_eq!(answers.for_talk("your-questions").text, "d");
    }
}
