CREATE TABLE orders (
    order_id    integer PRIMARY KEY,
    customer_id integer,
    amount      numeric(10, 2),
    ordered_at  timestamp NOT NULL
);
CREATE TABLE customer_history (
    version_id  integer PRIMARY KEY,
    customer_id integer NOT NULL,
    segment     text,
    valid_from  timestamp NOT NULL,
    valid_to    timestamp
);
