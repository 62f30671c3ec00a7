from collections import defaultdict
from heapq import heappop, heappush


class Windows:
    def __init__(self, size, delay):
        if size <= 0 or delay < 0:
            raise ValueError("a window needs a size, and no delay is negative")
        self.size, self.delay = size, delay
        self.counts = defaultdict(int)
        self.starts = []  # a heap of the open windows
        self.newest = delay  # so that the watermark begins at zero
        self.closed = []
        self.late = 0

    def close_until(self, watermark):
        while self.starts and (watermark is None or self.starts[0] + self.size <= watermark):
            start = heappop(self.starts)
            self.closed.append([start, self.counts.pop(start)])

    def see(self, at):
        start = at - at % self.size
        if start + self.size <= self.newest - self.delay:
            self.late += 1
            return
        if start not in self.counts:
            heappush(self.starts, start)
        self.counts[start] += 1
        self.newest = max(self.newest, at)
        self.close_until(self.newest - self.delay)


def windows(events, size, delay):
    state = Windows(size, delay)
    for at in events:
        state.see(at)
    state.close_until(None)
    return {"windows": state.closed, "dropped": state.late}
