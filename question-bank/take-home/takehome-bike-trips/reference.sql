-- Stage 1: every row with its types where they can be had, and the first reason against it.
-- A text is only ever cast once a pattern has let it through.
CREATE TEMP TABLE judged AS
WITH shaped AS (
    SELECT file, line::integer AS line, trip, bike, from_station,
           NULLIF(to_station, '') AS to_station,
           started_at,
           NULLIF(ended_at, '') AS ended_at,
           COALESCE(trip ~ '^[0-9]{1,9}$', false) AND COALESCE(bike, '') <> '' AS has_keys,
           pg_input_is_valid(COALESCE(started_at, ''), 'timestamp')
               AND COALESCE(started_at, '') ~ '^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$' AS has_start,
           COALESCE(ended_at, '') = ''
               OR (pg_input_is_valid(ended_at, 'timestamp') AND ended_at ~ '^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$') AS has_end
    FROM stg_trip
)
SELECT s.*,
       CASE
           WHEN NOT has_keys THEN 'field'
           WHEN NOT has_start OR NOT has_end THEN 'time'
           WHEN (to_station IS NULL) <> (ended_at IS NULL) THEN 'half'
           WHEN ended_at::timestamp < started_at::timestamp THEN 'backwards'
           WHEN NOT EXISTS (SELECT 1 FROM stg_station t WHERE t.station = s.from_station)
               OR (to_station IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stg_station t WHERE t.station = s.to_station))
               THEN 'station'
       END AS reason
FROM shaped s;

CREATE TABLE reject (file text, line integer, reason text NOT NULL, PRIMARY KEY (file, line));
INSERT INTO reject
SELECT file, line, reason FROM judged WHERE reason IS NOT NULL;

-- Stage 2: the last good row of each trip counts.
CREATE TABLE trip (
    trip         integer PRIMARY KEY,
    bike         text NOT NULL,
    from_station text NOT NULL,
    to_station   text,
    started_at   timestamp NOT NULL,
    ended_at     timestamp CHECK (ended_at >= started_at),
    CHECK ((to_station IS NULL) = (ended_at IS NULL))
);
INSERT INTO trip
SELECT DISTINCT ON (trip::integer)
       trip::integer, bike, from_station, to_station, started_at::timestamp, ended_at::timestamp
FROM judged
WHERE reason IS NULL
ORDER BY trip::integer, file DESC, line DESC;

-- Stage 3: what left and what came back, by station and day.
CREATE TABLE station_day (
    day     date,
    station text,
    out     integer NOT NULL,
    back    integer NOT NULL,
    minutes integer NOT NULL,
    PRIMARY KEY (day, station)
);
INSERT INTO station_day
SELECT day, station, SUM(went)::integer, SUM(came)::integer, SUM(minutes)::integer
FROM (
    SELECT started_at::date AS day, from_station AS station, 1 AS went, 0 AS came,
           COALESCE(FLOOR(EXTRACT(EPOCH FROM ended_at - started_at) / 60), 0) AS minutes
    FROM trip
    UNION ALL
    SELECT ended_at::date, to_station, 0, 1, 0
    FROM trip
    WHERE ended_at IS NOT NULL
) moves
GROUP BY day, station;
