//! Short questions on top of whatever stands, answered by a line.

use std::io;

use super::PlainFace;
use crate::seat::overlay::{Overlay, Picked};
use crate::ui::face::{Scene, Turn};

impl PlainFace {
    pub(super) fn overlay_line(
        &mut self,
        scene: &Scene<'_>,
        overlay: Overlay,
        line: &str,
    ) -> io::Result<Turn> {
        let menu = overlay.menu(scene.state);
        let picked = match menu.key_of(line) {
            Ok(key) => overlay.picked(key),
            Err(why) => {
                self.complain(&why)?;
                self.overlay = Some(overlay);
                return Ok(Turn::Wait);
            }
        };
        match picked {
            Picked::Do(command) => Ok(Turn::candidate(command)),
            Picked::Leave => self.leave(scene),
            Picked::Clear => self.replace_text(scene, String::new()),
            Picked::Open(next) => {
                self.overlay = Some(next);
                Ok(Turn::Wait)
            }
            // What Ctrl-C interrupted is asked again.
            Picked::Nothing if overlay == Overlay::Interrupt => {
                self.overlay = self.interrupted.take();
                Ok(Turn::Wait)
            }
            Picked::Nothing => Ok(Turn::Wait),
        }
    }
}
