def union(spans):
    """The spans joined where they overlap or touch, in order."""
    joined = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return joined


def length(spans):
    return sum(end - begin for begin, end in spans)


def downtime(outages, start, end):
    of_service = {}
    for service, begin, finish in outages:
        begin, finish = max(begin, start), min(finish, end)
        if begin < finish:
            of_service.setdefault(service, []).append((begin, finish))
    spans = {service: union(its) for service, its in of_service.items()}
    everything = [span for its in spans.values() for span in its]
    changes = [(begin, 1) for begin, _ in everything] + [(end, -1) for _, end in everything]
    most = now = 0
    for _, change in sorted(changes):
        now += change
        most = max(most, now)
    down = {service: length(its) for service, its in spans.items()}
    return {"down": down, "any": length(union(everything)), "most": most}


def reports(n):
    """n short outages of n // 8 services, spread over a long time and in a jumble."""
    outages = []
    for i in range(n):
        begin = i * 7919 % (n * 3)
        outages.append([f"s{i % (n // 8)}", begin, begin + 5 + i % 40])
    return [outages, 0, n * 3]
