from itertools import count


def retryable(code):
    return code in ("timeout", "429") or (code.startswith("5") and code != "501")


def delays(base, cap):
    """base, 2 base, 4 base, … and never more than cap."""
    for power in count():
        yield min(base << power, cap)


class Call:
    def __init__(self, policy):
        self.policy = policy
        self.left = policy["attempts"]
        self.made = 0
        self.clock = 0
        self.waits = []

    def end(self, result):
        return dict(result=result, attempts=self.made, waits=self.waits, ms=self.clock)

    def after(self, outcome, delay):
        """The final answer, or None if there is to be another attempt."""
        self.made += 1
        self.left -= 1
        self.clock += outcome["ms"]
        if outcome["code"] == "ok":
            return self.end("done")
        if not retryable(outcome["code"]):
            return self.end("rejected")
        delay = max(delay, outcome.get("retry_after", delay))
        resume = self.clock + delay
        if not self.left or resume >= self.policy["budget"]:
            return self.end("gave_up")
        self.waits.append(delay)
        self.clock = resume
        return None


def run(outcomes, policy):
    if policy["attempts"] <= 0:
        raise ValueError("at least one attempt")
    call = Call(policy)
    for outcome, delay in zip(outcomes, delays(policy["base"], policy["cap"])):
        final = call.after(outcome, delay)
        if final:
            return final
    raise ValueError("the outcomes have run out")
