CREATE TABLE customers (
    customer_id integer PRIMARY KEY,
    email       text,
    updated_at  timestamp NOT NULL
);
CREATE TABLE customer_batch (
    line_no     integer PRIMARY KEY,
    customer_id integer,
    email       text,
    updated_at  timestamp
);
