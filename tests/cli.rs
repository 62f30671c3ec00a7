//! The program from outside, as a person meets it: one binary of end-to-end tests.

mod cli {
    mod bad_input;
    mod bank_test;
    mod check;
    mod environment;
    mod flags;
    mod help;
    mod live;
    mod report;
    mod scoring;
    mod scripted;
    mod sessions;
}
