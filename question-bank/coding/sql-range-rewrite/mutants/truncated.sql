SELECT shop_id, COUNT(*) AS n, SUM(amount) AS total
FROM payments
WHERE date_trunc('month', paid_at) = TIMESTAMP '2026-05-01 00:00:00'
GROUP BY shop_id;
