WITH month AS MATERIALIZED (
    SELECT p.shop_id, p.amount
    FROM payments p
    WHERE tsrange('2026-05-01', '2026-06-01') @> p.paid_at
      AND p.paid_at BETWEEN DATE '2026-05-01' AND DATE '2026-05-01' + INTERVAL '1 month'
)
SELECT shop_id, COUNT(*) AS n, SUM(amount) AS total
FROM month
GROUP BY shop_id;
