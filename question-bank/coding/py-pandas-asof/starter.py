import pandas as pd


def calibrate(readings, factors, max_age):
    """readings: [{"id", "device", "at", "value"}], factors: [{"device", "at", "factor"}]; at in seconds.
    Returns {"values": [[id, value * factor], ...], "uncalibrated": [id, ...]}.
    """
    raise NotImplementedError
