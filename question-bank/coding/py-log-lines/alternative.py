import re
from collections import Counter

LINE = re.compile(r"\s*\S+\s+(DEBUG|INFO|WARN|ERROR)\s+job=(\S+)(?:\s+(.*))?", re.DOTALL)
TOOK = re.compile(r"(?:^|\s)ms=([0-9]+)(?=\s|$)")


def summarise(lines):
    seen, errors, slowest = Counter(), Counter(), {}
    skipped = 0
    for line in filter(str.strip, lines):
        match = LINE.fullmatch(line)
        if not match:
            skipped += 1
            continue
        level, job, rest = match.groups()
        seen[job] += 1
        errors[job] += level == "ERROR"
        took = TOOK.search(rest or "")
        slowest[job] = max(slowest.get(job, -1), int(took[1]) if took else -1)
    jobs = [[job, seen[job], errors[job], slowest[job]] for job in sorted(seen)]
    jobs.sort(key=lambda entry: entry[2], reverse=True)
    return {"jobs": jobs, "skipped": skipped}
