//! The program from outside, as a person meets it: over pipes, and on a terminal of its own.

mod environment;
mod terminal;

mod cli {
    mod bad_input;
    mod bank_new;
    mod bank_test;
    mod check;
    mod config;
    mod damaged;
    mod flags;
    mod help;
    mod import;
    mod interview;
    mod kinds;
    mod live;
    mod packs;
    mod prepare;
    mod progress;
    mod reader;
    mod report;
    mod scoring;
    mod scripted;
    mod sessions;
    mod story;
}
mod plain;
mod room;
