CREATE TABLE events (
    event_id   bigint,
    event_date date,
    status     text,
    amount     numeric(10, 2),
    PRIMARY KEY (event_id, event_date)
) PARTITION BY RANGE (event_date);
CREATE TABLE events_before PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2026-04-01');
CREATE TABLE events_2026_04 PARTITION OF events FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
CREATE TABLE events_2026_05 PARTITION OF events FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');
CREATE TABLE events_2026_06 PARTITION OF events FOR VALUES FROM ('2026-06-01') TO ('2026-07-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
INSERT INTO events SELECT * FROM events_old;
