-- payments(payment_id integer primary key, shop_id integer, paid_at timestamp, amount numeric(10, 2))
-- CREATE INDEX payments_paid_at ON payments (paid_at);
SELECT shop_id, COUNT(*) AS n, SUM(amount) AS total
FROM payments
WHERE to_char(paid_at, 'YYYY-MM') = '2026-05'
GROUP BY shop_id;
