def sessions(events, timeout):
    out = []
    for user, at in sorted(set(map(tuple, events))):
        if out and out[-1][0] == user and at - out[-1][2] <= timeout:
            out[-1][2] = at
            out[-1][3] += 1
        else:
            out.append([user, at, at, 1])
    return out


def clicks(n):
    """n events of n // 8 users, far from sorted, most of them in short sessions."""
    return [[[f"u{i * 7919 % (n // 8)}", i * 104729 % (n * 10)] for i in range(n)], 60]
