from contextlib import contextmanager


class LatencyTracker:
    def __init__(self, clock):
        self.clock = clock
        self.durations = {}

    @contextmanager
    def step(self, name):
        start = self.clock()
        try:
            yield
        finally:
            self.durations.setdefault(name, []).append(self.clock() - start)

    def summary(self):
        answer = {}
        for name, durations in self.durations.items():
            values = sorted(durations)
            p95 = values[-(-len(values) * 95 // 100) - 1]
            answer[name] = [len(values), values[-1], p95]
        return answer


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
