-- A scalar subquery for the refunds, and the filters where the orders come from.
SELECT country,
       COUNT(*) AS orders,
       SUM(cents) AS revenue_cents,
       SUM(refunded) AS refund_cents,
       CASE WHEN SUM(cents) <> 0 THEN ROUND(SUM(refunded)::numeric * 100 / SUM(cents), 1) END AS refund_pct
FROM (
    SELECT CASE WHEN c.country <> '' THEN c.country ELSE 'unknown' END AS country,
           o.cents,
           (SELECT COALESCE(SUM(r.cents), 0)
            FROM refund r
            WHERE r.channel = o.channel AND r.order_id = o.order_id AND r.state = 'paid') AS refunded
    FROM (SELECT 'web' AS channel, w.* FROM web_order w
          UNION ALL
          SELECT 'store', s.* FROM store_order s) o
    LEFT JOIN customer c USING (customer_id)
    LEFT JOIN (SELECT DISTINCT customer_id FROM test_account WHERE customer_id IS NOT NULL) t USING (customer_id)
    WHERE DATE_TRUNC('month', o.ordered_at) = TIMESTAMP '2026-06-01'
      AND COALESCE(o.status, '') <> 'cancelled'
      AND t.customer_id IS NULL
) counted
GROUP BY country;
