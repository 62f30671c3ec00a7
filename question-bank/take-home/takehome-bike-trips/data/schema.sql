-- Everything is text, as it came in the files.
CREATE TABLE stg_station (
    station text,
    name    text,
    docks   text
);
CREATE TABLE stg_trip (
    file         text,
    line         text,
    trip         text,
    bike         text,
    from_station text,
    to_station   text,
    started_at   text,
    ended_at     text
);
