CREATE MATERIALIZED VIEW daily_totals AS
SELECT event_date,
       status,
       COUNT(*) AS n,
       COALESCE(SUM(amount), 0) AS total
FROM events
GROUP BY event_date, status;

CREATE UNIQUE INDEX daily_totals_key ON daily_totals (event_date, status);

REFRESH MATERIALIZED VIEW CONCURRENTLY daily_totals;

INSERT INTO events (event_id, event_date, status, amount)
SELECT event_id, event_date, status, amount
FROM late_events;
