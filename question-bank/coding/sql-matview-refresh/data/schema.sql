CREATE TABLE events (
    event_id   bigint NOT NULL,
    event_date date   NOT NULL,
    status     text,
    amount     numeric(10, 2)
);
CREATE TABLE late_events (
    event_id   bigint NOT NULL,
    event_date date   NOT NULL,
    status     text,
    amount     numeric(10, 2)
);
