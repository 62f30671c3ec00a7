SELECT shop_id, COUNT(*) AS n, SUM(amount) AS total
FROM payments
WHERE paid_at >= DATE '2026-04-01'
  AND EXTRACT(YEAR FROM paid_at) = 2026
  AND EXTRACT(MONTH FROM paid_at) = 5
GROUP BY shop_id;
