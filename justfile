# One profile everywhere: dependencies are compiled once.

default: lint test

fmt:
    cargo fmt

lint:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings
    cargo run --release --quiet -- bank lint
    cargo run --release --quiet -- bank test

test:
    cargo test --release

# The full counts of the journal's torture tests; about twenty minutes.
torture:
    MOCK_TORTURE=1 cargo test --release --lib journal
    MOCK_TORTURE=1 cargo test --release --lib clock
    MOCK_TORTURE=1 cargo test --release --test journal
    MOCK_TORTURE=1 cargo test --release --test crash -- --nocapture

# The figures of the README: whole-process times, lint and recovery.
bench:
    cargo build --release
    python3 benches/startup.py
    python3 benches/room.py target/release/mock
    cargo run --release --example recover
    cargo run --release --example lint_speed -- 1000
    cargo run --release --example reopen
    cargo run --release --example report_speed
    cargo run --release --example sql_speed
    cargo build --release --example check_speed
    python3 benches/check.py

# The report in headless Chromium: 390 and 1280 pixels, light and dark, and on A4. With a folder
# (`just report-check shots`) the pages and their pictures are left there to be looked at.
report-check keep="":
    cargo build --release
    python3 benches/report_browser.py target/release/mock {{ if keep == "" { "" } else { "--keep " + keep } }}

# How the matcher does on graded answers it was not written for; needs the data sets' folder.
matcher data="../shared/data":
    MOCK_DATA={{data}} cargo run --release --example matcher-eval

docs:
    cargo doc --no-deps

# The hostile programs of docs/sandbox.md, twenty times each, the benign one 200 times.
sandbox:
    MOCK_TORTURE=1 cargo test --release --test sandbox
