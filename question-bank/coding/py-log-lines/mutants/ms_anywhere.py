import re
L = re.compile(r"^(\S+) +(DEBUG|INFO|WARN|ERROR) +job=(\S+)(.*)$")

def summarise(lines):
    jobs, skipped = {}, 0
    for line in lines:
        if not line.strip():
            continue
        m = L.match(line.strip())
        if not m:
            skipped += 1
            continue
        j = jobs.setdefault(m[3], [0, 0, -1])
        j[0] += 1
        j[1] += m[2] == "ERROR"
        x = re.search(r"\bms=(\d+)", m[4])
        if x:
            j[2] = max(j[2], int(x[1]))
    return {"jobs": sorted(([k] + v for k, v in jobs.items()), key=lambda r: (-r[2], r[0])), "skipped": skipped}
