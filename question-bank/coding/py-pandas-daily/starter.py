import pandas as pd


def daily(orders, days):
    """orders: [{"order_id", "country", "day", "amount"}], all strings; days: the days to show, in order.
    Returns [[day, country, orders, cents], ...].
    """
    raise NotImplementedError
