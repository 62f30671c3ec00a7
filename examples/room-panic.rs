//! Enters the room's terminal and panics: `tests/room.rs` looks at what is left of it.

use std::sync::mpsc;

use mock::ui::room::Terminal;

fn main() {
    let (sender, _receiver) = mpsc::channel();
    let _terminal = Terminal::open(sender).expect("a terminal");
    if std::env::args().any(|argument| argument == "--on-a-thread") {
        let thread = std::thread::spawn(|| panic!("on a thread"));
        assert!(thread.join().is_ok(), "the thread went down, and this one with it");
    }
    panic!("in the room");
}
