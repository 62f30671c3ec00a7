WITH orders AS (
    SELECT 'web' AS channel, order_id, customer_id, ordered_at, cents, status
    FROM web_order
    UNION ALL
    SELECT 'store', order_id, customer_id, ordered_at, cents, status
    FROM store_order
), refunded AS (
    SELECT channel, order_id, SUM(cents) AS cents
    FROM refund
    WHERE state = 'paid'
    GROUP BY channel, order_id
)
SELECT COALESCE(NULLIF(c.country, ''), 'unknown') AS country,
       COUNT(*) AS orders,
       SUM(o.cents) AS revenue_cents,
       COALESCE(SUM(r.cents), 0) AS refund_cents,
       ROUND(100.0 * COALESCE(SUM(r.cents), 0) / NULLIF(SUM(o.cents), 0), 1) AS refund_pct
FROM orders o
LEFT JOIN customer c ON c.customer_id = o.customer_id
LEFT JOIN refunded r
    ON r.order_id = o.order_id AND r.channel = o.channel
WHERE o.ordered_at >= '2026-06-01' AND o.ordered_at < '2026-07-01'
  AND o.status IS DISTINCT FROM 'cancelled'
  AND NOT EXISTS (SELECT 1 FROM test_account t WHERE t.customer_id = o.customer_id)
GROUP BY 1;
