-- What is in the tables, which types their columns have, and whether a trip can be there twice.
SELECT 'trip' AS what, trip::text AS a, bike AS b, from_station AS c, to_station AS d, started_at::text AS e, ended_at::text AS f
FROM trip
UNION ALL
SELECT 'reject', file, line::text, reason, NULL, NULL, NULL FROM reject
UNION ALL
SELECT 'station_day', day::text, station, out::text, back::text, minutes::text, NULL FROM station_day
UNION ALL
SELECT 'column', attrelid::regclass::text, attname, format_type(atttypid, NULL), NULL, NULL, NULL
FROM pg_attribute
WHERE attrelid IN ('trip'::regclass, 'reject'::regclass, 'station_day'::regclass)
  AND attname IN ('trip', 'bike', 'from_station', 'to_station', 'started_at', 'ended_at', 'file', 'line', 'reason',
                  'day', 'station', 'out', 'back', 'minutes')
UNION ALL
SELECT 'unique', 'trip', EXISTS (SELECT FROM pg_index WHERE indrelid = 'trip'::regclass AND indisunique)::text, NULL, NULL, NULL, NULL
UNION ALL
SELECT 'not null', 'trip', attname, attnotnull::text, NULL, NULL, NULL
FROM pg_attribute
WHERE attrelid = 'trip'::regclass AND attname = 'started_at';
