//! After a storm of sizes the screen is what a fresh draw makes of it.

use std::time::Duration;

use super::peer::marked_bank;
use super::{SIZE, start};
use crate::environment::Environment;
use crate::terminal::{ENTER, Signal};

/// Sizes a second.
const PACE: u64 = 500;

#[test]
fn after_a_storm_of_sizes_no_cell_is_wrong() {
    let environment = Environment::new();
    let bank = marked_bank(&environment);
    let mut room = start(&environment, &["run", "--format", "phone-screen", "--seed", "3"], SIZE);
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("Write here");
    room.keys(["Some words to see, é and 数 among them."]);
    let args = ["interview", "--bank", bank.as_str(), "--question", "rerun"];
    let mut console = start(&environment, &args, SIZE);
    console.until("Enter begin");
    console.keys([ENTER]);
    console.until("points");
    for mut terminal in [room, console] {
        terminal.storm(Duration::from_secs(1), PACE);
        let wrong = terminal.wrong_cells(SIZE);
        assert!(wrong.is_empty(), "{wrong:?}");
        terminal.signal(Signal::TERM);
        terminal.end(&[0]);
    }
}
