//! Paper for a face to write on, and a keyboard that nobody presses.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crate::ui::lines::{Keyboard, Want};

/// A sink that can be read while it is written to.
#[derive(Clone, Default)]
pub struct Paper(Rc<RefCell<Vec<u8>>>);

impl Paper {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("text")
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Remembers what was wanted last.
#[derive(Clone, Default)]
pub struct Untouched {
    pub want: Rc<RefCell<Want>>,
    pub shows_typing: bool,
}

impl Keyboard for Untouched {
    fn want(&mut self, want: Want) {
        *self.want.borrow_mut() = want;
    }

    fn shows_typing(&self) -> bool {
        self.shows_typing
    }
}
