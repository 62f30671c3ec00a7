def sessions(events, timeout):
    out = []
    for user, at in sorted(set(map(tuple, events))):
        if out and out[-1][0] == user and at - out[-1][1] <= timeout:
            out[-1][2] = at
            out[-1][3] += 1
        else:
            out.append([user, at, at, 1])
    return out
