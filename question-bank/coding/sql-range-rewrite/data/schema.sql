CREATE TABLE payments (
    payment_id integer PRIMARY KEY,
    shop_id    integer,
    paid_at    timestamp,
    amount     numeric(10, 2)
);
CREATE INDEX payments_paid_at ON payments (paid_at);
