CREATE TABLE orders (
    order_id     integer PRIMARY KEY,
    user_id      integer,
    order_date   date NOT NULL,
    order_amount numeric(10, 2)
);
