LEVELS = {"DEBUG", "INFO", "WARN", "ERROR"}


def summarise(lines):
    jobs, skipped = {}, 0
    for line in lines:
        words = line.split()
        if not words:
            continue
        names = [word[4:] for word in words[2:] if word.startswith("job=") and len(word) > 4]
        if len(words) < 3 or words[1] not in LEVELS or not names:
            skipped += 1
            continue
        entry = jobs.setdefault(names[0], [names[0], 0, 0, -1])
        entry[1] += 1
        entry[2] += words[1] == "ERROR"
        took = [int(word[3:]) for word in words[3:] if word[:3] == "ms=" and word[3:].isdigit()]
        if took:
            entry[3] = max(entry[3], took[0])
    return {"jobs": sorted(jobs.values(), key=lambda e: (-e[2], e[0])), "skipped": skipped}
