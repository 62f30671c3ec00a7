SELECT c.customer_id, c.customer_name
FROM customers c
LEFT JOIN orders o
       ON o.customer_id = c.customer_id
      AND o.order_date BETWEEN DATE '2025-12-30' AND DATE '2026-06-30'
WHERE o.order_id IS NULL;
