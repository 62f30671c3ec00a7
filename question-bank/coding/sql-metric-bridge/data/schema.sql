CREATE TABLE users (
    user_id     integer PRIMARY KEY,
    is_internal boolean,
    plan        text
);
CREATE TABLE events (
    event_id integer PRIMARY KEY,
    user_id  integer,
    kind     text,
    at       timestamp NOT NULL
);
