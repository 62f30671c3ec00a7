//! An answer that is run, in lines: its files, its runs, what came of the hand-in.

use std::io;
use std::path::Path;

use super::PlainFace;
use crate::engine::event::{Event, Scope};
use crate::engine::verdict::{Graded, Reached};
use crate::format::plan::CODE_FIELD;
use crate::seat::answer;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::view::page::Block;
use crate::view::say::{attempts, verdict};
use crate::workspace::layout::{FIELDS, sheet_path};

impl PlainFace {
    /// Where the code is written; nothing for an answer that is not run.
    pub(super) fn put_code_file(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        let path = sheet_path(&self.setup.folder, scene.state, CODE_FIELD);
        let path = path.filter(|_| answer::is_first_part(scene.state));
        match path {
            Some(path) => self.put_path(&path),
            None => Ok(()),
        }
    }

    pub(super) fn tell_files(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let folder = self.setup.folder.clone();
        let paths: Vec<_> =
            FIELDS.iter().filter_map(|field| sheet_path(&folder, scene.state, field)).collect();
        if paths.is_empty() {
            self.complain("This answer has no files; write it here or with /edit.")?;
        }
        for path in paths {
            self.put_path(&path)?;
        }
        Ok(Turn::Wait)
    }

    /// Unbroken, however long it is: it is copied.
    fn put_path(&mut self, path: &Path) -> io::Result<()> {
        self.say().put(&[Block::verbatim(&path.display().to_string())])
    }

    /// A file was saved in some editor; the command that takes it over is on its way.
    pub(super) fn file_saved(
        &mut self,
        scene: &Scene<'_>,
        field: &str,
        text: &str,
    ) -> io::Result<()> {
        // The line under way goes on from what the file says.
        self.partial = None;
        let path = sheet_path(&self.setup.folder, scene.state, field);
        let name = path.as_deref().and_then(|path| path.file_name());
        let name = name.map_or(field.to_owned(), |name| name.to_string_lossy().into_owned());
        let said = match text.lines().count() {
            0 => format!("{name} was saved, and has nothing of yours in it."),
            1 => format!("{name} was saved: 1 line."),
            lines => format!("{name} was saved: {lines} lines."),
        };
        self.say().inked(Ink::Dim, &said)
    }

    pub(super) fn file_refused(&mut self, name: &str, why: &str) -> io::Result<()> {
        self.complain(&format!("{name} wasn't accepted: {why}."))
    }

    pub(super) fn show_run(&mut self, scene: &Scene<'_>, event: &Event) -> io::Result<()> {
        match event {
            Event::RunStarted { .. } => {
                self.say().inked(Ink::Dim, "Running the visible cases …")?;
                self.out.flush()
            }
            Event::VerdictReached(Reached { of: Graded::Run(_), verdict, .. }) => {
                self.say().put(&verdict::blocks(verdict))
            }
            // What was handed in is looked at after a guess is sealed; it may come later than that.
            Event::VerdictReached(Reached { slot, item, of: Graded::Attempt(0), .. }) => {
                let sealed = &scene.state.sealed;
                let is_sealed = sealed.keys().any(|(scope, _)| scope.covers(*slot, *item));
                if is_sealed { self.put_one_hand_in(scene, *slot, *item) } else { Ok(()) }
            }
            Event::VerdictReached(Reached { slot, item, .. }) => {
                self.put_later_attempt(scene, (*slot, *item))
            }
            _ => Ok(()),
        }
    }

    /// What came of the code that was handed in.
    pub(super) fn put_hand_in(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<()> {
        let questions: Vec<(usize, usize)> = scene.state.opened_questions().collect();
        let mut covered = questions.into_iter().filter(|(slot, item)| scope.covers(*slot, *item));
        covered.try_for_each(|(slot, item)| self.put_one_hand_in(scene, slot, item))
    }

    /// A later attempt that is in, beside the first; what was run for it comes when it is known.
    pub(super) fn put_later_attempt(
        &mut self,
        scene: &Scene<'_>,
        (slot, item): (usize, usize),
    ) -> io::Result<()> {
        let Some(found) = scene.state.item_state(slot, item).filter(|item| item.done) else {
            return Ok(());
        };
        let latest = found.attempts.len().saturating_sub(1);
        if latest == 0 {
            return Ok(());
        }
        if scene.state.ungraded(slot, item).contains(&Graded::Attempt(latest)) {
            return self.say().inked(Ink::Dim, "All cases are being run; the result follows here.");
        }
        let verdict = found.attempts[latest].verdict.as_ref();
        if let Some(verdict) = verdict {
            self.say().blank()?;
            self.say().put(&verdict::blocks(verdict))?;
        }
        self.say().put(&attempts::blocks(scene.state, slot, item))
    }

    fn put_one_hand_in(&mut self, scene: &Scene<'_>, slot: usize, item: usize) -> io::Result<()> {
        let attempt = scene.state.item_state(slot, item).and_then(|item| item.scored_attempt());
        if let Some(verdict) = attempt.and_then(|attempt| attempt.verdict.as_ref()) {
            self.say().blank()?;
            return self.say().put(&verdict::blocks(verdict));
        }
        if scene.state.ungraded(slot, item).contains(&Graded::Attempt(0)) {
            self.say().inked(Ink::Dim, "All cases are being run; the result follows here.")?;
        }
        Ok(())
    }
}
