//! The settings of the terminal that lines are typed on.

use std::io;
use std::os::fd::OwnedFd;

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};

/// A terminal, with its settings as we found them.
pub struct Terminal {
    fd: OwnedFd,
    found: Termios,
}

impl Terminal {
    /// Nothing where `input` is none.
    ///
    /// # Errors
    /// Where its descriptor cannot be had twice.
    pub fn of(input: &OwnedFd) -> io::Result<Option<Terminal>> {
        match tcgetattr(input) {
            Ok(found) => Ok(Some(Terminal { fd: input.try_clone()?, found })),
            Err(_) => Ok(None),
        }
    }

    /// Letters come as they are typed and are shown by us. Ctrl-C stays a signal, and takes
    /// nothing of the line with it.
    pub fn let_type(&self) {
        let mut typing = self.found.clone();
        typing.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN;
        typing.local_modes |= LocalModes::NOFLSH;
        typing.special_codes[SpecialCodeIndex::VMIN] = 1;
        typing.special_codes[SpecialCodeIndex::VTIME] = 0;
        self.set(&typing);
    }

    pub fn restore(&self) {
        self.set(&self.found);
    }

    /// A terminal that is gone takes no settings, and needs none.
    fn set(&self, settings: &Termios) {
        let _ = tcsetattr(&self.fd, OptionalActions::Now, settings);
    }
}
