CREATE TABLE customers (
    customer_id integer PRIMARY KEY
);
CREATE TABLE orders (
    order_id    integer PRIMARY KEY,
    customer_id integer,
    status      text
);
