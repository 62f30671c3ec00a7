CREATE TABLE customers (
    customer_id   integer PRIMARY KEY,
    customer_name text NOT NULL
);
CREATE TABLE orders (
    order_id    integer PRIMARY KEY,
    customer_id integer,
    order_date  date NOT NULL
);
