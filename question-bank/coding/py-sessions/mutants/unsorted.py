def sessions(events, timeout):
    out, open_of, seen = [], {}, set()
    for user, at in events:
        if (user, at) in seen:
            continue
        seen.add((user, at))
        session = open_of.get(user)
        if session and at - session[2] <= timeout:
            session[2] = at
            session[3] += 1
        else:
            open_of[user] = [user, at, at, 1]
            out.append(open_of[user])
    return sorted(out)
