def summarise(lines):
    jobs, skipped = {}, 0
    for line in lines:
        words = line.split()
        if not words:
            continue
        if len(words) < 3 or words[1] not in ("DEBUG", "INFO", "WARN", "ERROR") or words[2][:4] != "job=" or words[2] == "job=":
            skipped += 1
            continue
        entry = jobs.setdefault(words[2][4:], [words[2][4:], 0, 0, -1])
        entry[1] += 1
        entry[2] += "ERROR" in line
        for word in words[3:]:
            if word.startswith("ms=") and word[3:].isdigit():
                entry[3] = max(entry[3], int(word[3:]))
                break
    return {"jobs": sorted(jobs.values(), key=lambda e: (-e[2], e[0])), "skipped": skipped}
