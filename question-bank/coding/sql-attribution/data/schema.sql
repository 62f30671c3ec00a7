CREATE TABLE touches (
    touch_id integer PRIMARY KEY,
    user_id  integer,
    channel  text,
    at       timestamp NOT NULL
);
CREATE TABLE orders (
    order_id   integer PRIMARY KEY,
    user_id    integer,
    amount     numeric(10, 2) NOT NULL,
    ordered_at timestamp NOT NULL
);
