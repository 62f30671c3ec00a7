//! The room on a terminal of its own: from a key to the screen with an answer of 20 KB, what it
//! costs while nothing but the clock moves, and what a storm of sizes leaves. `IDLE_SECONDS` and
//! `STORM_SECONDS` shorten the last two.

#[path = "../../tests/end_to_end/terminal.rs"]
#[expect(dead_code, reason = "the end-to-end tests use the rest")]
mod terminal;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use self::terminal::{ENTER, F9, Signal, Terminal};
use crate::measure::{Failed, Figures, Times, timed};

const LARGE: (u16, u16) = (40, 120);
const USUAL: (u16, u16) = (24, 80);
const KEYS: usize = 400;
/// What a key may take to the screen.
const FRAME_MS: f64 = 8.0;
/// Sizes a second.
const PACE: u64 = 500;
/// Ticks of a second in `/proc/PID/stat`.
const TICKS: f64 = 100.0;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let home = tempfile::tempdir()?;
    let letters: Vec<String> = ('a'..='j').map(String::from).collect();

    let mut room = start(home.path(), &["run", "--format", "phone-screen", "--seed", "3"], LARGE);
    begin(&mut room, "Write here");
    write_20_kb(&mut room);
    let (line, most) = key_to_screen(&mut room, &letters, "the room")?;
    figures.at_most(&line, most, FRAME_MS)?;
    idle(figures, &mut room, "the room")?;
    end(room);

    let peer = ["run", "--interviewer", "peer", "--question", "ps-kafka-ordering"];
    let mut console = start(home.path(), &peer, LARGE);
    begin(&mut console, "Write here");
    write_20_kb(&mut console);
    console.write(F9);
    console.until("then Enter.");
    console.write(ENTER);
    console.until("read out");
    let (line, most) = key_to_screen(&mut console, &["1", "2", "3", "4"], "the console")?;
    figures.at_most(&line, most, FRAME_MS)?;
    // A mark is on disk before it is shown, and how long that takes is the disk's affair.
    figures.note(&key_to_screen(&mut console, &["m", "x"], "a mark at the console")?.0)?;
    idle(figures, &mut console, "the console")?;
    end(console);

    let room = ["run", "--format", "phone-screen", "--seed", "3"];
    let console = ["interview", "--question", "ps-kafka-ordering"];
    for (name, args, words) in
        [("room", &room[..], "Write here"), ("console", &console, "read out")]
    {
        let mut terminal = start(home.path(), args, USUAL);
        begin(&mut terminal, words);
        storm(figures, &mut terminal, name)?;
        end(terminal);
    }
    Ok(())
}

fn start(home: &Path, args: &[&str], size: (u16, u16)) -> Terminal {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mock"));
    command.args(args).env_clear().env("MOCK_HOME", home).env("TZ", "UTC");
    command.env("LANG", "C.UTF-8").env("TERM", "xterm-256color").env("COLORFGBG", "15;0");
    Terminal::start(command, size)
}

fn begin(terminal: &mut Terminal, words: &str) {
    terminal.until("Enter begin");
    terminal.write(ENTER);
    terminal.until(words);
}

fn end(mut terminal: Terminal) {
    terminal.signal(Signal::TERM);
    terminal.end(&[0]);
}

fn write_20_kb(terminal: &mut Terminal) {
    let text = "Kafka only promises order inside one partition. ".repeat(427);
    terminal.paste(&text);
    terminal.read_for(Duration::from_secs(1));
}

/// What was measured in words, and the time that 99 of 100 keys stay below.
fn key_to_screen<Key: AsRef<str>>(
    terminal: &mut Terminal,
    keys: &[Key],
    name: &str,
) -> Result<(String, f64), Failed> {
    let mut times = Vec::with_capacity(KEYS);
    for key in keys.iter().cycle().take(KEYS) {
        // The clock's own frames come at their own time; a key is answered by the next write.
        terminal.read_for(Duration::from_millis(30));
        let (took, is_answered) = timed(|| {
            terminal.write(key.as_ref());
            terminal.read(Duration::from_secs(1))
        });
        if !is_answered {
            return Err(format!("no answer to a key in {name}").into());
        }
        times.push(took);
    }
    let times = Times::new(times);
    let (median, most) = (times.median(), times.percentile(99));
    let line = format!(
        "key to screen, 20 KB at 120 × 40, {name}: median {median:.1} ms, p99 {most:.1} ms"
    );
    Ok((line, most))
}

fn idle(figures: &mut Figures, terminal: &mut Terminal, name: &str) -> Result<(), Failed> {
    let before = processor(terminal)?;
    let (took, ()) = timed(|| terminal.read_for(seconds("IDLE_SECONDS", 30)));
    let share = (processor(terminal)? - before) / took.as_secs_f64() * 100.0;
    let line = format!("idle, the clock ticking, {name}: {share:.2}% of a core");
    Ok(figures.at_most(&line, share, 0.5)?)
}

/// Seconds of the processor that the program has used.
fn processor(terminal: &Terminal) -> Result<f64, Failed> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", terminal.pid().as_raw_nonzero()))?;
    let (_, fields) = stat.rsplit_once(") ").ok_or("an unknown form of /proc/PID/stat")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS)
}

fn storm(figures: &mut Figures, terminal: &mut Terminal, name: &str) -> Result<(), Failed> {
    let lasting = seconds("STORM_SECONDS", 10);
    let sizes = terminal.storm(lasting, PACE);
    let wrong = terminal.wrong_cells(USUAL).len();
    let pace = sizes as f64 / lasting.as_secs_f64();
    let line = format!(
        "cells that a fresh draw shows otherwise after {pace:.0} sizes a second for {} s, {name}: {wrong}",
        lasting.as_secs()
    );
    Ok(figures.at_most(&line, wrong as f64, 0.0)?)
}

fn seconds(name: &str, usual: u64) -> Duration {
    let wanted = std::env::var(name).ok().and_then(|text| text.parse().ok());
    Duration::from_secs(wanted.unwrap_or(usual))
}
