-- No key over event_id; the slice is built aside and attached, and the
-- summary starts empty, so its first refresh cannot be a concurrent one.
CREATE TABLE events (
    event_id   bigint  NOT NULL,
    event_date date    NOT NULL,
    status     text    NOT NULL,
    amount     numeric NOT NULL
) PARTITION BY RANGE (event_date);

CREATE TABLE events_2026_01 (
    LIKE events,
    CONSTRAINT events_2026_01_range
        CHECK (event_date >= DATE '2026-01-01' AND event_date < DATE '2026-02-01')
);

ALTER TABLE events ATTACH PARTITION events_2026_01
    FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');

CREATE MATERIALIZED VIEW daily_totals AS
SELECT event_date, status, COUNT(*) AS n, SUM(amount) AS total
FROM events
GROUP BY event_date, status
WITH NO DATA;

CREATE UNIQUE INDEX daily_totals_key ON daily_totals (event_date, status);

REFRESH MATERIALIZED VIEW daily_totals;
REFRESH MATERIALIZED VIEW CONCURRENTLY daily_totals;
