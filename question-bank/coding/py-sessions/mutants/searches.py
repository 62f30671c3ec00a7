def sessions(events, timeout):
    events = sorted(set(map(tuple, events)))
    out = []
    for name in sorted({user for user, _ in events}):
        last = None
        for at in [at for user, at in events if user == name]:
            if last is not None and at - last <= timeout:
                out[-1][2] = at
                out[-1][3] += 1
            else:
                out.append([name, at, at, 1])
            last = at
    return out
