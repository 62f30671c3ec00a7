from bisect import bisect_right

# Without pandas, for comparison: one sorted list a device.


def calibrate(readings, factors, max_age):
    times, by_time = {}, {}
    for entry in factors:
        if entry["device"]:
            by_time[entry["device"], entry["at"]] = entry["factor"]
    for device, at in sorted(by_time):
        times.setdefault(device, []).append(at)
    values, uncalibrated = [], []
    for reading in readings:
        known = times.get(reading["device"], [])
        place = bisect_right(known, reading["at"])
        if place and reading["at"] - known[place - 1] <= max_age:
            factor = by_time[reading["device"], known[place - 1]]
            values.append([reading["id"], reading["value"] * factor])
        else:
            uncalibrated.append(reading["id"])
    return {"values": values, "uncalibrated": uncalibrated}
