CREATE TABLE calendar (
    day         date PRIMARY KEY,
    is_business boolean NOT NULL
);
CREATE TABLE feeds (
    feed      text PRIMARY KEY,
    starts_on date NOT NULL
);
CREATE TABLE deliveries (
    delivery_id integer PRIMARY KEY,
    feed        text,
    day         date,
    row_count   integer
);
