"""Daily revenue from payment events. Drafted by a coding assistant; CI is green."""


def daily_revenue(batches):
    """Totals after each batch: a list of {day: cents}.

    Days are days of UTC; `at` is ISO 8601 with an offset. `amount` is text with two decimals, "12.30".
    Delivery is at least once, so an id counts once, by its first settled event. Only settled events
    count; an id may be pending first and settled later. Where an event has `refund_of`, its amount is
    paid back; the value is "" if the sale isn't known. A day stays listed, even with a total of 0.
    An amount that is no number raises ValueError.
    """
    totals = {}
    seen = set()
    history = []
    for batch in batches:
        for event in batch:
            if event["id"] in seen:
                continue
            seen.add(event["id"])
            if event["status"] != "settled":
                continue
            day = event["at"][:10]
            try:
                cents = int(float(event["amount"]) * 100)
            except ValueError:
                continue
            if "refund_of" in event:
                cents = -cents
            totals[day] = totals.get(day, 0) + cents
        history.append(totals)
    return history
