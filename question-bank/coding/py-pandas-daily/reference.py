import pandas as pd


def daily(orders, days):
    frame = pd.DataFrame(orders, columns=["order_id", "country", "day", "amount"], dtype="object")
    named = frame[frame["order_id"] != ""].drop_duplicates("order_id", keep="last")
    frame = pd.concat([named, frame[frame["order_id"] == ""]])
    frame["country"] = frame["country"].replace("", "unknown")
    amounts = pd.to_numeric(frame["amount"].str.replace(",", "."), errors="coerce")
    frame["cents"] = (amounts * 100).round()
    frame = frame[frame["cents"].notna()]
    totals = frame.groupby(["day", "country"])["cents"].agg(["size", "sum"])
    grid = pd.MultiIndex.from_product([days, sorted(frame["country"].unique())], names=["day", "country"])
    totals = totals.reindex(grid, fill_value=0).astype("int64")
    return [[day, country, size, cents] for (day, country), size, cents in totals.itertuples()]
