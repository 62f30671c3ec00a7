def sessions(events, timeout):
    out = []
    for at, user in sorted({(at, user) for user, at in events}):
        if out and out[-1][0] == user and at - out[-1][2] <= timeout:
            out[-1][2] = at
            out[-1][3] += 1
        else:
            out.append([user, at, at, 1])
    return sorted(out)
