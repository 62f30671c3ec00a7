def union(spans):
    joined = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return joined


def downtime(outages, start, end):
    clipped = [(service, max(a, start), min(b, end)) for service, a, b in outages]
    clipped = [(service, a, b) for service, a, b in clipped if a < b]
    of_service = {}
    for service, a, b in clipped:
        of_service.setdefault(service, []).append((a, b))
    most = now = 0
    for _, change in sorted([(a, 1) for _, a, _ in clipped] + [(b, -1) for _, _, b in clipped]):
        now += change
        most = max(most, now)
    return {
        "down": {name: sum(b - a for a, b in union(its)) for name, its in of_service.items()},
        "any": sum(b - a for a, b in union([(a, b) for _, a, b in clipped])),
        "most": most,
    }
