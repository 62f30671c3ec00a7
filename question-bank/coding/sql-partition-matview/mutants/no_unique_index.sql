-- Fails: a concurrent refresh needs a unique index without WHERE.
CREATE TABLE events (event_id bigint, event_date date, status text, amount numeric)
    PARTITION BY RANGE (event_date);
CREATE MATERIALIZED VIEW daily_totals AS
SELECT event_date, status, COUNT(*) AS n, SUM(amount) AS total
FROM events
GROUP BY event_date, status;
REFRESH MATERIALIZED VIEW CONCURRENTLY daily_totals;
