SELECT COALESCE(v.segment, 'unknown') AS segment,
       COUNT(*) AS orders,
       COALESCE(SUM(o.amount), 0) AS revenue
FROM orders o
LEFT JOIN LATERAL (
    SELECT h.segment
    FROM customer_history h
    WHERE h.customer_id = o.customer_id
      AND h.valid_from <= o.ordered_at
      AND (h.valid_to IS NULL OR o.ordered_at < h.valid_to)
    ORDER BY h.valid_from DESC, h.version_id DESC
    LIMIT 1
) v ON true
GROUP BY 1;
