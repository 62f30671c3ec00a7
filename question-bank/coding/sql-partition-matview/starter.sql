-- events_old(event_id bigint, event_date date, status text, amount numeric(10, 2))
-- After your script, the dashboard asks:
--   SELECT status, COUNT(*) AS n, SUM(amount) AS total,
--          pg_partition_root('events') IS NOT NULL AS sliced
--   FROM events
--   WHERE event_date >= DATE '2026-05-01'
--   GROUP BY status;
CREATE TABLE events (
    event_id   bigint,
    event_date date,
    status     text,
    amount     numeric(10, 2)
);
INSERT INTO events SELECT * FROM events_old;
