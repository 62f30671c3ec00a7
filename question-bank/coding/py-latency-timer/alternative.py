from bisect import insort
from collections import defaultdict


class Step:
    def __init__(self, clock, values):
        self.clock = clock
        self.values = values

    def __enter__(self):
        self.start = self.clock()
        return self

    def __exit__(self, *error):
        insort(self.values, self.clock() - self.start)
        return False


class LatencyTracker:
    def __init__(self, clock):
        self.clock = clock
        self.values = defaultdict(list)

    def step(self, name):
        return Step(self.clock, self.values[name])

    def summary(self):
        return {
            name: [len(values), max(values), p95(values)]
            for name, values in self.values.items()
            if values
        }


def p95(values):
    """The smallest value that at least 95% of the sorted values do not exceed."""
    for place, value in enumerate(values, start=1):
        if place * 100 >= len(values) * 95:
            return value


def replay(script, readings):
    """Runs [name, inner steps, fails] entries against a clock of prepared readings."""
    readings = iter(readings)
    tracker = LatencyTracker(lambda: next(readings))
    raised = 0

    def run(entries):
        for name, inner, fails in entries:
            with tracker.step(name):
                run(inner)
                if fails:
                    raise RuntimeError(name)

    for entry in script:
        try:
            run([entry])
        except RuntimeError:
            raised += 1
    return {"summary": tracker.summary(), "raised": raised}
