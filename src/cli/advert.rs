//! A job's advert: which topics of the bank it names, and how often.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::error::Error;
use crate::bank::Bank;
use crate::bank::topic::Topic;
use crate::files::{read_text, text_from};
use crate::text::SafeText;

/// Bytes of an advert: more than anybody writes, and read at once.
const BYTES_MOST: usize = 1 << 20;

/// The most an advert's words raise one topic.
const WEIGHT_MOST: u32 = 8;

/// What the file is called where it is standard input.
const DASH: &str = "-";

pub(super) struct Advert {
    /// As it is named in an error.
    name: String,
    /// Lower case, words parted and framed by single spaces.
    text: String,
}

/// Where the words of a topic are found.
#[derive(Clone, Copy, Default)]
struct Found {
    times: u32,
    /// Place of the first one, in words.
    first: usize,
}

impl Advert {
    /// A text file. Standard input is left to the answers.
    ///
    /// # Errors
    /// Where it cannot be read, or is longer than an advert.
    pub(super) fn read(file: &Path) -> Result<Advert, Error> {
        if file == Path::new(DASH) {
            return Err(Error::unknown(
                "the advert can't come from standard input: your answers do",
                "give a text file: --job advert.txt",
            ));
        }
        let text = read_text(file).map_err(|cause| {
            let message = format!("cannot read the advert {}: {cause}", file.display());
            Error::unknown(message, "give a text file: --job advert.txt")
        })?;
        Advert::new(&format!("the advert {}", file.display()), &text)
    }

    /// A text file, or standard input for `-`.
    ///
    /// # Errors
    /// As [`Advert::read`].
    pub(super) fn read_or_pipe(file: &Path) -> Result<Advert, Error> {
        if file != Path::new(DASH) {
            return Advert::read(file);
        }
        let text = text_from(std::io::stdin()).map_err(|cause| {
            let message = format!("cannot read the advert from standard input: {cause}");
            Error::unknown(message, "give a text file in UTF-8, or - for standard input")
        })?;
        Advert::new("the advert from standard input", &text)
    }

    fn new(name: &str, text: &str) -> Result<Advert, Error> {
        if text.len() > BYTES_MOST {
            let message = format!("{name} is too long for one: it has more than 1 MB of text");
            return Err(Error::unknown(message, "give the text of one job's advert"));
        }
        Ok(Advert { name: name.to_owned(), text: plain_words(text) })
    }

    /// How often it uses each topic's words.
    ///
    /// # Errors
    /// Where it names no topic.
    pub(super) fn weights(&self, bank: &Bank) -> Result<BTreeMap<String, u32>, Error> {
        let found = self.find(bank);
        let weights: BTreeMap<String, u32> = bank
            .topics
            .values()
            .map(|topic| (topic.id.clone(), times(topic, &found, &BTreeSet::new())))
            .filter(|(_, times)| *times > 0)
            .collect();
        if weights.is_empty() {
            let message = format!("{} names no topic of the bank", self.name);
            return Err(Error::unknown(message, "`mock bank list` shows the topics"));
        }
        Ok(weights)
    }

    /// The topics that it names most often, of equals the ones it names first: id and title. A word
    /// brings one topic in, the one that is called so.
    ///
    /// # Errors
    /// Where it names no topic.
    pub(super) fn topics(&self, bank: &Bank, most: usize) -> Result<Vec<(String, String)>, Error> {
        self.weights(bank)?;
        let found = self.find(bank);
        let asked: BTreeSet<&str> = bank
            .questions
            .iter()
            .flat_map(|question| question.ask.topics.iter().chain([&question.ask.topic]))
            .map(String::as_str)
            .collect();
        let is_asked = |topic: &&Topic| asked.contains(topic.id.as_str());
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut topics = Vec::new();
        while topics.len() < most {
            let candidates = bank.topics.values().filter(is_asked);
            let named = candidates.filter(|topic| times(topic, &found, &taken) > 0);
            let Some(best) = named.min_by_key(|topic| {
                let by = first(topic, &found, &taken);
                (std::cmp::Reverse(times(topic, &found, &taken)), by)
            }) else {
                break;
            };
            topics.push((best.id.clone(), best.title.clone()));
            let words = best.words.iter().map(|word| plain_words(word));
            taken.extend(words.filter(|word| found.contains_key(word)));
        }
        Ok(topics)
    }

    /// The words of all topics that are in it, each looked at once.
    fn find(&self, bank: &Bank) -> HashMap<String, Found> {
        let words = bank.topics.values().flat_map(|topic| &topic.words);
        let mut found: HashMap<String, Found> =
            words.map(|word| (plain_words(word), Found::default())).collect();
        let longest = found.keys().map(|word| word.matches(' ').count()).max().unwrap_or_default();
        let spaces: Vec<usize> = self.text.match_indices(' ').map(|(at, _)| at).collect();
        for (place, &from) in spaces.iter().enumerate() {
            for &to in spaces[place + 1..].iter().take(longest.saturating_sub(1)) {
                if let Some(found) = found.get_mut(&self.text[from..=to]) {
                    if found.times == 0 {
                        found.first = place;
                    }
                    found.times = found.times.saturating_add(1);
                }
            }
        }
        found.retain(|_, found| found.times > 0);
        found
    }
}

/// How often the topic's words are found, but for those that another topic has taken.
fn times(topic: &Topic, found: &HashMap<String, Found>, taken: &BTreeSet<String>) -> u32 {
    let words = topic.words.iter().map(|word| plain_words(word));
    let words = words.filter(|word| !taken.contains(word));
    let times = words.filter_map(|word| found.get(&word)).map(|found| found.times);
    times.fold(0, u32::saturating_add).min(WEIGHT_MOST)
}

/// Where it is named first, whether its title has that word, and which of its words it is: the first
/// ones are what it is about.
fn first(
    topic: &Topic,
    found: &HashMap<String, Found>,
    taken: &BTreeSet<String>,
) -> Option<(usize, bool, usize)> {
    let title = plain_words(&topic.title);
    let words = topic.words.iter().map(|word| plain_words(word)).enumerate();
    let named = words.filter(|(_, word)| !taken.contains(word)).filter_map(|(rank, word)| {
        let first = found.get(&word)?.first;
        Some((first, !title.contains(&word), rank))
    });
    named.min()
}

/// Lower case, words parted and framed by single spaces, so that `scala` is not found in
/// `scalable`.
fn plain_words(text: &str) -> String {
    let lower = SafeText::line(text).to_string().to_lowercase();
    let parted = lower.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#');
    let words: Vec<&str> = parted.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::load::{Places, load};

    fn bundled() -> &'static Bank {
        static BUNDLED: OnceLock<Bank> = OnceLock::new();
        BUNDLED.get_or_init(|| load(&Places { built_in: true, ..Places::default() }).bank)
    }

    fn topics(text: &str) -> Vec<String> {
        let advert = Advert::new("the advert", text).expect("an advert");
        let topics = advert.topics(bundled(), 5).expect("topics");
        topics.into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn words_are_found_whole() {
        let advert = Advert::new("it", "Scalable pipelines (Kafka, C++); Kafka-Streams a plus.");
        let found = advert.expect("an advert").find(bundled());
        let times = |word: &str| found.get(&plain_words(word)).map(|found| found.times);
        assert_eq!(times("scala"), None);
        assert_eq!(times("kafka"), Some(2));
        assert_eq!(times("kafka streams"), Some(1));
    }

    #[test]
    fn topics_come_as_the_advert_names_them_and_one_a_word() {
        let advert = "You know Spark and Kafka, run Airflow on AWS, and model in Snowflake with dbt. \
                      A plus: Terraform, Iceberg, CDC.";
        let topics = topics(advert);
        assert_eq!(topics.len(), 5, "{topics:?}");
        let starts = ["spark", "kafka", "orchestration", "aws", "warehouse"];
        for (topic, start) in topics.iter().zip(starts) {
            assert!(topic.contains(start), "{start}: {topics:?}");
        }
    }

    #[test]
    fn what_is_named_more_often_comes_first() {
        let topics = topics("Airflow. Terraform at heart: Terraform modules, Terraform state.");
        assert_eq!(topics, ["iac", "orchestration"]);
    }

    #[test]
    fn a_text_longer_than_any_advert_is_refused() {
        let long = "we use kafka and spark streaming ".repeat(30_000);
        let advert = Advert::new("it", &long).expect("an advert");
        assert_eq!(advert.weights(bundled()).expect("weights")["kafka-ordering"], WEIGHT_MOST);
        let error = Advert::new("the advert x.txt", &"kafka ".repeat(200_000)).err();
        assert!(error.expect("too long").to_string().contains("too long"));
    }

    #[test]
    fn answers_keep_standard_input() {
        let error = Advert::read(Path::new("-")).err().expect("refused");
        assert!(error.to_string().contains("your answers do"), "{error}");
    }
}
