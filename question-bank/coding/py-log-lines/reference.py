LEVELS = {"DEBUG", "INFO", "WARN", "ERROR"}


def parse(line):
    """(level, job, milliseconds or None), or None if the line does not have the form."""
    words = line.split()
    if len(words) < 3 or words[1] not in LEVELS:
        return None
    if not words[2].startswith("job=") or words[2] == "job=":
        return None
    took = None
    for word in words[3:]:
        name, _, value = word.partition("=")
        if name == "ms" and value.isascii() and value.isdigit():
            took = int(value)
            break
    return words[1], words[2].removeprefix("job="), took


def summarise(lines):
    jobs = {}
    skipped = 0
    for line in lines:
        if not line.strip():
            continue
        parsed = parse(line)
        if parsed is None:
            skipped += 1
            continue
        level, job, took = parsed
        entry = jobs.setdefault(job, [job, 0, 0, -1])
        entry[1] += 1
        entry[2] += level == "ERROR"
        if took is not None:
            entry[3] = max(entry[3], took)
    ordered = sorted(jobs.values(), key=lambda entry: (-entry[2], entry[0]))
    return {"jobs": ordered, "skipped": skipped}
