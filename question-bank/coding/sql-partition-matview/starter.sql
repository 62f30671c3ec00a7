-- events_old(event_id bigint, event_date date, status text, amount numeric(10, 2))
-- After your script:
--   * row counts and sums per month and status are compared with events_old,
--     and whether events is partitioned;
--   * the plan of the dashboard's query is looked at, on a larger table:
--       SELECT status, COUNT(*) AS n, SUM(amount) AS total
--       FROM events
--       WHERE event_date >= DATE '2026-05-01'
--       GROUP BY status;
CREATE TABLE events (
    event_id   bigint,
    event_date date,
    status     text,
    amount     numeric(10, 2)
);
INSERT INTO events SELECT * FROM events_old;
