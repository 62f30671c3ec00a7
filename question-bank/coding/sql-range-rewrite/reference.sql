SELECT shop_id, COUNT(*) AS n, SUM(amount) AS total
FROM payments
WHERE paid_at >= TIMESTAMP '2026-05-01 00:00:00'
  AND paid_at < TIMESTAMP '2026-06-01 00:00:00'
GROUP BY shop_id;
