CREATE TABLE raw_events (
    event_id integer PRIMARY KEY,
    payload  jsonb
);
