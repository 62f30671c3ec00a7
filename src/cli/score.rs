//! `mock score`: a session that is over is judged.

use super::args::rehearse::ScoreArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::host::face::FaceOptions;
use super::host::live::{self, Doing};
use super::host::log::Keeping;
use super::host::model;
use super::named;
use super::settings::Settings;
use crate::grade::engines::Engines;
use crate::session::Store;
use crate::view::say;

/// # Errors
/// See [`Error`].
pub fn run(args: &ScoreArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let session = named::read_sound(&store, &args.named.session)?;
    if session.state.ended.is_none() {
        let id = session.header.session.short();
        return Err(Error::unknown(
            format!("session {id} is not over yet"),
            format!("`mock resume {id}` goes on with it"),
        ));
    }
    let settings = Settings::load(context.paths)?;
    let face = FaceOptions::resolve(&args.face, &settings, context);
    let model = model::of_session(&args.reader, settings, context)?;
    context.put(&say::situation::judged(&session.state))?;
    context.out.flush()?;
    let engines = Engines::of(args.sql.server.as_ref(), context.paths);
    live::run(context.out, &face, engines, model, &Keeping::Disk(&store), Doing::Judge(session))?;
    Ok(Outcome::Fine)
}
