#!/usr/bin/env python3
"""The report in a real browser: headless Chromium, spoken to over its own pipe.

    python3 benches/report_browser.py target/release/mock [--keep DIR]

Plays the onsite and the behavioral round of examples/ and writes their reports, then opens each at
390 and 1280 pixels, light and dark. Fails where the console has an error or a warning, where the
page asks for anything but itself, or where it is wider than its window; prints each report on A4.
--keep DIR leaves the pages, the screenshots and the PDFs there to be looked at.
Needs chromium (or what CHROMIUM names) and nothing else: no driver, no package.
"""

import argparse
import base64
import json
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
ROUNDS = ("onsite", "behavioral")
SEED = "5"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --hide-scrollbars "
    "--remote-debugging-pipe"
).split()
# A4 in points, as Chromium rounds it.
A4 = (595, 842)
PATIENCE = 60


class Browser:
    """One Chromium and one page of it. Messages are JSON, each ended by a NUL."""

    def __init__(self, program, profile):
        # The browser reads from descriptor 3 and writes to descriptor 4.
        their_in, self.out = os.pipe()
        self.inp, their_out = os.pipe()
        line = f'exec "$0" "$@" 3<&{their_in} 4>&{their_out}'
        command = ["sh", "-c", line, program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        quiet = subprocess.DEVNULL
        fds = (their_in, their_out)
        self.process = subprocess.Popen(command, pass_fds=fds, stdout=quiet, stderr=quiet)
        for fd in fds:
            os.close(fd)
        self.buffer, self.count, self.events, self.session = b"", 0, [], None
        pages = [t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        target = {"targetId": pages[0]["targetId"], "flatten": True}
        self.session = self.ask("Target.attachToTarget", **target)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.count:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        end = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.inp], [], [], max(0, end - time.monotonic()))
            piece = os.read(self.inp, 1 << 16) if ready else b""
            if not piece:
                sys.exit("chromium went away, or said nothing for a minute")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def wait(self, method):
        while True:
            for index, event in enumerate(self.events):
                if event.get("method") == method:
                    del self.events[index]
                    return
            self.events.append(self.read())

    def close(self):
        self.ask("Browser.close")
        self.process.wait(PATIENCE)


def complaints(events, own):
    """What the console said, and what was asked of a network."""
    for event in events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            yield f"console: {params['entry']['text']}"
        elif method == "Runtime.exceptionThrown":
            yield f"exception: {params['exceptionDetails']['text']}"
        elif method == "Runtime.consoleAPICalled":
            yield f"console.{params['type']}"
        elif method == "Network.requestWillBeSent" and params["request"]["url"] != own:
            yield f"asked for {params['request']['url']}"


def look(browser, page, width, scheme, keep):
    """Opens the page at one width in one scheme; gives what is wrong."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.ask("Emulation.setDeviceMetricsOverride", **metrics)
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.ask("Emulation.setEmulatedMedia", features=media)
    browser.events.clear()
    url = page.as_uri()
    browser.ask("Page.navigate", url=url)
    browser.wait("Page.loadEventFired")
    wrong = list(complaints(browser.events, url))
    size = "JSON.stringify([document.documentElement.scrollWidth, document.body.scrollHeight, "
    size += "getComputedStyle(document.body).backgroundColor, [...document.querySelectorAll("
    size += "'.table, pre')].filter(e => e.scrollWidth > e.clientWidth + 1).length])"
    found = browser.ask("Runtime.evaluate", expression=size)["result"]["value"]
    across, down, ground, cut = json.loads(found)
    if across > width:
        wrong.append(f"{across} pixels wide in a window of {width}")
    if cut:
        wrong.append(f"{cut} tables are wider than the page")
    if keep:
        view = {"x": 0, "y": 0, "width": width, "height": min(down, 16000), "scale": 1}
        shot = browser.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=view)
        name = keep / f"{page.stem}-{width}-{scheme}.png"
        name.write_bytes(base64.b64decode(shot["data"]))
    return wrong, ground


def print_it(browser, page, keep):
    """Prints the page on A4; gives the count of sheets and what is wrong."""
    browser.ask("Emulation.clearDeviceMetricsOverride")
    printed = browser.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    data = base64.b64decode(printed["data"])
    if keep:
        (keep / f"{page.stem}.pdf").write_bytes(data)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    sheets = {(round(float(w)), round(float(h))) for w, h in boxes}
    near = all(abs(w - A4[0]) <= 1 and abs(h - A4[1]) <= 1 for w, h in sheets)
    return len(boxes), [] if sheets and near else [f"printed on {sheets}, not on A4"]


def report_of(mock, name, folder):
    """Plays a round and writes its report."""
    env = {**os.environ, "MOCK_HOME": str(folder / name)}
    answers = ROOT / "examples" / f"answers-{name}.toml"
    play = [mock, "run", "-f", name, "--answers", str(answers), "--seed", SEED]
    subprocess.run(play, env=env, check=True, stdout=subprocess.DEVNULL)
    page = folder / f"{name}.html"
    subprocess.run([mock, "report", "--to", str(page)], env=env, check=True, capture_output=True)
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mock", help="the program")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR", help="leave pictures there")
    args = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not chromium:
        sys.exit(f"no browser: none of {', '.join(NAMES)} is installed; `apt-get install chromium`, "
                 "or name one in CHROMIUM")
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        pages = [report_of(str(pathlib.Path(args.mock).resolve()), name, folder) for name in ROUNDS]
        browser = Browser(chromium, folder / "profile")
        for page in pages:
            size = page.stat().st_size
            print(f"{page.stem}: {size:,} bytes")
            grounds = set()
            for width in WIDTHS:
                for scheme in SCHEMES:
                    wrong, ground = look(browser, page, width, scheme, args.keep)
                    grounds.add(ground)
                    failed |= bool(wrong)
                    print(f"  {width:>5} px {scheme:<5} {'; '.join(wrong) or 'fine'}")
            if len(grounds) < len(SCHEMES):
                failed = True
                print("  light and dark look the same")
            sheets, wrong = print_it(browser, page, args.keep)
            failed |= bool(wrong)
            print(f"  A4: {sheets} pages {'; '.join(wrong)}")
            if args.keep:
                shutil.copy(page, args.keep)
        browser.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
