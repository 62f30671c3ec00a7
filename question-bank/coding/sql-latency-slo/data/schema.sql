CREATE TABLE services (
    service text PRIMARY KEY
);
CREATE TABLE calls (
    call_id     integer PRIMARY KEY,
    service     text,
    duration_ms integer
);
