#!/usr/bin/env python3
"""How good the evidence matcher is, and how fast: measured from outside, through match_points.

    cargo build --release --example match_points
    benches/matcher.py [--data ../shared/data] [--bin target/release/examples/match_points]

Prints Beetle's macro-F1 (correct against the rest; the cut fitted on the training split alone),
SAF's within-question Pearson r, and the time of one answer of 230 words against 8 points of 4
phrasings, reading and writing JSON included. Reference figures of the method: Beetle .729 on unseen
answers and .654 on unseen questions, SAF .44; 1 ms an answer. The data is not part of the product.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

REFERENCE = {"unseen-answers": 0.729, "unseen-questions": 0.654, "saf": 0.44}


def rows(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    names = lines[0].split("\t")
    return [dict(zip(names, (f.replace("\\n", "\n") for f in line.split("\t"))))
            for line in lines[1:] if line]


def match(binary, asked, texts):
    """Score and band of the one point of each answer, in order."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as idf:
        idf.write("\n".join(text.replace("\n", " ") for text in texts))
        idf.flush()
        stdin = "\n".join(json.dumps(line) for line in asked) + "\n"
        done = subprocess.run([binary, "--idf-from", idf.name], input=stdin.encode(),
                              stdout=subprocess.PIPE, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [f["id"] for f in found] == [a["id"] for a in asked]
    return [(f["points"][0]["score"], f["points"][0]["band"]) for f in found]


def line(number, row, phrasings):
    return {"id": number, "question": row["question"], "answer": row["answer"],
            "points": [{"id": "reference", "phrasings": phrasings}]}


def macro_f1(judged, cut):
    def of(wanted):
        hit = sum((s >= cut) == wanted and g == wanted for s, g in judged)
        wrong = sum((s >= cut) == wanted and g != wanted for s, g in judged)
        missed = sum((s >= cut) != wanted and g == wanted for s, g in judged)
        return 2 * hit / (2 * hit + wrong + missed) if hit else 0.0
    return (of(True) + of(False)) / 2


def beetle(binary, path):
    data = rows(path)
    split = lambda row: row["reference"].split(" || ")
    asked = [line(number, row, split(row)) for number, row in enumerate(data)]
    found = match(binary, asked, sorted({text for row in data for text in split(row)}))
    by_split = defaultdict(list)
    for row, (score, band) in zip(data, found):
        by_split[row["split"]].append((score, row["label"] == "correct", band))
    plain = {name: [(s, g) for s, g, _ in judged] for name, judged in by_split.items()}
    cut = max((c / 100 for c in range(101)), key=lambda cut: macro_f1(plain["train"], cut))
    for name in ("unseen-answers", "unseen-questions"):
        likely = [g for _, g, band in by_split[name] if band == "likely"]
        print(f"Beetle, {name}: macro-F1 {macro_f1(plain[name], cut):.3f} "
              f"(reference {REFERENCE[name]:.3f}; cut {cut:.2f} fitted on train); "
              f"of {len(likely)} likely {sum(likely) / max(1, len(likely)):.0%} are correct")


def pearson(pairs):
    n = len(pairs)
    mx, my = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    xy = sum((x - mx) * (y - my) for x, y in pairs)
    xx, yy = sum((x - mx) ** 2 for x, _ in pairs), sum((y - my) ** 2 for _, y in pairs)
    return xy / math.sqrt(xx * yy) if n > 4 and xx and yy else None


def saf(binary, path):
    data = rows(path)
    asked = [line(number, row, [row["reference"]]) for number, row in enumerate(data)]
    found = match(binary, asked, sorted({row["reference"] for row in data}))
    answers = defaultdict(list)
    for row, (score, _) in zip(data, found):
        answers[row["split"], row["question_id"]].append((score, float(row["gold"])))
    for split in ("training", "unseen_answers", "unseen_questions"):
        each = [pearson(pairs) for (name, _), pairs in answers.items() if name == split]
        each = [r for r in each if r is not None]
        print(f"SAF, {split}: within-question r {sum(each) / len(each):.3f}, mean of {len(each)} "
              f"questions (reference {REFERENCE['saf']:.2f})")


def speed(binary):
    sentence = ("Kafka keeps order only inside one partition, so I key every payment by account id "
                "and read each partition with one consumer that applies them in turn. ")
    words = (sentence * 9).split()[:230]
    phrasings = ["messages are ordered only inside one partition of the topic",
                 "use the account id as the message key so one partition holds all payments",
                 "one consumer reads each partition and applies payments in sequence",
                 "enable the idempotent producer so that retries cannot change the order"]
    points = [{"id": number, "phrasings": phrasings} for number in range(8)]
    asked = {"id": 0, "question": "Payments must be applied in order.", "points": points}
    for name, answer, count in (("230 words", " ".join(words), 2000),
                                ("200 KB", (sentence * 2000)[:200_000], 3),
                                ("200 KB of one sentence", ("partition order " * 20_000)[:200_000], 3)):
        stdin = (json.dumps({**asked, "answer": answer}) + "\n").encode()
        took = []
        for lines in (1, count + 1):
            start = time.perf_counter()
            subprocess.run([binary], input=stdin * lines, stdout=subprocess.DEVNULL, check=True)
            took.append(time.perf_counter() - start)
        print(f"Speed: {(took[1] - took[0]) / count * 1000:.2f} ms an answer of {name}, 8 points of "
              "4 phrasings, JSON included")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default=os.environ.get("MOCK_DATA", "../shared/data"))
    parser.add_argument("--bin", default="target/release/examples/match_points")
    options = parser.parse_args()
    if not os.path.exists(options.bin):
        sys.exit(f"{options.bin} is not there; cargo build --release --example match_points")
    beetle(options.bin, os.path.join(options.data, "beetle_3way.tsv"))
    saf(options.bin, os.path.join(options.data, "saf_en.tsv"))
    speed(options.bin)


main()
