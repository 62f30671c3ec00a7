import pandas as pd


def calibrate(readings, factors, max_age):
    if not readings:
        return {"values": [], "uncalibrated": []}
    left = pd.DataFrame(readings, columns=["id", "device", "at", "value"]).astype({"device": "str", "at": "int64"})
    right = pd.DataFrame(factors, columns=["device", "at", "factor"]).astype({"device": "str", "at": "int64"})
    right = right[right["device"] != ""].drop_duplicates(["device", "at"], keep="last")
    left["place"] = range(len(left))
    matched = pd.merge_asof(
        left.sort_values("at"),
        right.sort_values("at"),
        on="at",
        by="device",
        tolerance=max_age,
        direction="backward",
    ).sort_values("place")
    known = matched["factor"].notna()
    good = matched[known]
    values = good["value"] * good["factor"]
    return {
        "values": [list(pair) for pair in zip(good["id"].tolist(), values.tolist())],
        "uncalibrated": matched.loc[~known, "id"].tolist(),
    }
