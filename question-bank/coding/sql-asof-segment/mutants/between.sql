WITH matched AS (
    SELECT o.order_id, o.amount, h.segment,
           ROW_NUMBER() OVER (PARTITION BY o.order_id ORDER BY h.valid_from, h.version_id DESC) AS place
    FROM orders o
    LEFT JOIN customer_history h
      ON h.customer_id = o.customer_id
     AND o.ordered_at BETWEEN h.valid_from AND COALESCE(h.valid_to, 'infinity')
)
SELECT COALESCE(segment, 'unknown') AS segment,
       COUNT(*) AS orders,
       SUM(COALESCE(amount, 0)) AS revenue
FROM matched
WHERE place = 1
GROUP BY 1;
