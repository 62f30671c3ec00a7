-- The summary starts without contents, so its first refresh cannot be a concurrent one.
CREATE MATERIALIZED VIEW daily_totals (event_date, status, n, total) AS
SELECT event_date, status, SUM(1), SUM(COALESCE(amount, 0.00))
FROM events
GROUP BY GROUPING SETS ((event_date, status))
WITH NO DATA;

REFRESH MATERIALIZED VIEW daily_totals;

CREATE INDEX daily_totals_date ON daily_totals (event_date);
CREATE UNIQUE INDEX daily_totals_key ON daily_totals (status, event_date);

INSERT INTO events TABLE late_events;

REFRESH MATERIALIZED VIEW CONCURRENTLY daily_totals;
