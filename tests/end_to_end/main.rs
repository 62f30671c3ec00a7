//! The program from outside, as a person or a script meets it.

mod environment;

mod cli {
    mod bad_input;
    mod bank_test;
    mod check;
    mod damaged;
    mod flags;
    mod help;
    mod live;
    mod report;
    mod scoring;
    mod scripted;
    mod sessions;
}
