"""The same with exact decimals, and the day computed by hand."""

from copy import deepcopy
from datetime import datetime
from decimal import Decimal, InvalidOperation


def daily_revenue(batches):
    settled = {}
    days = {}
    history = []
    for batch in batches:
        for event in batch:
            if event["status"] == "settled" and event["id"] not in settled:
                settled[event["id"]] = event
                count(days, event)
        history.append(deepcopy(days))
    return history


def count(days, event):
    at = datetime.fromisoformat(event["at"])
    day = str((at - at.utcoffset()).date())
    try:
        cents = int(Decimal(event["amount"]) * 100)
    except InvalidOperation as error:
        raise ValueError(event["amount"]) from error
    days[day] = days.get(day, 0) + (-cents if "refund_of" in event else cents)
