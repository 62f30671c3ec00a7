SELECT shop_id, COUNT(*) AS n, SUM(amount) AS total
FROM payments
WHERE paid_at BETWEEN DATE '2026-05-01' AND DATE '2026-06-01'
GROUP BY shop_id;
