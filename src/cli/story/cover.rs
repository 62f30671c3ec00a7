//! `mock story cover`: competencies and the bank's behavioral questions against the stories.

use serde_json::{Value, json};

use super::shared::{Shelf, tell_broken};
use crate::bank::question::Mode;
use crate::cli::args::folders::Folders;
use crate::cli::args::story::CoverArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{load_cards, tell};
use crate::prep::story::Story;
use crate::prep::story::cover::{Asked, Column, Cover, Row};
use crate::view::say;

pub(super) fn run(args: &CoverArgs, context: &mut Context) -> Result<Outcome, Error> {
    let shelf = Shelf::of(context)?;
    let asked = asked(&args.folders, context)?;
    let stories: Vec<&Story> = shelf.stories.all.iter().map(|found| &found.story).collect();
    let cover = Cover::new(&asked, &stories, &shelf.usage);
    if args.json {
        writeln!(context.out, "{:#}", as_json(&cover))?;
    } else {
        context.show(&say::story::cover(&cover))?;
    }
    tell_broken(&shelf.stories, context)?;
    Ok(Outcome::Fine)
}

/// The bank's questions that a story answers.
pub(super) fn asked(folders: &Folders, context: &mut Context) -> Result<Vec<Asked>, Error> {
    let loaded = load_cards(folders, context);
    tell(&loaded, context)?;
    let is_star = loaded.cards.values().filter(|card| card.mode == Mode::Star);
    Ok(is_star
        .map(|card| Asked {
            id: card.id.clone(),
            title: card.title.clone(),
            competency: card.competency.clone(),
        })
        .collect())
}

fn as_json(cover: &Cover) -> Value {
    let story = |column: &Column| {
        json!({
            "id": column.id,
            "title": column.title,
            "told": column.usage.told.len(),
            "worn": column.usage.is_worn(),
            "rehearsals": column.usage.rehearsals,
            "rehearsed": column.usage.rehearsed,
            "unasked": column.unasked,
        })
    };
    let row = |row: &Row| {
        let cells = cover.columns.iter().zip(&row.cells).filter(|(_, cell)| cell.is_covered());
        let cells: Vec<Value> = cells
            .map(|(column, cell)| json!({ "story": column.id, "names": cell.names, "told": cell.told }))
            .collect();
        let questions: Vec<Value> = row
            .questions
            .iter()
            .map(|question| json!({ "id": question.id, "title": question.title }))
            .collect();
        json!({ "competency": row.competency, "questions": questions, "stories": cells })
    };
    json!({
        "competencies": cover.rows.iter().map(row).collect::<Vec<_>>(),
        "stories": cover.columns.iter().map(story).collect::<Vec<_>>(),
        "uncovered": cover.uncovered(),
    })
}
