SELECT 'trip' AS what, trip::text AS a, bike AS b, from_station AS c, to_station AS d, started_at::text AS e, ended_at::text AS f
FROM trip
UNION ALL
SELECT 'reject', file, line::text, reason, NULL, NULL, NULL FROM reject
UNION ALL
SELECT 'station_day', day::text, station, out::text, back::text, minutes::text, NULL FROM station_day;
