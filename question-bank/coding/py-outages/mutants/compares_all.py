def union(spans):
    joined = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return joined


def downtime(outages, start, end):
    names = {service for service, _, _ in outages}
    spans = {}
    for name in names:
        clipped = [(max(a, start), min(b, end)) for service, a, b in outages if service == name]
        its = union([(a, b) for a, b in clipped if a < b])
        if its:
            spans[name] = its
    everything = [tuple(span) for its in spans.values() for span in its]
    most = 0
    for begin, _ in everything:
        most = max(most, sum(a <= begin < b for a, b in everything))
    return {
        "down": {name: sum(b - a for a, b in its) for name, its in spans.items()},
        "any": sum(b - a for a, b in union(everything)),
        "most": most,
    }
