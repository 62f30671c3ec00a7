-- Every line has arrived, in a table that is sliced.
SELECT to_char(event_date, 'YYYY-MM') AS month,
       status,
       COUNT(*) AS n,
       SUM(amount) AS total,
       pg_partition_root('events') IS NOT NULL AS sliced
FROM events
GROUP BY 1, 2;
