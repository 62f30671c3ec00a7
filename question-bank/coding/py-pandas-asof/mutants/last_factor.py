import pandas as pd


def calibrate(readings, factors, max_age):
    if not readings:
        return {"values": [], "uncalibrated": []}
    left = pd.DataFrame(readings)
    right = pd.DataFrame(factors, columns=["device", "at", "factor"]).drop_duplicates("device", keep="last")
    matched = left.merge(right[["device", "factor"]], on="device", how="left")
    known = matched["factor"].notna()
    good = matched[known]
    return {
        "values": [[i, v] for i, v in zip(good["id"].tolist(), (good["value"] * good["factor"]).tolist())],
        "uncalibrated": matched.loc[~known, "id"].tolist(),
    }
