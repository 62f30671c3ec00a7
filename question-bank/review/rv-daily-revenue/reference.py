"""Daily revenue from payment events."""

from datetime import datetime, timezone


def daily_revenue(batches):
    totals = {}
    seen = set()
    history = []
    for batch in batches:
        for event in batch:
            if event["status"] != "settled" or event["id"] in seen:
                continue
            seen.add(event["id"])
            day = utc_day(event["at"])
            cents = round(float(event["amount"]) * 100)
            if "refund_of" in event:
                cents = -cents
            totals[day] = totals.get(day, 0) + cents
        history.append(dict(totals))
    return history


def utc_day(at):
    return datetime.fromisoformat(at).astimezone(timezone.utc).date().isoformat()
