from decimal import Decimal, InvalidOperation

# Without pandas, for comparison.


def cents(text):
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return int(value * 100) if value.is_finite() else None


def daily(orders, days):
    last = {}
    for place, order in enumerate(orders):
        last[order["order_id"] or place] = order
    totals, countries = {}, set()
    for order in last.values():
        amount = cents(order["amount"])
        if amount is None:
            continue
        country = order["country"] or "unknown"
        countries.add(country)
        count, total = totals.get((order["day"], country), (0, 0))
        totals[order["day"], country] = (count + 1, total + amount)
    return [[day, country, *totals.get((day, country), (0, 0))] for day in days for country in sorted(countries)]
