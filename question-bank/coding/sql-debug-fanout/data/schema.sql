CREATE TABLE orders (
    order_id    integer PRIMARY KEY,
    customer_id integer,
    amount      numeric(10, 2)
);
CREATE TABLE refunds (
    refund_id integer PRIMARY KEY,
    order_id  integer,
    amount    numeric(10, 2)
);
