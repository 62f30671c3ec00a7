CREATE TABLE orders (
    order_id   integer PRIMARY KEY,
    ordered_on date,
    amount     numeric(10, 2)
);
