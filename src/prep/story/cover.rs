//! Which competencies the stories cover, and which questions ask for them.

use std::collections::BTreeMap;

use super::model::{Story, is_same};
use super::shelf::Usage;

/// A behavioral question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub id: String,
    pub title: String,
    pub competency: Option<String>,
}

/// Competencies against stories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    pub columns: Vec<Column>,
    /// Those without a story first, then by name.
    pub rows: Vec<Row>,
}

/// A story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub id: String,
    pub title: String,
    pub usage: Usage,
    /// Competencies of its own words, which no question asks for.
    pub unasked: Vec<String>,
}

/// A competency, and the questions that ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub competency: String,
    pub questions: Vec<Asked>,
    /// One for each story.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The story names the competency.
    pub names: bool,
    /// How often it was told for these questions.
    pub told: usize,
}

impl Cell {
    #[must_use]
    pub const fn is_covered(self) -> bool {
        self.names || self.told > 0
    }
}

impl Row {
    /// How many stories there are for it.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.cells.iter().filter(|cell| cell.is_covered()).count()
    }
}

impl Cover {
    /// `usage` is of every story, by id.
    #[must_use]
    pub fn new(asked: &[Asked], stories: &[&Story], usage: &BTreeMap<String, Usage>) -> Cover {
        let usage_of = |story: &Story| usage.get(&story.id).cloned().unwrap_or_default();
        let mut rows: Vec<Row> = Vec::new();
        for question in asked {
            let name = question.competency.as_ref().unwrap_or(&question.title);
            match rows.iter_mut().find(|row| is_same(&row.competency, name)) {
                Some(row) => row.questions.push(question.clone()),
                None => rows.push(Row {
                    competency: name.clone(),
                    questions: vec![question.clone()],
                    cells: Vec::new(),
                }),
            }
        }
        for row in &mut rows {
            row.cells = stories.iter().map(|story| cell(row, story, &usage_of(story))).collect();
        }
        let is_unasked = |name: &&String| !rows.iter().any(|row| is_same(&row.competency, name));
        let columns = stories.iter().map(|story| Column {
            id: story.id.clone(),
            title: story.title.clone(),
            usage: usage_of(story),
            unasked: story.competencies.iter().filter(is_unasked).cloned().collect(),
        });
        let columns = columns.collect();
        rows.sort_by_key(|row| (row.covered(), row.competency.to_lowercase()));
        Cover { columns, rows }
    }

    /// How many competencies have no story.
    #[must_use]
    pub fn uncovered(&self) -> usize {
        self.rows.iter().filter(|row| row.covered() == 0).count()
    }
}

fn cell(row: &Row, story: &Story, usage: &Usage) -> Cell {
    let is_of_row = |id: &str| row.questions.iter().any(|question| question.id == id);
    Cell {
        names: story.tells(&row.competency),
        told: usage.told.iter().filter(|told| is_of_row(&told.question)).count(),
    }
}
