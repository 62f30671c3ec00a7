-- A range join, then one version per order.
WITH matched AS (
    SELECT o.order_id, o.amount, h.segment,
           ROW_NUMBER() OVER (PARTITION BY o.order_id ORDER BY h.valid_from DESC NULLS LAST, h.version_id DESC) AS place
    FROM orders o
    LEFT JOIN customer_history h
      ON h.customer_id = o.customer_id
     AND o.ordered_at >= h.valid_from
     AND o.ordered_at < COALESCE(h.valid_to, 'infinity')
)
SELECT COALESCE(segment, 'unknown') AS segment,
       COUNT(order_id) AS orders,
       SUM(COALESCE(amount, 0)) AS revenue
FROM matched
WHERE place = 1
GROUP BY COALESCE(segment, 'unknown');
