-- A reason for each row by joins, and a full join that puts the two sides of a day together.
CREATE TEMP TABLE good_times AS
SELECT DISTINCT t
FROM (SELECT started_at AS t FROM stg_trip UNION SELECT ended_at FROM stg_trip) all_times
WHERE t ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} (2[0-3]|[01][0-9])(:[0-5][0-9]){2}$'
  AND pg_input_is_valid(t, 'timestamp without time zone');

CREATE TEMP TABLE looked_up AS
SELECT t.file, t.line::int AS line, t.trip, t.bike, t.from_station,
       NULLIF(t.to_station, '') AS to_station, NULLIF(t.ended_at, '') AS finish,
       s.t::timestamp AS started_at, e.t::timestamp AS ended_at,
       f.station IS NOT NULL AS knows_from, g.station IS NOT NULL AS knows_to
FROM stg_trip t
LEFT JOIN good_times s ON s.t = t.started_at
LEFT JOIN good_times e ON e.t = t.ended_at
LEFT JOIN stg_station f ON f.station = t.from_station
LEFT JOIN stg_station g ON g.station = t.to_station;

CREATE TABLE reject (file text, line int, reason text);
INSERT INTO reject
SELECT file, line, 'field' FROM looked_up WHERE trip IS NULL OR trip !~ '^[0-9]{1,9}$' OR bike IS NULL OR bike = '';
INSERT INTO reject
SELECT l.file, l.line,
       CASE WHEN started_at IS NULL OR (finish IS NOT NULL AND ended_at IS NULL) THEN 'time'
            WHEN (to_station IS NULL AND finish IS NOT NULL) OR (to_station IS NOT NULL AND finish IS NULL) THEN 'half'
            WHEN started_at > ended_at THEN 'backwards'
            ELSE 'station' END
FROM looked_up l
WHERE NOT EXISTS (SELECT FROM reject r WHERE r.file = l.file AND r.line = l.line)
  AND (started_at IS NULL OR (finish IS NOT NULL AND ended_at IS NULL)
       OR (to_station IS NULL) IS DISTINCT FROM (finish IS NULL)
       OR started_at > ended_at
       OR NOT knows_from OR (to_station IS NOT NULL AND NOT knows_to));

CREATE TABLE trip AS
SELECT trip::int AS trip, bike, from_station, to_station, started_at, ended_at
FROM (
    SELECT l.*, ROW_NUMBER() OVER (PARTITION BY LTRIM(trip, '0') ORDER BY file DESC, line DESC) AS place
    FROM looked_up l
    WHERE NOT EXISTS (SELECT FROM reject r WHERE r.file = l.file AND r.line = l.line)
) ranked
WHERE place = 1;
ALTER TABLE trip ADD PRIMARY KEY (trip), ALTER started_at SET NOT NULL;

CREATE TABLE station_day AS
WITH outs AS (
    SELECT started_at::date AS day, from_station AS station, COUNT(*) AS n,
           SUM(COALESCE(DIV(EXTRACT(EPOCH FROM ended_at - started_at), 60), 0)) AS minutes
    FROM trip GROUP BY 1, 2
), backs AS (
    SELECT ended_at::date AS day, to_station AS station, COUNT(*) AS n FROM trip WHERE ended_at IS NOT NULL GROUP BY 1, 2
)
SELECT day, station, COALESCE(o.n, 0)::int AS out, COALESCE(b.n, 0)::int AS back, COALESCE(o.minutes, 0)::int AS minutes
FROM outs o FULL JOIN backs b USING (day, station);
