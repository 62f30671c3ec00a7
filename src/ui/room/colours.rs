//! The colours of code: what each piece of a line is, kept line by line, so that a key costs one
//! line and not the file.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;
use std::thread;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use crate::bank::task::Language;

/// What a piece of code is, as far as it has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    Comment,
    Text,
    Number,
    Word,
    Name,
}

/// What begins with these scopes; the innermost that is known decides.
const SHADES: [(&str, Shade); 10] = [
    ("comment", Shade::Comment),
    ("string", Shade::Text),
    ("constant.other", Shade::Name),
    ("constant", Shade::Number),
    ("keyword.operator", Shade::Word),
    ("keyword", Shade::Word),
    ("storage", Shade::Word),
    ("support", Shade::Name),
    ("entity.name", Shade::Name),
    ("variable.language", Shade::Word),
];

/// A line of which no colour is asked: parsing it would be felt.
const LINE_MOST: usize = 2000;

/// Lines that are parsed for one frame; the others follow in the next.
const LINES_A_FRAME: usize = 40;

/// Pieces of a line: where each ends, and what it is.
type Pieces = Rc<[(usize, Option<Shade>)]>;

#[derive(Default)]
pub struct Colours {
    known: RefCell<Known>,
}

#[derive(Default)]
struct Known {
    of: Option<(Language, u64)>,
    lines: Vec<Line>,
    /// Lines at the top that are of this text; those below may be of an older one.
    sound: usize,
}

#[derive(Clone)]
struct Line {
    text: String,
    /// How parsing stands before it and behind it.
    before: State,
    after: State,
    pieces: Pieces,
}

type State = Rc<(ParseState, ScopeStack)>;

/// The grammars, once they are read: a thread does it, for a frame must not wait for them.
fn grammars() -> Option<&'static SyntaxSet> {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    static READING: OnceLock<bool> = OnceLock::new();
    READING.get_or_init(|| {
        let read = || drop(GRAMMARS.set(SyntaxSet::load_defaults_newlines()));
        thread::Builder::new().name("grammars".to_owned()).spawn(read).is_ok()
    });
    GRAMMARS.get()
}

impl Colours {
    /// The pieces of each line down to the `last`, as far as they are known by now.
    pub fn of(&self, language: Language, text: &str, revision: u64, last: usize) -> Vec<Pieces> {
        let Some(grammars) = grammars() else { return Vec::new() };
        let mut known = self.known.borrow_mut();
        known.begin(language, revision);
        known.parse(grammars, language, text, last);
        known.lines.iter().take(last + 1).map(|line| Rc::clone(&line.pieces)).collect()
    }

    /// Whether a further frame would have more of it.
    pub fn is_behind(&self, last: usize) -> bool {
        let known = self.known.borrow();
        known.of.is_none() || known.sound <= last
    }
}

impl Known {
    fn begin(&mut self, language: Language, revision: u64) {
        match self.of {
            Some((of, at)) if of == language && at == revision => {}
            Some((of, _)) if of == language => self.sound = 0,
            _ => (self.lines, self.sound) = (Vec::new(), 0),
        }
        self.of = Some((language, revision));
    }

    /// Goes on below what is sound, with the lines of before as long as they still hold.
    fn parse(&mut self, grammars: &SyntaxSet, language: Language, text: &str, last: usize) {
        if self.sound > last {
            return;
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let last = last.min(lines.len() - 1);
        let mut budget = LINES_A_FRAME;
        if self.sound == 0 {
            self.keep_the_rest(&lines);
        }
        while self.sound <= last && budget > 0 {
            let at = self.sound;
            let before = match at.checked_sub(1).map(|above| Rc::clone(&self.lines[above].after)) {
                Some(state) => state,
                None => Rc::new((begin(grammars, language), ScopeStack::new())),
            };
            let holds = self
                .lines
                .get(at)
                .is_some_and(|line| line.text == lines[at] && is_same(&line.before, &before));
            if !holds {
                let line = Line::parse(lines[at], before, grammars);
                match self.lines.get_mut(at) {
                    Some(place) => *place = line,
                    None => self.lines.push(line),
                }
                budget -= 1;
            }
            self.sound += 1;
        }
    }

    /// Lines below a change move with it, and are not parsed anew.
    fn keep_the_rest(&mut self, lines: &[&str]) {
        let same = |(line, text): &(&Line, &&str)| line.text == **text;
        let above = self.lines.iter().zip(lines).take_while(same).count();
        let old = &self.lines[above..];
        let below = old.iter().rev().zip(lines[above..].iter().rev()).take_while(same).count();
        let gone = old.len() - below;
        let come = lines.len() - above - below;
        // A line to come is put in as one that holds for no text.
        if come > gone && !self.lines.is_empty() {
            let like = self.lines[above.min(self.lines.len() - 1)].clone();
            let new = (0..come - gone).map(|_| Line { text: "\n".to_owned(), ..like.clone() });
            self.lines.splice(above..above, new);
        } else if gone > come {
            self.lines.drain(above..above + gone - come);
        }
        self.lines.truncate(lines.len());
    }
}

fn is_same(one: &State, other: &State) -> bool {
    Rc::ptr_eq(one, other) || **one == **other
}

fn begin(grammars: &SyntaxSet, language: Language) -> ParseState {
    let token = match language {
        Language::Sql => "sql",
        Language::Python => "py",
        Language::Javascript => "js",
        Language::Java => "java",
        Language::Bash => "sh",
    };
    let found = grammars.find_syntax_by_extension(token);
    ParseState::new(found.unwrap_or_else(|| grammars.find_syntax_plain_text()))
}

impl Line {
    fn parse(text: &str, before: State, grammars: &SyntaxSet) -> Line {
        let (mut parsing, mut scopes) = (*before).clone();
        let whole = format!("{text}\n");
        let ops = match text.len() > LINE_MOST {
            true => Vec::new(),
            false => parsing.parse_line(&whole, grammars).unwrap_or_default(),
        };
        let mut pieces = Vec::new();
        for (at, op) in ops {
            let end = at.min(text.len());
            if end > pieces.last().map_or(0, |(end, _)| *end) {
                pieces.push((end, shade(&scopes)));
            }
            // A fault of the grammar leaves a line without colours.
            if scopes.apply(&op).is_err() {
                scopes = ScopeStack::new();
            }
        }
        pieces.push((text.len(), shade(&scopes)));
        let after = Rc::new((parsing, scopes));
        Line { text: text.to_owned(), before, after, pieces: pieces.into() }
    }
}

fn shade(scopes: &ScopeStack) -> Option<Shade> {
    thread_local! {
        static KNOWN: Vec<(Scope, Shade)> = SHADES
            .iter()
            .filter_map(|(name, shade)| Some((Scope::new(name).ok()?, *shade)))
            .collect();
    }
    KNOWN.with(|known| {
        scopes.as_slice().iter().rev().find_map(|scope| {
            known.iter().find(|(begins, _)| begins.is_prefix_of(*scope)).map(|(_, shade)| *shade)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Waits until the grammars are read.
    fn shades(colours: &Colours, language: Language, text: &str, revision: u64) -> Vec<String> {
        let last = text.matches('\n').count();
        while grammars().is_none() {
            thread::yield_now();
        }
        while colours.of(language, text, revision, last).len() <= last || colours.is_behind(last) {}
        let lines = colours.of(language, text, revision, last);
        let words = |(pieces, line): (&Pieces, &str)| {
            let mut from = 0;
            let mut said = Vec::new();
            for (to, shade) in pieces.iter() {
                if let Some(shade) = shade {
                    said.push(format!("{}:{shade:?}", &line[from..*to]));
                }
                from = *to;
            }
            said.join(" ")
        };
        lines.iter().zip(text.split('\n')).map(words).collect()
    }

    #[test]
    fn each_language_has_its_colours() {
        let cases = [
            (Language::Sql, "SELECT 'a' -- b", ["SELECT:Word", "a:Text", "b:Comment"]),
            (Language::Python, "return 'a', 12 # b", ["return:Word", "12:Number", "b:Comment"]),
            (Language::Javascript, "return 'a' // b", ["return:Word", "a:Text", "b:Comment"]),
            (Language::Java, "return 12; // b", ["return:Word", "12:Number", "b:Comment"]),
            (Language::Bash, "if true; then # b", ["if:Word", "then:Word", "b:Comment"]),
        ];
        for (language, text, wanted) in cases {
            let found = shades(&Colours::default(), language, text, 1).join("\n");
            for words in wanted {
                assert!(found.contains(words), "{words} is not in {found}");
            }
        }
    }

    #[test]
    fn a_change_reaches_the_lines_below_it_and_no_older_colour_stays() {
        let colours = Colours::default();
        let python = |text: &str, revision| shades(&colours, Language::Python, text, revision);
        let before = python("a = 1\nreturn 2\nreturn 3", 1);
        assert_eq!(before[2], "return:Word 3:Number");
        let opened = python("a = '''\nreturn 2\nreturn 3", 2);
        assert!(opened[2].contains("return 3:Text"), "{opened:?}");
        let more = python("x = 5\na = '''\nreturn 2\nreturn 3", 3);
        assert_eq!(&more[2..], &opened[1..]);
        let closed = python("x = 5\nreturn 2\nreturn 3", 4);
        assert_eq!(&closed[1..], &before[1..]);
        for (revision, text) in ["", "x", "x\n\n\n", "return 2"].into_iter().enumerate() {
            let fresh = shades(&Colours::default(), Language::Python, text, 1);
            let revision = u64::try_from(revision).expect("small") + 5;
            assert_eq!(python(text, revision), fresh, "{text:?}");
        }
    }
}
