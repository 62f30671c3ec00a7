//! A new story's file.

use toml_edit::{Array, DocumentMut, value};

use super::front::FENCE;
use super::letters::escaped;

/// The letters as headings.
const HEADINGS: [&str; 4] = ["Situation", "Task", "Action", "Result"];

/// What a new story begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub title: String,
    pub competencies: Vec<String>,
    pub year: Option<i64>,
    pub numbers: Vec<String>,
    pub people: Vec<String>,
    pub letters: [String; 4],
}

impl Draft {
    /// The file; `asks` says below each empty letter what belongs there.
    #[must_use]
    pub fn file(&self, asks: [&str; 4]) -> String {
        let mut front = DocumentMut::new();
        front["title"] = value(self.title.as_str());
        front["competencies"] = value(array(&self.competencies));
        if let Some(year) = self.year {
            front["year"] = value(year);
        }
        front["numbers"] = value(array(&self.numbers));
        front["people"] = value(array(&self.people));
        let mut file = format!("{FENCE}\n{front}{FENCE}\n");
        for ((heading, text), asks) in HEADINGS.iter().zip(&self.letters).zip(asks) {
            let text = match text.trim() {
                "" => format!("<!-- {asks} -->"),
                text => escaped(text),
            };
            file.push_str(&format!("\n## {heading}\n\n{text}\n"));
        }
        file
    }
}

fn array(texts: &[String]) -> Array {
    texts.iter().map(String::as_str).collect()
}

/// Letters of an id; a longer one is hard to type.
const SLUG_MOST: usize = 48;

/// A letter as file names everywhere have it.
fn plain(letter: char) -> String {
    let plain = match letter {
        '\'' | '’' => "",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' | 'ā' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' | 'ē' | 'ė' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        other => return other.to_string(),
    };
    plain.to_owned()
}

/// An id that a title makes: `the-table-that-lost-customers`. Letters that no file name takes
/// everywhere are left out.
#[must_use]
pub fn slug(title: &str) -> String {
    let plain: String = title.to_lowercase().chars().map(plain).collect();
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let hyphen = usize::from(!slug.is_empty());
        if hyphen == 1 && slug.len() + hyphen + word.len() > SLUG_MOST {
            break;
        }
        if hyphen == 1 {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(SLUG_MOST)]);
    }
    if slug.is_empty() { "story".to_owned() } else { slug }
}
