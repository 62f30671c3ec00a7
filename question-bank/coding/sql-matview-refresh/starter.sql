-- events(event_id bigint, event_date date, status text, amount numeric(10, 2))
-- late_events: the same columns
-- After your script:
--   * daily_totals(event_date, status, n, total) is read, and whether it has a key that lets it
--     be renewed under its readers;
--   * the plan of the dashboard's query is looked at, on a larger table:
--       SELECT event_date, status, n, total
--       FROM daily_totals
--       WHERE event_date BETWEEN DATE '2026-06-24' AND DATE '2026-06-30';
CREATE MATERIALIZED VIEW daily_totals AS
SELECT event_date, status, 0 AS n, 0.00 AS total
FROM events;
INSERT INTO events SELECT * FROM late_events;
REFRESH MATERIALIZED VIEW daily_totals;
