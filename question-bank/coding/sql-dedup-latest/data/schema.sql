CREATE TABLE customer_changes (
    load_id     bigint PRIMARY KEY,
    customer_id integer,
    email       text,
    updated_at  timestamp,
    is_deleted  boolean NOT NULL
);
