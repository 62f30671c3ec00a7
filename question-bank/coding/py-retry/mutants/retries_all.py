def run(outcomes, policy):
    if policy["attempts"] < 1:
        raise ValueError("attempts starts at 1")
    now, waits = 0, []
    for attempt, outcome in enumerate(outcomes, start=1):
        now += outcome["ms"]
        if outcome["code"] == "ok":
            return {"result": "done", "attempts": attempt, "waits": waits, "ms": now}
        wait = max(min(policy["base"] * 2 ** (attempt - 1), policy["cap"]), outcome.get("retry_after", 0))
        if attempt == policy["attempts"] or now + wait >= policy["budget"]:
            break
        waits.append(wait)
        now += wait
    return {"result": "gave_up", "attempts": attempt, "waits": waits, "ms": now}
