SELECT COALESCE(h.segment, 'unknown') AS segment,
       COUNT(*) AS orders,
       COALESCE(SUM(o.amount), 0) AS revenue
FROM orders o
LEFT JOIN customer_history h
  ON h.customer_id = o.customer_id
 AND h.valid_from <= o.ordered_at
 AND (h.valid_to IS NULL OR o.ordered_at < h.valid_to)
GROUP BY 1;
