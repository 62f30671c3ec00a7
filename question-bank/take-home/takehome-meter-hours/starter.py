def run(source, target):
    """Reads a folder, and writes what was used in each hour.

    source and target are paths of folders. source is only read:

    meters.csv        meter,digits            its counter has so many digits, and goes on at 0 after the last
    readings/*.csv    meter,at,wh             what the counter showed, watt hours; at is ISO 8601 with offset

    target gets five tables, with these headers, sorted; times are 2026-06-01T10:00:00Z and hours 2026-06-01T10, both UTC:

    hours.csv         meter,hour,wh           used in an hour
    gaps.csv          meter,from,to,wh        used between two readings that are too far apart
    suspect.csv       meter,from,to           two readings that can't both be right
    rejects.csv       file,line,reason        a file is readings/a.csv
    report.csv        read,kept,replaced,rejected    one row of counts

    Each run writes all five anew from its own source, whatever target holds.
    """
    raise NotImplementedError
