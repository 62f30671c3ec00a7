RETRYABLE = {"timeout", "429", "500", "502", "503", "504"}


def run(outcomes, policy):
    if policy["attempts"] < 1:
        raise ValueError("attempts starts at 1")
    now = 0
    waits = []
    last = policy["attempts"]
    for attempt, outcome in enumerate(outcomes[:last], start=1):
        now += outcome["ms"]
        code = outcome["code"]
        if code == "ok":
            return answer("done", attempt, waits, now)
        if code not in RETRYABLE:
            return answer("rejected", attempt, waits, now)
        wait = min(policy["base"] * 2 ** (attempt - 1), policy["cap"])
        wait = max(wait, outcome.get("retry_after", 0))
        if attempt == last or now + wait >= policy["budget"]:
            return answer("gave_up", attempt, waits, now)
        waits.append(wait)
        now += wait
    raise ValueError("more attempts were made than outcomes are given")


def answer(result, attempts, waits, now):
    return {"result": result, "attempts": attempts, "waits": waits, "ms": now}
