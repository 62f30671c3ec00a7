from heapq import heappop, heappush


class Side:
    def __init__(self):
        self.at = {}
        self.queue = []

    def put(self, key, at):
        self.at[key] = at
        heappush(self.queue, (at, key))

    def take(self, key):
        return self.at.pop(key)

    def until(self, limit):
        gone = []
        while self.queue and (limit is None or self.queue[0][0] < limit):
            at, key = heappop(self.queue)
            # What was joined is still in the queue.
            if self.at.get(key) == at:
                del self.at[key]
                gone.append(key)
        return gone


def join(events, window, delay):
    shown, clicked = Side(), Side()
    result = {"joined": [], "unclicked": [], "orphans": [], "late": 0, "peak": 0}
    newest = None
    for kind, key, at in events:
        if newest is not None and at < newest - delay:
            result["late"] += 1
            continue
        if kind == "view":
            waiting = clicked.at.get(key)
            if waiting is not None and at <= waiting <= at + window:
                result["joined"].append([key, at, clicked.take(key)])
            else:
                shown.put(key, at)
        else:
            seen = shown.at.get(key)
            if seen is not None and seen <= at <= seen + window:
                result["joined"].append([key, shown.take(key), at])
            else:
                clicked.put(key, at)
        newest = at if newest is None else max(newest, at)
        result["unclicked"] += shown.until(newest - delay - window)
        result["orphans"] += clicked.until(newest - delay)
        result["peak"] = max(result["peak"], len(shown.at) + len(clicked.at))
    result["unclicked"] += shown.until(None)
    result["orphans"] += clicked.until(None)
    return result
