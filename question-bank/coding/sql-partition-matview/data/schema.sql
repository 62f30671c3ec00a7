CREATE TABLE events_old (
    event_id   bigint,
    event_date date,
    status     text,
    amount     numeric(10, 2)
);
