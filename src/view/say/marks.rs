//! Marks on the page: who gave them, how, and the candidate's own words that they rest on.

use super::point::{self, kind_of, mark_word};
use crate::engine::event::{Band, Mark, Reader, Said};
use crate::figures::percent;
use crate::text::SafeText;
use crate::view::page::{Block, Inline, Line, Point, hit, plain, quiet, strong};
use crate::view::transcript::{
    EarlierPart, GroundsPart, Judged, MarkAbout, MarkGiven, MarkPart, PlacePart, PlaceStanding,
    Quote, ReaderPart, Unmarked, UnmarkedBy,
};
use crate::view::words;

/// `at` is the anchor of the question or round whose marks they are.
pub(in crate::view::say) fn marks(judged: &Judged, at: &str) -> Option<Block> {
    let shown = judged.marks.iter().enumerate().filter(|(_, mark)| is_worth_a_row(mark));
    let points = shown.map(|(index, mark)| Point {
        number: index + 1,
        anchor: point_anchor(at, index + 1),
        mark: given(mark, judged),
        text: if mark.text.as_str().is_empty() { mark.id.clone() } else { mark.text.clone() },
        role: SafeText::line(&role(mark)),
        evidence: evidence(mark),
    });
    let points: Vec<Point> = points.collect();
    let goes_by_words = judged.marks.iter().any(|mark| mark.goes_by_words);
    let evidence = if goes_by_words { "what the words show" } else { "in the answer" };
    (!points.is_empty()).then_some(Block::Points { points, evidence })
}

pub(in crate::view::say) fn point_anchor(at: &str, number: usize) -> String {
    format!("{at}-{number}")
}

/// A red flag that nobody raised and nothing hints at is no news.
fn is_worth_a_row(mark: &MarkPart) -> bool {
    mark.about != MarkAbout::RedFlag
        || mark.given.iter().any(|given| matches!(given.mark, Mark::Met | Mark::Partly))
        || mark.evidence.as_ref().is_some_and(|quote| quote.band == Band::Likely)
}

/// The marks of a point, who gave them and how.
pub(in crate::view::say) fn given(mark: &MarkPart, judged: &Judged) -> Line {
    let mut words = Vec::new();
    for (index, given) in mark.given.iter().enumerate() {
        if index > 0 {
            words.push(plain("; "));
        }
        words.push(strong(mark_word(mark.about, given.mark)));
        let counts = if given.counts && mark.given.len() > 1 { " (counts)" } else { "" };
        words.push(quiet(&format!(", {}{counts}", words::seat(given.by))));
        words.extend(how(&given.grounds).map(|how| quiet(&format!(", {how}"))));
        if let Some(counts_as) = given.counts_as {
            let text = format!(", counts as {}", mark_word(mark.about, counts_as));
            words.push(quiet(&text));
        }
        if given.overrides {
            let by_words = mark.by_words.map_or("", |words| mark_word(mark.about, words));
            words.push(quiet(&format!(" (over the words: {by_words})")));
        }
        if let Some(before) = given.before_review {
            let text = match before == given.mark {
                true => ", kept after review".to_owned(),
                false => format!(", before review {}", mark_word(mark.about, before)),
            };
            words.push(quiet(&text));
        }
        if !given.note.as_str().is_empty() {
            words.push(plain(&format!(": {}", given.note)));
        }
    }
    words.extend(nobodys(mark, judged, words.is_empty()));
    for earlier in &mark.earlier {
        words.push(quiet(&format!("; {}", earlier_words(mark, earlier))));
    }
    words
}

/// What stands where the seat that counts gave no mark.
fn nobodys(mark: &MarkPart, judged: &Judged, is_first: bool) -> Line {
    let is_counted = mark.given.iter().any(|given| given.counts);
    let is_point = matches!(mark.about, MarkAbout::Point | MarkAbout::Number | MarkAbout::Fault);
    if is_counted || !is_point && mark.unmarked.is_none() {
        return if is_first { vec![quiet("–")] } else { Vec::new() };
    }
    let mut words = Vec::new();
    if !is_first {
        words.push(plain("; "));
    }
    if let Some(Unmarked { mark: stands, by }) = mark.unmarked {
        words.push(strong(mark_word(mark.about, stands)));
        words.push(quiet(match by {
            UnmarkedBy::Computed => ", computed",
            UnmarkedBy::Reading => ", read by the model, unconfirmed",
            UnmarkedBy::NotAnswered => ", not answered",
        }));
        return words;
    }
    let is_taken_over = mark.goes_by_words && judged.confirmed.is_some();
    words.push(strong(match (mark.open, is_taken_over) {
        (true, _) => "open",
        (false, true) => "unconfirmed",
        (false, false) => "not marked",
    }));
    if let Some(by_words) = mark.by_words.filter(|_| is_taken_over) {
        words.push(quiet(&format!(", by the words {}", mark_word(mark.about, by_words))));
    }
    words
}

fn how(grounds: &GroundsPart) -> Option<String> {
    Some(point::how(grounds.shown?, grounds.pick))
}

fn earlier_words(mark: &MarkPart, earlier: &EarlierPart) -> String {
    let word = mark_word(mark.about, earlier.mark);
    let who = if mark.given.iter().any(|given| given.by != earlier.by) {
        format!(", {}", words::seat(earlier.by))
    } else {
        String::new()
    };
    let how = how(&earlier.grounds).map_or(String::new(), |how| format!(", {how}"));
    let what = if earlier.taken_back { "taken back" } else { "before" };
    format!("{what}: {word}{who}{how}")
}

fn role(mark: &MarkPart) -> String {
    let weighs = format!("{}, weight {}", mark.dim, mark.weight);
    match (mark.about, kind_of(mark.about, mark.must, mark.core)) {
        (MarkAbout::Point, "") | (MarkAbout::Number | MarkAbout::Fault, _) => weighs,
        (MarkAbout::Point, kind) => format!("{weighs}, {kind}"),
        (_, kind) => kind.to_owned(),
    }
}

/// The candidate's own words that a point rests on.
fn evidence(mark: &MarkPart) -> Line {
    if let Some(quote) = &mark.evidence {
        return found(quote);
    }
    let is_placed = |given: &&MarkGiven| !given.grounds.places.is_empty();
    let placed: Vec<&MarkGiven> = mark.given.iter().filter(is_placed).collect();
    let mut words = Vec::new();
    for (index, given) in placed.iter().enumerate() {
        // Where both seats name the same words they are quoted once.
        if index > 0 && given.grounds.places == placed[0].grounds.places {
            words.push(quiet(" (both)"));
            continue;
        }
        if index > 0 {
            words.push(plain("; "));
        }
        if mark.given.len() > 1 {
            words.push(quiet(&format!("{}: ", words::seat(given.by))));
        }
        for (index, place) in given.grounds.places.iter().enumerate() {
            if index > 0 {
                words.push(plain(" "));
            }
            words.extend(quoted(place));
        }
    }
    words.extend(bare(mark, words.is_empty()));
    words.extend(mark.read_as.map(|said| quiet(&format!(" (the model: {})", read_word(said)))));
    words
}

/// What is said where no sentence is named.
fn bare(mark: &MarkPart, is_empty: bool) -> Option<Inline> {
    if !is_empty {
        return None;
    }
    let is_earning = |given: &MarkGiven| matches!(given.mark, Mark::Met | Mark::Partly);
    let text = match (mark.goes_by_words, mark.open) {
        (true, _) => "no matching sentence found",
        (false, true) => "waits for a mark",
        (false, false) if mark.given.iter().any(is_earning) => "no sentence",
        (false, false) => return None,
    };
    Some(quiet(text))
}

fn quoted(place: &PlacePart) -> Line {
    match place.standing {
        PlaceStanding::Found => vec![plain(&format!("“{}”", place.text))],
        PlaceStanding::Moved => vec![
            plain(&format!("“{}”", place.text)),
            quiet(" (these words were changed after the mark)"),
        ],
        PlaceStanding::Outside => vec![quiet("(the mark points at nothing in the answer)")],
    }
}

const fn read_word(said: Said) -> &'static str {
    match said {
        Said::Said => "said",
        Said::Half => "half said",
        Said::No => "not said",
        Said::Opposite => "the opposite is said",
    }
}

fn found(quote: &Quote) -> Line {
    let mut words = vec![plain(&format!("{}: “", band(quote)))];
    for (piece, is_match) in &quote.pieces {
        words.push(if *is_match { hit(piece.as_str()) } else { plain(piece.as_str()) });
    }
    words.push(plain("”"));
    words
}

const fn band(quote: &Quote) -> &'static str {
    match (quote.band, quote.check_polarity) {
        (_, true) => "maybe, check polarity",
        (Band::Likely, false) => "likely",
        (Band::Maybe, false) => "maybe, read this",
        (Band::None, false) => "weak",
    }
}

/// Who suggested sentences, and how far a model may be believed.
pub(in crate::view::say) fn readers(judged: &Judged) -> Option<Block> {
    let told = judged.readers.iter().map(reader);
    let told: Vec<String> = told.collect();
    let text = format!("Sentences were suggested by {}.", told.join(", and by "));
    (!told.is_empty()).then(|| Block::Para(vec![quiet(&text)]))
}

fn reader(part: &ReaderPart) -> String {
    match (part.reader, &part.model, &part.proof) {
        (Reader::Words, ..) => format!("matching words (words {})", part.version),
        (Reader::Model, model, proof) => {
            let name = model.as_ref().map_or("a model", SafeText::as_str);
            let proof = match proof {
                None => "not tested on this machine".to_owned(),
                Some(proof) => format!(
                    "agreed on {} of {} points with persons, tested {}",
                    percent(proof.agreement),
                    proof.points,
                    proof.date
                ),
            };
            format!("the model {name} ({proof})")
        }
    }
}
