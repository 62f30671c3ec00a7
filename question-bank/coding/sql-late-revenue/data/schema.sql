CREATE TABLE deliveries (
    delivery_id integer PRIMARY KEY,
    payment_id  integer,
    version     integer,
    amount      numeric(10, 2),
    paid_on     date,
    received_at timestamp NOT NULL
);
