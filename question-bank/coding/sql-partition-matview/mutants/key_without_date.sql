-- Fails: the primary key lacks the partition key.
CREATE TABLE events (
    event_id   bigint PRIMARY KEY,
    event_date date,
    status     text,
    amount     numeric
) PARTITION BY RANGE (event_date);
