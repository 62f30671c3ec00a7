CREATE TABLE app_events (
    user_id     integer,
    name        text NOT NULL,
    happened_at timestamp
);
