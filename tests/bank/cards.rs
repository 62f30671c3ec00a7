//! Cards: what a list shows of a question, read from the top of its file.

use mock::bank::card::Card;
use mock::bank::parse::{self, Raw};
use mock::load::{BUILT_IN, Places, load, load_cards};

#[test]
fn the_top_of_each_built_in_file_gives_the_card_of_the_whole() {
    let places = Places { built_in: true, ..Places::default() };
    let whole = load(&places).bank;
    let cards = load_cards(&places, None).cards;
    assert_eq!(cards.len(), whole.questions.len());
    for (question, card) in whole.questions.into_iter().zip(cards.into_values()) {
        let path = &whole.origins[&question.ask.id].path;
        let raw = Raw { path, name: &card.id, toml: &whole.texts[path], files: &question.files };
        let top = parse::card(raw).expect("the top is enough");
        let digest = question.digest.clone();
        assert_eq!(Card { path: BUILT_IN.to_owned(), digest, ..top }, card);
        assert_eq!(card, Card::of(question));
    }
}

fn card(toml: &str) -> Option<Card> {
    parse::card(Raw { path: "x.toml", name: "rerun", toml, files: &Default::default() })
}

#[test]
fn where_the_top_is_not_enough_it_says_so() {
    let good = include_str!("rerun.toml");
    assert!(card(good).is_some());
    // A line inside a text that looks like the beginning of a table.
    let inside = good.replacen("prompt = \"", "prompt = \"\"\"\n[1, 2]\"\"\"\nold_prompt = \"", 1);
    assert_eq!(card(&inside), None);
    assert_eq!(card(&good.replacen("title = ", "[x]\ntitle = ", 1)), None, "below a table");
    assert_eq!(card(&good.replacen("schema = 1", "schema = 9", 1)), None);
    assert_eq!(card(&good.replacen("id = \"rerun\"", "id = \"other\"", 1)), None);
    assert_eq!(card(&good.replacen("minutes = ", "minutes = 1000", 1)), None);
}
