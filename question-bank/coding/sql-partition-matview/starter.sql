-- Today: CREATE TABLE events (event_id bigint, event_date date, status text, amount numeric);
-- Write the DDL of its successor, one month of it, and the stored summary.
CREATE TABLE events (
    event_id   bigint,
    event_date date,
    status     text,
    amount     numeric
);
