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

# The README's figures, all of them or those named: `just bench sql report`.
bench *names:
    cargo bench -- {{names}}

# The report in headless Chromium: 390 and 1280 pixels, light and dark, and on A4. With a folder
# (`just report-check shots`) the pages and their pictures are left there to be looked at.
report-check keep="":
    cargo build --release
    python3 benches/report_browser.py target/release/mock {{ if keep == "" { "" } else { "--keep " + keep } }}

# The README's pictures of the room; needs tmux and Chromium.
picture:
    cargo build --release
    examples/room-demo.sh --picture docs/room.png

docs:
    cargo doc --release --no-deps

# The hostile programs of docs/sandbox.md, twenty times each, the benign one 200 times.
sandbox:
    MOCK_TORTURE=1 cargo test --release --test sandbox
