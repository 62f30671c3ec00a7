from collections import Counter, defaultdict


def downtime(outages, start, end):
    """One walk over all beginnings and ends, with a count of open reports for each service."""
    changes = []
    for service, begin, finish in outages:
        begin, finish = max(begin, start), min(finish, end)
        if begin < finish:
            changes.append((begin, 1, service))
            changes.append((finish, -1, service))
    changes.sort()
    down = defaultdict(int)
    since, reports = {}, Counter()
    whole = most = 0
    last = start
    for at, change, service in changes:
        if since:
            whole += at - last
        last = at
        reports[service] += change
        if reports[service] == 0:
            down[service] += at - since.pop(service)
        elif service not in since:
            since[service] = at
        most = max(most, len(since))
    return {"down": dict(down), "any": whole, "most": most}
