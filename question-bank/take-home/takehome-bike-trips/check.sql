-- What is in the tables, value by value, since each has columns of its own; which types these have, and whether
-- a trip can be there twice.
SELECT 'station_day' AS in_table, concat_ws(' ', day, station) AS row_of, said.col AS column_name, said.value
FROM station_day, LATERAL (VALUES ('out', out::text), ('back', back::text), ('minutes', minutes::text)) said(col, value)
UNION ALL
SELECT 'reject', concat_ws(' line ', file, line), 'reason', reason::text
FROM reject
UNION ALL
SELECT 'trip', trip::text, said.col, said.value
FROM trip, LATERAL (VALUES ('bike', bike::text), ('from_station', from_station::text), ('to_station', to_station::text),
                           ('started_at', started_at::text), ('ended_at', ended_at::text)) said(col, value)
UNION ALL
SELECT attrelid::regclass::text, 'type', attname, replace(format_type(atttypid, NULL), ' without time zone', '')
FROM pg_attribute
WHERE attrelid IN ('trip'::regclass, 'reject'::regclass, 'station_day'::regclass)
  AND attname IN ('trip', 'bike', 'from_station', 'to_station', 'started_at', 'ended_at', 'file', 'line', 'reason',
                  'day', 'station', 'out', 'back', 'minutes')
UNION ALL
SELECT 'trip', 'unique', 'trip', EXISTS (SELECT FROM pg_index WHERE indrelid = 'trip'::regclass AND indisunique)::text
UNION ALL
SELECT 'trip', 'not null', attname, attnotnull::text
FROM pg_attribute
WHERE attrelid = 'trip'::regclass AND attname = 'started_at';
