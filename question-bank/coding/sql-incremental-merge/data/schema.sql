CREATE TABLE raw_orders (
    row_id     integer PRIMARY KEY,
    order_id   integer,
    status     text,
    amount     numeric(10, 2),
    updated_at timestamp,
    loaded_at  timestamp NOT NULL
);
CREATE TABLE fct_orders (
    order_id   integer PRIMARY KEY,
    status     text,
    amount     numeric(10, 2),
    updated_at timestamp NOT NULL
);
CREATE TABLE load_state (
    model          text PRIMARY KEY,
    loaded_through timestamp
);
