def summarise(lines):
    jobs, skipped = {}, 0
    try:
        for line in lines:
            if not line.strip():
                continue
            _, level, job, *rest = line.split()
            if level not in ("DEBUG", "INFO", "WARN", "ERROR") or not job.startswith("job="):
                raise ValueError(line)
            entry = jobs.setdefault(job[4:], [job[4:], 0, 0, -1])
            entry[1] += 1
            entry[2] += level == "ERROR"
            for word in rest:
                if word.startswith("ms=") and word[3:].isdigit():
                    entry[3] = max(entry[3], int(word[3:]))
                    break
    except ValueError:
        skipped += 1
    return {"jobs": sorted(jobs.values(), key=lambda e: (-e[2], e[0])), "skipped": skipped}
