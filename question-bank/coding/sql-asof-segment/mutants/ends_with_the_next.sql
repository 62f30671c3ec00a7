WITH versions AS (
    SELECT customer_id, segment, valid_from,
           LEAST(valid_to, LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, version_id)) AS ended_at
    FROM customer_history
)
SELECT COALESCE(v.segment, 'unknown') AS segment,
       COUNT(*) AS orders,
       COALESCE(SUM(o.amount), 0) AS revenue
FROM orders o
LEFT JOIN versions v
  ON v.customer_id = o.customer_id
 AND v.valid_from <= o.ordered_at
 AND (v.ended_at IS NULL OR o.ordered_at < v.ended_at)
GROUP BY 1;
