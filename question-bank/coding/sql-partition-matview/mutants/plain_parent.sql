-- Fails: "events" is not partitioned.
CREATE TABLE events (event_id bigint, event_date date, status text, amount numeric);
CREATE TABLE events_2026_01 PARTITION OF events
    FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
