CREATE TABLE events (
    event_id   bigint  NOT NULL,
    event_date date    NOT NULL,
    status     text    NOT NULL,
    amount     numeric NOT NULL,
    PRIMARY KEY (event_id, event_date)
) PARTITION BY RANGE (event_date);

CREATE TABLE events_2026_01 PARTITION OF events
    FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');

CREATE TABLE events_default PARTITION OF events DEFAULT;

CREATE MATERIALIZED VIEW daily_totals AS
SELECT event_date, status, COUNT(*) AS n, SUM(amount) AS total
FROM events
GROUP BY event_date, status;

CREATE UNIQUE INDEX daily_totals_key ON daily_totals (event_date, status);

REFRESH MATERIALIZED VIEW CONCURRENTLY daily_totals;
