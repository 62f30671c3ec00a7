//! A text that came by standard input goes into the first answer, as if it had been pasted there.

use crate::figures::counted;
use crate::format::plan::CODE_FIELD;
use crate::seat::answer;
use crate::seat::situation::Situation;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::view::words::title;

/// Puts it in once a question waits for a text; whether it did.
pub fn given(model: &mut Model, scene: &Scene<'_>, given: &mut Option<String>) -> bool {
    let is_asked = matches!(model.place, Some(Situation::Asking(..)))
        && scene.state.current_question().is_some()
        && !answer::is_choice(scene.state);
    let Some(field) = model.writing.page().filter(|_| is_asked).map(|page| page.3.clone()) else {
        return false;
    };
    let Some(text) = given.take() else { return false };
    match field == CODE_FIELD {
        true => model.writing.replace(text.trim_end()),
        false => model.writing.paste(text.trim_end()),
    }
    let (field, lines) = (title(&field), counted(text.trim_end().lines().count(), "line"));
    let text = format!("Standard input is in {field} ({lines}); ^Z takes it out.");
    model.notify(scene.now, Ink::Plain, text);
    true
}
